//! What the index knows of each file, by which a run sees what changed.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::collector::DocSetCollector;
use tantivy::error::DataCorruption;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{Searcher, TantivyDocument, Term};

use super::document::{self, term_of_file};
use super::file_path;
use super::schema::{FILE, Fields, column};
use super::stored::to_json;
use super::{Index, SkippedFiles};
use crate::error::Result;
use crate::ingest::Ingest;
use crate::source::{Fault, File, Skipped};

/// The modification time that stands for "read this file again". No file has it.
const UNREAD: i64 = i64::MIN;

/// A file as it was when it was read.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) size: u64,
    pub(super) modified: i64,
    pub(super) found: Found,
}

impl Known {
    /// Whether the next run has to read it again: it was not read to its end, or something of it was lost.
    pub(super) fn is_unread(&self) -> bool {
        self.modified == UNREAD
    }

    /// Whether the file is unchanged and was read under the current rules.
    pub(super) fn is(&self, file: &File, ingest: &Ingest<'_>) -> bool {
        (self.size, self.modified) == (file.size, file.modified) && self.was_read_by(file, ingest)
    }

    /// Whether its articles can be matched with those of the next run one by one.
    pub(super) fn has_entries(&self) -> bool {
        self.found.articles > 1 && (self.found.is_partial || !self.is_unread())
    }

    /// Whether its articles were read under the current rules.
    pub(super) fn was_read_by(&self, file: &File, ingest: &Ingest<'_>) -> bool {
        self.found.outlets == ingest.outlets_fingerprint(file)
            && self.found.names == ingest.names_fingerprint(file)
            && self.found.rules.as_deref() == ingest.topics_fingerprint()
    }
}

/// What was found in a file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Found {
    pub(super) articles: usize,
    /// Statements and no comments.
    pub(super) statements: usize,
    /// Identifies the rules for outlets under which it was read.
    #[serde(default)]
    pub(super) outlets: Option<String>,
    /// Identifies the rules for names.
    #[serde(default)]
    pub(super) names: Option<String>,
    /// Identifies the rules for topics.
    #[serde(default)]
    pub(super) rules: Option<String>,
    /// What was skipped, so that a run that does not read the file again can report it again.
    pub(super) skipped: Vec<SkippedEntry>,
    /// How many of its entries and members are no articles by their kind.
    #[serde(default)]
    pub(super) counted: BTreeMap<String, usize>,
    /// Whether a run committed part-way through the file and then stopped, or met an internal error in it. All that the
    /// index has of the file was read under the rules above.
    #[serde(default)]
    pub(super) is_partial: bool,
    /// Whether the index already has a state of this file from this run.
    #[serde(skip)]
    pub(super) is_noted: bool,
}

impl Found {
    /// Adds what was skipped in the file at `path`.
    pub(super) fn add_to(&self, passed: &mut SkippedFiles, path: &Path) {
        passed.skipped.extend(self.skipped.iter().map(|entry| entry.at(path.to_owned())));
        for (what, count) in &self.counted {
            *passed.counted.entry(what.clone()).or_default() += count;
        }
    }
}

/// An entry of a file that was skipped.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct SkippedEntry {
    #[serde(default)]
    member: Option<String>,
    entry: Option<usize>,
    line: Option<usize>,
    what: String,
    next: String,
    #[serde(default)]
    expected: bool,
    #[serde(default)]
    is_internal: bool,
}

impl From<&Skipped> for SkippedEntry {
    fn from(skipped: &Skipped) -> Self {
        let fault = &skipped.fault;
        Self {
            member: skipped.member.clone(),
            entry: skipped.entry,
            line: fault.line,
            what: fault.what.clone(),
            next: fault.next.clone(),
            expected: fault.expected,
            is_internal: fault.is_internal,
        }
    }
}

impl SkippedEntry {
    fn at(&self, path: PathBuf) -> Skipped {
        let fault = Fault {
            what: self.what.clone(),
            next: self.next.clone(),
            line: self.line,
            expected: self.expected,
            is_internal: self.is_internal,
        };
        Skipped { path, member: self.member.clone(), entry: self.entry, fault: Box::new(fault) }
    }
}

/// What was skipped in the files that the index knows.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn skipped_files(index: &Index) -> Result<SkippedFiles> {
    let searcher = index.searcher()?;
    let known = index.guarded(|| known_files(&searcher, &index.fields).map_err(|error| index.failed(&error)))?;
    let mut files: Vec<(PathBuf, Known)> = known.into_iter().collect();
    files.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    let mut passed = SkippedFiles::default();
    files.iter().for_each(|(path, known)| known.found.add_to(&mut passed, path));
    Ok(passed)
}

/// The document of a file that was read to its end.
pub(super) fn read(fields: &Fields, file: &File, found: &Found) -> tantivy::Result<TantivyDocument> {
    document::of_file(fields, &file.path, file.size, file.modified, &to_json(found)?)
}

/// The document of a file that the next run has to read again, or to forget if it is gone.
pub(super) fn unread(fields: &Fields, path: &Path, found: &Found) -> tantivy::Result<TantivyDocument> {
    document::of_file(fields, path, 0, UNREAD, &to_json(found)?)
}

/// Finds the document of a file, and none of its articles.
pub(super) fn state_of(fields: &Fields, path: &Path) -> Box<dyn Query> {
    let term = |term: Term| -> Box<dyn Query> { Box::new(TermQuery::new(term, IndexRecordOption::Basic)) };
    let kind = term(Term::from_field_text(fields.document, FILE));
    Box::new(BooleanQuery::intersection(vec![kind, term(term_of_file(fields, path))]))
}

/// The files that the index knows, by path.
///
/// Costs a look at every file's columns and stored state: about 2 µs a file.
pub(super) fn known_files(searcher: &Searcher, fields: &Fields) -> tantivy::Result<HashMap<PathBuf, Known>> {
    let files = TermQuery::new(Term::from_field_text(fields.document, FILE), IndexRecordOption::Basic);
    let mut known = HashMap::new();
    let mut addresses: Vec<_> = searcher.search(&files, &DocSetCollector)?.into_iter().collect();
    addresses.sort_unstable();
    for address in addresses {
        let segment = searcher.segment_reader(address.segment_ord);
        let columns = segment.fast_fields();
        let Some(paths) = columns.bytes(column::FILE)? else { continue };
        let mut path = Vec::new();
        if let Some(ord) = paths.term_ords(address.doc_id).next() {
            paths.ord_to_bytes(ord, &mut path)?;
        }
        let document: TantivyDocument = searcher.doc(address)?;
        let state = document.get_first(fields.json).and_then(|value| value.as_str()).unwrap_or_default();
        let found = serde_json::from_str(state)
            .map_err(|error| DataCorruption::comment_only(format!("a file's state: {error}")))?;
        known.insert(
            file_path::from_bytes(&path)?,
            Known {
                size: columns.u64(column::SIZE)?.first(address.doc_id).unwrap_or(0),
                modified: columns.i64(column::MODIFIED)?.first(address.doc_id).unwrap_or(0),
                found,
            },
        );
    }
    Ok(known)
}
