//! Checks every file of an index and repairs what can be repaired.
//!
//! A segment (Tantivy's part of an index) with a damaged file is removed as a whole. The next run reads the files again whose
//! articles were in it; what the other segments have of these files stays until then.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use tantivy::collector::Count;
use tantivy::directory::{Directory, INDEX_WRITER_LOCK};
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{IndexWriter, Searcher, TantivyError, Term};

use super::commit::{self, current_commit};
use super::damage::{self, Damaged};
use super::disk::Disk;
use super::file_path;
use super::folders::Folders;
use super::schema::{SILENCE, column};
use super::state::{self, Found, Known, known_files};
use super::{DATA, Index, META, check, damaged, io_error, locked, marker, tables, unwritable, write_marker};
use crate::atomic_file;
use crate::error::{Error, ErrorKind, Result};
use crate::source::MARKER;

/// Tantivy's list of the files that it made.
const MANAGED: &str = ".managed.json";
/// How the names of Tantivy's drafts begin.
const TEMPORARY: &str = ".tmp";
/// Memory for writing the states of files, in bytes.
const NOTES: usize = 16 << 20;

/// What a repair found and did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Repair {
    /// What was damaged and what was done about it, one line each.
    pub mended: Vec<String>,
    /// How many files of the folder have to be read again.
    pub unread: usize,
    /// How many files of killed runs were removed.
    pub strays: usize,
    /// How many articles the index has.
    pub articles: usize,
    /// How many statements it has.
    pub statements: usize,
}

/// Checks the index in `directory`, and repairs it.
///
/// Reads every file of the index: about a second a gigabyte from a fast disk. The articles themselves are neither touched
/// nor read.
///
/// # Errors
/// When there is no index, when another process writes to it, when it cannot be written, and when nothing of it can be
/// saved.
pub(crate) fn repair(directory: &Path) -> Result<Repair> {
    let mut repair = Repair::default();
    mend_marker(directory, &mut repair)?;
    repair.mended.extend(Folders::repair(directory)?);
    mend_segments(directory, &mut repair)?;
    let index = Index::open(directory)?;
    index.guarded(|| note_unread(&index, &mut repair))?;
    mend_tables(&index, &mut repair)?;
    Ok(repair)
}

