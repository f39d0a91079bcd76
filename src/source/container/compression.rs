//! Compressed streams: gzip, zstd and bzip2, told by their first bytes.

use std::io::{self, Read};

use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::MultiGzDecoder;

use crate::source::stream::Stream;

/// How a stream is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::source) enum Compression {
    Gzip,
    Zstd,
    Bzip2,
}

impl Compression {
    /// How many first bytes tell it.
    pub(in crate::source) const HEAD: usize = 10;

    /// The compression of a stream that begins with these bytes.
    pub(in crate::source) fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1f, 0x8b, 8, ..] => Some(Compression::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Compression::Zstd),
            [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..] => Some(Compression::Bzip2),
            _ => None,
        }
    }

    pub(in crate::source) fn name(self) -> &'static str {
        match self {
            Compression::Gzip => "gzip",
            Compression::Zstd => "zstd",
            Compression::Bzip2 => "bzip2",
        }
    }

    /// What the stream expands to, with all streams that follow the first: crawlers compress each record by itself.
    ///
    /// # Errors
    /// When there is no memory for the decoder. One of zstd takes 128 MB at most, whatever its frames ask for.
    pub(in crate::source) fn decoder<'s>(self, stream: Stream<'s>) -> io::Result<Box<dyn Read + 's>> {
        Ok(match self {
            Compression::Gzip => Box::new(MultiGzDecoder::new(stream)),
            Compression::Zstd => Box::new(zstd::Decoder::with_buffer(stream)?),
            Compression::Bzip2 => Box::new(MultiBzDecoder::new(stream)),
        })
    }
}
