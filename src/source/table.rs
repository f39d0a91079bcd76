//! Tables: CSV or TSV, one article per row, with column names in the first row.

use std::io;
use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};
use serde_json::{Map, Value};

use super::format::{Format, Read};
use super::split::{Input, MAX_ARTICLE, Piece, Splitter, append, limited};
use super::{Fault, json};
use crate::article::Article;

pub(super) static FORMAT: Format = Format {
    names: &["CSV", "TSV"],
    extensions: &["csv", "tsv", "tab"],
    splitter: |_| Some(Box::new(Rows::default())),
    read: Read::Text(read),
    ..Format::DEFAULT
};

/// What separates two fields, the likeliest last.
const DELIMITERS: &[u8] = b"|;\t,";
/// How many unclosed fields are tolerated. Each costs reading on to the end.
const MOST_UNCLOSED: usize = 100;

/// Splits a table into rows. The header of each piece is the row of column names.
#[derive(Default)]
pub(super) struct Rows {
    header: Option<Arc<[u8]>>,
    delimiter: u8,
    count: usize,
    unclosed: usize,
    ended: bool,
}

impl Splitter for Rows {
    fn next(&mut self, input: &mut Input<'_>) -> io::Result<Option<Piece>> {
        if self.ended {
            return Ok(None);
        }
        if self.header.is_none() {
            let Some(first) = first_line(input)? else { return Ok(None) };
            self.delimiter = delimiter(&first);
            let names = names(&first, self.delimiter);
            input.unread(first);
            if names.iter().any(|name| json::is_known(name)) {
                self.header = self.row(input)?.and_then(|(_, row)| row.ok()).map(Arc::from);
            } else if is_ag_news(&names) {
                self.header = Some(format!("{}\n", json::AG_NEWS_COLUMNS.join(",")).into_bytes().into());
            } else {
                self.ended = true;
                let what = "the first line of the table names no column for title, text, date or address";
                let bytes = Err(Fault::new(what, "name the columns in its first line"));
                return Ok(Some(Piece { line: 1, entry: 0, header: None, bytes }));
            }
        }
        let Some((line, row)) = self.row(input)? else { return Ok(None) };
        self.count += 1;
        Ok(Some(Piece { line, entry: self.count - 1, header: self.header.clone(), bytes: row }))
    }
}

/// The number of a row's first line, and its bytes or fault.
type Row = (usize, Result<Vec<u8>, Fault>);

impl Rows {
    /// The next row, with all lines of its quoted fields.
    fn row(&mut self, input: &mut Input<'_>) -> io::Result<Option<Row>> {
        let (line, mut bytes) = loop {
            let line = input.line_number();
            let Some(bytes) = input.read_line()? else { return Ok(None) };
            if !bytes.iter().all(u8::is_ascii_whitespace) && !is_hint(&bytes) {
                break (line, bytes);
            }
        };
        let first = bytes.len();
        let mut open = stays_open(&bytes, self.delimiter, false);
        while open {
            let next = input.read_line()?.filter(|_| bytes.len() as u64 <= MAX_ARTICLE);
            let Some(next) = next else {
                self.unclosed += 1;
                self.ended = self.unclosed > MOST_UNCLOSED;
                // Nothing is lost: a row may grow past the limit by its last line.
                input.unread(bytes.split_off(first));
                let fault = Fault::new("a quotation mark that opens a field is never closed", "close it, or double it");
                return Ok(Some((line, Err(fault))));
            };
            append(&mut bytes, &next);
            open = stays_open(&next, self.delimiter, true);
        }
        Ok(Some((line, limited(bytes))))
    }
}

/// The first line that is neither blank nor a hint.
fn first_line(input: &mut Input<'_>) -> io::Result<Option<Vec<u8>>> {
    while let Some(line) = input.read_line()? {
        if !line.iter().all(u8::is_ascii_whitespace) && !is_hint(&line) {
            return Ok(Some(line));
        }
    }
    Ok(None)
}

/// Whether a line is a spreadsheet's hint at the delimiter, such as `sep=;`.
fn is_hint(line: &[u8]) -> bool {
    line.starts_with(b"sep=") && line.len() <= 7
}

/// Whether a quoted field is open at the end of a line.
fn stays_open(line: &[u8], delimiter: u8, mut open: bool) -> bool {
    let mut at_start = !open;
    let mut bytes = line.iter().peekable();
    while let Some(&byte) = bytes.next() {
        if open {
            if byte == b'"' && bytes.next_if_eq(&&b'"').is_none() {
                open = false;
            }
        } else {
            open = at_start && byte == b'"';
            at_start = byte == delimiter;
        }
    }
    open
}

/// The delimiter that a line has most of outside quotation marks.
fn delimiter(line: &[u8]) -> u8 {
    let outside: Vec<u8> = line.split(|byte| *byte == b'"').step_by(2).flatten().copied().collect();
    let count = |delimiter: &u8| outside.iter().filter(|byte| *byte == delimiter).count();
    DELIMITERS.iter().copied().max_by_key(count).unwrap_or(b',')
}

fn names(line: &[u8], delimiter: u8) -> Vec<String> {
    let text = String::from_utf8_lossy(line);
    rows(text.trim_start_matches('\u{feff}'), delimiter).next().map(|row| fields(&row)).unwrap_or_default()
}

fn rows(text: &str, delimiter: u8) -> impl Iterator<Item = StringRecord> {
    let reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    reader.into_records().filter_map(Result::ok)
}

fn fields(row: &StringRecord) -> Vec<String> {
    row.iter().map(str::to_owned).collect()
}

/// Whether a first row is already data of AG News, which has no column names: a class, a title, a text.
fn is_ag_news(row: &[String]) -> bool {
    matches!(row, [class, _, _] if matches!(class.as_str(), "1" | "2" | "3" | "4"))
}

/// Reads the header of a table and one row.
fn read(text: &str) -> Result<Article, Fault> {
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = delimiter(text.lines().next().unwrap_or_default().as_bytes());
    let mut rows = rows(text, delimiter).map(|row| fields(&row));
    let (Some(header), Some(mut row)) = (rows.next(), rows.next()) else {
        return Err(Fault::new("a table without rows", "nothing to do"));
    };
    while row.len() > header.len() && row.last().is_some_and(String::is_empty) {
        row.pop();
    }
    if row.len() != header.len() {
        let what = format!("a row of {} fields in a table of {} columns", row.len(), header.len());
        return Err(Fault::new(&what, "put fields with commas or line breaks in quotation marks"));
    }
    let named = header.into_iter().zip(row).map(|(name, field)| (name.trim().to_owned(), Value::String(field)));
    json::article(&named.collect::<Map<String, Value>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_mark_inside_a_field_opens_nothing() {
        assert!(stays_open(b"a,\"b", b',', false));
        assert!(!stays_open(b"a,5\" pipe,c", b',', false));
        assert!(!stays_open(b"a,\"b \"\"c\"\"\"", b',', false));
        assert!(!stays_open(b"c\",d", b',', true));
    }

    #[test]
    fn the_commonest_delimiter_is_chosen() {
        assert_eq!(delimiter(b"title\ttext, long\tdate"), b'\t');
        assert_eq!(delimiter(b"title;\"a,b,c,d\";date"), b';');
        assert_eq!(delimiter(b"title"), b',');
    }
}
