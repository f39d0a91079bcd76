//! A stream of bytes that can be peeked at, and that counts what it takes from its source.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::rc::Rc;

/// How many bytes are read at once.
const CHUNK: usize = 128 << 10;

/// A number of bytes that several readers share.
pub(super) type ByteCount = Rc<Cell<u64>>;

/// Bytes from a file, a member of an archive, or a decoder.
///
/// An error comes only after all bytes before it.
pub(super) struct ByteStream<'s> {
    source: Box<dyn Read + 's>,
    buffer: Vec<u8>,
    at: usize,
    failed: Option<io::Error>,
    /// A decoder that is read again after its end may start on a second stream, so the end is remembered.
    ended: bool,
    taken: ByteCount,
}

impl<'s> ByteStream<'s> {
    pub(super) fn new(source: impl Read + 's) -> Self {
        Self {
            source: Box::new(source),
            buffer: Vec::new(),
            at: 0,
            failed: None,
            ended: false,
            taken: ByteCount::default(),
        }
    }

    /// How many bytes the stream has taken from its source.
    pub(super) fn taken(&self) -> ByteCount {
        self.taken.clone()
    }

    /// The next `length` bytes, fewer at the end, without consuming them.
    pub(super) fn peek(&mut self, length: usize) -> &[u8] {
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

    /// All bytes up to a limit, and the error after them if there is one.
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

impl BufRead for ByteStream<'_> {
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

impl Read for ByteStream<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let buffer = self.fill_buf()?;
        let length = buffer.len().min(into.len());
        into[..length].copy_from_slice(&buffer[..length]);
        self.consume(length);
        Ok(length)
    }
}

/// A file that counts the bytes read from it.
pub(super) struct CountedFile {
    file: File,
    read: ByteCount,
}

impl CountedFile {
    pub(super) fn new(file: File, read: &ByteCount) -> Self {
        Self { file, read: read.clone() }
    }
}

impl Read for CountedFile {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}

impl Seek for CountedFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes and then fails.
    struct Failing(&'static [u8]);

    impl Read for Failing {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let length = self.0.len().min(into.len()).min(2);
            into[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            if length == 0 { Err(io::Error::other("broken")) } else { Ok(length) }
        }
    }

    #[test]
    fn an_error_comes_after_the_bytes_before_it() {
        let mut stream = ByteStream::new(Failing(b"abcde"));
        assert_eq!(stream.peek(3), b"abc");
        assert_eq!(stream.peek(100), b"abcde");
        assert_eq!(stream.taken().get(), 5);
        let (bytes, error) = stream.read_up_to(100);
        assert_eq!((bytes.as_slice(), error.map(|e| e.to_string()).as_deref()), (b"abcde".as_slice(), Some("broken")));
    }
}
