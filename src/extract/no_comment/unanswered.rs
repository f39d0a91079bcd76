//! Who declined if the subject of the phrase is something else: unreturned calls, “no one at Acme”, “no reply from Holm”.

use std::ops::Range;

use super::complement::{is_request, of_press};
use super::words::{plain, plain_word, word};
use crate::extract::layout::Layout;
use crate::extract::{act, lexicon};

/// How many tokens before a phrase its subject can begin.
const REACH: usize = 45;

/// Prepositions before the recipient of a call or a message.
const LEADS: &[&str] = &["to", "with", "for", "at"];

/// Who declined, and where the clause begins.
type Source = (Range<usize>, usize);

/// Who did not return the calls that are the subject of a phrase at `at`.
pub(super) fn recipient(layout: &Layout<'_>, at: usize, start: usize) -> Option<Source> {
    let start = start.max(at.saturating_sub(REACH));
    let starts = |i: &usize| {
        let here = plain(layout.word(*i));
        is_request(&here) || matches!(&*here, "efforts" | "attempts" | "effort" | "attempt")
    };
    let noun = (start..at).find(starts)?;
    let effort = !is_request(&plain(layout.word(noun)));
    let opens = (start..noun).rev().take_while(|&i| !bounds(layout, i)).last().unwrap_or(noun);
    let mut i = noun + 1;
    let mut lead = None;
    while i < at {
        let here = plain(layout.word(i));
        let next = plain_word(layout, i + 1, at);
        let verb = matches!(&*next, "reach" | "contact");
        if &*here == "to" && verb {
            lead = Some(i + 1);
            break;
        }
        let purpose =
            &*here == "for" && matches!(&*next, "comment" | "an" | "information" | "interviews" | "interview" | "a");
        if LEADS.contains(&&*here) && !purpose && !effort {
            lead = Some(i);
            break;
        }
        if matches!(&*here, "." | ";" | ":" | "“") || act::is_speech(&here) {
            return None;
        }
        i += 1;
    }
    let first = lead? + 1;
    if !effort {
        of_press(layout, opens, noun, at).filter(|_| !is_private(layout, opens, noun))?;
        if matches!(&*plain(layout.word(first)), "action" | "arms" | "prayer" | "leave" | "speak" | "police") {
            return None;
        }
    }
    let source = phrase_from(layout, first, at);
    (!source.is_empty()).then_some((source, opens))
}

/// “Her calls”, “Smith’s letters”: those of a person, not of an outlet.
fn is_private(layout: &Layout<'_>, opens: usize, noun: usize) -> bool {
    let own = |i: usize| matches!(&*plain(layout.word(i)), "his" | "her" | "their" | "my");
    let owner = (opens + 1..noun).find(|&i| matches!(layout.word(i), "’s" | "'s" | "’" | "'"));
    let press = |i: usize| lexicon::is_organization_word(&plain(layout.word(i))) || is_reporter(layout, i);
    (opens..noun).any(own) || owner.is_some_and(|owner| !press(owner - 1))
}

fn is_reporter(layout: &Layout<'_>, at: usize) -> bool {
    super::complement::REPORTERS.contains(&&*plain(layout.word(at)))
}

