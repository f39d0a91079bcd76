//! Who said what: the statements of a text.
//!
//! The steps, in order:
//!
//! 1. A learned model finds the statements that sentences make, and reads parts of speech, names and roles (`network`, `parse`).
//! 2. `forms` adds the statements that the layout attributes: transcripts, dialogue, interviews, posts, signed quotations.
//! 3. `people` and `organizations` find who the text names, and `speaker` finds who each source is.
//! 4. `sense` reads the reporting verb with its negation.
//! 5. `no_comment` finds who declined to answer.
//! 6. `attribution` turns all of it into [`Statement`]s.
//!
//! Imports go one way: `layout`, `lexicon`, `parse`, `act` and `announced` ← `network` ← `forms`; `lexicon` ← `people` ←
//! `organizations` ← `speaker` ← `no_comment` ← `attribution`. `docs/model.md` is the model card.

mod act;
mod announced;
mod attribution;
mod finding;
mod forms;
pub(crate) mod gold;
mod layout;
mod lexicon;
mod network;
mod no_comment;
mod organizations;
mod parse;
mod people;
mod resolution_steps;
mod sense;
mod source;
mod speaker;
mod statement;
mod via;

use crate::text::Document;
use layout::Layout;

pub(crate) use act::is_speech;
pub use finding::What;
pub(crate) use finding::{Finding, FindingKind};
#[cfg(feature = "train")]
pub(crate) use network::train::train;
pub use no_comment::NoComment;
pub(crate) use organizations::{organization_forms, organization_key};
pub(crate) use people::{is_family_of_officeholder, is_given_name, is_no_name, is_officeholder};
pub(crate) use resolution_steps::{Step, Why};
pub use source::{PossibleSpeaker, Source, SpeakerKind};
pub(crate) use statement::{Act, Kind, Polarity};
pub(crate) use statement::{Around, Reading};
pub use statement::{Confidence, Statement};

/// Returns the statements, refusals to comment, organizations and people of an English text.
///
/// Costs about 3 µs a token, and a few milliseconds at the first call.
pub(crate) fn read(document: &Document<'_>, around: &Around<'_>) -> Reading {
    let layout = Layout::of(document);
    let (mut candidates, parse) = network::read(&layout);
    forms::complete(&layout, &parse, &mut candidates);
    attribution::attribute(document, &layout, &parse, &candidates, around)
}
