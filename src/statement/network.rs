//! The network that reads an article: an encoder over its tokens, with a head that finds cues, and a smaller network over
//! the tokens around each cue, whose labels a chain decides.
//!
//! Layers are residual, `x += relu(mix(neighbours(x)) + bias)`: each column over its neighbours, then the columns mixed
//! (depthwise separable convolutions, Chollet 2017). Word rows have their vectors folded in; tables hold one byte a weight.

use super::crf;
use super::features::{FEATURES, TABLE, TokenFeatures, UNKNOWN};
use super::layout::Layout;
use super::matrix::{LANES, Matrix, product};
use super::window::{PLACE_ROWS, PLACES, places, window};

/// Width of the encoder.
pub(super) const H: usize = 64;
/// How far each layer of the encoder looks to either side.
pub(super) const ENCODER: [usize; 4] = [2; 4];
/// Width of the span network.
pub(super) const S: usize = 48;
/// How far each of its layers looks to either side.
pub(super) const SPANS: [usize; 3] = [3; 3];
/// Width of the word vectors.
pub(super) const VECTOR: usize = 100;
/// Outputs of the encoder's heads: four roles, the anchor, padding.
pub(super) const HEADS: usize = 8;
pub(super) const ANCHOR: usize = 4;

/// Rows of word vectors by the hash of the word: open addressing, 0 is empty.
pub(super) struct Vocabulary {
    slots: Vec<(u64, u32)>,
}

impl Vocabulary {
    pub(super) fn new(keys: &[u64]) -> Self {
        let mut slots = vec![(0, 0); (keys.len() * 2).next_power_of_two()];
        for (row, &key) in keys.iter().enumerate() {
            let mut at = key as usize & (slots.len() - 1);
            while slots[at].0 != 0 && slots[at].0 != key {
                at = (at + 1) & (slots.len() - 1);
            }
            if slots[at].0 == 0 {
                slots[at] = (key, row as u32);
            }
        }
        Self { slots }
    }

    pub(super) fn get(&self, key: &u64) -> Option<&u32> {
        let mut at = *key as usize & (self.slots.len() - 1);
        while self.slots[at].0 != 0 {
            if self.slots[at].0 == *key {
                return Some(&self.slots[at].1);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        None
    }
}

/// A table of rows, one byte a weight.
pub(super) struct Rows {
    pub(super) bytes: Vec<i8>,
    pub(super) scale: f32,
}

impl Rows {
    pub(super) fn quantize(weights: &[f32]) -> Self {
        let max = weights.iter().fold(0f32, |m, w| m.max(w.abs()));
        let scale = max.max(1e-6) / 127.0;
        Self { bytes: weights.iter().map(|w| (w / scale).round() as i8).collect(), scale }
    }
}

/// A residual layer: each column over its neighbours, then the columns mixed.
struct Block {
    depth: Vec<f32>,
    bias: Vec<f32>,
    matrix: Matrix,
}

impl Block {
    fn new([depth, mix, bias]: &[Vec<f32>; 3]) -> Self {
        let matrix = Matrix::new(mix, bias.len(), bias.len());
        Self { depth: depth.clone(), bias: bias.clone(), matrix }
    }

    /// `x += relu(mix(neighbours(x)) + bias)`, `x` being `n × W`.
    fn run<const W: usize>(&self, x: &mut [f32], scratch: &mut Vec<f32>) {
        let (x, _) = x.as_chunks_mut::<W>();
        let (depth, _) = self.depth.as_chunks::<W>();
        let (n, reach) = (x.len(), depth.len() / 2);
        if scratch.len() < n * W {
            scratch.resize(n * W, 0.0);
        }
        let scratch = &mut scratch[..n * W];
        for (i, out) in scratch.as_chunks_mut::<W>().0.iter_mut().enumerate() {
            let first = i.saturating_sub(reach);
            let rows = &x[first..(i + reach + 1).min(n)];
            let taps = &depth[first + reach - i..];
            for (c, out) in out.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
                let mut sums = [0f32; LANES];
                for (row, tap) in rows.iter().zip(taps) {
                    let (row, tap) = (&row.as_chunks::<LANES>().0[c], &tap.as_chunks::<LANES>().0[c]);
                    for l in 0..LANES {
                        sums[l] += row[l] * tap[l];
                    }
                }
                *out = sums;
            }
        }
        let (bias, _) = self.bias.as_chunks::<LANES>();
        self.matrix.multiply(scratch, |row, panel, sums| {
            let out = &mut x[row].as_chunks_mut::<LANES>().0[panel];
            for l in 0..LANES {
                out[l] += (sums[l] + bias[panel][l]).max(0.0);
            }
        });
    }
}

/// All weights, as they are stored.
pub(super) struct Tables {
    /// Hashes of the words that have a row of their own, in the order of the rows.
    pub(super) keys: Vec<u32>,
    pub(super) words: Rows,
    pub(super) table: Rows,
    /// For each layer: taps on the neighbours, mixture of the columns, bias.
    pub(super) encoder: Vec<[Vec<f32>; 3]>,
    pub(super) spans: Vec<[Vec<f32>; 3]>,
    /// Heads and their bias, token and anchor inputs of the span network, places, emissions and their bias, transitions.
    pub(super) dense: [Vec<f32>; 8],
}

impl Tables {
    /// The sizes of `dense`.
    pub(super) const DENSE: [usize; 8] =
        [H * HEADS, HEADS, H * S, H * S, PLACE_ROWS * S, S * crf::LABELS, crf::LABELS, crf::TRANSITIONS];

