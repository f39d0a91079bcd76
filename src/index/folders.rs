//! The folders that an index follows, and the rule files that it was made with: a small file beside the data.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::state::known_files;
use super::{Index, unreadable, unwritable};
use crate::atomic_file;
use crate::error::{ErrorKind, Result};
use crate::file_path::FilePath;

const FILE: &str = "folders.json";
/// A run that changed nothing writes the file again only after this many seconds.
const FRESH_SECONDS: i64 = 60;

/// What an index remembers of its runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Folders {
    /// The rule files that a run named. Later runs use them too.
    #[serde(default)]
    pub rules: RuleFiles,
    #[serde(default)]
    folders: Vec<Folder>,
    /// Since when the folder of an index made by `--corpus` is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing_since: Option<Timestamp>,
}

/// Files of the user's own rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct RuleFiles {
    /// Rules for the names of people and organizations.
    pub names: Option<FilePath>,
    /// Rules for outlets.
    pub outlets: Option<FilePath>,
    /// Rules for topics.
    pub topics: Option<FilePath>,
    /// The user's own fields to keep.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keep: Vec<String>,
}

/// A folder, or a single file, that the index follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folder {
    /// Its absolute path.
    #[serde(with = "crate::file_path")]
    pub path: PathBuf,
    /// The outlet that the last run gave all its articles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// When a run last looked at it.
    pub last_run: Timestamp,
}

/// A folder with what the index has of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderContents {
    /// The folder.
    pub folder: Folder,
    /// How many of its files were read.
    pub files: usize,
    /// How many articles they gave.
    pub articles: usize,
}

/// The folders of an index, each with what the index has of it. Costs a look at every file that the index knows.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn contents(index: &Index) -> Result<Vec<FolderContents>> {
    let folders = Folders::read(index.directory())?;
    let searcher = index.searcher()?;
    let known = index.guarded(|| known_files(&searcher, &index.fields).map_err(|error| index.failed(&error)))?;
    let of_folder = |folder: &Folder| {
        let below = known.iter().filter(|(path, _)| path.starts_with(&folder.path));
        let (files, articles) =
            below.fold((0, 0), |(files, articles), (_, file)| (files + 1, articles + file.found.articles));
        FolderContents { folder: folder.clone(), files, articles }
    };
    Ok(folders.iter().map(of_folder).collect())
}

impl Folders {
    /// Reads what the index in `directory` remembers; nothing if it has no such file.
    ///
    /// # Errors
    /// When the file cannot be read or understood.
    pub(crate) fn read(directory: &Path) -> Result<Self> {
        let damaged =
            |error: serde_json::Error| super::damaged(directory, &format!("{FILE} cannot be read")).caused_by(error);
        match fs::read(directory.join(FILE)) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(damaged),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(unreadable(directory, &error)),
        }
    }

    /// Removes the list if it is damaged. Returns what was done.
    pub(super) fn repair(directory: &Path) -> Result<Option<String>> {
        match Self::read(directory) {
            Err(error) if error.kind() == ErrorKind::Damaged => {
                Self::remove(directory).map_err(|error| unwritable(directory, error))?;
                Ok(Some(format!("{FILE} could not be read; it was removed, and the next `onrecord index` writes it")))
            }
            _ => Ok(None),
        }
    }

    /// Writes it to the index in `directory`, whole or not at all.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn write(&self, directory: &Path) -> Result<()> {
        let write = || atomic_file::replace(&directory.join(FILE), &serde_json::to_vec_pretty(self)?);
        write().map_err(|error| unwritable(directory, error))
    }

    /// The folders, in the order in which they were first indexed.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Folder> {
        self.folders.iter()
    }

    /// Remembers that a run looks at these folders now.
    pub(super) fn note(directory: &Path, roots: &[&Path], outlet: Option<&str>) -> Result<()> {
        let mut folders = Self::read(directory)?;
        let before = folders.clone();
        let now = Timestamp::now();
        for root in roots {
            match folders.folders.iter_mut().find(|folder| folder.path == *root) {
                Some(folder) => {
                    folder.outlet = outlet.map(str::to_owned);
                    if now.as_second() - folder.last_run.as_second() > FRESH_SECONDS {
                        folder.last_run = now;
                    }
                }
                None => {
                    let path = root.to_path_buf();
                    folders.folders.push(Folder { path, outlet: outlet.map(str::to_owned), last_run: now });
                }
            }
        }
        folders.missing_since = None;
        if folders == before { Ok(()) } else { folders.write(directory) }
    }

    /// Removes a folder from the list. Returns whether it was there.
    pub(super) fn take(&mut self, path: &Path) -> bool {
        let count = self.folders.len();
        self.folders.retain(|folder| folder.path != path);
        self.folders.len() < count
    }

    /// Removes the file from `directory`, if it is there.
    pub(super) fn remove(directory: &Path) -> io::Result<()> {
        fs::remove_file(directory.join(FILE)).or_else(super::ignore_missing)
    }

    /// Whether a file of this name is the draft of a list that a killed process left.
    pub(super) fn is_draft(file: &str) -> bool {
        atomic_file::is_draft(file, FILE)
    }
}
