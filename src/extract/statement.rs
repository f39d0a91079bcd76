//! What is read out of a text: statements, and who said them.

use serde::{Deserialize, Serialize};

use super::no_comment::NoComment;
use super::resolution_steps::Step;
use crate::text::Span;

/// Words that the text gives to a source.
///
/// All spans are bytes of the body; the words of a statement are the body's words at its spans.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Whether the words are quoted.
    pub kind: Kind,
    /// Whether they were said or thought.
    pub act: Act,
    /// Where the words stand, quotation marks included, in the order of the text; never empty.
    pub content: Vec<Span>,
    /// The words that report: “said”, “according to”.
    pub cue: Option<Span>,
    /// The source as it is named there: “Nephew”, “she”, “a foreign official”.
    pub mention: Option<Span>,
    /// The fullest name that the text gives the source; for a source without a name its description; nothing where
    /// the text does not tell.
    pub speaker: Option<String>,
    /// What the source is.
    pub speaker_kind: SpeakerKind,
    /// The source's role, in the words of the text.
    pub role: Option<String>,
    /// The organizations that the source belongs to, as the role tells.
    pub organizations: Vec<String>,
    /// Those that it belonged to before.
    pub former: Vec<String>,
    /// Those that the words name.
    pub mentioned: Vec<String>,
    /// The persons whom the words name, but for who says them.
    pub about: Vec<String>,
    /// Who passed the words on, where they are second-hand.
    pub via: Option<String>,
    /// How sure the extractor is, from 0 to 1.
    pub confidence: f32,
    /// The way from the mention to who is meant; empty without a mention.
    pub chain: Vec<Step>,
}

/// What is read out of a text.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Who says what, in the order of their first words.
    pub statements: Vec<Statement>,
    /// Who does not answer, in the order of the text.
    pub no_comments: Vec<NoComment>,
    /// The organizations that the text names, each by the fullest name that it gives, in the order in which it names them.
    pub organizations: Vec<String>,
    /// The persons whom it names, in the same way.
    pub people: Vec<String>,
}

/// What is known of a text beside its words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'a> {
    /// Who says “I” outside quotations.
    pub author: Option<&'a str>,
    /// The headline, which may name in full whom the text calls by family name.
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
    /// There are none: somebody does not answer. No [`Statement`] has it; a [`NoComment`] is found by it.
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
    /// One person without a name, or nobody in particular.
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
