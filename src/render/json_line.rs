//! A value as JSON on one line, with paths relative to a base and without control characters.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter, Serializer};

use super::Base;

/// Writes a value as JSON on a line of its own. Each field `path` is shown relative to `base`.
pub(super) fn write<T: Serialize>(value: &T, base: &Base, out: &mut dyn Write) -> io::Result<()> {
    let mut json = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut json, Line::new(base)))?;
    json.push(b'\n');
    out.write_all(&json)
}

/// The JSON of a value.
pub(super) fn object<T: Serialize>(value: &T) -> io::Result<String> {
    let mut json = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut json, Line::new(&Base::default())))?;
    String::from_utf8(json).map_err(io::Error::other)
}

/// Formats compact JSON.
struct Line<'b> {
    base: &'b Base,
    in_key: bool,
    /// The key of the value that is written now.
    key: String,
    /// The path that is written now, whole only at its end.
    path: String,
}

impl<'b> Line<'b> {
    fn new(base: &'b Base) -> Self {
        Self { base, in_key: false, key: String::new(), path: String::new() }
    }

    fn in_path(&self) -> bool {
        !self.in_key && self.key == "path"
    }
}

impl Formatter for Line<'_> {
    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.in_key = true;
        self.key.clear();
        if first { Ok(()) } else { out.write_all(b",") }
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.in_key = false;
        Ok(())
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.key.clear();
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        if self.in_key {
            self.key.push_str(fragment);
        } else if self.in_path() {
            self.path.push_str(fragment);
            return Ok(());
        }
        write_visible(fragment, out)
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, out: &mut W, escape: CharEscape) -> io::Result<()> {
        if !self.in_path() {
            return serde_json::ser::CompactFormatter.write_char_escape(out, escape);
        }
        self.path.push(match escape {
            CharEscape::Quote => '"',
            CharEscape::ReverseSolidus => '\\',
            CharEscape::Solidus => '/',
            CharEscape::Backspace => '\u{8}',
            CharEscape::FormFeed => '\u{c}',
            CharEscape::LineFeed => '\n',
            CharEscape::CarriageReturn => '\r',
            CharEscape::Tab => '\t',
            CharEscape::AsciiControl(byte) => char::from(byte),
        });
        Ok(())
    }

    fn end_string<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.in_path() {
            let path = std::mem::take(&mut self.path);
            let quoted = serde_json::to_string(self.base.show(&path))?;
            write_visible(&quoted[1..quoted.len() - 1], out)?;
        }
        out.write_all(b"\"")
    }
}

/// JSON may hold delete, the second set of control characters and Unicode's line separators; a terminal must not see them.
fn write_visible<W: ?Sized + Write>(text: &str, out: &mut W) -> io::Result<()> {
    let is_invisible = |c: &char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}');
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        // Most text is below delete, and to compare a byte costs less than to decode a character.
        let c = if byte < 0x7f { None } else { text.get(at..).and_then(|rest| rest.chars().next()) };
        if let Some(c) = c.filter(is_invisible) {
            out.write_all(&text.as_bytes()[written..at])?;
            write!(out, "\\u{:04x}", u32::from(c))?;
            written = at + c.len_utf8();
        }
    }
    out.write_all(&text.as_bytes()[written..])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn paths_are_relative_to_the_base_and_nothing_else_changes() {
        let value = json!({
            "path": "/home/ida/news/a\"\n.txt",
            "title": "\"path\":\"/home/ida/b\" \u{85}",
            "also": [{"path": "/home/ida/c.txt"}, {"path": "/srv/d.txt"}],
            "body": "/home/ida/e",
        });
        let mut out = Vec::new();
        write(&value, &Base::new("/home/ida"), &mut out).unwrap();
        let expected = concat!(
            r#"{"path":"news/a\"\n.txt","title":"\"path\":\"/home/ida/b\" \u0085","#,
            r#""also":[{"path":"c.txt"},{"path":"/srv/d.txt"}],"body":"/home/ida/e"}"#,
            "\n"
        );
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
