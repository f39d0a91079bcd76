//! The formats that are read, and which of them a file has.
//!
//! To add a format, write its file with a `FORMAT`, list it here and in `mod.rs`, and put an example in `tests/shapes`.

use super::format::Format;
#[cfg(feature = "pdf")]
use super::pdf;
use super::{factiva, file_name, html, json, mail, markdown, nexis, reuters, table, text, xml};

/// All formats. A file without a telling extension has the first that recognises its content.
static FORMATS: &[&Format] = &[
    &html::FORMAT,
    &json::FORMAT,
    &json::LINES,
    &xml::FORMAT,
    &mail::FORMAT,
    &mail::MAILBOX,
    &reuters::FORMAT,
    &factiva::FORMAT,
    &nexis::FORMAT,
    &markdown::FORMAT,
    &table::FORMAT,
    #[cfg(feature = "pdf")]
    &pdf::FORMAT,
    &text::FORMAT,
];

/// The format that a file's name promises; the extension if no format has it.
pub(super) fn of_name(name: &str) -> Result<&'static Format, String> {
    let extension = file_name::extension(name);
    let found = FORMATS.iter().find(|format| format.extensions.contains(&extension.as_str()));
    found.copied().ok_or(extension)
}

/// The format that the first bytes of a file show, if that decides how the file is split.
pub(super) fn of_start(promised: &'static Format, start: &[u8]) -> &'static Format {
    let is_json = *promised == json::FORMAT;
    if !is_json && *promised != text::FORMAT {
        return promised;
    }
    let start = String::from_utf8_lossy(start);
    if is_json {
        return if json::are_lines(&start) { &json::LINES } else { promised };
    }
    FORMATS.iter().find(|format| (format.starts)(&start)).copied().unwrap_or(promised)
}

/// The format of a text, if its file was named as text or XML and holds something else.
pub(super) fn of_text(promised: &'static Format, text: &str) -> &'static Format {
    let is_xml = *promised == xml::FORMAT;
    if !is_xml && *promised != text::FORMAT {
        return promised;
    }
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let head = start[..start.floor_char_boundary(500)].to_ascii_lowercase();
    if is_xml {
        return if html::is_page(&head) { &html::FORMAT } else { promised };
    }
    FORMATS.iter().find(|format| (format.fits)(&head, text)).copied().unwrap_or(promised)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_names_every_format() {
        let guide = include_str!("../../docs/formats.md");
        let formats = FORMATS.iter().flat_map(|format| format.names).copied();
        let containers = ["gzip", "zstd", "bzip2", "zip", "tar", "EPUB", "WARC"];
        let missing: Vec<&str> =
            formats.chain(json::dialect_names()).chain(containers).filter(|name| !guide.contains(name)).collect();
        assert!(missing.is_empty(), "not in docs/formats.md: {missing:?}");
    }
}
