//! Removes a folder from an index.

use std::path::{Path, PathBuf};

use super::commit::{self, current_commit};
use super::folders::Folders;
use super::state::{Known, known_files};
use super::{Index, document, run, tables};
use crate::error::{Error, ErrorKind, Result};

/// What was removed with a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forgotten {
    /// Files.
    pub files: usize,
    /// Articles.
    pub articles: usize,
}

/// Removes `folder`, with all articles below it, from the index. The folder itself is not touched and need not exist.
///
/// Articles that are also below another folder of the index stay. Costs a commit.
///
/// # Errors
/// When the index does not follow this folder, or cannot be written.
pub(super) fn forget(index: &Index, folder: &Path) -> Result<Forgotten> {
    let mut folders = Folders::read(index.directory())?;
    if !folders.take(folder) {
        let next = match folders.iter().find(|known| folder.starts_with(&known.path)) {
            Some(known) => {
                format!("it is in {}; to leave it out, name it in a .onrecordignore there", known.path.display())
            }
            None => "`onrecord folders` lists what the index holds".to_owned(),
        };
        return Err(Error::new(ErrorKind::Path, "the index does not follow this folder", next).at(folder));
    }
    let others: Vec<PathBuf> = folders.iter().map(|folder| folder.path.clone()).collect();
    let forgotten = index.guarded(|| {
        let known = index
            .searcher()
            .and_then(|searcher| known_files(&searcher, &index.fields).map_err(|error| index.failed(&error)))?;
        let goes = |path: &Path| path.starts_with(folder) && !others.iter().any(|other| path.starts_with(other));
        let gone: Vec<(&PathBuf, &Known)> = known.iter().filter(|(path, _)| goes(path)).collect();
        remove(index, gone.iter().map(|(path, _)| path.as_path())).map_err(|error| index.failed(&error))?;
        Ok(Forgotten { files: gone.len(), articles: gone.iter().map(|(_, known)| known.found.articles).sum() })
    })?;
    folders.write(index.directory())?;
    index.guarded(|| tables::rebuild(index))?;
    Ok(forgotten)
}

fn remove<'p>(index: &Index, files: impl Iterator<Item = &'p Path>) -> tantivy::Result<()> {
    let mut writer = run::writer(index)?;
    for file in files {
        writer.delete_term(document::term_of_file(&index.fields, file));
    }
    commit::commit(&mut writer, current_commit(&index.inner)? + 1)?;
    writer.wait_merging_threads()
}
