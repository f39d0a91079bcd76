//! The bytes of one article, or of one file of several, read in bounded memory.

use std::fs;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;

use super::cut::{Blocks, Cut, Input, Lines, MAX_RECORD, Piece, Source, too_large};
use super::shape::Shape;
use super::{Fault, File, decode, json, mail, sgml, table};

/// How much of a file is looked at to tell its shape.
const HEAD: u64 = 64 << 10;
/// An array of JSON larger than this, in bytes, is cut in its elements.
const LARGE_ARRAY: u64 = 8 << 20;

/// A stretch of bytes that is read as a whole: a file, or one article of a file that can be cut.
#[derive(Debug)]
pub struct Record {
    /// Where it comes from.
    pub file: Arc<File>,
    /// Its place in a file that was cut, from 0: the line of JSON Lines, the row of a table.
    pub entry: Option<usize>,
    /// Whether it is the last of its file.
    pub last: bool,
    /// The line on which it begins, from 1, in a file that was cut.
    pub(super) line: Option<usize>,
    pub(super) shape: Shape,
    /// What stands before its bytes when they are read: the names of a table's columns.
    pub(super) head: Option<Arc<[u8]>>,
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

    /// Whether it only marks the end of a file that was cut and held something.
    pub(super) fn is_end(&self) -> bool {
        self.last && self.entry.is_some_and(|entry| entry > 0) && self.bytes.as_ref().is_ok_and(Vec::is_empty)
    }

    /// Whether its bytes could not be read at all.
    pub fn is_unreadable(&self) -> bool {
        self.bytes.is_err()
    }
}

/// Reads files one after the other; one of many articles, whatever its size, article by article.
pub struct Records {
    files: std::vec::IntoIter<Arc<File>>,
    cutting: Option<Cutting>,
}

/// A file that is being cut.
struct Cutting {
    file: Arc<File>,
    shape: Shape,
    input: Input,
    cut: Box<dyn Cut>,
    count: usize,
}

impl Records {
    /// The records of these files, in their order.
    pub fn new(files: Vec<Arc<File>>) -> Self {
        Self { files: files.into_iter(), cutting: None }
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
        if self.cutting.is_none() {
            let file = self.files.next()?;
            match open(&file) {
                Ok(Opened::Cut(cutting)) => self.cutting = Some(cutting),
                Ok(Opened::Whole(shape, bytes)) => return Some(whole(file, shape, Ok(bytes))),
                Err(fault) => {
                    let shape = file.shape;
                    return Some(whole(file, shape, Err(fault)));
                }
            }
        }
        let record = self.cutting.as_mut()?.next();
        if record.last {
            self.cutting = None;
        }
        Some(record)
    }
}

fn whole(file: Arc<File>, shape: Shape, bytes: Result<Vec<u8>, Fault>) -> Record {
    Record { entry: None, line: None, last: true, shape, head: None, bytes, file }
}

enum Opened {
    Whole(Shape, Vec<u8>),
    Cut(Cutting),
}

fn open(file: &Arc<File>) -> Result<Opened, Fault> {
    let io = |error: io::Error| Fault::io(&error);
    let mut open = fs::File::open(&file.path).map_err(io)?;
    let mut head = Vec::new();
    (&mut open).take(HEAD).read_to_end(&mut head).map_err(io)?;
    let shape = file.shape.look_at(&head);
    let Some(cut) = cut(shape, &head, file.size) else { return Ok(Opened::Whole(shape, read_whole(file)?)) };
    // Wide characters have no bytes to cut at: they are decoded first, as a whole.
    let source: Box<dyn Source> = if decode::is_utf16(&head) {
        Box::new(Cursor::new(decode::decode(&read_whole(file)?).into_bytes()))
    } else {
        open.seek(SeekFrom::Start(0)).map_err(io)?;
        Box::new(BufReader::with_capacity(1 << 20, open))
    };
    Ok(Opened::Cut(Cutting { file: file.clone(), shape, input: Input::new(source), cut, count: 0 }))
}

/// How a file of this shape is cut; nothing where it is read as a whole.
fn cut(shape: Shape, head: &[u8], size: u64) -> Option<Box<dyn Cut>> {
    let is_array = head.iter().find(|byte| byte.is_ascii_graphic()) == Some(&b'[');
    match shape {
        Shape::JsonLines => Some(Box::new(Lines)),
        Shape::Json if is_array && size > LARGE_ARRAY => Some(Box::new(json::Elements::default())),
        Shape::Table => Some(Box::new(table::Rows::default())),
        Shape::Sgml => Some(Box::new(Blocks::new(sgml::begins))),
        Shape::Mbox => Some(Box::new(Blocks::new(mail::begins))),
        _ => None,
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
    Err(changing())
}

fn changing() -> Fault {
    Fault::new("it changes while it is read", "run again when it is written")
}

impl Cutting {
    /// The next article; what follows the last one is an empty record, so that every file has an end.
    fn next(&mut self) -> Record {
        let end = |bytes, input: &Input| Piece { line: input.line_number(), entry: self.count, head: None, bytes };
        let (last, piece) = match self.cut.next(&mut self.input) {
            Ok(Some(piece)) => (false, piece),
            Ok(None) if self.file.has_changed() => (true, end(Err(changing()), &self.input)),
            Ok(None) => (true, end(Ok(Vec::new()), &self.input)),
            Err(error) => (true, end(Err(Fault::io(&error)), &self.input)),
        };
        self.count = piece.entry + 1;
        let Piece { line, entry, head, bytes } = piece;
        Record { file: self.file.clone(), entry: Some(entry), last, line: Some(line), shape: self.shape, head, bytes }
    }
}
