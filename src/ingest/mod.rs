//! Records to extractions: the costly step between the reader and the store, under the user's rules.

mod file_names;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::article::Article;
use crate::error::Result;
use crate::extraction::{Extraction, extract_with};
use crate::naming::{Names, Naming};
use crate::source::{self, Fault, File, Overrides, Record, Skipped};
use crate::topic::TopicRules;
use file_names::FileNames;

/// The user's rules for the articles of a run. By default there are none but those that the folders bring.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Rules for outlets.
    pub outlets: Overrides,
    /// Rules for the names of people and organizations. They replace every `names.toml` in the folders.
    pub names: Option<Arc<Names>>,
}

/// Reads the records of some files and extracts their statements.
#[derive(Debug)]
pub(crate) struct Ingest<'r> {
    outlets: &'r Overrides,
    topics: &'r TopicRules,
    names: FileNames,
}

impl<'r> Ingest<'r> {
    /// Prepares to read the records of `files`.
    ///
    /// # Errors
    /// When a `names.toml` of their folders cannot be read or understood.
    pub(crate) fn new(rules: &'r Rules, topics: &'r TopicRules, files: &[Arc<File>]) -> Result<Self> {
        Ok(Self { outlets: &rules.outlets, topics, names: FileNames::new(rules.names.clone(), files)? })
    }

    /// Reads the articles of one record and extracts the statements of each. What cannot be read comes back as
    /// [`Skipped`].
    ///
    /// A panic costs this record alone: it comes back as an internal error of [`Fault::is_internal`].
    pub(crate) fn read(&self, record: &Record) -> Vec<Result<Extraction, Skipped>> {
        guarded(record, || {
            let naming = self.naming(record);
            let extract = |article: Article| extract_with(article, self.topics, naming.as_ref());
            self.articles(record).into_iter().map(|article| article.map(extract)).collect()
        })
    }

    /// Reads the articles of one record, without their statements.
    pub(crate) fn articles(&self, record: &Record) -> Vec<Result<Article, Skipped>> {
        source::articles(record, self.outlets)
    }

    /// The rules for the names in the articles of a record; `None` if there are none.
    pub(crate) fn naming(&self, record: &Record) -> Option<Naming> {
        self.names.of_record(record)
    }

    /// Identifies the rules for the outlets of a file; `None` if there are none.
    pub(crate) fn outlets_fingerprint(&self, file: &File) -> Option<String> {
        self.outlets.fingerprint(file)
    }

    /// Identifies the rules for the names of a file; `None` if there are none.
    pub(crate) fn names_fingerprint(&self, file: &File) -> Option<String> {
        self.names.fingerprint(file)
    }

    /// Identifies the user's rules for topics; `None` if there are none.
    pub(crate) fn topics_fingerprint(&self) -> Option<&str> {
        self.topics.own()
    }
}

/// Runs what reads a record, and turns a panic into a fault of the record.
fn guarded<T>(record: &Record, read: impl FnOnce() -> Vec<Result<T, Skipped>>) -> Vec<Result<T, Skipped>> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|panic| {
        vec![Err(Skipped {
            path: record.file.path.clone(),
            member: record.member().map(str::to_owned),
            entry: record.entry,
            fault: Box::new(Fault::internal(panic.as_ref())),
        })]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_fault_of_its_record() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("lines.jsonl"), "{\"body\": \"one\"}\n{\"body\": \"two\"}\n")
            .expect("a file");
        let files = source::walk(&[folder.path().to_owned()]).expect("a walk").files;
        let records: Vec<Record> = source::Records::new(files).collect();
        let read =
            |record: &Record| guarded(record, || if record.entry == Some(1) { panic!("a cat") } else { vec![Ok(1)] });
        let found: Vec<_> = records.iter().filter(|record| !record.last).flat_map(read).collect();
        assert_eq!(found[0], Ok(1));
        let skipped = found[1].as_ref().expect_err("a fault");
        assert!(skipped.fault.is_internal && skipped.entry == Some(1));
        assert!(skipped.to_string().contains("internal error (a cat)"), "{skipped}");
    }
}
