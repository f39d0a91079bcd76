//! Quotations that run on over paragraphs: left open at the end of one, and opened again at the start of the next.

use std::collections::HashSet;
use std::ops::Range;

use super::super::candidate::Candidate;
use super::super::layout::{Layout, Quote};

/// Gives a statement whose quotation runs on, or began in paragraphs before, all of its parts.
pub(super) fn run_on(layout: &Layout<'_>, candidates: &mut [Candidate]) {
    let mut taken: HashSet<usize> = candidates.iter().flat_map(|c| c.content.iter().copied()).collect();
    for candidate in candidates {
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

/// Adds a part to a statement, unless another has it.
fn take(candidate: &mut Candidate, part: Range<usize>, taken: &mut HashSet<usize>) -> bool {
    if part.clone().any(|i| taken.contains(&i)) {
        return false;
    }
    taken.extend(part.clone());
    candidate.content.extend(part);
    candidate.content.sort_unstable();
    true
}

/// The quotation that opens the next paragraph, where the one that `last` stands in is left open at the end of its own.
fn next_part(layout: &Layout<'_>, last: usize) -> Option<Range<usize>> {
    let place = &layout.tokens[last];
    let at_end = layout.paragraphs[place.paragraph as usize].end == last + 1;
    let open = at_end && place.quotation != 0 && place.quote != Quote::Close;
    let next = layout.paragraphs.get(place.paragraph as usize + 1).filter(|_| open)?;
    (layout.tokens[next.start].quote == Quote::Open).then(|| quotation(layout, next.start))
}

/// The quotation left open at the end of the paragraph before, where `first` opens its own paragraph.
fn part_before(layout: &Layout<'_>, first: usize) -> Option<Range<usize>> {
    let place = &layout.tokens[first];
    let opens = place.quote == Quote::Open && layout.paragraphs[place.paragraph as usize].start == first;
    let before = layout.paragraphs.get((place.paragraph as usize).checked_sub(1)?).filter(|_| opens)?;
    let last = &layout.tokens[before.end - 1];
    let open = last.quotation != 0 && last.quote != Quote::Close;
    let start = before.clone().rev().take_while(|&i| layout.tokens[i].quotation == last.quotation).last()?;
    // One that stands in the middle of a paragraph is a stray mark.
    (open && start == before.start).then_some(start..before.end)
}

/// The tokens of the quotation that `first` opens.
fn quotation(layout: &Layout<'_>, first: usize) -> Range<usize> {
    let number = layout.tokens[first].quotation;
    let length = layout.tokens[first..].iter().take_while(|token| token.quotation == number).count();
    first..first + length
}
