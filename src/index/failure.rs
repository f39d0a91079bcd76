//! Our errors for what can be wrong with an index.

use std::io::{self, ErrorKind as IoKind};
use std::path::Path;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenReadError};

use crate::error::{Cause, Error, ErrorKind};

/// Our error when Tantivy cannot open an index.
pub(super) fn unopened(directory: &Path, error: &TantivyError) -> Error {
    match io_error(error) {
        Some(io) if io.kind() == IoKind::PermissionDenied => unreadable(directory, io),
        _ => damaged(directory, &first_line(error)),
    }
}

pub(super) fn io_error(error: &TantivyError) -> Option<&io::Error> {
    use tantivy::directory::error::{OpenDirectoryError, OpenWriteError};
    match error {
        TantivyError::IoError(io)
        | TantivyError::LockFailure(LockError::IoError(io), _)
        | TantivyError::OpenReadError(OpenReadError::IoError { io_error: io, .. })
        | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: io, .. })
        | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error: io, .. }) => Some(io),
        _ => None,
    }
}

pub(super) fn first_line(error: &TantivyError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

pub(super) fn locked(directory: &Path) -> Error {
    let next = "wait until it has ended and try again";
    Error::new(ErrorKind::Locked, "another onrecord is writing to this index", next).at(directory)
}

pub(super) fn unwritable(directory: &Path, cause: impl Into<Cause>) -> Error {
    let cause = cause.into();
    let next = "make room there, allow writing, or choose another place with --index or $ONRECORD_INDEX; the last commit \
                is still there";
    Error::new(ErrorKind::Index, format!("the index cannot be written ({cause})"), next).at(directory).caused_by(cause)
}

pub(super) fn unreadable(directory: &Path, error: &io::Error) -> Error {
    let next = "let its owner allow reading, or name another with --index";
    Error::new(ErrorKind::Index, format!("the index cannot be read ({error})"), next)
        .at(directory)
        .caused_by(io::Error::new(error.kind(), error.to_string()))
}

/// The error of a damaged index.
pub(crate) fn damaged(directory: &Path, what: &str) -> Error {
    let next = format!("repair it with `onrecord repair --index {}`; the articles are untouched", directory.display());
    Error::new(ErrorKind::Damaged, format!("the index is damaged ({what})"), next).at(directory)
}

/// What to do about an index that cannot be used.
pub(crate) fn advice(directory: &Path) -> String {
    format!(
        "rebuild it with `onrecord index --index {} --rebuild FOLDER`; the articles are untouched",
        directory.display()
    )
}

pub(super) fn foreign(directory: &Path) -> Error {
    Error::new(ErrorKind::ForeignIndex, "this is not an onrecord index", "name an empty or new directory with --index")
        .at(directory)
}
