//! Candidates that overlap: which of them compete, and which stay.

use rustc_hash::FxHashSet;

use super::candidate::Candidate;
use super::window::{AFTER, BEFORE};

/// Candidates whose anchors are this many tokens apart cannot overlap.
const FAR: usize = 2 * (BEFORE + AFTER);

/// For each candidate, the best cue score of another that it overlaps, or 0. The candidates are in the order of their anchors.
pub(super) fn rivals(candidates: &[Candidate]) -> Vec<f32> {
    let near = |anchor: usize| {
        let first = candidates.partition_point(|other| other.anchor + FAR <= anchor);
        let end = candidates.partition_point(|other| other.anchor < anchor + FAR);
        &candidates[first..end]
    };
    let rival = |candidate: &Candidate| {
        let others = near(candidate.anchor).iter().filter(|other| other.anchor != candidate.anchor);
        others.filter(|other| overlap(candidate, other)).map(|other| other.cue_score).fold(0.0, f32::max)
    };
    candidates.iter().map(rival).collect()
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

/// Keeps the surest of candidates that overlap: no cue is in another's content, and contents share no tokens.
///
/// A candidate that loses less than half of its content to a surer one stays with the rest.
pub(super) fn choose(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(a.anchor.cmp(&b.anchor)));
    let mut content: FxHashSet<usize> = FxHashSet::default();
    let mut cues: FxHashSet<usize> = FxHashSet::default();
    let mut anchors: FxHashSet<usize> = FxHashSet::default();
    let mut kept: Vec<Candidate> = Vec::new();
    for mut candidate in candidates {
        let anchor = candidate.anchor;
        let inside = content.contains(&anchor) || cues.contains(&anchor);
        if inside || candidate.content.iter().any(|i| anchors.contains(i)) {
            continue;
        }
        let before = candidate.content.len();
        candidate.content.retain(|i| !content.contains(i));
        if candidate.content.len() * 2 >= before && !candidate.content.is_empty() {
            content.extend(&candidate.content);
            cues.extend(&candidate.cue);
            anchors.insert(anchor);
            kept.push(candidate);
        }
    }
    kept.sort_by_key(|candidate| candidate.anchor);
    kept
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
        assert_eq!(rivals(&candidates), [0.8, 0.9, 0.0]);
    }
}
