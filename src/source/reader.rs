//! Reads files, whatever they are packed in, and gives their records away one by one.

use std::fs;
use std::io::{BufReader, Cursor};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::container::{self, Compression, Expansion, Limits, Spent};
use super::cut::{Blocks, Cut, Input, Lines, MAX_RECORD, Piece, too_large};
use super::member::Member;
use super::record::Record;
use super::shape::{Kind, Shape};
use super::stream::{Count, Counted, Stream};
use super::{Fault, File, decode, json, mail, sgml, table};

/// How much of a file is looked at to tell its shape.
const HEAD: usize = 64 << 10;
/// An array of JSON larger than this, in bytes, is cut in its elements.
const LARGE_ARRAY: usize = 8 << 20;

/// Reads one file. `give` takes a record and tells whether to go on.
pub(super) struct Reader<'g> {
    file: Arc<File>,
    give: &'g mut dyn FnMut(Record) -> ControlFlow<()>,
    limits: Limits,
    spent: Spent,
    members: usize,
    /// Bytes of the file that were read, and how many of them the last record told.
    read: Count,
    told: u64,
}

impl<'g> Reader<'g> {
    pub(super) fn new(file: Arc<File>, limits: Limits, give: &'g mut dyn FnMut(Record) -> ControlFlow<()>) -> Self {
        let spent = Spent { size: file.size, ..Spent::default() };
        Self { file, give, limits, spent, members: 0, read: Count::default(), told: 0 }
    }

    /// Gives all records of the file, and at last one that marks its end.
    pub(super) fn read(mut self) -> ControlFlow<()> {
        let unread = match fs::File::open(&self.file.path) {
            Ok(file) => {
                self.open(file)?;
                self.file
                    .has_changed()
                    .then(|| Fault::new("it changes while it is read", "run again when it is written"))
            }
            Err(error) => Some(Fault::io(&error)),
        };
        let is_unread = unread.is_some();
        if let Some(fault) = unread {
            self.fault(None, fault)?;
        }
        self.read.set(self.file.size.max(self.told));
        let end = self.record(None, Shape::Text, Ok(Vec::new()));
        (self.give)(Record { last: true, unread: is_unread, ..end })
    }

    fn open(&mut self, file: fs::File) -> ControlFlow<()> {
        let path = self.file.path.clone();
        let file = Counted::new(file, &self.read);
        let mut stream = Stream::new(file);
        let kind = self.file.kind.look_at(stream.look(HEAD));
        if matches!(kind, Kind::Zip | Kind::Epub) && Compression::of(stream.look(Compression::HEAD)).is_none() {
            let open = |read: &Count| Ok(BufReader::new(Counted::new(fs::File::open(&path)?, read)));
            return match (open(&Count::default()), open(&self.read)) {
                (Ok(directory), Ok(bodies)) => container::zip(self, stray(kind).as_ref(), 1, (directory, bodies)),
                (Err(error), _) | (_, Err(error)) => self.fault(None, Fault::io(&error)),
            };
        }
        self.stream(None, self.file.kind, 0, stream)
    }

    /// Reads a member of an archive that stands `depth` deep.
    pub(super) fn member(&mut self, member: Member, depth: usize, stream: Stream<'_>) -> ControlFlow<()> {
        match self.kind_of(&member) {
            _ if member.is_hidden() || member.name.is_empty() => ControlFlow::Continue(()),
            // What else a book holds is about itself.
            Ok(kind) if member.is_of_book() && kind != Kind::Articles(Shape::Html) => ControlFlow::Continue(()),
            Ok(kind) => self.stream(Some(&Arc::new(member)), kind, depth, stream),
            Err(extension) => {
                let plain = extension.len() <= 8 && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
                self.fault(None, Fault::unread_shape(if plain { &extension } else { "…" }))
            }
        }
    }

    pub(super) fn kind_of(&self, member: &Member) -> Result<Kind, String> {
        Kind::of_name(member.file_name())
    }

