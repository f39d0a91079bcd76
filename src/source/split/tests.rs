use super::*;
use crate::source::byte_stream::ByteStream;
use crate::source::{json, mail, table};

type Found = (usize, usize, Result<String, String>);

/// The pieces of a text: line, entry, and bytes or fault.
fn pieces(text: &str, mut splitter: impl Splitter) -> Vec<Found> {
    let mut input = Input::new(ByteStream::new(text.as_bytes()));
    let mut pieces = Vec::new();
    while let Some(piece) = splitter.next(&mut input).unwrap() {
        let bytes = piece.bytes.map(|bytes| String::from_utf8(bytes).unwrap()).map_err(|fault| fault.what);
        pieces.push((piece.line, piece.entry, bytes));
    }
    pieces
}

fn ok(line: usize, entry: usize, text: &str) -> Found {
    (line, entry, Ok(text.to_owned()))
}

#[test]
fn an_array_is_split_at_its_own_commas() {
    let text = "\u{feff} [\n{\"a\": \"],} \\\" [\", \"b\": [1, {}]},\n\n {\"c\":2}, [3,4]\n]\n";
    let found = pieces(text, json::Elements::default());
    let expected = [ok(2, 0, "{\"a\": \"],} \\\" [\", \"b\": [1, {}]}"), ok(4, 1, "{\"c\":2}"), ok(4, 2, "[3,4]\n")];
    assert_eq!(found, expected);
    assert!(pieces("[]", json::Elements::default()).is_empty());
    assert!(pieces("", json::Elements::default()).is_empty());
}

#[test]
fn a_mailbox_is_split_before_each_envelope_line() {
    let text = "lost\n\nFrom a\nA: b\n\nFrom here it is text? No.\nFrom b\n\nFrom c\n";
    let found = pieces(text, Blocks::new(mail::is_envelope));
    let expected =
        [ok(3, 0, "From a\nA: b\n\n"), ok(6, 1, "From here it is text? No.\nFrom b\n\n"), ok(9, 2, "From c\n")];
    assert_eq!(found, expected);
}

#[test]
fn an_unclosed_field_costs_one_line() {
    let found = pieces("title,text\na,\"b\nc\"\n\nd,\"e\nf,g\n", table::Rows::default());
    assert!(found[1].2.as_ref().is_err_and(|what| what.contains("never closed")), "{found:?}");
    assert_eq!((&found[0], &found[2]), (&ok(2, 0, "a,\"b\nc\"\n"), &ok(6, 2, "f,g\n")));
    assert_eq!((found[1].0, found[1].1, found.len()), (5, 1, 3));
}

#[test]
fn a_line_past_the_limit_is_dropped_and_the_next_is_read() {
    let long = "x".repeat(MAX_ARTICLE as usize + 10);
    let found = pieces(&format!("{long}\nshort\n"), Lines);
    assert!(found[0].2.is_err());
    assert_eq!(found[1], ok(2, 1, "short\n"));
    let found = pieces(&format!("From a\n{long}\n{long}\n\nFrom b\n"), Blocks::new(mail::is_envelope));
    assert!(found[0].2.is_err());
    assert_eq!(found[1], ok(5, 1, "From b\n"));
}
