//! The role that a text gives a person, in its own words: after the name, or before it.

use crate::extract::{act, lexicon};
use crate::names;
use crate::text::{Document, Span, TokenKind};

/// How many tokens a role has at most.
const LONGEST_ROLE: usize = 36;

/// The role after the name at `name`, “, a former … official who’s now at …”, else the one before it, “State Department spokesman”.
pub(crate) fn role(document: &Document<'_>, name: Span) -> Option<Span> {
    apposition(document, name).or_else(|| title(document, name))
}

/// “Director of the institute since 2016,” before a name that continues the sentence.
pub(crate) fn role_before(document: &Document<'_>, name: Span) -> Option<Span> {
    let end = document.tokens.partition_point(|token| token.span.start() < name.start());
    let comma = end.checked_sub(1).filter(|&i| document.token(i) == ",")?;
    let sentence = document.sentences.partition_point(|sentence| sentence.start() <= name.start()).checked_sub(1)?;
    let start = document.tokens_in(document.sentences[sentence]).start.max(comma.saturating_sub(LONGEST_ROLE));
    let first = document.token(start).to_lowercase();
    let office = lexicon::is_determiner(&first) || lexicon::is_agent(&first) || names::is_title(document.token(start));
    // A clause with its own subject is no role.
    let plain = |i: usize| !act::is_speech(&document.token(i).to_lowercase()) && document.token(i) != ",";
    let whole = start < comma && (start..comma).all(plain);
    (office && whole).then(|| document.tokens[start].span.join(document.tokens[comma - 1].span))
}

/// “, a former … official who’s now at …” after a name.
fn apposition(document: &Document<'_>, name: Span) -> Option<Span> {
    let paragraph = document.paragraphs[document.paragraph_at(name.start())].span;
    let mut first = document.tokens_in(Span::new(name.end(), paragraph.end())).start;
    let end = document.tokens_in(paragraph).end.min(first + LONGEST_ROLE);
    let word = |index: usize| if index < end { document.token(index) } else { "" };
    if !matches!(word(first), "," | "—") {
        return None;
    }
    first += 1;
    // Skip an age: “Ida Holm, 34, a nurse”.
    if document.tokens.get(first).is_some_and(|t| t.kind == TokenKind::Number) && word(first + 1) == "," {
        first += 2;
    }
    let lead = word(first).to_lowercase();
    let relative = lead == "who" || lead == "whose";
    let past = lead.ends_with("ed") && lexicon::is_determiner(word(first + 1));
    let noun = !past
        && !lexicon::bounds_phrase(&lead)
        && !lexicon::joins_nouns(&lead)
        && !act::is_speech(&lead)
        && !lead.ends_with("ing");
    let reports =
        relative && (lexicon::is_auxiliary(word(first + 1)) || act::is_speech(&word(first + 1).to_lowercase()));
    if lead.is_empty() || reports || !(relative || noun) || !lead.starts_with(char::is_alphabetic) {
        return None;
    }
    let last = (first..end)
        .take_while(|&i| {
            let token = document.tokens[i];
            let stop =
                token.kind == TokenKind::Mark && matches!(word(i), "," | "." | ";" | "—" | ":" | "?" | "!" | "(");
            !stop && document.quotation_at(token.span.start()).is_none()
        })
        .last()?;
    let span = document.tokens[first].span.join(document.tokens[last].span);
    // One capital word is a place (“of Boston, Mass.”) or a second name; a role has a noun in lower case.
    let has_noun = document.tokens_in(span).any(|i| {
        !document.tokens[i].capital && document.token(i).len() > 2 && !lexicon::is_determiner(document.token(i))
    });
    has_noun.then_some(span)
}

/// “State Department spokesman” before a name.
fn title(document: &Document<'_>, name: Span) -> Option<Span> {
    let end = document.tokens.partition_point(|t| t.span.start() < name.start());
    let paragraph = document.paragraphs[document.paragraph_at(name.start())].span;
    let start = document.tokens_in(paragraph).start;
    let last = end.checked_sub(1).filter(|&i| i >= start)?;
    let word = document.token(last);
    let office = names::is_title(word) || lexicon::is_agent(&word.to_lowercase());
    let honorific = ["Mr.", "Mrs.", "Ms.", "Miss", "Dr.", "The", "the", "Sir", "Mr", "Mrs", "Ms", "Dr"].contains(&word);
    if !office || honorific {
        return None;
    }
    let mut first = last;
    while first > start && last - first < 8 {
        let before = document.token(first - 1).to_lowercase();
        let token = document.tokens[first - 1];
        let stops = token.kind != TokenKind::Word
            || lexicon::bounds_phrase(&before)
            || lexicon::is_determiner(&before)
            || lexicon::joins_nouns(&before)
            || act::is_speech(&before)
            || document.quotation_at(token.span.start()).is_some();
        if stops {
            break;
        }
        first -= 1;
    }
    Some(document.tokens[first].span.join(document.tokens[last].span))
}
