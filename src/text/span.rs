//! Spans of a text, and the conversion from bytes to code points and back.

use serde::{Deserialize, Serialize};

/// A half-open range `[start, end)` of UTF-8 bytes of one text. The start is never after the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// The span between two offsets, in either order.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start.min(end), end: start.max(end) }
    }

    /// The first byte.
    pub fn start(self) -> usize {
        self.start
    }

    /// The byte after the last.
    pub fn end(self) -> usize {
        self.end
    }

    /// The length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it has no bytes.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words of the text at this span.
    ///
    /// An offset inside a character or after the end of the text is a bug of the caller. It panics in debug builds; a
    /// release build uses the nearest boundary before it.
    pub fn of(self, text: &str) -> &str {
        debug_assert!(self.fits(text), "{self:?} does not fit a text of {} bytes", text.len());
        &text[text.floor_char_boundary(self.start)..text.floor_char_boundary(self.end)]
    }

    /// Whether both offsets are character boundaries of the text.
    pub(crate) fn fits(self, text: &str) -> bool {
        text.is_char_boundary(self.start) && text.is_char_boundary(self.end)
    }

    /// Whether `other` is wholly inside.
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

/// Bytes from one entry of [`CodePoints::before`] to the next.
const STRIDE: usize = 256;

/// Converts byte offsets of a text to offsets in Unicode code points and back, in constant time each.
#[derive(Debug)]
pub(crate) struct CodePoints<'a> {
    text: &'a str,
    /// Code points before every `STRIDE`-th byte.
    before: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    /// Counts the code points of a text, in one pass.
    pub(crate) fn new(text: &'a str) -> Self {
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
    pub(crate) fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let Some(before) = self.before.get(offset / STRIDE) else {
            let last = self.before.len().saturating_sub(1);
            return self.before.last().copied().unwrap_or(0)
                + leading_bytes(&self.text.as_bytes()[last * STRIDE..offset]);
        };
        before + leading_bytes(&self.text.as_bytes()[offset / STRIDE * STRIDE..offset])
    }

    /// A byte span as `[start, end)` in code points.
    pub(crate) fn of(&self, span: Span) -> [usize; 2] {
        [self.at(span.start), self.at(span.end)]
    }

    /// The byte span of `[start, end)` in code points.
    pub(crate) fn bytes(&self, [start, end]: [usize; 2]) -> Span {
        Span::new(self.byte_of(start), self.byte_of(end))
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

    #[test]
    #[cfg_attr(debug_assertions, should_panic(expected = "does not fit"))]
    fn a_span_that_cuts_a_character_is_a_bug() {
        assert_eq!(Span::new(0, 2).of("é“"), "é");
        assert_eq!(Span::new(0, 3).of("é“"), "é");
    }

    #[test]
    #[cfg_attr(debug_assertions, should_panic(expected = "does not fit"))]
    fn a_span_after_the_end_of_the_text_is_a_bug() {
        assert_eq!(Span::new(1, 9).of("dam"), "am");
    }

    proptest! {
        #[test]
        fn a_span_between_boundaries_is_the_text_between_them(text in "[aé“𝄞\\n]{0,40}", a in 0usize..200, b in 0usize..200) {
            let (a, b) = (text.floor_char_boundary(a), text.floor_char_boundary(b));
            prop_assert_eq!(Span::new(a, b).of(&text), &text[a.min(b)..a.max(b)]);
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
