//! A file read in bounded memory, one window at a time.
//!
//! The pages of a mapped file stay in memory while there is room, and a merge of segments reads all of them. With a window a
//! run over a million articles needs no more memory than a run over a few.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::HasLen;
use tantivy::directory::{FileHandle, OwnedBytes};

/// Bytes of a window.
const WINDOW: usize = 128 << 10;

/// Serves reads from the window, moves the window when a read is outside it, and maps what is larger.
pub(super) struct BoundedFile {
    mapped: Arc<dyn FileHandle>,
    window: Mutex<Window>,
}

struct Window {
    file: File,
    /// Where the window starts in the file, and its bytes.
    start: usize,
    bytes: OwnedBytes,
}

impl BoundedFile {
    pub(super) fn new(path: &Path, mapped: Arc<dyn FileHandle>) -> io::Result<Self> {
        let window = Window { file: File::open(path)?, start: 0, bytes: OwnedBytes::empty() };
        Ok(Self { mapped, window: Mutex::new(window) })
    }
}

impl HasLen for BoundedFile {
    fn len(&self) -> usize {
        self.mapped.len()
    }
}

impl FileHandle for BoundedFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.len() > WINDOW {
            return self.mapped.read_bytes(range);
        }
        let mut window = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        if range.start < window.start || range.end > window.start + window.bytes.len() {
            window.move_to(range.start, WINDOW.min(self.len().saturating_sub(range.start)))?;
        }
        let start = window.start;
        Ok(window.bytes.slice(range.start - start..range.end - start))
    }
}

impl Window {
    fn move_to(&mut self, start: usize, length: usize) -> io::Result<()> {
        let mut bytes = vec![0; length];
        self.file.seek(SeekFrom::Start(start as u64))?;
        self.file.read_exact(&mut bytes)?;
        (self.start, self.bytes) = (start, OwnedBytes::new(bytes));
        Ok(())
    }
}

impl fmt::Debug for BoundedFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("BoundedFile").field("length", &self.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn what_is_read_is_what_stands_there(ranges in prop::collection::vec((0usize..400_000, 0usize..200_000), 1..40)) {
            let whole: Vec<u8> = (0..400_000u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
            let directory = tempfile::tempdir().unwrap();
            let path = directory.path().join("file");
            fs::write(&path, &whole).unwrap();
            let file = BoundedFile::new(&path, Arc::new(OwnedBytes::new(whole.clone()))).unwrap();
            for (start, length) in ranges {
                let end = (start + length).min(whole.len());
                let read = file.read_bytes(start..end).unwrap();
                prop_assert_eq!(read.as_slice(), &whole[start..end]);
            }
        }
    }
}
