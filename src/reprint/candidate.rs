//! Finds the pairs of texts that can be reprints: their samples share about as many shingles as reprints of their lengths must.

use rayon::prelude::*;

use super::Fingerprint;
use super::passage::LONGER;

/// The least share of the shorter text's shingles that the longer one has, as estimated from their samples.
///
/// If every eighth word is changed here and there, 80 % of the words are still in shared passages, and 59 % of the shingles
/// remain. A sample of 48 errs by 7 % of them; this threshold is two such errors below. Articles that share two passages of
/// five, as reports on one event do, stay apart.
const LEAST: f32 = 0.45;
/// Below this share a pair is doubtful. Of the doubtful pairs with a shingle in common, only the likeliest are compared.
const SURE: f32 = 0.65;
const DOUBTFUL: usize = 2;
/// A shingle in more texts is boilerplate of a site, and is ignored.
const COMMON: u16 = 1000;
/// With how many texts, next in length, one shingle pairs a text. This bounds the cost of a common shingle; two texts are
/// paired by the rarest shingle that they share.
const NEXT: usize = 64;
/// For how many shingles texts are gathered at a time.
const GATHERED: usize = 1 << 20;

/// The pairs to compare, in order; the smaller number comes first in a pair.
///
/// `texts` are all different and ordered by length; common shingles are removed from them. Costs at most about 100 µs of one
/// core a text, and 16 MB a core.
pub(super) fn pairs(texts: &mut [&mut Fingerprint]) -> Vec<(u32, u32)> {
    let counts = Counts::of(texts);
    texts.par_iter_mut().for_each(|text| text.retain(|shingle| counts.get(shingle) <= COMMON));
    let texts: Vec<Text<'_>> = texts.iter().map(|text| Text::of(text)).collect();
    let parts = texts.iter().map(|text| text.sample.len()).sum::<usize>().div_ceil(GATHERED);
    let found = (0..parts).into_par_iter().flat_map_iter(|part| pairs_of_part(&texts, &counts, part, parts));
    let mut pairs: Vec<(u32, u32)> = found.collect();
    pairs.par_sort_unstable();
    pairs
}

/// An upper bound for the number of texts with a shingle. It is sometimes too high, since several shingles share a counter.
struct Counts(Vec<u16>);

impl Counts {
    fn of(texts: &[&mut Fingerprint]) -> Self {
        let mut counts = Self(vec![0; 1 << 24]);
        for shingle in texts.iter().flat_map(|text| text.sample()) {
            let place = counts.place(*shingle);
            counts.0[place] = counts.0[place].saturating_add(1);
        }
        counts
    }

    fn get(&self, shingle: u32) -> u16 {
        self.0[self.place(shingle)]
    }

    /// By the lower bits, since the hashes in a sample are all small.
    fn place(&self, shingle: u32) -> usize {
        shingle as usize % self.0.len()
    }
}

/// The pairs that share a shingle of one part of all shingles.
fn pairs_of_part(texts: &[Text<'_>], counts: &Counts, part: usize, parts: usize) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    for shared in holders(texts, part, parts).chunk_by(|a, b| a >> 32 == b >> 32) {
        let rarity = |shingle: u32| (counts.get(shingle), shingle);
        let shingle = rarity((shared[0] >> 32) as u32);
        let is_rarest = |other: u32| rarity(other) >= shingle;
        for (at, one) in shared.iter().map(|holder| number(*holder)).enumerate() {
            let longest = texts[one].words as usize * LONGER;
            let next = shared[at + 1..].iter().take(NEXT).map(|holder| number(*holder));
            let near = next.take_while(|other| texts[*other].words as usize <= longest);
            let mut alike: Vec<(f32, usize)> =
                near.filter_map(|other| Some((texts[one].share_in(&texts[other], is_rarest)?, other))).collect();
            alike.sort_by(|(a, _), (b, _)| b.total_cmp(a));
            let sure = alike.partition_point(|(share, _)| *share >= SURE);
            let looked_at = alike.iter().take(sure + DOUBTFUL);
            pairs.extend(looked_at.map(|(_, other)| (one as u32, *other as u32)));
        }
    }
    pairs
}

