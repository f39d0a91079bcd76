//! Quotations that run over several paragraphs: left open at the end of one and opened again at the start of the next, or
//! closed and followed by a paragraph that is only a quotation.

use rustc_hash::FxHashSet;
use std::ops::Range;

use crate::extract::layout::{Layout, Quote};
use crate::extract::network::{Candidate, Voice};

/// Completes statements whose quotation was left open in an earlier paragraph or is continued in a later one.
pub(crate) fn join_open_quotations(layout: &Layout<'_>, candidates: &mut [Candidate]) {
    let mut taken: FxHashSet<usize> = candidates.iter().flat_map(|c| c.content.iter().copied()).collect();
    for candidate in candidates.iter_mut() {
        while let Some(part) = candidate.content.last().and_then(|&last| next_part(layout, last)) {
            if !take(candidate, part, &mut taken) {
                break;
            }
        }
        while let Some(part) = candidate.content.first().and_then(|&first| part_before(layout, first)) {
            if !take(candidate, part, &mut taken) {
                break;
            }
        }
    }
}

/// Attributes paragraphs that are only a quotation, and in no statement yet.
///
/// The speaker is the one that the paragraph before quotes or reports at its end; captions and headings between the two do not
/// count.
/// If two speakers take turns, they are the other one's. After a direct quotation they are the same statement, else one of their own.
pub(crate) fn add_whole_paragraphs(layout: &Layout<'_>, candidates: &mut Vec<Candidate>) {
    let mut of_paragraph: Vec<Vec<usize>> = vec![Vec::new(); layout.paragraphs.len()];
    for (number, candidate) in candidates.iter().enumerate() {
        let mut last = None;
        for &i in candidate.content.iter().chain(&candidate.cue).chain(&candidate.source) {
            let paragraph = layout.tokens[i].paragraph;
            if last != Some(paragraph) {
                of_paragraph[paragraph as usize].push(number);
                last = Some(paragraph);
            }
        }
    }
    for number in 1..layout.paragraphs.len() {
        let paragraph = &layout.paragraphs[number];
        // What somebody in the quotation says belongs to it: “She told me to wait.”
        let nested = |&k: &usize| is_inside(&candidates[k], paragraph);
        if !is_only_quotation(layout, paragraph) || !of_paragraph[number].iter().all(nested) {
            continue;
        }
        of_paragraph[number].clear();
        let Some(above) = prose_before(layout, number) else { continue };
        let Some((before, is_quoted)) = last_said(layout, candidates, &of_paragraph, above) else { continue };
        let answered = above.checked_sub(1).and_then(|above| last_said(layout, candidates, &of_paragraph, above));
        let words =
            |k: usize| -> Vec<String> { said_by(&candidates[k]).map(|i| layout.word(i).to_lowercase()).collect() };
        let other = answered.map(|(other, _)| other).filter(|&other| words(other) != words(before));
        let turns = other.filter(|_| is_exchange(layout, above) && is_exchange(layout, above - 1));
        if let (None, true) = (turns, is_quoted) {
            of_paragraph[number].push(before);
            candidates[before].content.extend(paragraph.clone());
            continue;
        }
        let speaker = turns.unwrap_or(before);
        let confidence = candidates[before].confidence().min(candidates[speaker].confidence());
        let voice = Voice::Of(said_by(&candidates[speaker]));
        of_paragraph[number].push(candidates.len());
        let words = paragraph.clone().collect();
        candidates.push(Candidate { voice, ..Candidate::of_structure(paragraph.start, words, confidence) });
    }
}

/// The nearest paragraph before another that can hold statements, at most two captions or headings above it.
fn prose_before(layout: &Layout<'_>, number: usize) -> Option<usize> {
    (0..number).rev().take(3).find(|&above| layout.speaks[above] && !is_heading_line(layout, above))
}

/// Whether a paragraph is a short line without a full stop and without a quotation: a heading or a caption.
fn is_heading_line(layout: &Layout<'_>, paragraph: usize) -> bool {
    let range = &layout.paragraphs[paragraph];
    let last = layout.word(range.end - 1);
    let quoted = range.clone().any(|i| layout.tokens[i].quotation != 0);
    range.len() <= 12 && !quoted && !matches!(last, "." | ":" | "," | "?" | "!")
}

/// Whether a paragraph is only a quotation, and no heading.
pub(super) fn is_only_quotation(layout: &Layout<'_>, paragraph: &Range<usize>) -> bool {
    layout.tokens[paragraph.start].quote == Quote::Open
        && quotation(layout, paragraph.start) == *paragraph
        && !is_quoted_heading(layout, paragraph)
}

/// Whether a statement has a source, and all of it is among these tokens.
fn is_inside(candidate: &Candidate, tokens: &Range<usize>) -> bool {
    let mut all = candidate.content.iter().chain(&candidate.cue).chain(&candidate.source);
    !candidate.source.is_empty() && all.all(|i| tokens.contains(i))
}

