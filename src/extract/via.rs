//! Who passed on second-hand words: “…, according to a report from The Associated Press”.

use super::layout::Layout;
use super::network::Candidate;
use super::organizations::Organizations;
use super::speaker::with_article;
use crate::text::Document;

/// How many tokens from the cue “according to” can be; limits the cost of a sentence without an end.
const REACH: usize = 300;

/// The source after “according to” in a sentence that attributes its words to another source.
pub(super) fn via(
    document: &Document<'_>,
    layout: &Layout<'_>,
    candidate: &Candidate,
    organizations: &Organizations,
) -> Option<String> {
    let sentence = layout.tokens[candidate.anchor].sentence;
    let near = candidate.anchor.saturating_sub(REACH);
    let start = layout.tokens.partition_point(|token| token.sentence < sentence).max(near);
    let end = layout.tokens.partition_point(|token| token.sentence <= sentence).min(candidate.anchor + REACH);
    let according = (start..end.saturating_sub(2)).find(|&i| {
        layout.word(i).eq_ignore_ascii_case("according")
            && layout.word(i + 1) == "to"
            && layout.tokens[i].quotation == 0
    })?;
    let own = candidate.cue.contains(&according) || candidate.source.contains(&(according + 2));
    if own || candidate.content.binary_search(&according).is_ok() {
        return None;
    }
    let stops = |i: &usize| matches!(layout.word(*i), "," | "—" | "." | ";" | "(");
    let last = (according + 2..end).find(stops).unwrap_or(end);
    // It refers to the words right before it, or to those right after it if it starts the sentence.
    let leads = according == start;
    let refers = |i: &usize| (*i < according && according - i <= 2) || (leads && (last..=last + 1).contains(i));
    let near = candidate.content.iter().chain(&candidate.source).any(refers);
    let span = layout.span(according + 2..last).filter(|_| near)?;
    let organization = organizations.within(span).next();
    Some(organization.map_or(document.words(span), |mention| with_article(document, mention.span)).to_owned())
}
