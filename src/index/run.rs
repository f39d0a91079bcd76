//! One run: records in, documents out, with commits on the way.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rayon::prelude::*;
use tantivy::indexer::{LogMergePolicy, UserOperation};
use tantivy::{IndexWriter, Searcher};

use super::block::BlocksOf;
use super::commit::{self, current_commit};
use super::existing::Existing;
use super::plan::Plan;
use super::progress::{Progress, Update};
use super::record_reader::{RecordReader, Worked};
use super::state::{self, Found, Known, SkippedEntry};
use super::{Index, document};
use crate::ingest::Ingest;
use crate::source::{File, Record, Records};

/// Memory for documents that are not yet on disk, in bytes, for all threads together.
const WRITER_MEMORY: usize = 128 << 20;
/// A segment with this many documents is not merged again, because a merge needs memory in proportion to its segments.
/// Eight or more are merged at a time, so an index of a million articles has about ten segments.
const LARGE: usize = 500_000;
/// How many records are read before they are worked on, and how many bytes.
const BATCH_RECORDS: usize = 512;
const BATCH_BYTES: usize = 8 << 20;
/// A run commits when this much time has passed since its last commit, so that a crash loses little.
const COMMIT_AFTER: Duration = Duration::from_secs(30);

/// Who watches a run, and what it asks of them.
pub(super) struct Watch<'w> {
    pub(super) progress: Box<dyn Fn(Progress) + 'w>,
    pub(super) stop: Box<dyn Fn() -> bool + 'w>,
    pub(super) clock: Box<dyn Fn() -> Duration + 'w>,
}

/// A writer of the index, with the memory and the merges of a run.
pub(super) fn writer(index: &Index) -> tantivy::Result<IndexWriter> {
    let threads = rayon::current_num_threads().clamp(1, 8);
    let writer = index.inner.writer_with_num_threads(threads, WRITER_MEMORY.max(threads * (16 << 20)))?;
    let mut merging = LogMergePolicy::default();
    merging.set_max_docs_before_merge(LARGE);
    writer.set_merge_policy(Box::new(merging));
    Ok(writer)
}

/// A run over some files.
pub(super) struct Run<'r> {
    index: &'r Index,
    writer: IndexWriter,
    ingest: &'r Ingest<'r>,
    watch: &'r Watch<'r>,
    /// The index as it was before the run.
    before: Option<Searcher>,
    known: HashMap<PathBuf, Known>,
    /// What the index has of the files that are being read again.
    existing: HashMap<PathBuf, Existing>,
    /// Whether nothing of the old index stays.
    rebuild: bool,
    /// The number that the next commit gets.
    commit: u64,
    progress: Progress,
}

impl<'r> Run<'r> {
    /// Takes the lock of the index.
    pub(super) fn new(
        index: &'r Index,
        ingest: &'r Ingest<'r>,
        watch: &'r Watch<'r>,
        before: Option<Searcher>,
        known: HashMap<PathBuf, Known>,
        rebuild: bool,
    ) -> tantivy::Result<Self> {
        let writer = writer(index)?;
        Ok(Self {
            index,
            writer,
            ingest,
            watch,
            before,
            known,
            existing: HashMap::new(),
            rebuild,
            commit: current_commit(&index.inner)? + 1,
            progress: Progress { bytes: 0, all: 0, articles: 0, statements: 0 },
        })
    }

    /// Does all that the plan says. Returns true if it was asked to stop before the end.
    pub(super) fn all(mut self, plan: Plan, update: &mut Update) -> tantivy::Result<bool> {
        self.progress.all = plan.bytes();
        if self.rebuild {
            self.writer.delete_all_documents()?;
        }
        for path in &plan.forget {
            self.forget(path);
            update.removed += 1;
        }
        let mut records = Records::new(plan.read);
        let mut found = Found::default();
        let mut committed = Committed { articles: 0, at: (self.watch.clock)() };
        let mut stopped = false;
        loop {
            let batch = records.batch(BATCH_RECORDS.min(self.index.commit_every), BATCH_BYTES);
            if batch.is_empty() {
                break;
            }
            let worked = self.work(&batch)?;
            for (record, worked) in batch.iter().zip(worked) {
                self.take(record, worked, &mut found, update)?;
            }
            stopped = (self.watch.stop)();
            if self.rebuild && stopped {
                self.writer.rollback()?;
                return Ok(true);
            }
            if !self.rebuild && (stopped || committed.is_due(self.progress.articles, &self)) {
                committed = Committed { articles: self.progress.articles, at: (self.watch.clock)() };
                self.commit_midway(batch.last(), &mut found)?;
            }
            (self.watch.progress)(self.progress);
            if stopped {
                break;
            }
        }
        // Drop our reader first: Tantivy cannot delete segment files that are still open.
        self.before = None;
        commit::commit(&mut self.writer, self.commit)?;
        self.writer.wait_merging_threads()?;
        Ok(stopped)
    }

    /// Reads the records that changed, and removes their articles from the index.
    fn work(&mut self, batch: &[Record]) -> tantivy::Result<Vec<Worked>> {
        for record in batch {
            self.look_up(&record.file)?;
        }
        let reader = RecordReader {
            index: self.index,
            ingest: self.ingest,
            before: self.before.as_ref(),
            existing: &self.existing,
            commit: self.commit,
        };
        let worked: Vec<Worked> = batch.par_iter().map(|record| reader.read(record)).collect::<tantivy::Result<_>>()?;
        let mut replaced = Vec::new();
        for (record, worked) in batch.iter().zip(&worked) {
            let existing = self.existing.get_mut(&record.file.path).filter(|existing| existing.is_matched);
            let Some(existing) = existing else { continue };
            match worked {
                Worked::Kept(_) => drop(existing.take(record)),
                _ if worked.has_article() => replaced.extend(existing.take(record)),
                // An article that can no longer be read is removed at the end of its file, if the file has any other.
                _ => {}
            }
        }
        self.forget_articles(replaced)?;
        Ok(worked)
    }

