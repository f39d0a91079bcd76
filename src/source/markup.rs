//! Fragments of HTML as text with paragraphs.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId};

use super::Fault;

/// Elements that the texts of articles are made of.
const ELEMENTS: &[&str] = &[
    "p", "br", "div", "h1", "h2", "h3", "ul", "ol", "li", "blockquote", "em", "strong", "b", "i", "a", "span",
    "section",
];

/// Whether a text is marked up: it begins with an element, or closes one that it opened. A `<` of its own is text.
pub(super) fn is_html(text: &str) -> bool {
    // Once each: a text may have any number of them.
    let names = |mark: &str| -> HashSet<&str> {
        text.match_indices(mark).filter_map(|(at, _)| element(&text[at + mark.len()..])).collect()
    };
    let begins = text.trim_start().strip_prefix('<').is_some_and(|rest| element(rest).is_some());
    begins || text.contains("</") && !names("</").is_disjoint(&names("<"))
}

/// The name of the element whose tag goes on like this.
fn element(rest: &str) -> Option<&'static str> {
    let known = ELEMENTS[among(rest, ELEMENTS)?];
    let closes = rest.find(['<', '>']).filter(|at| rest[*at..].starts_with('>'))?;
    let tag = &rest[known.len()..closes];
    let is_tag = tag.is_empty() || tag.starts_with([' ', '/', '\n']);
    is_tag.then_some(known)
}

const MEND: &str = "mend its markup";

/// Elements inside elements, at most: pages have twenty to forty, and what reads deeper ones takes a time that grows
/// with the square of the depth.
const DEEPEST: usize = 256;

/// Attributes of one element, at most: pages have ten to thirty, and the parser compares each with all before it.
const MOST_ATTRIBUTES: usize = 4096;

/// Elements of form, such as `<b>`, that are opened and not closed, at most: the parser opens all of them again in each block.
const MOST_UNCLOSED: usize = 4096;
const OF_FORM: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements in which others have another sense.
const DRAWINGS: &[&str] = &["svg", "math"];

/// The page of some HTML, unless it is made to cost a time that grows with its square.
pub(super) fn page(html: &str) -> Result<Document, Fault> {
    if let Some(excess) = excess(html) {
        return Err(Fault::new(&excess, MEND));
    }
    let page = Document::from(html);
    check_depth(&page)?;
    Ok(page)
}

/// What some HTML has more of than any real page, and its parser takes too long for. Scripts and comments, which may hold
/// anything, are passed over.
fn excess(html: &str) -> Option<String> {
    let mut open = [0usize; OF_FORM.len()];
    let mut in_drawing = false;
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        if tag.starts_with("!--") {
            let ends = |at: &usize| tag[..*at].ends_with("--") || tag[..*at].ends_with("--!");
            let end = tag.match_indices('>').map(|(at, _)| at).find(ends);
            rest = end.map_or("", |end| &tag[end..]);
        } else if let Some(closed) = tag.strip_prefix('/') {
            if let Some(element) = among(closed, OF_FORM) {
                open[element] = open[element].saturating_sub(1);
            }
            in_drawing &= among(closed, DRAWINGS).is_none();
        } else if tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (count, behind) = attributes(tag);
            if count > MOST_ATTRIBUTES {
                return Some(format!("HTML with an element of more than {MOST_ATTRIBUTES} attributes"));
            }
            if let Some(element) = among(tag, OF_FORM) {
                open[element] += 1;
                if open.iter().sum::<usize>() > MOST_UNCLOSED {
                    return Some(format!("HTML with more than {MOST_UNCLOSED} elements that are never closed"));
                }
            }
            in_drawing |= among(tag, DRAWINGS).is_some();
            // A style in a drawing is no text of its own.
            let is_raw = !in_drawing && among(tag, &["script", "style"]).is_some();
            rest = if is_raw { behind.split_once("</").map_or("", |(_, closing)| closing) } else { behind };
        }
    }
    None
}

/// Which of some elements a tag is of.
fn among(tag: &str, names: &[&str]) -> Option<usize> {
    let end = tag.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(tag.len());
    names.iter().position(|name| tag[..end].eq_ignore_ascii_case(name))
}

/// How many attributes stand in a tag, and what is behind it.
fn attributes(tag: &str) -> (usize, &str) {
    let (mut count, mut in_word, mut is_value) = (0, true, false);
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match byte {
            _ if quote.is_some() => {
                if quote == Some(byte) {
                    (quote, in_word, is_value) = (None, false, false);
                }
            }
            b'>' => return (count, &tag[at + 1..]),
            b'"' | b'\'' if is_value => quote = Some(byte),
            b'=' => is_value = true,
            b'/' if !is_value => in_word = false,
            _ if byte.is_ascii_whitespace() => in_word = false,
            _ => {
                count += usize::from(!in_word && !is_value);
                in_word = true;
                is_value = false;
            }
        }
    }
    (count, "")
}

/// Refuses a page whose elements stand deeper in each other than any real page's.
fn check_depth(page: &Document) -> Result<(), Fault> {
    let mut depths: HashMap<NodeId, usize> = HashMap::new();
    let mut open = vec![page.root()];
    while let Some(node) = open.pop() {
        let depth = depths.get(&node.id).copied().unwrap_or(0);
        if depth > DEEPEST {
            return Err(Fault::new(&format!("HTML with more than {DEEPEST} elements inside each other"), MEND));
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
    Ok(tidy(&page(html)?.formatted_text()))
}

/// The text of a headline: entities decoded, tags gone, on one line.
pub(super) fn inline(text: &str) -> String {
    let is_marked_up = text.contains(['<', '&']) && excess(text).is_none();
    let plain = if is_marked_up { Document::from(text).text().to_string() } else { text.to_owned() };
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
    fn the_attributes_of_an_element_have_a_limit() {
        let many = " a=b".repeat(5_000);
        assert!(text(&format!("<p{many}>x</p>")).is_err() && text(&format!("<p{many}")).is_err());
        for html in [
            format!("<p class=\"{many}\">x</p>"),
            format!("<p title = '>{many}'>x</p>"),
            format!("<script>if (a<b{many}) c</script><p>x</p>"),
            format!("<!-- <b{many} --><p>x</p>"),
            "<p a=b>x</p>".repeat(5_000),
        ] {
            assert!(text(&html).is_ok());
        }
        assert_eq!(attributes("p a = b c='d e' f/g h=\"i>\">x"), (5, "x"));
    }

    #[test]
    fn what_is_never_closed_has_a_limit() {
        let open = "<p><b>x".repeat(5_000);
        for start in ["", "<!-->", "<!--->", "<!-- a --->", "<!-- a --!>", "<svg><style>", "<svg></svg><p>"] {
            assert!(excess(&format!("{start}{open}")).is_some(), "{start}");
        }
        assert!(excess(&"<p><b>x</i>".repeat(5_000)).is_some());
        for start in ["<!-- ", "<script>", "<svg><path d='M0'/></svg><style>"] {
            assert!(excess(&format!("{start}{open}")).is_none(), "{start}");
        }
    }

    #[test]
    fn depth_has_a_limit() {
        assert!(text(&"<b>".repeat(30_000)).is_err() && text(&"<a><b></a>".repeat(30_000)).is_err());
        assert!(text(&"<p><b>x</b><i class=\"c\">y</i></p>".repeat(5_000)).is_ok());
        assert!(text(&format!("{}x", "<div>".repeat(40))).is_ok());
    }
}
