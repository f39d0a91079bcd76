//! The shape of a file: by its name first, then by how it begins.

use std::path::Path;

/// How the articles stand in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Html,
    Json,
    JsonLines,
    Markdown,
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
            "json" => Ok(Shape::Json),
            "jsonl" | "ndjson" => Ok(Shape::JsonLines),
            "md" | "markdown" => Ok(Shape::Markdown),
            _ => Err(extension),
        }
    }

    /// The shape that the text has, where a file called text holds a page or JSON.
    pub(super) fn look_inside(self, text: &str) -> Self {
        if self != Shape::Text {
            return self;
        }
        let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let head = start[..start.floor_char_boundary(200)].to_ascii_lowercase();
        if head.starts_with("<!doctype html") || head.starts_with("<html") {
            Shape::Html
        } else if head.starts_with("{\"") || head.starts_with("[{") {
            Shape::Json
        } else {
            self
        }
    }
}
