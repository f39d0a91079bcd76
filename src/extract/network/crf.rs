//! A linear-chain CRF that labels the tokens around one cue as source, content, cue or other.
//!
//! The source is one run of tokens, so each other label has two states: before the source and after it.

use std::ops::Range;

/// How many labels there are.
pub(super) const LABELS: usize = 4;
pub(super) const OTHER: usize = 0;
pub(super) const SOURCE: usize = 1;
pub(super) const CONTENT: usize = 2;
pub(super) const CUE: usize = 3;

/// The label of each state: before the source, the source, after it.
pub(super) const LABEL: [usize; STATES] = [OTHER, CONTENT, CUE, SOURCE, OTHER, CONTENT, CUE];
pub(super) const STATES: usize = 7;
/// The state of the source's tokens.
pub(super) const IN_SOURCE: usize = 3;
/// The size of the weights: of each transition (`from * STATES + to`), then of each first state, then of each last state.
pub(super) const TRANSITIONS: usize = STATES * STATES + 2 * STATES;

/// Whether one state can follow another.
pub(super) fn allowed(from: usize, to: usize) -> bool {
    before(to).contains(&from)
}

/// The states that can come before a state.
fn before(to: usize) -> Range<usize> {
    match to {
        0..=2 => 0..IN_SOURCE,
        IN_SOURCE => 0..IN_SOURCE + 1,
        _ => IN_SOURCE..STATES,
    }
}

/// The weight of a first state. The text cannot begin after the source.
pub(super) fn initial(weights: &[f32], state: usize) -> f32 {
    if state <= IN_SOURCE { weights[STATES * STATES + state] } else { f32::NEG_INFINITY }
}

/// The weight of a last state.
pub(super) fn last(weights: &[f32], state: usize) -> f32 {
    weights[STATES * STATES + STATES + state]
}

/// Returns the best labelling, by the Viterbi algorithm, and its log probability. The anchor is always a cue.
///
/// `emissions` has [`LABELS`] scores for each token.
pub(super) fn decode(emissions: &[f32], weights: &[f32], anchor: usize) -> (Vec<usize>, f32) {
    let n = emissions.len() / LABELS;
    let emit = |i: usize, s: usize| {
        if i == anchor && LABEL[s] != CUE { f32::NEG_INFINITY } else { emissions[i * LABELS + LABEL[s]] }
    };
    let mut scores: [f32; STATES] = std::array::from_fn(|s| initial(weights, s) + emit(0, s));
    let mut back = vec![0u8; n * STATES];
    for i in 1..n {
        let mut next = [f32::NEG_INFINITY; STATES];
        for s in 0..STATES {
            let mut best = (f32::NEG_INFINITY, 0);
            for p in before(s) {
                let value = scores[p] + weights[p * STATES + s];
                if value > best.0 {
                    best = (value, p);
                }
            }
            next[s] = best.0 + emit(i, s);
            back[i * STATES + s] = best.1 as u8;
        }
        scores = next;
    }
    let mut best = (f32::NEG_INFINITY, 0);
    for (s, score) in scores.iter().enumerate() {
        let value = score + last(weights, s);
        if value > best.0 {
            best = (value, s);
        }
    }
    let mut labels = vec![0; n];
    let mut state = best.1;
    for i in (0..n).rev() {
        labels[i] = LABEL[state];
        state = back[i * STATES + state] as usize;
    }
    (labels, best.0 - log_partition(emissions, weights, anchor))
}

/// The logarithm of the sum of the scores of all labellings: the forward algorithm on scaled probabilities.
fn log_partition(emissions: &[f32], weights: &[f32], anchor: usize) -> f32 {
    let mut transitions = [[0f32; STATES]; STATES];
    for from in 0..STATES {
        for to in (0..STATES).filter(|&to| allowed(from, to)) {
            transitions[from][to] = weights[from * STATES + to].exp();
        }
    }
    let mut alpha = [0f32; STATES];
    let mut log = 0.0;
    for (i, emissions) in emissions.chunks_exact(LABELS).enumerate() {
        let max = if i == anchor { emissions[CUE] } else { emissions.iter().copied().fold(f32::MIN, f32::max) };
        let mut emit: [f32; LABELS] = std::array::from_fn(|l| (emissions[l] - max).exp());
        if i == anchor {
            emit = [0.0, 0.0, 0.0, 1.0];
        }
        let mut next = [0f32; STATES];
        if i == 0 {
            next = std::array::from_fn(|s| initial(weights, s).exp());
        } else {
            for (a, row) in alpha.iter().zip(&transitions) {
                for (n, t) in next.iter_mut().zip(row) {
                    *n += a * t;
                }
            }
        }
        for (n, label) in next.iter_mut().zip(LABEL) {
            *n *= emit[label];
        }
        let sum: f32 = next.iter().sum();
        log += max + sum.ln();
        alpha = next.map(|n| n / sum);
    }
    let end: f32 = alpha.iter().zip(&weights[STATES * STATES + STATES..]).map(|(a, w)| a * w.exp()).sum();
    log + end.ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The score of a row of states; minus infinity if it is not allowed.
    fn score(emissions: &[f32], weights: &[f32], anchor: usize, states: &[usize]) -> f32 {
        if LABEL[states[anchor]] != CUE || states.windows(2).any(|pair| !allowed(pair[0], pair[1])) {
            return f32::NEG_INFINITY;
        }
        let emitted: f32 = states.iter().enumerate().map(|(i, s)| emissions[i * LABELS + LABEL[*s]]).sum();
        let passed: f32 = states.windows(2).map(|pair| weights[pair[0] * STATES + pair[1]]).sum();
        initial(weights, states[0]) + emitted + passed + last(weights, states[states.len() - 1])
    }

    proptest! {
        #[test]
        fn decoding_agrees_with_a_search_of_all_labellings(
            emissions in prop::collection::vec(-4f32..4.0, 3 * LABELS),
            weights in prop::collection::vec(-2f32..2.0, TRANSITIONS),
            anchor in 0usize..3,
        ) {
            let all = (0..STATES.pow(3)).map(|n| [n / STATES / STATES, n / STATES % STATES, n % STATES]);
            let scored: Vec<_> = all.map(|states| (score(&emissions, &weights, anchor, &states), states)).collect();
            let (best, states) = scored.iter().copied().max_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
            let partition = scored.iter().map(|(score, _)| score.exp()).sum::<f32>().ln();
            let (labels, probability) = decode(&emissions, &weights, anchor);
            prop_assert!((probability - (best - partition)).abs() < 1e-3);
            // Two labellings can score the same.
            let second = scored.iter().filter(|(_, other)| *other != states).map(|(score, _)| *score);
            if second.fold(f32::MIN, f32::max) < best - 1e-3 {
                prop_assert_eq!(labels, states.map(|s| LABEL[s]).to_vec());
            }
        }
    }
}
