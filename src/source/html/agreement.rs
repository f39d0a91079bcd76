//! The text that a page shows against the one that it carries in its JSON-LD.

use crate::source::markup;

/// A carried text shorter than this, in bytes, is a teaser.
const TEASER: usize = 300;
/// How many places of the carried text are looked for in the shown one, and how many letters at each.
const PROBES: usize = 6;
const PROBE: usize = 24;
/// A carried text this many times as long as the shown one is the whole of it.
const WHOLE: usize = 2;

/// The body of the article: as the page shows it, unless what it carries is of another text, or of much more of it.
///
/// The shown text is the better one wherever the two agree: it has its paragraphs, and none of its words are lost to
/// whoever wrote the other.
pub(super) fn body(shown: String, carried: Option<&str>) -> String {
    let Some(carried) = carried.map(plain).filter(|carried| carried.len() >= TEASER) else { return shown };
    let is_more = carried.len() > WHOLE * shown.len();
    if is_more || !agree(&shown, &carried) { carried } else { shown }
}

/// Whether any of some places of the carried text stands in the shown one.
fn agree(shown: &str, carried: &str) -> bool {
    let (shown, carried) = (letters(shown), letters(carried));
    let places = carried.chars().count().saturating_sub(PROBE);
    (0..PROBES).any(|number| {
        let probe: String = carried.chars().skip(places * number / PROBES).take(PROBE).collect();
        shown.contains(&probe)
    })
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The carried text with paragraphs, whether it is marked up or not.
fn plain(text: &str) -> String {
    let marked = markup::is_html(text).then(|| markup::text(text).ok()).flatten();
    marked.unwrap_or_else(|| markup::tidy(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shown_text_stands_unless_it_is_another() {
        let text = "The ferry that has been out of work since the storm went back to sea on Monday morning. ".repeat(5);
        let shown = format!("By the pier\n\n{text}");
        assert_eq!(body(shown.clone(), Some(&text)), shown);
        assert_eq!(body(shown.clone(), None), shown);
        assert_eq!(body(shown.clone(), Some("The ferry that has been out of work.")), shown);
        let cookies = "We and our partners store what you read, and for how long, on your device. ".repeat(6);
        assert_eq!(body(cookies, Some(&text)), text.trim());
        assert_eq!(body("The ferry that has been out of work since the storm.".to_owned(), Some(&text)), text.trim());
    }
}
