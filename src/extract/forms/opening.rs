//! Quotations that stand before the text says whose they are.

use std::ops::Range;

use super::running::is_only_quotation;
use crate::extract::layout::Layout;
use crate::extract::network::{Candidate, Voice};
use crate::extract::parse::Parse;

/// A token is part of a person's name if that is more probable than this.
const NAME: f32 = 0.5;
/// The confidence of what is found here.
const CONFIDENCE: f32 = 0.6;

/// Attributes a quotation that opens the text to the person that the next paragraph names first: “I foolishly thought coding was for
/// others.” ¶ Edda Quill, 29, felt the same at school.
pub(crate) fn add_opening(layout: &Layout<'_>, parse: &Parse, candidates: &mut Vec<Candidate>) {
    let Some(opening) = layout.paragraphs.first().filter(|first| is_only_quotation(layout, first)) else { return };
    let is_taken = |candidate: &Candidate| candidate.content.iter().any(|i| opening.contains(i));
    let Some(next) = layout.paragraphs.get(1).filter(|_| !candidates.iter().any(is_taken)) else { return };
    if let Some(name) = first_name(layout, parse, next) {
        let words = opening.clone().collect();
        candidates
            .push(Candidate { voice: Voice::Of(name), ..Candidate::of_structure(opening.start, words, CONFIDENCE) });
    }
}

/// The first name of two words or more in a paragraph, outside of quotations.
fn first_name(layout: &Layout<'_>, parse: &Parse, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let names = |i: usize| parse.person(i) > NAME && layout.tokens[i].quotation == 0;
    let mut at = paragraph.start;
    while at < paragraph.end {
        let length = (at..paragraph.end).take_while(|i| names(*i)).count();
        if length > 1 {
            return Some(at..at + length);
        }
        at += length.max(1);
    }
    None
}
