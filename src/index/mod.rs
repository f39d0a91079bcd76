//! The local index: a directory on disk, how it is opened, and how it follows folders.

pub(crate) mod analyzer;
pub(crate) mod block;
mod bounded_file;
mod commit;
mod damage;
mod disk;
pub(crate) mod document;
mod existing;
mod failure;
mod file_path;
mod folders;
mod forget;
mod group_reprints;
pub(crate) mod people;
mod plan;
mod progress;
mod record_reader;
mod repair;
pub(crate) mod reprint_groups;
mod run;
pub(crate) mod schema;
mod sealed_file;
mod skipped_files;
mod state;
pub(crate) mod stored;
mod tables;
mod update;

use std::fs;
use std::io::{self, ErrorKind as IoKind};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tantivy::directory::error::{LockError, OpenReadError};
use tantivy::{IndexReader, ReloadPolicy, Searcher, TantivyError};

use crate::atomic_file;
use crate::error::{Error, ErrorKind, Result};
use crate::source::MARKER;
use crate::topic::TopicRules;
use disk::Disk;
use schema::Fields;

pub(crate) use failure::{advice, damaged};
use failure::{first_line, foreign, io_error, locked, unopened, unreadable, unwritable};
pub use folders::FolderContents;
pub(crate) use folders::{Folder, Folders, RuleFiles};
pub(crate) use forget::Forgotten;
pub use progress::{Progress, Update};
pub(crate) use repair::{Repair, repair};
pub(crate) use skipped_files::{Reason, SkippedFiles};
pub(crate) use state::skipped_files;
pub use update::Updater;

/// The version of the disk format. An index of another version is refused.
pub(crate) const VERSION: u32 = 12;

const DATA: &str = "tantivy";

/// Tantivy's list of the segments of the newest commit.
const META: &str = "meta.json";

/// A run commits after this many articles at the latest.
const COMMIT_EVERY: usize = 50_000;
/// How often to open an index again when another process removed a file meanwhile, and how long to wait before each try.
const TRIES: usize = 5;
const PAUSE: Duration = Duration::from_millis(50);

/// What the marker file says.
#[derive(Serialize, Deserialize)]
struct Marker {
    format: String,
    version: u32,
    /// Identifies this index among others; a new index gets a new one.
    #[serde(default)]
    id: String,
}

/// An index, open for reading.
#[derive(Debug)]
pub struct Index {
    pub(crate) inner: tantivy::Index,
    pub(crate) fields: Fields,
    /// The user's own rules for topics. The built-in ones take time to load, and a query does not need them.
    topic_rules: Option<Arc<TopicRules>>,
    commit_every: usize,
    disk: Disk,
    directory: PathBuf,
}

impl Index {
    /// Opens the index in `directory`.
    ///
    /// # Errors
    /// When there is no index, when it is of another version, and when the directory holds something else.
    pub fn open(directory: &Path) -> Result<Self> {
        if !check(directory)? {
            return Err(Error::new(
                ErrorKind::NoIndex,
                "there is no index here",
                "make one with `onrecord index FOLDER`, or ask a folder directly with `--corpus FOLDER`",
            )
            .at(directory));
        }
        Self::open_data(directory)
    }

    /// Opens the index in `directory`. If there is none, makes an empty one.
    ///
    /// # Errors
    /// When the directory holds an index of another version or something else, or cannot be written.
    pub fn open_or_create(directory: &Path) -> Result<Self> {
        check(directory)?;
        let data = directory.join(DATA);
        // Write the marker first, so that we recognise what a killed process leaves as an index.
        fs::create_dir_all(directory).map_err(|error| unwritable(directory, error))?;
        if marker(directory).is_none() {
            write_marker(directory).map_err(|error| unwritable(directory, error))?;
        }
        fs::create_dir_all(&data).map_err(|error| unwritable(directory, error))?;
        if !data.join(META).exists() {
            let (schema, _) = Fields::schema();
            let disk = Disk::open(&data).map_err(|error| unopened(directory, &error.into()))?;
            let made =
                tantivy::Index::builder().schema(schema).settings(schema::settings()).open_or_create(disk.clone());
            made.map_err(|error| match disk.failure() {
                Some(what) => unwritable(directory, what),
                None => unopened(directory, &error),
            })?;
        }
        Self::open_data(directory)
    }

