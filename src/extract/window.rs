//! The tokens around an anchor that the span network looks at, and where each stands with regard to it.

use std::ops::Range;

use super::layout::{Layout, Quote};

/// Tokens before and after the anchor that the span network looks at.
pub(super) const BEFORE: usize = 80;
pub(super) const AFTER: usize = 120;
pub(super) const PLACES: usize = 4;
pub(super) const PLACE_ROWS: usize = 48 + 64 + 64 + 64;

/// The tokens among which the source and the content of a cue are looked for: its paragraph, cut if long.
pub(super) fn window(layout: &Layout<'_>, anchor: usize) -> Range<usize> {
    let paragraph = &layout.paragraphs[layout.tokens[anchor].paragraph as usize];
    let start = paragraph.start.max(anchor.saturating_sub(BEFORE));
    start..paragraph.end.min(anchor + AFTER)
}

fn distance_bucket(d: usize) -> u32 {
    match d {
        0..=9 => d as u32,
        10..=13 => 10,
        14..=18 => 11,
        19..=25 => 12,
        26..=35 => 13,
        36..=50 => 14,
        _ => 15,
    }
}

/// Where each token of a window stands with regard to the anchor: distance; sentence and quotation state; marks between.
pub(super) fn places(layout: &Layout<'_>, range: Range<usize>, anchor: usize) -> Vec<u32> {
    let mut rows = vec![0u32; range.len() * PLACES];
    let at = &layout.tokens[anchor];
    let mut fill = |i: usize, marks: u32, enders: u32| {
        let token = &layout.tokens[i];
        let side = (i >= anchor) as u32;
        let out = &mut rows[(i - range.start) * PLACES..][..PLACES];
        out[0] = side * 16 + distance_bucket(anchor.abs_diff(i));
        let sentence = (token.sentence as i64 - at.sentence as i64).clamp(-3, 3) + 3;
        out[1] = 48 + sentence as u32 * 8 + token.quote as u32 * 2 + (at.quotation != 0) as u32;
        let inside = matches!(token.quote, Quote::Inside) as u32;
        out[2] = 112 + marks.min(7) * 4 + side * 2 + inside;
        out[3] = 176 + enders.min(7) * 4 + side * 2 + (token.quotation != 0 && token.quotation == at.quotation) as u32;
    };
    let (mut marks, mut enders) = (0, 0);
    for i in anchor..range.end {
        let token = &layout.tokens[i];
        marks += (i > anchor && token.quote == Quote::Open) as u32;
        enders += (i > anchor && token.sentence != layout.tokens[i - 1].sentence) as u32;
        fill(i, marks, enders);
        marks += (token.quote == Quote::Close) as u32;
    }
    let (mut marks, mut enders) = (0, 0);
    for i in (range.start..anchor).rev() {
        let token = &layout.tokens[i];
        marks += (token.quote == Quote::Close) as u32;
        enders += (token.sentence != layout.tokens[i + 1].sentence) as u32;
        fill(i, marks, enders);
        marks += (token.quote == Quote::Open) as u32;
    }
    rows
}
