//! How sure a statement is: a logistic model over what the network said of its parts, fitted on articles the network
//! has not seen, so that 0.8 means right four times in five.

use super::act::is_speech;
use super::candidate::Candidate;
use super::layout::{Layout, Quote};
use super::probability::sigmoid;

pub(super) const SIGNS: usize = 22;

/// What the confidence model sees of a statement; `rival` is the best cue score among statements it overlaps.
pub(super) fn signs(layout: &Layout<'_>, s: &Candidate, rival: f32) -> [f32; SIGNS] {
    let logit = |p: f32| (p.clamp(1e-4, 1.0 - 1e-4) / (1.0 - p.clamp(1e-4, 1.0 - 1e-4))).ln();
    let bool = |b: bool| b as u32 as f32;
    let marks = |q: Quote| s.content.iter().any(|&i| layout.tokens[i].quote == q);
    let quoted = bool(marks(Quote::Open) || marks(Quote::Close));
    let first = &layout.tokens[s.content[0]];
    let last = &layout.tokens[s.content[s.content.len() - 1]];
    let inside = s.content.iter().filter(|&&i| layout.tokens[i].quotation != 0).count() as f32 / s.content.len() as f32;
    let unbalanced = bool(
        first.quote == Quote::Inside && s.content[0] > 0
            || last.quote == Quote::Inside
                && layout.tokens.get(s.content[s.content.len() - 1] + 1).is_some_and(|t| t.quote != Quote::Open),
    );
    let cue: Vec<&str> = s.cue.iter().map(|&i| layout.word(i)).collect();
    let speech = bool(is_speech(&cue.join(" ")));
    let name = s.source.first().is_some_and(|&i| layout.word(i).starts_with(char::is_uppercase));
    let near = s.source.iter().map(|&i| i.abs_diff(s.anchor)).min().unwrap_or(20) as f32;
    let segments = 1.0 + s.content.windows(2).filter(|w| w[1] != w[0] + 1).count() as f32;
    let score = logit(s.cue_score);
    let length = (s.content.len() as f32).ln();
    [
        1.0,
        score,
        s.span_score,
        s.span_score.max(-1.0),
        bool(s.source.is_empty()),
        bool(name),
        near.min(20.0) / 10.0,
        quoted,
        inside,
        unbalanced,
        length,
        bool(s.content.len() == 1),
        bool(s.content.len() <= 3),
        speech,
        segments.min(4.0),
        bool(s.content[0] < s.anchor),
        if rival > 0.0 { logit(rival) - score } else { -5.0 }.max(-5.0),
        s.content_score,
        s.source_score,
        quoted * score,
        speech * score,
        bool(s.source.is_empty()) * speech,
    ]
}

/// Weights of the signs, each sign first brought to mean 0 and deviation 1.
#[derive(Clone, Default)]
pub(super) struct Confidence {
    pub(super) weights: Vec<f32>,
    mean: Vec<f32>,
    deviation: Vec<f32>,
}

impl Confidence {
    pub(super) fn fit(samples: &[([f32; SIGNS], bool)]) -> Self {
        let n = samples.len() as f32;
        let mean: Vec<f32> = (0..SIGNS).map(|k| samples.iter().map(|s| s.0[k]).sum::<f32>() / n).collect();
        let deviation: Vec<f32> = (0..SIGNS)
            .map(|k| (samples.iter().map(|s| (s.0[k] - mean[k]).powi(2)).sum::<f32>() / n).sqrt().max(1e-3))
            .collect();
        let mut model = Self { weights: vec![0.0; SIGNS + 1], mean, deviation };
        let rows: Vec<[f32; SIGNS]> = samples.iter().map(|s| model.scale(&s.0)).collect();
        for _ in 0..12 {
            newton_step(&mut model.weights, &rows, samples);
        }
        model
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        [&self.weights, &self.mean, &self.deviation]
            .iter()
            .flat_map(|v| v.iter())
            .flat_map(|v| v.to_le_bytes())
            .collect()
    }

