//! What the index knows of each file, to see what changed.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::collector::DocSetCollector;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{Searcher, TantivyDocument, Term};

use super::document::{self, term_of_file};
use super::schema::{FILE, Fields, column};
use super::{Index, PassedOver};
use crate::error::Result;
use crate::source::{Fault, File, Overrides, Skipped};
use crate::topic::Rules;

/// The time of a file that has to be read again: no file has it.
const UNREAD: i64 = i64::MIN;

/// A file as it was when it was read.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) size: u64,
    pub(super) modified: i64,
    pub(super) found: Found,
}

impl Known {
    /// Whether it was not read to its end, or something of it was lost.
    pub(super) fn is_unread(&self) -> bool {
        self.modified == UNREAD
    }

    /// Whether it is this file, read as it would be now.
    pub(super) fn is(&self, file: &File, overrides: &Overrides, rules: &Rules) -> bool {
        (self.size, self.modified) == (file.size, file.modified) && self.was_read_by(file, overrides, rules)
    }

    /// Whether several articles were read from it, of which it is known how.
    pub(super) fn has_entries(&self) -> bool {
        self.found.articles > 1 && (self.found.broken_off || !self.is_unread())
    }

    /// Whether its articles were read as they would be now.
    pub(super) fn was_read_by(&self, file: &File, overrides: &Overrides, rules: &Rules) -> bool {
        self.found.outlets == overrides.fingerprint(file)
            && self.found.names == overrides.fingerprint_of_names(file)
            && self.found.rules.as_deref() == rules.own()
    }
}

/// What was found in a file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Found {
    pub(super) articles: usize,
    /// And silences.
    pub(super) statements: usize,
    /// What tells the user's own outlets and rules for them.
    #[serde(default)]
    pub(super) outlets: Option<String>,
    /// What tells the user's own rules for names.
    #[serde(default)]
    pub(super) names: Option<String>,
    /// What tells the user's own rules for topics.
    #[serde(default)]
    pub(super) rules: Option<String>,
    /// What was passed over, so that a run that does not read the file again can say so again.
    pub(super) skipped: Vec<SkippedEntry>,
    /// How many of its entries and members are no articles by their kind.
    #[serde(default)]
    pub(super) counted: BTreeMap<String, usize>,
    /// Whether it is what a run had found when it made safe what was done; all that the index has of the file is of that run, or
    /// as that run would have read it.
    #[serde(default)]
    pub(super) broken_off: bool,
    /// Whether it stands in the index already, as of a file that was not read to its end.
    #[serde(skip)]
    pub(super) noted: bool,
}

impl Found {
    /// Adds what was passed over in the file at a path.
    pub(super) fn add_to(&self, passed: &mut PassedOver, path: &Path) {
        passed.skipped.extend(self.skipped.iter().map(|entry| entry.at(path.to_owned())));
        for (what, count) in &self.counted {
            *passed.counted.entry(what.clone()).or_default() += count;
        }
    }
}

/// An entry of a file that was passed over.
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
        }
    }
}

impl SkippedEntry {
    fn at(&self, path: PathBuf) -> Skipped {
        let fault =
            Fault { what: self.what.clone(), next: self.next.clone(), line: self.line, expected: self.expected };
        Skipped { path, member: self.member.clone(), entry: self.entry, fault: Box::new(fault) }
    }
}

/// What was passed over in the files that the index knows.
///
/// # Errors
/// When the index cannot be read.
pub fn passed_over(index: &Index) -> Result<PassedOver> {
    let searcher = index.searcher()?;
    let known = index.guarded(|| known_files(&searcher, &index.fields).map_err(|error| index.failed(&error)))?;
    let mut files: Vec<(PathBuf, Known)> = known.into_iter().collect();
    files.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    let mut passed = PassedOver::default();
    files.iter().for_each(|(path, known)| known.found.add_to(&mut passed, path));
    Ok(passed)
}

/// The document of a file that was not read to its end, or of which something was lost: the next run reads it again, or
/// forgets it where it is gone.
pub(super) fn unread(fields: &Fields, path: &Path, found: &Found) -> TantivyDocument {
    document::of_file(fields, path, 0, UNREAD, &serde_json::to_string(found).unwrap_or_default())
}

/// What finds the document of a file, and none of its articles.
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
    let mut places: Vec<_> = searcher.search(&files, &DocSetCollector)?.into_iter().collect();
    places.sort_unstable();
    for place in places {
        let segment = searcher.segment_reader(place.segment_ord);
        let columns = segment.fast_fields();
        let Some(paths) = columns.str(column::FILE)? else { continue };
        let mut path = String::new();
        if let Some(ord) = paths.term_ords(place.doc_id).next() {
            paths.ord_to_str(ord, &mut path)?;
        }
        let document: TantivyDocument = searcher.doc(place)?;
        let state = document.get_first(fields.json).and_then(|value| value.as_str()).unwrap_or_default();
        known.insert(
            PathBuf::from(path),
            Known {
                size: columns.u64(column::SIZE)?.first(place.doc_id).unwrap_or(0),
                modified: columns.i64(column::MODIFIED)?.first(place.doc_id).unwrap_or(0),
                found: serde_json::from_str(state).unwrap_or_default(),
            },
        );
    }
    Ok(known)
}
