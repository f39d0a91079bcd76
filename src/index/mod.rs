//! The index on disk: where it stands, how it is opened, and how it follows a folder.

pub(crate) mod analyzer;
pub(crate) mod block;
pub(crate) mod document;
mod passed_over;
mod regroup;
pub(crate) mod schema;
mod state;
pub(crate) mod stories;
mod update;

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::IndexSettings;

use crate::error::{Error, ErrorKind, Result};
use crate::source::MARKER;
use crate::topic::Rules;
use schema::Fields;

pub use passed_over::{PassedOver, Reason};
pub use state::passed_over;
pub use update::{Progress, Update, rebuild, update};

/// The version of the disk format. An index of another version is refused.
pub const VERSION: u32 = 5;

const DATA: &str = "tantivy";

/// What the marker file says.
#[derive(Serialize, Deserialize)]
struct Marker {
    format: String,
    version: u32,
}

/// An index, open for reading.
#[derive(Debug)]
pub struct Index {
    pub(crate) inner: tantivy::Index,
    pub(crate) fields: Fields,
    pub(crate) rules: Cow<'static, Rules>,
    directory: PathBuf,
}

impl Index {
    /// Opens the index in `directory`.
    ///
    /// # Errors
    /// When there is none, or one of another version, or something else stands there.
    pub fn open(directory: &Path) -> Result<Self> {
        if !check(directory)? {
            return Err(Error::new(
                ErrorKind::NoIndex,
                "there is no index here",
                "make one with `onrecord index FOLDER`, or ask a folder directly with `--corpus FOLDER`",
            )
            .at(directory));
        }
        Self::open_data(directory)
    }

    /// Opens the index in `directory`, and makes an empty one where there is none.
    ///
    /// # Errors
    /// When an index of another version or something else stands there, or the directory cannot be written.
    pub fn open_or_create(directory: &Path) -> Result<Self> {
        check(directory)?;
        let data = directory.join(DATA);
        let written = |error: std::io::Error| {
            Error::new(
                ErrorKind::Index,
                format!("the index cannot be written ({error})"),
                "choose another place with --index or $ONRECORD_INDEX",
            )
            .at(directory)
        };
        fs::create_dir_all(&data).map_err(written)?;
        if marker(directory).is_none() {
            write_marker(directory).map_err(written)?;
        }
        if !data.join("meta.json").exists() {
            let (schema, _) = Fields::schema();
            let settings = IndexSettings { docstore_compression: schema::compressor(), ..IndexSettings::default() };
            let made = tantivy::Index::builder().schema(schema).settings(settings).create_in_dir(&data);
            made.map_err(|error| Self::failed(directory, &error))?;
        }
        Self::open_data(directory)
    }

    fn open_data(directory: &Path) -> Result<Self> {
        let failed = |error| Self::failed(directory, &error);
        let inner = tantivy::Index::open_in_dir(directory.join(DATA)).map_err(failed)?;
        schema::register_analyzers(&inner);
        let (_, fields) = Fields::schema();
        Ok(Self { inner, fields, rules: Cow::Borrowed(Rules::builtin()), directory: directory.to_owned() })
    }

    /// The same index, whose articles get their topics by these rules from now on.
    #[must_use]
    pub fn with_rules(mut self, rules: Rules) -> Self {
        self.rules = Cow::Owned(rules);
        self
    }

    /// The rules by which its articles get their topics.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Where it stands.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Whether an index of another version stands in `directory`.
    pub fn is_outdated(directory: &Path) -> bool {
        marker(directory).is_some_and(|marker| marker.version != VERSION)
    }

    /// Removes the index in `directory`, of whatever version.
    ///
    /// # Errors
    /// When something stands there that is no index, or it cannot be removed.
    pub fn remove(directory: &Path) -> Result<()> {
        if !directory.exists() || is_empty(directory) {
            return Ok(());
        }
        if marker(directory).is_none() && !has_data(directory) {
            return Err(foreign(directory));
        }
        fs::remove_dir_all(directory.join(DATA))
            .or_else(ignore_missing)
            .and_then(|()| stories::remove(directory))
            .and_then(|()| fs::remove_file(directory.join(MARKER)).or_else(ignore_missing))
            .map_err(|error| {
                Error::new(
                    ErrorKind::Index,
                    format!("the old index cannot be removed ({error})"),
                    "remove the directory by hand",
                )
                .at(directory)
            })
    }

    pub(crate) fn failed(directory: &Path, error: &tantivy::TantivyError) -> Error {
        use tantivy::TantivyError::{LockFailure, SchemaError};
        match error {
            LockFailure(..) => Error::new(
                ErrorKind::Locked,
                "another onrecord is writing to this index",
                "wait until it has ended and try again",
            )
            .at(directory),
            SchemaError(_) => {
                Error::new(ErrorKind::ForeignIndex, "an index with other fields", advice(directory)).at(directory)
            }
            _ => Error::new(
                ErrorKind::Index,
                format!("the index failed ({})", error.to_string().lines().next().unwrap_or_default()),
                advice(directory),
            )
            .at(directory),
        }
    }
}

/// What to do about an index that cannot be used.
pub(crate) fn advice(directory: &Path) -> String {
    format!(
        "make it anew with `onrecord index --index {} --rebuild FOLDER`; the articles are untouched",
        directory.display()
    )
}

fn has_data(directory: &Path) -> bool {
    directory.join(DATA).join("meta.json").exists()
}

fn ignore_missing(error: std::io::Error) -> std::io::Result<()> {
    if error.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

fn marker(directory: &Path) -> Option<Marker> {
    serde_json::from_str(&fs::read_to_string(directory.join(MARKER)).ok()?).ok()
}

/// Writes the marker at once, so that nobody reads half of it.
fn write_marker(directory: &Path) -> std::io::Result<()> {
    let marker = Marker { format: "onrecord index".to_owned(), version: VERSION };
    let draft = directory.join(format!("{MARKER}.{}", std::process::id()));
    fs::write(&draft, serde_json::to_string(&marker)?)?;
    fs::rename(draft, directory.join(MARKER))
}

fn is_empty(directory: &Path) -> bool {
    fs::read_dir(directory).is_ok_and(|mut entries| entries.next().is_none())
}

fn foreign(directory: &Path) -> Error {
    Error::new(ErrorKind::ForeignIndex, "this is not an onrecord index", "name an empty or new directory with --index")
        .at(directory)
}

/// Whether an index of this version stands in a directory; an error where something else does.
fn check(directory: &Path) -> Result<bool> {
    if !directory.exists() {
        return Ok(false);
    }
    match marker(directory) {
        Some(marker) if marker.version == VERSION => Ok(has_data(directory)),
        Some(marker) => Err(Error::new(
            ErrorKind::ForeignIndex,
            format!("an index of version {}, and this program reads version {VERSION}", marker.version),
            advice(directory),
        )
        .at(directory)),
        None if is_empty(directory) => Ok(false),
        None if has_data(directory) => {
            Err(Error::new(ErrorKind::ForeignIndex, "the marker of this index is damaged", advice(directory))
                .at(directory))
        }
        None => Err(foreign(directory)),
    }
}
