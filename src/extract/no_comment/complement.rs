//! What must follow a phrase to make it a “no comment”: “did not respond” to the press, not to treatment.

use super::words::{ends_clause, ends_sentence, is_capitalized, plain, plain_word, word};
use crate::extract::layout::Layout;
use crate::extract::lexicon;

/// What must follow, by the third column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Complement {
    Anything,
    Question,
    Answer,
    Request,
    Confirmation,
    Press,
    Contact,
    Comment,
}

/// How many words a noun phrase for a request has up to its noun.
const NOUN_PHRASE: usize = 9;

impl Complement {
    /// The complement with this name in the table.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "anything" => Complement::Anything,
            "question" => Complement::Question,
            "answer" => Complement::Answer,
            "request" => Complement::Request,
            "confirmation" => Complement::Confirmation,
            "press" => Complement::Press,
            "contact" => Complement::Contact,
            "comment" => Complement::Comment,
            _ => return None,
        })
    }

    /// The end of the cue, if the complement starts at `at`. The phrase begins at `first`; `person` says whether the source looks
    /// like one or more people.
    pub(super) fn end(self, layout: &Layout<'_>, first: usize, at: usize, end: usize, person: bool) -> Option<usize> {
        let here = plain_word(layout, at, end);
        let ends = at >= end || ends_clause(layout, at, end);
        match self {
            Complement::Anything => Some(at),
            Complement::Question => (ends || is_question(layout, at, end)).then_some(at),
            Complement::Answer => match noun(layout, at, end, &["question", "questions", "reporters", "journalists"]) {
                Some(noun) => Some(noun + 1),
                None => (ends || matches!(&*here, "when" | "on" | "whether")).then_some(at),
            },
            Complement::Request => match request(layout, at, end) {
                Some(end) => Some(end),
                None => (ends && is_immediate(layout, first, at)).then_some(at),
            },
            Complement::Confirmation => {
                let asks = is_question(layout, at, end)
                    || matches!(&*here, "that" | "or" | "any" | "details" | "reports" | "specifics")
                    || noun(
                        layout,
                        at,
                        end,
                        &["report", "reports", "details", "identity", "number", "existence", "figure"],
                    )
                    .is_some();
                (ends || asks).then_some(at)
            }
            Complement::Press => press(layout, at, end).then_some(at),
            Complement::Comment => contact(layout, at, end),
            Complement::Contact => contact(layout, at, end).or((person && at_rest(layout, at, end)).then_some(at)),
        }
    }
}

fn is_question(layout: &Layout<'_>, at: usize, end: usize) -> bool {
    const ASKING: &[&str] = &[
        "whether", "if", "when", "what", "who", "whom", "why", "how", "where", "which", "whose", "more", "much",
        "anything", "exactly", "precisely", "how", "reporters", "journalists", "on", "him", "them", "sources",
        "source", "publicly",
    ];
    let here = plain_word(layout, at, end);
    // “Would not say Tuesday how the party would vote”, “would not tell Reuters whether”
    let later =
        (at + 1..(at + 5).min(end)).any(|i| matches!(layout.word(i), "whether" | "if" | "how" | "when" | "what"));
    ASKING.contains(&&*here) || later && is_capitalized(layout, at) || later && &*here == "the"
}

/// The first of some nouns in the noun phrase at a token.
fn noun(layout: &Layout<'_>, at: usize, end: usize, nouns: &[&str]) -> Option<usize> {
    let last = (at + NOUN_PHRASE).min(end);
    let within = (at..last).take_while(|&i| {
        let here = plain(layout.word(i));
        layout.tokens[i].quotation == 0
            && (!lexicon::bounds_phrase(&here) || &*here == "and")
            && !ends_sentence(layout.word(i))
    });
    within.into_iter().find(|&i| nouns.contains(&&*plain(layout.word(i))))
}

