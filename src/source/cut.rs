//! Cuts files of many articles into the bytes of single ones, so that a file of any size is read in little memory.

use std::io::{self, BufRead, Cursor, Read};
use std::sync::Arc;

use super::Fault;
use super::stream::Stream;

/// The largest record that is read: 64 MB. A novel has one.
pub(super) const MAX_RECORD: u64 = 64 << 20;

/// The bytes of one article.
pub(super) struct Piece {
    /// The line on which it begins, from 1.
    pub(super) line: usize,
    /// Its place in the file, from 0.
    pub(super) entry: usize,
    /// What all pieces of the file share and stands before each, such as the names of columns.
    pub(super) head: Option<Arc<[u8]>>,
    pub(super) bytes: Result<Vec<u8>, Fault>,
}

impl Piece {
    pub(super) fn new(line: usize, entry: usize, bytes: Vec<u8>) -> Self {
        Self { line, entry, head: None, bytes: limited(bytes) }
    }
}

/// A way of cutting: one for each shape of file that holds many articles.
pub(super) trait Cut {
    /// The next piece; nothing at the end of the file.
    fn next(&mut self, input: &mut Input<'_>) -> io::Result<Option<Piece>>;
}

/// A stream that is read line by line or byte by byte, and knows its line.
pub(super) struct Input<'s> {
    stream: Stream<'s>,
    line: usize,
    /// Lines that were given back, to be read again.
    back: Cursor<Vec<u8>>,
}

impl<'s> Input<'s> {
    pub(super) fn new(stream: Stream<'s>) -> Self {
        Self { stream, line: 1, back: Cursor::default() }
    }

    /// The line that is read next, from 1.
    pub(super) fn line_number(&self) -> usize {
        self.line
    }

    /// Gives back lines that were read last: a stream that is unpacked on the way cannot be rewound.
    pub(super) fn unread(&mut self, mut lines: Vec<u8>) {
        self.line -= lines.split_inclusive(|byte| *byte == b'\n').count();
        let at = usize::try_from(self.back.position()).unwrap_or(usize::MAX);
        lines.extend_from_slice(self.back.get_ref().get(at..).unwrap_or_default());
        self.back = Cursor::new(lines);
    }

    /// Reads a line with its end, of which it keeps no more than the limit and a byte; nothing at the end of the file.
    pub(super) fn read_line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        self.back.read_until(b'\n', &mut bytes)?;
        if bytes.is_empty() {
            self.back = Cursor::default();
            let length = (&mut self.stream).take(MAX_RECORD + 1).read_until(b'\n', &mut bytes)?;
            if length as u64 > MAX_RECORD && !bytes.ends_with(b"\n") {
                self.stream.skip_until(b'\n')?;
            }
        }
        self.line += usize::from(!bytes.is_empty());
        Ok((!bytes.is_empty()).then_some(bytes))
    }

    /// The next byte, which is taken; lines that were given back are not looked at.
    pub(super) fn next_byte(&mut self) -> io::Result<Option<u8>> {
        let Some(byte) = self.stream.fill_buf()?.first().copied() else { return Ok(None) };
        self.stream.consume(1);
        self.line += usize::from(byte == b'\n');
        Ok(Some(byte))
    }
}

/// The bytes of a record, unless they are too many.
pub(super) fn limited(bytes: Vec<u8>) -> Result<Vec<u8>, Fault> {
    if bytes.len() as u64 > MAX_RECORD { Err(too_large(None)) } else { Ok(bytes) }
}

/// What is larger than one article may be, with its size in bytes where that is known.
pub(super) fn too_large(size: Option<u64>) -> Fault {
    let limit = MAX_RECORD >> 20;
    let size = size.map_or_else(|| format!("more than {limit}"), |size| (size >> 20).to_string());
    let what = format!("a file of {size} MB, and one article has {limit} MB at most");
    Fault::new(&what, "give many articles as JSON Lines (.jsonl), one a line")
}

/// Adds a line to a record that may grow past the limit by one line, and no further.
pub(super) fn append(bytes: &mut Vec<u8>, line: &[u8]) {
    if bytes.len() as u64 <= MAX_RECORD {
        bytes.extend_from_slice(line);
    }
}

/// JSON Lines: a piece is a line that is not blank, and its entry is the line's number.
pub(super) struct Lines;

impl Cut for Lines {
    fn next(&mut self, input: &mut Input<'_>) -> io::Result<Option<Piece>> {
        loop {
            let line = input.line_number();
            let Some(bytes) = input.read_line()? else { return Ok(None) };
            if !bytes.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some(Piece::new(line, line - 1, bytes)));
            }
        }
    }
}

