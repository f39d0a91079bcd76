//! Who said what: the statements of a text.
//!
//! The steps, in order:
//!
//! 1. A small network reads the text and finds the reporting words, then the source and the content around each (`features`,
//!    `network`, `window`, `crf`). A logistic model gives each candidate a confidence, and the best ones stay (`candidate`,
//!    `confidence`).
//! 2. [`forms`] adds the statements that the layout attributes: transcripts, dialogue, signed quotations.
//! 3. [`people`] and [`organizations`] find who the text names, and `speaker` finds who each source is.
//! 4. [`no_comment`] finds who declined to answer.
//! 5. `attribution` turns all of it into [`Statement`]s.
//!
//! Imports go one way: `layout`, `lexicon` and `act` ← network ← `forms`; `lexicon` ← [`people`] ← [`organizations`] ← `speaker` ←
//! [`no_comment`] ← `attribution`. [`learn`] trains the weights; `MODEL.md` is the model card.

mod act;
mod announced;
mod attribution;
mod candidate;
mod confidence;
mod crf;
mod features;
mod forms;
mod lanes;
mod layer;
mod layout;
pub mod learn;
mod lexicon;
mod matrix;
mod network;
mod no_comment;
mod organizations;
mod people;
mod probability;
mod resolution_steps;
mod speaker;
mod statement;
mod tables;
mod via;
mod weights;
mod window;

use std::sync::LazyLock;

use crate::text::Document;
use candidate::{candidates, choose};
use confidence::{rivals, signs};
use features::features;
use layout::Layout;
use weights::Weights;

pub(crate) use act::is_speech;
pub use no_comment::NoComment;
pub use organizations::{organization_forms, organization_key, organizations};
pub use resolution_steps::{Step, Why};
pub use statement::{Act, Around, Kind, Reading, SpeakerKind, Statement};

/// Candidates with less confidence are dropped.
const LEAST_CONFIDENCE: f32 = 0.35;

/// The built-in weights; parsed at the first use.
static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::from_bytes(include_bytes!("weights.bin")).expect("weights of this version"));

/// Reads an English text.
///
/// Costs about 3 µs a token, and a few milliseconds once for the weights.
pub fn read(document: &Document<'_>, around: &Around<'_>) -> Reading {
    let layout = Layout::of(document);
    let mut found = candidates(&WEIGHTS.network, &layout, &features(&layout));
    let rivals = rivals(&found);
    for (candidate, rival) in found.iter_mut().zip(rivals) {
        candidate.confidence = WEIGHTS.confidence.probability(&signs(&layout, candidate, rival));
    }
    found.retain(|candidate| candidate.confidence >= LEAST_CONFIDENCE);
    let mut chosen = choose(found);
    for candidate in &mut chosen {
        candidate.drop_conjunction(&layout);
        candidate.drop_numbers(&layout);
    }
    forms::complete(&layout, &mut chosen);
    attribution::attribute(document, &layout, &chosen, around)
}
