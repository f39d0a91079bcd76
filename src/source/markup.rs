//! Fragments of HTML as text with paragraphs.

use std::collections::HashMap;

use dom_query::{Document, NodeId};

use super::Fault;

/// Elements that the texts of articles are made of.
const ELEMENTS: &[&str] = &[
    "p", "br", "div", "h1", "h2", "h3", "ul", "ol", "li", "blockquote", "em", "strong", "b", "i", "a", "span",
    "section",
];

/// Whether a text is marked up: it begins with an element, or closes one that it opened. A `<` of its own is text.
pub(super) fn is_html(text: &str) -> bool {
    let names =
        |mark: &'static str| text.match_indices(mark).filter_map(move |(at, _)| element(&text[at + mark.len()..]));
    let begins = text.trim_start().strip_prefix('<').is_some_and(|rest| element(rest).is_some());
    begins || names("</").any(|closed| names("<").any(|opened| opened == closed))
}

/// The name of the element whose tag goes on like this.
fn element(rest: &str) -> Option<&'static str> {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
    let known = ELEMENTS.iter().find(|name| rest[..end].eq_ignore_ascii_case(name))?;
    let tag = &rest[end..rest.find('>')?];
    let is_tag = tag.is_empty() || tag.starts_with([' ', '/', '\n']) && !tag.contains('<');
    is_tag.then_some(*known)
}

/// Elements inside elements, at most: pages have twenty to forty, and what reads deeper ones takes a time that grows
/// with the square of the depth.
const DEEPEST: usize = 256;

/// Refuses a page whose elements stand deeper in each other than any real page's.
pub(super) fn check_depth(page: &Document) -> Result<(), Fault> {
    let mut depths: HashMap<NodeId, usize> = HashMap::new();
    let mut open = vec![page.root()];
    while let Some(node) = open.pop() {
        let depth = depths.get(&node.id).copied().unwrap_or(0);
        if depth > DEEPEST {
            return Err(Fault::new(
                &format!("HTML with more than {DEEPEST} elements inside each other"),
                "mend its markup",
            ));
        }
        for child in node.children() {
            depths.insert(child.id, depth + 1);
            open.push(child);
        }
    }
    Ok(())
}

/// The text of a fragment, its blocks separated by a blank line.
pub(super) fn text(html: &str) -> Result<String, Fault> {
    let page = Document::from(html);
    check_depth(&page)?;
    Ok(tidy(&page.formatted_text()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_is_text_stays_text() {
        for text in ["x <a < b “go,” said Ann.", "Profit <p 5 fell.", "He typed <br> and left.", "use <div> tags"] {
            assert!(!is_html(text), "{text}");
        }
        for html in ["<p>One.</p>", "One <a href=\"x\">two</a>.", "  <div class=\"b\">One"] {
            assert!(is_html(html), "{html}");
        }
    }

    #[test]
    fn depth_has_a_limit() {
        assert!(text(&"<b>".repeat(30_000)).is_err());
        assert!(text(&format!("{}x", "<div>".repeat(40))).is_ok());
    }
}
