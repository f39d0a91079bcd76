//! The window of tokens around an anchor that the span network reads, and the place of each relative to the anchor.

use std::ops::Range;

use super::sizes::PLACES;
use crate::extract::layout::{Layout, Quote};

/// How far the window reaches before the anchor.
pub(super) const BEFORE: usize = 80;
/// How far it reaches after the anchor, the anchor included.
pub(super) const AFTER: usize = 120;

/// The window of an anchor: its paragraph, cut if long. Source and content are looked for in it.
pub(super) fn window(layout: &Layout<'_>, anchor: usize) -> Range<usize> {
    let paragraph = &layout.paragraphs[layout.tokens[anchor].paragraph as usize];
    let start = paragraph.start.max(anchor.saturating_sub(BEFORE));
    start..paragraph.end.min(anchor + AFTER)
}

/// The class of a distance, less than 16.
fn distance_bucket(distance: usize) -> u32 {
    match distance {
        0..=9 => distance as u32,
        10..=13 => 10,
        14..=18 => 11,
        19..=25 => 12,
        26..=35 => 13,
        36..=50 => 14,
        _ => 15,
    }
}

/// For each token of a window its [`PLACES`] rows in the place table: distance to the anchor; sentence and quotation; quotation
/// marks between; ends of sentences between.
pub(super) fn places(layout: &Layout<'_>, range: Range<usize>, anchor: usize) -> Vec<u32> {
    let mut rows = vec![0u32; range.len() * PLACES];
    let at = &layout.tokens[anchor];
    let mut fill = |i: usize, marks: u32, ends: u32| {
        let token = &layout.tokens[i];
        let side = (i >= anchor) as u32;
        let out = &mut rows[(i - range.start) * PLACES..][..PLACES];
        out[0] = side * 16 + distance_bucket(anchor.abs_diff(i));
        let sentence = (token.sentence as i64 - at.sentence as i64).clamp(-3, 3) + 3;
        out[1] = 48 + sentence as u32 * 8 + token.quote as u32 * 2 + (at.quotation != 0) as u32;
        let inside = matches!(token.quote, Quote::Inside) as u32;
        out[2] = 112 + marks.min(7) * 4 + side * 2 + inside;
        out[3] = 176 + ends.min(7) * 4 + side * 2 + (token.quotation != 0 && token.quotation == at.quotation) as u32;
    };
    let (mut marks, mut ends) = (0, 0);
    for i in anchor..range.end {
        let token = &layout.tokens[i];
        marks += (i > anchor && token.quote == Quote::Open) as u32;
        ends += (i > anchor && token.sentence != layout.tokens[i - 1].sentence) as u32;
        fill(i, marks, ends);
        marks += (token.quote == Quote::Close) as u32;
    }
    let (mut marks, mut ends) = (0, 0);
    for i in (range.start..anchor).rev() {
        let token = &layout.tokens[i];
        marks += (token.quote == Quote::Close) as u32;
        ends += (token.sentence != layout.tokens[i + 1].sentence) as u32;
        fill(i, marks, ends);
        marks += (token.quote == Quote::Open) as u32;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::network::sizes::PLACE_ROWS;
    use crate::text::Document;

    #[test]
    fn a_window_is_a_part_of_the_paragraph() {
        let body = ["One.", &"word ".repeat(300), "Last."].join("\n\n");
        let document = Document::new(&body);
        let layout = Layout::of(&document);
        let paragraph = layout.paragraphs[1].clone();
        assert_eq!(window(&layout, paragraph.start), paragraph.start..paragraph.start + AFTER);
        assert_eq!(window(&layout, paragraph.end - 1), paragraph.end - 1 - BEFORE..paragraph.end);
    }

    #[test]
    fn places_show_distance_sentence_and_marks() {
        let document = Document::new("One. “Two,” he said. Three.");
        let layout = Layout::of(&document);
        let said = (0..layout.tokens.len()).find(|&i| layout.word(i) == "said").unwrap();
        let rows = places(&layout, 0..layout.tokens.len(), said);
        let of = |token: usize| &rows[token * PLACES..][..PLACES];
        assert!(rows.iter().all(|row| (*row as usize) < PLACE_ROWS));
        // The anchor: distance 0 after it, the same sentence, no marks, no ends of sentences.
        assert_eq!(of(said), [16, 48 + 3 * 8, 112 + 2, 176 + 2]);
        // “he”, one token before: nothing lies between.
        assert_eq!(of(said - 1), [1, 48 + 3 * 8, 112, 176]);
        // “One”: seven tokens and two marks before, in the sentence before.
        assert_eq!(of(0), [said as u32, 48 + 2 * 8, 112 + 2 * 4, 176 + 4]);
    }
}
