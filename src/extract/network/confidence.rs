//! How sure a candidate is: a logistic model over the scores of its parts and its form, so that of the candidates with
//! confidence 0.8 four in five are right.

use super::candidate::Candidate;
use super::overlap::Rivals;
use super::probability::sigmoid;
use crate::extract::act::is_speech;
use crate::extract::layout::{Layout, Quote};

/// Inputs of the confidence model.
pub(super) const SIGNALS: usize = 24;

/// Returns the inputs of the confidence model.
pub(super) fn signals(layout: &Layout<'_>, candidate: &Candidate, rivals: Rivals) -> [f32; SIGNALS] {
    let Rivals { rival, outer } = rivals;
    let Candidate { anchor, source, content, cue_score, span_score, content_score, source_score, .. } = candidate;
    let has_mark = |mark: Quote| content.iter().any(|&i| layout.tokens[i].quote == mark);
    let quoted = number(has_mark(Quote::Open) || has_mark(Quote::Close));
    let inside_quotation = content.iter().filter(|&&i| layout.tokens[i].quotation != 0).count();
    let speech = number(is_speech(&candidate.cue_text(layout)));
    let named = source.first().is_some_and(|&i| layout.word(i).starts_with(char::is_uppercase));
    let distance = source.iter().map(|i| i.abs_diff(*anchor)).min().unwrap_or(20) as f32;
    let parts = 1.0 + content.windows(2).filter(|pair| pair[1] != pair[0] + 1).count() as f32;
    let score = logit(*cue_score);
    [
        1.0,
        score,
        *span_score,
        span_score.max(-1.0),
        number(source.is_empty()),
        number(named),
        distance.min(20.0) / 10.0,
        quoted,
        inside_quotation as f32 / content.len() as f32,
        number(is_unbalanced(layout, content)),
        (content.len() as f32).ln(),
        number(content.len() == 1),
        number(content.len() <= 3),
        speech,
        parts.min(4.0),
        number(content[0] < *anchor),
        if rival > 0.0 { logit(rival) - score } else { -5.0 }.max(-5.0),
        *content_score,
        *source_score,
        quoted * score,
        speech * score,
        number(source.is_empty()) * speech,
        number(outer > 0.0),
        logit(candidate.speech_score),
    ]
}

/// Whether the content begins or ends inside a quotation, without its mark.
fn is_unbalanced(layout: &Layout<'_>, content: &[usize]) -> bool {
    let (first, last) = (content[0], content[content.len() - 1]);
    let is_inside = |token: usize| layout.tokens[token].quote == Quote::Inside;
    let opens_after = |token: usize| layout.tokens.get(token + 1).is_none_or(|next| next.quote == Quote::Open);
    is_inside(first) && first > 0 || is_inside(last) && !opens_after(last)
}

/// The log odds of a probability, which is kept away from 0 and 1.
fn logit(probability: f32) -> f32 {
    let probability = probability.clamp(1e-4, 1.0 - 1e-4);
    (probability / (1.0 - probability)).ln()
}

fn number(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// The model: weights of the signals, each signal first scaled to mean 0 and deviation 1.
#[derive(Clone, Default)]
pub(super) struct ConfidenceModel {
    /// One for each signal, then the intercept.
    pub(super) weights: Vec<f32>,
    pub(super) mean: Vec<f32>,
    pub(super) deviation: Vec<f32>,
}

impl ConfidenceModel {
    /// The probability that a candidate with these signals is right.
    pub(super) fn probability(&self, signals: &[f32; SIGNALS]) -> f32 {
        let scaled = self.scale(signals);
        sigmoid(self.weights[SIGNALS] + scaled.iter().zip(&self.weights).map(|(a, b)| a * b).sum::<f32>())
    }

    /// The signals as the weights expect them.
    pub(super) fn scale(&self, signals: &[f32; SIGNALS]) -> [f32; SIGNALS] {
        std::array::from_fn(|k| (signals[k] - self.mean[k]) / self.deviation[k])
    }

    /// Reads the model at the start of the bytes; returns it with the bytes after it.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (own, rest) = bytes.split_at_checked(4 * (3 * SIGNALS + 1))?;
        let values: Vec<f32> = own.as_chunks().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
        let (weights, scales) = values.split_at(SIGNALS + 1);
        let (mean, deviation) = scales.split_at(SIGNALS);
        Some((Self { weights: weights.into(), mean: mean.into(), deviation: deviation.into() }, rest))
    }

    /// The bytes that [`Self::from_bytes`] reads.
    #[cfg(any(feature = "train", test))]
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let values = self.weights.iter().chain(&self.mean).chain(&self.deviation);
        values.flat_map(|value| value.to_le_bytes()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signal_counts_by_its_distance_from_the_mean() {
        let mut model = ConfidenceModel {
            weights: vec![0.0; SIGNALS + 1],
            mean: vec![0.0; SIGNALS],
            deviation: vec![1.0; SIGNALS],
        };
        (model.weights[1], model.mean[1], model.deviation[1]) = (2.0, 3.0, 0.5);
        let probability = |score: f32| {
            let mut signals = [0.0; SIGNALS];
            signals[1] = score;
            model.probability(&signals)
        };
        assert_eq!(probability(3.0), 0.5);
        assert!((probability(3.5) - sigmoid(2.0)).abs() < 1e-6);
    }
}
