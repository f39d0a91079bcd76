//! What somebody did not say, or ruled out: “The mayor did not say whether the dam would hold.” The network looks for what was
//! said.

use std::ops::Range;

use super::taken;
use crate::extract::layout::Layout;
use crate::extract::lexicon;
use crate::extract::network::Candidate;
use crate::word_set::WordSet;

/// The confidence of what these rules find.
const CONFIDENCE: f32 = 0.7;
/// How many tokens can be between the source and the verb: “has so far refused to”.
const LONGEST_VERB: usize = 7;
/// How many tokens a source has at most.
const LONGEST_SOURCE: usize = 12;

/// Verbs of saying, in the form that they have after “did not” and “refused to”, and after “has not”.
static SAYS: WordSet = WordSet::new(&[
    "say", "said", "confirm", "confirmed", "specify", "specified", "disclose", "disclosed", "reveal", "revealed",
    "explain", "explained", "deny", "denied", "indicate", "indicated", "state", "stated", "announce", "announced",
]);

static NEGATES: WordSet = WordSet::new(&[
    "not", "never", "n't", "n’t", "didn't", "didn’t", "hasn't", "hasn’t", "haven't", "haven’t", "wouldn't", "wouldn’t",
    "doesn't", "doesn’t", "don't", "don’t", "won't", "won’t", "declined", "declines", "refused", "refuses",
    "declining", "refusing",
]);

/// Adds what sources did not say, where no other statement has the words.
pub(crate) fn add_unsaid(layout: &Layout<'_>, candidates: &mut Vec<Candidate>) {
    let taken = taken(layout, candidates);
    for verb in 1..layout.tokens.len() {
        if taken[verb] || layout.tokens[verb].quotation != 0 || !layout.speaks[layout.tokens[verb].paragraph as usize] {
            continue;
        }
        let Some(content) = content(layout, verb).filter(|content| content.clone().all(|i| !taken[i])) else {
            continue;
        };
        let Some(source) = source(layout, verb) else { continue };
        let words: Vec<usize> = content.collect();
        candidates.push(Candidate {
            cue: (verb..words[0]).collect(),
            source: source.collect(),
            ..Candidate::of_structure(verb, words, CONFIDENCE)
        });
    }
}

/// The clause after a verb of saying: “whether …”, “if …”, “that …”, “who …”, and anything after “rule out”.
fn content(layout: &Layout<'_>, verb: usize) -> Option<Range<usize>> {
    let word = |i: usize| layout.tokens.get(i).map_or(String::new(), |_| layout.word(i).to_lowercase());
    let rules_out = matches!(word(verb).as_str(), "rule" | "rules" | "ruled") && word(verb + 1) == "out";
    let first = verb + if rules_out { 2 } else { 1 };
    let clause = matches!(
        word(first).as_str(),
        "whether" | "if" | "that" | "who" | "what" | "why" | "how" | "when" | "where" | "which"
    );
    if !(rules_out || SAYS.contains(&word(verb)) && clause) {
        return None;
    }
    let sentence = layout.tokens[verb].sentence;
    let end = (first..layout.tokens.len()).take_while(|&i| layout.tokens[i].sentence == sentence).last()? + 1;
    let end = if matches!(layout.word(end - 1), "." | "!" | "?") { end - 1 } else { end };
    let first = if word(first) == "that" { first + 1 } else { first };
    (first + 1 < end).then_some(first..end)
}

/// The source before a verb that is negated or withheld, or before “ruled out”: the words from the start of its clause to the verb's first auxiliary.
fn source(layout: &Layout<'_>, verb: usize) -> Option<Range<usize>> {
    let sentence = layout.tokens[verb].sentence;
    let lower = |i: usize| layout.word(i).to_lowercase();
    let of_verb = |i: usize| {
        let word = lower(i);
        lexicon::is_auxiliary(&word) || NEGATES.contains(&word) || matches!(word.as_str(), "to" | "so" | "far" | "yet")
    };
    let same = |i: &usize| layout.tokens[*i].sentence == sentence;
    let first = (0..verb).rev().take(LONGEST_VERB).take_while(|i| same(i) && of_verb(*i)).last().unwrap_or(verb);
    let is_negated = (first..verb).any(|i| NEGATES.contains(&lower(i)));
    let is_passive = (first..verb).any(|i| matches!(lower(i).as_str(), "was" | "were" | "is" | "are" | "be" | "been"));
    let rules_out = lower(verb).starts_with("rule") && !is_passive;
    (is_negated || rules_out).then_some(())?;
    let inside = |i: &usize| same(i) && !matches!(layout.word(*i), "," | ";" | ":" | "—" | "–" | "(" | ")");
    let bounds = |i: usize| matches!(lower(i).as_str(), "and" | "but" | "that" | "while" | "because" | "who" | "which");
    let start = (0..first).rev().take(LONGEST_SOURCE).take_while(|i| inside(i) && !bounds(*i)).last()?;
    Some(start..first)
}
