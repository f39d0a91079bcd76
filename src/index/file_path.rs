//! A path in the column of files.

use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use tantivy::error::DataCorruption;

use crate::file_path::FilePath;

/// The bytes of a path in the column of files.
pub(super) fn to_bytes(path: &Path) -> tantivy::Result<Vec<u8>> {
    serde_json::to_vec(&FilePath(path.to_owned())).map_err(|error| TantivyError::SystemError(error.to_string()))
}

/// The path with these bytes in the column of files.
///
/// # Errors
/// When the bytes are not those of [`to_bytes`].
pub(super) fn from_bytes(bytes: &[u8]) -> tantivy::Result<PathBuf> {
    let path: FilePath =
        serde_json::from_slice(bytes).map_err(|error| DataCorruption::comment_only(error.to_string()))?;
    Ok(path.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_comes_back() {
        for path in ["/news/a.txt", "/news/caf\u{e9} “x”.txt", "C:\\news\\a.txt", ""] {
            let bytes = to_bytes(Path::new(path)).expect("bytes");
            assert_eq!(from_bytes(&bytes).expect("a path"), Path::new(path));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_not_utf_8_comes_back() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let paths = [b"/news/a\xff.txt", b"/news/a\xfe.txt"].map(|bytes| PathBuf::from(OsStr::from_bytes(bytes)));
        let stored = paths.clone().map(|path| to_bytes(&path).expect("bytes"));
        assert_ne!(stored[0], stored[1]);
        assert_eq!(stored.map(|bytes| from_bytes(&bytes).expect("a path")), paths);
    }
}
