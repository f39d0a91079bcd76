//! Fingerprints: what is stored of a text to find its reprints.

use super::{BRIEF, SHORT, Words};

/// Words in a shingle; the same as in a passage.
const SHINGLE: usize = 4;
/// How many shingles are stored of a text.
const KEPT: usize = 48;
/// Fills up the sample of a text with fewer shingles. It is larger than any stored hash.
const NONE: u32 = u32::MAX;

/// A text's hash, its length, and a sample of its shingles; equal for equal words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    /// A hash of all its words; two texts share one with a probability of one in 2^64.
    pub text: u64,
    /// How many words it has.
    pub words: u32,
    kept: [u32; KEPT],
}

impl Fingerprint {
    /// The fingerprint of an article. Includes the headline if the body is brief.
    pub(crate) fn new(headline: Option<&str>, body: &Words) -> Self {
        if body.len() < SHORT {
            let headline = headline.filter(|_| body.len() < BRIEF).map_or(0, |headline| Words::of(headline).hash());
            return Self::from_parts(body.hash() ^ headline.rotate_left(1), body.len() as u32, &[]);
        }
        let mut hashes: Vec<u32> = body.shingles(SHINGLE).map(|hash| (hash >> 32) as u32).collect();
        if hashes.len() > KEPT {
            // Take enough of the smallest hashes to have all different ones, unless the text repeats itself.
            let enough = (KEPT * 4).min(hashes.len() - 1);
            hashes.select_nth_unstable(enough);
            let mut smallest = hashes[..enough].to_vec();
            smallest.sort_unstable();
            smallest.dedup();
            if smallest.len() >= KEPT {
                return Self::from_parts(body.hash(), body.len() as u32, &smallest);
            }
        }
        hashes.sort_unstable();
        hashes.dedup();
        Self::from_parts(body.hash(), body.len() as u32, &hashes)
    }

    /// Puts together a fingerprint from its stored parts.
    pub(crate) fn from_parts(text: u64, words: u32, sample: &[u32]) -> Self {
        let mut kept = [NONE; KEPT];
        kept.iter_mut().zip(sample).for_each(|(place, hash)| *place = *hash);
        Self { text, words, kept }
    }

    /// Removes the shingles for which `keep` is false from the sample.
    pub(super) fn retain(&mut self, keep: impl Fn(u32) -> bool) {
        let kept: Vec<u32> = self.sample().iter().copied().filter(|shingle| keep(*shingle)).collect();
        *self = Self::from_parts(self.text, self.words, &kept);
    }

    /// The hashes of the sample, smallest first.
    pub(crate) fn sample(&self) -> &[u32] {
        let end = self.kept.partition_point(|hash| *hash != NONE);
        &self.kept[..end]
    }
}
