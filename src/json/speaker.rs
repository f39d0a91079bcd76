//! A person or an organization, with all forms of the name.

use serde::Serialize;

use crate::extract::SpeakerKind;
use crate::identity::People;
use crate::search::{Counted, Speaker};

/// A speaker, as `onrecord list speakers --forms` prints it.
#[derive(Debug, Serialize)]
pub(crate) struct SpeakerJson<'s> {
    /// The usual name.
    pub speaker: &'s str,
    /// A person or an organization.
    pub kind: SpeakerKind,
    /// The id, which stays from run to run as long as the person has that name.
    pub id: String,
    /// How many statements.
    pub count: u64,
    /// The names that articles give, most statements first.
    pub forms: &'s [Counted],
    /// The roles, those in most articles first.
    pub roles: &'s [String],
}

impl<'s> SpeakerJson<'s> {
    pub(crate) fn of(speaker: &'s Speaker, people: &People) -> Self {
        Self {
            speaker: &speaker.name,
            kind: speaker.who.kind(),
            id: speaker.who.id(people),
            count: speaker.count,
            forms: &speaker.forms,
            roles: &speaker.roles,
        }
    }
}
