//! The one error of the library: what went wrong, where, and what to do next.

use std::fmt;
use std::path::{Path, PathBuf};

/// A result of this library.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What kind of thing went wrong, for callers that act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A path does not exist or cannot be read.
    Path,
    /// A query that cannot be understood.
    Query,
    /// There is no index in this place.
    NoIndex,
    /// The directory holds something that is not an index of this version.
    ForeignIndex,
    /// Another process is writing to the index.
    Locked,
    /// No article or statement has the id asked for.
    UnknownId,
    /// A file of rules for outlets that cannot be understood.
    Outlets,
    /// A file of rules for names that cannot be understood.
    Names,
    /// A file of topic rules that cannot be understood, or an unknown topic.
    Topics,
    /// The index is damaged.
    Damaged,
    /// The index failed while it was read or written.
    Index,
    /// A run was asked to stop, and did.
    Stopped,
}

/// Says what went wrong, where, and the next step to take.
///
/// It prints as one line: `place: what; next step`.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    path: Option<PathBuf>,
    what: String,
    next: String,
    source: Option<Cause>,
}

/// An error of another library, under ours.
pub(crate) type Cause = Box<dyn std::error::Error + Send + Sync>;

impl Error {
    /// An error without a place.
    pub fn new(kind: ErrorKind, what: impl Into<String>, next: impl Into<String>) -> Self {
        Self { kind, path: None, what: what.into(), next: next.into(), source: None }
    }

    /// The same error, with the error that caused it.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The same error, at a place.
    #[must_use]
    pub fn at(mut self, path: impl AsRef<Path>) -> Self {
        self.path = Some(path.as_ref().to_owned());
        self
    }

    /// The kind of the error.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file or directory, if the error has one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What went wrong, without the place.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// What to do next; empty if there is nothing to do.
    pub fn next(&self) -> &str {
        &self.next
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}: ", path.display())?;
        }
        write!(f, "{}", self.what)?;
        if !self.next.is_empty() {
            write!(f, "; {}", self.next)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// The line of a text, from 1, that has this byte.
pub(crate) fn line(text: &str, byte: usize) -> usize {
    text[..text.floor_char_boundary(byte)].matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    #[test]
    fn an_error_keeps_its_parts_and_its_cause() {
        let cause = std::io::Error::other("the disk is gone");
        let error = Error::new(ErrorKind::Index, "cannot read", "look at it").at("/news").caused_by(cause);
        assert_eq!(error.to_string(), "/news: cannot read; look at it");
        assert_eq!((error.path(), error.what(), error.next()), (Some(Path::new("/news")), "cannot read", "look at it"));
        assert_eq!(error.source().map(ToString::to_string).as_deref(), Some("the disk is gone"));
    }
}
