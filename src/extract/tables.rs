//! The network's weights as they are stored: word rows with their vectors folded in, one byte a weight, and the layers.

use super::crf;
use super::features::{TABLE, UNKNOWN};
use super::network::{ENCODER, H, HEADS, S, SPANS};
use super::window::PLACE_ROWS;

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

    pub(super) fn heads_bias(&self) -> &[f32] {
        &self.dense[1]
    }

    pub(super) fn emit_bias(&self) -> &[f32] {
        &self.dense[6]
    }

    /// Weights of the chain.
    pub(super) fn transitions(&self) -> &[f32] {
        &self.dense[7]
    }
}
