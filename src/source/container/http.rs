//! A page as a server answered it: status, headers, and the payload, which may come in chunks.

use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

use flate2::read::ZlibDecoder;
use httparse::{ParserConfig, Response, Status};

use super::{Expansion, MAX_HEADER};
use crate::source::member::Member;
use crate::source::reader::Reader;
use crate::source::shape::{Kind, Shape};
use crate::source::stream::Stream;
use crate::source::{Fault, decode};

/// An answer has no more headers than this.
const MAX_LINES: usize = 256;
/// How much of a payload tells what it is, in bytes.
const HEAD: usize = 512;

/// Reads the answer of a server; one that is no success is counted.
pub(super) fn answer(
    reader: &mut Reader<'_>,
    page: &Arc<Member>,
    depth: usize,
    body: &mut dyn Read,
) -> ControlFlow<()> {
    let mut stream = Stream::new(body);
    let head = match head(&mut stream) {
        Ok(head) => head,
        Err(error) => return reader.fault(Some(page), Fault::io(&error)),
    };
    let mut lines = [httparse::EMPTY_HEADER; MAX_LINES];
    let mut response = Response::new(&mut lines);
    let mut config = ParserConfig::default();
    config
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_multiple_spaces_in_response_status_delimiters(true)
        .ignore_invalid_headers_in_responses(true);
    let parsed = config.parse_response(&mut response, &head);
    if !matches!(parsed, Ok(Status::Complete(_))) {
        return reader.fault(Some(page), Fault::new("an answer without HTTP headers", "fetch the page again"));
    }
    let status = response.code.unwrap_or_default();
    if !(200..300).contains(&status) {
        return reader.pass_over(&format!("no page (HTTP {status})"));
    }
    let get = |name: &str| {
        let line = response.headers.iter().find(|line| line.name.eq_ignore_ascii_case(name))?;
        std::str::from_utf8(line.value).ok().map(|value| value.trim().to_lowercase())
    };
    let (content_type, encoding) = (get("Content-Type"), get("Content-Encoding").unwrap_or_default());
    let is_chunked = get("Transfer-Encoding").is_some_and(|encoding| encoding.contains("chunked"));
    // Crawlers that undo the chunks often leave the header as it was.
    if is_chunked && is_chunk(stream.look(HEAD)) {
        stream = Stream::new(Chunks(chunked_transfer::Decoder::new(stream)));
    }
    // The same holds for compression; gzip and zstd are told by their first bytes.
    if encoding == "deflate" && stream.look(1) == b"\x78" {
        let packed = stream.taken();
        stream =
            Stream::new(Expansion::new(ZlibDecoder::new(stream), "deflate", packed, reader.spent(), reader.limits()));
    }
    if encoding == "br" && std::str::from_utf8(stream.look(HEAD)).is_err() {
        return reader.pass_over("a page compressed with brotli");
    }
    payload(reader, page, depth, content_type.as_deref(), stream)
}

/// The lines above the payload.
fn head(stream: &mut Stream<'_>) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let mut lines = stream.take(MAX_HEADER as u64);
    loop {
        let before = head.len();
        let length = lines.read_until(b'\n', &mut head)?;
        if length == 0 || (before > 0 && head[before..].iter().all(u8::is_ascii_whitespace)) {
            return Ok(head);
        }
    }
}

/// Whether bytes begin with the size of a chunk on a line of its own.
fn is_chunk(head: &[u8]) -> bool {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let size = line.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
    !size.is_empty() && size.len() <= 16 && size.iter().all(u8::is_ascii_hexdigit)
}

/// Payload in chunks; what is wrong with it is told as of all packed bytes.
struct Chunks<R: Read>(chunked_transfer::Decoder<R>);

impl<R: Read> Read for Chunks<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into).map_err(|error| Fault::packed("a page in chunks", error))
    }
}

/// Reads a payload by what its server calls it and by how it begins.
pub(super) fn payload(
    reader: &mut Reader<'_>,
    page: &Arc<Member>,
    depth: usize,
    content_type: Option<&str>,
    mut stream: Stream<'_>,
) -> ControlFlow<()> {
    let content_type = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_lowercase();
    match kind(&content_type, stream.look(HEAD)) {
        Some(kind) => reader.stream(Some(page), kind, depth, stream),
        None => reader.pass_over(&format!("no page ({})", plain(&content_type))),
    }
}

/// The kind of a payload; nothing where it is no text.
fn kind(content_type: &str, head: &[u8]) -> Option<Kind> {
    let (kind, name) = content_type.split_once('/').unwrap_or(("", ""));
    let named = match (kind, name) {
        (_, "html" | "xhtml+xml") => Shape::Html,
        (_, "jsonl" | "x-ndjson" | "ndjson" | "jsonlines" | "x-jsonlines") => Shape::JsonLines,
        (_, "json") => Shape::Json,
        (_, "xml") => Shape::Xml,
        (_, name) if name.ends_with("+json") => Shape::Json,
        ("application" | "text", name) if name.ends_with("+xml") => Shape::Xml,
        ("text", "csv" | "tab-separated-values") => Shape::Table,
        ("text", "markdown") => Shape::Markdown,
        ("message", "rfc822") => Shape::Mail,
        ("text", "plain") | ("", _) | ("application", "octet-stream") => Shape::Text,
        _ => return None,
    };
    let begins = head.trim_ascii_start().first().copied();
    let is_packed = super::Compression::of(head).is_some();
    match named {
        _ if is_packed => Some(Kind::Articles(named)),
        _ if decode::is_binary(head) => None,
        // Servers call most things HTML.
        Shape::Html if matches!(begins, Some(b'{' | b'[')) => Some(Kind::Articles(Shape::Text)),
        named => Some(Kind::Articles(named)),
    }
}

/// A type as it is counted: what is none by its letters has no name.
fn plain(content_type: &str) -> &str {
    let is_type = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '+' | '.');
    let known = content_type.len() <= 60 && !content_type.is_empty() && content_type.chars().all(is_type);
    if known { content_type } else { "of an unknown type" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_says_is_checked() {
        for (content_type, head, shape) in [
            ("text/html", b"<html>".as_slice(), Some(Shape::Html)),
            ("text/html", b" {\"title\": 1}", Some(Shape::Text)),
            ("text/html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None),
            ("image/svg+xml", b"<svg>", None),
            ("application/rss+xml", b"<rss>", Some(Shape::Xml)),
            ("application/ld+json", b"{}", Some(Shape::Json)),
            ("application/octet-stream", b"plain words", Some(Shape::Text)),
            ("", b"plain words", Some(Shape::Text)),
            ("text/css", b"a{}", None),
        ] {
            assert_eq!(kind(content_type, head), shape.map(Kind::Articles), "{content_type}");
        }
        assert!(is_chunk(b"1a3;x=y\r\nabc") && is_chunk(b"0\r\n") && !is_chunk(b"<html>\n") && !is_chunk(b"\r\n"));
    }
}
