//! Members of a zip archive, in the order of its directory.

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

use super::Expansion;
use crate::source::Fault;
use crate::source::member::Member;
use crate::source::reader::Reader;
use crate::source::stream::Stream;

const NAME: &str = "a zip archive";

/// Reads the files of a zip archive through two readers of the same bytes: one for its directory, one for its members.
///
/// One that has lost its directory, for it breaks off, is read from its beginning as far as it goes.
pub(in crate::source) fn members<R: Read + Seek>(
    reader: &mut Reader<'_>,
    outer: Option<&Arc<Member>>,
    depth: usize,
    (directory, mut bodies): (R, R),
) -> ControlFlow<()> {
    let mut archive = match ZipIterable::try_new(directory, Config::default()) {
        Ok(archive) => archive,
        Err(error) => return without_directory(reader, outer, depth, bodies, &error),
    };
    let entries = match archive.files() {
        Ok(entries) => entries,
        Err(error) => return reader.fault(outer, fault(&error)),
    };
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return reader.fault(outer, fault(&error)),
        };
        if entry.is_dir() {
            continue;
        }
        let member = Member::inside(outer.map(Arc::as_ref), &name(&entry.name(), entry.name_raw()));
        reader.count_member(outer)?;
        if reader.is_spent() {
            return ControlFlow::Continue(());
        }
        if entry.is_symlink() {
            reader.pass_over("a link or a device in an archive")?;
            continue;
        }
        if reader.kind_of(&member).is_err() || member.is_hidden() {
            reader.member(member, depth, Stream::new(std::io::empty()))?;
            continue;
        }
        let packed = Rc::new(Cell::new(entry.compressed_size()));
        match entry.with_reader(&mut bodies, ZipReadOptions::new()) {
            Ok(file) => {
                let expansion = Expansion::new(Unpacked(file), NAME, packed, reader.spent(), reader.limits());
                reader.member(member, depth, Stream::new(expansion))?;
            }
            Err(error) => reader.fault(Some(&Arc::new(member)), fault(&error))?,
        }
        if reader.is_spent() {
            break;
        }
    }
    ControlFlow::Continue(())
}

fn without_directory<R: Read + Seek>(
    reader: &mut Reader<'_>,
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
            reader.count_member(outer)?;
            if reader.is_spent() {
                return ControlFlow::Continue(());
            }
            let packed = Rc::new(Cell::new(file.compressed_size()));
            let expansion = Expansion::new(Unpacked(file), NAME, packed, reader.spent(), reader.limits());
            reader.member(member, depth, Stream::new(expansion))?;
            if reader.is_spent() {
                return ControlFlow::Continue(());
            }
        }
    }
    reader.fault(outer, fault(reason))
}

/// A member’s bytes; what the library says of them comes as a fault.
struct Unpacked<R>(R);

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let told = |error: io::Error| match error.get_ref().and_then(|inner| inner.downcast_ref()) {
            Some(error) => io::Error::other(fault(error)),
            None => error,
        };
        self.0.read(into).map_err(told)
    }
}

/// A name in the encoding that its flag tells; where it is broken, what is left of it.
fn name(decoded: &ZipResult<Cow<'_, str>>, raw: &[u8]) -> String {
    match decoded {
        Ok(name) => name.clone().into_owned(),
        Err(_) => String::from_utf8_lossy(raw).into_owned(),
    }
}

fn fault(error: &ZipError) -> Fault {
    match error {
        ZipError::Io(error) => Fault::io(&Fault::packed(NAME, io::Error::new(error.kind(), error.to_string()))),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            Fault::new("a file that is encrypted", "unpack it with its password")
        }
        ZipError::CompressionMethodNotSupported(method) => Fault::new(
            &format!("a file packed by a method that is not read (number {method})"),
            "pack it anew with the usual one, deflate",
        ),
        ZipError::UnsupportedArchive(what) => Fault::new(&format!("{NAME} that is not read ({what})"), "pack it anew"),
        error => Fault::new(
            &format!("{NAME} that breaks off or is damaged ({error})"),
            "fetch it again; what stands before is read",
        ),
    }
}
