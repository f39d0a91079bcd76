//! Brings an index up to date with folders: new files are read, changed ones read again, removed ones forgotten.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::folders::Folders;
use super::plan::Plan;
use super::progress::{Progress, Update};
use super::run::{Run, Watch};
use super::state::known_files;
use super::{Index, tables};
use crate::error::{Error, ErrorKind, Result};
use crate::ingest::{Ingest, Rules};
use crate::naming::Names;
use crate::source::{self, Overrides, Walk};

/// Brings an index up to date with folders.
///
/// ```
/// use onrecord::{Index, Updater};
///
/// let directory = tempfile::tempdir()?;
/// let index = Index::open_or_create(directory.path())?;
/// let update = Updater::new(&index).on_progress(|progress| assert!(progress.bytes <= progress.all));
/// assert!(update.update(&["sample-corpus".into()])?.new > 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Updater<'u> {
    index: &'u Index,
    rules: Rules,
    watch: Watch<'u>,
}

impl fmt::Debug for Updater<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Updater").field("index", self.index).field("rules", &self.rules).finish_non_exhaustive()
    }
}

impl<'u> Updater<'u> {
    /// An updater without rules of the user's own, which reports to nobody.
    pub fn new(index: &'u Index) -> Self {
        let start = Instant::now();
        let watch =
            Watch { progress: Box::new(|_| ()), stop: Box::new(|| false), clock: Box::new(move || start.elapsed()) };
        Self { index, rules: Rules::default(), watch }
    }

    /// Reads under these rules.
    #[must_use]
    pub fn rules(mut self, rules: Rules) -> Self {
        self.rules = rules;
        self
    }

    /// Names outlets by these rules.
    #[must_use]
    pub fn outlets(mut self, outlets: Overrides) -> Self {
        self.rules.outlets = outlets;
        self
    }

    /// Names people and organizations by these rules.
    #[must_use]
    pub fn names(mut self, names: Arc<Names>) -> Self {
        self.rules.names = Some(names);
        self
    }

    /// Calls `report` after each batch of articles.
    #[must_use]
    pub fn on_progress(mut self, report: impl Fn(Progress) + 'u) -> Self {
        self.watch.progress = Box::new(report);
        self
    }

    /// Asks `stop` after each batch of articles. When it says so, the run commits what it has read and ends with an error
    /// of [`ErrorKind::Stopped`]; the next run goes on from there.
    #[must_use]
    pub fn stop_when(mut self, stop: impl Fn() -> bool + 'u) -> Self {
        self.watch.stop = Box::new(stop);
        self
    }

    /// Reads the time from `clock`, as a duration since any fixed moment. The run commits about every 30 seconds by it.
    #[must_use]
    pub fn clock(mut self, clock: impl Fn() -> Duration + 'u) -> Self {
        self.watch.clock = Box::new(clock);
        self
    }

    /// Brings the index up to date with the files below `paths`.
    ///
    /// An article and its statements change in one commit. A file that cannot be read keeps what was indexed of it
    /// before. Files below other paths stay as they are. At the end near-duplicate articles are grouped.
    ///
    /// # Errors
    /// When a path does not exist, when the rules of a folder cannot be understood, when the index cannot be written, and
    /// when the run was asked to stop.
    pub fn update(&self, paths: &[PathBuf]) -> Result<Update> {
        self.index.guarded(|| self.follow(&self.index.bounded()?, paths, How::Update))
    }

    /// Reads all files below `paths` again and replaces the whole index, in one commit. Until then the old index answers.
    ///
    /// # Errors
    /// As [`Updater::update`]; the old index is then as it was.
    pub fn rebuild(&self, paths: &[PathBuf]) -> Result<Update> {
        self.index.guarded(|| self.follow(&self.index.bounded()?, paths, How::Rebuild))
    }

    fn follow(&self, index: &Index, paths: &[PathBuf], how: How) -> Result<Update> {
        let failed = |error: tantivy::TantivyError| index.failed(&error);
        let walk = source::walk(paths)?;
        let ingest = Ingest::new(&self.rules, index.topic_rules(), &walk.files)?;
        // The old index may be damaged, which is a reason to rebuild it.
        let before = match how {
            How::Update => Some(index.searcher()?),
            How::Rebuild => index.searcher().ok(),
        };
        let known = match (how, &before) {
            (How::Update, Some(before)) => known_files(before, &index.fields).map_err(failed)?,
            _ => Default::default(),
        };
        let plan = Plan::new(&walk, &known, &ingest);
        let mut update =
            Update { unchanged: plan.unchanged, skipped_files: plan.skipped_files.clone(), ..Update::default() };
        if plan.is_empty() && how == How::Update {
            tables::complete(index)?;
            self.note_folders(index, &walk)?;
            return Ok(update);
        }
        let run = Run::new(index, &ingest, &self.watch, before, known, how == How::Rebuild).map_err(failed)?;
        self.note_folders(index, &walk)?;
        let stopped = run.all(plan, &mut update).map_err(failed)?;
        if stopped {
            return Err(self.stopped(how));
        }
        tables::rebuild(index)?;
        Ok(update)
    }

    /// Remembers which folders the index follows.
    fn note_folders(&self, index: &Index, walk: &Walk) -> Result<()> {
        let roots: Vec<&Path> = walk.roots.iter().map(PathBuf::as_path).collect();
        Folders::note(index.directory(), &roots, self.rules.outlets.outlet.as_deref())
    }

    fn stopped(&self, how: How) -> Error {
        let (what, next) = match how {
            How::Update => ("stopped; what was read so far is in the index", "run the same command again to go on"),
            How::Rebuild => ("stopped; the index is as it was before", "run the same command again to rebuild it"),
        };
        Error::new(ErrorKind::Stopped, what, next)
    }
}

/// What a run does with the articles that are already in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Update,
    Rebuild,
}
