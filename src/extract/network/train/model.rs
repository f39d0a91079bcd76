//! The network in training: an encoder over the tokens of an article with its heads, and a span network that runs once for
//! each cue, with their gradients.

use rustc_hash::FxHashMap;

use super::convolution::{Separable, Stack, Trace};
use super::parameter::{Adam, Param};
use super::product::{add, matmul, matmul_gradient, transpose};
use super::random::Rng;
use super::vectors::WordVectors;
use crate::extract::layout::Layout;
use crate::extract::network::crf;
use crate::extract::network::features::TokenFeatures;
use crate::extract::network::sizes::{
    ENCODER_REACH, ENCODER_STEP, ENCODER_WIDTH, FEATURES, HEADS, PLACE_ROWS, PLACES, SPAN_REACH, SPAN_STEP, SPAN_WIDTH,
    TABLE, UNKNOWN, VECTOR,
};
use crate::extract::network::weights::rows_by_key;
use crate::extract::network::window::{places, window};

/// All weights in training.
pub(super) struct Model {
    /// The row of each known word, by its hash.
    vocabulary: FxHashMap<u64, u32>,
    /// The word vectors, which training does not change.
    pub(super) vectors: Vec<f32>,
    /// From a word vector to the encoder.
    pub(super) projection: Param,
    /// For each known word the row that is added to its projected vector, then the rows that other words share.
    pub(super) words: Param,
    pub(super) table: Param,
    /// Added to every input of an article with wide marks, to the encoder and to the span network. Inference leaves them out, and
    /// so follows the narrow marks.
    pub(super) wide: Param,
    pub(super) wide_spans: Param,
    pub(super) encoder: Stack,
    pub(super) heads: Param,
    pub(super) heads_bias: Param,
    pub(super) span_token: Param,
    pub(super) span_anchor: Param,
    pub(super) places: Param,
    pub(super) spans: Stack,
    pub(super) emit: Param,
    pub(super) emit_bias: Param,
    pub(super) transitions: Param,
}

/// How an article is distorted in training, so that the network does not rely on single inputs.
pub(super) struct Distortion<'r> {
    pub(super) rng: &'r mut Rng,
    /// The share of inputs and outputs of the encoder that are set to 0.
    pub(super) dropout: f32,
    /// The share of words made unknown.
    pub(super) hide: f32,
}

/// What the encoder computed for one article, kept for the gradients.
pub(super) struct Encoded {
    pub(super) n: usize,
    vectors: Vec<f32>,
    rows: Vec<u32>,
    words: Vec<u32>,
    mask: Vec<f32>,
    trace: Trace,
    out_mask: Vec<f32>,
    is_wide: bool,
    out: Vec<f32>,
    pub(super) heads: Vec<f32>,
}

/// What the span network computed for one anchor, kept for the gradients.
pub(super) struct SpanTrace {
    /// The first token of the window.
    pub(super) first: usize,
    anchor: usize,
    places: Vec<u32>,
    input: Vec<f32>,
    trace: Trace,
    pub(super) emissions: Vec<f32>,
}

fn layers(width: usize, reach: &[usize], step: &[usize], rng: &mut Rng) -> Vec<Separable> {
    reach.iter().zip(step).map(|(reach, step)| Separable::new(width, *reach, *step, rng)).collect()
}

impl Model {
    /// A model before training, with these words.
    pub(super) fn new(WordVectors { keys, vectors }: &WordVectors, rng: &mut Rng) -> Self {
        let known = keys.len();
        let encoder = Stack(layers(ENCODER_WIDTH, &ENCODER_REACH, &ENCODER_STEP, rng));
        let spans = Stack(layers(SPAN_WIDTH, &SPAN_REACH, &SPAN_STEP, rng));
        let mut table = Param::table(TABLE, ENCODER_WIDTH, 0.05, rng);
        // Rows that training never uses should add little.
        table.w.iter_mut().for_each(|w| *w *= 0.2);
        let mut words = Param::table(known + UNKNOWN, ENCODER_WIDTH, 0.0, rng);
        words.w[known * ENCODER_WIDTH..].iter_mut().for_each(|w| *w = 0.01 * rng.normal());
        Self {
            vocabulary: rows_by_key(keys),
            vectors: vectors.clone(),
            projection: Param::dense(VECTOR * ENCODER_WIDTH, 0.1, rng),
            words,
            table,
            wide: Param::dense(ENCODER_WIDTH, 0.0, rng),
            wide_spans: Param::dense(SPAN_WIDTH, 0.0, rng),
            encoder,
            heads: Param::dense(ENCODER_WIDTH * HEADS, 0.1, rng),
            heads_bias: Param::dense(HEADS, 0.0, rng),
            span_token: Param::dense(ENCODER_WIDTH * SPAN_WIDTH, 0.1, rng),
            span_anchor: Param::dense(ENCODER_WIDTH * SPAN_WIDTH, 0.1, rng),
            places: Param::table(PLACE_ROWS, SPAN_WIDTH, 0.1, rng),
            spans,
            emit: Param::dense(SPAN_WIDTH * crf::LABELS, 0.1, rng),
            emit_bias: Param::dense(crf::LABELS, 0.0, rng),
            transitions: Param::dense(crf::TRANSITIONS, 0.0, rng),
        }
    }

