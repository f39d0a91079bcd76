//! The bytes of one member in the stream of its archive.

use std::io::{self, Read};

use crate::source::Fault;

/// A reader that must give as many bytes as the member's header promises.
pub(super) struct Body<R> {
    source: R,
    left: u64,
    /// What to call the archive in a fault.
    name: &'static str,
    failed: bool,
}

impl<R: Read> Body<R> {
    pub(super) fn new(source: R, length: u64, name: &'static str) -> Self {
        Self { source, left: length, name, failed: false }
    }

    /// Whether the archive itself failed, so that nothing after this member can be read.
    pub(super) fn has_failed(&self) -> bool {
        self.failed
    }

    /// Reads the rest of the member and drops it.
    pub(super) fn skip(&mut self) -> io::Result<()> {
        io::copy(self, &mut io::sink()).map(|_| ())
    }
}

impl<R: Read> Read for Body<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(into.len());
        if most == 0 {
            return Ok(0);
        }
        let read = match self.source.read(&mut into[..most]) {
            Ok(0) => Err(Fault::damaged(self.name, io::ErrorKind::UnexpectedEof.into())),
            read => read,
        };
        match read {
            Ok(read) => self.left -= read as u64,
            Err(_) => self.failed = true,
        }
        read
    }
}
