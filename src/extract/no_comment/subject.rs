//! The subject of a phrase: the words before it.

use std::ops::Range;

use super::words::{is_capitalized, plain, plain_word};
use crate::extract::layout::Layout;
use crate::extract::{act, lexicon};
use crate::word_set::WordSet;

/// The subject of a phrase.
#[derive(Debug)]
pub(super) struct Subject {
    /// The words, with an apposition after the name.
    pub(super) tokens: Range<usize>,
    /// Whether another verb comes between: “left the room and declined to comment”.
    pub(super) apart: bool,
}

/// How many tokens before a phrase its subject can begin.
const REACH: usize = 60;
/// How many words a title after a name has at most, and a name with the title before it.
const INSERTED: usize = 30;
const TITLED_NAME: usize = 5;

/// Words with which a phrase says what somebody usually does, might do, or never does.
static NOT_AN_EVENT: WordSet = WordSet::new(&[
    "never", "rarely", "seldom", "often", "usually", "always", "typically", "routinely", "normally", "generally",
    "sometimes", "frequently", "to", "not", "may", "might", "could", "should", "must", "would", "will", "can", "if",
    "by", "for", "of", "from", "about", "without", "in", "like", "once", "ever", "hardly", "historically",
    "traditionally",
]);
/// Words between a clause and the subject of the next.
static CONJUNCTIONS: WordSet = WordSet::new(&[
    "that", "but", "while", "when", "because", "although", "though", "since", "after", "before", "until", "where",
    "as", "so", "than", "yet", "if", "whether", "what", "why", "how", "unless", "once",
]);
/// Irregular past tenses between a subject and “and declined”.
static PAST: WordSet = WordSet::new(&[
    "left", "met", "came", "went", "gave", "took", "sent", "spoke", "stood", "sat", "ran", "made", "kept", "held",
    "hung", "shook", "read", "put", "cut", "paid", "drove", "flew", "won", "lost", "got", "knew", "saw", "heard",
    "began", "led", "told", "wrote", "sold", "bought", "built", "drew", "grew", "rose", "fell",
]);

/// The subject of the phrase that begins at `at`, in a sentence from `start` on.
pub(super) fn subject(layout: &Layout<'_>, at: usize, start: usize, end: usize) -> Option<Subject> {
    let start = start.max(at.saturating_sub(REACH));
    let participle = layout.word(at).ends_with("ing");
    let mut last = at;
    loop {
        let before = last.checked_sub(1).filter(|&i| i >= start);
        let Some(before) = before else { return if participle { after_comma(layout, at, end) } else { None } };
        let here = plain(layout.word(before));
        if NOT_AN_EVENT.contains(&here) {
            return None;
        }
        if is_between(layout, before, start, &here) {
            last = before;
        } else if matches!(&*here, "while" | "after" | "though" | "although" | "before") && participle {
            return after_comma(layout, at, end);
        } else if &*here == "on" && last < at && plain(layout.word(last)).ends_with("day") {
            last = before;
        } else if matches!(&*here, ",") {
            let Some(open) = opening(layout, before, start) else {
                return if participle || has_verb(layout, start..before) {
                    first_of_clause(layout, start, before)
                } else {
                    // “MacDougall, also declined”: a comma too many.
                    let tokens = noun_phrase(layout, start, before).filter(|tokens| tokens.len() <= TITLED_NAME)?;
                    Some(Subject { tokens, apart: false })
                };
            };
            return noun_phrase(layout, start, open).map(|tokens| {
                let title = describes(layout, open + 1);
                Subject { tokens: tokens.start..if title { before } else { tokens.end }, apart: false }
            });
        } else if matches!(&*here, "who" | "which") || &*here == "that" && before > start {
            return Some(Subject { tokens: before..before + 1, apart: false });
        } else if matches!(&*here, "and" | "but" | "or" | "then" | "—" | "–" | "--") {
            return first_of_clause(layout, start, before);
        } else if participle {
            return None;
        } else {
            let tokens = noun_phrase(layout, start, before + 1)?;
            let first = plain(layout.word(tokens.start));
            let conditional = tokens.start.checked_sub(1).filter(|&i| i >= start).map(|i| plain(layout.word(i)));
            let conditional =
                conditional.is_some_and(|word| matches!(&*word, "if" | "unless" | "whether" | "whenever"));
            let writer = tokens.len() == 1 && matches!(&*first, "i" | "we" | "you" | "it's" | "there");
            return (!conditional && !writer).then_some(Subject { tokens, apart: false });
        }
    }
}

