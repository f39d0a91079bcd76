//! Splits a text into words, for comparison.

use crate::names::fold;
use crate::text::boilerplate;

/// A line with more words is never boilerplate.
const LONGEST_BOILERPLATE: usize = 60;

/// The words of a text as hashes: folded, without punctuation and boilerplate.
///
/// A figure is one word (`1,534.2`), and so is each character of a script without spaces between words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words(Vec<u32>);

impl Words {
    /// Splits a text. Costs time in proportion to its length.
    pub(crate) fn of(text: &str) -> Self {
        let mut words = Vec::with_capacity(text.len() / 6);
        for line in text.lines() {
            let line = fold(line);
            let before = words.len();
            cut(&line, &mut words);
            if words.len() - before <= LONGEST_BOILERPLATE && boilerplate::is_line(&line) {
                words.truncate(before);
            }
        }
        Self(words)
    }

    /// Splits a text without looking for boilerplate.
    pub(super) fn of_all(text: &str) -> Self {
        let mut words = Vec::new();
        cut(&fold(text), &mut words);
        Self(words)
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// A hash of all words in order.
    pub(crate) fn hash(&self) -> u64 {
        joined(&self.0)
    }

    /// The hashes of all sequences of `length` words.
    pub(super) fn shingles(&self, length: usize) -> impl Iterator<Item = u64> {
        self.0.windows(length).map(joined)
    }
}

/// Appends the words of a folded line.
fn cut(line: &str, words: &mut Vec<u32>) {
    let mut word = Hash::START;
    let mut figure = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let inside = match c {
            _ if is_ideograph(c) => {
                word.close(words);
                word.add(c);
                word.close(words);
                continue;
            }
            '\'' => continue,
            '.' | ',' => figure && chars.peek().is_some_and(char::is_ascii_digit),
            _ => c.is_alphanumeric(),
        };
        if inside {
            word.add(c);
        } else {
            word.close(words);
        }
        figure = c.is_ascii_digit();
    }
    word.close(words);
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// A hash that is built up word by word: FNV-1a, with the bits mixed at the end.
#[derive(PartialEq)]
struct Hash(u64);

impl Hash {
    const START: Self = Self(0xcbf2_9ce4_8422_2325);

    fn add(&mut self, c: char) {
        self.0 = (self.0 ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3);
    }

    /// Returns the word, if there is one, and starts the next.
    fn close(&mut self, words: &mut Vec<u32>) {
        if *self != Self::START {
            words.push((mixed(self.0) >> 32) as u32);
            *self = Self::START;
        }
    }
}

/// A hash of a sequence of hashes.
fn joined(row: &[u32]) -> u64 {
    row.iter().fold(row.len() as u64, |hash, word| mixed(hash ^ u64::from(*word)))
}

/// The finalizer of SplitMix64: every bit depends on every other.
fn mixed(hash: u64) -> u64 {
    let hash = hash.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_no_difference() {
        let typed = Words::of("\"It's 1,534.2 cents,\" the café--then new--said.");
        let set = Words::of("“It’s\u{a0}1,534.2 cents”, the\ncafé — then  new — said");
        assert_eq!(typed, set);
        assert_eq!(typed.len(), 8);
        assert_ne!(typed, Words::of("\"It's 1,534.3 cents,\" the café--then new--said."));
        assert_eq!(Words::of("新聞社。").len(), 3);
    }

    #[test]
    fn boilerplate_is_ignored() {
        let bare = Words::of("The dam holds.");
        assert_eq!(bare, Words::of("The dam holds.\n\nSign up for the Daybreak newsletter.\n© 2021 Plains Courier"));
    }
}
