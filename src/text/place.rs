//! Where each token is: in which paragraph, sentence and quotation.

use super::{Paragraph, Quotation, Span, Token};

/// Where a token is relative to quotation marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Quote {
    /// Not in a quotation.
    #[default]
    Outside,
    /// The opening mark.
    Open,
    /// Between the marks.
    Inside,
    /// The closing mark.
    Close,
}

/// Sets the place of every token. All four lists are in the order of the text, so one pass is enough.
pub(super) fn locate(tokens: &mut [Token], paragraphs: &[Paragraph], sentences: &[Span], quotations: &[Quotation]) {
    let (mut paragraph, mut sentence, mut quotation) = (0, 0, 0);
    for token in tokens {
        let start = token.span.start();
        paragraph += ended_before(paragraphs[paragraph..].iter().map(|p| p.span), start);
        sentence += ended_before(sentences[sentence..].iter().copied(), start);
        quotation += ended_before(quotations[quotation..].iter().map(|q| q.span), start);
        token.paragraph = paragraph as u32;
        token.sentence = sentence as u32;
        if let Some(around) = quotations.get(quotation).filter(|q| q.span.contains(token.span)) {
            token.quotation = quotation as u32 + 1;
            token.quote = if start == around.span.start() {
                Quote::Open
            } else if around.closed && token.span.end() == around.span.end() {
                Quote::Close
            } else {
                Quote::Inside
            };
        }
    }
}

/// How many of the next spans end at or before `start`.
fn ended_before(spans: impl Iterator<Item = Span>, start: usize) -> usize {
    spans.take_while(|span| span.end() <= start).count()
}

#[cfg(test)]
mod tests {
    use crate::text::{Document, Quote};

    fn quotes(body: &str) -> Vec<(&str, Quote)> {
        Document::new(body).tokens.iter().map(|token| (token.span.of(body), token.quote)).collect()
    }

    #[test]
    fn quotation_marks_belong_to_their_quotation() {
        use Quote::*;
        assert_eq!(
            quotes("“Yes,” he."),
            [("“", Open), ("Yes", Inside), (",", Inside), ("”", Close), ("he", Outside), (".", Outside)]
        );
    }

    #[test]
    fn the_last_token_of_an_unclosed_quotation_is_inside() {
        assert_eq!(quotes("“Yes, we").last(), Some(&("we", Quote::Inside)));
    }

    #[test]
    fn paragraphs_sentences_and_quotations_are_numbered_in_order() {
        let document = Document::new("One. Two “a”.\n\n“b” three.");
        let places: Vec<_> = document.tokens.iter().map(|t| (t.paragraph, t.sentence, t.quotation)).collect();
        let first = [(0, 0, 0), (0, 0, 0), (0, 1, 0), (0, 1, 1), (0, 1, 1), (0, 1, 1), (0, 1, 0)];
        let second = [(1, 2, 2), (1, 2, 2), (1, 2, 2), (1, 2, 0), (1, 2, 0)];
        assert_eq!(places, [&first[..], &second[..]].concat());
    }
}
