//! The network's weights as they are stored: rows of words and features, one byte a weight, and the layers.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::crf;
use super::sizes::{ENCODER_REACH, ENCODER_WIDTH, HEADS, PLACE_ROWS, SPAN_REACH, SPAN_WIDTH, TABLE, UNKNOWN};

/// Maps each key to its row. Of equal keys the first counts.
pub(super) fn rows_by_key<K: Copy + Eq + Hash>(keys: &[K]) -> FxHashMap<K, u32> {
    let mut rows = FxHashMap::with_capacity_and_hasher(keys.len(), Default::default());
    for (row, key) in (0..).zip(keys) {
        rows.entry(*key).or_insert(row);
    }
    rows
}

/// A table of rows, one byte a weight. A weight is its byte times `scale`.
pub(super) struct Rows {
    pub(super) bytes: Vec<i8>,
    pub(super) scale: f32,
}

/// The weights of a residual layer.
pub(super) struct LayerWeights {
    /// Weights of a row's neighbours and of itself, by column.
    pub(super) taps: Vec<f32>,
    /// The matrix that mixes the columns.
    pub(super) mix: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

/// All weights of the network.
pub(super) struct Weights {
    /// Hashes of the words that have a row of their own, in the order of the rows.
    pub(super) vocabulary: Vec<u32>,
    /// Rows of the vocabulary, then those that other words share.
    pub(super) words: Rows,
    /// Rows of the features.
    pub(super) table: Rows,
    pub(super) encoder: Vec<LayerWeights>,
    pub(super) spans: Vec<LayerWeights>,
    pub(super) dense: DenseWeights,
}

/// The weights outside the layers, in the order of the file.
pub(super) struct DenseWeights {
    pub(super) heads: Vec<f32>,
    pub(super) heads_bias: Vec<f32>,
    /// From the encoder's output for a token to the span network.
    pub(super) span_token: Vec<f32>,
    /// From the encoder's output for the anchor to the span network.
    pub(super) span_anchor: Vec<f32>,
    pub(super) places: Vec<f32>,
    pub(super) emissions: Vec<f32>,
    pub(super) emissions_bias: Vec<f32>,
    /// Weights of the CRF.
    pub(super) transitions: Vec<f32>,
}

impl Weights {
    /// Whether all sizes are those of this program.
    pub(super) fn fits(&self) -> bool {
        self.words.bytes.len() == (self.vocabulary.len() + UNKNOWN) * ENCODER_WIDTH
            && self.table.bytes.len() == TABLE * ENCODER_WIDTH
            && layers_fit(&self.encoder, &ENCODER_REACH, ENCODER_WIDTH)
            && layers_fit(&self.spans, &SPAN_REACH, SPAN_WIDTH)
            && self.dense.fits()
    }
}

fn layers_fit(layers: &[LayerWeights], reach: &[usize], width: usize) -> bool {
    let fits = |layer: &LayerWeights, reach: usize| {
        layer.taps.len() == (2 * reach + 1) * width && layer.mix.len() == width * width && layer.bias.len() == width
    };
    layers.len() == reach.len() && layers.iter().zip(reach).all(|(layer, reach)| fits(layer, *reach))
}

impl DenseWeights {
    /// All parts, in the order of the file.
    pub(super) fn parts(&self) -> [&[f32]; 8] {
        [
            &self.heads, &self.heads_bias, &self.span_token, &self.span_anchor, &self.places, &self.emissions,
            &self.emissions_bias, &self.transitions,
        ]
    }

    fn fits(&self) -> bool {
        let sizes = [
            ENCODER_WIDTH * HEADS,
            HEADS,
            ENCODER_WIDTH * SPAN_WIDTH,
            ENCODER_WIDTH * SPAN_WIDTH,
            PLACE_ROWS * SPAN_WIDTH,
            SPAN_WIDTH * crf::LABELS,
            crf::LABELS,
            crf::TRANSITIONS,
        ];
        self.parts().map(<[f32]>::len) == sizes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_a_row_and_the_first_of_equal_keys_counts() {
        let rows = rows_by_key(&[7u32, 0, 7, 9]);
        assert_eq!([7, 0, 9, 1].map(|key| rows.get(&key).copied()), [Some(0), Some(1), Some(3), None]);
    }
}