/// Cuts before each line that begins an article, and drops what stands before the first.
pub(super) struct Blocks {
    begins: fn(&[u8], bool) -> bool,
    /// The line that begins the next article, with its number.
    held: Option<(usize, Vec<u8>)>,
    count: usize,
}

impl Blocks {
    /// `begins` tells of a line, and of whether the one before it is blank or missing, if an article begins there.
    pub(super) fn new(begins: fn(&[u8], bool) -> bool) -> Self {
        Self { begins, held: None, count: 0 }
    }

    /// Reads on to the line that begins an article, and holds it; gives back what stands before it.
    fn read_to_next(&mut self, input: &mut Input<'_>, mut bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut after_blank = bytes.is_empty();
        loop {
            let number = input.line_number();
            let Some(line) = input.read_line()? else { return Ok(bytes) };
            if (self.begins)(&line, after_blank) {
                self.held = Some((number, line));
                return Ok(bytes);
            }
            after_blank = line.iter().all(u8::is_ascii_whitespace);
            append(&mut bytes, &line);
        }
    }
}

impl Cut for Blocks {
    fn next(&mut self, input: &mut Input<'_>) -> io::Result<Option<Piece>> {
        if self.held.is_none() && self.count == 0 {
            self.read_to_next(input, Vec::new())?;
        }
        let Some((line, first)) = self.held.take() else { return Ok(None) };
        let bytes = self.read_to_next(input, first)?;
        self.count += 1;
        Ok(Some(Piece::new(line, self.count - 1, bytes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{json, mail, table};

    /// The pieces of a text: line, entry and bytes.
    fn pieces(text: &str, mut cut: impl Cut) -> Vec<(usize, usize, Result<String, String>)> {
        let mut input = Input::new(Stream::new(text.as_bytes()));
        let mut pieces = Vec::new();
        while let Some(piece) = cut.next(&mut input).unwrap() {
            let bytes = piece.bytes.map(|bytes| String::from_utf8(bytes).unwrap()).map_err(|fault| fault.what);
            pieces.push((piece.line, piece.entry, bytes));
        }
        pieces
    }

    fn ok(line: usize, entry: usize, text: &str) -> (usize, usize, Result<String, String>) {
        (line, entry, Ok(text.to_owned()))
    }

    #[test]
    fn an_array_is_cut_at_its_own_commas() {
        let text = "\u{feff} [\n{\"a\": \"],} \\\" [\", \"b\": [1, {}]},\n\n {\"c\":2}, [3,4]\n]\n";
        let found = pieces(text, json::Elements::default());
        let expected =
            [ok(2, 0, "{\"a\": \"],} \\\" [\", \"b\": [1, {}]}"), ok(4, 1, "{\"c\":2}"), ok(4, 2, "[3,4]\n")];
        assert_eq!(found, expected);
        assert!(pieces("[]", json::Elements::default()).is_empty());
        assert!(pieces("", json::Elements::default()).is_empty());
    }

    #[test]
    fn a_mailbox_is_cut_before_each_envelope() {
        let text = "lost\n\nFrom a\nA: b\n\nFrom here it is text? No.\nFrom b\n\nFrom c\n";
        let found = pieces(text, Blocks::new(mail::begins));
        let expected =
            [ok(3, 0, "From a\nA: b\n\n"), ok(6, 1, "From here it is text? No.\nFrom b\n\n"), ok(9, 2, "From c\n")];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_field_that_is_never_closed_costs_one_line() {
        let found = pieces("title,text\na,\"b\nc\"\n\nd,\"e\nf,g\n", table::Rows::default());
        let unclosed = (5, 1, Err("a field whose quotation mark is never closed".to_owned()));
        assert_eq!(found, [ok(2, 0, "a,\"b\nc\"\n"), unclosed, ok(6, 2, "f,g\n")]);
    }

    #[test]
    fn a_line_past_the_limit_is_dropped_and_the_next_is_read() {
        let long = "x".repeat(MAX_RECORD as usize + 10);
        let found = pieces(&format!("{long}\nshort\n"), Lines);
        assert!(found[0].2.is_err());
        assert_eq!(found[1], ok(2, 1, "short\n"));
        let found = pieces(&format!("From a\n{long}\n{long}\n\nFrom b\n"), Blocks::new(mail::begins));
        assert!(found[0].2.is_err());
        assert_eq!(found[1], ok(5, 1, "From b\n"));
    }
}
