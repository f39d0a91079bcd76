//! Fragments of HTML as text with paragraphs.

use dom_query::Document;

/// Whether a text is marked up: it holds one of the tags that articles are made of.
pub(super) fn is_html(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let name = rest.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let known = ["p", "br", "div", "h1", "h2", "h3", "ul", "li", "blockquote", "em", "strong", "a", "span"];
        if known.contains(&name[..end].to_ascii_lowercase().as_str()) && name[end..].starts_with(['>', ' ', '/']) {
            return true;
        }
    }
    false
}

/// The text of a fragment, its blocks separated by a blank line.
pub(super) fn text(html: &str) -> String {
    tidy(&Document::from(html).formatted_text())
}

/// The text of a headline: entities decoded, tags gone, on one line.
pub(super) fn inline(text: &str) -> String {
    let plain = if text.contains(['<', '&']) { Document::from(text).text().to_string() } else { text.to_owned() };
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Blocks of text with white space folded in each, and a blank line between two.
pub(super) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() {
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str("\n\n");
        }
        tidy.push_str(&line);
    }
    tidy
}