    fn open_data(directory: &Path) -> Result<Self> {
        let disk = Disk::open(&directory.join(DATA)).map_err(|error| unopened(directory, &error.into()))?;
        let inner = tantivy::Index::open(disk.clone()).map_err(|error| unopened(directory, &error))?;
        let (schema, fields) = Fields::schema();
        if inner.schema() != schema {
            // The marker has this version.
            return Err(damaged(directory, "its list of fields is not that of its version"));
        }
        schema::register_analyzers(&inner);
        Ok(Self { inner, fields, topic_rules: None, commit_every: COMMIT_EVERY, disk, directory: directory.to_owned() })
    }

    /// The same index, with a commit every `articles` articles instead of every 50,000.
    #[must_use]
    pub fn committing_every(mut self, articles: usize) -> Self {
        self.commit_every = articles;
        self
    }

    /// The same index, with files read a window at a time: for a run, which reads all of them.
    fn bounded(&self) -> Result<Self> {
        let disk = self.disk.bounded();
        let inner = tantivy::Index::open(disk.clone()).map_err(|error| self.failed(&error))?;
        schema::register_analyzers(&inner);
        Ok(Self { inner, disk, topic_rules: self.topic_rules.clone(), directory: self.directory.clone(), ..*self })
    }

    /// The same index. Its next runs assign topics by these rules.
    #[must_use]
    pub fn with_topic_rules(mut self, rules: TopicRules) -> Self {
        self.topic_rules = Some(Arc::new(rules));
        self
    }

    /// The rules for topics.
    pub fn topic_rules(&self) -> &TopicRules {
        self.topic_rules.as_deref().unwrap_or_else(|| TopicRules::builtin())
    }

    /// Its directory.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Identifies this index among others. It stays when the index is rebuilt.
    pub fn id(&self) -> String {
        marker(&self.directory).map_or_else(String::new, |marker| marker.id)
    }

    /// Whether `directory` holds an index of another version.
    pub fn is_outdated(directory: &Path) -> bool {
        marker(directory).is_some_and(|marker| marker.version != VERSION)
    }

    /// Removes the index in `directory`, of whatever version.
    ///
    /// # Errors
    /// When the directory holds something that is no index, or the index cannot be removed.
    pub fn remove(directory: &Path) -> Result<()> {
        if !directory.exists() || is_empty(directory) {
            return Ok(());
        }
        if marker(directory).is_none() && !has_data(directory) {
            return Err(foreign(directory));
        }
        fs::remove_dir_all(directory.join(DATA))
            .or_else(ignore_missing)
            .and_then(|()| tables::remove(directory))
            .and_then(|()| Folders::remove(directory))
            .and_then(|()| fs::remove_file(directory.join(MARKER)).or_else(ignore_missing))
            .map_err(|error| {
                Error::new(
                    ErrorKind::Index,
                    format!("the old index cannot be removed ({error})"),
                    "remove the directory by hand",
                )
                .at(directory)
                .caused_by(error)
            })
    }

    /// The folders that the index follows, each with what it holds.
    ///
    /// # Errors
    /// When the index cannot be read, or is damaged.
    pub fn folders(&self) -> Result<Vec<FolderContents>> {
        folders::contents(self)
    }

    /// Removes `folder`, with all articles below it, from the index. The folder itself is not touched and need not exist.
    ///
    /// Articles that are also below another folder of the index stay. Costs a commit.
    ///
    /// # Errors
    /// When the index does not follow this folder, or cannot be written.
    pub fn forget(&self, folder: &Path) -> Result<Forgotten> {
        forget::forget(self, folder)
    }

