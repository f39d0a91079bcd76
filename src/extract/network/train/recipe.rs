//! The training loop: one article a step, in an order that the seed decides.

use super::gold::Attribution;
use super::likelihood;
use super::model::{Distortion, Model};
use super::parameter::Adam;
use super::random::Rng;
use super::{Example, Marks};
use crate::extract::network::crf;
use crate::extract::network::probability::{log_sum, sigmoid};
use crate::extract::network::sizes::{CUE_HEAD, ENCODER_WIDTH, HEADS, NAME_HEADS, ROLE_HEAD, SPEECH_HEAD, TAG_HEADS};

/// The settings of training.
pub(super) struct Recipe {
    /// Passes over the articles.
    pub(super) epochs: usize,
    /// The highest learning rate; it rises at the start and falls to 0 at the end.
    pub(super) rate: f32,
    pub(super) dropout: f32,
    /// The share of words made unknown.
    pub(super) hide: f32,
    /// Weight decay.
    pub(super) decay: f32,
    pub(super) seed: u64,
    /// How much the labels of the encoder count.
    pub(super) label_weight: f32,
    /// How much the labels of the CRF count.
    pub(super) span_weight: f32,
    /// How much parts of speech and kinds of names count.
    pub(super) tag_weight: f32,
    /// How much roles count.
    pub(super) role_weight: f32,
    /// How often a pass reads an article with narrow marks.
    pub(super) narrow: usize,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            epochs: 12,
            rate: 2e-3,
            dropout: 0.3,
            hide: 0.05,
            decay: 0.0,
            seed: 1,
            label_weight: 0.3,
            span_weight: 1.0,
            tag_weight: 0.1,
            role_weight: 0.5,
            narrow: 2,
        }
    }
}

/// Trains the model. `report` receives the number of each pass and its losses: labels of the encoder, cues, labels of the CRF.
pub(super) fn fit(model: &mut Model, examples: &[Example<'_>], recipe: &Recipe, report: &dyn Fn(usize, [f32; 3])) {
    let mut rng = Rng(recipe.seed);
    let times = |example: &Example<'_>| if example.marks == Marks::Narrow { recipe.narrow } else { 1 };
    let mut order: Vec<usize> =
        (0..examples.len()).flat_map(|index| std::iter::repeat_n(index, times(&examples[index]))).collect();
    let steps = recipe.epochs * order.len();
    let mut step = 0;
    for epoch in 0..recipe.epochs {
        rng.shuffle(&mut order);
        let mut losses = [0.0; 3];
        for &index in &order {
            let progress = step as f32 / steps as f32;
            let warm = (step as f32 / 200.0).min(1.0);
            let rate = recipe.rate * warm * 0.5 * (1.0 + (std::f32::consts::PI * progress).cos());
            article(model, &examples[index], recipe, &mut rng, &mut losses);
            model.step(&Adam::new(rate, recipe.decay, step));
            step += 1;
        }
        report(epoch, losses);
    }
}

/// Adds the gradients of one article to the model, and its losses to `losses`.
fn article(model: &mut Model, example: &Example<'_>, recipe: &Recipe, rng: &mut Rng, losses: &mut [f32; 3]) {
    let layout = example.layout();
    let distortion = Distortion { rng, dropout: recipe.dropout, hide: recipe.hide };
    let encoded = model.encode(&example.features, example.marks == Marks::Wide, distortion);
    let n = encoded.n;
    let mut labels = vec![crf::OTHER; n];
    let mut anchors = vec![0.0f32; n];
    for a in &example.attributions {
        a.content.iter().for_each(|&i| labels[i] = crf::CONTENT);
    }
    for a in &example.attributions {
        a.source.iter().for_each(|&i| labels[i] = crf::SOURCE);
        a.cue.iter().for_each(|&i| labels[i] = crf::CUE);
        anchors[a.anchor] = 1.0;
    }
    let mut d_heads = vec![0.0; n * HEADS];
    let scale = 1.0 / 16.0;
    for (i, known) in example.labels.iter().enumerate() {
        let heads = &encoded.heads[i * HEADS..][..HEADS];
        let d = &mut d_heads[i * HEADS..][..HEADS];
        for (range, class) in [(TAG_HEADS, known.tag), (NAME_HEADS, known.name)] {
            let Some(class) = class else { continue };
            let z = log_sum(&heads[range.clone()]);
            for (k, head) in range.enumerate() {
                d[head] = scale * recipe.tag_weight * ((heads[head] - z).exp() - f32::from(u8::from(k == class)));
            }
        }
        if let Some(role) = known.role {
            let gold = f32::from(u8::from(role));
            d[ROLE_HEAD] = scale * recipe.role_weight * (sigmoid(heads[ROLE_HEAD]) - gold);
        }
        if example.marks == Marks::None {
            continue;
        }
        let z = log_sum(&heads[..crf::LABELS]);
        for label in 0..crf::LABELS {
            let gold = (label == labels[i]) as u32 as f32;
            d_heads[i * HEADS + label] = scale * recipe.label_weight * ((heads[label] - z).exp() - gold);
        }
        losses[0] += z - heads[labels[i]];
        let p = sigmoid(heads[CUE_HEAD]);
        d_heads[i * HEADS + CUE_HEAD] = scale * (p - anchors[i]);
        losses[1] -= (if anchors[i] > 0.5 { p } else { 1.0 - p }).max(1e-6).ln();
    }
    for a in &example.attributions {
        if let Some(speech) = a.speech {
            let at = a.anchor * HEADS + SPEECH_HEAD;
            d_heads[at] = scale * (sigmoid(encoded.heads[at]) - f32::from(u8::from(speech)));
        }
    }
    let mut d_out = vec![0.0; n * ENCODER_WIDTH];
    for a in &example.attributions {
        // Now and then take another token of the cue, as detection will.
        let anchor = if rng.uniform() < 0.1 { a.cue[(rng.next() % a.cue.len() as u64) as usize] } else { a.anchor };
        let trace = model.span_forward(&layout, &encoded, anchor);
        let length = trace.emissions.len() / crf::LABELS;
        let gold = span_labels(a, trace.first, length);
        let mut de = vec![0.0; trace.emissions.len()];
        let weights = model.transitions.w.clone();
        losses[2] += likelihood::gradient(
            &trace.emissions,
            &weights,
            anchor - trace.first,
            &likelihood::states(&gold),
            &mut de,
            &mut model.transitions.g,
            scale * recipe.span_weight,
        );
        model.span_backward(&encoded, &trace, &de, &mut d_out);
    }
    model.encode_backward(&encoded, &d_heads, d_out);
}

/// The labels of the `n` tokens of a window that begins at `first`.
fn span_labels(a: &Attribution, first: usize, n: usize) -> Vec<usize> {
    let mut labels = vec![crf::OTHER; n];
    for (tokens, label) in [(&a.content, crf::CONTENT), (&a.source, crf::SOURCE), (&a.cue, crf::CUE)] {
        for &i in tokens.iter().filter(|&&i| i >= first && i < first + n) {
            labels[i - first] = label;
        }
    }
    labels
}
