//! Which rules for names apply to which file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::Result;
use crate::naming::{Names, Naming};
use crate::source::{File, Record, with_slashes};

/// For each file the user's own rules, else the `names.toml` nearest to it, up to the folder that was named.
#[derive(Debug)]
pub(super) struct FileNames {
    own: Option<Arc<Names>>,
    by_folder: HashMap<PathBuf, Option<Arc<Names>>>,
}

impl FileNames {
    /// Reads each `names.toml` in the folders of `files` once.
    ///
    /// # Errors
    /// When one cannot be read or understood.
    pub(super) fn new(own: Option<Arc<Names>>, files: &[Arc<File>]) -> Result<Self> {
        let mut names = Self { own, by_folder: HashMap::new() };
        if names.own.is_none() {
            for file in files {
                if let Some(folder) = file.path.parent() {
                    names.find(folder, &file.root)?;
                }
            }
        }
        Ok(names)
    }

    /// The rules for the files of `folder`, which is `root` or below it.
    fn find(&mut self, folder: &Path, root: &Path) -> Result<Option<Arc<Names>>> {
        if let Some(known) = self.by_folder.get(folder) {
            return Ok(known.clone());
        }
        let rules = match (Names::of_folder(folder)?, folder.parent()) {
            (Some(own), _) => Some(Arc::new(own)),
            (None, Some(above)) if folder != root => self.find(above, root)?,
            (None, _) => None,
        };
        self.by_folder.insert(folder.to_owned(), rules.clone());
        Ok(rules)
    }

    /// The rules for a file, and its path below the folder from which their paths start.
    fn of_file<'n>(&'n self, file: &'n File) -> Option<(&'n Arc<Names>, String)> {
        let of_folder = || self.by_folder.get(file.path.parent()?)?.as_ref();
        let names = self.own.as_ref().or_else(of_folder)?;
        let below = names.folder().and_then(|folder| file.path.strip_prefix(folder).ok());
        Some((names, below.map_or_else(|| file.below().to_owned(), with_slashes)))
    }

    /// The rules for the articles of a record.
    pub(super) fn of_record(&self, record: &Record) -> Option<Naming> {
        let (names, below) = self.of_file(&record.file)?;
        Some(Naming::new(names.clone(), record.inside(below)))
    }

    /// Identifies the rules for a file; `None` if there are none. After a change of it the file is read again.
    pub(super) fn fingerprint(&self, file: &File) -> Option<String> {
        self.of_file(file).and_then(|(names, below)| names.fingerprint(&below))
    }
}
