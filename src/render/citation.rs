//! What a citation says about a hit, in every format.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Render, clean, unbroken};
use crate::contract::{ArticleJson, HeadJson, StatementJson};
use crate::search::{ArticleHit, Found, Selector, Selectors, StatementHit, sha256};

/// An article, and the statement where the hit is one.
pub(super) struct Citation<'h> {
    /// The id of the statement, or of the article.
    pub(super) id: &'h str,
    pub(super) head: &'h HeadJson,
    /// The outlet's own summary, where the hit is an article.
    pub(super) description: Option<&'h str>,
    pub(super) said: Option<Said<'h>>,
    /// The hash of the article's body.
    pub(super) sha256: Cow<'h, str>,
}

/// A statement, and the selector that finds its words again.
pub(super) struct Said<'h> {
    pub(super) statement: &'h StatementJson,
    pub(super) selector: Cow<'h, Selector>,
}

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
        let of = |hit: &StatementHit| self.cite(&Citation::of_hit(hit), out);
        found.hits.iter().try_for_each(of)
    }

    fn articles(&self, found: &Found<ArticleHit>, out: &mut dyn Write) -> io::Result<()> {
        found.hits.iter().try_for_each(|hit| self.article(&hit.article, out))
    }

    fn article(&self, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        self.cite(
            &Citation {
                id: &article.id,
                head: &article.head,
                description: article.description.as_deref(),
                said: None,
                sha256: sha256(&article.body).into(),
            },
            out,
        )
    }

    fn statement(&self, statement: &StatementJson, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        let selector = Selectors::new(&article.body).first_of(&statement.content);
        self.cite(
            &Citation {
                id: &statement.id,
                head: &article.head,
                description: None,
                sha256: selector.sha256.clone().into(),
                said: Some(Said { statement, selector: Cow::Owned(selector) }),
            },
            out,
        )
    }
}

impl<'h> Citation<'h> {
    fn of_hit(hit: &'h StatementHit) -> Self {
        Self {
            id: &hit.statement.id,
            head: &hit.head,
            description: None,
            said: Some(Said { statement: &hit.statement, selector: Cow::Borrowed(&hit.selector) }),
            sha256: Cow::Borrowed(&hit.selector.sha256),
        }
    }

    pub(super) fn title(&self) -> String {
        let title = self.head.title.as_deref().and_then(visible);
        title.unwrap_or_else(|| "(without a title)".to_owned())
    }

    pub(super) fn authors(&self) -> impl Iterator<Item = String> {
        self.head.authors.iter().filter_map(|author| visible(author))
    }

    pub(super) fn outlet(&self) -> Option<String> {
        self.head.outlet.as_deref().and_then(visible)
    }

    /// The day of publication: year, month and day.
    pub(super) fn day(&self) -> Option<[&str; 3]> {
        let date = self.head.date.as_deref()?.split('T').next()?;
        date.split('-').collect::<Vec<_>>().try_into().ok()
    }

    /// The address, where it is a web address, with percent signs for characters that would end or reverse the text around it.
    pub(super) fn url(&self) -> Option<String> {
        let url = self.head.url.as_deref()?;
        let scheme = url.split_once("://")?.0;
        let web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
        web.then(|| url.chars().map(|c| if unfit(c) { percent(c) } else { c.to_string() }).collect())
    }
}

impl Said<'_> {
    /// The speaker with the role.
    pub(super) fn source(&self) -> String {
        let speaker = self.statement.speaker.as_deref().unwrap_or("someone the text does not name");
        let role = self.statement.role.as_deref().map(|role| format!(", {role}")).unwrap_or_default();
        unbroken(&format!("{speaker}{role}"))
    }

    /// The words, on one line.
    pub(super) fn words(&self) -> String {
        unbroken(&self.statement.quote)
    }
}

/// The text on one line, or `None` where nothing of it is visible.
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
