//! Answers as text: for people, as JSON Lines, as CSV, and as citations in RIS, BibTeX and Markdown.
//!
//! Each format is one file that implements [`Render`]. Formats for every answer, not only for hits, implement [`Report`] too.
//! Paths below the working directory are shown relative to it.

mod author;
mod bibtex;
mod citation;
mod csv;
#[cfg(test)]
mod exports;
mod json_line;
mod jsonl;
mod markdown;
mod ris;
mod terminal;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::article::{Article, Place};
use crate::explanation::Explanation;
use crate::extract::{Finding, Polarity};
use crate::extraction::Extraction;
use crate::identity::{People, Verdict};
use crate::index::Reason;
use crate::search::{
    ArticleHit, Counted, Extent, Facet, Found, Health, Profile, Speaker, StatementHit, Tally, TopicCount,
};
use crate::topic;
use crate::verify::{Checked, Piece, Side};

pub(crate) use self::csv::Csv;
pub(crate) use bibtex::Bibtex;
pub(crate) use jsonl::JsonLines;
pub(crate) use markdown::Markdown;
pub(crate) use ris::Ris;
pub(crate) use terminal::Terminal;

/// A format for hits. Hits are written in pages; one renderer makes one output.
///
/// # Errors
/// Each method returns the errors of the writer, and no others.
pub(crate) trait Render {
    /// Writes statements, each with what is known of its article.
    fn statements(&self, found: &Found<StatementHit>, out: &mut dyn Write) -> io::Result<()>;
    /// Writes articles without their statements.
    fn articles(&self, found: &Found<ArticleHit>, out: &mut dyn Write) -> io::Result<()>;
    /// Writes one article with its statements.
    fn article(&self, extraction: &Extraction, out: &mut dyn Write) -> io::Result<()>;
    /// Writes one statement with its article.
    fn statement(&self, hit: &StatementHit, out: &mut dyn Write) -> io::Result<()>;
    /// Writes before statements that may be of the speaker asked for. By default writes nothing: each names its candidates.
    fn possible(&self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
    /// Writes after the last page which of the hits were shown. By default writes nothing: programs count for themselves.
    fn end(&self, _: &Shown, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// Which of the hits were shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown {
    /// What a hit is, in the singular.
    pub noun: &'static str,
    /// How many hits were skipped before the first one shown.
    pub offset: usize,
    /// How many were shown.
    pub count: usize,
    /// How many there are in all.
    pub total: usize,
    /// How many more may be of the speaker asked for: their source can be one of several people.
    pub possible: usize,
    /// Whether the same command shows the next ones.
    pub again: bool,
}

/// A format for every answer, not only for hits.
///
/// # Errors
/// Each method returns the errors of the writer, and no others.
pub(crate) trait Report: Render {
    /// Writes how many statements each value of a facet has, as `onrecord list` shows them.
    fn counts(&self, facet: Facet, counts: &[Counted], out: &mut dyn Write) -> io::Result<()>;
    /// Writes speakers with the forms of their names.
    fn speakers(&self, speakers: &[Speaker], people: &People, out: &mut dyn Write) -> io::Result<()>;
    /// Writes topics with their counts; a topic comes before those below it.
    fn topics(&self, topics: &[TopicCount], out: &mut dyn Write) -> io::Result<()>;
    /// Writes the facets of one query. With `query`, one of several, each row names the query.
    fn facets(&self, query: Option<&str>, tallies: &[Tally], out: &mut dyn Write) -> io::Result<()>;
    /// Writes the hits of one of several queries; each row names the query.
    fn answer(&self, query: &str, found: &Found<StatementHit>, out: &mut dyn Write) -> io::Result<()>;
    /// Writes how much each of several queries found.
    fn extents(&self, extents: &[(String, Extent)], out: &mut dyn Write) -> io::Result<()>;
    /// Writes the page on one speaker.
    fn profile(&self, profile: &Profile, out: &mut dyn Write) -> io::Result<()>;
    /// Writes two speakers side by side.
    fn comparison(&self, people: &[Profile; 2], out: &mut dyn Write) -> io::Result<()>;
    /// Writes the health of an archive; `skipped` has the files that were skipped, by reason.
    fn health(&self, health: &Health, skipped: &[Reason], out: &mut dyn Write) -> io::Result<()>;
    /// Writes the steps that lead from a statement's source to its speaker.
    fn explanation(&self, explanation: &Explanation, out: &mut dyn Write) -> io::Result<()>;
    /// Writes why two names are one person's, or why not.
    fn same_person(&self, names: [&str; 2], verdict: &Verdict, out: &mut dyn Write) -> io::Result<()>;
    /// Writes an article's topics with the labels and words that decided them.
    fn topic_reasons(&self, reasons: &[topic::Reason], extraction: &Extraction, out: &mut dyn Write) -> io::Result<()>;
    /// Writes the quotations of a draft with the verdict on each.
    fn verified(&self, checked: &[Checked], draft: &Article, out: &mut dyn Write) -> io::Result<()>;
}

/// The folder that paths are relative to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Base(PathBuf);

impl Base {
    /// A directory, by its absolute path.
    pub(crate) fn new(directory: impl Into<PathBuf>) -> Self {
        Self(directory.into())
    }

    /// The path relative to the base, where the base contains it.
    pub(crate) fn show<'p>(&self, path: &'p str) -> &'p str {
        let below = Path::new(path).strip_prefix(&self.0).ok().filter(|_| !self.0.as_os_str().is_empty());
        below.and_then(Path::to_str).unwrap_or(path)
    }

