//! Each of several who declined together: “Both Holm and Ms. Wren”, “spokesmen for Acme and Bellrope”.

use std::ops::Range;

use super::words::{is_capitalized, plain};
use crate::extract::layout::Layout;
use crate::extract::lexicon;
use crate::extract::organizations::Organizations;

/// One of those who declined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Party {
    /// The words for this party.
    pub(super) tokens: Range<usize>,
    /// What all parties share, “spokesmen for”; the text has it before the first only.
    pub(super) lead: Option<Range<usize>>,
}

/// The parties that a source names.
pub(super) fn parties(layout: &Layout<'_>, organizations: &Organizations, source: &Range<usize>) -> Vec<Party> {
    let mut source = source.clone();
    if source.len() > 1 && matches!(&*plain(layout.word(source.start)), "both" | "either" | "neither") {
        source.start += 1;
    }
    let clause = source.clone().find(|&i| matches!(layout.word(i), "who" | "which")).filter(|&i| i > source.start);
    let end = clause.unwrap_or(source.end);
    let joint = |&i: &usize| {
        matches!(layout.word(i), "and" | "nor" | "or")
            && i > source.start
            && i + 1 < end
            && !in_name(layout, organizations, i)
    };
    let last = (source.start..end).rev().find(joint).filter(|&joint| joins(layout, &(source.start..end), joint));
    let Some(last) = last else { return vec![Party { tokens: source, lead: None }] };
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut first = source.start;
    for i in source.start..=last {
        let comma = layout.word(i) == "," && begins_name(layout, i + 1) && !in_name(layout, organizations, i);
        if (comma || joint(&i)) && i > first {
            // “Ida Holm, the mayor, and”: the title belongs to the name before it.
            let close = if layout.word(i - 1) == "," { i - 1 } else { i };
            parts.push(first..close);
        }
        if comma || joint(&i) {
            first = i + 1;
        }
    }
    parts.push(first..source.end);
    parts.retain(|part| !part.is_empty());
    let lead = shared_lead(layout, &parts);
    let later = |number: usize| lead.clone().filter(|_| number > 0);
    parts.into_iter().enumerate().map(|(number, tokens)| Party { tokens, lead: later(number) }).collect()
}

/// Whether “and” is inside an organization's name: “Department of Health and Human Services”.
fn in_name(layout: &Layout<'_>, organizations: &Organizations, at: usize) -> bool {
    layout.span(at..at + 1).is_some_and(|span| organizations.around(span).is_some())
}

/// Whether “and” joins two who can decline on their own: not “the Holm and Wren campaigns”.
fn joins(layout: &Layout<'_>, source: &Range<usize>, joint: usize) -> bool {
    let last = plain(layout.word(source.end - 1));
    let shared = last.ends_with('s')
        && layout.word(source.end - 1).starts_with(char::is_lowercase)
        && is_capitalized(layout, joint - 1)
        && is_capitalized(layout, joint + 1);
    !shared && begins_name(layout, joint + 1)
}

/// Whether a name or a description begins at a token.
fn begins_name(layout: &Layout<'_>, at: usize) -> bool {
    let Some(_) = layout.tokens.get(at) else { return false };
    let here = plain(layout.word(at));
    is_capitalized(layout, at)
        || lexicon::is_determiner(&here)
        || lexicon::is_agent(here.strip_suffix('s').unwrap_or(&here))
        || matches!(
            &*here,
            "spokesmen" | "spokeswomen" | "officials" | "representatives" | "attorneys" | "police" | "aides"
        )
}

/// “Spokesmen for” before the first of several names, if the other names have nothing of the kind.
fn shared_lead(layout: &Layout<'_>, parts: &[Range<usize>]) -> Option<Range<usize>> {
    let first = parts.first()?;
    let joiner = first.clone().skip(1).find(|&i| matches!(layout.word(i), "for" | "of" | "at" | "from"))?;
    let head = plain(layout.word(joiner - 1));
    let plural = head.ends_with('s') || head.ends_with("men");
    let bare = |part: &Range<usize>| {
        is_capitalized(layout, part.start) || matches!(layout.word(part.start), "the" | "his" | "her" | "its")
    };
    let own = |part: &Range<usize>| part.clone().any(|i| matches!(layout.word(i), "for" | "spokesman" | "spokeswoman"));
    let lower = layout.word(joiner - 1).starts_with(char::is_lowercase) || joiner - 1 == first.start;
    (plural && lower && parts[1..].iter().all(|part| bare(part) && !own(part))).then_some(first.start..joiner + 1)
}
