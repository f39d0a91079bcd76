//! Who asked, if the text says so: “did not respond to Reuters”, “declined to comment to the Courier”.

use std::ops::Range;

use super::complement::{REPORTERS, is_request};
use super::find::Found;
use super::words::{is_capitalized, plain, word};
use crate::extract::layout::Layout;
use crate::extract::lexicon;
use crate::extract::organizations::Organizations;

/// The outlet or the reporter who got no answer; an outlet by its fullest name in the text.
pub(super) fn asker(layout: &Layout<'_>, organizations: &Organizations, found: &Found) -> Option<String> {
    let outside = |i: &usize| !found.source.contains(i) && layout.tokens[*i].quotation == 0;
    found.around.clone().filter(outside).find_map(|at| {
        let tokens = named_at(layout, organizations, at, found.around.end)?;
        let last = tokens.end;
        let before = at.checked_sub(1).map(|i| plain(layout.word(i)).into_owned()).unwrap_or_default();
        let before = match before.as_str() {
            "the" | "a" | "an" => at.checked_sub(2).map(|i| plain(layout.word(i)).into_owned()).unwrap_or_default(),
            _ => before,
        };
        let spoken_to = at > found.cue.start && is_spoken_to(layout, at, found);
        let sent = matches!(before.as_str(), "from" | "by") && is_sent(layout, at, &found.around);
        let owned = matches!(word(layout, last, found.around.end), "’s" | "'s" | "’" | "'")
            && (last + 1..(last + 5).min(found.around.end)).any(|i| is_request(&plain(layout.word(i))));
        (spoken_to || sent || owned).then(|| name(layout, organizations, tokens))
    })
}

/// The name of an outlet, or the noun for a reporter, at a token.
fn named_at(layout: &Layout<'_>, organizations: &Organizations, at: usize, end: usize) -> Option<Range<usize>> {
    let here = plain(layout.word(at));
    if matches!(&*here, "the" | "a" | "an") {
        return None;
    }
    let span = layout.span(at..end)?;
    if let Some(mention) = organizations.within(span).next().filter(|mention| mention.span.start() == span.start()) {
        let last = layout.tokens[at..end].iter().take_while(|token| token.span.end() <= mention.span.end()).count();
        return Some(at..at + last);
    }
    if REPORTERS.contains(&&*here) {
        return Some(at..at + 1);
    }
    let run = (at..end).take_while(|&i| is_capitalized(layout, i)).count();
    let outlet = run > 0 && lexicon::is_organization_word(&plain(layout.word(at + run - 1)));
    outlet.then_some(at..at + run)
}

/// Whether a name after the cue is that of a listener: “to comment to the Courier”, “to tell the Courier”, but not “calls to Acme”.
fn is_spoken_to(layout: &Layout<'_>, at: usize, found: &Found) -> bool {
    const SPEAKING: &[&str] = &[
        "comment", "speak", "talk", "respond", "responded", "reply", "replied", "elaborate", "explain", "immediately",
    ];
    let article = |i: usize| matches!(&*plain(layout.word(i)), "the" | "a" | "an");
    let first = if at > found.cue.start && article(at - 1) { at - 1 } else { at };
    let before = |n: usize| first.checked_sub(n).filter(|i| *i >= found.cue.start).map_or("", |i| layout.word(i));
    before(1) == "tell" || matches!(before(1), "to" | "with") && SPEAKING.contains(&before(2))
}

/// Whether a request, “reached” or “contacted” comes shortly before “from” or “by”.
fn is_sent(layout: &Layout<'_>, at: usize, around: &Range<usize>) -> bool {
    let near = at.saturating_sub(8).max(around.start);
    (near..at).any(|i| {
        let here = plain(layout.word(i));
        is_request(&here)
            || matches!(&*here, "reached" | "contacted" | "asked" | "approached" | "left" | "sent" | "comment")
    })
}

fn name(layout: &Layout<'_>, organizations: &Organizations, tokens: Range<usize>) -> String {
    let article = |i: &usize| matches!(layout.word(*i), "a" | "an");
    let reporter = REPORTERS.contains(&&*plain(layout.word(tokens.start)));
    let start = tokens.start.checked_sub(1).filter(article).filter(|_| reporter).unwrap_or(tokens.start);
    let Some(span) = layout.span(start..tokens.end) else { return String::new() };
    match organizations.within(span).next() {
        Some(mention) if !reporter => organizations.name(mention.organization).to_owned(),
        _ => names_of(span.of(layout.body)),
    }
}

fn names_of(words: &str) -> String {
    words.split_whitespace().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
