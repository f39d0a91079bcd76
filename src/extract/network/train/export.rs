//! From the network in training to the network that runs: the word vectors are folded into the rows of the words, and rows have
//! one byte a weight.

use super::convolution::Stack;
use super::model::Model;
use super::product::matmul;
use crate::extract::network::inference::Network;
use crate::extract::network::sizes::{ENCODER_WIDTH, VECTOR};
use crate::extract::network::weights::{DenseWeights, LayerWeights, Rows, Weights};

/// The network as it runs. `keys` are the hashes of its words, by row.
pub(super) fn network(model: &Model, keys: &[u64]) -> Network {
    let known = keys.len();
    let mut words = model.words.w.clone();
    let vectors = &mut words[..known * ENCODER_WIDTH];
    matmul(&model.vectors, &model.projection.w, vectors, known, VECTOR, ENCODER_WIDTH);
    Network::new(Weights {
        vocabulary: keys.iter().map(|&key| key as u32).collect(),
        words: rows(&words),
        table: rows(&model.table.w),
        encoder: layers(&model.encoder),
        spans: layers(&model.spans),
        dense: DenseWeights {
            heads: model.heads.w.clone(),
            heads_bias: model.heads_bias.w.clone(),
            span_token: model.span_token.w.clone(),
            span_anchor: model.span_anchor.w.clone(),
            places: model.places.w.clone(),
            emissions: model.emit.w.clone(),
            emissions_bias: model.emit_bias.w.clone(),
            transitions: model.transitions.w.clone(),
        },
    })
}

fn layers(stack: &Stack) -> Vec<LayerWeights> {
    let layer = |taps: &[f32], mix: &[f32], bias: &[f32]| LayerWeights {
        taps: taps.to_vec(),
        mix: mix.to_vec(),
        bias: bias.to_vec(),
    };
    stack.0.iter().map(|of| layer(&of.depth.w, &of.weights.w, &of.bias.w)).collect()
}

/// Weights with one byte each; the largest becomes 127 or -127.
fn rows(weights: &[f32]) -> Rows {
    let largest = weights.iter().fold(0f32, |most, weight| most.max(weight.abs()));
    let scale = largest.max(1e-6) / 127.0;
    Rows { bytes: weights.iter().map(|weight| (weight / scale).round() as i8).collect(), scale }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_weight_has_the_largest_byte() {
        let found = rows(&[0.5, -1.0, 0.0]);
        assert_eq!(found.bytes, [64, -127, 0]);
        assert!((found.scale * 127.0 - 1.0).abs() < 1e-6);
    }
}
