//! Words that the paragraph before announces: a quotation after `In a statement, the ministry said:`, or a list after `She also said:`.

use std::ops::Range;

use super::layout::{Layout, Quote};

/// The tokens of the quotation in the next paragraph, or of the list in the next ones, if the sentence of `anchor` ends its paragraph
/// with a colon.
pub(super) fn announced(layout: &Layout<'_>, anchor: usize) -> Vec<usize> {
    let number = layout.tokens[anchor].paragraph as usize;
    let paragraph = &layout.paragraphs[number];
    let colon = layout.word(paragraph.end - 1) == ":";
    let last = layout.tokens[anchor].sentence == layout.tokens[paragraph.end - 1].sentence;
    let Some(next) = layout.paragraphs.get(number + 1).filter(|_| colon && last) else { return Vec::new() };
    if layout.tokens[next.start].quote == Quote::Open {
        return next.clone().take_while(|&i| layout.tokens[i].quotation != 0).collect();
    }
    let items = layout.paragraphs[number + 1..].iter().map_while(|paragraph| item(layout, paragraph));
    items.flatten().collect()
}

/// The tokens of an item of a list, after its mark.
fn item(layout: &Layout<'_>, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let mark = matches!(layout.word(paragraph.start), "-" | "•" | "*" | "–" | "—" | "·" | "▪");
    (mark && paragraph.len() > 2).then_some(paragraph.start + 1..paragraph.end)
}
