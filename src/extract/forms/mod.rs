//! Statements that stand in the structure of a text, not in its sentences: signed, in turns of a transcript, behind dashes,

mod dialogue;
mod running;
mod signature;
mod turn;

use crate::extract::layout::Layout;
use crate::extract::network::Candidate;

/// Adds what the structure of a text tells to the candidates that its sentences gave.
pub(crate) fn complete(layout: &Layout<'_>, candidates: &mut Vec<Candidate>) {
    turn::add_turns(layout, candidates);
    dialogue::add_dialogue(layout, candidates);
    signature::add_signed(layout, candidates);
    candidates.sort_by_key(|candidate| candidate.anchor);
    running::run_on(layout, candidates);
    running::go_on(layout, candidates);
}

/// How sure a statement is that the structure of a text gives.
const SURE: f32 = 0.8;
