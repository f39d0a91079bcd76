//! The bytes of one article, or of one file of several, read in bounded memory.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};

use super::container::Limits;
use super::member::Member;
use super::reader::Reader;
use super::shape::Shape;
use super::{Fault, File};

/// How many records go from the reading thread to the others at once, and how many bytes.
const CHUNK_RECORDS: usize = 64;
const CHUNK_BYTES: usize = 1 << 20;

/// A stretch of bytes that is read as a whole: a file, a member of an archive, or one article of what can be cut.
#[derive(Debug)]
pub struct Record {
    /// Where it comes from.
    pub file: Arc<File>,
    /// Its place in what was cut, from 0: the line of JSON Lines, the row of a table.
    pub entry: Option<usize>,
    /// Whether it holds nothing, and marks the end of its file.
    pub last: bool,
    /// How many bytes of the file on disk were read for it.
    pub consumed: u64,
    /// The member of the file, where that is an archive.
    pub(super) member: Option<Arc<Member>>,
    /// At the end of a file, whether the file could not be read as a whole.
    pub(super) unread: bool,
    /// Whether its bytes break off, which is told beside it.
    pub(super) partial: bool,
    /// The line on which it begins, from 1, in what was cut.
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

    /// The way to it below the folder that was named, with `/` between, and through an archive.
    pub(super) fn below(&self) -> String {
        self.inside(self.file.below().to_owned())
    }

    /// The way that leads to its file, and on through an archive.
    pub(crate) fn inside(&self, way: String) -> String {
        match &self.member {
            Some(member) => format!("{way}/{}", member.name),
            None => way,
        }
    }

    /// The name of the member of an archive that it comes from.
    pub(crate) fn member(&self) -> Option<&str> {
        self.member.as_ref().map(|member| member.name.as_str())
    }

    /// A hash of all that its articles are read from; nothing where it is no entry of several, or breaks off.
    pub(crate) fn hash(&self) -> Option<u64> {
        let bytes = self.bytes.as_ref().ok().filter(|_| self.entry.is_some() && !self.partial)?;
        let mut hasher = blake3::Hasher::new();
        let head = self.head.as_deref().unwrap_or_default();
        hasher.update(format!("{:?} {}\n", self.shape, head.len()).as_bytes()).update(head).update(bytes);
        hasher.finalize().as_bytes().first_chunk().map(|first| u64::from_le_bytes(*first))
    }

    /// At the end of a file, whether the file could not be read as a whole: it is gone, forbidden, or changes.
    pub fn is_unreadable(&self) -> bool {
        self.unread
    }
}

/// Reads files one after the other; what holds many articles, whatever its size, article by article.
///
/// One thread reads and unpacks while the records it gave are worked on; it waits when they are not taken, so that few
/// are held at a time.
pub struct Records {
    chunks: Option<Receiver<Vec<Record>>>,
    chunk: std::vec::IntoIter<Record>,
    thread: Option<JoinHandle<()>>,
}

impl Records {
    /// The records of these files, in their order.
    pub fn new(files: Vec<Arc<File>>) -> Self {
        let (sender, chunks) = sync_channel(1);
        let unread = files.clone();
        match Builder::new().name("reading".to_owned()).spawn(move || read(files, &sender)) {
            Ok(thread) => Self { chunks: Some(chunks), chunk: Vec::new().into_iter(), thread: Some(thread) },
            Err(error) => {
                let records: Vec<Record> = unread.into_iter().flat_map(|file| without_thread(file, &error)).collect();
                Self { chunks: None, chunk: records.into_iter(), thread: None }
            }
        }
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
        loop {
            if let Some(record) = self.chunk.next() {
                return Some(record);
            }
            match self.chunks.as_ref()?.recv() {
                Ok(chunk) => self.chunk = chunk.into_iter(),
                Err(_) => {
                    self.chunks = None;
                    // A panic there is one here: what comes out must not look like all there is.
                    if let Some(Err(panic)) = self.thread.take().map(JoinHandle::join) {
                        std::panic::resume_unwind(panic);
                    }
                }
            }
        }
    }
}

/// Reads all files, and ends early when nobody takes what it gives.
fn read(files: Vec<Arc<File>>, chunks: &SyncSender<Vec<Record>>) {
    let mut chunk = Vec::new();
    let mut size = 0;
    let mut give = |record: Record| {
        size += record.len();
        chunk.push(record);
        if chunk.len() < CHUNK_RECORDS && size < CHUNK_BYTES {
            return ControlFlow::Continue(());
        }
        size = 0;
        let sent = chunks.send(std::mem::take(&mut chunk));
        if sent.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    for file in files {
        if Reader::new(file, Limits::default(), &mut give).read().is_break() {
            return;
        }
    }
    // Nobody may wait for the rest, which is no fault.
    let _ = chunks.send(chunk);
}

/// What is said of a file that no thread can read.
fn without_thread(file: Arc<File>, error: &std::io::Error) -> [Record; 2] {
    let record = |bytes, last| Record {
        file: file.clone(),
        entry: None,
        last,
        consumed: 0,
        member: None,
        unread: last,
        partial: false,
        line: None,
        shape: Shape::Text,
        head: None,
        bytes,
    };
    [record(Err(Fault::io(error)), false), record(Ok(Vec::new()), true)]
}
