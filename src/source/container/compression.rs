//! Compressed streams: gzip, zstd and bzip2, recognised by their first bytes.

use std::io::{self, Read};

use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::MultiGzDecoder;

use crate::source::byte_stream::ByteStream;

/// How a stream is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::source) enum Compression {
    Gzip,
    Zstd,
    Bzip2,
}

impl Compression {
    /// How many first bytes show the compression.
    pub(in crate::source) const START: usize = 10;

    /// The compression of a stream that begins with these bytes.
    pub(in crate::source) fn of(start: &[u8]) -> Option<Self> {
        match start {
            [0x1f, 0x8b, 8, ..] => Some(Compression::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Compression::Zstd),
            [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..] => Some(Compression::Bzip2),
            _ => None,
        }
    }

    /// What to call the stream in a fault.
    pub(in crate::source) fn name(self) -> &'static str {
        match self {
            Compression::Gzip => "gzip data",
            Compression::Zstd => "zstd data",
            Compression::Bzip2 => "bzip2 data",
        }
    }

    /// The decoder of a stream. It reads all compressed streams in a row, because crawlers compress each record by
    /// itself.
    ///
    /// # Errors
    /// If there is no memory for the decoder. One of zstd takes at most 128 MB, whatever its frames ask for.
    pub(in crate::source) fn decoder<'s>(self, stream: ByteStream<'s>) -> io::Result<Box<dyn Read + 's>> {
        Ok(match self {
            Compression::Gzip => Box::new(MultiGzDecoder::new(stream)),
            Compression::Zstd => Box::new(zstd::Decoder::with_buffer(stream)?),
            Compression::Bzip2 => Box::new(MultiBzDecoder::new(stream)),
        })
    }
}
