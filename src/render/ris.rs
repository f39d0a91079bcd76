//! RIS, which Zotero, EndNote, Mendeley and Citavi read.

use std::io::{self, Write};

use super::author::Person;
use super::citation::{Citation, Cite, Said};
use super::{Base, json_line, unbroken};

/// Writes each hit as a `NEWS` record: a tag, two spaces, a hyphen and a value on each line; lines end in CRLF.
///
/// `AB` holds the speaker and the words, `ID` the id. The first `N1` is the place in the folder, the second a JSON object:
/// the selector of the words, or the hash of the text where the hit is an article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ris {
    /// The folder that paths are relative to.
    pub base: Base,
}

fn field(tag: &str, value: &str, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{tag}  - {}\r\n", unbroken(value).trim())
}

/// `Family, Given, Suffix` for a person. Reference managers take a value without a comma for an organization.
fn filed(author: &str) -> String {
    match Person::of(author) {
        Some(Person { family, given, suffix: Some(suffix) }) => format!("{family}, {given}, {suffix}"),
        Some(Person { family, given, suffix: None }) => format!("{family}, {given}"),
        None => author.to_owned(),
    }
}

impl Cite for Ris {
    fn cite(&self, citation: &Citation<'_>, out: &mut dyn Write) -> io::Result<()> {
        field("TY", "NEWS", out)?;
        field("ID", &citation.id, out)?;
        field("TI", &citation.title(), out)?;
        for author in citation.authors() {
            field("AU", &filed(&author), out)?;
        }
        if let Some(outlet) = citation.outlet() {
            field("T2", &outlet, out)?;
        }
        if let Some([year, month, day]) = citation.day() {
            field("PY", &year, out)?;
            field("DA", &format!("{year}/{month}/{day}"), out)?;
        }
        if let Some(url) = citation.url() {
            field("UR", &url, out)?;
        }
        let place = self.base.place(&citation.article.place);
        match &citation.said {
            Some(said @ Said(hit)) => {
                field("AB", &format!("{}: {}", said.source(), said.words()), out)?;
                topics(citation, out)?;
                field("N1", &format!("{place}, paragraph {}", hit.finding.paragraph), out)?;
                field("N1", &json_line::object(&hit.selector)?, out)?;
            }
            None => {
                if let Some(description) = citation.description() {
                    field("AB", description, out)?;
                }
                topics(citation, out)?;
                field("N1", &place, out)?;
                field("N1", &json_line::object(&serde_json::json!({ "sha256": citation.sha256 }))?, out)?;
            }
        }
        write!(out, "ER  - \r\n\r\n")
    }
}

fn topics(citation: &Citation<'_>, out: &mut dyn Write) -> io::Result<()> {
    citation.topics.iter().try_for_each(|topic| field("KW", &topic.label, out))
}
