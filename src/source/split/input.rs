//! The input of a splitter.

use std::io::{self, BufRead, Cursor, Read};

use super::MAX_ARTICLE;
use crate::source::byte_stream::ByteStream;

/// A stream that is read by lines or bytes, and knows its line number.
pub(in crate::source) struct Input<'s> {
    stream: ByteStream<'s>,
    line: usize,
    /// Lines that were returned, to be read again.
    returned: Cursor<Vec<u8>>,
}

impl<'s> Input<'s> {
    pub(in crate::source) fn new(stream: ByteStream<'s>) -> Self {
        Self { stream, line: 1, returned: Cursor::default() }
    }

    /// The number of the line that is read next, from 1.
    pub(in crate::source) fn line_number(&self) -> usize {
        self.line
    }

    /// Takes back the lines that were read last, because a decoder cannot be rewound.
    pub(in crate::source) fn unread(&mut self, mut lines: Vec<u8>) {
        self.line -= lines.split_inclusive(|byte| *byte == b'\n').count();
        let at = usize::try_from(self.returned.position()).unwrap_or(usize::MAX);
        lines.extend_from_slice(self.returned.get_ref().get(at..).unwrap_or_default());
        self.returned = Cursor::new(lines);
    }

    /// Reads a line with its line break; `None` at the end. Of a longer line it keeps the limit and one byte.
    pub(in crate::source) fn read_line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        self.returned.read_until(b'\n', &mut bytes)?;
        if bytes.is_empty() {
            self.returned = Cursor::default();
            let length = (&mut self.stream).take(MAX_ARTICLE + 1).read_until(b'\n', &mut bytes)?;
            if length as u64 > MAX_ARTICLE && !bytes.ends_with(b"\n") {
                self.stream.skip_until(b'\n')?;
            }
        }
        self.line += usize::from(!bytes.is_empty());
        Ok((!bytes.is_empty()).then_some(bytes))
    }

    /// Reads a byte of the stream. It does not see lines that were unread.
    pub(in crate::source) fn read_byte(&mut self) -> io::Result<Option<u8>> {
        let Some(byte) = self.stream.fill_buf()?.first().copied() else { return Ok(None) };
        self.stream.consume(1);
        self.line += usize::from(byte == b'\n');
        Ok(Some(byte))
    }
}
