//! The files below some paths.

use std::collections::HashSet;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use ignore::WalkBuilder;

use super::outlets;
use super::shape::Kind;
use super::{Fault, Outlets, Skipped};
use crate::error::{Error, ErrorKind, Result};

/// A file that may hold articles.
#[derive(Clone, Debug)]
pub struct File {
    /// The absolute path.
    pub path: PathBuf,
    /// The folder that was named, or the folder of the file that was named.
    pub root: Arc<Path>,
    /// The name of the folder that was named, and the way below it, with `/` between: the same on every machine.
    pub name: String,
    /// The first folder below the one that was named.
    pub folder: Option<String>,
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970 of the last change.
    pub modified: i64,
    pub(super) kind: Kind,
    /// The rules for outlets that the folder that was named brings.
    pub(super) outlets: Option<Arc<Outlets>>,
}

impl File {
    /// The way to it below the folder that was named, with `/` between.
    pub(crate) fn below(&self) -> &str {
        self.name.split_once('/').map_or(self.name.as_str(), |(_, below)| below)
    }

    /// Whether the file on disk is no longer the one that was listed.
    pub(super) fn has_changed(&self) -> bool {
        std::fs::metadata(&self.path).map_or(true, |now| (now.len(), modified(&now)) != (self.size, self.modified))
    }
}

/// What was found below the paths.
#[derive(Debug, Default)]
pub struct Walk {
    /// The folders and files that were named, as absolute paths.
    pub roots: Vec<PathBuf>,
    /// The files to read, in the order of their paths.
    pub files: Vec<Arc<File>>,
    /// What was passed over.
    pub skipped: Vec<Skipped>,
}

/// The file of every index of this program, by which [`walk`] knows to leave the directory out.
pub(crate) const MARKER: &str = "onrecord.json";

/// The file of rules for names that a folder may bring. It is no article.
pub(crate) const NAMES: &str = "names.toml";

/// Lists the files below `paths`, in the order of the paths and then of the names.
///
/// Hidden files and indexes of this program are left out, and so is what a file `.ignore` or `.onrecordignore` beside
/// them names, in the syntax of `.gitignore`. Links are followed. What cannot be listed is in [`Walk::skipped`].
///
/// # Errors
/// When one of the paths does not exist, or the rules of a folder in `outlets.toml` or `names.toml` cannot be understood.
pub fn walk(paths: &[PathBuf]) -> Result<Walk> {
    let mut walk = Walk::default();
    let mut seen = HashSet::new();
    for path in paths {
        let root = path.canonicalize().map_err(|error| {
            let (what, next) = match error.kind() {
                std::io::ErrorKind::PermissionDenied => ("no permission to read it".to_owned(), "allow reading it"),
                std::io::ErrorKind::NotFound => ("no such file or folder".to_owned(), "check the spelling of the path"),
                _ => (error.to_string(), "check the path"),
            };
            Error::new(ErrorKind::Path, what, next).at(path)
        })?;
        list(&root, Outlets::of_folder(&root)?.map(Arc::new).as_ref(), &mut walk, &mut seen)?;
        walk.roots.push(root);
    }
    Ok(walk)
}

fn list(root: &Path, outlets: Option<&Arc<Outlets>>, walk: &mut Walk, seen: &mut HashSet<PathBuf>) -> Result<()> {
    let folder: Arc<Path> = folder_of(root).into();
    let entries = WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .ignore(true)
        .add_custom_ignore_filename(".onrecordignore")
        .follow_links(true)
        .sort_by_file_name(Ord::cmp)
        .filter_entry(|entry| !is_index(entry.path()))
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
                            walk.skipped.push(skipped(entry.path().to_owned(), Fault::unread_shape(&extension)));
                        }
                    }
                }
            }
            Err(error) => walk.skipped.push(unlisted(root, &error)),
        }
    }
    Ok(())
}

/// Whether a file holds the folder's rules for outlets, or any folder's for names.
fn is_rules(root: &Path, path: &Path) -> bool {
    let of_outlets = path.strip_prefix(root).is_ok_and(|below| below == Path::new(outlets::FILE));
    of_outlets || path.file_name().is_some_and(|name| name == NAMES)
}

/// Whether a directory is an index of this program.
fn is_index(path: &Path) -> bool {
    path.join(MARKER).is_file()
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
    let parts: Vec<String> =
        root.file_name().into_iter().chain(below.iter()).map(|part| part.to_string_lossy().into_owned()).collect();
    let depth = below.iter().count();
    let folder = (depth > 1).then(|| below.iter().next()).flatten().map(|part| part.to_string_lossy().into_owned());
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

/// The folder that was named, or that of the file.
fn folder_of(root: &Path) -> &Path {
    if root.is_dir() { root } else { root.parent().unwrap_or(root) }
}

/// A path with `/` between its parts, as on every machine.
pub(crate) fn with_slashes(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn modified(metadata: &Metadata) -> i64 {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or(0)
}
