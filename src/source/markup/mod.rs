//! Fragments of HTML as text with paragraphs.

mod limits;

pub(super) use limits::page;

use std::collections::HashSet;

use dom_query::Document;

use super::Fault;
use limits::{excess, position};

/// Elements in the texts of articles.
const ELEMENTS: &[&str] = &[
    "p", "br", "div", "h1", "h2", "h3", "ul", "ol", "li", "blockquote", "em", "strong", "b", "i", "a", "span",
    "section",
];

/// Whether a text is HTML: it begins with an element, or closes one that it opened. A lone `<` is text.
pub(super) fn is_html(text: &str) -> bool {
    // A set, because a hostile text may repeat them without end.
    let names = |mark: &str| -> HashSet<&str> {
        text.match_indices(mark).filter_map(|(at, _)| element(&text[at + mark.len()..])).collect()
    };
    let begins = text.trim_start().strip_prefix('<').is_some_and(|rest| element(rest).is_some());
    begins || text.contains("</") && !names("</").is_disjoint(&names("<"))
}

/// The name of the element whose tag continues like this.
fn element(rest: &str) -> Option<&'static str> {
    let known = ELEMENTS[position(rest, ELEMENTS)?];
    let closes = rest.find(['<', '>']).filter(|at| rest[*at..].starts_with('>'))?;
    let tag = &rest[known.len()..closes];
    let is_tag = tag.is_empty() || tag.starts_with([' ', '/', '\n']);
    is_tag.then_some(known)
}

/// The text of a fragment, with a blank line between blocks.
pub(super) fn text(html: &str) -> Result<String, Fault> {
    Ok(tidy(&page(html)?.formatted_text()))
}

/// The text of a headline on one line, without tags and entities.
pub(super) fn inline(text: &str) -> String {
    let is_html = text.contains(['<', '&']) && excess(text).is_none();
    let plain = if is_html { Document::from(text).text().to_string() } else { text.to_owned() };
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines of text as paragraphs, with single spaces and a blank line between them.
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
    fn a_lone_bracket_is_text() {
        for text in ["x <a < b “go,” said Ann.", "Profit <p 5 fell.", "He typed <br> and left.", "use <div> tags"] {
            assert!(!is_html(text), "{text}");
        }
        for html in ["<p>One.</p>", "One <a href=\"x\">two</a>.", "  <div class=\"b\">One"] {
            assert!(is_html(html), "{html}");
        }
    }
}
