//! The network as it is trained: an encoder over the article's tokens, a cue head on it, and a span network run once for
//! each cue, with their gradients.

use super::super::crf;
use super::super::features::{FEATURES, TABLE, TokenFeatures, UNKNOWN};
use super::super::layout::Layout;
use super::super::network::{ENCODER, H, HEADS, Network, S, SPANS, VECTOR};
use super::super::tables::{Rows, Tables, Vocabulary};
use super::super::window::{PLACE_ROWS, PLACES, places, window};
use super::param::{Adam, Param, Rng, Separable, add, matmul, matmul_gradient, transpose};

/// Convolutions with residual connections.
pub(super) struct Stack(pub Vec<Separable>);

/// What a stack computed: the input of each layer and the last output; the output of each convolution.
#[derive(Default)]
pub(super) struct Trace {
    pub(super) states: Vec<Vec<f32>>,
    outputs: Vec<Vec<f32>>,
}

impl Trace {
    pub(super) fn last(&self) -> &[f32] {
        self.states.last().expect("an input")
    }
}

impl Stack {
    pub(super) fn forward(&self, x: Vec<f32>, n: usize) -> Trace {
        let mut columns = vec![];
        let mut trace = Trace { states: vec![x], outputs: vec![] };
        for conv in &self.0 {
            let mut y = vec![];
            conv.forward(trace.last(), n, &mut columns, &mut y);
            let mut next = trace.last().to_vec();
            add(&mut next, &y);
            trace.states.push(next);
            trace.outputs.push(y);
        }
        trace
    }

    pub(super) fn backward(&mut self, trace: &Trace, mut d: Vec<f32>, n: usize) -> Vec<f32> {
        for (l, conv) in self.0.iter_mut().enumerate().rev() {
            let mut dx = d.clone();
            conv.backward(&trace.states[l], &trace.outputs[l], &mut d, &mut dx, n);
            d = dx;
        }
        d
    }

    fn step(&mut self, adam: &Adam) {
        self.0.iter_mut().for_each(|c| c.step(adam));
    }
}

pub(super) struct Model {
    pub(super) vocabulary: Vocabulary,
    pub(super) vectors: Vec<f32>,
    pub(super) projection: Param,
    /// What training adds to the vector of each word of the vocabulary, then the rows that other words share.
    pub(super) words: Param,
    pub(super) table: Param,
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

/// The encoder's work on one article.
pub(super) struct Encoded {
    pub(super) n: usize,
    vectors: Vec<f32>,
    rows: Vec<u32>,
    words: Vec<u32>,
    mask: Vec<f32>,
    pub(super) trace: Trace,
    out_mask: Vec<f32>,
    pub(super) out: Vec<f32>,
    pub(super) heads: Vec<f32>,
}

/// The span network's work on one anchor.
pub(super) struct SpanTrace {
    pub(super) first: usize,
    pub(super) anchor: usize,
    places: Vec<u32>,
    input: Vec<f32>,
    trace: Trace,
    pub(super) emissions: Vec<f32>,
}

impl Model {
    /// Untrained; `vectors` has `VECTOR` numbers a word of the vocabulary.
    pub(super) fn new(vocabulary: Vocabulary, vectors: Vec<f32>, rng: &mut Rng) -> Self {
        let encoder = Stack(ENCODER.map(|reach| Separable::new(H, reach, rng)).into());
        let spans = Stack(SPANS.map(|reach| Separable::new(S, reach, rng)).into());
        let mut table = Param::table(TABLE, H, 0.05, rng);
        // what training has not seen should add nothing
        table.w.iter_mut().for_each(|w| *w *= 0.2);
        let mut words = Param::table(vectors.len() / VECTOR + UNKNOWN, H, 0.0, rng);
        words.w[vectors.len() / VECTOR * H..].iter_mut().for_each(|w| *w = 0.01 * rng.normal());
        Self {
            vocabulary,
            vectors,
            projection: Param::dense(VECTOR * H, 0.1, rng),
            words,
            table,
            encoder,
            heads: Param::dense(H * HEADS, 0.1, rng),
            heads_bias: Param::dense(HEADS, 0.0, rng),
            span_token: Param::dense(H * S, 0.1, rng),
            span_anchor: Param::dense(H * S, 0.1, rng),
            places: Param::table(PLACE_ROWS, S, 0.1, rng),
            spans,
            emit: Param::dense(S * crf::LABELS, 0.1, rng),
            emit_bias: Param::dense(crf::LABELS, 0.0, rng),
            transitions: Param::dense(crf::TRANSITIONS, 0.0, rng),
        }
    }

