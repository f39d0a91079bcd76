//! A stretch of a text, and the way from bytes to code points.

use serde::{Deserialize, Serialize};

/// A half-open stretch `[start, end)` of UTF-8 bytes of one text.
///
/// The start never stands behind the end, and [`Span::of`] never panics: an offset inside a character, or behind the
/// end of the text, is moved back to the nearest boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// The stretch between two offsets, in either order.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start.min(end), end: start.max(end) }
    }

    /// The first byte.
    pub fn start(self) -> usize {
        self.start
    }

    /// The byte behind the last.
    pub fn end(self) -> usize {
        self.end
    }

    /// The length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words of the text at this span.
    pub fn of(self, text: &str) -> &str {
        &text[text.floor_char_boundary(self.start)..text.floor_char_boundary(self.end)]
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// This span without white space at its ends.
    pub fn trim(self, text: &str) -> Span {
        let words = self.of(text);
        let start = self.start + (words.len() - words.trim_start().len());
        Span::new(start, start + words.trim().len())
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Span::new(start, end)
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// Bytes between two counted places of [`CodePoints`].
const STRIDE: usize = 256;

/// Turns byte offsets of a text into offsets in Unicode code points and back, in constant time each.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points before every `STRIDE`-th byte.
    before: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    /// Counts the text once.
    pub fn new(text: &'a str) -> Self {
        let mut count = 0;
        let before = text
            .as_bytes()
            .chunks(STRIDE)
            .map(|chunk| {
                let here = count;
                count += leading_bytes(chunk);
                here
            })
            .collect();
        Self { text, before }
    }

    /// The number of code points before a byte offset.
    pub fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let Some(before) = self.before.get(offset / STRIDE) else {
            let last = self.before.len().saturating_sub(1);
            return self.before.last().copied().unwrap_or(0)
                + leading_bytes(&self.text.as_bytes()[last * STRIDE..offset]);
        };
        before + leading_bytes(&self.text.as_bytes()[offset / STRIDE * STRIDE..offset])
    }

    /// A byte span as `[start, end)` in code points.
    pub fn of(&self, span: Span) -> [usize; 2] {
        [self.at(span.start), self.at(span.end)]
    }

    /// The byte span of `[start, end)` in code points.
    pub fn bytes(&self, [start, end]: [usize; 2]) -> Span {
        Span::new(self.byte_of(start), self.byte_of(end))
    }

    /// The words of parts, each `[start, end)` in code points, joined by one space.
    pub fn words(&self, parts: &[[usize; 2]]) -> String {
        parts.iter().map(|part| self.bytes(*part).of(self.text)).collect::<Vec<_>>().join(" ")
    }

    fn byte_of(&self, point: usize) -> usize {
        let chunk = self.before.partition_point(|&before| before <= point).saturating_sub(1);
        let Some(&before) = self.before.get(chunk) else { return 0 };
        let from = chunk * STRIDE;
        self.text.as_bytes()[from..]
            .iter()
            .enumerate()
            .filter(|(_, byte)| !is_continuation(**byte))
            .nth(point - before)
            .map_or(self.text.len(), |(at, _)| from + at)
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

fn leading_bytes(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !is_continuation(**byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn slicing_never_panics(text in ".*", a in 0usize..200, b in 0usize..200) {
            let words = Span::new(a, b).of(&text);
            prop_assert!(text.contains(words));
        }

        #[test]
        fn trimming_stays_inside(text in "[ \\n“a”é]{0,40}", a in 0usize..50, b in 0usize..50) {
            let a = text.floor_char_boundary(a);
            let b = text.floor_char_boundary(b);
            let span = Span::new(a, b);
            prop_assert_eq!(span.trim(&text).of(&text), span.of(&text).trim());
        }

        #[test]
        fn code_points_count_characters(text in "[aé“𝄞\\n]{0,700}") {
            let points = CodePoints::new(&text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(byte), count);
                prop_assert_eq!(points.bytes([count, count + 1]).start(), byte);
            }
            prop_assert_eq!(points.at(text.len()), text.chars().count());
        }
    }
}
