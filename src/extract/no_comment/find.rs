//! Finds the phrases of the table in a text, each with its source and its clause.

use std::ops::Range;

use super::phrase::{Phrase, Phrases, Place};
use super::subject::{Subject, subject};
use super::unanswered;
use super::words::{ends_clause, is_capitalized, plain, plain_word};
use crate::extract::layout::Layout;
use crate::extract::{act, lexicon};

/// A phrase of the table in a text, as tokens.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) cue: Range<usize>,
    pub(super) clause: Range<usize>,
    /// The words for everybody who declined.
    pub(super) source: Range<usize>,
    /// Where the text can name who asked.
    pub(super) around: Range<usize>,
}

/// How many tokens of a sentence are read from a phrase on; limits the cost of a sentence without an end.
const LONGEST: usize = 120;

/// Every “no comment” of a text, in the order of the cues, in one pass over the tokens.
pub(super) fn find(layout: &Layout<'_>) -> Vec<Found> {
    let phrases = Phrases::builtin();
    let mut found: Vec<Found> = Vec::new();
    for paragraph in layout.paragraphs.iter().zip(&layout.speaks).filter(|(_, speaks)| **speaks).map(|(p, _)| p) {
        let mut at = paragraph.start;
        let mut start = paragraph.start;
        while at < paragraph.end {
            if layout.tokens[at].sentence != layout.tokens[start].sentence {
                start = at;
            }
            let outside = layout.tokens[at].quotation == 0;
            let mut beginning = phrases.beginning(layout.word(at)).filter(|_| outside).peekable();
            let no_comment = if beginning.peek().is_some() {
                let sentence = start..sentence_end(layout, at, paragraph.end);
                beginning.find_map(|phrase| in_sentence(layout, phrase, at, &sentence))
            } else {
                None
            };
            at = no_comment.as_ref().map_or(at + 1, |no_comment| no_comment.cue.end.max(at + 1));
            found.extend(no_comment);
        }
    }
    found
}

fn sentence_end(layout: &Layout<'_>, at: usize, end: usize) -> usize {
    let number = layout.tokens[at].sentence;
    (at..end.min(at + LONGEST)).take_while(|&i| layout.tokens[i].sentence == number).last().map_or(at, |last| last + 1)
}

/// The “no comment” that a phrase at a token reports.
fn in_sentence(layout: &Layout<'_>, phrase: &Phrase, at: usize, sentence: &Range<usize>) -> Option<Found> {
    let end = sentence.end;
    let after = phrase.end_at(layout, at, end)?;
    let (source, opens) = match phrase.place {
        Place::Subject | Place::Reported => {
            let Subject { tokens, apart } = subject(layout, at, sentence.start, end)?;
            if is_reported(layout, &tokens, sentence.start, phrase.place) || unanswered::is_negated(layout, &tokens) {
                return None;
            }
            let opens = if apart { at } else { tokens.start };
            (tokens, opens)
        }
        Place::Negated => unanswered::negated(layout, at, sentence.start)?,
        Place::Recipient => unanswered::recipient(layout, at, sentence.start)?,
        Place::Sender => unanswered::sender(layout, after, end)?,
    };
    let cue = if phrase.place == Place::Sender {
        at..source.end
    } else {
        at..phrase.complement.end(layout, at, after, end, is_person(layout, &source))?
    };
    let close = clause_end(layout, cue.end, end);
    // “Declining to comment, Holm said”: the speaker is who declined.
    let leads = source.start >= cue.end;
    if phrase.place != Place::Reported && !leads && is_attributed(layout, close, end) {
        return None;
    }
    let first = sentence.start.max(opens.saturating_sub(30));
    Some(Found { clause: opens.min(at)..close, around: first..close, cue, source })
}

