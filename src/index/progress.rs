//! What a run reports: how far it is, and in the end what it did.

use super::SkippedFiles;

/// What a run did to the index.
#[derive(Debug, Default)]
pub struct Update {
    /// Files read for the first time.
    pub new: usize,
    /// Files read again.
    pub changed: usize,
    /// Articles of changed files that did not change and were not read again.
    pub kept: usize,
    /// Files forgotten.
    pub removed: usize,
    /// Files that did not change.
    pub unchanged: usize,
    /// What was skipped, in this run or before.
    pub skipped_files: SkippedFiles,
}

impl Update {
    /// Whether the run changed nothing.
    pub fn is_empty(&self) -> bool {
        self.new + self.changed + self.removed == 0
    }
}

/// How far a run is.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Bytes read.
    pub bytes: u64,
    /// Bytes to read.
    pub all: u64,
    /// Articles found.
    pub articles: usize,
    /// Statements found.
    pub statements: usize,
}
