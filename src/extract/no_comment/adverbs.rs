//! Adverbs inside a phrase, and what else can come between its words.

use super::words::{plain, plain_word, word};
use crate::extract::layout::Layout;

/// How many words can come between two commas.
const INSERTED: usize = 12;

/// The token after the adverbs that start at a token, or after words between two commas.
pub(super) fn after_adverbs(layout: &Layout<'_>, mut at: usize, end: usize) -> usize {
    const ADVERBS: &[&str] = &[
        "also", "even", "further", "again", "yet", "so", "far", "on", "record", "the", "at", "all", "any", "much",
        "as", "either", "ever", "directly", "tuesday", "monday", "wednesday", "thursday", "friday", "saturday",
        "sunday",
    ];
    const LONGEST: usize = 4;
    if word(layout, at, end) == ","
        && let Some(close) = (at + 1..(at + INSERTED).min(end)).find(|&i| layout.word(i) == ",")
    {
        return close + 1;
    }
    let first = at;
    // “The” begins a noun phrase, unless it is part of “on the record”.
    while at < end && at - first < LONGEST {
        let here = plain(layout.word(at));
        let adverb = here.len() > 4 && here.ends_with("ly") && &*here != "reply";
        let known = adverb || ADVERBS.contains(&&*here);
        if !known
            || matches!(&*here, "on" | "the" | "at" | "any" | "all" | "as" | "so") && !is_adverbial(layout, at, end)
        {
            break;
        }
        at += if is_adverbial(layout, at, end) { adverbial(layout, at, end) } else { 1 };
    }
    at
}

/// Adverbs of several words.
const ADVERBIALS: &[&[&str]] = &[
    &["on", "the", "record"],
    &["on", "monday"],
    &["on", "tuesday"],
    &["on", "wednesday"],
    &["on", "thursday"],
    &["on", "friday"],
    &["on", "saturday"],
    &["on", "sunday"],
    &["at", "all"],
    &["so", "far"],
];

/// How many words the adverb of several words at a token has; 0 if there is none.
fn adverbial(layout: &Layout<'_>, at: usize, end: usize) -> usize {
    let is_here = |words: &&&[&str]| (at..).zip(**words).all(|(i, known)| *plain_word(layout, i, end) == **known);
    ADVERBIALS.iter().find(is_here).map_or(0, |words| words.len())
}

fn is_adverbial(layout: &Layout<'_>, at: usize, end: usize) -> bool {
    adverbial(layout, at, end) > 0
}
