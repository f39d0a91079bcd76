//! The network: an encoder over the tokens of an article, with heads that score each token, and a smaller span network over
//! the tokens around a cue, whose outputs go to the CRF. All but the heads is integer arithmetic.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::crf;
use super::features::TokenFeatures;
use super::layer::Layer;
use super::matrix::{Matrix, ONE, fixed, rounded, to_fixed};
use super::probability::{log_sum, sigmoid};
use super::simd::{self, Kernel, Simd};
use super::sizes::{
    CUE_HEAD, ENCODER_REACH, ENCODER_STEP, ENCODER_WIDTH, FEATURES, HEADS, NAME_HEADS, PLACES, ROLE_HEAD, SPAN_REACH,
    SPAN_STEP, SPAN_WIDTH, SPEECH_HEAD, TAG_HEADS, UNKNOWN,
};
use super::weights::{Weights, rows_by_key};
use super::window::{places, window};
use crate::extract::layout::Layout;
use crate::extract::parse::{Tag, TokenReading};

/// The network, ready to run.
pub(super) struct Network {
    pub(super) weights: Weights,
    vocabulary: FxHashMap<u32, u32>,
    encoder: Vec<Layer<ENCODER_WIDTH, { 2 * ENCODER_REACH[0] + 1 }>>,
    heads: Matrix<ENCODER_WIDTH>,
    span_token: Matrix<ENCODER_WIDTH>,
    span_anchor: Matrix<ENCODER_WIDTH>,
    places: Vec<[i16; SPAN_WIDTH]>,
    spans: Vec<Layer<SPAN_WIDTH, { 2 * SPAN_REACH[0] + 1 }>>,
    emissions: Matrix<SPAN_WIDTH>,
}

/// The encoder's output for a range of tokens.
pub(super) struct Encoded {
    first: usize,
    states: Vec<[i16; ENCODER_WIDTH]>,
    /// [`HEADS`] numbers for each token.
    heads: Vec<f32>,
}

impl Encoded {
    /// The log odds that the token is a cue.
    pub(super) fn cue(&self, token: usize) -> f32 {
        self.heads_of(token)[CUE_HEAD]
    }

    /// The scores of a token's labels, by the encoder alone.
    pub(super) fn labels(&self, token: usize) -> &[f32] {
        &self.heads_of(token)[..crf::LABELS]
    }

    /// The log odds that a cue is one of speech, not of thought.
    pub(super) fn speech(&self, token: usize) -> f32 {
        self.heads_of(token)[SPEECH_HEAD]
    }

    /// What the heads read of a token.
    pub(super) fn reading(&self, token: usize) -> TokenReading {
        let heads = self.heads_of(token);
        let tags = &heads[TAG_HEADS];
        let best = (0..tags.len()).max_by(|a, b| tags[*a].total_cmp(&tags[*b])).unwrap_or_default();
        let names = &heads[NAME_HEADS];
        let sum = log_sum(names);
        TokenReading {
            tag: Tag::ALL[best],
            name: std::array::from_fn(|kind| names[kind] - sum),
            role: sigmoid(heads[ROLE_HEAD]),
        }
    }

    fn heads_of(&self, token: usize) -> &[f32] {
        &self.heads[(token - self.first) * HEADS..][..HEADS]
    }
}

/// The inputs of the span network for the tokens of a paragraph. All anchors of the paragraph share them.
#[derive(Default)]
pub(super) struct SpanInputs {
    tokens: Range<usize>,
    rows: Vec<[i16; SPAN_WIDTH]>,
}

/// The span network's output for the tokens around an anchor.
pub(super) struct SpanScores {
    /// The first token of the window.
    pub(super) first: usize,
    /// [`crf::LABELS`] numbers for each token.
    pub(super) emissions: Vec<f32>,
}

impl Network {
    /// Arranges the weights for inference. Their sizes must fit.
    pub(super) fn new(weights: Weights) -> Self {
        let dense = &weights.dense;
        Self {
            vocabulary: rows_by_key(&weights.vocabulary),
            encoder: weights.encoder.iter().zip(ENCODER_STEP).map(|(layer, step)| Layer::new(layer, step)).collect(),
            heads: Matrix::new(&dense.heads, HEADS),
            span_token: Matrix::new(&dense.span_token, SPAN_WIDTH),
            span_anchor: Matrix::new(&dense.span_anchor, SPAN_WIDTH),
            places: dense.places.as_chunks().0.iter().map(|row| row.map(to_fixed)).collect(),
            spans: weights.spans.iter().zip(SPAN_STEP).map(|(layer, step)| Layer::new(layer, step)).collect(),
            emissions: Matrix::new(&dense.emissions, crf::LABELS),
            weights,
        }
    }

    /// Encodes a range of tokens. The output for a token depends on the [`super::sizes::CONTEXT`] tokens around it.
    pub(super) fn encode(&self, features: &TokenFeatures, tokens: Range<usize>) -> Encoded {
        simd::run(Encode { network: self, features, tokens })
    }

