//! Where indexes are: one for each user, and one for each corpus that is asked directly.

use std::fs;
use std::path::{Path, PathBuf};

use crate::index::{Folders, Index};
use crate::{Error, ErrorKind};
use etcetera::{BaseStrategy, choose_base_strategy};
use jiff::{SignedDuration, Timestamp};

/// The folder of the indexes that `--corpus` made, in the user's cache.
const CORPORA: &str = "corpora";
/// The index of a corpus goes when the folder of the corpus has been gone for so long.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The index that was named, else that of `$ONRECORD_INDEX`, else the user's own.
pub(super) fn default(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    let of_environment = || std::env::var_os("ONRECORD_INDEX").filter(|path| !path.is_empty()).map(PathBuf::from);
    match named.map(Path::to_owned).or_else(of_environment) {
        Some(directory) => Ok(directory),
        // An index can be made again and holds gigabytes: on Windows it stays on this machine.
        None if cfg!(windows) => Ok(cache()?.join("index")),
        None => Ok(data()?.join("index")),
    }
}

/// The index of a corpus: in the user's cache, never in the corpus.
pub(super) fn of_corpus(corpus: &Path) -> anyhow::Result<PathBuf> {
    let path = dunce::canonicalize(corpus).map_err(|_| {
        Error::new(ErrorKind::Path, "no such file or folder", "check the spelling after --corpus").at(corpus)
    })?;
    of_absolute(&path)
}

/// The index of a corpus with this absolute path, which need not exist.
pub(super) fn of_absolute(corpus: &Path) -> anyhow::Result<PathBuf> {
    let name = corpus.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let hash = blake3::hash(corpus.as_os_str().as_encoded_bytes()).to_hex();
    Ok(cache()?.join(CORPORA).join(format!("{name}-{}", &hash[..12])))
}

/// The indexes that `--corpus` made, by name.
pub(super) fn corpora() -> anyhow::Result<Vec<PathBuf>> {
    let mut found = folders_in(&cache()?.join(CORPORA));
    found.sort();
    Ok(found)
}

/// Removes the indexes of corpora whose folders have been gone for 30 days, and those that earlier versions kept in the
/// user's data.
pub(super) fn drop_stale() -> anyhow::Result<()> {
    for directory in corpora()? {
        let mut folders = Folders::read(&directory)?;
        let is_gone = folders.iter().next().is_some_and(|folder| !folder.path.exists());
        match folders.missing_since {
            Some(since) if is_gone && Timestamp::now().duration_since(since) > KEPT => remove(&directory)?,
            Some(_) if is_gone => {}
            None if !is_gone => {}
            _ => {
                folders.missing_since = is_gone.then(Timestamp::now);
                folders.write(&directory)?;
            }
        }
    }
    let before = data()?.join(CORPORA);
    if before != cache()?.join(CORPORA) && before.is_dir() {
        folders_in(&before).iter().try_for_each(|directory| remove(directory))?;
        fs::remove_dir(before)?;
    }
    Ok(())
}

/// Removes the index in `directory`, and the directory if nothing else is in it.
pub(super) fn remove(directory: &Path) -> anyhow::Result<()> {
    Index::remove(directory)?;
    // Another process may have begun to make the index again.
    let _ = fs::remove_dir(directory);
    Ok(())
}

fn folders_in(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).into_iter().flatten().filter_map(Result::ok);
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

/// The user's own directory for what cannot be made again.
pub(super) fn data() -> anyhow::Result<PathBuf> {
    Ok(strategy()?.data_dir().join("onrecord"))
}

/// The user's own directory for what can be made again.
fn cache() -> anyhow::Result<PathBuf> {
    Ok(strategy()?.cache_dir().join("onrecord"))
}

fn strategy() -> anyhow::Result<impl BaseStrategy> {
    choose_base_strategy().map_err(|_| {
        let next = "name a place with --index DIR or $ONRECORD_INDEX";
        Error::new(ErrorKind::Path, "there is no home directory to keep the index in", next).into()
    })
}