    /// Reads a stream of this kind, which may be compressed.
    pub(super) fn stream(
        &mut self,
        member: Option<&Arc<Member>>,
        kind: Kind,
        depth: usize,
        mut stream: Stream<'_>,
    ) -> ControlFlow<()> {
        if let Some(compression) = Compression::of(stream.look(Compression::HEAD)) {
            let packed = stream.taken();
            let decoder = match compression.decoder(stream) {
                Ok(decoder) => decoder,
                Err(error) => return self.fault(member, Fault::io(&error)),
            };
            stream = Stream::new(Expansion::new(decoder, compression.name(), packed, self.spent(), self.limits));
        }
        let kind = kind.look_at(stream.look(HEAD));
        if let Kind::Articles(shape) = kind {
            return self.articles(member, shape, stream);
        }
        if depth >= self.limits.depth {
            let what = format!("an archive inside {} others", self.limits.depth);
            return self.fault(member, Fault::new(&what, "unpack the outer one"));
        }
        match kind {
            Kind::Tar => container::tar(self, member, depth + 1, stream),
            Kind::Warc => container::warc(self, member, depth + 1, stream),
            _ => self.inner_zip(member, kind, depth + 1, stream),
        }
    }

    /// A zip is read from its end, so one inside another archive is held in memory.
    fn inner_zip(
        &mut self,
        member: Option<&Arc<Member>>,
        kind: Kind,
        depth: usize,
        mut stream: Stream<'_>,
    ) -> ControlFlow<()> {
        let (bytes, error) = stream.read_up_to(self.limits.inner_zip + 1);
        if bytes.len() as u64 > self.limits.inner_zip {
            let what = format!("a zip archive of more than {} MB inside another", self.limits.inner_zip >> 20);
            return self.fault(member, Fault::new(&what, "unpack the outer one"));
        }
        let stray = stray(kind).filter(|_| member.is_none());
        container::zip(self, member.or(stray.as_ref()), depth, (Cursor::new(&bytes), Cursor::new(&bytes)))?;
        match error {
            Some(error) => self.fault(member, Fault::io(&error)),
            None => ControlFlow::Continue(()),
        }
    }

    /// Reads a stream of articles: cut where the shape can be cut, else as a whole.
    pub(super) fn articles(
        &mut self,
        member: Option<&Arc<Member>>,
        shape: Shape,
        mut stream: Stream<'_>,
    ) -> ControlFlow<()> {
        let wide = decode::is_utf16(stream.look(HEAD));
        let Some(mut cut) = cut(shape, &mut stream) else { return self.whole(member, shape, stream) };
        if wide {
            // Wide characters have no bytes to cut at: they are decoded first, as a whole.
            let (bytes, error) = stream.read_up_to(MAX_RECORD + 1);
            if bytes.len() as u64 > MAX_RECORD || error.is_some() {
                let fault = error.map_or_else(|| too_large(self.size_of(member)), |error| Fault::io(&error));
                return self.fault(member, fault);
            }
            stream = Stream::new(Cursor::new(decode::decode(&bytes).text.into_bytes()));
        }
        let mut input = Input::new(stream);
        let mut any = false;
        loop {
            match cut.next(&mut input) {
                Ok(Some(piece)) => self.piece(member, shape, piece)?,
                // A stream that holds nothing says so when it is read as an article.
                Ok(None) if !any => return self.give(member, shape, Ok(Vec::new())),
                Ok(None) => return ControlFlow::Continue(()),
                Err(error) => return self.fault(member, Fault::io(&error)),
            }
            any = true;
        }
    }

    fn piece(&mut self, member: Option<&Arc<Member>>, shape: Shape, piece: Piece) -> ControlFlow<()> {
        let Piece { line, entry, head, bytes } = piece;
        let record = self.record(member, shape, bytes);
        (self.give)(Record { entry: Some(entry), line: Some(line), head, ..record })
    }

    /// Reads one article; of one that breaks off, what there is.
    fn whole(&mut self, member: Option<&Arc<Member>>, shape: Shape, mut stream: Stream<'_>) -> ControlFlow<()> {
        let (bytes, error) = stream.read_up_to(MAX_RECORD + 1);
        if bytes.len() as u64 > MAX_RECORD {
            return self.give(member, shape, Err(too_large(self.size_of(member))));
        }
        if member.is_none() && self.file.has_changed() {
            // Told at its end; half a file is no article.
            return ControlFlow::Continue(());
        }
        let Some(error) = error else { return self.give(member, shape, Ok(bytes)) };
        if !bytes.iter().all(u8::is_ascii_whitespace) {
            let record = self.record(member, shape, Ok(bytes));
            (self.give)(Record { partial: true, ..record })?;
        }
        self.fault(member, Fault::io(&error))
    }

