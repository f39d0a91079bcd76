//! Members of a tar archive, in its order.

use std::io::Read;
use std::ops::ControlFlow;
use std::sync::Arc;

use tar::{Archive, Entry, EntryType, PaxExtensions};

use super::MAX_HEADER;
use super::body::Body;
use crate::source::Fault;
use crate::source::member::Member;
use crate::source::reader::Reader;
use crate::source::stream::Stream;

const NAME: &str = "a tar archive";

/// Reads the files of a tar archive; links are passed over, and where the archive breaks it ends.
pub(in crate::source) fn members(
    reader: &mut Reader<'_>,
    outer: Option<&Arc<Member>>,
    depth: usize,
    stream: Stream<'_>,
) -> ControlFlow<()> {
    let mut archive = Archive::new(stream);
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return reader.fault(outer, Fault::io(&Fault::packed(NAME, error))),
    };
    let mut long_name = None;
    let mut is_empty = true;
    // Raw, for the library would hold headers of any size that they claim.
    for entry in entries.raw(true) {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => return reader.fault(outer, Fault::io(&Fault::packed(NAME, error))),
        };
        is_empty = false;
        match entry.header().entry_type() {
            EntryType::GNULongName => long_name = header(&mut entry),
            EntryType::XHeader => long_name = header(&mut entry).and_then(|header| pax_path(&header)).or(long_name),
            EntryType::Directory | EntryType::XGlobalHeader | EntryType::GNULongLink => {}
            kind => {
                let name = long_name.take().unwrap_or_else(|| entry.path_bytes().into_owned());
                let member = Member::inside(outer.map(Arc::as_ref), &String::from_utf8_lossy(&name));
                reader.count_member(outer)?;
                if reader.is_spent() {
                    return ControlFlow::Continue(());
                }
                if !matches!(kind, EntryType::Regular | EntryType::Continuous) {
                    reader.pass_over("a link or a device in an archive")?;
                    continue;
                }
                let size = entry.size();
                let mut body = Body::new(&mut entry, size, NAME);
                reader.member(member, depth, Stream::new(&mut body))?;
                if body.has_failed() || reader.is_spent() {
                    return ControlFlow::Continue(());
                }
            }
        }
    }
    if is_empty {
        return reader.fault(outer, Fault::new("a tar archive that holds nothing", "fetch it again if it should"));
    }
    ControlFlow::Continue(())
}

fn header<R: Read>(entry: &mut Entry<'_, R>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    entry.take(MAX_HEADER as u64).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn pax_path(header: &[u8]) -> Option<Vec<u8>> {
    let mut extensions = PaxExtensions::new(header).filter_map(Result::ok);
    extensions.find(|extension| extension.key_bytes() == b"path").map(|path| path.value_bytes().to_vec())
}
