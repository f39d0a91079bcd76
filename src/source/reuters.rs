//! Reuters-21578: stories of 1987 in SGML, many in a file.

use super::format::{Format, Read};
use super::split::Blocks;
use super::{Fault, byline, date, label};
use crate::article::{Article, OutletSource};

pub(super) static FORMAT: Format = Format {
    names: &["Reuters-21578"],
    extensions: &["sgm", "sgml"],
    starts: |text| text.starts_with("<!DOCTYPE lewis") || text.starts_with("<REUTERS"),
    splitter: |_| Some(Box::new(Blocks::new(begins))),
    read: Read::Text(read),
    ..Format::DEFAULT
};

/// Whether a line is the first of a story.
fn begins(line: &[u8], _: bool) -> bool {
    line.starts_with(b"<REUTERS")
}

/// Reads one story.
fn read(text: &str) -> Result<Article, Fault> {
    if !begins(text.as_bytes(), true) {
        return Err(Fault::new("SGML without stories of Reuters-21578", "save it as XML, HTML or text"));
    }
    let (tag, _) = text.split_once('>').unwrap_or((text, ""));
    let body = paragraphs(&plain(between(text, "BODY").unwrap_or_default()));
    if body.is_empty() {
        let what = "a Reuters-21578 story without BODY";
        return Err(Fault::not_an_article(what, ""));
    }
    let line = |name| between(text, name).map(|text| one_line(&plain(text))).filter(|text| !text.is_empty());
    let mut labels = Vec::new();
    for field in ["TOPICS", "PLACES", "PEOPLE", "ORGS", "EXCHANGES"] {
        let values = between(text, field).unwrap_or_default();
        values.split("<D>").skip(1).filter_map(|value| value.split("</D>").next()).for_each(|value| {
            label::add(&mut labels, one_line(&plain(value)));
        });
    }
    Ok(Article {
        id: attribute(tag, "NEWID").map(|id| format!("reuters-{id}")).unwrap_or_default(),
        title: line("TITLE"),
        authors: line("AUTHOR").map(|text| byline::authors(text.trim_end_matches(", Reuters"))).unwrap_or_default(),
        outlet: Some("Reuters".to_owned()),
        outlet_source: Some(OutletSource::Field),
        dateline: line("DATELINE"),
        labels,
        body,
        ..date::dated(between(text, "DATE"))
    })
}

fn between<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("<{name}>"))?;
    Some(rest.split_once(&format!("</{name}>")).map_or(rest, |(inside, _)| inside))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!("{name}=\""))?.1.split('"').next()
}

/// Text with its references resolved, without control characters.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let reference = after.split_once(';').filter(|(name, _)| name.len() <= 6);
        let resolved = reference.and_then(|(name, rest)| Some((resolve(name)?, rest)));
        match resolved {
            Some((character, after)) => {
                plain.extend(Some(character).filter(|c| !c.is_control() || *c == '\n'));
                rest = after;
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain.retain(|c| !c.is_control() || c == '\n');
    plain
}

fn resolve(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        _ => name.strip_prefix('#')?.parse().ok().and_then(char::from_u32),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs, which begin with an indent, without the sign-off of the wire.
fn paragraphs(text: &str) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        match paragraphs.last_mut().filter(|_| !line.starts_with("    ")) {
            Some(last) => {
                last.push(' ');
                last.push_str(line.trim_start());
            }
            None => paragraphs.push(line.trim_start().to_owned()),
        }
    }
    if let Some(last) = paragraphs.last_mut() {
        let (text, word) = last.rsplit_once(' ').unwrap_or(("", last));
        if is_sign_off(word) {
            *last = text.trim_end().to_owned();
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n")
}

/// Whether a last word is the sign-off of the wire: `Reuter`, `REUTER...`, `reuter^M`.
fn is_sign_off(word: &str) -> bool {
    let letters = word.trim_end_matches("^M").trim_end_matches(|c: char| !c.is_alphabetic());
    ["reuter", "reuters"].iter().any(|name| letters.eq_ignore_ascii_case(name))
}
