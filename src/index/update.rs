//! Makes an index follow some folders: new files are read, changed ones read again, removed ones forgotten.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tantivy::indexer::{LogMergePolicy, UserOperation};
use tantivy::{IndexWriter, Searcher, TantivyDocument};

use super::block::BlocksOf;
use super::plan::Plan;
use super::standing::Standing;
use super::state::{self, Found, Known, SkippedEntry, known_files};
use super::{Index, PassedOver, document, regroup};
use crate::error::Result;
use crate::extraction::extract_with;
use crate::source::{self, File, Overrides, Record, Records, Skipped};

/// What a run did to the index.
#[derive(Debug, Default)]
pub struct Update {
    /// Files read for the first time.
    pub new: usize,
    /// Files read again.
    pub changed: usize,
    /// Articles of changed files that are as they were, and were not read again.
    pub kept: usize,
    /// Files forgotten.
    pub removed: usize,
    /// Files left as they were.
    pub unchanged: usize,
    /// What was passed over, in this run or before.
    pub passed_over: PassedOver,
}

impl Update {
    /// Whether the index is as it was before.
    pub fn is_empty(&self) -> bool {
        self.new + self.changed + self.removed == 0
    }
}

/// How far a run has come.
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

/// Memory for documents that are not yet on disk, in bytes, for all threads together.
const WRITER_MEMORY: usize = 128 << 20;
/// A segment of so many documents is not merged again: what a merge needs of memory grows with the segments. Eight and more
/// are merged at a time, so that an index of a million articles has about ten.
const LARGE: usize = 500_000;
/// How many records are read before they are worked on, and how many bytes.
const BATCH_RECORDS: usize = 512;
const BATCH_BYTES: usize = 8 << 20;

/// Brings the index up to date with the files below `paths`.
///
/// An article and its statements change in one commit. A file that cannot be read keeps what was indexed of it before.
/// Files below other paths stay as they are. At the end the articles that print the same story are found. `progress` is
/// called now and then.
///
/// # Errors
/// When a path does not exist, or the index cannot be written.
pub fn update(index: &Index, paths: &[PathBuf], overrides: &Overrides, progress: &dyn Fn(Progress)) -> Result<Update> {
    index.guarded(|| follow(&index.windowed()?, paths, overrides, progress, false))
}

/// Makes the index anew from the files below `paths`, in one commit: until it is done the old index answers.
///
/// # Errors
/// When a path does not exist, or the index cannot be written; the old index is then as it was.
pub fn rebuild(index: &Index, paths: &[PathBuf], overrides: &Overrides, progress: &dyn Fn(Progress)) -> Result<Update> {
    index.guarded(|| follow(&index.windowed()?, paths, overrides, progress, true))
}

fn follow(
    index: &Index,
    paths: &[PathBuf],
    overrides: &Overrides,
    progress: &dyn Fn(Progress),
    anew: bool,
) -> Result<Update> {
    let failed = |error: tantivy::TantivyError| index.failed(&error);
    let walk = source::walk(paths)?;
    // One that is made anew may be damaged.
    let before = if anew { None } else { Some(index.searcher()?) };
    let known = before.as_ref().map(|before| known_files(before, &index.fields)).transpose().map_err(failed)?;
    let known = known.unwrap_or_default();
    let plan = Plan::new(&walk, &known, overrides, index.rules());
    let update = Update { unchanged: plan.unchanged, passed_over: plan.passed_over.clone(), ..Update::default() };
    if plan.read.is_empty() && plan.forget.is_empty() && !anew {
        // A run that was broken off after its last commit left this to do.
        if !regroup::is_done(index).map_err(failed)? {
            regroup::regroup(index)?;
        }
        return Ok(update);
    }
    let threads = rayon::current_num_threads().clamp(1, 8);
    let writer =
        index.inner.writer_with_num_threads(threads, WRITER_MEMORY.max(threads * (16 << 20))).map_err(failed)?;
    let mut merging = LogMergePolicy::default();
    merging.set_max_docs_before_merge(LARGE);
    writer.set_merge_policy(Box::new(merging));
    let run = Run {
        index,
        writer,
        overrides,
        before,
        known: &known,
        standing: HashMap::new(),
        update,
        progress: Progress { bytes: 0, all: plan.bytes(), articles: 0, statements: 0 },
        report: progress,
    };
    let update = run.all(plan).map_err(failed)?;
    regroup::regroup(index)?;
    Ok(update)
}

