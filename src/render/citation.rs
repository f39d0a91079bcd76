//! What a citation says about a hit, in every format.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Render, clean, manner, unbroken};
use crate::article::Article;
use crate::extraction::Extraction;
use crate::search::{ArticleHit, Found, StatementHit, sha256};
use crate::topic::Topic;

/// An article, and the statement if the hit is one.
pub(super) struct Citation<'h> {
    /// The id of the statement, or of the article.
    pub(super) id: String,
    pub(super) article: &'h Article,
    pub(super) topics: &'h [Topic],
    pub(super) said: Option<Said<'h>>,
    /// The hash of the article's body.
    pub(super) sha256: Cow<'h, str>,
}

/// A statement, and the selector that finds its words again.
pub(super) struct Said<'h>(pub(super) &'h StatementHit);

/// A format of citations, which writes each hit on its own.
pub(super) trait Cite {
    /// Writes one citation.
    ///
    /// # Errors
    /// Those of the writer.
    fn cite(&self, citation: &Citation<'_>, out: &mut dyn Write) -> io::Result<()>;
}

impl<T: Cite> Render for T {
    fn statements(&self, found: &Found<StatementHit>, out: &mut dyn Write) -> io::Result<()> {
        found.hits.iter().try_for_each(|hit| self.statement(hit, out))
    }

    fn articles(&self, found: &Found<ArticleHit>, out: &mut dyn Write) -> io::Result<()> {
        found.hits.iter().try_for_each(|hit| self.article(&hit.extraction, out))
    }

    fn article(&self, extraction: &Extraction, out: &mut dyn Write) -> io::Result<()> {
        let Extraction { article, topics, .. } = extraction;
        let sha256 = sha256(&article.body).into();
        self.cite(&Citation { id: article.id.clone(), article, topics, said: None, sha256 }, out)
    }

    fn statement(&self, hit: &StatementHit, out: &mut dyn Write) -> io::Result<()> {
        let citation = Citation {
            id: hit.id(),
            article: hit.article(),
            topics: &hit.extraction.topics,
            said: Some(Said(hit)),
            sha256: Cow::Borrowed(&hit.selector.sha256),
        };
        self.cite(&citation, out)
    }
}

impl Citation<'_> {
    /// The outlet's own summary, if the hit is an article.
    pub(super) fn description(&self) -> Option<&str> {
        self.article.description.as_deref().filter(|_| self.said.is_none())
    }

    pub(super) fn title(&self) -> String {
        let title = self.article.title.as_deref().and_then(visible);
        title.unwrap_or_else(|| "(without a title)".to_owned())
    }

    pub(super) fn authors(&self) -> impl Iterator<Item = String> {
        self.article.authors.iter().filter_map(|author| visible(author))
    }

    pub(super) fn outlet(&self) -> Option<String> {
        self.article.outlet.as_deref().and_then(visible)
    }

    /// The day of publication: year, month and day.
    pub(super) fn day(&self) -> Option<[String; 3]> {
        let day = self.article.published?.day();
        Some([format!("{:04}", day.year()), format!("{:02}", day.month()), format!("{:02}", day.day())])
    }

    /// The address, if it is a web address, with percent signs for characters that would end or reverse the text around it.
    pub(super) fn url(&self) -> Option<String> {
        let url = self.article.url.as_deref()?;
        let scheme = url.split_once("://")?.0;
        let web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
        web.then(|| url.chars().map(|c| if unfit(c) { percent(c) } else { c.to_string() }).collect())
    }
}

impl Said<'_> {
    /// The speaker with the role, and how the words were said.
    pub(super) fn source(&self) -> String {
        let source = self.0.source();
        let speaker = source.shown().unwrap_or("someone the text does not name".into());
        let role = source.role.as_deref().map(|role| format!(", {role}")).unwrap_or_default();
        let manner = manner(&self.0.finding, &self.0.article().body);
        let manner = manner.map(|manner| format!(" ({manner})")).unwrap_or_default();
        unbroken(&format!("{speaker}{role}{manner}"))
    }

    /// The words, on one line.
    pub(super) fn words(&self) -> String {
        unbroken(&self.0.quote)
    }
}

/// The text on one line, or `None` if nothing of it is visible.
fn visible(text: &str) -> Option<String> {
    let seen = !clean(text).trim().is_empty();
    seen.then(|| unbroken(text).trim().to_owned())
}

/// Whether this character must be escaped in an address.
fn unfit(c: char) -> bool {
    let turns = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    turns || c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '{' | '}' | '"' | '\\' | '^' | '`' | '|')
}

fn percent(c: char) -> String {
    c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")).collect()
}