    /// The path of an article's file; for an archive also the path inside it, after a `!`.
    fn place(&self, place: &Place) -> String {
        let member = place.member.as_ref().map_or(String::new(), |member| format!("!{member}"));
        format!("{}{member}", self.show(&place.path()))
    }
}

/// What to put before words that their source does not stand by, or did not say aloud.
fn label(finding: &Finding) -> Option<&'static str> {
    let statement = finding.statement()?;
    match statement.polarity {
        Polarity::Denied => Some("denied"),
        Polarity::NotSaid => Some("did not say"),
        Polarity::Asked => Some("asked"),
        Polarity::Affirmed => None,
    }
}

/// How a statement was said: the reporting verb, after the label if there is one: “said”, “denied: ruled out”.
fn manner(finding: &Finding, body: &str) -> Option<String> {
    let verb = finding.verb().map(|verb| clean(verb.of(body)));
    match (label(finding), verb) {
        (Some(label), Some(verb)) if verb != label => Some(format!("{label}: {verb}")),
        (Some(label), _) => Some(label.to_owned()),
        (None, verb) => verb,
    }
}

/// What a facet counts, in the singular.
fn noun(facet: Facet) -> &'static str {
    match facet {
        Facet::Speakers => "speaker",
        Facet::Organizations => "organization",
        Facet::Topics => "topic",
        Facet::Outlets => "outlet",
        Facet::Authors => "author",
        Facet::Kinds => "speaker_kind",
        Facet::Cues => "cue",
        Facet::Months => "month",
        Facet::Roles => "role",
    }
}

/// A word diff of a quotation and its source: `[-source-]`, `{+draft+}`, `[left out by an ellipsis]`.
fn difference(pieces: &[Piece]) -> String {
    let shown = pieces.iter().map(|piece| marked(piece.side, &piece.words));
    shown.collect::<Vec<_>>().join(" ")
}

/// A piece of a word diff.
fn marked(side: Side, words: &str) -> String {
    match side {
        Side::Both => words.to_owned(),
        Side::Draft => format!("{{+{words}+}}"),
        Side::Source => format!("[-{words}-]"),
        Side::LeftOut => format!("[{words}]"),
    }
}

/// A text on one line, without control characters, characters without width and those that change the direction of text.
pub(crate) fn clean(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    text.chars().for_each(|c| push_clean(c, &mut shown));
    shown
}

/// Adds a character to a cleaned text, as [`clean`] does.
fn push_clean(c: char, shown: &mut String) {
    match c {
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
        // Joiners stay: scripts and emoji need them.
        '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' => {}
        '\n' | '\r' if shown.ends_with(' ') => {}
        _ if c.is_whitespace() => shown.push(' '),
        _ if c.is_control() => {}
        _ => shown.push(c),
    }
}

/// A text on one line and without control characters; all other characters stay.
fn unbroken(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut broken = false;
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => broken = true,
            _ if c.is_control() => {}
            // Spaces next to a line break belong to it.
            ' ' if broken => {}
            _ => {
                if std::mem::take(&mut broken) {
                    line.truncate(line.trim_end_matches(' ').len());
                    line.push(' ');
                }
                line.push(c);
            }
        }
    }
    if broken {
        line.push(' ');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unbroken_text_has_one_line() {
        assert_eq!(unbroken("a \r\n\u{2028} b\u{0}\tc\u{85}\n"), "a b c ");
        assert_eq!(unbroken("a\u{a0} b\u{200f}"), "a\u{a0} b\u{200f}");
    }

    #[test]
    fn text_of_an_article_cannot_move_the_cursor() {
        assert_eq!(clean("a\u{1b}[31mb\r\nc\u{202e}d\u{7}"), "a[31mb cd");
    }

    #[test]
    fn paths_are_shown_from_the_base() {
        let base = Base::new("/home/ida");
        assert_eq!(base.show("/home/ida/news/a.txt"), "news/a.txt");
        assert_eq!(base.show("/srv/a.txt"), "/srv/a.txt");
    }
}
