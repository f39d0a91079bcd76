//! A stream of bytes that can be looked at before it is read, and says how much went into it.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::rc::Rc;

/// How much is read at once, in bytes.
const CHUNK: usize = 128 << 10;

/// A count of bytes that several readers see.
pub(super) type Count = Rc<Cell<u64>>;

/// Bytes from a file, a member of an archive, or a decoder.
///
/// An error comes only after all bytes that stand before it.
pub(super) struct Stream<'s> {
    source: Box<dyn Read + 's>,
    buffer: Vec<u8>,
    at: usize,
    failed: Option<io::Error>,
    /// A decoder that is asked again behind its end may look for another beginning.
    ended: bool,
    taken: Count,
}

impl<'s> Stream<'s> {
    pub(super) fn new(source: impl Read + 's) -> Self {
        Self {
            source: Box::new(source),
            buffer: Vec::new(),
            at: 0,
            failed: None,
            ended: false,
            taken: Count::default(),
        }
    }

    /// How many bytes were taken from the source so far.
    pub(super) fn taken(&self) -> Count {
        self.taken.clone()
    }

    /// The next bytes, `length` where there are so many; they stay to be read.
    pub(super) fn look(&mut self, length: usize) -> &[u8] {
        while self.buffer.len() - self.at < length && self.failed.is_none() {
            match self.fill() {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => self.failed = Some(error),
            }
        }
        let rest = &self.buffer[self.at..];
        &rest[..rest.len().min(length)]
    }

    /// All bytes up to a limit, and the error behind them if there is one.
    pub(super) fn read_up_to(&mut self, limit: u64) -> (Vec<u8>, Option<io::Error>) {
        let mut bytes = Vec::new();
        let end = self.take(limit).read_to_end(&mut bytes);
        (bytes, end.err())
    }

    /// Adds a chunk to the buffer.
    fn fill(&mut self) -> io::Result<usize> {
        if self.ended {
            return Ok(0);
        }
        let length = self.buffer.len();
        self.buffer.resize(length + CHUNK, 0);
        let read = loop {
            match self.source.read(&mut self.buffer[length..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        let more = read.as_ref().map_or(0, |more| *more);
        self.buffer.truncate(length + more);
        self.ended = more == 0;
        self.taken.set(self.taken.get() + more as u64);
        read
    }
}

impl BufRead for Stream<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.buffer.len() {
            self.buffer.clear();
            self.at = 0;
            if let Some(error) = self.failed.take() {
                return Err(error);
            }
            self.fill()?;
        }
        Ok(&self.buffer[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.buffer.len());
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let buffer = self.fill_buf()?;
        let length = buffer.len().min(into.len());
        into[..length].copy_from_slice(&buffer[..length]);
        self.consume(length);
        Ok(length)
    }
}

/// A file that counts what is read of it.
pub(super) struct Counted {
    file: File,
    read: Count,
}

impl Counted {
    pub(super) fn new(file: File, read: &Count) -> Self {
        Self { file, read: read.clone() }
    }
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes and then fails.
    struct Breaking(&'static [u8]);

    impl Read for Breaking {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let length = self.0.len().min(into.len()).min(2);
            into[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            if length == 0 { Err(io::Error::other("broken")) } else { Ok(length) }
        }
    }

    #[test]
    fn an_error_waits_until_what_stands_before_it_is_read() {
        let mut stream = Stream::new(Breaking(b"abcde"));
        assert_eq!(stream.look(3), b"abc");
        assert_eq!(stream.look(100), b"abcde");
        assert_eq!(stream.taken().get(), 5);
        let (bytes, error) = stream.read_up_to(100);
        assert_eq!((bytes.as_slice(), error.map(|e| e.to_string()).as_deref()), (b"abcde".as_slice(), Some("broken")));
    }
}
