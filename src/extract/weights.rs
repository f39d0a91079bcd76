//! The weights as a file: a mark, a version, a checksum, the confidence, the network.

use super::confidence::Confidence;
use super::network::Network;
use super::tables::{Rows, Tables};

const MARK: &[u8; 8] = b"onrecord";
const VERSION: u32 = 1;
/// Bytes of the checksum, a BLAKE3 hash cut short.
const CHECKSUM: usize = 16;

/// All that training learns.
pub(super) struct Weights {
    pub(super) confidence: Confidence,
    pub(super) network: Network,
}

impl Weights {
    /// The file's bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut body = self.confidence.to_bytes();
        put_tables(&mut body, &self.network.tables);
        let mut bytes = MARK.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(&blake3::hash(&body).as_bytes()[..CHECKSUM]);
        bytes.extend(body);
        bytes
    }

    /// Reads a file; nothing where it is of another version, damaged, or of other sizes.
    pub(super) fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let bytes = &mut bytes;
        (take(bytes, MARK.len())? == MARK && number(bytes)? == VERSION).then_some(())?;
        let checksum = take(bytes, CHECKSUM)?;
        (blake3::hash(bytes).as_bytes()[..CHECKSUM] == *checksum).then_some(())?;
        let (confidence, mut rest) = Confidence::from_bytes(bytes)?;
        let tables = get_tables(&mut rest)?;
        tables.fits().then(|| Self { confidence, network: Network::new(tables) })
    }
}

fn put_tables(out: &mut Vec<u8>, tables: &Tables) {
    for count in [tables.encoder.len(), tables.spans.len()] {
        out.extend((count as u32).to_le_bytes());
    }
    put(out, tables.keys.iter().map(|key| key.to_le_bytes()));
    for rows in [&tables.words, &tables.table] {
        out.extend(rows.scale.to_le_bytes());
        put(out, rows.bytes.iter().map(|byte| byte.to_le_bytes()));
    }
    for values in tables.encoder.iter().chain(&tables.spans).flatten().chain(&tables.dense) {
        put(out, values.iter().map(|value| value.to_le_bytes()));
    }
}

fn get_tables(bytes: &mut &[u8]) -> Option<Tables> {
    let (encoder, spans) = (number(bytes)? as usize, number(bytes)? as usize);
    let keys = get(bytes, u32::from_le_bytes)?;
    let words = get_rows(bytes)?;
    let table = get_rows(bytes)?;
    let mut floats = || get(bytes, f32::from_le_bytes);
    let mut layers = |count: usize| -> Option<Vec<[Vec<f32>; 3]>> {
        (0..count).map(|_| Some([floats()?, floats()?, floats()?])).collect()
    };
    let (encoder, spans) = (layers(encoder)?, layers(spans)?);
    let dense: Vec<Vec<f32>> = Tables::DENSE.iter().map(|_| floats()).collect::<Option<_>>()?;
    Some(Tables { keys, words, table, encoder, spans, dense: dense.try_into().ok()? })
}

fn get_rows(bytes: &mut &[u8]) -> Option<Rows> {
    let scale = f32::from_bits(number(bytes)?);
    Some(Rows { bytes: get(bytes, i8::from_le_bytes)?, scale })
}

fn put<const N: usize>(out: &mut Vec<u8>, items: impl ExactSizeIterator<Item = [u8; N]>) {
    out.extend((items.len() as u32).to_le_bytes());
    items.for_each(|item| out.extend(item));
}

fn take<'b>(bytes: &mut &'b [u8], count: usize) -> Option<&'b [u8]> {
    let (head, tail) = bytes.split_at_checked(count)?;
    *bytes = tail;
    Some(head)
}

fn number(bytes: &mut &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(take(bytes, 4)?.try_into().ok()?))
}

fn get<T, const N: usize>(bytes: &mut &[u8], of: fn([u8; N]) -> T) -> Option<Vec<T>> {
    let count = number(bytes)? as usize;
    let items = take(bytes, count.checked_mul(N)?)?;
    Some(items.as_chunks().0.iter().copied().map(of).collect())
}