/// Words between a subject and its phrase.
fn is_between(layout: &Layout<'_>, at: usize, start: usize, here: &str) -> bool {
    const BETWEEN: &[&str] = &[
        "also", "again", "later", "still", "then", "even", "further", "twice", "far", "so", "since", "himself",
        "herself", "themselves", "itself", "has", "have", "had", "yesterday", "today", "flatly", "thus", "repeatedly",
        "too", "likewise", "however", "last", "night", "this", "week", "month", "immediately", "either",
    ];
    let joint = matches!(here, "both" | "all" | "each");
    let adverb = here.len() > 4 && here.ends_with("ly") && layout.word(at).starts_with(char::is_lowercase);
    let then = here == "then" && at > start && matches!(layout.word(at - 1), "and" | "but");
    let day = here.ends_with("day") && here.len() > 5;
    // “Both declined”, “this week declined”
    let alone = at == start || matches!(layout.word(at - 1), "," | "and" | "but" | ";");
    let time = matches!(here, "this" | "last" | "week" | "month" | "night" | "today" | "yesterday");
    !then && (BETWEEN.contains(&here) && !(alone && time) || adverb || day && !alone || joint && !alone)
}

/// The comma that opens what the comma at `close` closes.
fn opening(layout: &Layout<'_>, close: usize, start: usize) -> Option<usize> {
    let mut at = close;
    while at > start && close - at < INSERTED {
        at -= 1;
        if matches!(layout.word(at), ";" | ":" | "—") {
            return None;
        }
        if layout.word(at) == "," && at > start && at + 1 < close && is_insertion(layout, at + 1) {
            return Some(at);
        }
    }
    None
}

/// Whether the words after a comma are an aside: a title, an age, a name, “who …”, “through …”, “however”.
fn is_insertion(layout: &Layout<'_>, first: usize) -> bool {
    let here = plain(layout.word(first));
    !CONJUNCTIONS.contains(&here) && !matches!(&*here, "and" | "or" | "he" | "she" | "they" | "it" | "not")
        || matches!(&*here, "as" | "when")
}

/// Whether an aside says who somebody is.
fn describes(layout: &Layout<'_>, first: usize) -> bool {
    let here = plain(layout.word(first));
    !here.ends_with("ly")
        && !matches!(
            &*here,
            "however"
                | "through"
                | "when"
                | "as"
                | "reached"
                | "contacted"
                | "asked"
                | "meanwhile"
                | "too"
                | "again"
                | "for"
                | "in"
                | "on"
                | "at"
        )
}

fn has_verb(layout: &Layout<'_>, tokens: Range<usize>) -> bool {
    tokens.clone().any(|i| is_verb(layout, i, tokens.start))
}

/// The noun phrase that ends before `end`.
fn noun_phrase(layout: &Layout<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    let mut first = end;
    while first > start {
        let at = first - 1;
        let here = plain(layout.word(at));
        let token = layout.tokens[at];
        match &*here {
            "and" | "or" | "nor" | "&" => {
                if !joins_names(layout, at, start) {
                    break;
                }
                // “Ida Holm, the mayor, and Otto Wren”
                first = match at.checked_sub(1).filter(|&i| i > start && layout.word(i) == ",") {
                    Some(comma) => opening(layout, comma, start).unwrap_or(comma),
                    None => at,
                };
                continue;
            }
            "," => {
                let listed = (first..end).any(|i| matches!(layout.word(i), "and" | "or" | "nor"))
                    && at > start
                    && is_capitalized(layout, at - 1)
                    && is_capitalized(layout, first);
                // “Reached by telephone, Holm”
                if !listed || (start..at).any(|i| is_verb(layout, i, start)) || starts_aside(layout, start) {
                    break;
                }
            }
            "to" if at > start && lexicon::is_agent(&plain(layout.word(at - 1))) => {}
            // “Who through his office declined”
            "who" | "which" => return Some(at..at + 1),
            "“" | "”" | "\"" | "(" | ")" | ";" | ":" | "—" | "–" | "--" | "[" | "]" | "." | "…" => break,
            word if CONJUNCTIONS.contains(word) || act::is_speech(word) && word != "called" => break,
            word if lexicon::is_auxiliary(word)
                && !matches!(word, "'s" | "’s" | "both" | "all" | "always" | "first")
                && !(word.ends_with("ly") && is_capitalized(layout, at)) =>
            {
                break;
            }
            _ if token.quotation != 0 && layout.tokens[end - 1].quotation == 0 => break,
            _ => {}
        }
        first = at;
    }
    let tokens = without_lead(layout, first..end, start);
    let named = !tokens.is_empty() && layout.word(tokens.start).starts_with(|c: char| c.is_alphanumeric() || c == '@');
    named.then_some(tokens)
}

