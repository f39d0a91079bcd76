//! The answer of the extractor: statements, and everything else that it reads in a text.

use serde::{Deserialize, Serialize};

use super::no_comment::NoComment;
use super::resolution_steps::Step;
use crate::text::Span;

/// Words that the text attributes to a source.
///
/// All spans are bytes of the body; the words of a statement are the body's words at its spans.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Whether the words are quoted.
    pub kind: Kind,
    /// Whether they were said or thought.
    pub act: Act,
    /// The places of the words, with their quotation marks, in the order of the text; never empty.
    pub content: Vec<Span>,
    /// The words that report: “said”, “according to”.
    pub cue: Option<Span>,
    /// The source as it is named there: “Nephew”, “she”, “a foreign official”.
    pub mention: Option<Span>,
    /// The fullest name that the text gives the source, or its description; `None` if the text does not say.
    pub speaker: Option<String>,
    /// What the source is.
    pub speaker_kind: SpeakerKind,
    /// The source's role, in the words of the text.
    pub role: Option<String>,
    /// The organizations in the role of the source.
    pub organizations: Vec<String>,
    /// The organizations of former roles.
    pub former: Vec<String>,
    /// The organizations that the words name.
    pub mentioned: Vec<String>,
    /// The people whom the words name, without the source.
    pub about: Vec<String>,
    /// Who passed the words on, if they are second-hand.
    pub via: Option<String>,
    /// How sure the extractor is, from 0 to 1.
    pub confidence: f32,
    /// The steps from the mention to the speaker; empty without a mention.
    pub steps: Vec<Step>,
}

/// Everything that the extractor reads in a text.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The statements, in the order of their first words.
    pub statements: Vec<Statement>,
    /// Who declined to answer, in the order of the text.
    pub no_comments: Vec<NoComment>,
    /// The organizations that the text names, each by its fullest name in the text, in the order of their first mention.
    pub organizations: Vec<String>,
    /// The people whom it names, in the same way.
    pub people: Vec<String>,
}

/// What is known about a text besides its words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'a> {
    /// Who says “I” outside quotations.
    pub author: Option<&'a str>,
    /// The headline, which can give the full name of somebody whom the text calls by family name.
    pub headline: Option<&'a str>,
}

/// Whether the words of a statement are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// All of them.
    Direct,
    /// None of them.
    Indirect,
    /// Some of them.
    Mixed,
    /// There are none: somebody declined to answer. Queries find a [`NoComment`] by it; no [`Statement`] has it.
    Declined,
}

/// Whether a statement was said or thought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Said, wrote, asked, denied.
    Speech,
    /// Believes, wants, expects.
    Thought,
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    /// One person, by name.
    Person,
    /// A company, an agency, a newspaper.
    Organization,
    /// Several people: “officials”.
    Group,
    /// One person without a name, or an unnamed source.
    Unnamed,
    /// A report, a poll, a letter.
    Document,
}

impl Kind {
    /// The name that JSON and queries use.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Direct => "direct",
            Kind::Indirect => "indirect",
            Kind::Mixed => "mixed",
            Kind::Declined => "declined",
        }
    }
}

impl Act {
    /// The name that JSON and queries use.
    pub fn name(self) -> &'static str {
        match self {
            Act::Speech => "speech",
            Act::Thought => "thought",
        }
    }
}

impl SpeakerKind {
    /// The name that JSON and queries use.
    pub fn name(self) -> &'static str {
        match self {
            SpeakerKind::Person => "person",
            SpeakerKind::Organization => "organization",
            SpeakerKind::Group => "group",
            SpeakerKind::Unnamed => "unnamed",
            SpeakerKind::Document => "document",
        }
    }
}

impl Statement {
    /// The words, the parts joined by one space.
    pub fn quote(&self, body: &str) -> String {
        self.content.iter().map(|span| span.of(body)).collect::<Vec<_>>().join(" ")
    }
}