    /// The model at the start of the bytes, and the bytes after it.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (own, rest) = bytes.split_at_checked(4 * (3 * SIGNS + 1))?;
        let values: Vec<f32> = own.as_chunks().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
        let (weights, scales) = values.split_at(SIGNS + 1);
        let (mean, deviation) = scales.split_at(SIGNS);
        Some((Self { weights: weights.into(), mean: mean.into(), deviation: deviation.into() }, rest))
    }

    fn scale(&self, signs: &[f32; SIGNS]) -> [f32; SIGNS] {
        std::array::from_fn(|k| (signs[k] - self.mean[k]) / self.deviation[k])
    }

    fn sum(&self, row: &[f32; SIGNS]) -> f32 {
        self.weights[SIGNS] + row.iter().zip(&self.weights).map(|(a, b)| a * b).sum::<f32>()
    }

    pub(super) fn probability(&self, signs: &[f32; SIGNS]) -> f32 {
        sigmoid(self.sum(&self.scale(signs)))
    }
}

/// One step of Newton's method on the logistic loss, with a small ridge.
fn newton_step(weights: &mut [f32], rows: &[[f32; SIGNS]], samples: &[([f32; SIGNS], bool)]) {
    const N: usize = SIGNS + 1;
    let mut hessian = vec![[0f64; N]; N];
    let mut gradient = [0f64; N];
    for (row, (_, right)) in rows.iter().zip(samples) {
        let x: [f64; N] = std::array::from_fn(|k| if k < SIGNS { row[k] as f64 } else { 1.0 });
        let sum: f64 = x.iter().zip(weights.iter()).map(|(a, b)| a * *b as f64).sum();
        let p = 1.0 / (1.0 + (-sum).exp());
        for k in 0..N {
            gradient[k] += (p - *right as u32 as f64) * x[k];
            for l in 0..N {
                hessian[k][l] += p * (1.0 - p) * x[k] * x[l];
            }
        }
    }
    for k in 0..N {
        gradient[k] += weights[k] as f64;
        hessian[k][k] += 1.0;
    }
    for k in 0..N {
        for l in k + 1..N {
            let factor = hessian[l][k] / hessian[k][k];
            let above = hessian[k];
            hessian[l].iter_mut().zip(above).for_each(|(h, a)| *h -= factor * a);
            gradient[l] -= factor * gradient[k];
        }
    }
    for k in (0..N).rev() {
        let known: f64 = (k + 1..N).map(|l| hessian[k][l] * gradient[l]).sum();
        gradient[k] = (gradient[k] - known) / hessian[k][k];
        weights[k] -= gradient[k] as f32;
    }
}

/// Cues this many tokens apart cannot overlap.
const FAR: usize = 2 * (super::window::BEFORE + super::window::AFTER);

/// For each candidate, the best cue score of another that it overlaps; candidates stand in the order of their anchors.
pub(super) fn rivals(candidates: &[Candidate]) -> Vec<f32> {
    let clash = |a: &Candidate, b: &Candidate| {
        a.content.binary_search(&b.anchor).is_ok()
            || b.content.binary_search(&a.anchor).is_ok()
            || a.cue.binary_search(&b.anchor).is_ok()
            || a.content.iter().any(|i| b.content.binary_search(i).is_ok())
    };
    let near = |anchor: usize| {
        let first = candidates.partition_point(|other| other.anchor + FAR <= anchor);
        let end = candidates.partition_point(|other| other.anchor < anchor + FAR);
        &candidates[first..end]
    };
    let rival = |candidate: &Candidate| {
        let others = near(candidate.anchor).iter().filter(|other| other.anchor != candidate.anchor);
        others.filter(|other| clash(candidate, other)).map(|other| other.cue_score).fold(0.0, f32::max)
    };
    candidates.iter().map(rival).collect()
}
