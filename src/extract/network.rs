//! The network that reads an article: an encoder over its tokens, with a head that finds cues, and a smaller network over
//! the tokens around each cue, whose labels a chain decides. All of it but the heads is arithmetic on integers.

use std::ops::Range;

use super::crf;
use super::features::{FEATURES, TokenFeatures, UNKNOWN};
use super::lanes::{self, Lanes, Work};
use super::layer::Layer;
use super::layout::Layout;
use super::matrix::{Matrix, ONE, fixed, rounded, to_fixed};
use super::tables::{Tables, Vocabulary};
use super::window::{PLACES, places, window};

/// Width of the encoder.
pub(super) const H: usize = 64;
/// How far each layer of the encoder looks to either side, all of them alike.
pub(super) const ENCODER: [usize; 4] = [2; 4];
/// How many tokens to either side what the encoder says of a token depends on.
pub(super) const CONTEXT: usize = 8;
/// Width of the span network.
pub(super) const S: usize = 48;
/// How far each of its layers looks to either side, all of them alike.
pub(super) const SPANS: [usize; 3] = [3; 3];
/// Width of the word vectors.
pub(super) const VECTOR: usize = 100;
/// Outputs of the encoder's heads: four roles, the anchor, padding.
pub(super) const HEADS: usize = 8;
pub(super) const ANCHOR: usize = 4;

/// The network, ready to run.
pub(super) struct Network {
    pub(super) tables: Tables,
    vocabulary: Vocabulary,
    encoder: Vec<Layer<H, { 2 * ENCODER[0] + 1 }>>,
    heads: Matrix<H>,
    token: Matrix<H>,
    anchor: Matrix<H>,
    places: Vec<[i16; S]>,
    spans: Vec<Layer<S, { 2 * SPANS[0] + 1 }>>,
    emissions: Matrix<S>,
}

/// What the encoder says of a stretch of tokens.
pub(super) struct Reading {
    /// The first token of the stretch.
    first: usize,
    states: Vec<[i16; H]>,
    /// `n × HEADS`: four roles, then the cue.
    heads: Vec<f32>,
}

impl Reading {
    /// The log odds that the token stands for a cue.
    pub(super) fn cue(&self, i: usize) -> f32 {
        self.heads_of(i)[ANCHOR]
    }

    /// What the heads say of a token: four roles, then the cue.
    pub(super) fn heads_of(&self, i: usize) -> &[f32] {
        &self.heads[(i - self.first) * HEADS..][..HEADS]
    }
}

/// What the span network reads of some tokens, made once for all the anchors of a paragraph.
#[derive(Default)]
pub(super) struct Inputs {
    of: Range<usize>,
    rows: Vec<[i16; S]>,
}

/// What the span network says of the tokens around an anchor.
pub(super) struct Spans {
    /// The first token of the window.
    pub(super) first: usize,
    /// `n × LABELS`
    pub(super) emissions: Vec<f32>,
}

impl Network {
    /// Lays the weights out for reading; the sizes must fit.
    pub(super) fn new(tables: Tables) -> Self {
        let [heads, _, token, anchor, places, emissions, ..] = &tables.dense;
        Self {
            vocabulary: Vocabulary::new(&tables.keys.iter().map(|&key| u64::from(key)).collect::<Vec<_>>()),
            encoder: tables.encoder.iter().map(Layer::new).collect(),
            heads: Matrix::new(heads, HEADS),
            token: Matrix::new(token, S),
            anchor: Matrix::new(anchor, S),
            places: places.as_chunks().0.iter().map(|row| row.map(to_fixed)).collect(),
            spans: tables.spans.iter().map(Layer::new).collect(),
            emissions: Matrix::new(emissions, crf::LABELS),
            tables,
        }
    }

    /// Reads a stretch of the tokens of an article; what it says of a token depends on the [`CONTEXT`] around it.
    pub(super) fn read(&self, features: &TokenFeatures, stretch: Range<usize>) -> Reading {
        lanes::run(Encode { network: self, features, stretch })
    }

    /// Looks at the tokens around an anchor; `inputs` is kept from one anchor of a stretch to the next.
    pub(super) fn spans(&self, layout: &Layout<'_>, reading: &Reading, inputs: &mut Inputs, anchor: usize) -> Spans {
        let range = window(layout, anchor);
        let places = places(layout, range.clone(), anchor);
        if range.start < inputs.of.start || range.end > inputs.of.end {
            *inputs = self.inputs(reading, &layout.paragraphs[layout.tokens[anchor].paragraph as usize]);
        }
        let tokens = &inputs.rows[range.start - inputs.of.start..range.end - inputs.of.start];
        let state = &reading.states[anchor - reading.first];
        let emissions = lanes::run(Look { network: self, tokens, anchor: state, places: &places });
        Spans { first: range.start, emissions }
    }

