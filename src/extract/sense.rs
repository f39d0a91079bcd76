//! In what sense words are reported: the verb with the negation that governs it, and whether the source stands by the words.

use std::ops::Range;

use super::act::is_thought;
use super::layout::Layout;
use super::lexicon::is_auxiliary;
use super::network::Candidate;
use super::statement::Polarity;
use crate::text::Span;
use crate::word_set::WordSet;

/// How many tokens before the cue its negation can begin: “has never publicly said”.
const REACH: usize = 8;

/// Verbs by which a source says that words are wrong. “Ruled out” is another.
static DENIES: WordSet = WordSet::new(&[
    "deny", "denies", "denied", "denying", "refute", "refutes", "refuted", "refuting", "reject", "rejects", "rejected",
    "rejecting", "dispute", "disputes", "disputed", "disputing", "dismiss", "dismisses", "dismissed", "dismissing",
    "disavow", "disavowed", "disavows", "repudiate", "repudiated", "repudiates", "rebut", "rebutted", "rebuts",
]);

static ASKS: WordSet = WordSet::new(&[
    "ask", "asks", "asked", "asking", "inquire", "inquires", "inquired", "enquire", "enquires", "enquired", "wonder",
    "wonders", "wondered", "wondering", "question", "questions", "questioned", "questioning", "query", "queries",
    "queried", "know",
]);

static QUESTION_WORDS: WordSet =
    WordSet::new(&["whether", "if", "who", "what", "why", "how", "when", "where", "which", "whose"]);

static NEGATIONS: WordSet =
    WordSet::new(&["not", "never", "n't", "n’t", "cannot", "neither", "nor", "without", "hardly", "no"]);

/// Verbs and adjectives that say that something was not said: “declined to say”, “was unable to confirm”.
static WITHHOLDS: WordSet = WordSet::new(&[
    "decline", "declines", "declined", "declining", "refuse", "refuses", "refused", "refusing", "fail", "fails",
    "failed", "failing", "unable", "unwilling", "reluctant", "avoid", "avoids", "avoided", "avoiding", "omitted",
    "neglected", "stopped", "stops", "short", "shied", "shies", "stopping",
]);

/// Words that can be part of a verb before its cue, besides auxiliaries and those above.
static LINKS: WordSet = WordSet::new(&[
    "to", "of", "be", "being", "having", "able", "yet", "ever", "publicly", "from", "away", "want", "wanted", "go",
    "went", "far", "as", "so",
]);

/// The reporting verb with what governs it, as tokens, and the polarity.
pub(super) fn sense(layout: &Layout<'_>, candidate: &Candidate) -> (Option<Span>, Polarity) {
    let Some(verb) = verb(layout, candidate) else { return (None, Polarity::Affirmed) };
    let words: Vec<String> = verb.clone().map(|i| layout.word(i).to_lowercase()).collect();
    let polarity = polarity(layout, candidate, &words);
    (layout.span(verb), polarity)
}

/// The tokens of the verb: the cue around the anchor, and the auxiliaries, negations and verbs that govern it.
fn verb(layout: &Layout<'_>, candidate: &Candidate) -> Option<Range<usize>> {
    let anchor = candidate.anchor;
    let in_cue = |i: &usize| candidate.cue.binary_search(i).is_ok();
    if !in_cue(&anchor) {
        return None;
    }
    let end = (anchor..layout.tokens.len()).find(|i| !in_cue(i)).unwrap_or(layout.tokens.len());
    let mut start = (0..=anchor).rev().take_while(in_cue).last().unwrap_or(anchor);
    let least = start.saturating_sub(REACH);
    while start > least && governs(layout, candidate, start - 1) {
        start -= 1;
    }
    // “To” alone governs nothing: “went to say”.
    while start < anchor && !in_cue(&start) && LINKS.contains(&layout.word(start).to_lowercase()) {
        start += 1;
    }
    // The network can leave the particle of “ruled out” to the words.
    let rules_out = layout.word(end - 1).to_lowercase().starts_with("rule");
    let particle = rules_out && layout.tokens.get(end).is_some_and(|_| layout.word(end) == "out");
    let end = end + usize::from(particle);
    let has_letters = (start..end).any(|i| layout.word(i).contains(char::is_alphabetic));
    has_letters.then_some(start..end)
}

/// Whether a token before the cue belongs to its verb.
fn governs(layout: &Layout<'_>, candidate: &Candidate, i: usize) -> bool {
    let token = &layout.tokens[i];
    let anchor = &layout.tokens[candidate.anchor];
    if token.sentence != anchor.sentence || token.quotation != anchor.quotation {
        return false;
    }
    if candidate.source.contains(&i) || candidate.content.binary_search(&i).is_ok() {
        return false;
    }
    let word = layout.word(i).to_lowercase();
    is_auxiliary(&word) || is_negation(&word) || WITHHOLDS.contains(&word) || LINKS.contains(&word)
}

fn is_negation(word: &str) -> bool {
    NEGATIONS.contains(word) || word.ends_with("n't") || word.ends_with("n’t")
}

fn polarity(layout: &Layout<'_>, candidate: &Candidate, words: &[String]) -> Polarity {
    let has = |known: &WordSet| words.iter().any(|word| known.contains(word));
    let pair = |one: &str, other: &str| words.windows(2).any(|pair| pair[0] == one && pair[1] == other);
    let only = pair("not", "only") || words.iter().any(|word| word == "hesitate");
    let nobody = candidate
        .source
        .first()
        .is_some_and(|&i| matches!(layout.word(i).to_lowercase().as_str(), "nobody" | "none" | "neither" | "no"));
    let negated =
        (words.iter().any(|word| is_negation(word)) || nobody || leads_with_negation(layout, candidate)) && !only;
    if negated && is_thought(&words.join(" ")) {
        return Polarity::Denied;
    }
    if negated || has(&WITHHOLDS) {
        return Polarity::NotSaid;
    }
    let ruled_out = ["rule", "rules", "ruled", "ruling"].iter().any(|rule| pair(rule, "out"));
    if ruled_out || has(&DENIES) {
        return Polarity::Denied;
    }
    if has(&ASKS) && is_question(layout, candidate) {
        return Polarity::Asked;
    }
    Polarity::Affirmed
}

/// “Never has she said”, “Nor did the mayor say”: a negation before the subject.
fn leads_with_negation(layout: &Layout<'_>, candidate: &Candidate) -> bool {
    let Some(&first) = candidate.source.first() else { return false };
    let Some(before) = first.checked_sub(2) else { return false };
    let same = layout.tokens[before].sentence == layout.tokens[candidate.anchor].sentence;
    let auxiliary = matches!(layout.word(first - 1), "has" | "have" | "had" | "did" | "does" | "do" | "would" | "will");
    let leads = matches!(layout.word(before).to_lowercase().as_str(), "never" | "nor" | "neither");
    first < candidate.anchor && same && auxiliary && leads
}

/// Whether the words are a question: “whether the dam holds”, “Who is it?”
fn is_question(layout: &Layout<'_>, candidate: &Candidate) -> bool {
    let words = || candidate.content.iter().map(|&i| layout.word(i));
    let letters = |word: &&str| word.contains(char::is_alphanumeric);
    let first = words().find(letters).map(str::to_lowercase);
    let last = candidate.content.iter().rev().take(3).any(|&i| layout.word(i) == "?");
    first.is_some_and(|first| QUESTION_WORDS.contains(&first)) || last
}
