//! Where indexes stand: one for each user, and one for each corpus that is asked directly.

use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy, choose_base_strategy};
use onrecord::{Error, ErrorKind};

/// The index that was named, else that of `$ONRECORD_INDEX`, else the user's own.
pub(super) fn default(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    let of_environment = || std::env::var_os("ONRECORD_INDEX").filter(|path| !path.is_empty()).map(PathBuf::from);
    match named.map(Path::to_owned).or_else(of_environment) {
        Some(directory) => Ok(directory),
        None => Ok(data()?.join("index")),
    }
}

/// The index of a corpus: in the user's data, never in the corpus.
pub(super) fn of_corpus(corpus: &Path) -> anyhow::Result<PathBuf> {
    let path = corpus.canonicalize().map_err(|_| {
        Error::new(ErrorKind::Path, "no such file or folder", "check the spelling behind --corpus").at(corpus)
    })?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let hash = blake3::hash(path.to_string_lossy().as_bytes()).to_hex();
    Ok(data()?.join("corpora").join(format!("{name}-{}", &hash[..12])))
}

/// The user's own directory for this program.
pub(super) fn data() -> anyhow::Result<PathBuf> {
    let strategy = choose_base_strategy().map_err(|_| {
        Error::new(
            ErrorKind::Path,
            "there is no home directory to keep the index in",
            "name a place with --index DIR or $ONRECORD_INDEX",
        )
    })?;
    Ok(strategy.data_dir().join("onrecord"))
}