/// What was made of one record.
enum Worked {
    /// It is as it was: its article stands in the index, with so many statements.
    Kept(usize),
    Read(Vec<Result<Vec<TantivyDocument>, Skipped>>),
}

impl Worked {
    fn has_article(&self) -> bool {
        matches!(self, Worked::Read(results) if results.iter().any(Result::is_ok))
    }
}

/// Reads one record: the costly step, on any thread.
fn work(record: &Record, index: &Index, overrides: &Overrides) -> Worked {
    let articles = source::articles(record, overrides).into_iter();
    let naming = overrides.naming(record);
    let read = articles.map(|article| {
        let extraction = extract_with(article?, index.rules(), naming.as_ref());
        Ok(document::of_extraction(&index.fields, &extraction, &record.file))
    });
    let mut results: Vec<Result<Vec<TantivyDocument>, Skipped>> = read.collect();
    // Of a record that gives more than one article it is kept nothing: what it gave is not told apart.
    if let ([Ok(documents)], Some(hash)) = (results.as_mut_slice(), record.hash()) {
        documents[0].add_u64(index.fields.record, hash);
    }
    Worked::Read(results)
}

struct Run<'r> {
    index: &'r Index,
    writer: IndexWriter,
    overrides: &'r Overrides,
    /// The index as it was; nothing where it is made anew.
    before: Option<Searcher>,
    known: &'r HashMap<PathBuf, Known>,
    /// The changed files that are being read, as far as their articles can be told apart.
    standing: HashMap<PathBuf, Standing>,
    update: Update,
    progress: Progress,
    report: &'r dyn Fn(Progress),
}

