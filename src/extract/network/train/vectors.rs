//! Word vectors, one word a line.

use crate::error::{Error, ErrorKind, Result};
use crate::extract::network::features::fnv;
use crate::extract::network::sizes::VECTOR;

/// How many of the most frequent words have a row of their own.
const WORDS: usize = 30_000;

/// Words and their vectors, most frequent first.
pub(super) struct WordVectors {
    /// The hashes of the words.
    pub(super) keys: Vec<u64>,
    /// For each word [`VECTOR`] numbers.
    pub(super) vectors: Vec<f32>,
}

impl WordVectors {
    /// Reads lines of a word and its numbers, with spaces between.
    ///
    /// # Errors
    /// When a line has another form.
    pub(super) fn read(lines: &str) -> Result<Self> {
        let mut words = Self { keys: Vec::new(), vectors: Vec::new() };
        for (number, line) in lines.lines().take(WORDS).enumerate() {
            let mut fields = line.split(' ');
            words.keys.push(fnv(fields.next().unwrap_or_default().as_bytes()));
            words.vectors.extend(fields.map_while(|field| field.parse::<f32>().ok()));
            if words.vectors.len() != words.keys.len() * VECTOR {
                let what = format!("line {} of the vectors is not a word and {VECTOR} numbers", number + 1);
                return Err(Error::new(ErrorKind::Path, what, "make the file as `docs/model.md` says"));
            }
        }
        Ok(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_word_and_its_numbers() {
        let line = format!("dam{}", " 0.5".repeat(VECTOR));
        let words = WordVectors::read(&line).unwrap();
        assert_eq!((words.keys[..] == [fnv(b"dam")], words.vectors.len()), (true, VECTOR));
        assert!(WordVectors::read("dam 0.5").is_err());
        assert!(WordVectors::read(&format!("{line} 0.5")).is_err());
    }
}
