//! Stretches of capitalized words, which can be names.

use crate::extract::lexicon;
use crate::names;
use crate::text::{Document, Span, TokenKind};

/// All stretches of capitalized words in `span`, without the titles before them.
pub(crate) fn names_in(document: &Document<'_>, span: Span) -> Vec<Span> {
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

/// The first token of the name in a stretch of capitalized words: after the small word that starts a sentence, and after titles
/// (“British Prime Minister Theresa May”), unless nothing else is left.
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

/// The token after the stretch of capitalized words that starts at `first`; `first` itself if none does.
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
        if capital(end) || is_company_suffix(document, end, limit) {
            end += 1;
        } else if is_in_brackets(document, end) && capital(end + 1) && capital(end + 3) {
            // “Nikko Securities Co (Europe) Ltd”
            end += 4;
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

/// “corp” after a name, which wires print in lower case.
fn is_company_suffix(document: &Document<'_>, i: usize, limit: usize) -> bool {
    i < limit && matches!(document.token(i), "corp" | "inc" | "ltd" | "plc" | "co")
}

/// Whether a bracket at `open` encloses one word.
fn is_in_brackets(document: &Document<'_>, open: usize) -> bool {
    open + 2 < document.tokens.len() && document.token(open) == "(" && document.token(open + 2) == ")"
}

/// A token's word in lower case.
pub(crate) fn lower(document: &Document<'_>, index: usize) -> String {
    document.token(index).to_lowercase()
}
