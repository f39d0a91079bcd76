//! Compressed bytes, archives and crawls for tests.

#![allow(dead_code)]

use std::io::{Cursor, Read, Write};

use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, ZipWriter};

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    flate2::read::GzEncoder::new(bytes, flate2::Compression::default()).read_to_end(&mut packed).expect("gzip");
    packed
}

pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    ::zstd::encode_all(bytes, 1).expect("zstd")
}

pub(crate) fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    ::bzip2::read::BzEncoder::new(bytes, ::bzip2::Compression::new(1)).read_to_end(&mut packed).expect("bzip2");
    packed
}

/// A zip archive.
pub(crate) struct Zip(ZipWriter<Cursor<Vec<u8>>>);

impl Zip {
    /// The offsets of the flags and the method in a local header.
    pub(crate) const FLAGS: usize = 6;
    pub(crate) const METHOD: usize = 8;

    pub(crate) fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    pub(crate) fn add(&mut self, name: &str, content: impl AsRef<[u8]>) {
        self.add_packed(name, content, CompressionMethod::Deflated);
    }

    pub(crate) fn add_packed(&mut self, name: &str, content: impl AsRef<[u8]>, method: CompressionMethod) {
        self.0.start_file(name, SimpleFileOptions::default().compression_method(method)).expect("a member");
        self.0.write_all(content.as_ref()).expect("a member");
    }

    pub(crate) fn bytes(self) -> Vec<u8> {
        self.0.finish().expect("a zip").into_inner()
    }

    /// Changes a field of a member in both its headers.
    pub(crate) fn patch(bytes: &mut [u8], name: &str, field: usize, value: u8) {
        for (signature, length, shift) in [(b"PK\x03\x04", 30, 0), (b"PK\x01\x02", 46, 2)] {
            let header = [name.as_bytes()].concat();
            let at = (0..bytes.len() - length)
                .find(|at| bytes[*at..].starts_with(signature) && bytes[at + length..].starts_with(&header))
                .expect("a header");
            bytes[at + field + shift] |= value;
            if field == Self::METHOD {
                bytes[at + field + shift] = value;
            }
        }
    }
}

/// A tar archive.
pub(crate) struct Tar(::tar::Builder<Vec<u8>>);

impl Tar {
    pub(crate) fn new() -> Self {
        Self(::tar::Builder::new(Vec::new()))
    }

    pub(crate) fn add(&mut self, name: &str, content: impl AsRef<[u8]>) {
        let content = content.as_ref();
        let mut header = ::tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        if name.len() > 99 {
            header.set_cksum();
            return self.0.append_data(&mut header, name, content).expect("a member");
        }
        // Not through the library, which refuses names that lead out of the archive.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        self.0.append(&header, content).expect("a member");
    }

    pub(crate) fn link(&mut self, name: &str, target: &str) {
        let mut header = ::tar::Header::new_gnu();
        header.set_entry_type(::tar::EntryType::Symlink);
        header.set_size(0);
        self.0.append_link(&mut header, name, target).expect("a link");
    }

    /// A header that describes the next member.
    pub(crate) fn pax(&mut self, key: &str, value: &str) {
        self.0.append_pax_extensions([(key, value.as_bytes())]).expect("a header");
    }

    pub(crate) fn bytes(self) -> Vec<u8> {
        self.0.into_inner().expect("a tar")
    }
}

/// A record of a crawl.
pub(crate) fn warc(kind: &str, url: &str, content_type: &str, content: impl AsRef<[u8]>) -> Vec<u8> {
    let content = content.as_ref();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2016-08-26T12:45:20Z\r\n\
         WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        content.len()
    );
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

/// A server's response, as a record of a crawl.
pub(crate) fn answer(url: &str, head: &str, payload: impl AsRef<[u8]>) -> Vec<u8> {
    let content = [b"HTTP/1.1 ", head.as_bytes(), b"\r\n\r\n", payload.as_ref()].concat();
    warc("response", url, "application/http; msgtype=response", content)
}