    /// The size of what is no member, where it is not compressed.
    fn size_of(&self, member: Option<&Arc<Member>>) -> Option<u64> {
        (member.is_none() && self.spent.expanded.get() == 0).then_some(self.file.size)
    }

    fn record(&mut self, member: Option<&Arc<Member>>, shape: Shape, bytes: Result<Vec<u8>, Fault>) -> Record {
        let consumed = self.read.get().min(self.file.size).saturating_sub(self.told);
        self.told += consumed;
        Record {
            file: self.file.clone(),
            member: member.cloned(),
            entry: None,
            last: false,
            consumed,
            unread: false,
            partial: false,
            line: None,
            shape,
            head: None,
            bytes,
        }
    }

    fn give(&mut self, member: Option<&Arc<Member>>, shape: Shape, bytes: Result<Vec<u8>, Fault>) -> ControlFlow<()> {
        let record = self.record(member, shape, bytes);
        (self.give)(record)
    }

    /// Says what is wrong with the file or a member.
    pub(super) fn fault(&mut self, member: Option<&Arc<Member>>, fault: Fault) -> ControlFlow<()> {
        self.give(member, Shape::Text, Err(fault))
    }

    /// Counts a member that is no article by its kind.
    pub(super) fn pass_over(&mut self, what: &str) -> ControlFlow<()> {
        self.fault(None, Fault::none(what, ""))
    }

    /// Counts a member; too many end the file.
    pub(super) fn count_member(&mut self, archive: Option<&Arc<Member>>) -> ControlFlow<()> {
        self.members += 1;
        if self.members == self.limits.members + 1 {
            let what = format!("an archive of more than {} files", self.limits.members);
            self.fault(archive, Fault::new(&what, "pack them in several; those before are read"))?;
        }
        ControlFlow::Continue(())
    }

    pub(super) fn limits(&self) -> Limits {
        self.limits
    }

    pub(super) fn spent(&self) -> Spent {
        self.spent.clone()
    }

    /// Whether nothing more is read of the file: it has too many members, or they expand too far.
    pub(super) fn is_spent(&self) -> bool {
        self.members > self.limits.members || self.spent.is_too_much(&self.limits)
    }
}

/// What is known beforehand of the members of a book.
fn stray(kind: Kind) -> Option<Arc<Member>> {
    (kind == Kind::Epub).then(|| Arc::new(Member::of_book()))
}

