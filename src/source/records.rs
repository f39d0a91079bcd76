//! The records of many files, from a thread that reads ahead.

use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};

use super::reader::{self, Output};
use super::{Fault, File, Record};

/// How many records the reading thread sends at once, and how many bytes.
const CHUNK_RECORDS: usize = 64;
const CHUNK_BYTES: usize = 1 << 20;

/// Sends the records of a file to the output, and says why the file could not be read to its end, if so.
type ReadFile = fn(&mut Output<'_>) -> ControlFlow<(), Option<Fault>>;

/// Reads files one after the other, in bounded memory. A file of many articles gives one record per article.
///
/// One thread reads and unpacks while the records are processed elsewhere. It waits when they are not taken, so that only
/// a few are in memory.
pub struct Records {
    chunks: Option<Receiver<Vec<Record>>>,
    chunk: std::vec::IntoIter<Record>,
    thread: Option<JoinHandle<()>>,
}

impl Records {
    /// The records of these files, in their order.
    pub fn new(files: Vec<Arc<File>>) -> Self {
        Self::read_by(reader::read, files)
    }

    fn read_by(read_file: ReadFile, files: Vec<Arc<File>>) -> Self {
        let (sender, chunks) = sync_channel(1);
        let all = files.clone();
        match Builder::new().name("reading".to_owned()).spawn(move || send_all(read_file, files, &sender)) {
            Ok(thread) => Self { chunks: Some(chunks), chunk: Vec::new().into_iter(), thread: Some(thread) },
            Err(error) => Self { chunks: None, chunk: all_unread(all, &error).into_iter(), thread: None },
        }
    }

    /// The next records: at most `count`, and about `bytes` bytes; empty at the end.
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
                    // Without this, a panic outside a file would look like the end of the files.
                    if let Some(Err(panic)) = self.thread.take().map(JoinHandle::join) {
                        panic::resume_unwind(panic);
                    }
                }
            }
        }
    }
}

/// Reads every file; stops when the receiver is dropped.
fn send_all(read_file: ReadFile, files: Vec<Arc<File>>, chunks: &SyncSender<Vec<Record>>) {
    let mut chunk = Vec::new();
    let mut size = 0;
    let mut receive = |record: Record| {
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
        if send(read_file, Output::new(file, &mut receive)).is_break() {
            return;
        }
    }
    // The receiver may be gone, which is not an error.
    let _ = chunks.send(chunk);
}

/// Sends the records of one file and its end. A panic costs this file only.
fn send(read_file: ReadFile, mut output: Output<'_>) -> ControlFlow<()> {
    let read = panic::catch_unwind(AssertUnwindSafe(|| read_file(&mut output)));
    let unread = match read {
        Ok(unread) => unread?,
        Err(panic) => Some(Fault::internal(&*panic)),
    };
    output.end(unread)
}

/// Reports every file as unreadable, because there is no thread to read them.
fn all_unread(files: Vec<Arc<File>>, error: &std::io::Error) -> Vec<Record> {
    let mut records = Vec::new();
    for file in files {
        let mut receive = |record| {
            records.push(record);
            ControlFlow::Continue(())
        };
        // The receiver above never breaks off.
        let _ = Output::new(file, &mut receive).end(Some(Fault::io(error)));
    }
    records
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::source::{Overrides, articles, walk};

    /// Reads a file, but panics before it (`early` in its name) or after it (`late`).
    fn read_or_panic(output: &mut Output<'_>) -> ControlFlow<(), Option<Fault>> {
        let name = output.file().name.clone();
        assert!(!name.ends_with("early.txt"), "the name is {name}");
        let read = reader::read(output);
        assert!(!name.ends_with("late.txt"));
        read
    }

    #[test]
    fn a_panic_costs_one_file() {
        let home = tempfile::tempdir().unwrap();
        for name in ["a.txt", "b-early.txt", "c-late.txt", "d.txt"] {
            fs::write(home.path().join(name), format!("{name}\n\n“It holds,” said Ida Holm.\n")).unwrap();
        }
        let files = walk(&[home.path().to_owned()]).unwrap().files;
        let sizes: u64 = files.iter().map(|file| file.size).sum();
        let (mut titles, mut faults, mut unreadable, mut consumed) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for record in Records::read_by(read_or_panic, files) {
            consumed += record.consumed;
            if record.is_unreadable() {
                unreadable.push(record.file.name.rsplit('/').next().unwrap_or_default().to_owned());
            }
            for article in articles(&record, &Overrides::default()) {
                match article {
                    Ok(article) => titles.push(article.title.unwrap_or_default()),
                    Err(skipped) => faults.push(skipped.fault),
                }
            }
        }
        assert_eq!(titles, ["a.txt", "c-late.txt", "d.txt"]);
        assert_eq!(unreadable, ["b-early.txt", "c-late.txt"]);
        assert!(faults[0].what.starts_with("internal error (the name is "), "{faults:?}");
        assert!(faults.len() == 2 && faults.iter().all(|fault| fault.is_internal && !fault.expected), "{faults:?}");
        assert_eq!(consumed, sizes);
    }
}
