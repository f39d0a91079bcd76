//! JSON Lines.

use std::io;

use super::{Input, Piece, Splitter};

/// Splits at line breaks and drops blank lines. The entry of a piece is its line, counted from 0.
pub(in crate::source) struct Lines;

impl Splitter for Lines {
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
