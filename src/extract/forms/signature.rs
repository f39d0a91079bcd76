//! Signed quotations: `“…” — Name`, the signature at the end of the paragraph or on a line of its own below it.

use std::ops::Range;

use super::{SURE, drop_inside};
use crate::extract::layout::{Layout, Quote};
use crate::extract::network::Candidate;

/// Replaces what was found inside signed quotations by the quotations.
pub(crate) fn add_signed(layout: &Layout<'_>, candidates: &mut Vec<Candidate>) {
    let mut signed: Vec<Candidate> = Vec::new();
    let mut is_signed = vec![false; layout.tokens.len()];
    for (k, paragraph) in layout.paragraphs.iter().enumerate() {
        let Some((dash, name)) = signature(layout, paragraph) else { continue };
        let quotation = if dash == paragraph.start {
            if k == 0 {
                continue;
            }
            layout.paragraphs[k - 1].clone()
        } else {
            paragraph.start..dash
        };
        let mark = |i: usize| matches!(layout.word(i), "“" | "”" | "\"" | "„" | "«" | "»");
        if quotation.len() < 5 || !mark(quotation.start) || !mark(quotation.end - 1) {
            continue;
        }
        let inner = quotation.clone().filter(|&i| layout.tokens[i].quote == Quote::Outside).count();
        if inner * 4 > quotation.len() {
            continue;
        }
        is_signed[quotation.clone()].fill(true);
        // Two signatures, in the paragraph and below: the last one counts.
        signed.pop_if(|before| quotation.contains(&before.anchor));
        signed.push(Candidate {
            cue: vec![dash],
            source: name.collect(),
            ..Candidate::of_structure(dash, quotation.collect(), SURE)
        });
    }
    drop_inside(candidates, &is_signed);
    candidates.append(&mut signed);
}

/// The dash and the name that end a paragraph.
fn signature(layout: &Layout<'_>, paragraph: &Range<usize>) -> Option<(usize, Range<usize>)> {
    let last = paragraph.end.saturating_sub(16).max(paragraph.start);
    let dash = (last..paragraph.end).rev().find(|&i| matches!(layout.word(i), "—" | "–" | "―" | "-" | "--" | "~"))?;
    let word = |i: usize| layout.word(i);
    let end = (dash + 1..paragraph.end).find(|&i| matches!(word(i), "," | "(" | "|")).unwrap_or(paragraph.end);
    let name = dash + 1..if end > dash + 1 && word(end - 1) == "." { end - 1 } else { end };
    let capital = |i: usize| word(i).starts_with(|c: char| c.is_uppercase() || c == '.');
    ((1..=6).contains(&name.len()) && name.clone().all(capital)).then_some((dash, name))
}
