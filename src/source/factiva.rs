//! Exports of the database Factiva: many articles in a file, with tagged fields.

use super::format::{Articles, Format, Read, numbered};
use super::{Fault, byline, date, label, language};
use crate::article::{Article, OutletSource};

pub(super) static FORMAT: Format = Format {
    names: &["Factiva"],
    fits: |_, text| is_factiva(text),
    read: Read::Many(|text| Ok(read(text))),
    ..Format::DEFAULT
};

/// The tags that begin a field.
const TAGS: &[&str] = &[
    "SE", "HD", "CR", "BY", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "ART", "CT", "RF",
    "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "CLM",
];

/// Whether a text has lines that begin with the tags of headline, date and text.
fn is_factiva(text: &str) -> bool {
    let has = |tag| text.lines().take(400).any(|line| tag_of(line).is_some_and(|(found, _)| found == tag));
    has("HD") && has("PD") && (has("LP") || has("TD"))
}

/// The tag that a line begins with, and the rest: `HD  Ferry returns`, `HD` alone, or indented by a space.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    let line = line.strip_prefix(' ').unwrap_or(line);
    let end = line.find(char::is_whitespace).unwrap_or(line.len());
    let rest = line[end..].trim();
    let wide = line.len() == end || line[end..].starts_with("  ") || line[end..].starts_with(['\t', '\n']) || end == 2;
    TAGS.contains(&&line[..end]).then_some((&line[..end], rest)).filter(|_| wide)
}

/// Reads an export.
fn read(text: &str) -> Articles {
    let mut documents: Vec<Vec<(&str, String)>> = Vec::new();
    for line in text.lines() {
        match tag_of(line) {
            Some((tag, rest)) => {
                let again = documents.last().is_none_or(|fields| fields.iter().any(|(known, _)| *known == tag));
                if again || tag == "SE" && documents.last().is_some_and(|fields| fields.iter().any(|(t, _)| *t == "HD"))
                {
                    documents.push(Vec::new());
                }
                if let Some(fields) = documents.last_mut() {
                    fields.push((tag, rest.to_owned()));
                }
            }
            None => {
                if let Some((_, value)) = documents.last_mut().and_then(|fields| fields.last_mut()) {
                    value.push('\n');
                    value.push_str(line.trim());
                }
            }
        }
    }
    numbered(documents.iter().map(|fields| article(fields)).collect())
}

fn article(fields: &[(&str, String)]) -> Result<Article, Fault> {
    let get = |tag: &str| {
        let (_, value) = fields.iter().find(|(known, _)| *known == tag)?;
        Some(value.trim()).filter(|value| !value.is_empty())
    };
    let line = |tag| get(tag).map(|value| value.split_whitespace().collect::<Vec<_>>().join(" "));
    let body: Vec<&str> = ["LP", "TD"].iter().filter_map(|tag| get(tag)).collect();
    let body = body.join("\n\n");
    if body.is_empty() {
        return Err(Fault::new("a Factiva document without LP and TD", "export it with its full text"));
    }
    let day = line("PD");
    let timed = day.as_ref().zip(line("ET")).map(|(day, time)| format!("{day} {time}"));
    let outlet = line("SN").or_else(|| line("PUB"));
    let mut labels = Vec::new();
    for value in ["NS", "IN", "RE"].iter().filter_map(|tag| line(tag)) {
        for entry in value.split('|') {
            let (code, name) = entry.split_once(" : ").unwrap_or(("", entry));
            label::add(&mut labels, name.trim().to_owned());
            label::add(&mut labels, code.trim().to_owned());
        }
    }
    let number = line("AN").map(|number| number.trim_start_matches("Document ").to_owned());
    Ok(Article {
        id: number.unwrap_or_default(),
        title: line("HD"),
        authors: line("BY").map(|line| byline::authors(&line)).unwrap_or_default(),
        outlet_source: outlet.as_ref().map(|_| OutletSource::Field),
        outlet,
        language: line("LA").and_then(|name| language::of_tag(&name)),
        labels,
        body,
        ..date::dated(timed.into_iter().chain(day))
    })
}
