//! A path in JSON.

use std::ffi::{OsStr, OsString};
use std::ops::Deref;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A path that survives JSON and comes back the same, UTF-8 or not.
///
/// It is a string if it is UTF-8, and otherwise what serde makes of an [`OsString`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FilePath(pub(crate) PathBuf);

impl Deref for FilePath {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Stored {
    Text(String),
    Other(OsString),
}

impl Serialize for FilePath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(&self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for FilePath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(match Stored::deserialize(deserializer)? {
            Stored::Text(text) => PathBuf::from(text),
            Stored::Other(other) => PathBuf::from(other),
        }))
    }
}

/// Serializes a path as [`FilePath`] does: for a field that is a bare path.
pub(crate) fn serialize<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    let path: &OsStr = path.as_os_str();
    match path.to_str() {
        Some(text) => text.serialize(serializer),
        None => path.serialize(serializer),
    }
}

/// Deserializes a path as [`FilePath`] does.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PathBuf, D::Error> {
    FilePath::deserialize(deserializer).map(|FilePath(path)| path)
}