    /// Whether the articles of a file that is read again can be matched with its records one by one.
    fn is_matched(&self, path: &Path) -> bool {
        self.existing.get(path).is_some_and(|existing| existing.is_matched)
    }

    /// Looks up what the index has of a file that is read again.
    fn look_up(&mut self, file: &File) -> tantivy::Result<()> {
        let Some(before) = self.before.as_ref().filter(|_| !self.existing.contains_key(&file.path)) else {
            return Ok(());
        };
        let look = || Existing::of_file(before, &self.index.fields, file);
        let existing = match (self.rebuild, self.known.get(&file.path)) {
            (true, _) => catch_unwind(AssertUnwindSafe(look)).ok().and_then(Result::ok).unwrap_or_default(),
            (false, None) => return Ok(()),
            (false, Some(known)) => {
                let mut existing = look()?;
                existing.is_matched = known.has_entries() && known.was_read_by(file, self.ingest);
                existing
            }
        };
        self.existing.insert(file.path.clone(), existing);
        Ok(())
    }

    /// Commits part-way. A file that is not read to its end is noted as such, so that the next run reads the rest of it,
    /// or forgets it if it is gone.
    fn commit_midway(&mut self, latest: Option<&Record>, found: &mut Found) -> tantivy::Result<()> {
        if let Some(record) = latest
            && found.articles > 0
        {
            let (fields, path) = (&self.index.fields, &record.file.path);
            self.writer.delete_query(state::state_of(fields, path))?;
            let so_far = Found { is_partial: true, ..self.under_rules(&record.file, found.clone()) };
            self.writer.add_document(state::unread(fields, path, &so_far)?)?;
            found.is_noted = true;
        }
        commit::commit(&mut self.writer, self.commit)?;
        self.commit += 1;
        Ok(())
    }

    /// Writes what one record gave; `found` gathers what its file gave so far.
    fn take(&mut self, record: &Record, worked: Worked, found: &mut Found, update: &mut Update) -> tantivy::Result<()> {
        self.progress.bytes += record.consumed;
        let results = match worked {
            Worked::Kept(statements) => {
                self.count(statements, found);
                update.kept += 1;
                Vec::new()
            }
            Worked::Read(results) => results,
        };
        for result in results {
            match result {
                Ok(documents) => {
                    if found.articles == 0 && !self.is_matched(&record.file.path) {
                        self.forget(&record.file.path);
                    }
                    self.count(documents.len() - 1, found);
                    // In one batch, which keeps the block together.
                    self.writer.run(documents.into_iter().map(UserOperation::Add))?;
                }
                Err(skipped) if skipped.fault.expected => {
                    *found.counted.entry(skipped.fault.what.clone()).or_default() += 1;
                    *update.skipped_files.counted.entry(skipped.fault.what).or_default() += 1;
                }
                Err(skipped) => {
                    found.is_partial |= skipped.fault.is_internal;
                    found.skipped.push(SkippedEntry::from(&skipped));
                    update.skipped_files.skipped.push(skipped);
                }
            }
        }
        if record.last {
            let found = std::mem::take(found);
            self.close(record, found, update)?;
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
    fn close(&mut self, record: &Record, found: Found, update: &mut Update) -> tantivy::Result<()> {
        let file = &record.file;
        let existing = self.existing.remove(&file.path).filter(|existing| existing.is_matched);
        let before = self.known.get(&file.path);
        let lost = found.articles == 0 && before.is_some_and(|known| known.found.articles > 0);
        if lost || ((record.is_unreadable() || found.is_partial) && found.articles == 0) {
            // Without a note that it was read, the next run tries again. What the index has of it stays.
            return Ok(());
        }
        if found.articles == 0 {
            self.forget(&file.path);
        }
        if found.is_noted || existing.is_some() {
            self.writer.delete_query(state::state_of(&self.index.fields, &file.path))?;
        }
        self.forget_articles(existing.map(Existing::into_keys).unwrap_or_default())?;
        match before {
            Some(_) => update.changed += 1,
            None => update.new += 1,
        }
        let found = self.under_rules(file, found);
        let state = match found.is_partial {
            // An internal error cost a record: the next run tries it again, and keeps the others.
            true => state::unread(&self.index.fields, &file.path, &found),
            false => state::read(&self.index.fields, file, &found),
        };
        self.writer.add_document(state?)?;
        Ok(())
    }

    /// What was found in a file, with the rules under which it was read.
    fn under_rules(&self, file: &File, found: Found) -> Found {
        let ingest = self.ingest;
        Found {
            outlets: ingest.outlets_fingerprint(file),
            names: ingest.names_fingerprint(file),
            rules: ingest.topics_fingerprint().map(str::to_owned),
            ..found
        }
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

/// The last commit of a run: when it was, and after how many articles.
struct Committed {
    articles: usize,
    at: Duration,
}

impl Committed {
    /// Whether the next commit is due after this many articles.
    fn is_due(&self, articles: usize, run: &Run<'_>) -> bool {
        articles > self.articles
            && (articles - self.articles >= run.index.commit_every
                || (run.watch.clock)().saturating_sub(self.at) >= COMMIT_AFTER)
    }
}
