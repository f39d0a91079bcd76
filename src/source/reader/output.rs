//! Where the records of a file go.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::source::byte_stream::ByteCount;
use crate::source::format::Format;
use crate::source::member::Member;
use crate::source::split::Piece;
use crate::source::{Fault, File, Record, text};

/// Builds the records of one file and sends them to a receiver, which may break off.
pub(in crate::source) struct Output<'r> {
    file: Arc<File>,
    receive: &'r mut dyn FnMut(Record) -> ControlFlow<()>,
    /// Bytes of the file that were read, and how many of them are in the records sent so far.
    read: ByteCount,
    consumed: u64,
}

impl<'r> Output<'r> {
    pub(in crate::source) fn new(file: Arc<File>, receive: &'r mut dyn FnMut(Record) -> ControlFlow<()>) -> Self {
        Self { file, receive, read: ByteCount::default(), consumed: 0 }
    }

    pub(in crate::source) fn file(&self) -> &Arc<File> {
        &self.file
    }

    /// The count of the file's bytes, for its readers to add to.
    pub(super) fn read(&self) -> &ByteCount {
        &self.read
    }

    /// Sends what is not split; `partial` says that only a part of it could be read.
    pub(super) fn unsplit(
        &mut self,
        member: Option<&Arc<Member>>,
        format: &'static Format,
        bytes: Vec<u8>,
        partial: bool,
    ) -> ControlFlow<()> {
        let record = self.record(member, format, Ok(bytes));
        (self.receive)(Record { partial, ..record })
    }

    /// Sends one article of a file that was split.
    pub(super) fn piece(
        &mut self,
        member: Option<&Arc<Member>>,
        format: &'static Format,
        piece: Piece,
    ) -> ControlFlow<()> {
        let Piece { line, entry, header, bytes } = piece;
        let record = self.record(member, format, bytes);
        (self.receive)(Record { entry: Some(entry), line: Some(line), header, ..record })
    }

    /// Sends what is wrong with the file or a member.
    pub(super) fn fault(&mut self, member: Option<&Arc<Member>>, fault: Fault) -> ControlFlow<()> {
        let record = self.record(member, &text::FORMAT, Err(fault));
        (self.receive)(record)
    }

    /// Sends the end of the file, after the fault for which it could not be read to its end, if any.
    pub(in crate::source) fn end(mut self, unread: Option<Fault>) -> ControlFlow<()> {
        let unreadable = unread.is_some();
        if let Some(fault) = unread {
            self.fault(None, fault)?;
        }
        self.read.set(self.file.size.max(self.consumed));
        let end = self.record(None, &text::FORMAT, Ok(Vec::new()));
        (self.receive)(Record { last: true, unreadable, ..end })
    }

    fn record(
        &mut self,
        member: Option<&Arc<Member>>,
        format: &'static Format,
        bytes: Result<Vec<u8>, Fault>,
    ) -> Record {
        let consumed = self.read.get().min(self.file.size).saturating_sub(self.consumed);
        self.consumed += consumed;
        Record {
            file: self.file.clone(),
            member: member.cloned(),
            entry: None,
            last: false,
            consumed,
            unreadable: false,
            partial: false,
            line: None,
            format,
            header: None,
            bytes,
        }
    }
}
