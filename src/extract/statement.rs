//! The answer of the extractor: statements, and everything else that it reads in a text.

use serde::{Deserialize, Serialize};

use super::no_comment::NoComment;
use super::resolution_steps::Step;
use super::source::Source;
use crate::text::Span;

/// Words that the text attributes to a source.
///
/// All spans are bytes of the body; the words of a statement are the body's words at its spans.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Who said or thought it.
    pub source: Source,
    /// Whether the words are quoted.
    pub kind: Kind,
    /// Whether they were said or thought.
    pub act: Act,
    /// Whether the source stands by the words.
    pub polarity: Polarity,
    /// The places of the words, with their quotation marks, in the order of the text; never empty.
    pub content: Vec<Span>,
    /// The words that report: “said”, “according to”.
    pub cue: Option<Span>,
    /// The reporting verb with what governs it: “has never said”, “refused to rule out”.
    pub verb: Option<Span>,
    /// The organizations that the words name.
    pub mentioned_organizations: Vec<String>,
    /// The people that the words name, without the source.
    pub about: Vec<String>,
    /// Who passed the words on, if they are second-hand.
    pub via: Option<String>,
    /// How sure the extractor is.
    pub confidence: Confidence,
    /// The steps from the mention to the speaker; empty without a mention. The index does not store them.
    #[serde(skip)]
    pub steps: Vec<Step>,
}

/// How sure the extractor is of a statement, part by part. Each number is a probability, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Confidence {
    /// That it is a statement, with these words.
    pub words: f32,
    /// That the mention is its source, if the words are right.
    pub source: f32,
    /// That the mention means this speaker, if both are right.
    pub person: f32,
}

impl Confidence {
    /// That all of it is right: the product, to three places.
    pub fn all(self) -> f32 {
        to_thousandths(self.words * self.source * self.person)
    }

    /// The same, each part to three places.
    pub(super) fn rounded(self) -> Self {
        Self {
            words: to_thousandths(self.words),
            source: to_thousandths(self.source),
            person: to_thousandths(self.person),
        }
    }
}

fn to_thousandths(probability: f32) -> f32 {
    (probability * 1000.0).round() / 1000.0
}

/// Everything that the extractor reads in a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    /// The statements, in the order of their first words.
    pub statements: Vec<Statement>,
    /// Who declined to answer, in the order of the text.
    pub no_comments: Vec<NoComment>,
    /// The organizations that the text names, each by its fullest name in the text, in the order of their first mention.
    pub organizations: Vec<String>,
    /// The people that it names, in the same way.
    pub people: Vec<String>,
}

/// What is known about a text besides its words.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Around<'a> {
    /// Who says “I” outside quotations.
    pub author: Option<&'a str>,
    /// The headline, which can give the full name of somebody that the text calls by family name.
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

/// Whether a source stands by the words that a text reports of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// It does: “said”, “believes”. So far as the verb shows; the words themselves can hold a negation.
    #[default]
    Affirmed,
    /// It says that they are wrong: “denied that”, “ruled out”, “rejected the claim that”.
    Denied,
    /// It did not say them: “has never said”, “did not say”, “refused to say whether”, “has not confirmed”.
    NotSaid,
    /// It asked: “asked whether”.
    Asked,
}

impl Polarity {
    /// Whether the source does not stand by the words, or says that they are wrong.
    pub fn is_negative(self) -> bool {
        matches!(self, Polarity::Denied | Polarity::NotSaid)
    }

    /// The name that JSON and queries use.
    pub fn name(self) -> &'static str {
        match self {
            Polarity::Affirmed => "affirmed",
            Polarity::Denied => "denied",
            Polarity::NotSaid => "not_said",
            Polarity::Asked => "asked",
        }
    }
}

impl Kind {
    /// The name that JSON and queries use.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Direct => "direct",
            Kind::Indirect => "indirect",
            Kind::Mixed => "mixed",
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

impl Statement {
    /// The words, the parts joined by one space.
    pub fn quote(&self, body: &str) -> String {
        quote(&self.content, body)
    }
}

/// The words of a text at some spans, joined by one space.
pub(super) fn quote(content: &[Span], body: &str) -> String {
    content.iter().map(|span| span.of(body)).collect::<Vec<_>>().join(" ")
}
