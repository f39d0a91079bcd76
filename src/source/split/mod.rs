//! Splitting files of many articles into the bytes of single ones, so that a file of any size needs little memory.

mod blocks;
mod input;
mod lines;

pub(super) use blocks::Blocks;
pub(super) use input::Input;
pub(super) use lines::Lines;

use std::io;
use std::sync::Arc;

use super::Fault;

/// The largest article that is read: 64 MB. A long novel has one.
pub(super) const MAX_ARTICLE: u64 = 64 << 20;

/// The bytes of one article.
pub(super) struct Piece {
    /// The line on which it begins, from 1.
    pub(super) line: usize,
    /// Its place in the file, from 0.
    pub(super) entry: usize,
    /// What all pieces of the file share and the reader needs first, such as the names of columns.
    pub(super) header: Option<Arc<[u8]>>,
    pub(super) bytes: Result<Vec<u8>, Fault>,
}

impl Piece {
    pub(super) fn new(line: usize, entry: usize, bytes: Vec<u8>) -> Self {
        Self { line, entry, header: None, bytes: limited(bytes) }
    }
}

/// Splits one format.
pub(super) trait Splitter {
    /// The next piece; `None` at the end of the file.
    fn next(&mut self, input: &mut Input<'_>) -> io::Result<Option<Piece>>;
}

/// The bytes of a piece, unless there are too many.
pub(super) fn limited(bytes: Vec<u8>) -> Result<Vec<u8>, Fault> {
    if bytes.len() as u64 > MAX_ARTICLE { Err(too_large(None)) } else { Ok(bytes) }
}

/// The fault of a file that is larger than one article may be; `size` is in bytes, if known.
pub(super) fn too_large(size: Option<u64>) -> Fault {
    let limit = MAX_ARTICLE >> 20;
    let size = size.map_or_else(|| format!("more than {limit}"), |size| (size >> 20).to_string());
    let what = format!("the file has {size} MB, and one article may have {limit} MB");
    Fault::new(&what, "save many articles as JSON Lines (.jsonl), one per line")
}

/// Adds a line to a piece. A piece may grow past the limit by one line, and no further.
pub(super) fn append(bytes: &mut Vec<u8>, line: &[u8]) {
    if bytes.len() as u64 <= MAX_ARTICLE {
        bytes.extend_from_slice(line);
    }
}

#[cfg(test)]
mod tests;