    pub(super) fn encode(&self, features: &TokenFeatures, train: Option<(&mut Rng, f32, f32)>) -> Encoded {
        let n = features.keys.len();
        let mut vectors = vec![0.0; n * VECTOR];
        let mut rows = features.rows.clone();
        let mut mask = vec![];
        let mut out_mask = vec![];
        let mut hidden = vec![false; n];
        if let Some((rng, dropout, hide)) = train {
            for h in &mut hidden {
                *h = rng.uniform() < hide;
            }
            let mut draw = |count: usize, p: f32| -> Vec<f32> {
                (0..count).map(|_| if rng.uniform() < p { 0.0 } else { 1.0 / (1.0 - p) }).collect()
            };
            mask = draw(n * H, dropout);
            out_mask = draw(n * H, dropout);
        }
        let mut x = vec![0.0; n * H];
        let known = (self.vectors.len() / VECTOR) as u32;
        let mut words = vec![0u32; n];
        let unknown = |key: u64| (key % UNKNOWN as u64) as u32;
        for i in 0..n {
            if hidden[i] {
                // the word, its bigram and its prefix unseen
                for f in [2, 7] {
                    rows[i * FEATURES + f] = u32::MAX;
                }
                words[i] = known + (unknown(features.keys[i]));
            } else if let Some(&row) = self.vocabulary.get(&features.keys[i]) {
                vectors[i * VECTOR..][..VECTOR].copy_from_slice(&self.vectors[row as usize * VECTOR..][..VECTOR]);
                words[i] = row;
            } else {
                words[i] = known + (unknown(features.keys[i]));
            }
            add(&mut x[i * H..][..H], &self.words.w[words[i] as usize * H..][..H]);
            for &row in &rows[i * FEATURES..][..FEATURES] {
                if row != u32::MAX {
                    add(&mut x[i * H..][..H], &self.table.w[row as usize * H..][..H]);
                }
            }
        }
        matmul(&vectors, &self.projection.w, &mut x, n, VECTOR, H);
        x.iter_mut().zip(&mask).for_each(|(x, m)| *x *= m);
        let trace = self.encoder.forward(x, n);
        let mut out = trace.last().to_vec();
        out.iter_mut().zip(&out_mask).for_each(|(x, m)| *x *= m);
        let mut heads = self.heads_bias.w.repeat(n);
        matmul(&out, &self.heads.w, &mut heads, n, H, HEADS);
        Encoded { n, vectors, rows, words, mask, trace, out_mask, out, heads }
    }

    /// `d_heads` and `d_out` are the gradients of the heads and of the encoder's output (from the spans).
    pub(super) fn encode_backward(&mut self, e: &Encoded, d_heads: &[f32], mut d_out: Vec<f32>) {
        let n = e.n;
        matmul_gradient(&e.out, d_heads, &mut self.heads.g, n, H, HEADS);
        for row in d_heads.chunks_exact(HEADS) {
            add(&mut self.heads_bias.g, row);
        }
        matmul(d_heads, &transpose(&self.heads.w, H, HEADS), &mut d_out, n, HEADS, H);
        d_out.iter_mut().zip(&e.out_mask).for_each(|(d, m)| *d *= m);
        let mut dx = self.encoder.backward(&e.trace, d_out, n);
        dx.iter_mut().zip(&e.mask).for_each(|(d, m)| *d *= m);
        matmul_gradient(&e.vectors, &dx, &mut self.projection.g, n, VECTOR, H);
        for i in 0..n {
            self.words.add_row(e.words[i] as usize, &dx[i * H..][..H]);
            for &row in &e.rows[i * FEATURES..][..FEATURES] {
                if row != u32::MAX {
                    self.table.add_row(row as usize, &dx[i * H..][..H]);
                }
            }
        }
    }

