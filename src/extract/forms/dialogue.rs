//! Dialogue after dashes, as feature writers print it: `— Finishing my tea, said Stoop. The kettle is old.`

use std::ops::Range;

use super::SURE;
use crate::extract::act::is_speech;
use crate::extract::layout::Layout;
use crate::extract::lexicon;
use crate::extract::network::{Candidate, Voice};

/// How many paragraphs with dashes make a dialogue.
const FEWEST: usize = 3;
/// How many words a source after a verb has at most.
const SOURCE_WORDS: usize = 6;

/// “…, said Stoop.”: the source, the verb, and all tokens of the tag.
struct Tag {
    source: Range<usize>,
    verb: usize,
    whole: Range<usize>,
}

pub(crate) fn add_dialogue(layout: &Layout<'_>, candidates: &mut Vec<Candidate>) {
    let is_line = |paragraph: &&Range<usize>| {
        let long = paragraph.len() > 2 && layout.word(paragraph.end - 1) != "—";
        long && matches!(layout.word(paragraph.start), "—" | "–" | "―") && ends_sentence(layout, paragraph.end - 1)
    };
    if layout.paragraphs.iter().filter(is_line).count() < FEWEST {
        return;
    }
    candidates.retain(|candidate| !is_line(&&layout.paragraphs[layout.tokens[candidate.anchor].paragraph as usize]));
    // The sources of the two previous lines: an untagged line belongs to the other speaker.
    let mut before: [Option<Range<usize>>; 2] = [None, None];
    for paragraph in &layout.paragraphs {
        if !is_line(&paragraph) {
            before = [None, None];
            continue;
        }
        let line = paragraph.start + 1..paragraph.end;
        let tag = tag(layout, &line);
        let outside = |i: &usize| tag.as_ref().is_none_or(|tag| !tag.whole.contains(i));
        let words: Vec<usize> = line.clone().filter(outside).collect();
        let source = tag.as_ref().map(|tag| tag.source.clone()).or_else(|| before[1].clone());
        let is_said = words.iter().any(|i| layout.word(*i).contains(char::is_alphanumeric));
        if !is_said {
            // “— , said Stoop.”
        } else if let Some(tag) = &tag {
            candidates.push(Candidate {
                cue: vec![tag.verb],
                source: tag.source.clone().collect(),
                voice: Voice::Turn,
                ..Candidate::of_structure(tag.verb, words, SURE)
            });
        } else if let Some(source) = &source {
            candidates.push(Candidate {
                voice: Voice::Of(source.clone()),
                ..Candidate::of_structure(line.start, words, SURE)
            });
        }
        before = [source, before[0].take()];
    }
}

fn ends_sentence(layout: &Layout<'_>, i: usize) -> bool {
    matches!(layout.word(i), "." | "?" | "!" | "…" | "...")
}

/// The first tag of a line: after a comma or an end mark, verb and source or source and verb, to the end of the sentence.
fn tag(layout: &Layout<'_>, line: &Range<usize>) -> Option<Tag> {
    let opens = |i: &usize| *i > line.start && matches!(layout.word(*i - 1), "," | "?" | "!" | "…");
    let verb =
        |i: usize| i < line.end && (is_speech(layout.word(i)) || matches!(layout.word(i), "cried" | "whispered"));
    line.clone().filter(opens).find_map(|first| {
        let stops = |i: &usize| {
            let word = layout.word(*i);
            !word.starts_with(char::is_alphanumeric) || lexicon::bounds_phrase(word) && !lexicon::is_pronoun(word)
        };
        let (source, verb) = if verb(first) {
            let end = (first + 1..line.end).take(SOURCE_WORDS).find(stops).unwrap_or(line.end);
            (first + 1..end, first)
        } else {
            let verb =
                (first + 1..line.end).take(SOURCE_WORDS).take_while(|i| !stops(i) || verb(*i)).find(|&i| verb(i))?;
            (first..verb, verb)
        };
        let end = (source.end.max(verb + 1)..line.end).find(|&i| ends_sentence(layout, i)).map_or(line.end, |i| i + 1);
        // An end mark before the tag belongs to the words, a comma to the tag.
        let start = if layout.word(first - 1) == "," { first - 1 } else { first };
        (!source.is_empty()).then_some(Tag { source, verb, whole: start..end })
    })
}
