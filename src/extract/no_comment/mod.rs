//! Who does not answer: “declined to comment”, “did not respond to a request for comment”, “calls to Holm were not returned”.
//!
//! A table has the phrases (`phrases.tsv`) and what must follow each (`behind`); the words before it tell who is silent
//! (`subject`), or to whom the calls went that were not returned (`asked`). Inside quotation marks nobody is silent, and what
//! somebody says of another's silence is a statement and no more. `listener` finds the outlet that asked.

mod asker;
mod complement;
mod party;
mod phrase;
mod resolve;
mod subject;
mod unanswered;

use std::ops::Range;

use crate::extract::SpeakerKind;
use crate::extract::act;
use crate::extract::layout::Layout;
use crate::extract::lexicon;
use crate::text::Span;
use complement::ends_clause;
use phrase::{Phrase, Phrases, Place, plain};
use subject::Subject;

pub(crate) use resolve::resolve;

/// Somebody who does not answer.
///
/// All spans are bytes of the body.
#[derive(Clone, Debug, PartialEq)]
pub struct NoComment {
    /// The clause that tells it, from who is silent on; from its verb on, where that is named further back.
    pub clause: Span,
    /// The words that tell it: “declined to comment”.
    pub cue: Span,
    /// Who is silent, as named there.
    pub mention: Option<Span>,
    /// The fullest name that the text gives; for somebody without a name the description; nothing where the text does not tell.
    pub speaker: Option<String>,
    /// What the one who is silent is.
    pub speaker_kind: SpeakerKind,
    /// The role, in the words of the text.
    pub role: Option<String>,
    /// The organizations that the one who is silent belongs to, as the role tells.
    pub organizations: Vec<String>,
    /// Those before.
    pub former: Vec<String>,
    /// Who asked, where the text says so: “Reuters” of “did not respond to Reuters”.
    pub to: Option<String>,
}

/// A phrase with what it is about, as tokens.
#[derive(Debug)]
struct Found {
    cue: Range<usize>,
    clause: Range<usize>,
    /// The words for all who are silent.
    source: Range<usize>,
    /// Where who asked may be named.
    around: Range<usize>,
}

/// How long a sentence is looked at from a phrase on, in tokens; bounds what one without an end costs.
const LONGEST: usize = 120;

/// The silences of a text, in the order of their cues.
///
/// One pass over the tokens; only those that begin a phrase are looked at twice.
fn silences(layout: &Layout<'_>) -> Vec<Found> {
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
            let silence = if beginning.peek().is_some() {
                let sentence = start..sentence_end(layout, at, paragraph.end);
                beginning.find_map(|phrase| in_sentence(layout, phrase, at, &sentence))
            } else {
                None
            };
            at = silence.as_ref().map_or(at + 1, |silence| silence.cue.end.max(at + 1));
            found.extend(silence);
        }
    }
    found
}

fn sentence_end(layout: &Layout<'_>, at: usize, end: usize) -> usize {
    let number = layout.tokens[at].sentence;
    (at..end.min(at + LONGEST)).take_while(|&i| layout.tokens[i].sentence == number).last().map_or(at, |last| last + 1)
}

/// The silence that a phrase at a token tells.
fn in_sentence(layout: &Layout<'_>, phrase: &Phrase, at: usize, sentence: &Range<usize>) -> Option<Found> {
    let end = sentence.end;
    let behind = phrase.end_at(layout, at, end)?;
    let (source, opens) = match phrase.place {
        Place::Subject | Place::Reported => {
            let Subject { tokens, apart } = subject::subject(layout, at, sentence.start, end)?;
            if is_told(layout, &tokens, sentence.start, phrase.place) || unanswered::is_nobody(layout, &tokens) {
                return None;
            }
            let opens = if apart { at } else { tokens.start };
            (tokens, opens)
        }
        Place::Nobody => unanswered::nobody(layout, at, sentence.start)?,
        Place::Asked => unanswered::asked(layout, at, sentence.start)?,
        Place::From => unanswered::from(layout, behind, end)?,
    };
    let cue = if phrase.place == Place::From {
        at..source.end
    } else {
        at..phrase.behind.end(layout, at, behind, end, is_person(layout, &source))?
    };
    let close = clause_end(layout, cue.end, end);
    // “Declining to comment, Holm said”: the speaker is the one who is silent.
    let leads = source.start >= cue.end;
    if phrase.place != Place::Reported && !leads && is_attributed(layout, close, end) {
        return None;
    }
    let first = sentence.start.max(opens.saturating_sub(30));
    Some(Found { clause: opens.min(at)..close, around: first..close, cue, source })
}

