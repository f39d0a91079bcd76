//! “According to the Gazette, Ida Holm said the dam holds”: the words are Ida Holm's, and the Gazette passed them on.

use std::ops::Range;

use crate::extract::act::{is_speech, is_thought};
use crate::extract::layout::Layout;
use crate::extract::lexicon::{is_auxiliary, is_determiner};
use crate::extract::network::Candidate;
use crate::extract::parse::{Parse, Tag};

/// How many tokens the person and the verb have at most.
const REACH: usize = 25;
/// A token is part of a person's name if that is more probable than this.
const NAME: f32 = 0.5;

/// Gives what “according to” leads, and somebody else said, to whoever said it.
pub(crate) fn give_to_speakers(layout: &Layout<'_>, parse: &Parse, candidates: &mut Vec<Candidate>) {
    let anchors: Vec<usize> = candidates.iter().map(|candidate| candidate.anchor).collect();
    candidates.retain_mut(|candidate| {
        let Some((subject, verb)) = speaker_of(layout, parse, candidate) else { return true };
        if candidate.anchor != verb {
            if anchors.contains(&verb) {
                return false;
            }
            candidate.anchor = verb;
            candidate.cue = vec![verb];
            candidate.content.retain(|i| *i > verb);
            candidate.drop_conjunction(layout);
        }
        candidate.source = subject.collect();
        true
    });
}

/// The subject and the reporting verb after the “According to” of a candidate's source.
fn speaker_of(layout: &Layout<'_>, parse: &Parse, candidate: &Candidate) -> Option<(Range<usize>, usize)> {
    let relays = candidate.mention();
    let last = *candidate.content.last()?;
    let according = (relays.start.saturating_sub(3)..relays.start).any(|i| layout.word(i) == "According");
    let start = (relays.start..last.min(relays.start + REACH)).find(|&i| layout.word(i) == ",")? + 1;
    if !according || start >= last || layout.tokens[start].quotation != 0 {
        return None;
    }
    let verb = (start + 1..last.min(start + REACH)).find(|&i| matches!(parse.tag(i), Tag::FiniteVerb | Tag::Verb))?;
    let reports = is_speech(layout.word(verb)) || is_thought(layout.word(verb));
    let goes_on = candidate.content.iter().filter(|i| **i > verb).count() > 2;
    let is_between = |i: &usize| is_auxiliary(layout.word(*i)) || layout.word(*i) == ",";
    let end = (start..verb).rev().find(|i| !is_between(i))? + 1;
    let names = (start..end).any(|i| parse.person(i) > NAME) || is_determiner(&layout.word(start).to_lowercase());
    (reports && goes_on && names).then_some((start..end, verb))
}
