//! The articles of a changed file as they stand in the index: those whose record is as it was are not read again.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Searcher, TERMINATED};

use super::document;
use super::schema::{Fields, column};
use crate::source::{File, Record};

/// What the index has of one file.
#[derive(Debug)]
pub(super) struct Standing(FxHashMap<u64, Article>);

#[derive(Debug)]
struct Article {
    /// The hash of its record; nothing where it is not the only article of it.
    record: Option<u64>,
    statements: usize,
}

impl Standing {
    /// Costs a look at two columns for each document of the file, and 32 bytes an article.
    pub(super) fn of_file(searcher: &Searcher, fields: &Fields, file: &File) -> tantivy::Result<Self> {
        let mut articles = FxHashMap::default();
        for segment in searcher.segment_readers() {
            let of_file = document::term_of_file(fields, &file.path);
            let postings =
                segment.inverted_index(fields.file_key)?.read_postings(&of_file, IndexRecordOption::Basic)?;
            let Some(mut postings) = postings else { continue };
            let columns = segment.fast_fields();
            let (keys, records) = (columns.u64(column::ARTICLE)?, columns.u64(column::RECORD)?);
            let statements = columns.u64(column::STATEMENTS)?;
            while postings.doc() != TERMINATED {
                let place = postings.doc();
                postings.advance();
                let Some(key) = keys.first(place).filter(|_| !segment.is_deleted(place)) else { continue };
                match articles.entry(key) {
                    Entry::Vacant(new) => {
                        let statements = statements.first(place).unwrap_or(0) as usize;
                        new.insert(Article { record: records.first(place), statements });
                    }
                    Entry::Occupied(mut one_of_several) => one_of_several.get_mut().record = None,
                }
            }
        }
        Ok(Self(articles))
    }

    /// How many statements the article of a record has, where the record is as it was when it was read.
    pub(super) fn statements_of(&self, record: &Record) -> Option<usize> {
        let article = self.0.get(&document::key_of_record(record))?;
        (article.record? == record.hash()?).then_some(article.statements)
    }

    /// Forgets the article of a record, which is kept or written anew; its key, where there was one.
    pub(super) fn take(&mut self, record: &Record) -> Option<u64> {
        let key = document::key_of_record(record);
        self.0.remove(&key).map(|_| key)
    }

    /// The keys of the articles whose records are no longer there.
    pub(super) fn into_keys(self) -> Vec<u64> {
        self.0.into_keys().collect()
    }
}