/// How a stream of this shape is cut; nothing where it is read as a whole.
fn cut(shape: Shape, stream: &mut Stream<'_>) -> Option<Box<dyn Cut>> {
    match shape {
        Shape::JsonLines => Some(Box::new(Lines)),
        Shape::Json => {
            let head = stream.look(HEAD);
            let is_array = head.iter().find(|byte| byte.is_ascii_graphic()) == Some(&b'[');
            let is_large = is_array && stream.look(LARGE_ARRAY + 1).len() > LARGE_ARRAY;
            is_large.then(|| Box::new(json::Elements::default()) as Box<dyn Cut>)
        }
        Shape::Table => Some(Box::new(table::Rows::default())),
        Shape::Sgml => Some(Box::new(Blocks::new(sgml::begins))),
        Shape::Mbox => Some(Box::new(Blocks::new(mail::begins))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::path::Path;

    use flate2::Compression as Level;
    use flate2::write::GzEncoder;

    use super::*;
    use crate::source::{Overrides, articles, walk};

    fn file(home: &Path, name: &str, bytes: &[u8]) -> Arc<File> {
        fs::write(home.join(name), bytes).unwrap();
        walk(&[home.join(name)]).unwrap().files.remove(0)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Level::default());
        std::io::Write::write_all(&mut encoder, bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut builder = tar::Builder::new(Vec::new());
        for (name, content) in members {
            let mut header = tar::Header::new_gnu();
            header.set_size(content.len() as u64);
            builder.append_data(&mut header, name, *content).unwrap();
        }
        builder.into_inner().unwrap()
    }

    /// The titles that are read within these limits, and what is said of the rest.
    fn within(limits: Limits, name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
        let home = tempfile::tempdir().unwrap();
        let (mut titles, mut said) = (Vec::new(), Vec::new());
        let mut give = |record: Record| {
            for article in articles(&record, &Overrides::default()) {
                match article {
                    Ok(article) => titles.push(article.title.unwrap_or_default()),
                    Err(skipped) => {
                        said.push(format!("{}: {}", skipped.member.unwrap_or_default(), skipped.fault.what))
                    }
                }
            }
            ControlFlow::Continue(())
        };
        assert!(Reader::new(file(home.path(), name, bytes), limits, &mut give).read().is_continue());
        (titles, said)
    }

    #[test]
    fn no_more_members_are_read_than_the_limit() {
        let limits = Limits { members: 2, ..Limits::default() };
        let bytes =
            tar(&[("a.txt", b"A\n\nText."), ("b.png", b""), ("c.txt", b"C\n\nText."), ("d.txt", b"D\n\nText.")]);
        let (titles, said) = within(limits, "a.tar", &bytes);
        assert_eq!(titles, ["A"]);
        assert_eq!(said, [": not a shape that is read (.png)", ": an archive of more than 2 files"]);
    }

    #[test]
    fn no_deeper_archive_is_read_than_the_limit() {
        let inner = tar(&[("a.txt", b"A\n\nText.")]);
        let middle = tar(&[("inner.tar.gz", &gzip(&inner)), ("b.txt", b"B\n\nText.")]);
        let bytes = tar(&[("middle.tar", &middle)]);
        let (titles, said) = within(Limits { depth: 3, ..Limits::default() }, "a.tar", &bytes);
        assert_eq!((titles.join(" ").as_str(), said.len()), ("A B", 0));
        let (titles, said) = within(Limits::default(), "a.tar", &bytes);
        assert_eq!((titles.join(" ").as_str(), said.len()), ("B", 1));
    }

    #[test]
    fn all_members_together_may_expand_only_so_far() {
        let blanks = [b"A\n\nText.".as_slice(), &[b' '; 100_000]].concat();
        let packed = gzip(&blanks);
        let names: Vec<String> = (0..100).map(|number| format!("{number}.txt.gz")).collect();
        let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), packed.as_slice())).collect();
        let limits = Limits { any_ratio: 1000, ratio: 20, ..Limits::default() };
        let (titles, said) = within(limits, "a.tar", &tar(&members));
        // Each for itself is cut short, and in the end nothing more is read.
        assert!(titles.len() == said.len() && titles.len() < 50, "{} {said:?}", titles.len());
        let limits = Limits { any_ratio: 200_000, ratio: 20, ..Limits::default() };
        let (titles, said) = within(limits, "a.tar", &tar(&members));
        assert!(titles.len() > 5 && titles.len() < 50 && said.len() == 1, "{} {said:?}", titles.len());
    }

    #[test]
    fn an_inner_zip_is_held_only_to_the_limit() {
        let bytes = tar(&[("inner.zip", &[b'P'; 5000]), ("b.txt", b"B\n\nText.")]);
        let (titles, said) = within(Limits { inner_zip: 4000, ..Limits::default() }, "a.tar", &bytes);
        assert_eq!(titles, ["B"]);
        assert_eq!(said, ["inner.zip: a zip archive of more than 0 MB inside another"]);
    }

    #[test]
    fn little_is_held_of_a_large_file() {
        let home = tempfile::tempdir().unwrap();
        let line = format!("{{\"body\":\"{}\"}}\n", "word ".repeat(2000));
        let bytes = gzip(line.repeat(3000).as_bytes());
        let members = tar(&[("a.jsonl.gz", &bytes)]);
        let (given, most) = (Cell::new(0), Cell::new(0));
        let expanded: RefCell<Option<Count>> = RefCell::default();
        let mut give = |record: Record| {
            given.set(given.get() + record.len() as u64);
            let unpacked = expanded.borrow().as_ref().map_or(0, |count| count.get());
            most.set(most.get().max(unpacked.saturating_sub(given.get())));
            ControlFlow::Continue(())
        };
        let reader = Reader::new(file(home.path(), "a.tar", &members), Limits::default(), &mut give);
        expanded.replace(Some(reader.spent().expanded));
        assert!(reader.read().is_continue());
        assert_eq!(given.get(), 3000 * line.len() as u64);
        assert!(most.get() < 1 << 20, "{} bytes were unpacked and not yet given", most.get());
    }
}
