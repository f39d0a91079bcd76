//! Locates a quotation in its article: the words with some context, and the hash of the text.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::text::Span;

/// How many code points of context each side has at most.
const CONTEXT: usize = 32;

/// Finds the first part of a statement again, even if the text has changed since.
///
/// A `TextQuoteSelector` of the [Web Annotation Data Model](https://www.w3.org/TR/annotation-model/#text-quote-selector):
/// `prefix`, `exact` and `suffix` follow each other in the body, code point for code point. `sha256` is added to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename = "TextQuoteSelector")]
pub struct Selector {
    /// The words.
    pub exact: String,
    /// The text before: at most 32 code points, of whole words if one fits.
    pub prefix: String,
    /// The text after, cut in the same way.
    pub suffix: String,
    /// The SHA-256 of the article's body in UTF-8, in hexadecimal digits.
    pub sha256: String,
}

/// Makes the selectors of one text. The first selector costs a pass over the text.
pub(crate) struct Selectors<'a> {
    body: &'a str,
    sha256: OnceLock<String>,
}

impl<'a> Selectors<'a> {
    /// Of the body of an article.
    pub(crate) fn new(body: &'a str) -> Self {
        Self { body, sha256: OnceLock::new() }
    }

    /// The selector of the first of these parts of the text.
    pub(crate) fn first_of(&self, content: &[Span]) -> Selector {
        let span = content.first().copied().unwrap_or(Span::new(0, 0));
        Selector {
            exact: span.of(self.body).to_owned(),
            prefix: before(&self.body[..span.start()]).to_owned(),
            suffix: after(&self.body[span.end()..]).to_owned(),
            sha256: self.sha256.get_or_init(|| sha256(self.body)).clone(),
        }
    }
}

/// The SHA-256 of a text in UTF-8, in hexadecimal digits.
pub(crate) fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The last words of a text.
fn before(text: &str) -> &str {
    let Some((start, _)) = text.char_indices().rev().nth(CONTEXT - 1) else { return text };
    let window = &text[start..];
    if text[..start].ends_with(char::is_whitespace) {
        return window;
    }
    // Drop the first word, which is cut short, unless it is the only one.
    let whole = window.find(char::is_whitespace).map(|space| window[space..].trim_start());
    whole.filter(|whole| !whole.is_empty()).unwrap_or(window)
}

/// The first words of a text.
fn after(text: &str) -> &str {
    let Some((end, _)) = text.char_indices().nth(CONTEXT) else { return text };
    let window = &text[..end];
    if text[end..].starts_with(char::is_whitespace) {
        return window;
    }
    let whole = window.rfind(char::is_whitespace).map(|space| window[..space].trim_end());
    whole.filter(|whole| !whole.is_empty()).unwrap_or(window)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn context_is_cut_at_words() {
        let body =
            "The board met on the coldest night of the year. “We went,” said Ida Holm, who had walked there alone.";
        let start = body.find('“').unwrap();
        let found = Selectors::new(body).first_of(&[Span::new(start, start + "“We went,”".len())]);
        assert_eq!(found.exact, "“We went,”");
        assert_eq!(found.prefix, "the coldest night of the year. ");
        assert_eq!(found.suffix, " said Ida Holm, who had walked");
    }

    #[test]
    fn a_text_without_spaces_is_cut_anywhere() {
        let body = "橋".repeat(100);
        let found = Selectors::new(&body).first_of(&[Span::new(150, 156)]);
        assert_eq!(found.prefix.chars().count(), CONTEXT);
        assert_eq!(found.suffix.chars().count(), CONTEXT);
    }

    #[test]
    fn the_hash_is_sha256() {
        assert_eq!(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    proptest! {
        #[test]
        fn prefix_exact_and_suffix_are_adjacent_in_the_body(body in "[aé橋 \\n“]{0,200}", a in 0usize..220, b in 0usize..220) {
            let (a, b) = (body.floor_char_boundary(a), body.floor_char_boundary(b));
            let found = Selectors::new(&body).first_of(&[Span::new(a, b)]);
            let all = format!("{}{}{}", found.prefix, found.exact, found.suffix);
            prop_assert!(body.contains(&all));
            prop_assert!(found.prefix.chars().count() <= CONTEXT && found.suffix.chars().count() <= CONTEXT);
        }
    }
}
