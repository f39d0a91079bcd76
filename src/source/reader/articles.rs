//! Reading a stream of articles: split if its format can be split, else as a whole.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::output::Output;
use crate::source::byte_stream::ByteStream;
use crate::source::format::Format;
use crate::source::member::Member;
use crate::source::split::{Input, MAX_ARTICLE, Splitter, too_large};
use crate::source::{Fault, encoding};

/// How much of a stream shows its encoding.
const START: usize = 64 << 10;

/// A stream of articles in one format, from a file or a member of it.
pub(super) struct ArticleStream<'s> {
    pub(super) member: Option<&'s Arc<Member>>,
    pub(super) format: &'static Format,
    pub(super) stream: ByteStream<'s>,
    /// The size in bytes, if known.
    pub(super) size: Option<u64>,
}

impl ArticleStream<'_> {
    /// Sends the records of the stream.
    pub(super) fn read(mut self, output: &mut Output<'_>) -> ControlFlow<()> {
        let is_utf16 = encoding::is_utf16(self.stream.peek(START));
        let Some(splitter) = (self.format.splitter)(&mut self.stream) else { return self.whole(output) };
        if is_utf16 {
            // Splitters look for ASCII bytes, so UTF-16 is decoded first, as a whole.
            let (bytes, error) = self.stream.read_up_to(MAX_ARTICLE + 1);
            if bytes.len() as u64 > MAX_ARTICLE || error.is_some() {
                let fault = error.map_or_else(|| too_large(self.size), |error| Fault::io(&error));
                return output.fault(self.member, fault);
            }
            self.stream = ByteStream::new(Cursor::new(encoding::decode(&bytes).text.into_bytes()));
        }
        self.pieces(splitter, output)
    }

    fn pieces(self, mut splitter: Box<dyn Splitter>, output: &mut Output<'_>) -> ControlFlow<()> {
        let Self { member, format, stream, .. } = self;
        let mut input = Input::new(stream);
        let mut any = false;
        loop {
            match splitter.next(&mut input) {
                Ok(Some(piece)) => output.piece(member, format, piece)?,
                Ok(None) if !any => return output.fault(member, nothing_inside()),
                Ok(None) => return ControlFlow::Continue(()),
                Err(error) => return output.fault(member, Fault::io(&error)),
            }
            any = true;
        }
    }

    /// Reads one article; of one that is cut short, what there is.
    fn whole(mut self, output: &mut Output<'_>) -> ControlFlow<()> {
        let Self { member, format, .. } = self;
        let (bytes, error) = self.stream.read_up_to(MAX_ARTICLE + 1);
        if bytes.len() as u64 > MAX_ARTICLE {
            return output.fault(member, too_large(self.size));
        }
        if member.is_none() && output.file().has_changed() {
            // Half a file is not an article. The end of the file reports the change.
            return ControlFlow::Continue(());
        }
        let Some(error) = error else { return output.unsplit(member, format, bytes, false) };
        if !bytes.iter().all(u8::is_ascii_whitespace) {
            output.unsplit(member, format, bytes, true)?;
        }
        output.fault(member, Fault::io(&error))
    }
}

fn nothing_inside() -> Fault {
    Fault::new("no article was found in it", "check that the file is what its name says")
}
