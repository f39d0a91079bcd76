//! The weights file: a mark, a version, a checksum, the confidence models, the network. Numbers are little-endian, and a list is
//! its length and its items.

use super::confidence::ConfidenceModel;
use super::inference::Network;
use super::weights::{DenseWeights, LayerWeights, Rows, Weights};

const MARK: &[u8; 8] = b"onrecord";
const VERSION: u32 = 2;
/// Bytes of the checksum, the start of a BLAKE3 hash.
const CHECKSUM: usize = 16;

/// All that training learns.
pub(super) struct LearnedModel {
    /// How sure the words of a candidate are.
    pub(super) words: ConfidenceModel,
    /// How sure its source is, given the words.
    pub(super) source: ConfidenceModel,
    pub(super) network: Network,
}

impl LearnedModel {
    /// Reads a file. Returns nothing if it has another version, is damaged, or has other sizes than this program.
    pub(super) fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let bytes = &mut bytes;
        (take(bytes, MARK.len())? == MARK && number(bytes)? == VERSION).then_some(())?;
        let checksum = take(bytes, CHECKSUM)?;
        (blake3::hash(bytes).as_bytes()[..CHECKSUM] == *checksum).then_some(())?;
        let (words, rest) = ConfidenceModel::from_bytes(bytes)?;
        let (source, mut rest) = ConfidenceModel::from_bytes(rest)?;
        let weights = read_weights(&mut rest)?;
        weights.fits().then(|| Self { words, source, network: Network::new(weights) })
    }

    /// The bytes of the file.
    #[cfg(any(feature = "train", test))]
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut body = self.words.to_bytes();
        body.extend(self.source.to_bytes());
        write_weights(&mut body, &self.network.weights);
        let mut bytes = MARK.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(&blake3::hash(&body).as_bytes()[..CHECKSUM]);
        bytes.extend(body);
        bytes
    }
}

fn read_weights(bytes: &mut &[u8]) -> Option<Weights> {
    let (encoder, spans) = (number(bytes)?, number(bytes)?);
    Some(Weights {
        vocabulary: read_list(bytes, u32::from_le_bytes)?,
        words: read_rows(bytes)?,
        table: read_rows(bytes)?,
        encoder: read_layers(bytes, encoder)?,
        spans: read_layers(bytes, spans)?,
        dense: DenseWeights {
            heads: read_floats(bytes)?,
            heads_bias: read_floats(bytes)?,
            span_token: read_floats(bytes)?,
            span_anchor: read_floats(bytes)?,
            places: read_floats(bytes)?,
            emissions: read_floats(bytes)?,
            emissions_bias: read_floats(bytes)?,
            transitions: read_floats(bytes)?,
        },
    })
}

fn read_rows(bytes: &mut &[u8]) -> Option<Rows> {
    let scale = f32::from_bits(number(bytes)?);
    Some(Rows { bytes: read_list(bytes, i8::from_le_bytes)?, scale })
}

fn read_layers(bytes: &mut &[u8], count: u32) -> Option<Vec<LayerWeights>> {
    let mut layer =
        || Some(LayerWeights { taps: read_floats(bytes)?, mix: read_floats(bytes)?, bias: read_floats(bytes)? });
    (0..count).map(|_| layer()).collect()
}

fn read_floats(bytes: &mut &[u8]) -> Option<Vec<f32>> {
    read_list(bytes, f32::from_le_bytes)
}

fn read_list<T, const N: usize>(bytes: &mut &[u8], of: impl Fn([u8; N]) -> T) -> Option<Vec<T>> {
    let count = number(bytes)? as usize;
    let items = take(bytes, count.checked_mul(N)?)?;
    Some(items.as_chunks().0.iter().copied().map(of).collect())
}

fn number(bytes: &mut &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(take(bytes, 4)?.try_into().ok()?))
}

fn take<'b>(bytes: &mut &'b [u8], count: usize) -> Option<&'b [u8]> {
    let (head, tail) = bytes.split_at_checked(count)?;
    *bytes = tail;
    Some(head)
}

#[cfg(any(feature = "train", test))]
fn write_weights(out: &mut Vec<u8>, weights: &Weights) {
    for count in [weights.encoder.len(), weights.spans.len()] {
        out.extend((count as u32).to_le_bytes());
    }
    write_list(out, weights.vocabulary.iter().map(|key| key.to_le_bytes()));
    for rows in [&weights.words, &weights.table] {
        out.extend(rows.scale.to_le_bytes());
        write_list(out, rows.bytes.iter().map(|byte| byte.to_le_bytes()));
    }
    for layer in weights.encoder.iter().chain(&weights.spans) {
        [&layer.taps, &layer.mix, &layer.bias].into_iter().for_each(|values| write_floats(out, values));
    }
    weights.dense.parts().into_iter().for_each(|values| write_floats(out, values));
}

#[cfg(any(feature = "train", test))]
fn write_floats(out: &mut Vec<u8>, values: &[f32]) {
    write_list(out, values.iter().map(|value| value.to_le_bytes()));
}

#[cfg(any(feature = "train", test))]
fn write_list<const N: usize>(out: &mut Vec<u8>, items: impl ExactSizeIterator<Item = [u8; N]>) {
    out.extend((items.len() as u32).to_le_bytes());
    items.for_each(|item| out.extend(item));
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &[u8] = include_bytes!("weights.bin");

    #[test]
    fn a_file_is_written_as_it_was_read() {
        let model = LearnedModel::from_bytes(SHIPPED).unwrap();
        assert!(model.to_bytes() == SHIPPED);
    }

    #[test]
    fn a_damaged_file_is_refused() {
        assert!(LearnedModel::from_bytes(&SHIPPED[..SHIPPED.len() - 1]).is_none());
        assert!(LearnedModel::from_bytes(b"").is_none());
        for place in [0, 8, 12, 28, SHIPPED.len() / 2] {
            let mut damaged = SHIPPED.to_vec();
            damaged[place] ^= 1;
            assert!(LearnedModel::from_bytes(&damaged).is_none(), "{place}");
        }
    }
}
