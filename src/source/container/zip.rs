//! Members of a zip archive, in the order of its directory.
//!
//! This reads through `ZipIterable`, which the `zip` crate calls unstable, because `ZipArchive` holds the whole directory
//! in memory (a hostile one has gigabytes) and loses all but one of the members that share a name.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, Read, Seek};
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;

use zip::ZipReadOptions;
use zip::read::{Config, read_zipfile_from_stream};
use zip::result::{ZipError, ZipResult};
use zip::unstable::read::ZipIterable;

use super::expansion::Expansion;
use super::sink::Sink;
use crate::source::Fault;
use crate::source::byte_stream::ByteStream;
use crate::source::kind::Kind;
use crate::source::member::Member;

const NAME: &str = "zip archive";

/// Reads the files of a zip archive through two readers of the same bytes: one for its directory, one for its members.
///
/// An archive that is cut short has lost its directory. It is read from its start as far as it goes.
pub(in crate::source) fn members<R: Read + Seek>(
    sink: &mut dyn Sink,
    outer: Option<&Arc<Member>>,
    depth: usize,
    (directory, mut bodies): (R, R),
) -> ControlFlow<()> {
    let mut archive = match ZipIterable::try_new(directory, Config::default()) {
        Ok(archive) => archive,
        Err(error) => return without_directory(sink, outer, depth, bodies, &error),
    };
    let entries = match archive.files() {
        Ok(entries) => entries,
        Err(error) => return sink.fault(outer, fault(&error)),
    };
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return sink.fault(outer, fault(&error)),
        };
        if entry.is_dir() {
            continue;
        }
        let member = Member::inside(outer.map(Arc::as_ref), &name(&entry.name(), entry.name_raw()));
        sink.count_member(outer)?;
        if sink.is_spent() {
            return ControlFlow::Continue(());
        }
        if entry.is_symlink() {
            sink.skip("link or device in an archive")?;
            continue;
        }
        if Kind::of_name(member.file_name()).is_err() || member.is_hidden() {
            sink.member(member, depth, ByteStream::new(io::empty()))?;
            continue;
        }
        let packed = Rc::new(Cell::new(entry.compressed_size()));
        match entry.with_reader(&mut bodies, ZipReadOptions::new()) {
            Ok(file) => {
                let expansion = Expansion::new(Unpacked(file), NAME, packed, sink.budget());
                sink.member(member, depth, ByteStream::new(expansion))?;
            }
            Err(error) => sink.fault(Some(&Arc::new(member)), fault(&error))?,
        }
        if sink.is_spent() {
            break;
        }
    }
    ControlFlow::Continue(())
}

/// Reads an archive from its start, and reports why its directory could not be read.
fn without_directory<R: Read + Seek>(
    sink: &mut dyn Sink,
    outer: Option<&Arc<Member>>,
    depth: usize,
    mut bytes: R,
    reason: &ZipError,
) -> ControlFlow<()> {
    if bytes.rewind().is_ok() {
        while let Ok(Some(file)) = read_zipfile_from_stream(&mut bytes) {
            let member = Member::inside(outer.map(Arc::as_ref), &name(&file.name(), file.name_raw()));
            if file.is_dir() {
                continue;
            }
            sink.count_member(outer)?;
            if sink.is_spent() {
                return ControlFlow::Continue(());
            }
            let packed = Rc::new(Cell::new(file.compressed_size()));
            let expansion = Expansion::new(Unpacked(file), NAME, packed, sink.budget());
            sink.member(member, depth, ByteStream::new(expansion))?;
            if sink.is_spent() {
                return ControlFlow::Continue(());
            }
        }
    }
    sink.fault(outer, fault(reason))
}

/// The bytes of a member. Errors of the `zip` crate become faults.
struct Unpacked<R>(R);

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into).map_err(|error| match error.get_ref().and_then(|inner| inner.downcast_ref()) {
            Some(error) => io::Error::other(fault(error)),
            None => error,
        })
    }
}

/// A name in the encoding that its flag says; a broken one with replacement characters.
fn name(decoded: &ZipResult<Cow<'_, str>>, raw: &[u8]) -> String {
    match decoded {
        Ok(name) => name.clone().into_owned(),
        Err(_) => String::from_utf8_lossy(raw).into_owned(),
    }
}

fn fault(error: &ZipError) -> Fault {
    match error {
        ZipError::Io(error) => Fault::io(&Fault::damaged(NAME, io::Error::new(error.kind(), error.to_string()))),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            Fault::new("the file is encrypted", "unpack it with its password")
        }
        ZipError::CompressionMethodNotSupported(method) => Fault::new(
            &format!("unsupported compression method (number {method})"),
            "pack it again with the usual method, deflate",
        ),
        ZipError::UnsupportedArchive(what) => Fault::new(&format!("unsupported {NAME} ({what})"), "pack it again"),
        error => Fault::new(
            &format!("the {NAME} is cut short or damaged ({error})"),
            "download it again; everything before the damage was read",
        ),
    }
}
