//! Where each token of a text stands: in which paragraph, sentence and quotation.

use std::ops::Range;

use crate::text::{Document, ParagraphKind, Span};

/// Where a token stands with regard to quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quote {
    Outside,
    /// The opening mark.
    Open,
    Inside,
    /// The closing mark.
    Close,
}

/// A token with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) span: Span,
    /// Numbers, from 0 at the start of the text.
    pub(super) paragraph: u32,
    pub(super) sentence: u32,
    pub(super) quote: Quote,
    /// The number of its quotation, from 1; 0 outside of any. Marks belong to their quotation.
    pub(super) quotation: u32,
}

/// A document as the network reads it: tokens with their places, paragraphs as ranges of tokens.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    pub(super) body: &'a str,
    pub(super) tokens: Vec<Place>,
    pub(super) paragraphs: Vec<Range<usize>>,
    /// Whether a paragraph can hold statements: captions and sign-up lines cannot.
    pub(super) speaks: Vec<bool>,
}

impl<'a> Layout<'a> {
    /// Looks up the place of every token of a document.
    pub(super) fn of(document: &Document<'a>) -> Self {
        let mut layout = Self {
            body: document.body,
            tokens: Vec::with_capacity(document.tokens.len()),
            paragraphs: Vec::new(),
            speaks: Vec::new(),
        };
        let (mut sentence, mut quotation) = (0, 0);
        for paragraph in &document.paragraphs {
            let range = document.tokens_in(paragraph.span);
            if range.is_empty() {
                continue;
            }
            let first = layout.tokens.len();
            for token in &document.tokens[range] {
                while document.sentences.get(sentence).is_some_and(|s| s.end() <= token.span.start()) {
                    sentence += 1;
                }
                while document.quotations.get(quotation).is_some_and(|q| q.span.end() <= token.span.start()) {
                    quotation += 1;
                }
                let around = document.quotations.get(quotation).filter(|q| q.span.contains(token.span));
                let quote = match around {
                    None => Quote::Outside,
                    Some(q) if token.span.start() == q.span.start() => Quote::Open,
                    Some(q) if token.span.end() == q.span.end() && q.closed => Quote::Close,
                    Some(_) => Quote::Inside,
                };
                layout.tokens.push(Place {
                    span: token.span,
                    paragraph: layout.paragraphs.len() as u32,
                    sentence: sentence as u32,
                    quote,
                    quotation: around.map_or(0, |_| quotation as u32 + 1),
                });
            }
            layout.paragraphs.push(first..layout.tokens.len());
            layout.speaks.push(matches!(paragraph.kind, ParagraphKind::Prose | ParagraphKind::Heading));
        }
        layout
    }

    /// The words of a token.
    pub(super) fn word(&self, index: usize) -> &'a str {
        self.tokens[index].span.of(self.body)
    }

    /// The stretch from the first to the last of some tokens.
    pub(super) fn span(&self, tokens: Range<usize>) -> Option<Span> {
        let last = tokens.end.checked_sub(1).filter(|last| *last >= tokens.start)?;
        Some(self.tokens[tokens.start].span.join(self.tokens[last].span))
    }
}
