//! A body of text with the units that the extractor works on: paragraphs, sentences, quotations, tokens.
//!
//! All spans are UTF-8 byte offsets into one body.

pub(crate) mod boilerplate;
pub(crate) mod english;
mod heading;
mod paragraph;
mod place;
mod quotation;
mod sentence;
mod span;
mod token;

pub(crate) use heading::is_heading;
pub(crate) use paragraph::{Paragraph, ParagraphKind, paragraph_spans, paragraphs};
pub(crate) use place::Quote;
pub(crate) use quotation::Quotation;
pub(crate) use span::CodePoints;
pub use span::Span;
pub(crate) use token::{Token, TokenKind};

/// A body with its paragraphs, sentences, tokens and quotations, each in the order of the text.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    /// The text itself.
    pub body: &'a str,
    /// Blocks of running text, headings, captions and boilerplate.
    pub paragraphs: Vec<Paragraph>,
    /// Words, numbers and marks, each with its paragraph, sentence and quotation.
    pub tokens: Vec<Token>,
    /// Quotations, their marks included.
    pub quotations: Vec<Quotation>,
    /// Sentences; one never crosses a paragraph and never ends inside a quotation.
    pub sentences: Vec<Span>,
}

impl<'a> Document<'a> {
    /// Cuts `body` into its units. Costs time in proportion to its length.
    pub(crate) fn new(body: &'a str) -> Self {
        let paragraphs = paragraphs(body);
        let mut tokens = token::tokens(body);
        let quotations = quotation::quotations(body, &paragraphs);
        let sentences = sentence::sentences(body, &paragraphs, &tokens, &quotations);
        place::locate(&mut tokens, &paragraphs, &sentences, &quotations);
        Self { body, paragraphs, tokens, quotations, sentences }
    }

    /// The words of a span.
    pub(crate) fn words(&self, span: Span) -> &'a str {
        span.of(self.body)
    }

    /// The text of the token with this number.
    pub(crate) fn token(&self, index: usize) -> &'a str {
        self.tokens[index].span.of(self.body)
    }

    /// The numbers of the tokens that are wholly inside `span`.
    pub(crate) fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.start() < span.start());
        let end = self.tokens.partition_point(|t| t.span.end() <= span.end());
        first..end.max(first)
    }

    /// The quotation that covers the byte at `offset`, its marks included.
    pub(crate) fn quotation_at(&self, offset: usize) -> Option<&Quotation> {
        let after = self.quotations.partition_point(|q| q.span.start() <= offset);
        self.quotations[..after].last().filter(|q| offset < q.span.end())
    }

    /// The number of the paragraph that covers `offset`, or of the one before it.
    pub(crate) fn paragraph_at(&self, offset: usize) -> usize {
        self.paragraphs.partition_point(|p| p.span.start() <= offset).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_found_by_their_place() {
        let body = "He said “yes”. It rained.\n\nShe left.";
        let document = Document::new(body);
        let words = |tokens: std::ops::Range<usize>| tokens.map(|i| document.token(i)).collect::<Vec<_>>().join(" ");
        let she = body.find("She").unwrap();
        assert_eq!(words(document.tokens_in(Span::new(she, body.len()))), "She left .");
        // A token that is only partly inside does not count.
        assert_eq!(words(document.tokens_in(Span::new(1, 7))), "said");
        assert_eq!([0, she - 1, she].map(|at| document.paragraph_at(at)), [0, 0, 1]);
        let quotation = document.quotations[0].span;
        assert_eq!(document.quotation_at(quotation.start()).map(|found| found.span), Some(quotation));
        assert!(document.quotation_at(quotation.end()).is_none());
    }
}
