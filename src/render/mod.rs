//! Answers as text: for people, as JSON Lines, as CSV, and as citations in RIS, BibTeX and Markdown.
//!
//! Each format is one file behind the trait [`Render`]; those that can write more than hits are behind [`Report`] too.
//! Paths are shown from the working directory where the file lies below it.

mod bibtex;
mod citation;
mod csv;
mod jsonl;
mod markdown;
mod ris;
mod terminal;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::contract::{ArticleJson, ExplanationJson, HeadJson, StatementJson, TopicsJson};
use crate::index::Reason;
use crate::search::{ArticleHit, Counted, Extent, Facet, Found, Health, Profile, StatementHit, Tally, TopicCount};
use crate::verify::{Checked, Piece, Side};

pub use self::csv::Csv;
pub use bibtex::Bibtex;
pub use jsonl::JsonLines;
pub use markdown::Markdown;
pub use ris::Ris;
pub use terminal::Terminal;

/// A way to write hits, a page after the other: one renderer makes one output. Each method gives back the error of the
/// writer, and no other.
#[allow(missing_docs)]
pub trait Render {
    fn statements(&self, found: &Found<StatementHit>, out: &mut dyn Write) -> io::Result<()>;
    fn articles(&self, found: &Found<ArticleHit>, out: &mut dyn Write) -> io::Result<()>;
    fn article(&self, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()>;
    fn statement(&self, statement: &StatementJson, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()>;
    /// Says behind the last page which of the hits were shown. What is only for programs says nothing.
    fn end(&self, _: &Shown, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// Which of the hits were shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// What a hit is, in the singular.
    pub noun: &'static str,
    /// How many were left out before.
    pub offset: usize,
    /// How many were shown.
    pub count: usize,
    /// How many there are in all.
    pub total: usize,
}

/// A way to write every answer.
#[allow(missing_docs)]
pub trait Report: Render {
    fn counts(&self, facet: Facet, counts: &[Counted], out: &mut dyn Write) -> io::Result<()>;
    fn topics(&self, topics: &[TopicCount], out: &mut dyn Write) -> io::Result<()>;
    /// What matches by facets; of one of several queries, each row with the query.
    fn facets(&self, query: Option<&str>, tallies: &[Tally], out: &mut dyn Write) -> io::Result<()>;
    /// What one of several queries found, each row with the query.
    fn answer(&self, query: &str, found: &Found<StatementHit>, out: &mut dyn Write) -> io::Result<()>;
    /// How much each of several queries found.
    fn extents(&self, extents: &[(String, Extent)], out: &mut dyn Write) -> io::Result<()>;
    fn profile(&self, profile: &Profile, out: &mut dyn Write) -> io::Result<()>;
    fn comparison(&self, people: &[Profile; 2], out: &mut dyn Write) -> io::Result<()>;
    fn health(&self, health: &Health, passed: &[Reason], out: &mut dyn Write) -> io::Result<()>;
    fn explanation(&self, explanation: &ExplanationJson, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()>;
    fn topic_reasons(&self, topics: &TopicsJson, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()>;
    fn verified(&self, checked: &[Checked], out: &mut dyn Write) -> io::Result<()>;
}

/// Where paths are shown from.
#[derive(Clone, Debug, Default)]
pub struct Base(PathBuf);

impl Base {
    /// A directory, by its absolute path.
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self(directory.into())
    }

    /// The path from the base, where it lies below it.
    pub fn show<'p>(&self, path: &'p str) -> &'p str {
        let below = Path::new(path).strip_prefix(&self.0).ok().filter(|_| !self.0.as_os_str().is_empty());
        below.and_then(Path::to_str).unwrap_or(path)
    }

    /// The path of an article's file, and behind a `!` the way inside, where that is an archive.
    fn place(&self, head: &HeadJson) -> String {
        let member = head.member.as_ref().map_or(String::new(), |member| format!("!{member}"));
        format!("{}{member}", self.show(&head.path))
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
    }
}

/// A quotation beside its source, as a word diff: `[-source-]`, `{+draft+}`, `[what an ellipsis leaves out]`.
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

/// A text on one line, without control characters, without marks that turn the direction of others, and without those that
/// have no width.
pub fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            // Those that join letters are kept: scripts and pictures need them.
            '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' => {}
            '\n' | '\r' if clean.ends_with(' ') => {}
            _ if c.is_whitespace() => clean.push(' '),
            _ if c.is_control() => {}
            _ => clean.push(c),
        }
    }
    clean
}

/// A text on one line and without control characters, its other characters as they are.
fn unbroken(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut broken = false;
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => broken = true,
            _ if c.is_control() => {}
            // White space beside a break is part of it.
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
    fn nothing_of_an_article_moves_the_cursor() {
        assert_eq!(clean("a\u{1b}[31mb\r\nc\u{202e}d\u{7}"), "a[31mb cd");
    }

    #[test]
    fn paths_are_shown_from_the_base() {
        let base = Base::new("/home/ida");
        assert_eq!(base.show("/home/ida/news/a.txt"), "news/a.txt");
        assert_eq!(base.show("/srv/a.txt"), "/srv/a.txt");
    }
}