    pub(super) fn span_forward(&self, layout: &Layout<'_>, e: &Encoded, anchor: usize) -> SpanTrace {
        let range = window(layout, anchor);
        let (first, n) = (range.start, range.len());
        let places = places(layout, range.clone(), anchor);
        let mut bias = vec![0.0; S];
        matmul(&e.out[anchor * H..][..H], &self.span_anchor.w, &mut bias, 1, H, S);
        let mut input = bias.repeat(n);
        matmul(&e.out[first * H..][..n * H], &self.span_token.w, &mut input, n, H, S);
        for i in 0..n {
            for &row in &places[i * PLACES..][..PLACES] {
                add(&mut input[i * S..][..S], &self.places.w[row as usize * S..][..S]);
            }
        }
        input.iter_mut().for_each(|x| *x = x.max(0.0));
        let trace = self.spans.forward(input.clone(), n);
        let mut emissions = self.emit_bias.w.repeat(n);
        matmul(trace.last(), &self.emit.w, &mut emissions, n, S, crf::LABELS);
        SpanTrace { first, anchor, places, input, trace, emissions }
    }

    pub(super) fn span_backward(&mut self, e: &Encoded, t: &SpanTrace, de: &[f32], d_out: &mut [f32]) {
        let n = de.len() / crf::LABELS;
        matmul_gradient(t.trace.last(), de, &mut self.emit.g, n, S, crf::LABELS);
        for row in de.chunks_exact(crf::LABELS) {
            add(&mut self.emit_bias.g, row);
        }
        let mut d = vec![0.0; n * S];
        matmul(de, &transpose(&self.emit.w, S, crf::LABELS), &mut d, n, crf::LABELS, S);
        let mut d = self.spans.backward(&t.trace, d, n);
        d.iter_mut().zip(&t.input).for_each(|(d, x)| {
            if *x <= 0.0 {
                *d = 0.0
            }
        });
        let mut sum = vec![0.0; S];
        for i in 0..n {
            add(&mut sum, &d[i * S..][..S]);
            for &row in &t.places[i * PLACES..][..PLACES] {
                self.places.add_row(row as usize, &d[i * S..][..S]);
            }
        }
        let tokens = &e.out[t.first * H..][..n * H];
        matmul_gradient(tokens, &d, &mut self.span_token.g, n, H, S);
        matmul_gradient(&e.out[t.anchor * H..][..H], &sum, &mut self.span_anchor.g, 1, H, S);
        matmul(&d, &transpose(&self.span_token.w, H, S), &mut d_out[t.first * H..][..n * H], n, S, H);
        matmul(&sum, &transpose(&self.span_anchor.w, H, S), &mut d_out[t.anchor * H..][..H], 1, S, H);
    }

    pub(super) fn step(&mut self, adam: &Adam) {
        for param in [
            &mut self.projection, &mut self.words, &mut self.table, &mut self.heads, &mut self.heads_bias,
            &mut self.span_token, &mut self.span_anchor, &mut self.places, &mut self.emit, &mut self.emit_bias,
            &mut self.transitions,
        ] {
            param.step(adam);
        }
        self.encoder.step(adam);
        self.spans.step(adam);
    }
}

impl Model {
    /// The network as it is run; `keys` are the hashes of its vocabulary, by row.
    pub(super) fn ship(&self, keys: &[u64]) -> Network {
        let known = keys.len();
        let mut words = self.words.w.clone();
        matmul(&self.vectors, &self.projection.w, &mut words[..known * H], known, VECTOR, H);
        let layers = |stack: &Stack| {
            stack.0.iter().map(|l| [l.depth.w.clone(), l.weights.w.clone(), l.bias.w.clone()]).collect()
        };
        Network::new(Tables {
            keys: keys.iter().map(|&key| key as u32).collect(),
            words: Rows::quantize(&words),
            table: Rows::quantize(&self.table.w),
            encoder: layers(&self.encoder),
            spans: layers(&self.spans),
            dense: [
                self.heads.w.clone(),
                self.heads_bias.w.clone(),
                self.span_token.w.clone(),
                self.span_anchor.w.clone(),
                self.places.w.clone(),
                self.emit.w.clone(),
                self.emit_bias.w.clone(),
                self.transitions.w.clone(),
            ],
        })
    }
}
