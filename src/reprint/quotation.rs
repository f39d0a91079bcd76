//! Keys that are the same for one quotation in several articles.

use std::collections::HashMap;

use super::Words;
use crate::names;

/// The quotations of one article, in order.
#[derive(Debug, Default)]
pub(crate) struct Quotations {
    known: HashMap<(u64, u64), u32>,
}

impl Quotations {
    /// The key of the next quotation: the same for the same words of the same speaker in a reprint of the story. Two different
    /// quotations share a key with a probability of one in 2^32.
    ///
    /// If a speaker repeats words within the article, each repetition has another key: they are two quotations there, and two
    /// in every reprint.
    pub(crate) fn key(&mut self, words: &str, speaker: Option<&str>) -> u32 {
        let words = Words::of_all(words).hash();
        let speaker = speaker.map_or(0, |speaker| Words::of_all(&names::key(speaker)).hash());
        let before = self.known.entry((words, speaker)).or_default();
        *before += 1;
        (words ^ speaker.rotate_left(7)) as u32 ^ *before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_no_difference_and_repetition_is() {
        let mut one = Quotations::default();
        let mut other = Quotations::default();
        let key = one.key("“The dam holds,”", Some("Ida Holm"));
        assert_eq!(key, other.key("\"The dam holds.\"", Some("Dr. Ida Holm")));
        assert_ne!(key, one.key("“The dam holds,”", Some("Ida Holm")));
        assert_ne!(key, other.key("“The dam holds,”", Some("Lucan Prewitt")));
    }
}
