//! What a file is: articles in some format, or a container of files.

use super::format::Format;
use super::{file_name, formats, text};

/// Articles, or a container. A compressed file has the kind of its content.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Articles(&'static Format),
    Zip,
    /// A zip of pages: a book, or an issue of a newspaper.
    Epub,
    Tar,
    Warc,
}

impl Kind {
    /// The kind that a file's name promises; the extension if nothing with it is read.
    pub(super) fn of_name(name: &str) -> Result<Self, String> {
        let name = file_name::uncompressed(name);
        match file_name::extension(name).as_str() {
            "zip" => Ok(Kind::Zip),
            "epub" => Ok(Kind::Epub),
            "tar" | "tgz" | "tbz" | "tbz2" | "tzst" => Ok(Kind::Tar),
            "warc" | "wet" => Ok(Kind::Warc),
            _ => formats::of_name(name).map(Kind::Articles),
        }
    }

    /// The kind that the first bytes show, if the name says no more than "text"; else this one.
    pub(super) fn of_start(self, start: &[u8]) -> Self {
        match self {
            Kind::Articles(format) if *format == text::FORMAT => match start {
                _ if start.get(257..262) == Some(b"ustar") => Kind::Tar,
                _ if start.starts_with(b"WARC/1.") => Kind::Warc,
                _ if start.starts_with(b"PK\x03\x04") => Kind::Zip,
                _ => Kind::Articles(formats::of_start(format, start)),
            },
            Kind::Articles(format) => Kind::Articles(formats::of_start(format, start)),
            container => container,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{html, json};

    #[test]
    fn the_name_of_a_compressed_file_says_what_is_inside() {
        for (name, kind) in [
            ("a.jsonl.gz", Ok(Kind::Articles(&json::LINES))),
            ("a.HTML.GZ", Ok(Kind::Articles(&html::FORMAT))),
            ("a.gz", Ok(Kind::Articles(&text::FORMAT))),
            (".gz", Ok(Kind::Articles(&text::FORMAT))),
            ("a.tar.zst", Ok(Kind::Tar)),
            ("a.tgz", Ok(Kind::Tar)),
            ("a.warc.gz", Ok(Kind::Warc)),
            ("a.warc.wet.gz", Ok(Kind::Warc)),
            ("a.zip", Ok(Kind::Zip)),
            ("a.png.bz2", Err("png".to_owned())),
            ("a.txt.gz.gz", Err("gz".to_owned())),
        ] {
            assert_eq!(Kind::of_name(name), kind, "{name}");
        }
    }
}