    /// The newest commit, open for queries.
    ///
    /// # Errors
    /// When it cannot be read, or is damaged.
    pub(crate) fn searcher(&self) -> Result<Searcher> {
        self.guarded(|| {
            for _ in 0..TRIES {
                match self.reader() {
                    // Another process removed a file that its newer commit does not need.
                    Err(TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(_))) => std::thread::sleep(PAUSE),
                    result => return result.map_err(|error| self.failed(&error)),
                }
            }
            self.reader().map_err(|error| self.failed(&error))
        })
    }

    fn reader(&self) -> tantivy::Result<Searcher> {
        let reader: IndexReader = self.inner.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(reader.searcher())
    }

    /// Runs something that reads the index. Tantivy panics when it reads a damaged file; here that becomes an error.
    ///
    /// A panic with an undamaged index is ours, and goes on.
    pub(crate) fn guarded<T>(&self, read: impl FnOnce() -> Result<T>) -> Result<T> {
        catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|panic| match self.damage() {
            Some(what) => Err(damaged(&self.directory, &what)),
            None => resume_unwind(panic),
        })
    }

    /// What is damaged, if anything is. Reads every file of the index, so we ask only after a failure.
    fn damage(&self) -> Option<String> {
        let found = damage::damaged(&self.inner).ok()?;
        found.into_iter().next().map(|damaged| damaged.what)
    }

    /// Our error for an error of Tantivy.
    pub(crate) fn failed(&self, error: &TantivyError) -> Error {
        let directory = &self.directory;
        if let TantivyError::LockFailure(LockError::LockBusy, _) = error {
            return locked(directory);
        }
        if let Some(what) = self.disk.failure() {
            return unwritable(directory, what);
        }
        if let Some(io) = io_error(error).filter(|io| disk::is_unwritable(io.kind())) {
            return if let TantivyError::OpenReadError(_) = error {
                unreadable(directory, io)
            } else {
                unwritable(directory, io.to_string())
            };
        }
        if let Some(what) = self.damage() {
            return damaged(directory, &what);
        }
        let what = format!("the index failed ({})", first_line(error));
        Error::new(ErrorKind::Index, what, advice(directory)).at(directory)
    }
}

fn has_data(directory: &Path) -> bool {
    directory.join(DATA).join(META).exists()
}

fn ignore_missing(error: io::Error) -> io::Result<()> {
    if error.kind() == IoKind::NotFound { Ok(()) } else { Err(error) }
}

fn marker(directory: &Path) -> Option<Marker> {
    serde_json::from_str(&fs::read_to_string(directory.join(MARKER)).ok()?).ok()
}

fn write_marker(directory: &Path) -> io::Result<()> {
    let now = jiff::Timestamp::now().as_nanosecond();
    let unique = format!("{now} {} {}", std::process::id(), directory.display());
    let id = blake3::hash(unique.as_bytes()).to_hex()[..16].to_owned();
    let marker = Marker { format: "onrecord index".to_owned(), version: VERSION, id };
    atomic_file::replace(&directory.join(MARKER), serde_json::to_string(&marker)?.as_bytes())
}

/// Whether the directory is empty, or holds only what a process left that was killed before it wrote the marker.
fn is_empty(directory: &Path) -> bool {
    let is_nothing = |name: &std::ffi::OsStr| name.to_str().is_some_and(|name| atomic_file::is_draft(name, MARKER));
    fs::read_dir(directory)
        .is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(|entry| is_nothing(&entry.file_name()))))
}

/// Whether a directory holds an index of this version. Anything else in it is an error.
fn check(directory: &Path) -> Result<bool> {
    if !directory.exists() {
        return Ok(false);
    }
    match marker(directory) {
        Some(marker) if marker.version == VERSION => Ok(has_data(directory)),
        Some(marker) => Err(Error::new(
            ErrorKind::ForeignIndex,
            format!("an index of version {}, and this program reads version {VERSION}", marker.version),
            advice(directory),
        )
        .at(directory)),
        None if is_empty(directory) => Ok(false),
        None if has_data(directory) => Err(damaged(directory, &format!("{MARKER} cannot be read"))),
        None => Err(foreign(directory)),
    }
}
