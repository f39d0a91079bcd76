//! Files that are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Replaces a file whole or not at all, so that nobody reads half of it, even after a power failure.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = draft_of(path);
    let write = || {
        let mut file = File::create(&draft)?;
        file.write_all(bytes)?;
        file.sync_data()?;
        fs::rename(&draft, path)
    };
    write().inspect_err(|_| {
        // We report the first failure; the draft is of no use any more.
        let _ = fs::remove_file(&draft);
    })
}

/// The name ends with the process id, so that two writers do not collide.
fn draft_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}", std::process::id()));
    PathBuf::from(name)
}

/// Whether a file of this name is a draft of `name` that a killed process left.
pub(crate) fn is_draft(file: &str, name: &str) -> bool {
    let process = file.strip_prefix(name).and_then(|rest| rest.strip_prefix('.'));
    process.is_some_and(|process| !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit()))
}
