//! Quotations that the paragraph before announces: `In a statement, the ministry said:`.

use std::ops::Range;

use super::layout::{Layout, Quote};

/// The quotation in the next paragraph, if the sentence of `anchor` ends its paragraph with a colon.
pub(super) fn announced(layout: &Layout<'_>, anchor: usize) -> Option<Range<usize>> {
    let number = layout.tokens[anchor].paragraph as usize;
    let paragraph = &layout.paragraphs[number];
    let next = layout.paragraphs.get(number + 1)?;
    let colon = layout.word(paragraph.end - 1) == ":";
    let last = layout.tokens[anchor].sentence == layout.tokens[paragraph.end - 1].sentence;
    let quoted = layout.tokens[next.start].quote == Quote::Open;
    let end = next.clone().take_while(|&i| layout.tokens[i].quotation != 0).last()? + 1;
    (colon && last && quoted).then_some(next.start..end)
}
