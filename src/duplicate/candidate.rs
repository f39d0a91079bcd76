//! Which texts may be the same: those whose samples share about as many shingles as texts of their lengths must.

use rayon::prelude::*;

use super::Fingerprint;
use super::fingerprint::KEPT;
use super::passage::LONGER;

/// The share of the shorter text's shingles that stands in the longer one, at the least: with one word of ten changed,
/// a third of the shingles of four words go.
const LEAST: f32 = 0.55;
/// A sample errs. Texts are looked at that share more than this part of the shingles to be expected of them: of 48, one and
/// a half standard deviations below. Articles that share one passage of five, as reports on one matter do, then stay apart.
const DOUBT: f32 = 0.72;
/// A shingle of more texts is furniture of a site, and tells nothing.
const COMMON: usize = 1000;
/// With how many texts, next in length, a text is paired by one shingle. Bounds what a shingle of many texts costs.
const NEXT: usize = 64;
/// Texts whose pairs are counted at a time.
const CHUNK: usize = 1 << 12;

/// The pairs to look at, in order; the first of a pair is the smaller number.
///
/// `texts` are all different and ordered by length. Costs about 150 bytes a text and 3 µs.
pub(super) fn pairs(texts: &[Fingerprint]) -> Vec<(u32, u32)> {
    let holders = holders(texts);
    let chunks: Vec<usize> = (0..texts.len()).step_by(CHUNK).collect();
    let found = chunks.into_par_iter().flat_map_iter(|first| {
        let mut pairs = Vec::new();
        for shared in holders.chunk_by(|a, b| a >> 32 == b >> 32) {
            let from = shared.partition_point(|holder| number(*holder) < first);
            let to = shared.partition_point(|holder| number(*holder) < first + CHUNK);
            for at in from..to {
                let one = number(shared[at]);
                let longest = texts[one].words as usize * LONGER;
                let next = shared[at + 1..].iter().take(NEXT).map(|holder| number(*holder));
                let near = next.take_while(|other| texts[*other].words as usize <= longest);
                pairs.extend(near.map(|other| (one as u32, other as u32)));
            }
        }
        pairs.sort_unstable();
        let words = |text: u32| texts[text as usize].words as f32;
        let alike = pairs
            .chunk_by(|a, b| a == b)
            .filter(|same| same.len() >= needed(words(same[0].0), words(same[0].1)))
            .map(|same| same[0]);
        alike.collect::<Vec<_>>()
    });
    found.collect()
}

/// How many shingles of their samples two texts must share to be looked at.
fn needed(shorter: f32, longer: f32) -> usize {
    let shared = LEAST * shorter;
    let resemblance = shared / (shorter + longer - shared);
    ((DOUBT * resemblance * KEPT as f32).round() as usize).max(2)
}

/// Every shingle that several texts hold, with each of them: the shingle above, the text's number below.
fn holders(texts: &[Fingerprint]) -> Vec<u64> {
    let mut holders: Vec<u64> = Vec::with_capacity(texts.iter().map(|text| text.sample().len()).sum());
    for (number, text) in texts.iter().enumerate() {
        holders.extend(text.sample().iter().map(|shingle| u64::from(*shingle) << 32 | number as u64));
    }
    holders.par_sort_unstable();
    let several = holders.chunk_by(|a, b| a >> 32 == b >> 32).filter(|held| (2..=COMMON).contains(&held.len()));
    several.flatten().copied().collect()
}

fn number(holder: u64) -> usize {
    (holder & u64::from(u32::MAX)) as usize
}
