//! The likelihood of gold labels under the chain, and its gradient.

use super::super::crf::{CUE, IN_SOURCE, LABEL, LABELS, OTHER, SOURCE, STATES, allowed, initial};
use super::super::probability::log_sum;

/// Forward or backward scores `n × STATES`. Emissions are `n × LABELS`; `anchor` can only be cue.
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
            scores[(n - 1) * STATES + s] = weights[STATES * STATES + STATES + s];
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

/// The states of a labelling; a second run of source tokens is read as other.
pub(super) fn states(labels: &[usize]) -> Vec<usize> {
    let mut seen = false;
    let mut last = OTHER;
    labels
        .iter()
        .map(|&label| {
            let label = if label == SOURCE && seen && last != SOURCE { OTHER } else { label };
            last = label;
            if label == SOURCE {
                seen = true;
                return IN_SOURCE;
            }
            let s = [0, 0, 1, 2][label];
            if seen { s + 4 } else { s }
        })
        .collect()
}

/// Adds the gradient of the negative log likelihood of `gold` and returns that likelihood.
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
            score += weights[STATES * STATES + STATES + s];
            dw[STATES * STATES + STATES + s] -= scale;
        }
    }
    z - score
}