/// What only the press sends.
const REQUESTS: &[&str] = &["request", "requests", "inquiry", "inquiries", "enquiry", "enquiries", "query", "queries"];
/// What others send too.
const MESSAGES: &[&str] = &[
    "call", "calls", "message", "messages", "question", "questions", "e-mail", "e-mails", "email", "emails", "letter",
    "letters", "text", "texts", "voicemail", "voicemails", "voice-mail",
];
/// Who asks.
pub(super) const REPORTERS: &[&str] =
    &["reporter", "reporters", "journalist", "journalists", "press", "media", "outlet", "outlets", "newspaper"];
/// Words of requests that are not from the press.
const OTHERS: &[&str] = &[
    "emergency", "distress", "radio", "wake-up", "911", "999", "repair", "records", "bail", "visa", "asylum",
    "extradition", "permit", "prayer", "action", "arms", "love", "fan", "house", "roll", "curtain",
];
/// What the press asks for.
const ASKED_FOR: &[&str] = &[
    "comment", "comments", "interview", "interviews", "information", "details", "clarification", "response",
    "reaction", "explanation", "further", "more", "additional", "this", "further", "reply",
];

/// Whether a word is a noun for what the press sends.
pub(super) fn is_request(word: &str) -> bool {
    REQUESTS.contains(&word) || MESSAGES.contains(&word)
}

/// The end of a request of the press that starts at a token: “to a request for comment”, “to Reuters”.
fn request(layout: &Layout<'_>, at: usize, end: usize) -> Option<usize> {
    let led = matches!(word(layout, at, end), "to" | "on");
    let start = at + usize::from(led);
    let nouns: Vec<&str> = REQUESTS.iter().chain(MESSAGES).chain(&["invitation", "invitations"]).copied().collect();
    if let Some(mut noun) = noun(layout, start, end, &nouns) {
        // “Calls and e-mails”, “interview requests”, “phone calls”
        while matches!(word(layout, noun + 1, end), "and" | "or")
            && (noun + 2..(noun + 5).min(end)).any(|i| is_request(&plain(layout.word(i))))
        {
            noun = (noun + 2..end).find(|&i| is_request(&plain(layout.word(i))))?;
        }
        return of_press(layout, start, noun, end);
    }
    // “Did not respond to Reuters”, “did not respond immediately”
    let named = (start..(start + 4).min(end))
        .find(|&i| lexicon::is_organization_word(&plain(layout.word(i))) && is_capitalized(layout, i));
    let whole = |last: usize| ends_clause(layout, last + 1, end);
    match named {
        Some(last) if led && whole(last) => Some(last + 1),
        _ => {
            let asked = (start..(start + 3).min(end)).find(|&i| REPORTERS.contains(&&*plain(layout.word(i))));
            asked.filter(|&last| led && (whole(last) || word(layout, last + 1, end) == "who")).map(|last| last + 1)
        }
    }
}

/// The end of a request with its noun at `noun`, if it can be from the press.
pub(super) fn of_press(layout: &Layout<'_>, start: usize, noun: usize, end: usize) -> Option<usize> {
    let other = |i: usize| OTHERS.contains(&&*plain(layout.word(i)));
    let first = plain(layout.word(start));
    let next = plain_word(layout, noun + 1, end);
    let message = MESSAGES.contains(&&*plain(layout.word(noun)));
    // “His calls” are personal.
    let private = matches!(&*first, "his" | "her" | "their") && !asks(layout, noun, end);
    let single =
        !message && noun == start + 1 && &*first == "the" && &*plain(layout.word(noun)) == "request" && &*next != "for";
    if (start..=noun).any(other) || private && message || single {
        return None;
    }
    match &*next {
        "for" => {
            let asked = (noun + 2..(noun + 6).min(end)).find(|&i| ASKED_FOR.contains(&&*plain(layout.word(i))))?;
            Some(asked + 1)
        }
        "from" | "by" => {
            let near = (noun + 2..(noun + 7).min(end)).take_while(|&i| !ends_sentence(layout.word(i)));
            let mut near = near.map(|i| (i, plain(layout.word(i))));
            let press = near.any(|(i, word)| {
                REPORTERS.contains(&&*word) || lexicon::is_organization_word(&word) && is_capitalized(layout, i)
            });
            (press || asks(layout, noun, end)).then_some(noun + 1)
        }
        "to" if is_demand(word(layout, noun + 2, end)) => None,
        "seeking" if word(layout, noun + 2, end) == "to" => None,
        "seeking" | "asking" | "requesting" => {
            let asked = (noun + 2..(noun + 5).min(end)).find(|&i| plain(layout.word(i)).starts_with("comment"));
            Some(asked.unwrap_or(noun + 1) + 1)
        }
        _ => Some(noun + 1),
    }
}

