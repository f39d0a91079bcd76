//! Each of those who are silent together: “Both Holm and Ms. Wren”, “spokesmen for Acme and Bellrope”.

use std::ops::Range;

use super::phrase::plain;
use crate::extract::layout::Layout;
use crate::extract::lexicon;
use crate::extract::organizations::Organizations;

/// One of those who are silent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Party {
    /// The words for this one.
    pub(crate) tokens: Range<usize>,
    /// What several have before their names, “spokesmen for”; it stands before the first of them.
    pub(crate) lead: Option<Range<usize>>,
}

/// The parts of a source that names several.
pub(crate) fn parties(layout: &Layout<'_>, organizations: &Organizations, source: &Range<usize>) -> Vec<Party> {
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
            // “The mayor, and”: a title belongs to the name before it.
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

/// Whether “and” stands inside an organization's name: “Department of Health and Human Services”.
fn in_name(layout: &Layout<'_>, organizations: &Organizations, at: usize) -> bool {
    layout.span(at..at + 1).is_some_and(|span| organizations.around(span).is_some())
}

/// Whether what stands on both sides of a joint can be silent by itself: not “the Holm and Wren campaigns”.
fn joins(layout: &Layout<'_>, source: &Range<usize>, joint: usize) -> bool {
    let last = plain(layout.word(source.end - 1));
    let shared = last.ends_with('s')
        && layout.word(source.end - 1).starts_with(char::is_lowercase)
        && layout.word(joint - 1).starts_with(char::is_uppercase)
        && layout.word(joint + 1).starts_with(char::is_uppercase);
    !shared && begins_name(layout, joint + 1)
}

/// Whether a name or a description begins at a token.
fn begins_name(layout: &Layout<'_>, at: usize) -> bool {
    let Some(_) = layout.tokens.get(at) else { return false };
    let here = plain(layout.word(at));
    layout.word(at).starts_with(char::is_uppercase)
        || lexicon::is_determiner(&here)
        || lexicon::is_agent(here.strip_suffix('s').unwrap_or(&here))
        || matches!(
            &*here,
            "spokesmen" | "spokeswomen" | "officials" | "representatives" | "attorneys" | "police" | "aides"
        )
}

/// “Spokesmen for” before the first of several names, of which the others have none of their own.
fn shared_lead(layout: &Layout<'_>, parts: &[Range<usize>]) -> Option<Range<usize>> {
    let first = parts.first()?;
    let joiner = first.clone().skip(1).find(|&i| matches!(layout.word(i), "for" | "of" | "at" | "from"))?;
    let head = plain(layout.word(joiner - 1));
    let plural = head.ends_with('s') || head.ends_with("men");
    let bare = |part: &Range<usize>| {
        layout.word(part.start).starts_with(char::is_uppercase)
            || matches!(layout.word(part.start), "the" | "his" | "her" | "its")
    };
    let own = |part: &Range<usize>| part.clone().any(|i| matches!(layout.word(i), "for" | "spokesman" | "spokeswoman"));
    let lower = layout.word(joiner - 1).starts_with(char::is_lowercase) || joiner - 1 == first.start;
    (plural && lower && parts[1..].iter().all(|part| bare(part) && !own(part))).then_some(first.start..joiner + 1)
}