/// Writes the marker again if it is lost and the data are of this version.
fn mend_marker(directory: &Path, repair: &mut Repair) -> Result<()> {
    match check(directory) {
        Ok(true) => Ok(()),
        Ok(false) => Index::open(directory).map(|_| ()),
        Err(_) if marker(directory).is_none() && Index::open_data(directory).is_ok() => {
            write_marker(directory).map_err(|error| unwritable(directory, error))?;
            repair.mended.push(format!("{MARKER} could not be read; it was written again"));
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::Damaged => Err(lost(directory, "its marker and its list of parts")),
        Err(error) => Err(error),
    }
}

/// Removes damaged segments from the newest commit, and files that belong to no segment.
fn mend_segments(directory: &Path, repair: &mut Repair) -> Result<()> {
    let data = directory.join(DATA);
    let disk = Disk::open(&data).map_err(|error| super::unopened(directory, &error.into()))?;
    let failed = |error: TantivyError| match io_error(&error) {
        Some(io) => unwritable(directory, io.to_string()),
        None => locked(directory),
    };
    let _lock = disk.acquire_lock(&INDEX_WRITER_LOCK).map_err(|error| failed(error.into()))?;
    let unwritten = |error: std::io::Error| unwritable(directory, error);
    if !is_list(&data.join(MANAGED)) {
        // Tantivy removes only files on this list.
        let names: Vec<String> = names(&data).into_iter().filter(|name| is_of_segment(name) || name == META).collect();
        let list = serde_json::to_vec(&names).map_err(|error| unwritten(error.into()))?;
        atomic_file::replace(&data.join(MANAGED), &list).map_err(unwritten)?;
        repair.mended.push(format!("{MANAGED} could not be read; it was written again"));
    }
    let inner = tantivy::Index::open(disk).map_err(|_| lost(directory, "its list of parts"))?;
    if inner.schema() != super::Fields::schema().0 {
        return Err(lost(directory, "its list of fields"));
    }
    let found = damage::damaged(&inner).map_err(|_| lost(directory, "its list of parts"))?;
    let segments = inner.searchable_segment_metas().map_err(|_| lost(directory, "its list of parts"))?;
    if !found.is_empty() {
        if found.len() == segments.len() {
            return Err(lost(directory, &found[0].what));
        }
        take_out(&data.join(META), &found).map_err(unwritten)?;
    }
    let out: HashSet<_> = found.iter().map(|damaged| damaged.segment).collect();
    let living: HashSet<PathBuf> =
        segments.iter().filter(|segment| !out.contains(&segment.id())).flat_map(damage::files).collect();
    let told = |damaged: Damaged| format!("{}; its part of the index was removed", damaged.what);
    repair.mended.extend(found.into_iter().map(told));
    repair.strays = remove(&data, |name| {
        name.starts_with(TEMPORARY)
            || [META, MANAGED].iter().any(|list| atomic_file::is_draft(name, list))
            || (is_of_segment(name) && !living.contains(Path::new(name)))
    });
    repair.strays += remove(directory, |name| {
        tables::is_draft(name) || Folders::is_draft(name) || atomic_file::is_draft(name, MARKER)
    });
    Ok(())
}

/// Writes the list of segments without the damaged ones.
fn take_out(meta: &Path, damaged: &[Damaged]) -> std::io::Result<()> {
    let mut json: Json = serde_json::from_slice(&fs::read(meta)?)?;
    let out: Vec<String> = damaged.iter().map(|damaged| damaged.segment.uuid_string()).collect();
    let is_out = |segment: &Json| {
        let id = segment.get("segment_id").and_then(Json::as_str).unwrap_or_default().replace('-', "");
        out.contains(&id)
    };
    if let Some(segments) = json.get_mut("segments").and_then(Json::as_array_mut) {
        segments.retain(|segment| !is_out(segment));
    }
    atomic_file::replace(meta, &serde_json::to_vec_pretty(&json)?)
}

/// What the index has of one file.
#[derive(Debug, Default, PartialEq, Eq)]
struct Held {
    articles: usize,
    /// Statements and no comments.
    statements: usize,
}

/// Notes which files have lost something, and counts what is left.
fn note_unread(index: &Index, repair: &mut Repair) -> Result<()> {
    let searcher = index.searcher()?;
    let failed = |error: TantivyError| index.failed(&error);
    let known = known_files(&searcher, &index.fields).map_err(failed)?;
    let held = held(&searcher).map_err(failed)?;
    repair.articles = held.values().map(|held| held.articles).sum();
    let silences = TermQuery::new(Term::from_field_text(index.fields.document, SILENCE), IndexRecordOption::Basic);
    let silences = searcher.search(&silences, &Count).map_err(failed)?;
    repair.statements = held.values().map(|held| held.statements).sum::<usize>().saturating_sub(silences);
    let mut unread: BTreeMap<&Path, Found> = BTreeMap::new();
    for (path, known) in &known {
        let held = held.get(path);
        if !is_whole(known, held) {
            unread.insert(path, found(held));
        }
    }
    for (path, held) in held.iter().filter(|(path, _)| !known.contains_key(*path)) {
        unread.insert(path, found(Some(held)));
    }
    repair.unread = unread.len();
    let is_noted = |(path, _): (&&Path, &Found)| known.get(*path).is_some_and(Known::is_unread);
    if unread.iter().all(is_noted) {
        return Ok(());
    }
    let mut writer: IndexWriter = index.inner.writer_with_num_threads(1, NOTES).map_err(failed)?;
    for (path, found) in unread {
        writer.delete_query(state::state_of(&index.fields, path)).map_err(failed)?;
        let state = state::unread(&index.fields, path, &found).map_err(failed)?;
        writer.add_document(state).map_err(failed)?;
    }
    let number = current_commit(&index.inner).map_err(failed)? + 1;
    commit::commit(&mut writer, number).map_err(failed)?;
    writer.wait_merging_threads().map_err(failed)
}

fn is_whole(known: &Known, held: Option<&Held>) -> bool {
    let (articles, statements) = held.map_or((0, 0), |held| (held.articles, held.statements));
    !known.is_unread() && (known.found.articles, known.found.statements) == (articles, statements)
}

fn found(held: Option<&Held>) -> Found {
    let (articles, statements) = held.map_or((0, 0), |held| (held.articles, held.statements));
    Found { articles, statements, ..Found::default() }
}

/// The articles that the index has, by file.
fn held(searcher: &Searcher) -> tantivy::Result<BTreeMap<PathBuf, Held>> {
    let mut held: BTreeMap<PathBuf, Held> = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let columns = segment.fast_fields();
        let (articles, statements) = (columns.u64(column::ARTICLE)?, columns.u64(column::STATEMENTS)?);
        let Some(paths) = columns.bytes(column::FILE)? else { continue };
        let mut path = Vec::new();
        for document in segment.doc_ids_alive().filter(|document| articles.first(*document).is_some()) {
            path.clear();
            if let Some(ord) = paths.term_ords(document).next() {
                paths.ord_to_bytes(ord, &mut path)?;
            }
            let held = held.entry(file_path::from_bytes(&path)?).or_default();
            held.articles += 1;
            held.statements += statements.first(document).unwrap_or(0) as usize;
        }
    }
    Ok(held)
}

/// Rebuilds the tables beside the documents if one of them is lost, damaged or out of date.
fn mend_tables(index: &Index, repair: &mut Repair) -> Result<()> {
    for name in tables::damaged(index.directory()) {
        fs::remove_file(index.directory().join(name)).map_err(|error| unwritable(index.directory(), error))?;
        repair.mended.push(format!("{name} was damaged; it was made again"));
    }
    index.guarded(|| tables::complete(index))
}

/// The error when nothing of an index can be saved.
fn lost(directory: &Path, what: &str) -> Error {
    let error = damaged(directory, what);
    Error::new(error.kind(), format!("nothing of this index can be saved ({what})"), super::advice(directory))
        .at(directory)
}

/// Whether Tantivy can read the list of files; it also works without one.
fn is_list(path: &Path) -> bool {
    fs::read(path).map_or_else(
        |error| error.kind() == std::io::ErrorKind::NotFound,
        |bytes| serde_json::from_slice::<HashSet<PathBuf>>(&bytes).is_ok(),
    )
}

/// Whether a file is named like one of a segment: 32 hexadecimal digits, and an extension.
fn is_of_segment(name: &str) -> bool {
    let (id, rest) = name.split_once('.').unwrap_or((name, ""));
    id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) && !rest.is_empty()
}

fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).into_iter().flatten().filter_map(Result::ok);
    entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

/// Removes the files with these names and returns how many there were. A file that cannot be removed does no harm.
fn remove(directory: &Path, is_stray: impl Fn(&str) -> bool) -> usize {
    let strays = names(directory).into_iter().filter(|name| is_stray(name));
    strays.filter(|name| fs::remove_file(directory.join(name)).is_ok()).count()
}
