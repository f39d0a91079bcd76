//! Splitting a large JSON array.

use std::io;

use crate::source::split::{Input, MAX_ARTICLE, Piece, Splitter};

/// Splits `[{…}, {…}]` at the commas outside its elements.
#[derive(Default)]
pub(in crate::source) struct Elements {
    inside: bool,
    count: usize,
}

impl Splitter for Elements {
    fn next(&mut self, input: &mut Input<'_>) -> io::Result<Option<Piece>> {
        while !self.inside {
            match input.read_byte()? {
                Some(b'[') => self.inside = true,
                Some(_) => {}
                None => return Ok(None),
            }
        }
        let mut bytes = Vec::new();
        let mut line = input.line_number();
        let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
        loop {
            let byte = input.read_byte()?;
            let outside = depth == 0 && !in_string;
            let ends = byte.is_none_or(|byte| outside && matches!(byte, b',' | b']'));
            if ends && !bytes.is_empty() {
                self.count += 1;
                return Ok(Some(Piece::new(line, self.count - 1, bytes)));
            }
            let Some(byte) = byte else { return Ok(None) };
            if ends || (bytes.is_empty() && byte.is_ascii_whitespace()) {
                line = input.line_number();
                continue;
            }
            match byte {
                _ if escaped => escaped = false,
                b'\\' if in_string => escaped = true,
                b'"' => in_string = !in_string,
                b'{' | b'[' if !in_string => depth += 1,
                b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
                _ => {}
            }
            if bytes.len() as u64 <= MAX_ARTICLE {
                bytes.push(byte);
            }
        }
    }
}
