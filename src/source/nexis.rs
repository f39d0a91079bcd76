//! Exports of the database Nexis: many articles in a file, with named fields.

use super::format::{Articles, Format, Read, numbered};
use super::{Fault, byline, date, label, language};
use crate::article::{Article, OutletSource};

pub(super) static FORMAT: Format = Format {
    names: &["Nexis"],
    fits: |_, text| is_nexis(text),
    read: Read::Many(|text| Ok(read(text))),
    ..Format::DEFAULT
};

/// Whether a text says where a document ends, or has the fields for its length and load date.
fn is_nexis(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    lines.clone().any(|line| line == "End of Document")
        || (lines.clone().any(|line| field(line, "Length").is_some())
            && lines.any(|line| field(line, "Load-Date").is_some()))
}

/// The value of a field such as `Byline: Ida Holm`, whatever the case of its name.
fn field<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (found, value) = line.split_once(':')?;
    found.trim().eq_ignore_ascii_case(name).then_some(value.trim())
}

/// Reads an export.
fn read(text: &str) -> Articles {
    let mut documents = vec![Vec::new()];
    for line in text.lines().map(str::trim) {
        if line == "End of Document" || is_count(line) {
            documents.push(Vec::new());
        } else if let Some(document) = documents.last_mut() {
            document.push(line);
        }
    }
    documents.retain(|lines| lines.iter().any(|line| !line.is_empty()));
    numbered(documents.iter().map(|lines| article(lines)).collect())
}

/// Whether a line is `3 of 12 DOCUMENTS`, which precedes a document.
fn is_count(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    matches!(words.as_slice(), [a, "of", b, "DOCUMENTS"] if a.parse::<u32>().is_ok() && b.parse::<u32>().is_ok())
}

/// The fields after the text.
const AFTER_TEXT: &[&str] =
    &["Classification", "Graphic", "Language", "Publication-Type", "Journal Code", "Subject", "Load-Date"];

fn article(lines: &[&str]) -> Result<Article, Fault> {
    let get = |name: &str| lines.iter().find_map(|line| field(line, name)).filter(|value| !value.is_empty());
    let start = lines.iter().position(|line| line.eq_ignore_ascii_case("body") || field(line, "Body").is_some());
    let start = start.or_else(|| lines.iter().position(|line| field(line, "Length").is_some()));
    let Some(start) = start else {
        return Err(Fault::new("a Nexis document without Body", "export it with its full text"));
    };
    let is_field = |name: &&str, line: &str| line == *name || field(line, name).is_some();
    let end = lines[start..].iter().position(|line| AFTER_TEXT.iter().any(|name| is_field(name, line)));
    let end = end.map_or(lines.len(), |at| start + at);
    let head: Vec<&str> = lines[..start].iter().filter(|line| !line.is_empty()).copied().collect();
    let day = head.iter().position(|line| date::parse(line).is_some());
    let dates = day.map(|at| head[at]).into_iter().chain(get("Load-Date"));
    // Newer exports begin with the headline. Older ones have it after the date.
    let above: Vec<&str> = head[..day.unwrap_or(head.len().min(2))].to_vec();
    let (title, outlet) = match above.as_slice() {
        [title, outlet, ..] => (Some(*title), Some((*outlet).to_owned())),
        [outlet] => (
            day.and_then(|at| head[at + 1..].iter().find(|line| !line.contains(':') && !line.starts_with("Copyright")))
                .copied(),
            Some((*outlet).to_owned()),
        ),
        [] => (None, None),
    };
    let mut labels = Vec::new();
    for value in ["Subject", "Industry"].iter().filter_map(|name| get(name)) {
        for part in value.split(';') {
            // A share such as `(90%)` is the confidence of Nexis's own indexing.
            let part = part.split(" (").next().unwrap_or_default();
            label::add(&mut labels, part.trim().to_owned());
        }
    }
    get("Section").and_then(|section| section.split(';').next()).into_iter().for_each(|section| {
        label::add(&mut labels, section.trim().to_owned());
    });
    let body = lines[start + 1..end].join("\n");
    if body.trim().is_empty() {
        return Err(Fault::new("a Nexis document without text", "export it with its full text"));
    }
    Ok(Article {
        title: title.map(str::to_owned),
        authors: get("Byline").map(byline::authors).unwrap_or_default(),
        outlet_source: outlet.as_ref().map(|_| OutletSource::Field),
        outlet,
        language: get("Language").and_then(|name| language::of_tag(name.split(';').next()?)),
        labels,
        body: body.trim().to_owned(),
        ..date::dated(dates)
    })
}