/// “To leave”, “to pay”: a demand, not a question.
fn is_demand(word: &str) -> bool {
    const DEMANDS: &[&str] = &[
        "leave", "pay", "resign", "stop", "return", "help", "join", "meet", "move", "release", "produce", "appear",
        "testify", "attend", "sign", "give", "turn", "hand", "move", "vote", "end", "change", "rewrite",
    ];
    DEMANDS.contains(&word)
}

/// Whether the next words ask for comment or an interview.
fn asks(layout: &Layout<'_>, at: usize, end: usize) -> bool {
    let near = (at + 1..(at + 9).min(end)).take_while(|&i| !ends_sentence(layout.word(i)));
    let words = ["comment", "comments", "interview", "interviewed", "interviews", "seeking", "reporter", "reporters"];
    near.into_iter().any(|i| words.contains(&&*plain(layout.word(i))))
}

/// Whether a phrase contains “immediately”: only the press cares how soon.
fn is_immediate(layout: &Layout<'_>, first: usize, at: usize) -> bool {
    (first..at).any(|i| layout.word(i) == "immediately")
}

/// “To reporters”, “with The Courier”, “about the case”, “on the record”, “publicly”.
fn press(layout: &Layout<'_>, at: usize, end: usize) -> bool {
    match word(layout, at, end) {
        "about" | "publicly" | "on" => true,
        "to" | "with" | "for" => (at + 1..(at + 6).min(end)).take_while(|&i| !ends_sentence(layout.word(i))).any(|i| {
            let here = plain(layout.word(i));
            REPORTERS.contains(&&*here)
                || is_capitalized(layout, i) && lexicon::is_organization_word(&here)
                || matches!(&*here, "story" | "article" | "column")
        }),
        _ => false,
    }
}

/// “For comment”, “by telephone”.
fn contact(layout: &Layout<'_>, at: usize, end: usize) -> Option<usize> {
    let next = |n: usize| plain_word(layout, at + n, end);
    let comment =
        |i: usize| matches!(&*plain_word(layout, i, end), "comment" | "interview" | "interviews" | "comments");
    match word(layout, at, end) {
        "for" | "to" => (at + 1..at + 5).find(|&i| comment(i)).map(|last| last + 1),
        "by" if matches!(&*next(1), "telephone" | "phone" | "e-mail" | "email") => Some(at + 2),
        // “Tuesday for comment”, “at her home for comment”
        _ => {
            let later =
                (at..(at + 9).min(end)).take_while(|&i| !ends_sentence(layout.word(i)) && layout.word(i) != "by");
            let for_comment = |&i: &usize| word(layout, i, end) == "for" && (i + 1..i + 4).any(comment);
            let found = later.into_iter().find(for_comment)?;
            (found + 1..found + 4).find(|&i| comment(i)).map(|last| last + 1)
        }
    }
}

/// Whether the clause ends without saying how or by whom.
fn at_rest(layout: &Layout<'_>, at: usize, end: usize) -> bool {
    let here = plain_word(layout, at, end);
    ends_clause(layout, at, end)
        || here.ends_with("day")
        || matches!(&*here, "immediately" | "on" | "last" | "at" | "despite" | "late" | "early")
}