    /// Scores the tokens around an anchor. Pass the same `inputs` for all anchors of an encoded range.
    pub(super) fn spans(
        &self,
        layout: &Layout<'_>,
        encoded: &Encoded,
        inputs: &mut SpanInputs,
        anchor: usize,
    ) -> SpanScores {
        let range = window(layout, anchor);
        let places = places(layout, range.clone(), anchor);
        if range.start < inputs.tokens.start || range.end > inputs.tokens.end {
            *inputs = self.inputs(encoded, &layout.paragraphs[layout.tokens[anchor].paragraph as usize]);
        }
        let rows = &inputs.rows[range.start - inputs.tokens.start..range.end - inputs.tokens.start];
        let anchor = &encoded.states[anchor - encoded.first];
        let emissions = simd::run(ScoreSpans { network: self, rows, anchor, places: &places });
        SpanScores { first: range.start, emissions }
    }

    /// The inputs of the span network for the encoded part of a paragraph.
    fn inputs(&self, encoded: &Encoded, paragraph: &Range<usize>) -> SpanInputs {
        let end = encoded.first + encoded.states.len();
        let tokens = paragraph.start.max(encoded.first)..paragraph.end.min(end);
        let states = &encoded.states[tokens.start - encoded.first..tokens.end - encoded.first];
        SpanInputs { tokens, rows: simd::run(Project { network: self, states }) }
    }
}

/// Runs the encoder on a range of tokens.
struct Encode<'n> {
    network: &'n Network,
    features: &'n TokenFeatures,
    tokens: Range<usize>,
}

impl Kernel for Encode<'_> {
    type Output = Encoded;

    #[inline(always)]
    fn run(self, simd: impl Simd) -> Encoded {
        let network = self.network;
        let mut states = self.inputs();
        let mut scratch = Vec::new();
        for layer in &network.encoder {
            layer.run(simd, &mut states, &mut scratch);
        }
        Encoded {
            first: self.tokens.start,
            heads: network.heads.numbers::<HEADS>(simd, &states, &network.weights.dense.heads_bias),
            states,
        }
    }
}

impl Encode<'_> {
    /// For each token the sum of the rows of its word and its features.
    #[inline(always)]
    fn inputs(&self) -> Vec<[i16; ENCODER_WIDTH]> {
        /// Binary places of the rows' scales.
        const PLACES: u32 = 12;
        let Weights { vocabulary, words, table, .. } = &self.network.weights;
        let scale = |scale: f32| (scale * ONE * (1 << PLACES) as f32).round() as i32;
        let (word_scale, table_scale) = (scale(words.scale), scale(table.scale));
        let word_rows = words.bytes.as_chunks::<ENCODER_WIDTH>().0;
        let table_rows = table.bytes.as_chunks::<ENCODER_WIDTH>().0;
        let mut inputs = Vec::with_capacity(self.tokens.len());
        let keys = &self.features.keys[self.tokens.clone()];
        let rows = &self.features.rows.as_chunks::<FEATURES>().0[self.tokens.clone()];
        for (key, rows) in keys.iter().zip(rows) {
            let known = self.network.vocabulary.get(&(*key as u32));
            let word = known.map_or(vocabulary.len() + (key % UNKNOWN as u64) as usize, |row| *row as usize);
            let mut sums = [0i16; ENCODER_WIDTH];
            for &row in rows {
                for (sum, weight) in sums.iter_mut().zip(&table_rows[row as usize]) {
                    *sum += i16::from(*weight);
                }
            }
            let mut input = [0; ENCODER_WIDTH];
            for ((input, sum), weight) in input.iter_mut().zip(sums).zip(&word_rows[word]) {
                *input = fixed(rounded(i32::from(sum) * table_scale + i32::from(*weight) * word_scale, PLACES));
            }
            inputs.push(input);
        }
        inputs
    }
}

/// Turns states of the encoder into inputs of the span network.
struct Project<'n> {
    network: &'n Network,
    states: &'n [[i16; ENCODER_WIDTH]],
}

impl Kernel for Project<'_> {
    type Output = Vec<[i16; SPAN_WIDTH]>;

    #[inline(always)]
    fn run(self, simd: impl Simd) -> Self::Output {
        self.network.span_token.apply(simd, self.states)
    }
}

/// Runs the span network on the tokens around an anchor.
struct ScoreSpans<'n> {
    network: &'n Network,
    rows: &'n [[i16; SPAN_WIDTH]],
    anchor: &'n [i16; ENCODER_WIDTH],
    places: &'n [u32],
}

impl Kernel for ScoreSpans<'_> {
    /// The emissions.
    type Output = Vec<f32>;

    #[inline(always)]
    fn run(self, simd: impl Simd) -> Vec<f32> {
        let network = self.network;
        let [anchor] = network.span_anchor.apply::<SPAN_WIDTH>(simd, std::slice::from_ref(self.anchor))[..] else {
            return vec![];
        };
        let mut x = vec![anchor; self.rows.len()];
        for ((x, row), places) in x.iter_mut().zip(self.rows).zip(self.places.as_chunks::<PLACES>().0) {
            let [a, b, c, d] = places.map(|row| &network.places[row as usize]);
            for k in 0..SPAN_WIDTH {
                let place = a[k].saturating_add(b[k]).saturating_add(c[k]).saturating_add(d[k]);
                x[k] = x[k].saturating_add(place).saturating_add(row[k]).max(0);
            }
        }
        let mut scratch = Vec::new();
        for layer in &network.spans {
            layer.run(simd, &mut x, &mut scratch);
        }
        network.emissions.numbers::<{ crf::LABELS }>(simd, &x, &network.weights.dense.emissions_bias)
    }
}
