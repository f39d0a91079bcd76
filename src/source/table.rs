//! Tables of articles: CSV and its kin, one article a row, the columns named by the first.

use std::io;
use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};
use serde_json::{Map, Value};

use super::cut::{Cut, Input, MAX_RECORD, Piece, append, limited};
use super::{Fault, json};
use crate::article::Article;

/// What may stand between two fields, the likeliest last.
const DELIMITERS: &[u8] = b"|;\t,";
/// How often a mark that opens a field and is never closed is forgiven, each time at the cost of reading on to the end.
const FORGIVEN: usize = 100;

/// Cuts a table into rows; a piece is one row, and its head the row of names.
#[derive(Default)]
pub(super) struct Rows {
    head: Option<Arc<[u8]>>,
    delimiter: u8,
    count: usize,
    forgiven: usize,
    ended: bool,
}

impl Cut for Rows {
    fn next(&mut self, input: &mut Input<'_>) -> io::Result<Option<Piece>> {
        if self.ended {
            return Ok(None);
        }
        if self.head.is_none() {
            let Some(head) = first_line(input)? else { return Ok(None) };
            self.delimiter = delimiter(&head);
            let names = names(&head, self.delimiter);
            input.unread(head);
            if names.iter().any(|name| json::is_known(name)) {
                self.head = self.row(input)?.and_then(|(_, row)| row.ok()).map(Arc::from);
            } else if is_ag_news(&names) {
                self.head = Some(format!("{}\n", json::AG_NEWS_COLUMNS.join(",")).into_bytes().into());
            } else {
                self.ended = true;
                let what = "a table whose first line names no column for title, text, date or address";
                let bytes = Err(Fault::new(what, "name the columns in its first line"));
                return Ok(Some(Piece { line: 1, entry: 0, head: None, bytes }));
            }
        }
        let Some((line, row)) = self.row(input)? else { return Ok(None) };
        self.count += 1;
        Ok(Some(Piece { line, entry: self.count - 1, head: self.head.clone(), bytes: row }))
    }
}

/// A row's first line, and its bytes or what is wrong with them.
type Row = (usize, Result<Vec<u8>, Fault>);

impl Rows {
    /// The next row, with the lines that its quoted fields go on over.
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
            let next = input.read_line()?.filter(|_| bytes.len() as u64 <= MAX_RECORD);
            let Some(next) = next else {
                self.forgiven += 1;
                self.ended = self.forgiven > FORGIVEN;
                // All that was read is there: the limit lets a row grow past it by its last line.
                input.unread(bytes.split_off(first));
                let fault = Fault::new("a field whose quotation mark is never closed", "close it, or double it");
                return Ok(Some((line, Err(fault))));
            };
            append(&mut bytes, &next);
            open = stays_open(&next, self.delimiter, true);
        }
        Ok(Some((line, limited(bytes))))
    }
}

/// The first line that holds something, without the mark of its encoding.
fn first_line(input: &mut Input<'_>) -> io::Result<Option<Vec<u8>>> {
    while let Some(line) = input.read_line()? {
        if !line.iter().all(u8::is_ascii_whitespace) && !is_hint(&line) {
            return Ok(Some(line));
        }
    }
    Ok(None)
}

/// Spreadsheets tell each other the delimiter in a line before the first.
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

/// What a line has most of outside its quotation marks.
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

/// Whether a first row is one of AG News, which has no names above it: a class, a title, a text.
fn is_ag_news(row: &[String]) -> bool {
    matches!(row, [class, _, _] if matches!(class.as_str(), "1" | "2" | "3" | "4"))
}

/// Reads a row below the head of its table.
pub(super) fn read(text: &str) -> Result<Article, Fault> {
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = delimiter(text.lines().next().unwrap_or_default().as_bytes());
    let mut rows = rows(text, delimiter).map(|row| fields(&row));
    let (Some(head), Some(mut row)) = (rows.next(), rows.next()) else {
        return Err(Fault::new("a table without rows", "nothing to do"));
    };
    while row.len() > head.len() && row.last().is_some_and(String::is_empty) {
        row.pop();
    }
    if row.len() != head.len() {
        let what = format!("a row of {} fields below a head of {}", row.len(), head.len());
        return Err(Fault::new(&what, "put fields with commas or line ends in quotation marks"));
    }
    let named = head.into_iter().zip(row).map(|(name, field)| (name.trim().to_owned(), Value::String(field)));
    json::article(&named.collect::<Map<String, Value>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_inside_a_field_opens_nothing() {
        assert!(stays_open(b"a,\"b", b',', false));
        assert!(!stays_open(b"a,5\" pipe,c", b',', false));
        assert!(!stays_open(b"a,\"b \"\"c\"\"\"", b',', false));
        assert!(!stays_open(b"c\",d", b',', true));
    }

    #[test]
    fn the_delimiter_is_what_there_is_most_of() {
        assert_eq!(delimiter(b"title\ttext, long\tdate"), b'\t');
        assert_eq!(delimiter(b"title;\"a,b,c,d\";date"), b';');
        assert_eq!(delimiter(b"title"), b',');
    }
}
