//! “In the words of Ida Holm, “the dam holds”.” “According to Ida Holm, the dam holds.”

use std::ops::Range;

use super::running::quotation;
use super::{SURE, taken};
use crate::extract::layout::{Layout, Quote};
use crate::extract::network::Candidate;

/// How many tokens a source has at most.
const LONGEST_SOURCE: usize = 20;
/// How many tokens the words have at least.
const SHORTEST: usize = 3;

/// Adds what “in the words of” and “according to” attribute at the start of a sentence, where no other statement has it.
pub(crate) fn add_words_of(layout: &Layout<'_>, candidates: &mut Vec<Candidate>) {
    let taken = taken(layout, candidates);
    let mut found = Vec::new();
    for (paragraph, _) in layout.paragraphs.iter().zip(&layout.speaks).filter(|(_, speaks)| **speaks) {
        for at in paragraph.clone() {
            let starts = at == paragraph.start || layout.tokens[at - 1].sentence != layout.tokens[at].sentence;
            let Some(cue) = cue(layout, at, paragraph).filter(|_| starts) else { continue };
            let Some((source, words)) = parts(layout, cue.end, paragraph) else { continue };
            if !cue.clone().chain(words.clone()).any(|i| taken[i]) {
                found.push(Candidate {
                    cue: cue.clone().collect(),
                    source: source.collect(),
                    ..Candidate::of_structure(cue.start, words.collect(), SURE)
                });
            }
        }
    }
    candidates.append(&mut found);
}

/// The tokens of “in the words of” or “according to” that begin at a token.
fn cue(layout: &Layout<'_>, at: usize, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let is = |words: &[&str]| {
        at + words.len() < paragraph.end && (0..words.len()).all(|k| layout.word(at + k).eq_ignore_ascii_case(words[k]))
    };
    match layout.word(at) {
        "In" if is(&["in", "the", "words", "of"]) => Some(at..at + 4),
        "According" if is(&["according", "to"]) => Some(at..at + 2),
        _ => None,
    }
}

/// The source after a cue, up to a quotation or the first comma, and the words: the quotation, or the rest of the sentence.
fn parts(layout: &Layout<'_>, first: usize, paragraph: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let limit = paragraph.end.min(first + LONGEST_SOURCE);
    let sentence = layout.tokens[first].sentence;
    let same = |i: &usize| layout.tokens[*i].sentence == sentence;
    let opens = |i: usize| layout.tokens[i].quote == Quote::Open;
    if let Some(open) = (first..limit).take_while(same).find(|&i| opens(i)) {
        let last = (first..open).rev().find(|&i| layout.word(i) != ",")?;
        return Some((first..last + 1, quotation(layout, open)));
    }
    let comma = (first + 1..limit).take_while(same).find(|&i| layout.word(i) == ",")?;
    let end = (comma..paragraph.end).take_while(same).last()? + 1;
    let end = if matches!(layout.word(end - 1), "." | "!" | "?") { end - 1 } else { end };
    (end > comma + SHORTEST).then_some((first..comma, comma + 1..end))
}
