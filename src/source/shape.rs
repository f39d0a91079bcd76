//! The shape of a file: by its name first, then by how it begins.

use std::path::Path;

use super::vendor;

/// What a name promises: articles in some shape, or an archive of files.
///
/// What is compressed has the kind of what is inside; the compression itself is told by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Articles(Shape),
    Zip,
    /// A zip of pages: a book, or an issue of a newspaper.
    Epub,
    Tar,
    Warc,
}

/// The extensions of compressed files.
const COMPRESSIONS: &[&str] = &["gz", "gzip", "zst", "zstd", "bz2"];

impl Kind {
    /// The kind that a file's name promises; the extension, where it promises none that is read.
    pub(super) fn of_name(name: &str) -> Result<Self, String> {
        let (name, _) = unpacked(name);
        match extension(name).as_str() {
            "zip" => Ok(Kind::Zip),
            "epub" => Ok(Kind::Epub),
            "tar" | "tgz" | "tbz" | "tbz2" | "tzst" => Ok(Kind::Tar),
            "warc" | "wet" => Ok(Kind::Warc),
            _ => Shape::of_name(name).map(Kind::Articles),
        }
    }

    /// The kind that the first bytes tell, where the name tells none.
    pub(super) fn look_at(self, head: &[u8]) -> Self {
        match self {
            Kind::Articles(Shape::Text) if head.get(257..262) == Some(b"ustar") => Kind::Tar,
            Kind::Articles(Shape::Text) if head.starts_with(b"WARC/1.") => Kind::Warc,
            Kind::Articles(Shape::Text) if head.starts_with(b"PK\x03\x04") => Kind::Zip,
            Kind::Articles(shape) => Kind::Articles(shape.look_at(head)),
            archive => archive,
        }
    }
}

/// A name without the extension of its compression, and whether it had one.
fn unpacked(name: &str) -> (&str, bool) {
    match name.rsplit_once('.') {
        Some((inner, end)) if !inner.is_empty() && COMPRESSIONS.contains(&end.to_lowercase().as_str()) => (inner, true),
        _ => (name, false),
    }
}

fn extension(name: &str) -> String {
    Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// The last part of a name with `/` between, without its extensions: `a_2016-03-04_b` of `x/a_2016-03-04_b.html.gz`.
pub(super) fn stem(name: &str) -> String {
    let (name, _) = unpacked(name.rsplit('/').next().unwrap_or_default());
    Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// How the articles stand in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Html,
    Json,
    JsonLines,
    Markdown,
    Xml,
    Table,
    Sgml,
    Mail,
    Mbox,
    Factiva,
    Nexis,
    #[cfg(feature = "pdf")]
    Pdf,
}

impl Shape {
    /// What the documentation calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Shape::Text => "plain text",
            Shape::Html => "HTML",
            Shape::Json => "JSON",
            Shape::JsonLines => "JSON Lines",
            Shape::Markdown => "Markdown",
            Shape::Xml => "XML",
            Shape::Table => "CSV",
            Shape::Sgml => "Reuters-21578",
            Shape::Mail => "mail",
            Shape::Mbox => "mbox",
            Shape::Factiva => "Factiva",
            Shape::Nexis => "Nexis",
            #[cfg(feature = "pdf")]
            Shape::Pdf => "PDF",
        }
    }

    /// The shape that a file's name promises; the extension, where it promises none that is read.
    ///
    /// A file without an extension is taken for text and looked into.
    fn of_name(name: &str) -> Result<Self, String> {
        let extension = extension(name);
        match extension.as_str() {
            "" | "txt" | "text" => Ok(Shape::Text),
            "html" | "htm" | "xhtml" => Ok(Shape::Html),
            "json" | "ninjs" => Ok(Shape::Json),
            "jsonl" | "ndjson" => Ok(Shape::JsonLines),
            "md" | "markdown" => Ok(Shape::Markdown),
            "xml" | "rss" | "atom" | "rdf" | "nitf" | "newsml" => Ok(Shape::Xml),
            "csv" | "tsv" | "tab" => Ok(Shape::Table),
            "sgm" | "sgml" => Ok(Shape::Sgml),
            "eml" => Ok(Shape::Mail),
            "mbox" | "mbx" => Ok(Shape::Mbox),
            #[cfg(feature = "pdf")]
            "pdf" => Ok(Shape::Pdf),
            _ => Err(extension),
        }
    }

    /// The shape that the first bytes of a file tell, where it decides how the file is cut.
    fn look_at(self, head: &[u8]) -> Self {
        if !matches!(self, Shape::Json | Shape::Text) {
            return self;
        }
        let text = String::from_utf8_lossy(head);
        match self {
            Shape::Json if is_lines(&text) => Shape::JsonLines,
            Shape::Text if is_mbox(&text) => Shape::Mbox,
            Shape::Text if text.starts_with("<!DOCTYPE lewis") || text.starts_with("<REUTERS") => Shape::Sgml,
            _ => self,
        }
    }

    /// The shape that the text has, where a file called text or XML holds something else.
    pub(super) fn look_inside(self, text: &str) -> Self {
        if !matches!(self, Shape::Text | Shape::Xml) {
            return self;
        }
        let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let head = start[..start.floor_char_boundary(500)].to_ascii_lowercase();
        let is_page = head.starts_with("<!doctype html") || head.starts_with("<html");
        if is_page || (head.starts_with("<?xml") && head.contains("<html")) {
            return Shape::Html;
        }
        if self == Shape::Xml {
            return self;
        }
        let brace = head.strip_prefix(['{', '[']).map(str::trim_start);
        if brace.is_some_and(|rest| rest.starts_with(['"', '{'])) {
            return Shape::Json;
        }
        let elements = ["<?xml", "<rss", "<feed", "<rdf:rdf", "<nitf", "<newsitem", "<newsmessage", "<newsml"];
        match () {
            () if elements.iter().any(|element| head.starts_with(element)) => Shape::Xml,
            () if ["return-path: ", "received: ", "delivered-to: "].iter().any(|lead| head.starts_with(lead)) => {
                Shape::Mail
            }
            () if vendor::is_factiva(text) => Shape::Factiva,
            () if vendor::is_nexis(text) => Shape::Nexis,
            () => self,
        }
    }
}

/// Whether JSON goes on with a second object on the line after the first one's end.
fn is_lines(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().is_some_and(|line| line.starts_with('{') && line.ends_with('}'));
    first && lines.next().is_some_and(|line| line.starts_with('{'))
}

/// Whether a text begins as a mailbox does: an envelope line, and a header below it.
fn is_mbox(text: &str) -> bool {
    let mut lines = text.lines();
    let envelope = lines.next().is_some_and(|line| line.starts_with("From ") && line.contains(':'));
    envelope && lines.next().and_then(|line| line.split_once(':')).is_some_and(|(name, _)| !name.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_what_is_inside_a_compressed_file() {
        for (name, kind) in [
            ("a.jsonl.gz", Ok(Kind::Articles(Shape::JsonLines))),
            ("a.HTML.GZ", Ok(Kind::Articles(Shape::Html))),
            ("a.gz", Ok(Kind::Articles(Shape::Text))),
            (".gz", Ok(Kind::Articles(Shape::Text))),
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
        assert_eq!(stem("x/courier_2021-02-03_a.html.gz"), "courier_2021-02-03_a");
        assert_eq!(stem("x/a"), "a");
    }
}
