//! Passages that two texts share.

use rustc_hash::FxHashSet;

use super::{SHORT, Words};

/// How many words in a row make a passage.
const PASSAGE: usize = 4;
/// The least share of the shorter text in passages of the longer one, in percent.
const SAME: usize = 80;
/// How many times as long the longer text can be.
pub(super) const LONGER: usize = 3;

impl Words {
    /// Whether two texts are the same story, in either order.
    ///
    /// Costs time in proportion to the length of both, about 15 µs for two of 800 words.
    pub(crate) fn is_same_story(&self, other: &Self) -> bool {
        let (shorter, longer) = if self.len() <= other.len() { (self, other) } else { (other, self) };
        if shorter.len() < SHORT {
            return self == other;
        }
        let enough = |a: &Self, b: &Self| a.shared_with(b) * 100 >= a.len() * SAME;
        longer.len() <= LONGER * shorter.len()
            && (enough(shorter, longer) || (shorter.len() == longer.len() && enough(longer, shorter)))
    }

    /// How many of these words are in passages that the other text has too.
    pub(crate) fn shared_with(&self, other: &Self) -> usize {
        let known: FxHashSet<u64> = other.shingles(PASSAGE).collect();
        let mut shared = 0;
        let mut counted = 0;
        for (start, _) in self.shingles(PASSAGE).enumerate().filter(|(_, shingle)| known.contains(shingle)) {
            let end = start + PASSAGE;
            shared += end - start.max(counted);
            counted = end;
        }
        shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_common_passages_are_counted_once() {
        let of = |text| Words::of(text);
        let whole = of("a b c d e f g h i j");
        assert_eq!(of("a b c d e").shared_with(&whole), 5);
        assert_eq!(of("a b c x d e f g").shared_with(&whole), 4);
        assert_eq!(of("a b c x e f g").shared_with(&whole), 0);
        assert_eq!(of("g h i j a b c d").shared_with(&whole), 8);
    }
}
