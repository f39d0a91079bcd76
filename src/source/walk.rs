//! The files below some paths.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use ignore::{DirEntry, WalkBuilder};
use unicode_normalization::UnicodeNormalization;

use super::kind::Kind;
use super::outlet_rules;
use super::{Fault, OutletRules, Skipped};
use crate::error::{Error, ErrorKind, Result};

/// A file that may hold articles.
#[derive(Clone, Debug)]
pub struct File {
    /// The absolute path.
    pub path: PathBuf,
    /// The folder that the user named, or the folder of the file that the user named.
    pub root: Arc<Path>,
    /// The name of the root folder and the path below it, with `/`: the same on every machine.
    pub name: String,
    /// The first folder below the root.
    pub folder: Option<String>,
    /// The size in bytes.
    pub size: u64,
    /// The last change, in nanoseconds since 1970.
    pub modified: i64,
    pub(super) kind: Kind,
    /// The rules for outlets of the root folder.
    pub(super) outlets: Option<Arc<OutletRules>>,
}

impl File {
    /// The path below the root folder, with `/`.
    pub(crate) fn below(&self) -> &str {
        self.name.split_once('/').map_or(self.name.as_str(), |(_, below)| below)
    }

    /// Whether the file was changed or removed since it was listed.
    pub(super) fn has_changed(&self) -> bool {
        std::fs::metadata(&self.path).map_or(true, |now| (now.len(), modified(&now)) != (self.size, self.modified))
    }
}

/// The files below some paths.
#[derive(Debug, Default)]
pub struct Walk {
    /// The folders and files that the user named, as absolute paths.
    pub roots: Vec<PathBuf>,
    /// The files to read, in the order of their paths.
    pub files: Vec<Arc<File>>,
    /// What was skipped.
    pub skipped: Vec<Skipped>,
}

/// The file of every index of this program, by which [`walk`] knows to leave the directory out.
pub(crate) const MARKER: &str = "onrecord.json";

/// The file of rules for names that a folder may have. It is not an article.
pub(crate) const NAMES: &str = "names.toml";

/// Lists the files below `paths`, in the order of the paths and then of the names.
///
/// Leaves out hidden files, indexes of this program, and everything that a `.ignore` or `.onrecordignore` file excludes in
/// the syntax of `.gitignore`. Follows links. What cannot be listed is in [`Walk::skipped`].
///
/// # Errors
/// If one of the paths does not exist, or the `outlets.toml` of a folder cannot be parsed.
pub fn walk(paths: &[PathBuf]) -> Result<Walk> {
    let mut walk = Walk::default();
    let mut seen = HashSet::new();
    for path in paths {
        let root = dunce::canonicalize(path).map_err(|error| {
            let (what, next) = match error.kind() {
                std::io::ErrorKind::PermissionDenied => ("no permission to read it".to_owned(), "allow reading it"),
                std::io::ErrorKind::NotFound => ("no such file or folder".to_owned(), "check the spelling of the path"),
                _ => (error.to_string(), "check the path"),
            };
            Error::new(ErrorKind::Path, what, next).at(path)
        })?;
        list(&root, OutletRules::of_folder(&root)?.map(Arc::new).as_ref(), &mut walk, &mut seen)?;
        walk.roots.push(root);
    }
    Ok(walk)
}

fn list(root: &Path, outlets: Option<&Arc<OutletRules>>, walk: &mut Walk, seen: &mut HashSet<PathBuf>) -> Result<()> {
    let folder: Arc<Path> = folder_of(root).into();
    let entries = WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .ignore(true)
        .add_custom_ignore_filename(".onrecordignore")
        .follow_links(true)
        .sort_by_file_name(Ord::cmp)
        .filter_entry(|entry| !is_index(entry))
        .build();
    for entry in entries {
        match entry {
            Ok(entry) => {
                let Ok(metadata) = entry.metadata() else { continue };
                if !metadata.is_file() && !metadata.is_dir() {
                    let fault = Fault::new("neither a file nor a folder", "leave it out");
                    walk.skipped.push(skipped(entry.path().to_owned(), fault));
                } else if metadata.is_file() && !is_rules(root, entry.path()) && seen.insert(entry.path().to_owned()) {
                    match Kind::of_name(&entry.file_name().to_string_lossy()) {
                        Ok(kind) => {
                            let file = file(&folder, entry.path(), kind, &metadata);
                            walk.files.push(Arc::new(File { outlets: outlets.cloned(), ..file }));
                        }
                        Err(extension) => {
                            walk.skipped.push(skipped(entry.path().to_owned(), Fault::unsupported(&extension)));
                        }
                    }
                }
            }
            Err(error) => walk.skipped.push(unlisted(root, &error)),
        }
    }
    Ok(())
}

/// Whether a file has rules for outlets or names, and no article.
fn is_rules(root: &Path, path: &Path) -> bool {
    let of_outlets = path.strip_prefix(root).is_ok_and(|below| below == Path::new(outlet_rules::FILE));
    of_outlets || path.file_name().is_some_and(|name| name == NAMES)
}

/// Whether an entry is an index of this program. Asks the disk about folders only.
fn is_index(entry: &DirEntry) -> bool {
    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
    !is_file && entry.path().join(MARKER).is_file()
}

fn skipped(path: PathBuf, fault: Fault) -> Skipped {
    Skipped { path, member: None, entry: None, fault: Box::new(fault) }
}

fn unlisted(root: &Path, error: &ignore::Error) -> Skipped {
    let path = path_of(error).unwrap_or(root).to_owned();
    let fault = match error.io_error() {
        Some(io) => Fault::io(io),
        None => {
            Fault::new(&format!("it cannot be listed ({error})"), "remove the link that leads back to its own folder")
        }
    };
    skipped(path, fault)
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

fn file(root: &Arc<Path>, path: &Path, kind: Kind, metadata: &Metadata) -> File {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> = root.file_name().into_iter().chain(below.iter()).map(portable).collect();
    let depth = below.iter().count();
    let folder = (depth > 1).then(|| below.iter().next()).flatten().map(portable);
    File {
        path: path.to_owned(),
        root: root.clone(),
        name: parts.join("/"),
        folder,
        size: metadata.len(),
        modified: modified(metadata),
        kind,
        outlets: None,
    }
}

/// The root folder, or the folder of a root file.
fn folder_of(root: &Path) -> &Path {
    if root.is_dir() { root } else { root.parent().unwrap_or(root) }
}

/// A path with `/`, the same on every machine.
pub(crate) fn with_slashes(path: &Path) -> String {
    path.iter().map(portable).collect::<Vec<_>>().join("/")
}

/// A name in composed letters (NFC). macOS gives the same name in decomposed ones.
fn portable(name: &OsStr) -> String {
    name.to_string_lossy().nfc().collect()
}

fn modified(metadata: &Metadata) -> i64 {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_and_composed_names_are_one_name() {
        let [decomposed, composed] = ["Cafe\u{301} news/2016.txt", "Caf\u{e9} news/2016.txt"].map(Path::new);
        assert_eq!(with_slashes(decomposed), with_slashes(composed));
    }
}
