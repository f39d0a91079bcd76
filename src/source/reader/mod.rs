//! Reading one file, whatever it is packed in, record by record.

mod articles;
mod output;
#[cfg(test)]
mod tests;

pub(super) use output::Output;

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufReader, Cursor};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::byte_stream::{ByteCount, ByteStream, CountedFile};
use super::container::{self, Budget, Compression, Expansion, Limits, Sink};
use super::kind::Kind;
use super::member::Member;
use super::{Fault, html};
use articles::ArticleStream;

/// How much of a file is looked at to see what it is.
const START: usize = 64 << 10;

/// Sends the records of a file to the output, and says why the file could not be read to its end, if so.
pub(super) fn read(output: &mut Output<'_>) -> ControlFlow<(), Option<Fault>> {
    read_within(Limits::default(), output)
}

fn read_within(limits: Limits, output: &mut Output<'_>) -> ControlFlow<(), Option<Fault>> {
    let file = output.file().clone();
    let opened = match fs::File::open(&file.path) {
        Ok(opened) => opened,
        Err(error) => return ControlFlow::Continue(Some(Fault::io(&error))),
    };
    Reader { budget: Budget::new(limits, file.size), names: HashMap::new(), output }.file(opened)?;
    let changing = || Fault::new("the file changed while it was read", "run again when it is complete");
    ControlFlow::Continue(file.has_changed().then(changing))
}

struct Reader<'o, 'r> {
    budget: Budget,
    /// How many members had a name so far, by the hash of the name.
    names: HashMap<u64, usize>,
    output: &'o mut Output<'r>,
}

impl Reader<'_, '_> {
    fn file(&mut self, opened: fs::File) -> ControlFlow<()> {
        let file = self.output.file().clone();
        let mut stream = ByteStream::new(CountedFile::new(opened, self.output.read()));
        let kind = file.kind.of_start(stream.peek(START));
        if matches!(kind, Kind::Zip | Kind::Epub) && Compression::of(stream.peek(Compression::START)).is_none() {
            let open = |read: &ByteCount| Ok(BufReader::new(CountedFile::new(fs::File::open(&file.path)?, read)));
            return match (open(&ByteCount::default()), open(self.output.read())) {
                (Ok(directory), Ok(bodies)) => container::zip(self, book(kind).as_ref(), 1, (directory, bodies)),
                (Err(error), _) | (_, Err(error)) => self.fault(None, Fault::io(&error)),
            };
        }
        self.stream(None, file.kind, 0, stream)
    }

    /// A zip is read from its end, so one inside another archive is held in memory.
    fn inner_zip(
        &mut self,
        member: Option<&Arc<Member>>,
        kind: Kind,
        depth: usize,
        mut stream: ByteStream<'_>,
    ) -> ControlFlow<()> {
        let limit = self.budget.limits().inner_zip;
        let (bytes, error) = stream.read_up_to(limit + 1);
        if bytes.len() as u64 > limit {
            let what = format!("a zip archive of more than {} MB inside another archive", limit >> 20);
            return self.fault(member, Fault::new(&what, "unpack the outer one"));
        }
        let book = book(kind).filter(|_| member.is_none());
        container::zip(self, member.or(book.as_ref()), depth, (Cursor::new(&bytes), Cursor::new(&bytes)))?;
        match error {
            Some(error) => self.fault(member, Fault::io(&error)),
            None => ControlFlow::Continue(()),
        }
    }

    /// A member whose name another has had, under a name of its own: an archive can hold several files of one name, and a crawl
    /// the same page twice. Each must have its own place.
    fn numbered(&mut self, member: &Member) -> Option<Arc<Member>> {
        let mut hasher = DefaultHasher::new();
        member.name.hash(&mut hasher);
        let count = self.names.entry(hasher.finish()).or_default();
        *count += 1;
        (*count > 1).then(|| Arc::new(member.numbered(*count)))
    }

    /// The size of a file that is neither packed nor compressed.
    fn plain_size(&self, member: Option<&Arc<Member>>) -> Option<u64> {
        (member.is_none() && self.budget.expanded() == 0).then_some(self.output.file().size)
    }
}

impl Sink for Reader<'_, '_> {
    fn budget(&mut self) -> &mut Budget {
        &mut self.budget
    }

    fn fault(&mut self, member: Option<&Arc<Member>>, fault: Fault) -> ControlFlow<()> {
        self.output.fault(member, fault)
    }

    fn member(&mut self, member: Member, depth: usize, stream: ByteStream<'_>) -> ControlFlow<()> {
        match Kind::of_name(member.file_name()) {
            _ if member.is_hidden() || member.name.is_empty() => ControlFlow::Continue(()),
            // The other files of a book describe it.
            Ok(kind) if member.is_of_book() && kind != Kind::Articles(&html::FORMAT) => ControlFlow::Continue(()),
            Ok(kind) => self.stream(Some(&Arc::new(member)), kind, depth, stream),
            Err(extension) => {
                let plain = extension.len() <= 8 && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
                self.fault(None, Fault::unsupported(if plain { &extension } else { "…" }))
            }
        }
    }

    fn stream(
        &mut self,
        member: Option<&Arc<Member>>,
        kind: Kind,
        depth: usize,
        mut stream: ByteStream<'_>,
    ) -> ControlFlow<()> {
        if let Some(compression) = Compression::of(stream.peek(Compression::START)) {
            let packed = stream.taken();
            let decoder = match compression.decoder(stream) {
                Ok(decoder) => decoder,
                Err(error) => return self.fault(member, Fault::io(&error)),
            };
            stream = ByteStream::new(Expansion::new(decoder, compression.name(), packed, &self.budget));
        }
        let kind = kind.of_start(stream.peek(START));
        if let Kind::Articles(format) = kind {
            let size = self.plain_size(member);
            let numbered = member.and_then(|member| self.numbered(member));
            let member = numbered.as_ref().or(member);
            return ArticleStream { member, format, stream, size }.read(self.output);
        }
        let most = self.budget.limits().depth;
        if depth >= most {
            let what = format!("an archive inside {most} others");
            return self.fault(member, Fault::new(&what, "unpack the outer one"));
        }
        match kind {
            Kind::Tar => container::tar(self, member, depth + 1, stream),
            Kind::Warc => container::warc(self, member, depth + 1, stream),
            _ => self.inner_zip(member, kind, depth + 1, stream),
        }
    }
}

/// What is known beforehand of the members of an e-book.
fn book(kind: Kind) -> Option<Arc<Member>> {
    (kind == Kind::Epub).then(|| Arc::new(Member::book()))
}
