//! Candidates that overlap: which of them compete, and which stay.

use std::collections::BTreeMap;

use super::candidate::Candidate;
use super::detection::LONGEST;
use super::window::{AFTER, BEFORE};

/// Candidates whose anchors are this many tokens apart cannot overlap.
const FAR: usize = 2 * (BEFORE + AFTER);

/// The best cue scores of the candidates that overlap another; 0 without any.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rivals {
    /// Of those that it competes with.
    pub(super) rival: f32,
    /// Of those that it is inside of, as a statement in a statement.
    pub(super) outer: f32,
}

/// For each candidate the scores of those that it overlaps. The candidates are in the order of their anchors.
pub(super) fn rivals(candidates: &[Candidate]) -> Vec<Rivals> {
    let near = |anchor: usize| {
        let first = candidates.partition_point(|other| other.anchor + FAR <= anchor);
        let end = candidates.partition_point(|other| other.anchor < anchor + FAR);
        &candidates[first..end]
    };
    let rivals = |candidate: &Candidate| {
        let others = near(candidate.anchor).iter().filter(|other| other.anchor != candidate.anchor);
        others.filter(|other| overlap(candidate, other)).fold(Rivals::default(), |best, other| {
            if is_inside(candidate, other) {
                Rivals { outer: best.outer.max(other.cue_score), ..best }
            } else if is_inside(other, candidate) {
                best
            } else {
                Rivals { rival: best.rival.max(other.cue_score), ..best }
            }
        })
    };
    candidates.iter().map(rivals).collect()
}

fn overlap(a: &Candidate, b: &Candidate) -> bool {
    a.content.binary_search(&b.anchor).is_ok()
        || b.content.binary_search(&a.anchor).is_ok()
        || a.cue.binary_search(&b.anchor).is_ok()
        || share_token(&a.content, &b.content)
}

/// Whether two sorted lists have a token in common.
fn share_token(a: &[usize], b: &[usize]) -> bool {
    // Most contents lie apart, so few are compared token by token.
    let apart = a.last() < b.first() || b.last() < a.first();
    !apart && a.iter().any(|i| b.binary_search(i).is_ok())
}

/// Keeps the surest of candidates that overlap: no cue is in another's content, and contents share no tokens. A statement inside the
/// words of another, with its source and its cue, is no rival of it: “Holm said the clerk told her to wait.”
///
/// A candidate that loses less than half of its content to a surer one stays with the rest.
pub(super) fn choose(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by(|a, b| b.confidence().total_cmp(&a.confidence()).then(a.anchor.cmp(&b.anchor)));
    let mut kept: BTreeMap<usize, Candidate> = BTreeMap::new();
    for mut candidate in candidates {
        let before = candidate.content.len();
        let near = candidate.anchor.saturating_sub(FAR + LONGEST)..candidate.anchor + FAR + LONGEST;
        let rivals: Vec<&Candidate> = kept
            .range(near)
            .map(|(_, other)| other)
            .filter(|other| !is_inside(&candidate, other) && !is_inside(other, &candidate))
            .collect();
        let crosses = |other: &&Candidate| {
            other.content.binary_search(&candidate.anchor).is_ok()
                || other.cue.binary_search(&candidate.anchor).is_ok()
                || candidate.content.binary_search(&other.anchor).is_ok()
        };
        if rivals.iter().any(crosses) {
            continue;
        }
        candidate.content.retain(|i| !rivals.iter().any(|other| other.content.binary_search(i).is_ok()));
        if candidate.content.len() * 2 >= before && !candidate.content.is_empty() {
            kept.insert(candidate.anchor, candidate);
        }
    }
    kept.into_values().collect()
}

/// Whether a candidate is wholly inside the words of another: its cue, its source and its content.
fn is_inside(inner: &Candidate, outer: &Candidate) -> bool {
    let has = |i: &usize| outer.content.binary_search(i).is_ok();
    inner.content.len() < outer.content.len()
        && !inner.source.is_empty()
        && has(&inner.anchor)
        && inner.cue.iter().all(has)
        && inner.source.iter().all(has)
        && inner.content.iter().all(has)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;

    fn candidate(anchor: usize, content: Range<usize>, confidence: f32) -> Candidate {
        Candidate { cue: vec![anchor], ..Candidate::of_structure(anchor, content.collect(), confidence) }
    }

    fn chosen(candidates: Vec<Candidate>) -> Vec<(usize, usize)> {
        choose(candidates).iter().map(|candidate| (candidate.anchor, candidate.content.len())).collect()
    }

    #[test]
    fn a_cue_inside_a_surer_content_is_dropped() {
        assert_eq!(chosen(vec![candidate(0, 1..9, 0.9), candidate(5, 6..9, 0.8)]), [(0, 8)]);
        assert_eq!(chosen(vec![candidate(0, 1..9, 0.7), candidate(5, 6..9, 0.8)]), [(5, 3)]);
    }

    #[test]
    fn the_surer_of_two_contents_keeps_what_they_share() {
        assert_eq!(chosen(vec![candidate(0, 1..5, 0.9), candidate(9, 4..9, 0.8)]), [(0, 4), (9, 4)]);
        assert_eq!(chosen(vec![candidate(0, 1..8, 0.9), candidate(9, 4..9, 0.8)]), [(0, 7)]);
    }

    #[test]
    fn a_rival_is_the_best_cue_that_overlaps() {
        let candidates = [candidate(0, 1..9, 0.9), candidate(5, 6..9, 0.8), candidate(20, 21..25, 0.7)];
        let scores: Vec<f32> = rivals(&candidates).iter().map(|rivals| rivals.rival).collect();
        assert_eq!(scores, [0.8, 0.9, 0.0]);
    }
}
