//! A statement or a “no comment” of an article, and where it is.

use std::slice;

use serde::{Deserialize, Serialize};

use super::no_comment::NoComment;
use super::source::Source;
use super::statement::{Act, Confidence, Kind, Polarity, Statement, quote};
use crate::text::Span;

/// A statement or a “no comment”, with its number and its paragraph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Its number in the article, from 1. Statements and “no comments” are numbered apart.
    pub number: usize,
    /// The paragraph of the body in which its words begin, from 1.
    pub paragraph: usize,
    /// What was found.
    pub what: What,
}

/// What can be found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum What {
    /// Words of a source.
    Statement(Statement),
    /// Somebody who declined to answer.
    NoComment(NoComment),
}

/// The kinds of findings: those of statements, and “declined” for a “no comment”.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FindingKind {
    /// A statement in quotation marks.
    Direct,
    /// A statement without.
    Indirect,
    /// A statement of which some words are quoted.
    Mixed,
    /// Somebody declined to answer.
    Declined,
}

impl Finding {
    /// The id: that of the article, `#`, and the number; a “no comment” has an `s` before its number.
    pub fn id(&self, article: &str) -> String {
        match self.what {
            What::Statement(_) => format!("{article}#{}", self.number),
            What::NoComment(_) => format!("{article}#s{}", self.number),
        }
    }

    /// Who said it, or declined to.
    pub fn source(&self) -> &Source {
        match &self.what {
            What::Statement(statement) => &statement.source,
            What::NoComment(no_comment) => &no_comment.source,
        }
    }

    /// The spans of its words in the body: the parts of a statement, or the clause of a “no comment”.
    pub fn content(&self) -> &[Span] {
        match &self.what {
            What::Statement(statement) => &statement.content,
            What::NoComment(no_comment) => slice::from_ref(&no_comment.clause),
        }
    }

    /// Its words, the parts joined by one space.
    pub fn quote(&self, body: &str) -> String {
        quote(self.content(), body)
    }

    /// Whether all its spans are spans of this body.
    pub(crate) fn fits(&self, body: &str) -> bool {
        let spans = self.content().iter().copied().chain(self.cue()).chain(self.verb()).chain(self.source().mention);
        !self.content().is_empty() && spans.into_iter().all(|span| span.fits(body))
    }

    /// The words that report it.
    pub fn cue(&self) -> Option<Span> {
        match &self.what {
            What::Statement(statement) => statement.cue,
            What::NoComment(no_comment) => Some(no_comment.cue),
        }
    }

    /// Its kind.
    pub fn kind(&self) -> FindingKind {
        match &self.what {
            What::Statement(statement) => statement.kind.into(),
            What::NoComment(_) => FindingKind::Declined,
        }
    }

    /// Whether it was said or thought; to decline to answer is speech.
    pub fn act(&self) -> Act {
        match &self.what {
            What::Statement(statement) => statement.act,
            What::NoComment(_) => Act::Speech,
        }
    }

    /// Whether the source stands by the words; to decline to answer says nothing.
    pub fn polarity(&self) -> Polarity {
        self.statement().map_or(Polarity::NotSaid, |statement| statement.polarity)
    }

    /// The reporting verb with what governs it.
    pub fn verb(&self) -> Option<Span> {
        match &self.what {
            What::Statement(statement) => statement.verb,
            What::NoComment(no_comment) => Some(no_comment.cue),
        }
    }

    /// How sure the extractor is. A “no comment” is found by its phrase, which is sure.
    pub fn confidence(&self) -> Confidence {
        let sure = Confidence { words: 1.0, source: 1.0, person: 1.0 };
        self.statement().map_or(sure, |statement| statement.confidence)
    }

    /// The organizations that the words of a statement name.
    pub fn mentioned_organizations(&self) -> &[String] {
        self.statement().map_or(&[], |statement| &statement.mentioned_organizations)
    }

    /// The people that the words of a statement name, without the source.
    pub fn about(&self) -> &[String] {
        self.statement().map_or(&[], |statement| &statement.about)
    }

    /// Who passed on the words of a statement.
    pub fn via(&self) -> Option<&str> {
        self.statement()?.via.as_deref()
    }

    /// Who asked, in a “no comment” that says so.
    pub fn to(&self) -> Option<&str> {
        match &self.what {
            What::Statement(_) => None,
            What::NoComment(no_comment) => no_comment.to.as_deref(),
        }
    }

    /// The statement, unless it is a “no comment”.
    pub fn statement(&self) -> Option<&Statement> {
        match &self.what {
            What::Statement(statement) => Some(statement),
            What::NoComment(_) => None,
        }
    }
}

impl FindingKind {
    /// The name that JSON and queries use.
    pub fn name(self) -> &'static str {
        match self {
            FindingKind::Direct => Kind::Direct.name(),
            FindingKind::Indirect => Kind::Indirect.name(),
            FindingKind::Mixed => Kind::Mixed.name(),
            FindingKind::Declined => "declined",
        }
    }
}

impl From<Kind> for FindingKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Direct => FindingKind::Direct,
            Kind::Indirect => FindingKind::Indirect,
            Kind::Mixed => FindingKind::Mixed,
        }
    }
}
