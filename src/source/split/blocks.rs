//! Files in which every article begins with a line of a certain form: mailboxes, and Reuters-21578.

use std::io;

use super::{Input, Piece, Splitter, append};

/// Splits before each line that begins an article, and drops what comes before the first.
pub(in crate::source) struct Blocks {
    begins: fn(&[u8], bool) -> bool,
    /// The first line of the next article, with its number.
    first: Option<(usize, Vec<u8>)>,
    count: usize,
}

impl Blocks {
    /// `begins` says whether a line begins an article; its second argument, whether the line before is blank or missing.
    pub(in crate::source) fn new(begins: fn(&[u8], bool) -> bool) -> Self {
        Self { begins, first: None, count: 0 }
    }

    /// Adds lines to `bytes` up to the next article, whose first line it keeps.
    fn read_to_next(&mut self, input: &mut Input<'_>, mut bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut after_blank = bytes.is_empty();
        loop {
            let number = input.line_number();
            let Some(line) = input.read_line()? else { return Ok(bytes) };
            if (self.begins)(&line, after_blank) {
                self.first = Some((number, line));
                return Ok(bytes);
            }
            after_blank = line.iter().all(u8::is_ascii_whitespace);
            append(&mut bytes, &line);
        }
    }
}

impl Splitter for Blocks {
    fn next(&mut self, input: &mut Input<'_>) -> io::Result<Option<Piece>> {
        if self.first.is_none() && self.count == 0 {
            self.read_to_next(input, Vec::new())?;
        }
        let Some((line, first)) = self.first.take() else { return Ok(None) };
        let bytes = self.read_to_next(input, first)?;
        self.count += 1;
        Ok(Some(Piece::new(line, self.count - 1, bytes)))
    }
}