    /// Runs the encoder on an article.
    pub(super) fn encode(&self, features: &TokenFeatures, is_wide: bool, distortion: Distortion<'_>) -> Encoded {
        let Distortion { rng, dropout, hide } = distortion;
        let n = features.keys.len();
        let mut vectors = vec![0.0; n * VECTOR];
        let mut rows = features.rows.clone();
        let hidden: Vec<bool> = (0..n).map(|_| rng.uniform() < hide).collect();
        let mut draw = || -> Vec<f32> {
            let kept = 1.0 / (1.0 - dropout);
            (0..n * ENCODER_WIDTH).map(|_| if rng.uniform() < dropout { 0.0 } else { kept }).collect()
        };
        let (mask, out_mask) = (draw(), draw());
        let mut x = vec![0.0; n * ENCODER_WIDTH];
        let known = (self.vectors.len() / VECTOR) as u32;
        let mut words = vec![0u32; n];
        let unknown = |key: u64| (key % UNKNOWN as u64) as u32;
        for i in 0..n {
            if hidden[i] {
                // Hide the word, its prefix and its bigram.
                for f in [2, 7] {
                    rows[i * FEATURES + f] = u32::MAX;
                }
                words[i] = known + unknown(features.keys[i]);
            } else if let Some(&row) = self.vocabulary.get(&features.keys[i]) {
                vectors[i * VECTOR..][..VECTOR].copy_from_slice(&self.vectors[row as usize * VECTOR..][..VECTOR]);
                words[i] = row;
            } else {
                words[i] = known + unknown(features.keys[i]);
            }
            add(
                &mut x[i * ENCODER_WIDTH..][..ENCODER_WIDTH],
                &self.words.w[words[i] as usize * ENCODER_WIDTH..][..ENCODER_WIDTH],
            );
            for &row in &rows[i * FEATURES..][..FEATURES] {
                if row != u32::MAX {
                    add(
                        &mut x[i * ENCODER_WIDTH..][..ENCODER_WIDTH],
                        &self.table.w[row as usize * ENCODER_WIDTH..][..ENCODER_WIDTH],
                    );
                }
            }
        }
        matmul(&vectors, &self.projection.w, &mut x, n, VECTOR, ENCODER_WIDTH);
        if is_wide {
            x.chunks_exact_mut(ENCODER_WIDTH).for_each(|row| add(row, &self.wide.w));
        }
        x.iter_mut().zip(&mask).for_each(|(x, m)| *x *= m);
        let trace = self.encoder.forward(x, n);
        let mut out = trace.last().to_vec();
        out.iter_mut().zip(&out_mask).for_each(|(x, m)| *x *= m);
        let mut heads = self.heads_bias.w.repeat(n);
        matmul(&out, &self.heads.w, &mut heads, n, ENCODER_WIDTH, HEADS);
        Encoded { n, vectors, rows, words, mask, trace, out_mask, is_wide, out, heads }
    }

    /// Adds to the gradients of the encoder. `d_heads` and `d_out` are the gradients of the heads and, from the span network, of
    /// the encoder's output.
    pub(super) fn encode_backward(&mut self, e: &Encoded, d_heads: &[f32], mut d_out: Vec<f32>) {
        let n = e.n;
        matmul_gradient(&e.out, d_heads, &mut self.heads.g, n, ENCODER_WIDTH, HEADS);
        for row in d_heads.chunks_exact(HEADS) {
            add(&mut self.heads_bias.g, row);
        }
        matmul(d_heads, &transpose(&self.heads.w, ENCODER_WIDTH, HEADS), &mut d_out, n, HEADS, ENCODER_WIDTH);
        d_out.iter_mut().zip(&e.out_mask).for_each(|(d, m)| *d *= m);
        let mut dx = self.encoder.backward(&e.trace, d_out, n);
        dx.iter_mut().zip(&e.mask).for_each(|(d, m)| *d *= m);
        if e.is_wide {
            dx.chunks_exact(ENCODER_WIDTH).for_each(|row| add(&mut self.wide.g, row));
        }
        matmul_gradient(&e.vectors, &dx, &mut self.projection.g, n, VECTOR, ENCODER_WIDTH);
        for i in 0..n {
            self.words.add_row(e.words[i] as usize, &dx[i * ENCODER_WIDTH..][..ENCODER_WIDTH]);
            for &row in &e.rows[i * FEATURES..][..FEATURES] {
                if row != u32::MAX {
                    self.table.add_row(row as usize, &dx[i * ENCODER_WIDTH..][..ENCODER_WIDTH]);
                }
            }
        }
    }

