//! What is kept of a text to find the texts that may be the same.

use super::{BRIEF, SHORT, Words};

/// Words in a shingle: as many as make a passage.
const SHINGLE: usize = 4;
/// Shingles kept of a text.
const KEPT: usize = 48;
/// What stands where a text has fewer; it is larger than any hash that is kept.
const NONE: u32 = u32::MAX;

/// A text's hash, its length, and a sample of its shingles: the same for the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// A hash of all its words; two texts share one with a probability of one in 2^64.
    pub text: u64,
    /// How many words it has.
    pub words: u32,
    kept: [u32; KEPT],
}

impl Fingerprint {
    /// The fingerprint of an article. The headline counts where the body is brief.
    pub fn new(headline: Option<&str>, body: &Words) -> Self {
        if body.len() < SHORT {
            let headline = headline.filter(|_| body.len() < BRIEF).map_or(0, |headline| Words::of(headline).hash());
            return Self::from_parts(body.hash() ^ headline.rotate_left(1), body.len() as u32, &[]);
        }
        let mut hashes: Vec<u32> = body.shingles(SHINGLE).map(|hash| (hash >> 32) as u32).collect();
        if hashes.len() > KEPT {
            // Enough of the smallest that all different ones stand among them, but for texts that repeat themselves.
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

    /// A fingerprint from its parts, as they were stored.
    pub fn from_parts(text: u64, words: u32, sample: &[u32]) -> Self {
        let mut kept = [NONE; KEPT];
        kept.iter_mut().zip(sample).for_each(|(place, hash)| *place = *hash);
        Self { text, words, kept }
    }

    /// Keeps of the sample the shingles for which `keep` holds.
    pub(super) fn retain(&mut self, keep: impl Fn(u32) -> bool) {
        let kept: Vec<u32> = self.sample().iter().copied().filter(|shingle| keep(*shingle)).collect();
        *self = Self::from_parts(self.text, self.words, &kept);
    }

    /// The hashes that are kept, smallest first.
    pub fn sample(&self) -> &[u32] {
        let end = self.kept.partition_point(|hash| *hash != NONE);
        &self.kept[..end]
    }
}