    /// Whether all sizes fit this program.
    pub(super) fn fits(&self) -> bool {
        let blocks = |layers: &[[Vec<f32>; 3]], reach: &[usize], width: usize| {
            layers.len() == reach.len()
                && layers.iter().zip(reach).all(|([depth, mix, bias], reach)| {
                    (depth.len(), mix.len(), bias.len()) == ((2 * reach + 1) * width, width * width, width)
                })
        };
        self.words.bytes.len() == (self.keys.len() + UNKNOWN) * H
            && self.table.bytes.len() == TABLE * H
            && blocks(&self.encoder, &ENCODER, H)
            && blocks(&self.spans, &SPANS, S)
            && self.dense.iter().map(Vec::len).eq(Self::DENSE)
    }

    fn heads_bias(&self) -> &[f32] {
        &self.dense[1]
    }

    fn span_anchor(&self) -> &[f32] {
        &self.dense[3]
    }

    fn places(&self) -> &[f32] {
        &self.dense[4]
    }

    fn emit_bias(&self) -> &[f32] {
        &self.dense[6]
    }

    /// Weights of the chain.
    pub(super) fn transitions(&self) -> &[f32] {
        &self.dense[7]
    }
}

/// The network, ready to run.
pub(super) struct Network {
    pub(super) tables: Tables,
    vocabulary: Vocabulary,
    encoder: Vec<Block>,
    spans: Vec<Block>,
    heads_matrix: Matrix,
    token_matrix: Matrix,
    emit_matrix: Matrix,
}

/// What the encoder says of the tokens of an article.
#[derive(Default)]
pub(super) struct Reading {
    /// Inputs of the span network, `n × S`.
    tokens: Vec<f32>,
    states: Vec<f32>,
    /// `n × HEADS`: four roles, then the cue.
    pub(super) heads: Vec<f32>,
}

impl Reading {
    /// The log odds that the token stands for a cue.
    pub(super) fn cue(&self, i: usize) -> f32 {
        self.heads[i * HEADS + ANCHOR]
    }
}

/// What the span network says of the tokens around an anchor.
pub(super) struct Spans {
    /// The first token of the window.
    pub(super) first: usize,
    /// `n × LABELS`
    pub(super) emissions: Vec<f32>,
}

/// Buffers kept from one cue to the next.
#[derive(Default)]
pub(super) struct Scratch {
    x: Vec<f32>,
    a: Vec<f32>,
}

impl Network {
    /// Lays the weights out for reading; the sizes must fit.
    pub(super) fn new(tables: Tables) -> Self {
        Self {
            vocabulary: Vocabulary::new(&tables.keys.iter().map(|&key| u64::from(key)).collect::<Vec<_>>()),
            encoder: tables.encoder.iter().map(Block::new).collect(),
            spans: tables.spans.iter().map(Block::new).collect(),
            heads_matrix: Matrix::new(&tables.dense[0], H, HEADS),
            token_matrix: Matrix::new(&tables.dense[2], H, S),
            emit_matrix: Matrix::new(&tables.dense[5], S, crf::LABELS),
            tables,
        }
    }

    pub(super) fn read(&self, features: &TokenFeatures, scratch: &mut Scratch) -> Reading {
        let n = features.keys.len();
        let known = self.tables.keys.len();
        let mut x = vec![0.0; n * H];
        let mut sums = [0i16; H];
        for (i, x) in x.chunks_exact_mut(H).enumerate() {
            let key = features.keys[i];
            let row = match self.vocabulary.get(&(key as u32 as u64)) {
                Some(&row) => row as usize,
                None => known + (key % UNKNOWN as u64) as usize,
            };
            sums.fill(0);
            for &row in &features.rows[i * FEATURES..][..FEATURES] {
                let bytes = &self.tables.table.bytes[row as usize * H..][..H];
                sums.iter_mut().zip(bytes).for_each(|(s, b)| *s += *b as i16);
            }
            let word = &self.tables.words.bytes[row * H..][..H];
            for ((x, s), w) in x.iter_mut().zip(&sums).zip(word) {
                *x = *s as f32 * self.tables.table.scale + *w as f32 * self.tables.words.scale;
            }
        }
        for block in &self.encoder {
            block.run::<H>(&mut x, &mut scratch.a);
        }
        let heads = self.heads_matrix.apply(&x, self.tables.heads_bias(), HEADS);
        let tokens = self.token_matrix.apply(&x, &[0.0; S], S);
        Reading { tokens, states: x, heads }
    }

    pub(super) fn spans(&self, layout: &Layout<'_>, reading: &Reading, anchor: usize, scratch: &mut Scratch) -> Spans {
        let range = window(layout, anchor);
        let n = range.len();
        let rows = places(layout, range.clone(), anchor);
        let mut bias = vec![0.0; S];
        product(&reading.states[anchor * H..][..H], self.tables.span_anchor(), &mut bias);
        scratch.x.clear();
        scratch.x.extend_from_slice(&reading.tokens[range.start * S..][..n * S]);
        for (x, rows) in scratch.x.chunks_exact_mut(S).zip(rows.chunks_exact(PLACES)) {
            for (x, b) in x.iter_mut().zip(&bias) {
                *x += b;
            }
            for &row in rows {
                for (x, p) in x.iter_mut().zip(&self.tables.places()[row as usize * S..][..S]) {
                    *x += p;
                }
            }
            x.iter_mut().for_each(|x| *x = x.max(0.0));
        }
        let Scratch { x, a } = scratch;
        for block in &self.spans {
            block.run::<S>(x, a);
        }
        let emissions = self.emit_matrix.apply(x, self.tables.emit_bias(), crf::LABELS);
        Spans { first: range.start, emissions }
    }
}
