//! Sentences. One never ends inside a quotation, because splitters that do cut `“…now?” Nephew said.` in two.

use super::{Paragraph, Quotation, Span, Token, TokenKind};
use crate::word_set::WordSet;

/// Words that start a sentence more often than they follow an abbreviation in one.
static STARTERS: WordSet = WordSet::new(&[
    "A", "After", "An", "And", "As", "At", "But", "For", "He", "Her", "His", "I", "If", "In", "It", "Its", "No", "On",
    "She", "That", "The", "Their", "There", "These", "They", "This", "We", "What", "When", "While", "Who", "With",
    "You",
]);
/// Verbs that can follow a quoted question or exclamation in the same sentence: `“Why?” Reyes asked.`
static REPORTING_VERBS: WordSet = WordSet::new(&[
    "said", "says", "asked", "asks", "added", "wrote", "told", "shouted", "cried", "replied", "continued", "tweeted",
    "recalled", "joked", "quipped", "responded", "demanded", "wondered", "declared", "exclaimed", "insisted",
]);
/// Within how many tokens after the quotation such a verb is looked for.
const ATTRIBUTION_REACH: usize = 6;

/// Cuts each paragraph into sentences.
pub(super) fn sentences(body: &str, paragraphs: &[Paragraph], tokens: &[Token], quotations: &[Quotation]) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut quotations = quotations.iter().peekable();
    let mut index = 0;
    for paragraph in paragraphs {
        let mut start = paragraph.span.start();
        while let Some(token) = tokens.get(index).filter(|t| t.span.start() < paragraph.span.end()) {
            while quotations.next_if(|q| q.span.end() < token.span.end()).is_some() {}
            let quotation = quotations.peek().filter(|q| q.span.contains(token.span));
            let ends = match quotation {
                Some(q) => q.span.end() == token.span.end() && quotation_ends(body, tokens, index),
                None => stop_ends(body, tokens, index),
            };
            index += 1;
            let at_end = tokens.get(index).is_none_or(|next| next.span.start() >= paragraph.span.end());
            if ends || at_end {
                let end = token.span.end();
                if end > start {
                    sentences.push(Span::new(start, end));
                }
                start = tokens.get(index).map_or(end, |next| next.span.start());
            }
        }
    }
    sentences
}

/// Whether a token outside quotations ends a sentence.
fn stop_ends(body: &str, tokens: &[Token], index: usize) -> bool {
    let word = tokens[index].span.of(body);
    let Some(next) = tokens.get(index + 1) else { return true };
    let next_word = next.span.of(body);
    match word {
        "!" | "?" | "…" | "..." => starts_sentence(next, next_word),
        "." => starts_sentence(next, next_word) && !touches(tokens, index),
        // A bracket or a single mark after a full stop belongs to the sentence before it.
        ")" | "]" | "’" => {
            index > 0 && matches!(tokens[index - 1].span.of(body), "." | "!" | "?") && starts_sentence(next, next_word)
        }
        _ => {
            word.ends_with('.')
                && tokens[index].kind == TokenKind::Word
                && STARTERS.contains(next_word)
                && !is_title(word)
        }
    }
}

fn is_title(word: &str) -> bool {
    word.chars().count() == 2 || ["Mr.", "Mrs.", "Ms.", "Dr.", "Sen.", "Rep.", "Gov.", "Prof.", "St."].contains(&word)
}

/// Whether the next token follows without a space.
fn touches(tokens: &[Token], index: usize) -> bool {
    tokens.get(index + 1).is_some_and(|next| next.span.start() == tokens[index].span.end())
}

fn starts_sentence(next: &Token, word: &str) -> bool {
    next.capital || next.kind == TokenKind::Number || word.starts_with(['“', '"', '‘', '«', '„', '(', '[', '—', '•'])
}

/// Whether a sentence ends with the quotation whose last token this is.
fn quotation_ends(body: &str, tokens: &[Token], index: usize) -> bool {
    let Some(inner) = index.checked_sub(1).map(|i| tokens[i].span.of(body)) else { return false };
    let Some(next) = tokens.get(index + 1) else { return true };
    if !starts_sentence(next, next.span.of(body)) {
        return false;
    }
    match inner {
        "." => true,
        "!" | "?" | "…" | "..." | "—" | "–" | "-" | "--" => !attribution_follows(body, tokens, index + 1),
        _ => inner.ends_with('.'),
    }
}

/// Whether a reporting verb soon follows, as in `“Why?” Reyes asked.`
fn attribution_follows(body: &str, tokens: &[Token], from: usize) -> bool {
    tokens[from..]
        .iter()
        .take(ATTRIBUTION_REACH)
        .map(|t| t.span.of(body))
        .take_while(|word| !matches!(*word, "." | "“" | "\"" | "‘" | "!" | "?"))
        .any(|word| REPORTING_VERBS.contains(word))
}

#[cfg(test)]
mod tests {
    use crate::text::Document;

    #[test]
    fn sentences_respect_quotations_and_abbreviations() {
        for (body, count) in [
            ("“Will you? Now?” Nephew said. “I think so.”", 2),
            ("Mr. Hale met Sen. Ortiz in the U.S. on Monday. He left.", 2),
            ("“We go. We win.” The crowd left.", 2),
            ("It cost 3.5 million. Nobody paid.", 2),
            ("He lives in the U.S. The rest do not.", 2),
            ("“One,” she said, “two.”", 1),
        ] {
            let document = Document::new(body);
            let cut: Vec<_> = document.sentences.iter().map(|s| s.of(body)).collect();
            assert_eq!(cut.len(), count, "{cut:?}");
        }
    }
}