    /// The inputs of the span network for what was read of a paragraph.
    fn inputs(&self, reading: &Reading, paragraph: &Range<usize>) -> Inputs {
        let end = reading.first + reading.states.len();
        let of = paragraph.start.max(reading.first)..paragraph.end.min(end);
        let states = &reading.states[of.start - reading.first..of.end - reading.first];
        Inputs { of, rows: lanes::run(Project { network: self, states }) }
    }
}

/// The encoder's work on a stretch of tokens.
struct Encode<'n> {
    network: &'n Network,
    features: &'n TokenFeatures,
    stretch: Range<usize>,
}

impl Work for Encode<'_> {
    type Output = Reading;

    #[inline(always)]
    fn run(self, lanes: impl Lanes) -> Reading {
        let network = self.network;
        let mut states = self.inputs();
        let mut scratch = Vec::new();
        for layer in &network.encoder {
            layer.run(lanes, &mut states, &mut scratch);
        }
        Reading {
            first: self.stretch.start,
            heads: network.heads.numbers::<HEADS>(lanes, &states, network.tables.heads_bias()),
            states,
        }
    }
}

impl Encode<'_> {
    /// For each token the sum of the rows of its word and its features.
    #[inline(always)]
    fn inputs(&self) -> Vec<[i16; H]> {
        /// Binary places of the rows' scales.
        const PLACES: u32 = 12;
        let Tables { keys, words, table, .. } = &self.network.tables;
        let scale = |scale: f32| (scale * ONE * (1 << PLACES) as f32).round() as i32;
        let (word_scale, table_scale) = (scale(words.scale), scale(table.scale));
        let (word_rows, table_rows) = (words.bytes.as_chunks::<H>().0, table.bytes.as_chunks::<H>().0);
        let mut inputs = Vec::with_capacity(self.stretch.len());
        let keys_here = &self.features.keys[self.stretch.clone()];
        let tokens = keys_here.iter().zip(&self.features.rows.as_chunks::<FEATURES>().0[self.stretch.clone()]);
        for (key, rows) in tokens {
            let known = self.network.vocabulary.get(&u64::from(*key as u32));
            let word = known.map_or(keys.len() + (key % UNKNOWN as u64) as usize, |row| *row as usize);
            let mut sums = [0i16; H];
            for &row in rows {
                for (sum, weight) in sums.iter_mut().zip(&table_rows[row as usize]) {
                    *sum += i16::from(*weight);
                }
            }
            let mut input = [0; H];
            for ((input, sum), weight) in input.iter_mut().zip(sums).zip(&word_rows[word]) {
                *input = fixed(rounded(i32::from(sum) * table_scale + i32::from(*weight) * word_scale, PLACES));
            }
            inputs.push(input);
        }
        inputs
    }
}

/// From states of the encoder to inputs of the span network.
struct Project<'n> {
    network: &'n Network,
    states: &'n [[i16; H]],
}

impl Work for Project<'_> {
    type Output = Vec<[i16; S]>;

    #[inline(always)]
    fn run(self, lanes: impl Lanes) -> Self::Output {
        self.network.token.apply(lanes, self.states)
    }
}

/// The span network's work on the tokens around an anchor.
struct Look<'n> {
    network: &'n Network,
    tokens: &'n [[i16; S]],
    anchor: &'n [i16; H],
    places: &'n [u32],
}

impl Work for Look<'_> {
    /// Emissions, `n × LABELS`.
    type Output = Vec<f32>;

    #[inline(always)]
    fn run(self, lanes: impl Lanes) -> Vec<f32> {
        let network = self.network;
        let [anchor] = network.anchor.apply::<S>(lanes, std::slice::from_ref(self.anchor))[..] else { return vec![] };
        let mut x = vec![anchor; self.tokens.len()];
        for ((x, token), places) in x.iter_mut().zip(self.tokens).zip(self.places.as_chunks::<PLACES>().0) {
            let [a, b, c, d] = places.map(|row| &network.places[row as usize]);
            for k in 0..S {
                let place = a[k].saturating_add(b[k]).saturating_add(c[k]).saturating_add(d[k]);
                x[k] = x[k].saturating_add(place).saturating_add(token[k]).max(0);
            }
        }
        let mut scratch = Vec::new();
        for layer in &network.spans {
            layer.run(lanes, &mut x, &mut scratch);
        }
        network.emissions.numbers::<{ crf::LABELS }>(lanes, &x, network.tables.emit_bias())
    }
}
