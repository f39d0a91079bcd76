//! The choice between the text that a page shows and the one in its JSON-LD.

use crate::source::markup;

/// A shorter text in JSON-LD, in bytes, is a teaser.
const TEASER: usize = 300;
/// How many samples of the text in JSON-LD are looked for in the shown one, and how many letters each has.
const SAMPLES: usize = 6;
const SAMPLE: usize = 24;
/// The shown text is incomplete if the one in JSON-LD is more than this many times as long.
const COMPLETE: usize = 2;

/// The shown text, unless the one in JSON-LD is another text or much longer.
///
/// If both agree, the shown text is better: it has paragraphs, and nobody has shortened it.
pub(super) fn choose(shown: String, linked: Option<&str>) -> String {
    let Some(linked) = linked.map(plain).filter(|linked| linked.len() >= TEASER) else { return shown };
    let is_more = linked.len() > COMPLETE * shown.len();
    if is_more || !agree(&shown, &linked) { linked } else { shown }
}

/// Whether any sample of the linked text is in the shown one.
fn agree(shown: &str, linked: &str) -> bool {
    let (shown, linked) = (letters(shown), letters(linked));
    let last = linked.chars().count().saturating_sub(SAMPLE);
    (0..SAMPLES).any(|number| {
        let sample: String = linked.chars().skip(last * number / SAMPLES).take(SAMPLE).collect();
        shown.contains(&sample)
    })
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The linked text as paragraphs, with or without markup.
fn plain(text: &str) -> String {
    let marked = markup::is_html(text).then(|| markup::text(text).ok()).flatten();
    marked.unwrap_or_else(|| markup::tidy(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shown_text_is_chosen_unless_it_is_another() {
        let text = "The ferry that has been out of work since the storm went back to sea on Monday morning. ".repeat(5);
        let shown = format!("By the pier\n\n{text}");
        assert_eq!(choose(shown.clone(), Some(&text)), shown);
        assert_eq!(choose(shown.clone(), None), shown);
        assert_eq!(choose(shown.clone(), Some("The ferry that has been out of work.")), shown);
        let cookies = "We and our partners store what you read, and for how long, on your device. ".repeat(6);
        assert_eq!(choose(cookies, Some(&text)), text.trim());
        assert_eq!(choose("The ferry that has been out of work since the storm.".to_owned(), Some(&text)), text.trim());
    }
}
