//! Files that end with a hash of their content. A damaged one counts as none.

use std::path::Path;
use std::{fs, io};

use crate::atomic_file;

/// The content of a file, if its hash is right.
pub(super) fn read(directory: &Path, name: &str) -> Option<Vec<u8>> {
    let mut bytes = fs::read(directory.join(name)).ok()?;
    let sealed = bytes.split_last_chunk().is_some_and(|(before, found)| seal(before) == *found);
    bytes.truncate(bytes.len().saturating_sub(size_of::<[u8; 32]>()));
    sealed.then_some(bytes)
}

/// Replaces a file whole or not at all.
pub(super) fn write(directory: &Path, name: &str, mut bytes: Vec<u8>) -> io::Result<()> {
    bytes.extend(seal(&bytes));
    atomic_file::replace(&directory.join(name), &bytes)
}

fn seal(bytes: &[u8]) -> [u8; 32] {
    blake3::hash(bytes).into()
}
