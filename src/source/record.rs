//! The bytes of one article, or of one file of several, read in bounded memory.

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

use super::shape::Shape;
use super::{Fault, File};

/// The largest file, or line of a JSON Lines file, that is read: 64 MB. A novel has one.
const MAX_RECORD: u64 = 64 << 20;

/// A stretch of bytes that is read as a whole: a file, or a line of a JSON Lines file.
#[derive(Debug)]
pub struct Record {
    /// Where it comes from.
    pub file: Arc<File>,
    /// The line, from 0, in a JSON Lines file.
    pub entry: Option<usize>,
    /// Whether it is the last of its file.
    pub last: bool,
    pub(super) shape: Shape,
    /// The bytes, or why there are none.
    pub(super) bytes: Result<Vec<u8>, Fault>,
}

impl Record {
    /// How much memory it takes, in bytes.
    pub fn len(&self) -> usize {
        self.bytes.as_ref().map_or(0, Vec::len)
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether it only marks the end of a JSON Lines file that held something.
    pub(super) fn is_end(&self) -> bool {
        self.last && self.entry.is_some_and(|entry| entry > 0) && self.bytes.as_ref().is_ok_and(Vec::is_empty)
    }

    /// Whether its bytes could not be read at all.
    pub fn is_unreadable(&self) -> bool {
        self.bytes.is_err()
    }
}

/// Reads files one after the other; a JSON Lines file of any size line by line.
pub struct Records {
    files: std::vec::IntoIter<Arc<File>>,
    lines: Option<Lines>,
}

struct Lines {
    file: Arc<File>,
    reader: BufReader<fs::File>,
    entry: usize,
}

impl Records {
    /// The records of these files, in their order.
    pub fn new(files: Vec<Arc<File>>) -> Self {
        Self { files: files.into_iter(), lines: None }
    }

    /// The next records, until they hold `bytes` bytes or are `count`; empty at the end.
    pub fn batch(&mut self, count: usize, bytes: usize) -> Vec<Record> {
        let mut batch = Vec::new();
        let mut size = 0;
        while batch.len() < count && size < bytes {
            let Some(record) = self.next() else { break };
            size += record.len();
            batch.push(record);
        }
        batch
    }
}

impl Iterator for Records {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if let Some(lines) = &mut self.lines {
            let record = lines.next();
            if record.last {
                self.lines = None;
            }
            return Some(record);
        }
        let file = self.files.next()?;
        if file.shape != Shape::JsonLines {
            let bytes = read_whole(&file);
            return Some(Record { entry: None, last: true, shape: file.shape, bytes, file });
        }
        match fs::File::open(&file.path) {
            Ok(open) => {
                self.lines = Some(Lines { file, reader: BufReader::with_capacity(1 << 20, open), entry: 0 });
                self.next()
            }
            Err(error) => {
                let bytes = Err(Fault::io(&error));
                Some(Record { entry: None, last: true, shape: file.shape, bytes, file })
            }
        }
    }
}

/// Reads a file that may change meanwhile: once more if it did, and not at all if it still does.
fn read_whole(file: &File) -> Result<Vec<u8>, Fault> {
    if file.size > MAX_RECORD {
        return Err(too_large(file.size));
    }
    for _ in 0..2 {
        let mut bytes = Vec::new();
        let open = fs::File::open(&file.path).map_err(|error| Fault::io(&error))?;
        open.take(MAX_RECORD + 1).read_to_end(&mut bytes).map_err(|error| Fault::io(&error))?;
        if bytes.len() as u64 > MAX_RECORD {
            return Err(too_large(bytes.len() as u64));
        }
        if !file.has_changed() {
            return Ok(bytes);
        }
    }
    Err(Fault::new("it changes while it is read", "run again when it is written"))
}

fn too_large(size: u64) -> Fault {
    let what = format!("a file of {} MB, and one article has {} MB at most", size >> 20, MAX_RECORD >> 20);
    Fault::new(&what, "give many articles as JSON Lines (.jsonl), one a line")
}

impl Lines {
    /// The next line that is not blank; what follows the last one is an empty record, so that every file has an end.
    fn next(&mut self) -> Record {
        loop {
            let mut line = Vec::new();
            let read = self.read_line(&mut line);
            let entry = self.entry;
            self.entry += 1;
            let at_end = matches!(read, Ok(0)) || read.is_err();
            if !at_end && line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let bytes = match read {
                Err(error) => Err(Fault::io(&error)),
                Ok(_) if line.len() as u64 > MAX_RECORD => Err(too_large(line.len() as u64)),
                Ok(0) if self.file.has_changed() => {
                    Err(Fault::new("it changes while it is read", "run again when it is written"))
                }
                Ok(_) => Ok(line),
            };
            return Record {
                file: self.file.clone(),
                entry: Some(entry),
                last: at_end,
                shape: Shape::JsonLines,
                bytes,
            };
        }
    }

    /// Reads one line, of which it keeps no more than the limit and a byte.
    fn read_line(&mut self, line: &mut Vec<u8>) -> io::Result<usize> {
        let read = (&mut self.reader).take(MAX_RECORD + 1).read_until(b'\n', line)?;
        if line.len() as u64 > MAX_RECORD {
            self.reader.skip_until(b'\n')?;
        }
        Ok(read)
    }
}