/// Whether somebody else tells of the silence before it: “Smith said Jones declined to comment”.
fn is_told(layout: &Layout<'_>, subject: &Range<usize>, start: usize, place: Place) -> bool {
    let Some(before) = subject.start.checked_sub(1).filter(|&i| i >= start) else { return false };
    let near = before.saturating_sub(6).max(start);
    let says = |i: usize| {
        let here = plain(layout.word(i));
        act::is_speech(&here)
            || matches!(&*here, "alleged" | "complains" | "alleges" | "complaining" | "believes" | "saying")
    };
    let told = says(before) || layout.word(before) == "that" && (near..before).any(says);
    told && place != Place::Reported
}

/// Whether the clause is somebody's words, as what follows says: “declined to comment, Smith said.”
fn is_attributed(layout: &Layout<'_>, close: usize, end: usize) -> bool {
    if close >= end || layout.word(close) != "," {
        return false;
    }
    let first = plain(word(layout, close + 1, end));
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
        let behind = verb + 1;
        subject
            && verb > close + 1
            && (behind >= end
                || matches!(layout.word(behind), "." | "," | "on" | "in")
                || plain(layout.word(behind)).ends_with("day"))
            && !(close + 1..verb).any(|i| matches!(layout.word(i), "," | "and" | "but" | "who"))
    })
}

/// Whether a source looks like people who can be called up.
fn is_person(layout: &Layout<'_>, source: &Range<usize>) -> bool {
    let of = source.clone().skip(1).find(|&i| matches!(layout.word(i), "for" | "of" | "at" | "," | "from"));
    let head = of.unwrap_or(source.end).checked_sub(1).filter(|&i| i >= source.start);
    let Some(head) = head else { return false };
    let word = plain(layout.word(head));
    let singular = word.strip_suffix('s').unwrap_or(&word);
    let definite = lexicon::is_determiner(&plain(layout.word(source.start)));
    let name = layout.word(head).starts_with(char::is_uppercase) && !definite && !lexicon::is_organization_word(&word);
    let people = [
        "attorney", "relative", "family", "executive", "official", "parent", "couple", "widow", "representative",
        "wife", "husband", "spokesmen", "spokeswomen", "aide",
    ];
    name || matches!(&*word, "he" | "she" | "who" | "they")
        || lexicon::is_agent(singular)
        || people.contains(&singular)
        || people.contains(&&*word)
}

/// Where the clause ends that goes on at a token.
fn clause_end(layout: &Layout<'_>, from: usize, end: usize) -> usize {
    const CLOSING: &[&str] =
        &["saying", "citing", "adding", "but", "although", "though", "because", "while", "noting", "instead"];
    let goes_on = |at: usize| match layout.word(at) {
        // “Declined to say when, or if, the council will vote”
        "," => layout.word((at + 1).min(end - 1)) == "or" || at >= 2 && layout.word(at - 2) == "or",
        "and" => {
            let next = plain(word(layout, at + 1, end));
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
    // A clause does not end with the stop of its sentence.
    let stop = |close: usize| close > from && matches!(layout.word(close - 1), "." | "!" | "?" | "…");
    if stop(close) { close - 1 } else { close }
}

/// The word at a token before `end`; empty from there on.
fn word<'a>(layout: &Layout<'a>, at: usize, end: usize) -> &'a str {
    if at < end.min(layout.tokens.len()) { layout.word(at) } else { "" }
}
