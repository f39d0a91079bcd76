//! Noun phrases before and behind a verb, found by the small words around them.

use super::lexicon;
use crate::names;
use crate::text::{Document, Span, TokenKind};

/// How many tokens a noun phrase has at most.
const LONGEST: usize = 12;
/// How many tokens an apposition between subject and verb has at most.
const LONGEST_APPOSITION: usize = 30;

/// The subject whose verb is the token `verb`, in the sentence that starts at token `start`.
pub(super) fn before(document: &Document<'_>, verb: usize, start: usize) -> Option<Span> {
    let mut last = verb.checked_sub(1).filter(|&i| i >= start)?;
    while !document.tokens[last].capital && lexicon::is_auxiliary(document.token(last)) && last > start {
        last -= 1;
    }
    if is_mark(document, last, ",") || is_mark(document, last, "—") || is_mark(document, last, ")") {
        last = before_apposition(document, last, start)?;
    }
    let first = phrase_start(document, last, start)?;
    Some(document.tokens[first].span.join(document.tokens[last].span))
}

/// The last token of the phrase that an apposition, closed at `close`, follows.
fn before_apposition(document: &Document<'_>, close: usize, start: usize) -> Option<usize> {
    let mark = if is_mark(document, close, ")") { "(" } else { document.token(close) };
    let reach = close.saturating_sub(LONGEST_APPOSITION).max(start);
    let opened = (reach..close).rev().find(|&i| is_mark(document, i, mark))?;
    let quoted = document.quotation_at(document.tokens[opened].span.start()).is_some();
    (opened > start && !quoted).then(|| opened - 1)
}

/// The first token of the noun phrase that ends at `last`.
fn phrase_start(document: &Document<'_>, last: usize, start: usize) -> Option<usize> {
    let outside = |i: usize| document.quotation_at(document.tokens[i].span.start()).is_none();
    let word = lower(document, last);
    if lexicon::is_pronoun(&word) {
        return Some(last);
    }
    if document.tokens[last].kind == TokenKind::Mark || lexicon::bounds_phrase(&word) {
        return None;
    }
    let mut first = last;
    while first > start && last - first < LONGEST {
        let before = first - 1;
        let word = lower(document, before);
        let token = document.tokens[before];
        if !outside(before) || (token.kind == TokenKind::Mark && !matches!(word.as_str(), "&" | "-" | "/" | "$" | "%"))
        {
            break;
        }
        if lexicon::joins_nouns(&word) {
            // “a spokesman for the company”: the phrase goes on where a noun stands before the preposition.
            let noun = before > start && is_noun_like(document, before - 1);
            if !noun {
                break;
            }
        } else if word == "and"
            && document.tokens[first].capital
            && before > start
            && document.tokens[before - 1].capital
        {
            // “Department of Health and Human Services”, or two people.
        } else if lexicon::bounds_phrase(&word) || lexicon::is_determiner(&lower(document, first)) {
            break;
        }
        first = before;
    }
    if lexicon::joins_nouns(&lower(document, first)) {
        return None;
    }
    let at_least = first > start + 1 && lower(document, first - 2) == "at" && lower(document, first - 1) == "least";
    Some(if at_least { first - 2 } else { first })
}

fn is_noun_like(document: &Document<'_>, index: usize) -> bool {
    let word = lower(document, index);
    document.tokens[index].kind == TokenKind::Word
        && !lexicon::bounds_phrase(&word)
        && !lexicon::is_determiner(&word)
        && lexicon::verb(&word).is_none()
        && !word.ends_with("ing")
}

/// The noun phrase that starts at token `first`, before token `end`: up to a mark, a quotation, or a small word.
pub(super) fn after(document: &Document<'_>, first: usize, end: usize) -> Option<Span> {
    let mut last = None;
    for index in first..end.min(first + LONGEST) {
        let word = lower(document, index);
        let token = document.tokens[index];
        let mark = token.kind == TokenKind::Mark && !matches!(word.as_str(), "&" | "-" | "/");
        let pronoun = index == first && lexicon::is_pronoun(&word);
        let joins = lexicon::joins_nouns(&word) && !matches!(word.as_str(), "in" | "on" | "at" | "with");
        let by =
            matches!(word.as_str(), "by" | "in") && index > first && lexicon::is_document(&lower(document, index - 1));
        let both = word == "and" && index + 1 < end && document.tokens[index + 1].capital;
        let small = (lexicon::bounds_phrase(&word) && !pronoun && !both) || (lexicon::joins_nouns(&word) && !joins);
        let stops = mark || lexicon::is_day(document.token(index)) || (small && !by) || lexicon::verb(&word).is_some();
        if stops || document.quotation_at(token.span.start()).is_some() {
            break;
        }
        last = Some(index);
        if pronoun {
            break;
        }
    }
    last.map(|last| document.tokens[first].span.join(document.tokens[last].span))
}

/// The first stretch of capitalized words in `span`, titles before it left out: the name, where it is one.
pub(super) fn name_in(document: &Document<'_>, span: Span) -> Option<Span> {
    names_in(document, span).into_iter().next()
}

/// All stretches of capitalized words in `span`, titles before them left out.
pub(super) fn names_in(document: &Document<'_>, span: Span) -> Vec<Span> {
    let tokens = document.tokens_in(span);
    let mut found = Vec::new();
    let mut index = tokens.start;
    while index < tokens.end {
        let end = name_end(document, index, tokens.end);
        if end == index {
            index += 1;
            continue;
        }
        let first = name_start(document, index, end);
        found.push(document.tokens[first].span.join(document.tokens[end - 1].span));
        index = end;
    }
    found
}

/// The first token of the name in a stretch of capitalized words: behind the small word that starts a sentence, and
/// behind titles (“British Prime Minister Theresa May”), unless nothing else is left.
fn name_start(document: &Document<'_>, index: usize, end: usize) -> usize {
    let small = |i: usize| {
        let word = lower(document, i);
        lexicon::bounds_phrase(&word)
            || lexicon::is_determiner(&word)
            || lexicon::joins_nouns(&word)
            || lexicon::leads_sentence(&word)
    };
    let index = (index..end).find(|&i| !small(i)).unwrap_or(index);
    let leading = (index..end).take_while(|&i| names::is_title(document.token(i))).count();
    let inner = (index..end).rev().find(|&i| names::is_personal_title(document.token(i))).map_or(index, |i| i + 1);
    let first = inner.max(index + leading);
    if first == end { index } else { first }
}

/// The token behind the stretch of capitalized words that starts at `first`; `first` itself where none does.
fn name_end(document: &Document<'_>, first: usize, limit: usize) -> usize {
    let capital = |i: usize| {
        i < limit
            && document.tokens[i].capital
            && document.tokens[i].kind == TokenKind::Word
            && document.token(i) != "I"
    };
    if !capital(first) {
        return first;
    }
    let mut end = first + 1;
    loop {
        if capital(end) {
            end += 1;
        } else if end < limit
            && names::is_particle(document.token(end))
            && (capital(end + 1)
                || (end + 1 < limit && names::is_particle(document.token(end + 1)) && capital(end + 2)))
        {
            end += 1;
            while !capital(end) {
                end += 1;
            }
        } else {
            return end;
        }
    }
}

/// A token's word in lower case.
pub(super) fn lower(document: &Document<'_>, index: usize) -> String {
    document.token(index).to_lowercase()
}

fn is_mark(document: &Document<'_>, index: usize, mark: &str) -> bool {
    document.token(index) == mark
}