/// A noun phrase from `first` on, without when, by whom and what for.
fn phrase_from(layout: &Layout<'_>, first: usize, end: usize) -> Range<usize> {
    const STOPS: &[&str] = &[
        "seeking", "asking", "requesting", "by", "left", "placed", "sent", "made", "was", "were", "has", "have", "had",
        "went", "on", "about", "over", "this", "last", "yesterday", "late", "early", "and", "after", "before", "did",
        "regarding", "in", "also", "to", "when", "who",
    ];
    let stops = |&i: &usize| {
        let here = plain(layout.word(i));
        let joined = &*here == "and" && i > first && i + 1 < end && {
            let next = layout.word(i + 1);
            (next.starts_with(char::is_uppercase) || lexicon::is_determiner(next)) && !is_request(&plain(next))
        };
        let comment =
            &*here == "for" && matches!(&*plain_word(layout, i + 1, end), "comment" | "comments" | "an" | "a" | "more");
        let title = i > first && &*here == "," && !(i + 1..end).any(|k| layout.word(k) == ",");
        !joined && (STOPS.contains(&&*here) || here.ends_with("day") && here.len() > 5 || comment || title)
            || matches!(&*here, "." | ";" | "(" | ":" | "—" | "“" | "”")
    };
    let last = (first..end).find(stops).unwrap_or(end);
    let last = if last > first && layout.word(last - 1) == "," { last - 1 } else { last };
    first..last
}

fn bounds(layout: &Layout<'_>, at: usize) -> bool {
    let here = plain(layout.word(at));
    matches!(&*here, "," | ";" | ":" | "“" | "”" | "(" | "—" | "but" | "." | "that" | "while" | "although" | "said")
}

/// Who is after “no one at”, “neither” or “none of” before a phrase: “no one at Acme”, “neither Holm nor Wren”.
pub(super) fn negated(layout: &Layout<'_>, at: usize, start: usize) -> Option<Source> {
    let start = start.max(at.saturating_sub(REACH));
    let mut end = at;
    while end > start && matches!(&*plain(layout.word(end - 1)), "had" | "has" | "have" | "immediately" | "ever") {
        end -= 1;
    }
    let opens = (start..end).rev().find(|&i| is_negative(&plain(layout.word(i))))?;
    let negative = plain(layout.word(opens));
    let next = |n: usize| plain_word(layout, opens + n, end);
    let first = match &*negative {
        "neither" if opens + 1 == end => opens,
        "neither" if &*next(1) == "of" => opens + 2,
        "neither" => opens + 1,
        "nobody" | "none" => opens + 2,
        // “No one at”
        _ if matches!(&*next(1), "one") => opens + 3,
        _ => opens + 1,
    };
    let clear = (first..end)
        .all(|i| !act::is_speech(&plain(layout.word(i))) && !matches!(layout.word(i), ";" | "“" | "who" | "that"));
    // “No one at Acme”, but not “no one returned”
    let joint = first == opens
        || !matches!(&*negative, "nobody" | "none" | "no")
        || first > opens + 1 && lexicon::joins_nouns(&plain_word(layout, first - 1, end));
    let official = &*negative == "no" && lexicon::is_agent(&next(1));
    (first < end && clear && (joint || official)).then_some((first..end, opens))
}

/// Whether a subject negates its verb: “nobody declined”.
pub(super) fn is_negated(layout: &Layout<'_>, source: &Range<usize>) -> bool {
    is_negative(&plain(layout.word(source.start)))
        || matches!(&*plain(layout.word(source.start)), "anyone" | "anybody" | "whoever")
}

fn is_negative(word: &str) -> bool {
    matches!(word, "no" | "neither" | "nobody" | "none")
}

/// Who is named after “no reply from”, if the text says that there was none.
pub(super) fn sender(layout: &Layout<'_>, at: usize, end: usize) -> Option<Source> {
    let first = match word(layout, at, end) {
        "from" | "at" => at + 1,
        "to" => (at..(at + 12).min(end)).find(|&i| layout.word(i) == "from")? + 1,
        _ => return None,
    };
    let source = phrase_from(layout, first, end);
    let no = (first.saturating_sub(16)..first).rev().find(|&i| plain(layout.word(i)) == "no")?;
    let there = no.checked_sub(2).map(|i| plain(layout.word(i)).into_owned())?;
    let received = no.checked_sub(1).map(|i| plain(layout.word(i)).into_owned())?;
    let opens = if there == "there" || received == "received" || received == "was" { no - 2 } else { return None };
    (!source.is_empty()).then_some((source, opens))
}
