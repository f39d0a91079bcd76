//! Saved searches: queries by name, each with what it has shown already.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::atomic_file;
use crate::error::{Error, ErrorKind, Result};
use crate::query::Query;
use crate::search::{Seen, StatementKey};

/// What a search remembers of more indexes than this is dropped, the oldest first.
const MOST_INDEXES: usize = 100;

/// The saved searches of one user: a file each, in one directory.
#[derive(Clone, Debug)]
pub(crate) struct SavedSearches {
    directory: PathBuf,
}

/// A query, and what it has shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Stored {
    query: String,
    /// What was shown of each index, by the id of the index.
    #[serde(default)]
    seen: BTreeMap<String, Seen>,
}

impl SavedSearches {
    /// The searches in `directory`, which need not exist yet.
    pub(crate) fn new(directory: PathBuf) -> Self {
        Self { directory }
    }

    /// The names of the searches with their queries, by name.
    ///
    /// # Errors
    /// When a search cannot be read.
    pub(crate) fn list(&self) -> Result<Vec<(String, String)>> {
        let files = fs::read_dir(&self.directory).into_iter().flatten().filter_map(io::Result::ok);
        let json = files.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "json"));
        let mut names: Vec<String> = json.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
        names.sort();
        names.into_iter().map(|name| Ok((name.clone(), self.read(&name)?.query))).collect()
    }

    /// Saves a query under a name. It has shown nothing yet. An earlier search of the name is replaced.
    ///
    /// # Errors
    /// When this cannot be a name, or the search cannot be written.
    pub(crate) fn save(&self, name: &str, query: &Query) -> Result<()> {
        self.file(name)?;
        let _lock = self.lock()?;
        self.write(name, &Stored { query: query.to_string(), seen: BTreeMap::new() })
    }

    /// Deletes a search.
    ///
    /// # Errors
    /// When there is none of this name, or it cannot be deleted.
    pub(crate) fn delete(&self, name: &str) -> Result<()> {
        self.read(name)?;
        let path = self.file(name)?;
        fs::remove_file(&path).map_err(|error| unwritable(&path, error))
    }

    /// The query of a search.
    ///
    /// # Errors
    /// When there is none of this name, or its query cannot be read.
    pub(crate) fn query(&self, name: &str) -> Result<Query> {
        self.read(name)?.query.parse()
    }

    /// What a search has shown of the index with this id.
    ///
    /// # Errors
    /// When there is no search of this name.
    pub(crate) fn seen(&self, name: &str, index: &str) -> Result<Seen> {
        Ok(self.read(name)?.seen.remove(index).unwrap_or_default())
    }

    /// Remembers that these statements were shown. When nothing else is new, `newest` is the last commit that was searched,
    /// and all up to it count as shown: then the list of single statements is empty again.
    ///
    /// # Errors
    /// When the search cannot be written.
    pub(crate) fn show(&self, name: &str, index: &str, shown: &[StatementKey], newest: Option<u64>) -> Result<()> {
        let _lock = self.lock()?;
        let mut stored = self.read(name)?;
        let seen = stored.seen.entry(index.to_owned()).or_default();
        match newest {
            Some(commit) => *seen = Seen { commit, shown: BTreeSet::new() },
            None => seen.shown.extend(shown.iter().filter(|key| key.commit > seen.commit).map(|key| key.key)),
        }
        while stored.seen.len() > MOST_INDEXES {
            let other = stored.seen.keys().find(|id| *id != index).cloned();
            other.and_then(|id| stored.seen.remove(&id));
        }
        self.write(name, &stored)
    }

    fn read(&self, name: &str) -> Result<Stored> {
        let path = self.file(name)?;
        let text = fs::read_to_string(&path).map_err(|_| {
            let next = "`onrecord run` lists the saved searches, `onrecord save NAME WORDS` makes one";
            Error::new(ErrorKind::Path, format!("no saved search is called “{name}”"), next)
        })?;
        serde_json::from_str(&text)
            .map_err(|_| Error::new(ErrorKind::Path, "this saved search is damaged", "save it again").at(&path))
    }

    fn write(&self, name: &str, stored: &Stored) -> Result<()> {
        let path = self.file(name)?;
        let write = || atomic_file::replace(&path, &serde_json::to_vec(stored)?);
        write().map_err(|error| unwritable(&path, error))
    }

    /// Two runs of one search at a time would forget what the other has shown.
    fn lock(&self) -> Result<File> {
        let path = self.directory.join("lock");
        let lock = || {
            fs::create_dir_all(&self.directory)?;
            let file = File::create(&path)?;
            file.lock()?;
            Ok(file)
        };
        lock().map_err(|error: io::Error| unwritable(&path, error))
    }

    /// The file of a search. A name is a name, and cannot lead anywhere else.
    fn file(&self, name: &str) -> Result<PathBuf> {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        if name.is_empty() || name.len() > 100 || !name.chars().all(plain) {
            let next = "use letters, digits, - and _";
            return Err(Error::new(ErrorKind::Path, format!("“{name}” cannot be the name of a search"), next));
        }
        Ok(self.directory.join(format!("{name}.json")))
    }
}

fn unwritable(path: &Path, error: io::Error) -> Error {
    let next = "make room there, or allow writing";
    Error::new(ErrorKind::Path, format!("the search cannot be saved ({error})"), next).at(path).caused_by(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn searches() -> (tempfile::TempDir, SavedSearches) {
        let home = tempfile::tempdir().expect("a directory");
        let searches = SavedSearches::new(home.path().join("searches"));
        searches.save("dams", &"dam".parse().expect("a query")).expect("saved");
        (home, searches)
    }

    #[test]
    fn what_was_shown_is_remembered_by_index() {
        let (_home, searches) = searches();
        searches.show("dams", "one", &[StatementKey { key: 7, commit: 3 }], None).expect("shown");
        assert_eq!(searches.seen("dams", "one").expect("seen").shown, BTreeSet::from([7]));
        assert_eq!(searches.seen("dams", "two").expect("seen"), Seen::default());
        searches.show("dams", "one", &[], Some(4)).expect("shown");
        assert_eq!(searches.seen("dams", "one").expect("seen"), Seen { commit: 4, shown: BTreeSet::new() });
        searches.show("dams", "one", &[StatementKey { key: 8, commit: 4 }], None).expect("shown");
        assert!(searches.seen("dams", "one").expect("seen").shown.is_empty(), "known by its commit");
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let (_home, searches) = searches();
        for index in 0..2 * MOST_INDEXES {
            searches.show("dams", &index.to_string(), &[], Some(1)).expect("shown");
        }
        assert_eq!(searches.read("dams").expect("the search").seen.len(), MOST_INDEXES);
    }

    #[test]
    fn a_name_cannot_lead_elsewhere() {
        let (_home, searches) = searches();
        for name in ["", "..", "a/b", "C:"] {
            assert!(searches.save(name, &Query::default()).is_err(), "{name}");
        }
    }
}