    /// Runs the span network on the tokens around an anchor.
    pub(super) fn span_forward(&self, layout: &Layout<'_>, e: &Encoded, anchor: usize) -> SpanTrace {
        let range = window(layout, anchor);
        let (first, n) = (range.start, range.len());
        let places = places(layout, range.clone(), anchor);
        let mut bias = if e.is_wide { self.wide_spans.w.clone() } else { vec![0.0; SPAN_WIDTH] };
        matmul(
            &e.out[anchor * ENCODER_WIDTH..][..ENCODER_WIDTH],
            &self.span_anchor.w,
            &mut bias,
            1,
            ENCODER_WIDTH,
            SPAN_WIDTH,
        );
        let mut input = bias.repeat(n);
        matmul(
            &e.out[first * ENCODER_WIDTH..][..n * ENCODER_WIDTH],
            &self.span_token.w,
            &mut input,
            n,
            ENCODER_WIDTH,
            SPAN_WIDTH,
        );
        for i in 0..n {
            for &row in &places[i * PLACES..][..PLACES] {
                add(
                    &mut input[i * SPAN_WIDTH..][..SPAN_WIDTH],
                    &self.places.w[row as usize * SPAN_WIDTH..][..SPAN_WIDTH],
                );
            }
        }
        input.iter_mut().for_each(|x| *x = x.max(0.0));
        let trace = self.spans.forward(input.clone(), n);
        let mut emissions = self.emit_bias.w.repeat(n);
        matmul(trace.last(), &self.emit.w, &mut emissions, n, SPAN_WIDTH, crf::LABELS);
        SpanTrace { first, anchor, places, input, trace, emissions }
    }

    /// Adds to the gradients of the span network, and to `d_out` that of the encoder's output. `de` is the gradient of the
    /// emissions.
    pub(super) fn span_backward(&mut self, e: &Encoded, t: &SpanTrace, de: &[f32], d_out: &mut [f32]) {
        let n = de.len() / crf::LABELS;
        matmul_gradient(t.trace.last(), de, &mut self.emit.g, n, SPAN_WIDTH, crf::LABELS);
        for row in de.chunks_exact(crf::LABELS) {
            add(&mut self.emit_bias.g, row);
        }
        let mut d = vec![0.0; n * SPAN_WIDTH];
        matmul(de, &transpose(&self.emit.w, SPAN_WIDTH, crf::LABELS), &mut d, n, crf::LABELS, SPAN_WIDTH);
        let mut d = self.spans.backward(&t.trace, d, n);
        d.iter_mut().zip(&t.input).for_each(|(d, x)| {
            if *x <= 0.0 {
                *d = 0.0
            }
        });
        let mut sum = vec![0.0; SPAN_WIDTH];
        for i in 0..n {
            add(&mut sum, &d[i * SPAN_WIDTH..][..SPAN_WIDTH]);
            for &row in &t.places[i * PLACES..][..PLACES] {
                self.places.add_row(row as usize, &d[i * SPAN_WIDTH..][..SPAN_WIDTH]);
            }
        }
        if e.is_wide {
            add(&mut self.wide_spans.g, &sum);
        }
        let tokens = &e.out[t.first * ENCODER_WIDTH..][..n * ENCODER_WIDTH];
        matmul_gradient(tokens, &d, &mut self.span_token.g, n, ENCODER_WIDTH, SPAN_WIDTH);
        matmul_gradient(
            &e.out[t.anchor * ENCODER_WIDTH..][..ENCODER_WIDTH],
            &sum,
            &mut self.span_anchor.g,
            1,
            ENCODER_WIDTH,
            SPAN_WIDTH,
        );
        matmul(
            &d,
            &transpose(&self.span_token.w, ENCODER_WIDTH, SPAN_WIDTH),
            &mut d_out[t.first * ENCODER_WIDTH..][..n * ENCODER_WIDTH],
            n,
            SPAN_WIDTH,
            ENCODER_WIDTH,
        );
        matmul(
            &sum,
            &transpose(&self.span_anchor.w, ENCODER_WIDTH, SPAN_WIDTH),
            &mut d_out[t.anchor * ENCODER_WIDTH..][..ENCODER_WIDTH],
            1,
            SPAN_WIDTH,
            ENCODER_WIDTH,
        );
    }

    /// Moves all weights against their gradients.
    pub(super) fn step(&mut self, adam: &Adam) {
        for param in [
            &mut self.projection, &mut self.words, &mut self.table, &mut self.heads, &mut self.heads_bias,
            &mut self.span_token, &mut self.span_anchor, &mut self.places, &mut self.emit, &mut self.emit_bias,
            &mut self.transitions, &mut self.wide, &mut self.wide_spans,
        ] {
            param.step(adam);
        }
        self.encoder.step(adam);
        self.spans.step(adam);
    }
}
