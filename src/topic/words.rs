//! Splits a text into folded words and parts of sentences.

use crate::names::fold;

/// A hash of a word in lower case, without accents.
pub(super) type Word = u64;

/// One word of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) word: Word,
    /// Its bytes in the text.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the previous word ends.
    before: usize,
}

impl Place {
    /// Whether no phrase can continue across what precedes it: a full stop, a comma, a blank line.
    pub(super) fn is_apart(&self, text: &str) -> bool {
        let gap = &text[self.before..self.start];
        let stops = |gap: &str| gap.contains(['.', ',', ';', ':', '?', '!', '(', ')', '—', '“', '”', '"']);
        gap.len() > 1 && (stops(gap) || gap.matches('\n').count() > 1)
    }
}

/// The words of a text: sequences of letters and digits. `$`, `£`, `€` and `%` are words too. A possessive “’s” is dropped; an
/// apostrophe before other letters belongs to the word, so that “won’t” is not “won”.
pub(super) fn words(text: &str) -> impl Iterator<Item = Place> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let before = at;
        let start = next_word(text, before)?;
        let (end, word) = word_from(text, start);
        let place = Place { word, start, end, before };
        at = after_possessive(text, end);
        Some(place)
    })
}

/// Where the next word starts.
fn next_word(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'$' | b'%' => return Some(at),
            byte if byte.is_ascii_alphanumeric() => return Some(at),
            byte if byte.is_ascii() => at += 1,
            _ => {
                let c = text[at..].chars().next()?;
                if c.is_alphanumeric() || matches!(c, '£' | '€') {
                    return Some(at);
                }
                at += c.len_utf8();
            }
        }
    }
    None
}

/// The position after a “’s” that begins at `end`, or `end` itself.
fn after_possessive(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let after =
        rest.strip_prefix('\'').or_else(|| rest.strip_prefix('’')).and_then(|rest| rest.strip_prefix(['s', 'S']));
    match after {
        Some(after) if !after.starts_with(char::is_alphanumeric) => text.len() - after.len(),
        _ => end,
    }
}

const SEED: Word = 0xcbf2_9ce4_8422_2325;

fn mix(hash: Word, byte: u8) -> Word {
    (hash ^ Word::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// The end of the word that starts here, and its hash.
fn word_from(text: &str, start: usize) -> (usize, Word) {
    let bytes = text.as_bytes();
    let (mut at, mut hash) = (start, SEED);
    while at < bytes.len() && bytes[at].is_ascii_alphanumeric() {
        hash = mix(hash, bytes[at].to_ascii_lowercase());
        at += 1;
    }
    let plain = at == bytes.len() || (bytes[at].is_ascii() && bytes[at] != b'\'');
    if plain && at > start {
        return (at, hash);
    }
    let end = slow_end(text, start);
    (end, hash_of(&text[start..end]))
}

/// The end of a word with letters beyond ASCII or an apostrophe.
fn slow_end(text: &str, start: usize) -> usize {
    let mut rest = text[start..].chars();
    let mut end = start;
    while let Some(c) = rest.next() {
        let inside = c.is_alphanumeric() || (matches!(c, '\'' | '’') && end > start && is_contraction(rest.as_str()));
        if !inside {
            return if end == start { start + c.len_utf8() } else { end };
        }
        end += c.len_utf8();
    }
    end
}

/// Whether what follows an apostrophe belongs to the word.
fn is_contraction(rest: &str) -> bool {
    let is_possessive = rest.strip_prefix(['s', 'S']).is_some_and(|after| !after.starts_with(char::is_alphanumeric));
    rest.starts_with(char::is_alphabetic) && !is_possessive
}

/// The hash of one word.
pub(super) fn hash_of(word: &str) -> Word {
    fold(word).bytes().fold(SEED, mix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        words(text).map(|w| format!("{}{}", if w.is_apart(text) { "|" } else { "" }, &text[w.start..w.end])).collect()
    }

    #[test]
    fn words_are_cut() {
        for (text, expected) in [
            ("The bank’s e-mail, it won't say.", "The bank e mail |it won't say"),
            ("Rain fell.\n\nSnow followed", "Rain fell |Snow followed"),
            ("a $1.5bn deal", "a $ 1 5bn deal"),
            ("Noémie O’Driscoll’s 5,000m", "Noémie O’Driscoll 5 000m"),
            ("players' union ''", "players union"),
        ] {
            assert_eq!(cut(text).join(" "), expected);
        }
        let folded = |text| words(text).map(|place| place.word).collect::<Vec<_>>();
        assert_eq!(folded("CAFÉ O’Neill’s"), folded("cafe o'neill"));
    }
}