/// Each shingle of a part with each of its texts: the shingle in the upper bits, the number of the text in the lower ones.
fn holders(texts: &[Text<'_>], part: usize, parts: usize) -> Vec<u64> {
    let mut holders = Vec::with_capacity(GATHERED + GATHERED / 8);
    for (number, text) in texts.iter().enumerate() {
        let of_part = text.sample.iter().filter(|shingle| **shingle as usize % parts == part);
        holders.extend(of_part.map(|shingle| u64::from(*shingle) << 32 | number as u64));
    }
    holders.sort_unstable();
    holders
}

fn number(holder: u64) -> usize {
    (holder & u64::from(u32::MAX)) as usize
}

/// The sample of a text, ready to compare.
struct Text<'t> {
    words: u32,
    sample: &'t [u32],
    /// A bit for each shingle, by its lower bits; a few shingles share one.
    bits: [u64; 8],
}

impl<'t> Text<'t> {
    fn of(print: &'t Fingerprint) -> Self {
        let mut bits = [0; 8];
        for shingle in print.sample() {
            bits[(shingle >> 6) as usize % 8] |= 1 << (shingle % 64);
        }
        Self { words: print.words, sample: print.sample(), bits }
    }

    /// How much of this text a longer one contains, estimated from both samples. None if it is too little, or if they share a
    /// shingle that is not `admitted`.
    ///
    /// Both samples are complete up to the last hash of the one that ends first, so the share up to there estimates the share
    /// of the whole.
    fn share_in(&self, longer: &Self, admitted: impl Fn(u32) -> bool) -> Option<f32> {
        let end = self.sample.last().min(longer.sample.last()).copied().unwrap_or(0);
        let sample = &self.sample[..self.sample.partition_point(|shingle| *shingle <= end)];
        let least = ((LEAST * sample.len() as f32).ceil() as usize).max(2);
        if self.at_most_shared_with(longer) < least {
            return None;
        }
        let mut others = longer.sample.iter().copied().peekable();
        let mut shared = 0;
        for shingle in sample.iter().copied() {
            while others.next_if(|other| *other < shingle).is_some() {}
            if others.next_if_eq(&shingle).is_some() {
                if !admitted(shingle) {
                    return None;
                }
                shared += 1;
            }
        }
        (shared >= least).then(|| shared as f32 / sample.len() as f32)
    }

    /// An upper bound for the number of shared shingles: their common bits, and the shingles that have no bit of their own.
    fn at_most_shared_with(&self, other: &Self) -> usize {
        let count = |bits: [u64; 8]| bits.into_iter().map(u64::count_ones).sum::<u32>() as usize;
        let both = std::array::from_fn(|at| self.bits[at] & other.bits[at]);
        count(both) + self.sample.len() - count(self.bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint(words: u32, sample: &[u32]) -> Fingerprint {
        Fingerprint::from_parts(u64::from(words), words, sample)
    }

    fn are_alike(one: &[u32], other: &[u32]) -> bool {
        Text::of(&fingerprint(60, one)).share_in(&Text::of(&fingerprint(70, other)), |_| true).is_some()
    }

    #[test]
    fn texts_are_alike_by_what_both_samples_could_hold() {
        assert!(are_alike(&[1, 3, 5, 7, 9], &[3, 4, 5, 7, 10]));
        assert!(!are_alike(&[1, 3, 5, 7, 9, 11], &[2, 4, 5, 6, 9, 12]));
        assert!(are_alike(&[10, 20, 30, 40, 50, 60], &[5, 10, 15, 20, 25]));
        // 1 and 513 share a bit.
        assert!(are_alike(&[1, 2, 513, 600], &[1, 2, 513, 700]));
    }

    #[test]
    fn a_pair_that_shares_much_is_found_once() {
        let mut texts = [fingerprint(60, &[1, 2, 3]), fingerprint(70, &[2, 3, 4]), fingerprint(80, &[5, 6, 7])];
        assert_eq!(pairs(&mut texts.each_mut()), [(0, 1)]);
    }

    #[test]
    fn shingles_of_many_texts_pair_none() {
        let mut texts: Vec<Fingerprint> = (0..1200).map(|at| fingerprint(100 + at, &[1, 2, 10 + at])).collect();
        assert_eq!(pairs(&mut texts.iter_mut().collect::<Vec<_>>()), []);
    }
}