/// Whether a quotation is a heading between paragraphs: short, and without a mark that ends a sentence.
fn is_quoted_heading(layout: &Layout<'_>, paragraph: &Range<usize>) -> bool {
    let words = paragraph.start + 1..paragraph.end.saturating_sub(1).max(paragraph.start + 1);
    let ends =
        words.clone().next_back().is_some_and(|last| matches!(layout.word(last), "." | "!" | "?" | "," | "…" | "..."));
    words.len() <= 9 && !ends
}

/// The tokens of the source.
fn said_by(candidate: &Candidate) -> Range<usize> {
    match &candidate.voice {
        Voice::Of(source) => source.clone(),
        _ => candidate.mention(),
    }
}

/// The statement that ends a paragraph, and whether it ends with a quotation. Without a source it is nobody's.
fn last_said(
    layout: &Layout<'_>,
    candidates: &[Candidate],
    of_paragraph: &[Vec<usize>],
    paragraph: usize,
) -> Option<(usize, bool)> {
    let range = &layout.paragraphs[paragraph];
    let end = |c: &Candidate| {
        let all = c.content.iter().rev().chain(&c.cue).chain(&c.source).copied();
        all.filter(|i| range.contains(i)).max()
    };
    // Of a statement in a statement the outer one is meant: it begins earlier.
    let here = of_paragraph[paragraph].iter().filter_map(|&k| Some((k, end(&candidates[k])?)));
    let (k, last) = here.max_by_key(|(k, end)| (*end, std::cmp::Reverse(candidates[*k].anchor)))?;
    let quoted = candidates[k].content.iter().rev().any(|&i| range.contains(&i) && layout.tokens[i].quotation != 0);
    let at_end = layout.tokens[last].sentence == layout.tokens[range.end - 1].sentence;
    let has_source = !said_by(&candidates[k]).is_empty() || quoted;
    (at_end && has_source).then_some((k, quoted))
}

/// Whether a paragraph is a quotation with a short tag at most: a line of a dialogue.
fn is_exchange(layout: &Layout<'_>, paragraph: usize) -> bool {
    const TAG: usize = 8;
    let range = layout.paragraphs[paragraph].clone();
    let outside = range.clone().filter(|&i| layout.tokens[i].quotation == 0).count();
    layout.tokens[range.start].quote == Quote::Open && outside <= TAG
}

/// Adds a part to a statement, unless another statement has it.
fn take(candidate: &mut Candidate, part: Range<usize>, taken: &mut FxHashSet<usize>) -> bool {
    if part.clone().any(|i| taken.contains(&i)) {
        return false;
    }
    taken.extend(part.clone());
    candidate.content.extend(part);
    candidate.content.sort_unstable();
    true
}

/// The quotation that opens the next paragraph, if the quotation of `last` is left open at the end of its own.
fn next_part(layout: &Layout<'_>, last: usize) -> Option<Range<usize>> {
    let place = &layout.tokens[last];
    let at_end = layout.paragraphs[place.paragraph as usize].end == last + 1;
    let open = at_end && place.quotation != 0 && place.quote != Quote::Close;
    let next = layout.paragraphs.get(place.paragraph as usize + 1).filter(|_| open)?;
    // The next paragraph opens it again, or only closes it.
    (layout.tokens[next.start].quotation != 0).then(|| quotation(layout, next.start))
}

/// The quotation left open at the end of the previous paragraph, if `first` opens its own paragraph.
fn part_before(layout: &Layout<'_>, first: usize) -> Option<Range<usize>> {
    let place = &layout.tokens[first];
    let opens = place.quote == Quote::Open && layout.paragraphs[place.paragraph as usize].start == first;
    let before = layout.paragraphs.get((place.paragraph as usize).checked_sub(1)?).filter(|_| opens)?;
    let last = &layout.tokens[before.end - 1];
    let open = last.quotation != 0 && last.quote != Quote::Close;
    let start = before.clone().rev().take_while(|&i| layout.tokens[i].quotation == last.quotation).last()?;
    // An open quotation in the middle of a paragraph is a stray mark.
    (open && start == before.start).then_some(start..before.end)
}

/// The tokens of the quotation that `first` opens.
pub(super) fn quotation(layout: &Layout<'_>, first: usize) -> Range<usize> {
    let number = layout.tokens[first].quotation;
    let length = layout.tokens[first..].iter().take_while(|token| token.quotation == number).count();
    first..first + length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    #[test]
    fn a_statement_inside_a_whole_quotation_does_not_keep_it_apart() {
        let document =
            Document::new("“The dam holds,” Ida Holm said.\n\n“She told me to wait. Nothing moved for years.”");
        let layout = Layout::of(&document);
        let second = layout.paragraphs[1].start;
        let first = Candidate { source: vec![6, 7], cue: vec![8], ..Candidate::of_structure(8, (0..6).collect(), 0.9) };
        let nested = Candidate {
            source: vec![second + 1],
            cue: vec![second + 2],
            ..Candidate::of_structure(second + 2, vec![second + 4, second + 5], 0.9)
        };
        let mut candidates = vec![first, nested];
        add_whole_paragraphs(&layout, &mut candidates);
        let spans = candidates[0].spans(&layout);
        assert_eq!(
            spans.last().map(|span| span.of(document.body)),
            Some("“She told me to wait. Nothing moved for years.”")
        );
    }
}
