//! Reading the words of a sentence.

use std::borrow::Cow;

use crate::extract::layout::Layout;
use crate::names;

/// The word at a token; empty from `end` on.
pub(super) fn word<'a>(layout: &Layout<'a>, at: usize, end: usize) -> &'a str {
    if at < end.min(layout.tokens.len()) { layout.word(at) } else { "" }
}

/// The word at a token in lower case with a straight apostrophe; empty from `end` on.
pub(super) fn plain_word<'a>(layout: &Layout<'a>, at: usize, end: usize) -> Cow<'a, str> {
    plain(word(layout, at, end))
}

/// A word in lower case with a straight apostrophe.
pub(super) fn plain(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) { Cow::Borrowed(word) } else { Cow::Owned(names::fold(word)) }
}

/// Whether the word at a token starts with a capital letter.
pub(super) fn is_capitalized(layout: &Layout<'_>, at: usize) -> bool {
    layout.word(at).starts_with(char::is_uppercase)
}

/// Whether the clause ends at a token.
pub(super) fn ends_clause(layout: &Layout<'_>, at: usize, end: usize) -> bool {
    at >= end
        || matches!(layout.word(at), "." | "," | ";" | ":" | "!" | "?" | ")" | "(" | "—" | "–" | "--" | "but" | "and")
}

/// Whether a word is a mark that ends a clause or a sentence.
pub(super) fn ends_sentence(word: &str) -> bool {
    matches!(word, "." | ";" | ":" | "?" | "!" | ",")
}
