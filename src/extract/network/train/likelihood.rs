//! The likelihood of gold labels under the CRF, and its gradient.

use crate::extract::network::crf::{CUE, IN_SOURCE, LABEL, LABELS, OTHER, SOURCE, STATES, allowed, initial, last};
use crate::extract::network::probability::log_sum;

/// Runs the forward or the backward algorithm; returns [`STATES`] scores for each token.
///
/// `emissions` has [`LABELS`] scores for each token. The anchor can only be a cue.
fn pass(emissions: &[f32], weights: &[f32], anchor: usize, backward: bool) -> Vec<f32> {
    let n = emissions.len() / LABELS;
    let emit = |i: usize, s: usize| {
        if i == anchor && LABEL[s] != CUE { f32::NEG_INFINITY } else { emissions[i * LABELS + LABEL[s]] }
    };
    let mut scores = vec![f32::NEG_INFINITY; n * STATES];
    let mut terms = Vec::with_capacity(STATES);
    if !backward {
        for (s, score) in scores[..STATES].iter_mut().enumerate() {
            *score = initial(weights, s) + emit(0, s);
        }
        for i in 1..n {
            for s in 0..STATES {
                terms.clear();
                terms.extend(
                    (0..STATES)
                        .filter(|&p| allowed(p, s))
                        .map(|p| scores[(i - 1) * STATES + p] + weights[p * STATES + s]),
                );
                scores[i * STATES + s] = log_sum(&terms) + emit(i, s);
            }
        }
    } else {
        for s in 0..STATES {
            scores[(n - 1) * STATES + s] = last(weights, s);
        }
        for i in (0..n - 1).rev() {
            for s in 0..STATES {
                terms.clear();
                terms.extend(
                    (0..STATES)
                        .filter(|&t| allowed(s, t))
                        .map(|t| scores[(i + 1) * STATES + t] + weights[s * STATES + t] + emit(i + 1, t)),
                );
                scores[i * STATES + s] = log_sum(&terms);
            }
        }
    }
    scores
}

/// The states of a labelling. A second run of source tokens counts as other.
pub(super) fn states(labels: &[usize]) -> Vec<usize> {
    let mut seen = false;
    let mut before = OTHER;
    labels
        .iter()
        .map(|&label| {
            let label = if label == SOURCE && seen && before != SOURCE { OTHER } else { label };
            before = label;
            if label == SOURCE {
                seen = true;
                return IN_SOURCE;
            }
            let s = [0, 0, 1, 2][label];
            if seen { s + 4 } else { s }
        })
        .collect()
}

/// Returns the negative log likelihood of the states `gold`, and adds its gradient times `scale` to `de` (of the emissions) and
/// `dw` (of the weights).
pub(super) fn gradient(
    emissions: &[f32],
    weights: &[f32],
    anchor: usize,
    gold: &[usize],
    de: &mut [f32],
    dw: &mut [f32],
    scale: f32,
) -> f32 {
    let n = gold.len();
    let a = pass(emissions, weights, anchor, false);
    let b = pass(emissions, weights, anchor, true);
    let ends: Vec<f32> = (0..STATES).map(|s| a[(n - 1) * STATES + s] + b[(n - 1) * STATES + s]).collect();
    let z = log_sum(&ends);
    let emit = |i: usize, s: usize| {
        if i == anchor && LABEL[s] != CUE { f32::NEG_INFINITY } else { emissions[i * LABELS + LABEL[s]] }
    };
    let mut score = 0.0;
    for i in 0..n {
        for s in 0..STATES {
            let p = (a[i * STATES + s] + b[i * STATES + s] - z).exp();
            de[i * LABELS + LABEL[s]] += scale * p;
            if i == 0 && s <= IN_SOURCE {
                dw[STATES * STATES + s] += scale * p;
            }
            if i == n - 1 {
                dw[STATES * STATES + STATES + s] += scale * p;
            }
            if i > 0 {
                for q in (0..STATES).filter(|&q| allowed(q, s)) {
                    let p = a[(i - 1) * STATES + q] + weights[q * STATES + s] + emit(i, s) + b[i * STATES + s] - z;
                    if p > -20.0 {
                        dw[q * STATES + s] += scale * p.exp();
                    }
                }
            }
        }
        let s = gold[i];
        de[i * LABELS + LABEL[s]] -= scale;
        score += emit(i, s);
        let w = if i == 0 { STATES * STATES + s } else { gold[i - 1] * STATES + s };
        score += weights[w];
        dw[w] -= scale;
        if i == n - 1 {
            score += last(weights, s);
            dw[STATES * STATES + STATES + s] -= scale;
        }
    }
    z - score
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::network::crf::{CONTENT, TRANSITIONS};
    use crate::extract::network::train::random::Rng;

    #[test]
    fn only_the_first_run_of_source_tokens_is_the_source() {
        let labels = [CONTENT, SOURCE, SOURCE, CUE, SOURCE, CONTENT];
        let found = states(&labels).into_iter().map(|state| LABEL[state]).collect::<Vec<_>>();
        assert_eq!(found, [CONTENT, SOURCE, SOURCE, CUE, OTHER, CONTENT]);
    }

    #[test]
    fn the_gradient_agrees_with_differences() {
        let mut rng = Rng(5);
        let mut draw = |count: usize| (0..count).map(|_| rng.normal()).collect::<Vec<f32>>();
        let (emissions, weights) = (draw(4 * LABELS), draw(TRANSITIONS));
        let gold = states(&[CONTENT, SOURCE, CUE, OTHER]);
        let loss = |emissions: &[f32], weights: &[f32]| {
            gradient(emissions, weights, 2, &gold, &mut [0.0; 4 * LABELS], &mut [0.0; TRANSITIONS], 1.0)
        };
        let (mut de, mut dw) = (vec![0.0; 4 * LABELS], vec![0.0; TRANSITIONS]);
        assert!(gradient(&emissions, &weights, 2, &gold, &mut de, &mut dw, 1.0) > 0.0);
        let step = 1e-2;
        let moved = |values: &[f32], i: usize, by: f32| {
            let mut values = values.to_vec();
            values[i] += by;
            values
        };
        // Only a cue can be at the anchor, so its other emissions have no influence.
        for i in (0..4 * LABELS).filter(|i| i / LABELS != 2) {
            let more = loss(&moved(&emissions, i, step), &weights);
            let difference = (more - loss(&moved(&emissions, i, -step), &weights)) / (2.0 * step);
            assert!((difference - de[i]).abs() < 0.01, "emission {i}: {difference} and {}", de[i]);
        }
        for (i, gradient) in dw.iter().enumerate() {
            let more = loss(&emissions, &moved(&weights, i, step));
            let difference = (more - loss(&emissions, &moved(&weights, i, -step))) / (2.0 * step);
            assert!((difference - gradient).abs() < 0.01, "weight {i}: {difference} and {gradient}");
        }
    }
}
