//! Reads one record and makes documents of it, on any thread.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use tantivy::{Searcher, TantivyDocument};

use super::Index;
use super::document::{self, Commits, FirstCommits};
use super::existing::Existing;
use crate::extraction::Extraction;
use crate::ingest::Ingest;
use crate::source::{Record, Skipped};

/// What became of one record.
pub(super) enum Worked {
    /// The record did not change: its article stays in the index, with this many statements.
    Kept(usize),
    Read(Vec<Result<Vec<TantivyDocument>, Skipped>>),
}

impl Worked {
    pub(super) fn has_article(&self) -> bool {
        matches!(self, Worked::Read(results) if results.iter().any(Result::is_ok))
    }
}

/// What reading a record needs to know of the run.
pub(super) struct RecordReader<'r> {
    pub(super) index: &'r Index,
    pub(super) ingest: &'r Ingest<'r>,
    /// The index as it was before the run.
    pub(super) before: Option<&'r Searcher>,
    /// What the index has of the files that are being read again.
    pub(super) existing: &'r HashMap<PathBuf, Existing>,
    /// The number that the next commit gets.
    pub(super) commit: u64,
}

impl RecordReader<'_> {
    /// Reads one record, unless it did not change: the costly step, on any thread.
    pub(super) fn read(&self, record: &Record) -> tantivy::Result<Worked> {
        let existing = self.existing.get(&record.file.path).filter(|existing| existing.is_matched);
        let unchanged = existing.and_then(|existing| existing.unchanged(record));
        if let Some(statements) = unchanged {
            return Ok(Worked::Kept(statements));
        }
        let of_extraction = |extraction| -> tantivy::Result<Vec<TantivyDocument>> {
            let earlier = self.first_commits(record, &extraction);
            let commits = Commits { current: self.commit, earlier: &earlier };
            document::of_extraction(&self.index.fields, &extraction, &record.file, commits)
        };
        let mut results = Vec::new();
        for extraction in self.ingest.read(record) {
            results.push(match extraction {
                Ok(extraction) => Ok(of_extraction(extraction)?),
                Err(skipped) => Err(skipped),
            });
        }
        // No hash for a record that yields several articles: we could not match them up next time.
        if let ([Ok(documents)], Some(hash)) = (results.as_mut_slice(), record.hash()) {
            documents[0].add_u64(self.index.fields.record, hash);
        }
        Ok(Worked::Read(results))
    }

    /// In which commits the statements of an article first appeared, if the index has it.
    ///
    /// A damaged index, which is rebuilt, gives none: Tantivy panics when it reads a damaged file.
    fn first_commits(&self, record: &Record, extraction: &Extraction) -> FirstCommits {
        let (Some(before), Some(existing)) = (self.before, self.existing.get(&record.file.path)) else {
            return FirstCommits::default();
        };
        let key = extraction.article.place.key();
        let found = catch_unwind(AssertUnwindSafe(|| existing.first_commits(before, record, key)));
        found.ok().and_then(Result::ok).unwrap_or_default()
    }
}
