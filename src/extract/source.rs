//! Who said something, or declined to.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// The source of a statement, or of a “no comment”.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The source as it is named there: “Nephew”, “she”, “a foreign official”. A span of the body, in bytes.
    pub mention: Option<Span>,
    /// The fullest name that the text gives the source, or its description; `None` if the text does not say.
    pub speaker: Option<String>,
    /// Whom it can be, the likeliest first, if the text names several people and does not say which. Then `speaker` is `None`.
    pub candidates: Vec<PossibleSpeaker>,
    /// What the source is.
    pub kind: SpeakerKind,
    /// The role, in the words of the text.
    pub role: Option<String>,
    /// The organizations in the role.
    pub role_organizations: Vec<String>,
    /// The organizations of former roles.
    pub former_organizations: Vec<String>,
}

impl Source {
    /// Who it is, as people read it: “Bill Clinton or Hillary Clinton” if the text leaves it open.
    pub fn shown(&self) -> Option<Cow<'_, str>> {
        match (&self.speaker, &self.candidates[..]) {
            (Some(speaker), _) => Some(Cow::Borrowed(speaker)),
            (None, []) => None,
            (None, candidates) => {
                let names: Vec<&str> = candidates.iter().map(|candidate| candidate.name.as_str()).collect();
                Some(Cow::Owned(names.join(" or ")))
            }
        }
    }
}

/// Somebody that a source can mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PossibleSpeaker {
    /// The fullest name that the text gives.
    pub name: String,
    /// How probable it is, from 0 to 1, to two places. All that are listed add up to 1.
    pub probability: f32,
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
