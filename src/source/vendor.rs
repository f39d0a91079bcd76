//! Text as the databases Factiva and Nexis export it: many articles in a file, each with its fields in lines.

use super::{Fault, byline, date, json, label, numbered};
use crate::article::{Article, OutletSource};

/// Fields of Factiva, by the letters at the start of their first line.
const TAGS: &[&str] = &[
    "SE", "HD", "CR", "BY", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "ART", "CT", "RF",
    "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "CLM",
];

/// Whether a text is an export of Factiva: its fields for headline and text stand at the start of lines.
pub(super) fn is_factiva(text: &str) -> bool {
    let has = |tag| text.lines().take(400).any(|line| tag_of(line).is_some_and(|(found, _)| found == tag));
    has("HD") && has("PD") && (has("LP") || has("TD"))
}

/// Whether a text is an export of Nexis: it says where a document ends, or how long it is and when it was loaded.
pub(super) fn is_nexis(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    lines.clone().any(|line| line == "End of Document")
        || (lines.clone().any(|line| field(line, "Length").is_some())
            && lines.any(|line| field(line, "Load-Date").is_some()))
}

/// The tag that a line begins with, and the rest: `HD  Ferry returns`, `HD` alone, or indented by a space.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    let line = line.strip_prefix(' ').unwrap_or(line);
    let end = line.find(char::is_whitespace).unwrap_or(line.len());
    let rest = line[end..].trim();
    let wide = line.len() == end || line[end..].starts_with("  ") || line[end..].starts_with(['\t', '\n']) || end == 2;
    TAGS.contains(&&line[..end]).then_some((&line[..end], rest)).filter(|_| wide)
}

/// Reads an export of Factiva.
pub(super) fn factiva(text: &str) -> Vec<Result<Article, Fault>> {
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
    numbered(documents.iter().map(|fields| factiva_article(fields)).collect())
}

fn factiva_article(fields: &[(&str, String)]) -> Result<Article, Fault> {
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
        language: line("LA").and_then(|name| json::language_code(&name)),
        labels,
        body,
        ..date::dated(timed.into_iter().chain(day))
    })
}

/// The value of a field such as `Byline: Ida Holm`, whatever the case of its name.
fn field<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (found, value) = line.split_once(':')?;
    found.trim().eq_ignore_ascii_case(name).then_some(value.trim())
}

/// Reads an export of Nexis.
pub(super) fn nexis(text: &str) -> Vec<Result<Article, Fault>> {
    let mut documents = vec![Vec::new()];
    for line in text.lines().map(str::trim) {
        if line == "End of Document" || is_count(line) {
            documents.push(Vec::new());
        } else if let Some(document) = documents.last_mut() {
            document.push(line);
        }
    }
    documents.retain(|lines| lines.iter().any(|line| !line.is_empty()));
    numbered(documents.iter().map(|lines| nexis_article(lines)).collect())
}

/// `3 of 12 DOCUMENTS`, above a document.
fn is_count(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    matches!(words.as_slice(), [a, "of", b, "DOCUMENTS"] if a.parse::<u32>().is_ok() && b.parse::<u32>().is_ok())
}

/// Fields that stand below the text.
const BELOW: &[&str] =
    &["Classification", "Graphic", "Language", "Publication-Type", "Journal Code", "Subject", "Load-Date"];

fn nexis_article(lines: &[&str]) -> Result<Article, Fault> {
    let get = |name: &str| lines.iter().find_map(|line| field(line, name)).filter(|value| !value.is_empty());
    let start = lines.iter().position(|line| line.eq_ignore_ascii_case("body") || field(line, "Body").is_some());
    let start = start.or_else(|| lines.iter().position(|line| field(line, "Length").is_some()));
    let Some(start) = start else {
        return Err(Fault::new("a Nexis document without Body", "export it with its full text"));
    };
    let below = |name: &&str, line: &str| line == *name || field(line, name).is_some();
    let end = lines[start..].iter().position(|line| BELOW.iter().any(|name| below(name, line)));
    let end = end.map_or(lines.len(), |at| start + at);
    let head: Vec<&str> = lines[..start].iter().filter(|line| !line.is_empty()).copied().collect();
    let day = head.iter().position(|line| date::parse(line).is_some());
    let dates = day.map(|at| head[at]).into_iter().chain(get("Load-Date"));
    // Newer exports begin with the headline; older ones put it below the date.
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
            // A share such as `(90%)` says how sure the machine was.
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
        language: get("Language").and_then(|name| json::language_code(name.split(';').next()?)),
        labels,
        body: body.trim().to_owned(),
        ..date::dated(dates)
    })
}
