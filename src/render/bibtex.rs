//! BibTeX, for BibTeX and biblatex.

use std::cell::RefCell;
use std::collections::HashSet;
use std::io::{self, Write};

use unicode_normalization::UnicodeNormalization;

use super::author::Person;
use super::citation::{Citation, Cite};
use super::{Base, unbroken};

/// Writes each hit as an `@article`.
///
/// The key is outlet, day and id, in ASCII; no two keys of one output are equal, whatever their case. `note` holds the speaker
/// and the words, `abstract` the first part of the words in context. `prefix`, `suffix`, `sha256`, `onrecord_id` and `file_path`
/// lead back to the place; no style prints them. Characters that TeX would interpret are escaped, but for `url`: biblatex reads it
/// verbatim.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bibtex {
    base: Base,
    /// The keys used so far, in lower case, about 60 bytes each.
    keys: RefCell<HashSet<String>>,
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// A longer id is cut in the key.
const LONGEST_ID: usize = 40;
const LONGEST_OUTLET: usize = 30;

impl Cite for Bibtex {
    fn cite(&self, citation: &Citation<'_>, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "@article{{{}", self.key(citation))?;
        // The braces inside keep the capital letters.
        field("title", &format!("{{{}}}", escaped(&citation.title())), out)?;
        let authors: Vec<String> = citation.authors().map(|author| name(&author)).collect();
        if !authors.is_empty() {
            field("author", &authors.join(" and "), out)?;
        }
        if let Some(outlet) = citation.outlet() {
            field("journal", &escaped(&outlet), out)?;
        }
        if let Some(parts) = citation.day() {
            let [year, month, _] = &parts;
            field("date", &parts.join("-"), out)?;
            field("year", year, out)?;
            let month = month.parse().ok().and_then(|month: usize| MONTHS.get(month.checked_sub(1)?));
            month.map_or(Ok(()), |month| write!(out, ",\n  month = {month}"))?;
        }
        if let Some(url) = citation.url() {
            field("url", &url, out)?;
        }
        if let Some(said) = &citation.said {
            let selector = &said.0.selector;
            let place = [&selector.prefix[..], &selector.exact, &selector.suffix].concat();
            field("note", &escaped(&format!("{}: {}", said.source(), said.words())), out)?;
            field("abstract", &escaped(&place), out)?;
            field("prefix", &escaped(&selector.prefix), out)?;
            field("suffix", &escaped(&selector.suffix), out)?;
        } else if let Some(description) = citation.description() {
            field("abstract", &escaped(description), out)?;
        }
        let topics: Vec<String> = citation.topics.iter().map(|topic| escaped(&topic.label)).collect();
        if !topics.is_empty() {
            field("keywords", &topics.join("; "), out)?;
        }
        field("onrecord_id", &escaped(&citation.id), out)?;
        field("file_path", &escaped(&self.base.place(&citation.article.place)), out)?;
        field("sha256", &citation.sha256, out)?;
        write!(out, "\n}}\n\n")
    }
}

impl Bibtex {
    /// An output with paths relative to `base`.
    pub(crate) fn new(base: Base) -> Self {
        Self { base, keys: RefCell::default() }
    }

    fn key(&self, citation: &Citation<'_>) -> String {
        let outlet = ascii(citation.article.outlet.as_deref().unwrap_or("article")).to_lowercase();
        let mut id = ascii(&citation.id);
        if id != citation.id.replace('#', "-") || id.len() > LONGEST_ID {
            // The cut or changed part may be all in which two ids differ.
            id.truncate(LONGEST_ID);
            let hash = blake3::hash(citation.id.as_bytes()).to_hex();
            id = [&id[..], &hash[..8]].join("-");
        }
        let day = citation.day().map(|day| day.join("-")).unwrap_or_default();
        let parts = [&outlet[..outlet.len().min(LONGEST_OUTLET)], &day, &id];
        let key = ascii(&parts.join("-"));
        let mut keys = self.keys.borrow_mut();
        let mut unique = key.clone();
        let mut number = 1;
        while !keys.insert(unique.to_lowercase()) {
            number += 1;
            unique = format!("{key}-{number}");
        }
        unique
    }
}

/// The letters and digits of a text without accents; one hyphen replaces each run of other characters.
fn ascii(text: &str) -> String {
    let plain: String = text.nfkd().filter(|c| c.is_ascii() || !is_mark(*c)).collect();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn field(name: &str, value: &str, out: &mut dyn Write) -> io::Result<()> {
    write!(out, ",\n  {name} = {{{value}}}")
}

/// `Family, Suffix, Given` for a person. Braces keep BibTeX from splitting any other name.
fn name(author: &str) -> String {
    match Person::of(author) {
        Some(Person { family, given, suffix: Some(suffix) }) => escaped(&format!("{family}, {suffix}, {given}")),
        Some(Person { family, given, suffix: None }) => escaped(&format!("{family}, {given}")),
        None => format!("{{{}}}", escaped(author)),
    }
}

/// A text on one line, escaped for TeX. Braces become commands, because BibTeX counts escaped braces like bare ones.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in unbroken(text).chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => escaped.extend(['\\', c]),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '\\' => escaped.push_str("\\textbackslash{}"),
            _ => escaped.push(c),
        }
    }
    escaped
}
