//! Cuts files of many articles into the bytes of single ones, so that a file of any size is read in little memory.

use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::sync::Arc;

use super::Fault;

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
    fn next(&mut self, input: &mut Input) -> io::Result<Option<Piece>>;
}

/// What can be read and rewound.
pub(super) trait Source: BufRead + Seek {}
impl<T: BufRead + Seek> Source for T {}

/// A file that is read line by line or byte by byte, and knows its place.
pub(super) struct Input {
    source: Box<dyn Source>,
    line: usize,
    at: u64,
}

/// A place to come back to.
#[derive(Clone, Copy)]
pub(super) struct Place {
    line: usize,
    at: u64,
}

impl Input {
    pub(super) fn new(source: Box<dyn Source>) -> Self {
        Self { source, line: 1, at: 0 }
    }

    /// The line that is read next, from 1.
    pub(super) fn line_number(&self) -> usize {
        self.line
    }

    pub(super) fn place(&self) -> Place {
        Place { line: self.line, at: self.at }
    }

    pub(super) fn return_to(&mut self, place: Place) -> io::Result<()> {
        (self.line, self.at) = (place.line, place.at);
        self.source.seek(SeekFrom::Start(place.at)).map(|_| ())
    }

    /// Reads a line with its end, of which it keeps no more than the limit and a byte; nothing at the end of the file.
    pub(super) fn read_line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        let mut length = (&mut self.source).take(MAX_RECORD + 1).read_until(b'\n', &mut bytes)?;
        if length as u64 > MAX_RECORD && !bytes.ends_with(b"\n") {
            length += skip_line(&mut self.source)?;
        }
        self.line += usize::from(length > 0);
        self.at += length as u64;
        Ok((length > 0).then_some(bytes))
    }

    /// The next byte, which is taken.
    pub(super) fn next_byte(&mut self) -> io::Result<Option<u8>> {
        let Some(byte) = self.source.fill_buf()?.first().copied() else { return Ok(None) };
        self.source.consume(1);
        self.at += 1;
        self.line += usize::from(byte == b'\n');
        Ok(Some(byte))
    }
}

fn skip_line(source: &mut impl BufRead) -> io::Result<usize> {
    let mut length = 0;
    loop {
        let buffer = source.fill_buf()?;
        let end = buffer.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
        let step = end.unwrap_or(buffer.len());
        source.consume(step);
        length += step;
        if end.is_some() || step == 0 {
            return Ok(length);
        }
    }
}

/// The bytes of a record, unless they are too many.
pub(super) fn limited(bytes: Vec<u8>) -> Result<Vec<u8>, Fault> {
    if bytes.len() as u64 > MAX_RECORD { Err(too_large(bytes.len() as u64)) } else { Ok(bytes) }
}

pub(super) fn too_large(size: u64) -> Fault {
    let what = format!("a file of {} MB, and one article has {} MB at most", size >> 20, MAX_RECORD >> 20);
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
    fn next(&mut self, input: &mut Input) -> io::Result<Option<Piece>> {
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
    fn read_to_next(&mut self, input: &mut Input, mut bytes: Vec<u8>) -> io::Result<Vec<u8>> {
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
    fn next(&mut self, input: &mut Input) -> io::Result<Option<Piece>> {
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
    use std::io::Cursor;

    use super::*;
    use crate::source::{json, mail, table};

    /// The pieces of a text: line, entry and bytes.
    fn pieces(text: &str, mut cut: impl Cut) -> Vec<(usize, usize, Result<String, String>)> {
        let mut input = Input::new(Box::new(Cursor::new(text.as_bytes().to_vec())));
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
