//! What the index already has of a file that is read again.
//!
//! Articles whose record did not change are kept and not read again. Of those that did change, the statements that are
//! still there keep the commit in which they first appeared.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED};

use super::block;
use super::document::{self, FirstCommits};
use super::schema::{Fields, column};
use crate::source::{File, Record};

/// The articles of one file.
#[derive(Debug, Default)]
pub(super) struct Existing {
    /// Whether each article was read from a record of its own under the current rules, so that one whose record did not
    /// change can stay.
    pub(super) is_matched: bool,
    by_key: FxHashMap<u64, Article>,
    /// Where an article is that was read from the record with this hash. It may have moved, by a line that was added
    /// before it.
    by_record: FxHashMap<u64, DocAddress>,
}

#[derive(Clone, Copy, Debug)]
struct Article {
    address: DocAddress,
    /// The hash of its record; `None` unless the record holds this article alone.
    record: Option<u64>,
    statements: usize,
}

impl Existing {
    /// Costs a look at a few columns for each document of the file, and 60 bytes an article.
    pub(super) fn of_file(searcher: &Searcher, fields: &Fields, file: &File) -> tantivy::Result<Self> {
        let mut existing = Self::default();
        for (segment_ord, segment) in (0..).zip(searcher.segment_readers()) {
            let of_file = document::term_of_file(fields, &file.path);
            let postings =
                segment.inverted_index(fields.file_key)?.read_postings(&of_file, IndexRecordOption::Basic)?;
            let Some(mut postings) = postings else { continue };
            let columns = segment.fast_fields();
            let (keys, records) = (columns.u64(column::ARTICLE)?, columns.u64(column::RECORD)?);
            let statements = columns.u64(column::STATEMENTS)?;
            while postings.doc() != TERMINATED {
                let doc_id = postings.doc();
                postings.advance();
                let Some(key) = keys.first(doc_id).filter(|_| !segment.is_deleted(doc_id)) else { continue };
                let address = DocAddress { segment_ord, doc_id };
                let record = records.first(doc_id);
                record.map(|hash| existing.by_record.insert(hash, address));
                match existing.by_key.entry(key) {
                    Entry::Vacant(new) => {
                        let statements = statements.first(doc_id).unwrap_or(0) as usize;
                        new.insert(Article { address, record, statements });
                    }
                    Entry::Occupied(mut one_of_several) => one_of_several.get_mut().record = None,
                }
            }
        }
        Ok(existing)
    }

    /// The number of statements of a record's article, if the record is the same as when it was read.
    pub(super) fn unchanged(&self, record: &Record) -> Option<usize> {
        let article = self.by_key.get(&document::key_of_record(record))?;
        (article.record? == record.hash()?).then_some(article.statements)
    }

    /// In which commits the statements of an article first appeared, by what they say ([`column::SAID`]).
    ///
    /// The article is the one with the same record, or the one in the same place.
    pub(super) fn first_commits(
        &self,
        searcher: &Searcher,
        record: &Record,
        key: u64,
    ) -> tantivy::Result<FirstCommits> {
        let same_record = record.hash().and_then(|hash| self.by_record.get(&hash)).copied();
        let same_place = || self.by_key.get(&key).map(|article| article.address);
        let Some(article) = same_record.or_else(same_place) else { return Ok(FirstCommits::default()) };
        let columns = searcher.segment_reader(article.segment_ord).fast_fields();
        let (said, commit) = (columns.u64(column::SAID)?, columns.u64(column::COMMIT)?);
        let statements = block::statements_of(searcher, article)?.map(|statement| statement.doc_id);
        Ok(statements.filter_map(|doc_id| Some((said.first(doc_id)?, commit.first(doc_id)?))).collect())
    }

    /// Removes the article of a record that is kept or replaced, and returns its key if there was one.
    pub(super) fn take(&mut self, record: &Record) -> Option<u64> {
        let key = document::key_of_record(record);
        self.by_key.remove(&key).map(|_| key)
    }

    /// The keys of the articles whose records are gone.
    pub(super) fn into_keys(self) -> Vec<u64> {
        self.by_key.into_keys().collect()
    }
}
