//! A server's response in a crawl: status, headers, and the payload, which may be chunked.

use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

use flate2::read::ZlibDecoder;
use httparse::{ParserConfig, Response, Status};

use super::compression::Compression;
use super::expansion::Expansion;
use super::limits::MAX_HEADER;
use super::sink::Sink;
use crate::source::byte_stream::ByteStream;
use crate::source::format::Format;
use crate::source::kind::Kind;
use crate::source::member::Member;
use crate::source::{Fault, encoding, html, json, mail, markdown, table, text, xml};

/// The most headers of a response.
const MAX_LINES: usize = 256;
/// How many bytes of a payload show what it is.
const START: usize = 512;

/// Reads a server's response. One that reports an error is only counted.
pub(super) fn response(sink: &mut dyn Sink, page: &Arc<Member>, depth: usize, body: &mut dyn Read) -> ControlFlow<()> {
    let mut stream = ByteStream::new(body);
    let head = match head(&mut stream) {
        Ok(head) => head,
        Err(error) => return sink.fault(Some(page), Fault::io(&error)),
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
        return sink.fault(Some(page), Fault::new("a response without HTTP headers", "download the page again"));
    }
    let status = response.code.unwrap_or_default();
    if !(200..300).contains(&status) {
        return sink.skip(&format!("not a page (HTTP {status})"));
    }
    let get = |name: &str| {
        let line = response.headers.iter().find(|line| line.name.eq_ignore_ascii_case(name))?;
        std::str::from_utf8(line.value).ok().map(|value| value.trim().to_lowercase())
    };
    let (content_type, coding) = (get("Content-Type"), get("Content-Encoding").unwrap_or_default());
    let is_chunked = get("Transfer-Encoding").is_some_and(|coding| coding.contains("chunked"));
    // Crawlers that join the chunks often leave the header as it was.
    if is_chunked && is_chunk(stream.peek(START)) {
        stream = ByteStream::new(Chunks(chunked_transfer::Decoder::new(stream)));
    }
    // The same goes for compression. Gzip and zstd are recognised by their first bytes later.
    if coding == "deflate" && stream.peek(1) == b"\x78" {
        let packed = stream.taken();
        stream = ByteStream::new(Expansion::new(ZlibDecoder::new(stream), "deflate data", packed, sink.budget()));
    }
    if coding == "br" && std::str::from_utf8(stream.peek(START)).is_err() {
        return sink.skip("page compressed with brotli");
    }
    payload(sink, page, depth, content_type.as_deref(), stream)
}

/// The lines before the payload.
fn head(stream: &mut ByteStream<'_>) -> io::Result<Vec<u8>> {
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

/// Whether the bytes begin with the size of a chunk on its own line.
fn is_chunk(head: &[u8]) -> bool {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let size = line.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
    !size.is_empty() && size.len() <= 16 && size.iter().all(u8::is_ascii_hexdigit)
}

/// A chunked payload, whose errors become faults like those of compressed data.
struct Chunks<R: Read>(chunked_transfer::Decoder<R>);

impl<R: Read> Read for Chunks<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into).map_err(|error| Fault::damaged("chunked page", error))
    }
}

/// Reads a payload by the type that its server gives it and by its first bytes.
pub(super) fn payload(
    sink: &mut dyn Sink,
    page: &Arc<Member>,
    depth: usize,
    content_type: Option<&str>,
    mut stream: ByteStream<'_>,
) -> ControlFlow<()> {
    let content_type = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_lowercase();
    match kind(&content_type, stream.peek(START)) {
        Some(kind) => sink.stream(Some(page), kind, depth, stream),
        None => sink.skip(&format!("not a page ({})", printable(&content_type))),
    }
}

/// The kind of a payload; `None` if it is not text.
fn kind(content_type: &str, start: &[u8]) -> Option<Kind> {
    let format = format(content_type)?;
    let is_json = matches!(start.trim_ascii_start().first(), Some(b'{' | b'['));
    if Compression::of(start).is_some() {
        Some(Kind::Articles(format))
    } else if encoding::is_binary(start) {
        None
    } else if is_json && *format == html::FORMAT {
        // Servers call most things HTML.
        Some(Kind::Articles(&text::FORMAT))
    } else {
        Some(Kind::Articles(format))
    }
}

/// The format of a content type.
fn format(content_type: &str) -> Option<&'static Format> {
    match content_type.split_once('/').unwrap_or(("", "")) {
        (_, "html" | "xhtml+xml") => Some(&html::FORMAT),
        (_, "jsonl" | "x-ndjson" | "ndjson" | "jsonlines" | "x-jsonlines") => Some(&json::LINES),
        (_, "json") => Some(&json::FORMAT),
        (_, "xml") => Some(&xml::FORMAT),
        (_, name) if name.ends_with("+json") => Some(&json::FORMAT),
        ("application" | "text", name) if name.ends_with("+xml") => Some(&xml::FORMAT),
        ("text", "csv" | "tab-separated-values") => Some(&table::FORMAT),
        ("text", "markdown") => Some(&markdown::FORMAT),
        ("message", "rfc822") => Some(&mail::FORMAT),
        ("text", "plain") | ("", _) | ("application", "octet-stream") => Some(&text::FORMAT),
        _ => None,
    }
}

/// A content type as it is printed, unless it holds anything but the letters of one.
fn printable(content_type: &str) -> &str {
    let is_type = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '+' | '.');
    let known = content_type.len() <= 60 && !content_type.is_empty() && content_type.chars().all(is_type);
    if known { content_type } else { "unknown type" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_check_what_a_server_says() {
        for (content_type, start, expected) in [
            ("text/html", b"<html>".as_slice(), Some(&html::FORMAT)),
            ("text/html", b" {\"title\": 1}", Some(&text::FORMAT)),
            ("text/html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None),
            ("image/svg+xml", b"<svg>", None),
            ("application/rss+xml", b"<rss>", Some(&xml::FORMAT)),
            ("application/ld+json", b"{}", Some(&json::FORMAT)),
            ("application/octet-stream", b"plain words", Some(&text::FORMAT)),
            ("", b"plain words", Some(&text::FORMAT)),
            ("text/css", b"a{}", None),
        ] {
            assert_eq!(kind(content_type, start), expected.map(Kind::Articles), "{content_type}");
        }
        assert!(is_chunk(b"1a3;x=y\r\nabc") && is_chunk(b"0\r\n") && !is_chunk(b"<html>\n") && !is_chunk(b"\r\n"));
    }
}