/// Whether somebody reports the “no comment” of another: “Smith said Jones declined to comment”.
fn is_reported(layout: &Layout<'_>, subject: &Range<usize>, start: usize, place: Place) -> bool {
    let Some(before) = subject.start.checked_sub(1).filter(|&i| i >= start) else { return false };
    let near = before.saturating_sub(6).max(start);
    let says = |i: usize| {
        let here = plain(layout.word(i));
        act::is_speech(&here)
            || matches!(&*here, "alleged" | "complains" | "alleges" | "complaining" | "believes" | "saying")
    };
    let reported = says(before) || layout.word(before) == "that" && (near..before).any(says);
    reported && place != Place::Reported
}

/// Whether the next words attribute the clause to a speaker: “declined to comment, Smith said.”
fn is_attributed(layout: &Layout<'_>, close: usize, end: usize) -> bool {
    if close >= end || layout.word(close) != "," {
        return false;
    }
    let first = plain_word(layout, close + 1, end);
    if &*first == "according" {
        return true;
    }
    let reach = (close + 12).min(end);
    let verb = (close + 1..reach).find(|&i| act::is_speech(&plain(layout.word(i))));
    let subject = layout.tokens.get(close + 1).is_some()
        && first.starts_with(char::is_alphabetic)
        && !lexicon::bounds_phrase(&first) | matches!(&*first, "he" | "she" | "they")
        && !first.ends_with("ing");
    verb.is_some_and(|verb| {
        let after = verb + 1;
        subject
            && verb > close + 1
            && (after >= end
                || matches!(layout.word(after), "." | "," | "on" | "in")
                || plain(layout.word(after)).ends_with("day"))
            && !(close + 1..verb).any(|i| matches!(layout.word(i), "," | "and" | "but" | "who"))
    })
}

/// Whether a source looks like people who can be called.
fn is_person(layout: &Layout<'_>, source: &Range<usize>) -> bool {
    let of = source.clone().skip(1).find(|&i| matches!(layout.word(i), "for" | "of" | "at" | "," | "from"));
    let head = of.unwrap_or(source.end).checked_sub(1).filter(|&i| i >= source.start);
    let Some(head) = head else { return false };
    let word = plain(layout.word(head));
    let singular = word.strip_suffix('s').unwrap_or(&word);
    let definite = lexicon::is_determiner(&plain(layout.word(source.start)));
    let name = is_capitalized(layout, head) && !definite && !lexicon::is_organization_word(&word);
    let people = [
        "attorney", "relative", "family", "executive", "official", "parent", "couple", "widow", "representative",
        "wife", "husband", "spokesmen", "spokeswomen", "aide",
    ];
    name || matches!(&*word, "he" | "she" | "who" | "they")
        || lexicon::is_agent(singular)
        || people.contains(&singular)
        || people.contains(&&*word)
}

/// The end of the clause that continues at a token.
fn clause_end(layout: &Layout<'_>, from: usize, end: usize) -> usize {
    const CLOSING: &[&str] =
        &["saying", "citing", "adding", "but", "although", "though", "because", "while", "noting", "instead"];
    let goes_on = |at: usize| match layout.word(at) {
        // “Declined to say when, or if, the council will vote”
        "," => layout.word((at + 1).min(end - 1)) == "or" || at >= 2 && layout.word(at - 2) == "or",
        "and" => {
            let next = plain_word(layout, at + 1, end);
            let new = act::is_speech(&next)
                || lexicon::is_auxiliary(&next)
                || matches!(&*next, "he" | "she" | "they" | "it" | "referred" | "declined" | "refused" | "hung")
                || next.len() > 4 && next.ends_with("ed");
            !new && !(at + 1..(at + 7).min(end))
                .any(|i| matches!(layout.word(i), "did" | "declined" | "refused" | "said" | "referred"))
        }
        word => !CLOSING.contains(&word) && (!ends_clause(layout, at, end)),
    };
    let close = (from..end).find(|&at| layout.tokens[at].quotation == 0 && !goes_on(at)).unwrap_or(end);
    // The full stop of the sentence is no part of the clause.
    let stop = |close: usize| close > from && matches!(layout.word(close - 1), "." | "!" | "?" | "…");
    if stop(close) { close - 1 } else { close }
}
