//! Statements that the layout of a text attributes, not a sentence: turns of a transcript, dialogue after dashes, signed
//! quotations, quotations that open a text or follow a statement, and quotations of whole paragraphs.

mod dialogue;
mod following;
mod interview;
mod opening;
mod post;
mod relayed;
mod running;
mod signature;
mod turn;
mod unsaid;
mod words_of;

use crate::extract::layout::Layout;
use crate::extract::network::Candidate;
use crate::extract::parse::Parse;

/// Adds the statements that the layout attributes to those that the network found.
pub(crate) fn complete(layout: &Layout<'_>, parse: &Parse, candidates: &mut Vec<Candidate>) {
    turn::add_turns(layout, candidates);
    dialogue::add_dialogue(layout, candidates);
    signature::add_signed(layout, candidates);
    post::add_posts(layout, candidates);
    interview::add_answers(layout, candidates);
    unsaid::add_unsaid(layout, candidates);
    words_of::add_words_of(layout, candidates);
    relayed::give_to_speakers(layout, parse, candidates);
    candidates.sort_by_key(|candidate| candidate.anchor);
    running::join_open_quotations(layout, candidates);
    following::add_following_sentences(layout, candidates);
    opening::add_opening(layout, parse, candidates);
    candidates.sort_by_key(|candidate| candidate.anchor);
    running::add_whole_paragraphs(layout, candidates);
}

/// For each token whether it is in the words or the cue of a statement.
fn taken(layout: &Layout<'_>, candidates: &[Candidate]) -> Vec<bool> {
    let mut taken = vec![false; layout.tokens.len()];
    candidates.iter().flat_map(|found| found.content.iter().chain(&found.cue)).for_each(|&i| taken[i] = true);
    taken
}

/// Drops what was found inside marked tokens: the layout attributes them.
fn drop_inside(candidates: &mut Vec<Candidate>, is_marked: &[bool]) {
    candidates.retain(|found| !is_marked[found.anchor] && !found.content.iter().any(|&i| is_marked[i]));
}

/// The confidence of a statement that the layout attributes.
const SURE: f32 = 0.8;
