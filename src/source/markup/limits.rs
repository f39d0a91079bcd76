//! Limits on HTML, which keep its parser from taking hours.

use std::collections::HashMap;

use dom_query::{Document, NodeId};

use crate::source::Fault;

const NEXT: &str = "fix its markup";

/// The deepest nesting. Pages have 20 to 40 levels, and reading takes time that grows with the square of the depth.
const DEEPEST: usize = 256;

/// The most attributes of one element. Pages have 10 to 30, and the parser compares each with all before it.
const MOST_ATTRIBUTES: usize = 4096;

/// The most formatting elements, such as `<b>`, that are never closed. The parser opens all of them again in each block.
const MOST_UNCLOSED: usize = 4096;
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements in which other elements have another meaning.
const DRAWINGS: &[&str] = &["svg", "math"];

/// Parses HTML, unless it is built so that parsing takes time that grows with the square of its length.
pub(in crate::source) fn page(html: &str) -> Result<Document, Fault> {
    if let Some(excess) = excess(html) {
        return Err(Fault::new(&excess, NEXT));
    }
    let page = Document::from(html);
    check_depth(&page)?;
    Ok(page)
}

/// What HTML has too much of for its parser, in words. Scripts and comments may contain anything, and are skipped.
pub(super) fn excess(html: &str) -> Option<String> {
    let mut open = [0usize; FORMATTING.len()];
    let mut in_drawing = false;
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        if tag.starts_with("!--") {
            let ends = |at: &usize| tag[..*at].ends_with("--") || tag[..*at].ends_with("--!");
            let end = tag.match_indices('>').map(|(at, _)| at).find(ends);
            rest = end.map_or("", |end| &tag[end..]);
        } else if let Some(closed) = tag.strip_prefix('/') {
            if let Some(element) = position(closed, FORMATTING) {
                open[element] = open[element].saturating_sub(1);
            }
            in_drawing &= position(closed, DRAWINGS).is_none();
        } else if tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (count, after) = attributes(tag);
            if count > MOST_ATTRIBUTES {
                return Some(format!("HTML with an element of more than {MOST_ATTRIBUTES} attributes"));
            }
            if let Some(element) = position(tag, FORMATTING) {
                open[element] += 1;
                if open.iter().sum::<usize>() > MOST_UNCLOSED {
                    return Some(format!("HTML with more than {MOST_UNCLOSED} elements that are never closed"));
                }
            }
            in_drawing |= position(tag, DRAWINGS).is_some();
            // In a drawing, `style` is an ordinary element.
            let is_raw = !in_drawing && position(tag, &["script", "style"]).is_some();
            rest = if is_raw { after.split_once("</").map_or("", |(_, closing)| closing) } else { after };
        }
    }
    None
}

/// The position of a tag's name in a list.
pub(super) fn position(tag: &str, names: &[&str]) -> Option<usize> {
    let end = tag.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(tag.len());
    names.iter().position(|name| tag[..end].eq_ignore_ascii_case(name))
}

/// The number of attributes in a tag, and the text after it.
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

/// Refuses a page whose elements are nested deeper than those of any real page.
fn check_depth(page: &Document) -> Result<(), Fault> {
    let mut depths: HashMap<NodeId, usize> = HashMap::new();
    let mut open = vec![page.root()];
    while let Some(node) = open.pop() {
        let depth = depths.get(&node.id).copied().unwrap_or(0);
        if depth > DEEPEST {
            return Err(Fault::new(&format!("HTML with more than {DEEPEST} elements inside each other"), NEXT));
        }
        for child in node.children() {
            depths.insert(child.id, depth + 1);
            open.push(child);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attributes_of_an_element_have_a_limit() {
        let many = " a=b".repeat(5_000);
        assert!(page(&format!("<p{many}>x</p>")).is_err() && page(&format!("<p{many}")).is_err());
        for html in [
            format!("<p class=\"{many}\">x</p>"),
            format!("<p title = '>{many}'>x</p>"),
            format!("<script>if (a<b{many}) c</script><p>x</p>"),
            format!("<!-- <b{many} --><p>x</p>"),
            "<p a=b>x</p>".repeat(5_000),
        ] {
            assert!(page(&html).is_ok());
        }
        assert_eq!(attributes("p a = b c='d e' f/g h=\"i>\">x"), (5, "x"));
    }

    #[test]
    fn unclosed_elements_have_a_limit() {
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
        assert!(page(&"<b>".repeat(30_000)).is_err() && page(&"<a><b></a>".repeat(30_000)).is_err());
        assert!(page(&"<p><b>x</b><i class=\"c\">y</i></p>".repeat(5_000)).is_ok());
        assert!(page(&format!("{}x", "<div>".repeat(40))).is_ok());
    }
}
