//! Pages of a crawl: the records of a WARC file (ISO 28500), in its order.
//!
//! Records with a page (`response`, `resource`, `conversion`) are read. Records about the crawl itself are not.

use std::io::{self, BufRead, Read as _};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::body::Body;
use super::http;
use super::limits::MAX_HEADER;
use super::sink::Sink;
use crate::source::byte_stream::ByteStream;
use crate::source::member::Member;
use crate::source::{Fault, date};

const NAME: &str = "WARC record";
/// The most lines of a header.
const MAX_LINES: usize = 128;

/// Reads the pages of a crawl. After a record whose length is wrong, it looks for the next one.
pub(in crate::source) fn members(
    sink: &mut dyn Sink,
    outer: Option<&Arc<Member>>,
    depth: usize,
    mut stream: ByteStream<'_>,
) -> ControlFlow<()> {
    let mut number = 0;
    let mut lost = false;
    loop {
        let bytes = match header(&mut stream, &mut lost) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return if lost { sink.fault(outer, misplaced()) } else { ControlFlow::Continue(()) },
            Err(error) => return sink.fault(outer, Fault::io(&Fault::damaged(NAME, error))),
        };
        number += 1;
        if std::mem::take(&mut lost) {
            sink.fault(outer, misplaced())?;
        }
        let record = match Header::of(&bytes) {
            Ok(header) => header,
            Err(fault) => {
                let page = Member::page(outer.map(Arc::as_ref), None, number, None);
                sink.fault(Some(&Arc::new(page)), fault)?;
                continue;
            }
        };
        let mut body = Body::new(&mut stream, record.length, NAME);
        if record.holds_page() {
            sink.count_member(outer)?;
            if sink.is_spent() {
                return ControlFlow::Continue(());
            }
            let crawled = record.date.and_then(date::parse);
            let page = Arc::new(Member::page(outer.map(Arc::as_ref), record.url, number, crawled));
            match record.is_response {
                true => http::response(sink, &page, depth, &mut body)?,
                false => http::payload(sink, &page, depth, record.content_type, ByteStream::new(&mut body))?,
            }
        }
        if body.has_failed() || sink.is_spent() {
            return ControlFlow::Continue(());
        }
        if let Err(error) = body.skip() {
            return sink.fault(outer, Fault::io(&error));
        }
    }
}

fn misplaced() -> Fault {
    Fault::new(
        "bytes between two WARC records, because the length of the first is wrong",
        "download it again if pages are missing",
    )
}

/// The header of the next record; `None` at the end. Sets `lost` if there are other bytes before it.
fn header(stream: &mut ByteStream<'_>, lost: &mut bool) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    loop {
        line.clear();
        let length = stream.by_ref().take(MAX_HEADER as u64).read_until(b'\n', &mut line)?;
        if length == 0 {
            return Ok(None);
        }
        if line.starts_with(b"WARC/") {
            break;
        }
        *lost |= !line.iter().all(u8::is_ascii_whitespace);
    }
    let mut bytes = Vec::new();
    loop {
        let before = bytes.len();
        let room = (MAX_HEADER + 1).saturating_sub(before) as u64;
        stream.by_ref().take(room).read_until(b'\n', &mut bytes)?;
        if bytes.len() == before {
            let too_long = before > MAX_HEADER;
            return if too_long { Ok(Some(bytes)) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
        }
        if bytes[before..].iter().all(u8::is_ascii_whitespace) {
            return Ok(Some(bytes));
        }
    }
}

/// The header of a record.
#[derive(Default)]
struct Header<'h> {
    kind: &'h str,
    length: u64,
    url: Option<&'h str>,
    date: Option<&'h str>,
    content_type: Option<&'h str>,
    is_response: bool,
}

impl<'h> Header<'h> {
    fn of(header: &'h [u8]) -> Result<Self, Fault> {
        let broken = |what: &str| Fault::new(&format!("a {NAME} {what}"), "download it again if pages are missing");
        let mut lines = [httparse::EMPTY_HEADER; MAX_LINES];
        if header.len() > MAX_HEADER {
            return Err(broken("whose header is longer than 64 KB"));
        }
        let parsed = httparse::parse_headers(header, &mut lines);
        let Ok(httparse::Status::Complete((_, lines))) = parsed else { return Err(broken("whose header is damaged")) };
        let get = |name: &str| {
            let line = lines.iter().find(|line| line.name.eq_ignore_ascii_case(name))?;
            std::str::from_utf8(line.value).ok().map(str::trim)
        };
        let length = get("Content-Length").and_then(|length| length.parse().ok());
        let Some(length) = length else { return Err(broken("without Content-Length")) };
        let content_type = get("Content-Type");
        let kind = get("WARC-Type").unwrap_or_default();
        Ok(Header {
            kind,
            length,
            url: get("WARC-Target-URI").map(|url| url.trim_start_matches('<').trim_end_matches('>')),
            date: get("WARC-Date"),
            is_response: kind == "response" && content_type.is_none_or(|kind| kind.starts_with("application/http")),
            content_type,
        })
    }

    fn holds_page(&self) -> bool {
        let is_name_server = self.url.is_some_and(|url| url.starts_with("dns:"));
        matches!(self.kind, "response" | "resource" | "conversion") && !is_name_server
    }
}
