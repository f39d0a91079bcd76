//! The shape of a file: by its name first, then by how it begins.

use std::path::Path;

use super::vendor;

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
}

impl Shape {
    /// The shape that a file's name promises; the extension, where it promises none that is read.
    ///
    /// A file without an extension is taken for text and looked into.
    pub(super) fn of_name(path: &Path) -> Result<Self, String> {
        let Some(extension) = path.extension() else { return Ok(Shape::Text) };
        let extension = extension.to_string_lossy().to_lowercase();
        match extension.as_str() {
            "txt" | "text" => Ok(Shape::Text),
            "html" | "htm" | "xhtml" => Ok(Shape::Html),
            "json" | "ninjs" => Ok(Shape::Json),
            "jsonl" | "ndjson" => Ok(Shape::JsonLines),
            "md" | "markdown" => Ok(Shape::Markdown),
            "xml" | "rss" | "atom" | "rdf" | "nitf" | "newsml" => Ok(Shape::Xml),
            "csv" | "tsv" | "tab" => Ok(Shape::Table),
            "sgm" | "sgml" => Ok(Shape::Sgml),
            "eml" => Ok(Shape::Mail),
            "mbox" | "mbx" => Ok(Shape::Mbox),
            _ => Err(extension),
        }
    }

    /// The shape that the first bytes of a file tell, where it decides how the file is cut.
    pub(super) fn look_at(self, head: &[u8]) -> Self {
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
