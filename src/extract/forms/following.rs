//! Quotations of whole sentences after a statement in the same paragraph.

use std::ops::Range;

use super::running::quotation;
use super::taken;
use crate::extract::layout::{Layout, Quote};
use crate::extract::network::{Candidate, Voice};

/// The most confidence of a quotation that follows a statement in its paragraph.
const FOLLOWING: f32 = 0.7;

/// Attributes quotations of whole sentences that follow a statement in its paragraph, and are in no statement yet: Holm said the dam
/// was old. “It leaks every winter.”
pub(crate) fn add_following_sentences(layout: &Layout<'_>, candidates: &mut Vec<Candidate>) {
    let taken = taken(layout, candidates);
    let mut found = Vec::new();
    for paragraph in &layout.paragraphs {
        let mut at = paragraph.start + 1;
        while at < paragraph.end {
            if layout.tokens[at].quote != Quote::Open {
                at += 1;
                continue;
            }
            let words = quotation(layout, at);
            at = words.end;
            if !is_sentence(layout, &words, paragraph) || words.clone().any(|i| taken[i]) {
                continue;
            }
            let before = layout.tokens[words.start - 1].sentence;
            let ends_before = |c: &&Candidate| {
                let all = || c.content.iter().chain(&c.cue).chain(&c.source).copied();
                all().all(|i| i < words.start)
                    && all().any(|i| layout.tokens[i].sentence == before && paragraph.contains(&i))
            };
            // Of a statement in a statement the outer one is meant: it begins earlier.
            let here = candidates.partition_point(|c| c.anchor < paragraph.start)
                ..candidates.partition_point(|c| c.anchor < words.start);
            let mut sentences = candidates[here].iter().filter(|c| c.voice == Voice::Sentence && !c.source.is_empty());
            if let Some(said) = sentences.find(ends_before) {
                let words: Vec<usize> = words.collect();
                let confidence = said.confidence().min(FOLLOWING);
                let voice = Voice::Of(said.mention());
                found.push(Candidate { voice, ..Candidate::of_structure(words[0], words, confidence) });
            }
        }
    }
    candidates.append(&mut found);
}

/// Whether a quotation in a paragraph begins and ends with a sentence.
fn is_sentence(layout: &Layout<'_>, words: &Range<usize>, paragraph: &Range<usize>) -> bool {
    let before = &layout.tokens[words.start - 1];
    let ends = words.clone().rev().take(2).any(|i| matches!(layout.word(i), "." | "!" | "?" | "…"));
    let starts_after = before.sentence != layout.tokens[words.start].sentence;
    let next = layout.tokens.get(words.end).filter(|_| words.end < paragraph.end);
    words.len() > 4
        && ends
        && starts_after
        && next.is_none_or(|next| next.sentence != layout.tokens[words.end - 1].sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    #[test]
    fn a_quotation_after_a_statement_is_its_source_s_own() {
        let document =
            Document::new("Ida Holm said the dam was old. “It leaks every winter, and nobody comes.” Rain fell.");
        let layout = Layout::of(&document);
        let said = Candidate { source: vec![0, 1], cue: vec![2], ..Candidate::of_structure(2, (3..7).collect(), 0.9) };
        let mut candidates = vec![said];
        add_following_sentences(&layout, &mut candidates);
        let [_, added] = &candidates[..] else { panic!("{candidates:?}") };
        assert_eq!(added.voice, Voice::Of(0..2));
        assert_eq!(added.spans(&layout)[0].of(document.body), "“It leaks every winter, and nobody comes.”");
    }
}