/// Whether “and” at a token joins two names, not two clauses.
fn joins_names(layout: &Layout<'_>, at: usize, start: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&i| i >= start) else { return false };
    let noun = layout.word(before).starts_with(char::is_alphanumeric) || layout.word(before) == ",";
    noun && !(start.max(at.saturating_sub(14))..at).any(|i| is_verb(layout, i, start))
}

/// Whether a token is a finite verb, judged by its form.
fn is_verb(layout: &Layout<'_>, at: usize, start: usize) -> bool {
    let here = layout.word(at);
    let after_article = at > start && lexicon::is_determiner(&plain(layout.word(at - 1)));
    let past = here.len() > 4 && here.ends_with("ed") && here.starts_with(char::is_lowercase);
    let aux = ["has", "have", "had", "is", "was", "are", "were", "will", "would", "did", "does", "could", "can", "may"];
    aux.contains(&here)
        || !after_article && (past || PAST.contains(here) || act::is_speech(here) && here != "call" && here != "calls")
}

fn starts_aside(layout: &Layout<'_>, start: usize) -> bool {
    let first = plain(layout.word(start));
    lexicon::joins_nouns(&first)
        || matches!(&*first, "when" | "asked" | "reached" | "contacted" | "after" | "before" | "by")
}

/// A noun phrase without the words that lead up to it: “But”, “On Tuesday”, “At the hearing”.
fn without_lead(layout: &Layout<'_>, mut tokens: Range<usize>, start: usize) -> Range<usize> {
    let here = |tokens: &Range<usize>| plain_word(layout, tokens.start, tokens.end).into_owned();
    while matches!(
        here(&tokens).as_str(),
        "but" | "and" | "yet" | "still" | "meanwhile" | "however" | "also" | "so" | "or" | "," | "then"
    ) || here(&tokens).ends_with("day") && tokens.len() > 1 && tokens.start == start
    {
        tokens.start += 1;
    }
    let first = here(&tokens);
    if lexicon::PREPOSITIONS.contains(first.as_str()) && tokens.len() > 2 {
        // The phrase after the preposition is one capitalized word, or ends before a determiner or a title.
        let after = tokens.start + 2;
        let begins = |&i: &usize| {
            let word = plain(layout.word(i));
            lexicon::is_determiner(&word) && !lexicon::PREPOSITIONS.contains(&plain(layout.word(i - 1)))
                || crate::names::is_title(layout.word(i)) && layout.word(i).ends_with('.')
        };
        let found = (after..tokens.end).find(begins);
        let capital = is_capitalized(layout, tokens.start + 1);
        let run = (after..tokens.end).rev().take_while(|&i| is_capitalized(layout, i)).last();
        tokens.start = found.or(if capital { Some(after) } else { run }).unwrap_or(tokens.end);
    }
    tokens
}

/// The first noun phrase of a clause, up to its verb: “the mayor” of “But the mayor left the room and”.
fn first_of_clause(layout: &Layout<'_>, start: usize, end: usize) -> Option<Subject> {
    let mut first = start;
    for i in start..end {
        let here = plain(layout.word(i));
        let opens = matches!(layout.word(i), ";" | ":" | "—") || CONJUNCTIONS.contains(&here) && i > start;
        // “…, and the mayor left the room and”
        let joined = matches!(&*here, "and" | "but") && i > start && layout.word(i - 1) == ",";
        if opens && here != "as" && here != "than" || joined {
            first = i + 1;
        }
    }
    if starts_aside(layout, first) || lexicon::leads_sentence(&plain(layout.word(first))) {
        let comma = (first..end).find(|&i| layout.word(i) == ",");
        first = comma.map_or(first, |comma| comma + 1);
    }
    while first < end && matches!(&*plain(layout.word(first)), "but" | "and" | "yet" | "so") {
        first += 1;
    }
    let verb = (first + 1..end).find(|&i| is_verb(layout, i, first) || layout.word(i) == ",").unwrap_or(end);
    let word = plain_word(layout, first, end).into_owned();
    let fits = first < verb
        && !matches!(word.as_str(), "i" | "we" | "you" | "if" | "unless" | "“" | "\"" | "there")
        && layout.word(first).starts_with(char::is_alphanumeric)
        && layout.tokens[first].quotation == 0;
    fits.then_some(Subject { tokens: first..verb, apart: true })
}

/// The subject after the comma that ends “While declining to comment”.
fn after_comma(layout: &Layout<'_>, at: usize, end: usize) -> Option<Subject> {
    let comma = (at..end).find(|&i| layout.word(i) == ",")?;
    first_of_clause(layout, comma + 1, end)
}
