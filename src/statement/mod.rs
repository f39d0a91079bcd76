//! Who said what: the statements of a text.
//!
//! Five stages, each behind a type of its own so that a better one can take its place: `cue` finds the words that
//! report, `attribution` the source and the content around each, `link` the quotations that follow without a cue, `cast`
//! who is introduced in the text and in what role, `resolve` who is meant by each source.

mod attribution;
mod cast;
mod cue;
mod lexicon;
mod link;
mod organizations;
mod phrase;
mod resolve;

use serde::{Deserialize, Serialize};

use crate::text::{Document, Span};

pub use organizations::organizations;

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
    /// The organizations that the role names.
    pub organizations: Vec<String>,
    /// Who passed the words on, where they are second-hand.
    pub via: Option<String>,
    /// How sure the extractor is, from 0 to 1.
    pub confidence: f32,
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

/// The statements of an English text, in the order of their first words.
///
/// Costs one pass over the text for each stage.
pub fn statements(document: &Document<'_>) -> Vec<Statement> {
    let cues = cue::cues(document);
    let attributions = attribution::attributions(document, &cues);
    let attributions = link::link(document, attributions);
    let cast = cast::Cast::of(document);
    resolve::resolve(document, &cast, attributions)
}