impl Run<'_> {
    fn all(mut self, plan: Plan) -> tantivy::Result<Update> {
        if self.before.is_none() {
            self.writer.delete_all_documents()?;
        }
        for path in &plan.forget {
            self.forget(path);
            self.update.removed += 1;
        }
        let mut records = Records::new(plan.read);
        let mut found = Found::default();
        let mut safe = 0;
        loop {
            let batch = records.batch(BATCH_RECORDS.min(self.index.commit_every), BATCH_BYTES);
            if batch.is_empty() {
                break;
            }
            let worked = self.work(&batch)?;
            for (record, worked) in batch.iter().zip(worked) {
                self.take(record, worked, &mut found)?;
            }
            if self.progress.articles - safe >= self.index.commit_every && self.before.is_some() {
                safe = self.progress.articles;
                self.commit_amid(batch.last(), &mut found)?;
            }
            (self.report)(self.progress);
        }
        // The files of segments that somebody holds are not removed.
        self.before = None;
        self.writer.commit()?;
        self.writer.wait_merging_threads()?;
        Ok(self.update)
    }

    /// Reads the records that are not as they were, and takes out of the index what stands there of them.
    fn work(&mut self, batch: &[Record]) -> tantivy::Result<Vec<Worked>> {
        for record in batch {
            self.tell_apart(&record.file)?;
        }
        let (index, overrides, standing) = (self.index, self.overrides, &self.standing);
        let kept = |record: &Record| standing.get(&record.file.path).and_then(|file| file.statements_of(record));
        let worked = |record| kept(record).map_or_else(|| work(record, index, overrides), Worked::Kept);
        let worked: Vec<Worked> = batch.par_iter().map(worked).collect();
        let mut replaced = Vec::new();
        for (record, worked) in batch.iter().zip(&worked) {
            let Some(standing) = self.standing.get_mut(&record.file.path) else { continue };
            match worked {
                Worked::Kept(_) => drop(standing.take(record)),
                _ if worked.has_article() => replaced.extend(standing.take(record)),
                // What cannot be read any more is forgotten at the end of its file, where there is anything else in it.
                _ => {}
            }
        }
        self.forget_articles(replaced)?;
        Ok(worked)
    }

    /// Looks up what stands in the index of a changed file, where its articles were read as they would be now.
    fn tell_apart(&mut self, file: &File) -> tantivy::Result<()> {
        let (Some(before), false) = (&self.before, self.standing.contains_key(&file.path)) else { return Ok(()) };
        let known = self.known.get(&file.path).filter(|known| known.has_entries());
        if known.is_some_and(|known| known.was_read_by(file, self.overrides, self.index.rules())) {
            self.standing.insert(file.path.clone(), Standing::of_file(before, &self.index.fields, file)?);
        }
        Ok(())
    }

    /// Makes safe what is done. A file that is not read to its end is noted as such, so that the next run reads the rest, or
    /// forgets it.
    fn commit_amid(&mut self, latest: Option<&Record>, found: &mut Found) -> tantivy::Result<()> {
        if let Some(record) = latest
            && found.articles > 0
        {
            let (fields, path) = (&self.index.fields, &record.file.path);
            self.writer.delete_query(state::state_of(fields, path))?;
            let so_far = Found { broken_off: true, ..self.of_this_run(&record.file, found.clone()) };
            self.writer.add_document(state::unread(fields, path, &so_far))?;
            found.noted = true;
        }
        self.writer.commit()?;
        Ok(())
    }

    /// Writes what one record gave; `found` gathers what its file gave so far.
    fn take(&mut self, record: &Record, worked: Worked, found: &mut Found) -> tantivy::Result<()> {
        self.progress.bytes += record.consumed;
        let results = match worked {
            Worked::Kept(statements) => {
                self.count(statements, found);
                self.update.kept += 1;
                Vec::new()
            }
            Worked::Read(results) => results,
        };
        for result in results {
            match result {
                Ok(documents) => {
                    if found.articles == 0 && !self.standing.contains_key(&record.file.path) {
                        self.forget(&record.file.path);
                    }
                    self.count(documents.len() - 1, found);
                    // In one batch, which keeps the block together.
                    self.writer.run(documents.into_iter().map(UserOperation::Add))?;
                }
                Err(skipped) if skipped.fault.expected => {
                    *found.counted.entry(skipped.fault.what.clone()).or_default() += 1;
                    *self.update.passed_over.counted.entry(skipped.fault.what).or_default() += 1;
                }
                Err(skipped) => {
                    found.skipped.push(SkippedEntry::from(&skipped));
                    self.update.passed_over.skipped.push(skipped);
                }
            }
        }
        if record.last {
            let found = std::mem::take(found);
            self.close(record, found)?;
        }
        Ok(())
    }

    /// Counts an article of a file.
    fn count(&mut self, statements: usize, found: &mut Found) {
        found.articles += 1;
        found.statements += statements;
        self.progress.articles += 1;
        self.progress.statements += statements;
    }

    /// Writes the state of a file that has been read to its end.
    fn close(&mut self, record: &Record, found: Found) -> tantivy::Result<()> {
        let file = &record.file;
        let standing = self.standing.remove(&file.path);
        let before = self.known.get(&file.path);
        let lost = found.articles == 0 && before.is_some_and(|known| known.found.articles > 0);
        if lost || (record.is_unreadable() && found.articles == 0) {
            // Not noted as read, so that the next run tries again; what is known of it stays.
            return Ok(());
        }
        if found.articles == 0 {
            self.forget(&file.path);
        }
        if found.noted || standing.is_some() {
            self.writer.delete_query(state::state_of(&self.index.fields, &file.path))?;
        }
        self.forget_articles(standing.map(Standing::into_keys).unwrap_or_default())?;
        match before {
            Some(_) => self.update.changed += 1,
            None => self.update.new += 1,
        }
        let state = serde_json::to_string(&self.of_this_run(file, found)).unwrap_or_default();
        self.writer
            .add_document(document::of_file(&self.index.fields, &file.path, file.size, file.modified, &state))?;
        Ok(())
    }

    /// What was found in a file, with what tells by which rules it was read.
    fn of_this_run(&self, file: &File, found: Found) -> Found {
        let rules = self.index.rules().own().map(str::to_owned);
        let names = self.overrides.fingerprint_of_names(file);
        Found { outlets: self.overrides.fingerprint(file), names, rules, ..found }
    }

    /// Removes the blocks of these articles that were written before this moment.
    fn forget_articles(&self, keys: Vec<u64>) -> tantivy::Result<()> {
        if !keys.is_empty() {
            self.writer.delete_query(Box::new(BlocksOf::new(&self.index.fields, keys)))?;
        }
        Ok(())
    }

    /// Removes all documents of a file that were written before this moment.
    fn forget(&self, path: &Path) {
        self.writer.delete_term(document::term_of_file(&self.index.fields, path));
    }
}
