//! The training itself: one article a step, in an order that the seed decides.

use super::super::crf;
use super::super::network::{ANCHOR, H, HEADS};
use super::super::probability::{log_sum, sigmoid};
use super::Example;
use super::gold::Attribution;
use super::likelihood;
use super::model::Model;
use super::param::{Adam, Rng};

pub(super) struct Recipe {
    pub(super) epochs: usize,
    pub(super) rate: f32,
    pub(super) dropout: f32,
    /// Share of words made unknown.
    pub(super) hide: f32,
    pub(super) decay: f32,
    pub(super) seed: u64,
    pub(super) role_weight: f32,
    pub(super) span_weight: f32,
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
            role_weight: 0.3,
            span_weight: 1.0,
        }
    }
}

pub(super) fn fit(model: &mut Model, examples: &[Example<'_>], recipe: &Recipe, report: &dyn Fn(usize, [f32; 3])) {
    let mut rng = Rng(recipe.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let steps = recipe.epochs * examples.len();
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

fn article(model: &mut Model, example: &Example<'_>, recipe: &Recipe, rng: &mut Rng, losses: &mut [f32; 3]) {
    let layout = example.layout();
    let encoded = model.encode(&example.features, Some((rng, recipe.dropout, recipe.hide)));
    let n = encoded.n;
    let mut roles = vec![crf::OTHER; n];
    let mut anchors = vec![0.0f32; n];
    for a in &example.attributions {
        a.content.iter().for_each(|&i| roles[i] = crf::CONTENT);
    }
    for a in &example.attributions {
        a.source.iter().for_each(|&i| roles[i] = crf::SOURCE);
        a.cue.iter().for_each(|&i| roles[i] = crf::CUE);
        anchors[a.anchor] = 1.0;
    }
    let mut d_heads = vec![0.0; n * HEADS];
    let scale = 1.0 / 16.0;
    for i in 0..n {
        let heads = &encoded.heads[i * HEADS..][..HEADS];
        let z = log_sum(&heads[..crf::LABELS]);
        for label in 0..crf::LABELS {
            let gold = (label == roles[i]) as u32 as f32;
            d_heads[i * HEADS + label] = scale * recipe.role_weight * ((heads[label] - z).exp() - gold);
        }
        losses[0] += z - heads[roles[i]];
        let p = sigmoid(heads[ANCHOR]);
        d_heads[i * HEADS + ANCHOR] = scale * (p - anchors[i]);
        losses[1] -= (if anchors[i] > 0.5 { p } else { 1.0 - p }).max(1e-6).ln();
    }
    let mut d_out = vec![0.0; n * H];
    for a in &example.attributions {
        // now and then another token of the cue, as the cue finder will
        let anchor = if rng.uniform() < 0.1 { a.cue[(rng.next() % a.cue.len() as u64) as usize] } else { a.anchor };
        let trace = model.span_forward(&layout, &encoded, anchor);
        let length = trace.emissions.len() / crf::LABELS;
        let labels = span_labels(a, trace.first, length);
        let mut de = vec![0.0; trace.emissions.len()];
        let weights = model.transitions.w.clone();
        losses[2] += likelihood::gradient(
            &trace.emissions,
            &weights,
            anchor - trace.first,
            &likelihood::states(&labels),
            &mut de,
            &mut model.transitions.g,
            scale * recipe.span_weight,
        );
        model.span_backward(&encoded, &trace, &de, &mut d_out);
    }
    model.encode_backward(&encoded, &d_heads, d_out);
}

fn span_labels(a: &Attribution, first: usize, n: usize) -> Vec<usize> {
    let mut labels = vec![crf::OTHER; n];
    for (tokens, label) in [(&a.content, crf::CONTENT), (&a.source, crf::SOURCE), (&a.cue, crf::CUE)] {
        for &i in tokens.iter().filter(|&&i| i >= first && i < first + n) {
            labels[i - first] = label;
        }
    }
    labels
}
