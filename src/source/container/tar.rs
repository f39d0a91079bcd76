//! Members of a tar archive, in its order.

use std::io::Read;
use std::ops::ControlFlow;
use std::sync::Arc;

use tar::{Archive, Entry, EntryType, PaxExtensions};

use super::body::Body;
use super::limits::MAX_HEADER;
use super::sink::Sink;
use crate::source::Fault;
use crate::source::byte_stream::ByteStream;
use crate::source::member::Member;

const NAME: &str = "tar archive";

/// Reads the files of a tar archive and skips links. A damaged archive ends at the damage.
pub(in crate::source) fn members(
    sink: &mut dyn Sink,
    outer: Option<&Arc<Member>>,
    depth: usize,
    stream: ByteStream<'_>,
) -> ControlFlow<()> {
    let mut archive = Archive::new(stream);
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return sink.fault(outer, Fault::io(&Fault::damaged(NAME, error))),
    };
    let mut long_name = None;
    let mut is_empty = true;
    // Raw, because the library holds headers of any size in memory.
    for entry in entries.raw(true) {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => return sink.fault(outer, Fault::io(&Fault::damaged(NAME, error))),
        };
        is_empty = false;
        match entry.header().entry_type() {
            EntryType::GNULongName => long_name = header(&mut entry),
            EntryType::XHeader => long_name = header(&mut entry).and_then(|header| pax_path(&header)).or(long_name),
            EntryType::Directory | EntryType::XGlobalHeader | EntryType::GNULongLink => {}
            kind => {
                let name = long_name.take().unwrap_or_else(|| entry.path_bytes().into_owned());
                let member = Member::inside(outer.map(Arc::as_ref), &String::from_utf8_lossy(&name));
                sink.count_member(outer)?;
                if sink.is_spent() {
                    return ControlFlow::Continue(());
                }
                if !matches!(kind, EntryType::Regular | EntryType::Continuous) {
                    sink.skip("link or device in an archive")?;
                    continue;
                }
                let size = entry.size();
                let mut body = Body::new(&mut entry, size, NAME);
                sink.member(member, depth, ByteStream::new(&mut body))?;
                if body.has_failed() || sink.is_spent() {
                    return ControlFlow::Continue(());
                }
            }
        }
    }
    if is_empty {
        return sink.fault(outer, Fault::new("an empty tar archive", "download it again if it should hold files"));
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
