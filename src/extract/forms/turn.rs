//! Turns of a transcript or an interview: `NAME: …`, `Q: …` and `A: …` at the start of paragraphs.
//!
//! The questions of `Q` or of an outlet are no statements.

use std::ops::Range;

use super::SURE;
use crate::extract::act;
use crate::extract::layout::{Layout, Quote};
use crate::extract::lexicon;
use crate::extract::network::{Candidate, Voice};

/// How many labelled paragraphs make a transcript.
const FEWEST: usize = 3;
/// How many words a label has at most.
const LABEL_WORDS: usize = 5;
/// The confidence that keeps another statement inside a turn.
const SURE_INSIDE: f32 = 0.6;

/// What one speaker says until the next label.
struct Turn {
    label: Range<usize>,
    /// The words, in order: the paragraphs without stage notes.
    words: Vec<usize>,
    /// The whole turn with label and notes.
    whole: Range<usize>,
}

pub(crate) fn add_turns(layout: &Layout<'_>, candidates: &mut Vec<Candidate>) {
    let turns = turns(layout);
    let labels: Vec<String> = turns.iter().map(|turn| name(layout, &turn.label)).collect();
    let mut distinct = labels.clone();
    distinct.sort();
    distinct.dedup();
    if turns.len() < FEWEST || distinct.len() < 2 {
        return;
    }
    let asks = |number: usize| labels[number] == "q" || lexicon::is_organization_word(last_word(&labels[number]));
    candidates.retain(|candidate| {
        let turn = turns.partition_point(|turn| turn.whole.end <= candidate.anchor);
        let inside = turns.get(turn).filter(|turn| turn.whole.contains(&candidate.anchor));
        inside.is_none_or(|whole| !asks(turn) && is_inside(layout, candidate, whole))
    });
    for (number, turn) in turns.iter().enumerate() {
        let (asks, label) = (asks(number), &labels[number]);
        if asks || turn.words.is_empty() {
            continue;
        }
        let answers = label.as_str() == "a";
        candidates.push(Candidate {
            source: if answers { Vec::new() } else { turn.label.clone().collect() },
            voice: if answers { Voice::Interviewee } else { Voice::Turn },
            ..Candidate::of_structure(turn.label.start, turn.words.clone(), SURE)
        });
    }
}

/// The turns of a text; the last ends with its paragraph, since the article can go on after it.
fn turns(layout: &Layout<'_>) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    let labelled = |paragraph: &Range<usize>| label(layout, paragraph).is_some();
    let last = layout.paragraphs.iter().rposition(labelled).unwrap_or(0);
    for paragraph in &layout.paragraphs[..(last + 1).min(layout.paragraphs.len())] {
        let words = |from: usize| without_notes(layout, from..paragraph.end);
        match (label(layout, paragraph), turns.last_mut()) {
            (Some(label), _) => turns.push(Turn { words: words(label.end + 1), whole: paragraph.clone(), label }),
            // A paragraph by the writer ends the turn.
            (None, Some(turn)) if turn.whole.end == paragraph.start && !is_writers(layout, paragraph) => {
                turn.words.extend(words(paragraph.start));
                turn.whole.end = paragraph.end;
            }
            _ => {}
        }
    }
    turns
}

/// Whether the writer quotes somebody in a paragraph, which no speaker of a transcript does: “…,” said Ida Holm.
fn is_writers(layout: &Layout<'_>, paragraph: &Range<usize>) -> bool {
    let reports = |i: usize| layout.tokens[i].quotation == 0 && act::is_speech(&layout.word(i).to_lowercase());
    layout.tokens[paragraph.start].quote == Quote::Open && paragraph.clone().any(reports)
}

/// The label that a paragraph begins with: capitals, or `Q` and `A`.
fn label(layout: &Layout<'_>, paragraph: &Range<usize>) -> Option<Range<usize>> {
    // Skip the quotation mark before each turn of a quoted transcript.
    let start = paragraph.start + usize::from(layout.tokens[paragraph.start].quote == Quote::Open);
    let end = (start..paragraph.end).take(LABEL_WORDS + 1).find(|&i| layout.word(i) == ":")?;
    let label = start..end;
    let letters = |i: usize| layout.word(i).chars().filter(|c| c.is_alphabetic());
    let capital = |i: usize| letters(i).all(char::is_uppercase);
    let single = label.len() == 1 && matches!(layout.word(label.start), "Q" | "A");
    let named = label.clone().all(capital) && label.clone().any(|i| letters(i).count() > 1);
    (!label.is_empty() && end + 1 < paragraph.end && (single || named)).then_some(label)
}

fn name(layout: &Layout<'_>, label: &Range<usize>) -> String {
    label.clone().map(|i| layout.word(i).to_lowercase()).collect::<Vec<_>>().join(" ")
}

fn last_word(label: &str) -> &str {
    label.rsplit(' ').next().unwrap_or_default()
}

/// The tokens of a paragraph without notes in brackets at its start and end: “(CROSSTALK)”.
fn without_notes(layout: &Layout<'_>, mut tokens: Range<usize>) -> Vec<usize> {
    let is = |i: usize, marks: [&str; 2]| marks.contains(&layout.word(i));
    if !tokens.is_empty() && is(tokens.start, ["(", "["]) {
        let close = tokens.clone().find(|&i| is(i, [")", "]"]));
        tokens.start = close.map_or(tokens.start, |close| close + 1);
    }
    if !tokens.is_empty() && is(tokens.end - 1, [")", "]"]) {
        let open = tokens.clone().rev().find(|&i| is(i, ["(", "["]));
        tokens.end = open.unwrap_or(tokens.end);
    }
    tokens.collect()
}

/// Whether a candidate is a separate statement inside a turn: the speaker reports what somebody else said.
fn is_inside(layout: &Layout<'_>, candidate: &Candidate, turn: &Turn) -> bool {
    let after_label = |i: &usize| *i > turn.label.end && turn.whole.contains(i);
    let own = candidate.source.first().is_none_or(|&i| {
        matches!(layout.word(i).to_lowercase().as_str(), "i" | "we" | "you" | "me" | "us" | "my" | "who")
    });
    !own && candidate.confidence() >= SURE_INSIDE
        && candidate.content.iter().chain(&candidate.source).all(after_label)
        && candidate.content.len() * 3 < turn.words.len() * 2
}
