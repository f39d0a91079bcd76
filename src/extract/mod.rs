//! Who said what: the statements of a text.
//!
//! A small network reads the whole text and finds the cues, the words that report (`network`, `features`); a second one labels
//! the tokens around each cue as source and content (`window`, `crf`); a logistic model says how sure each candidate is, and
//! the surest win where two overlap (`candidate`, `confidence`). Rules then find the people of the text and who is meant by
//! each source (`cast`, `mention`, `role`, `resolve`), and who
//! does not answer (`silence`). `MODEL.md` is the model card; [`learn`] trains the weights.

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

/// A statement less sure than this is not given.
const LEAST_CONFIDENCE: f32 = 0.35;

/// The weights that ship with the program; read when the first text is.
static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::from_bytes(include_bytes!("weights.bin")).expect("weights of this version"));

/// Reads an English text: its statements, silences, organizations and people.
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
    attribution::resolve(document, &layout, &chosen, around)
}
