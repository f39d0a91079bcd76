//! The directory of an index on disk. It differs from Tantivy's own in two ways: it can be read without the right to write,
//! and it remembers why a write failed, which Tantivy's threads do not report.

use std::fmt;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};

use super::bounded_file::BoundedFile;
use crate::atomic_file;

/// Tantivy's files in one directory.
#[derive(Clone)]
pub(super) struct Disk {
    inner: MmapDirectory,
    path: PathBuf,
    failure: Failure,
    bounded: bool,
}

impl Disk {
    pub(super) fn open(path: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self {
            inner: MmapDirectory::open(path)?,
            path: path.to_owned(),
            failure: Failure::default(),
            bounded: false,
        })
    }

    /// The same directory, with files read a window at a time.
    pub(super) fn bounded(&self) -> Self {
        Self { bounded: true, ..self.clone() }
    }

    /// Why a write failed, if one did.
    pub(super) fn failure(&self) -> Option<String> {
        self.failure.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl fmt::Debug for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl Directory for Disk {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let mapped = self.inner.get_file_handle(path)?;
        if !self.bounded {
            return Ok(mapped);
        }
        let file = BoundedFile::new(&self.path.join(path), mapped);
        Ok(Arc::new(file.map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))?))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let failed = |error: io::Error| OpenWriteError::wrap_io_error(self.failure.note(error), path.to_owned());
        let file = self.inner.open_write(path).map_err(|error| match error {
            OpenWriteError::IoError { io_error, .. } => failed(io::Error::new(io_error.kind(), io_error.to_string())),
            exists @ OpenWriteError::FileAlreadyExists(_) => exists,
        })?;
        let inner = file.into_inner().map_err(|error| failed(error.into_error()))?;
        Ok(BufWriter::new(Box::new(Noted { inner, failure: self.failure.clone() })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    /// Tantivy's own version makes a file that only its owner can read.
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        atomic_file::replace(&self.path.join(path), data).map_err(|error| self.failure.note(error))
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.inner.sync_directory().map_err(|error| self.failure.note(error))
    }

    /// A reader normally takes a lock that keeps files in place while it opens them. Without the right to write it goes
    /// without, and tries again if a file is gone ([`super::Index::searcher`]).
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.inner.acquire_lock(lock) {
            Err(LockError::IoError(error)) if lock.is_blocking && is_unwritable(error.kind()) => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            result => result,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

/// The first write that failed.
#[derive(Clone, Default)]
struct Failure(Arc<Mutex<Option<String>>>);

impl Failure {
    fn note(&self, error: io::Error) -> io::Error {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_with(|| error.to_string());
        error
    }
}

/// A file that is being written, and what went wrong with it.
struct Noted {
    inner: Box<dyn TerminatingWrite + Send + Sync>,
    failure: Failure,
}

impl Write for Noted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes).map_err(|error| self.failure.note(error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush().map_err(|error| self.failure.note(error))
    }
}

impl TerminatingWrite for Noted {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.inner.terminate_ref(token).map_err(|error| self.failure.note(error))
    }
}

/// Whether an error of this kind means that nothing can be written.
pub(super) fn is_unwritable(kind: ErrorKind) -> bool {
    use ErrorKind::{FileTooLarge, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    matches!(kind, FileTooLarge | PermissionDenied | QuotaExceeded | ReadOnlyFilesystem | StorageFull)
}
