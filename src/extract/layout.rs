//! A document as the extractor reads it: its tokens by number, and its paragraphs as ranges of these numbers.

use std::ops::Range;

pub(super) use crate::text::Quote;
use crate::text::{Document, ParagraphKind, Span, Token};

/// A view of a [`Document`]. The tokens are the document's own, so a token has one number everywhere.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    pub(super) body: &'a str,
    pub(super) tokens: &'a [Token],
    /// The tokens of each paragraph. No paragraph is empty, and every token is in one.
    pub(super) paragraphs: Vec<Range<usize>>,
    /// Whether a paragraph can hold statements: captions and boilerplate cannot.
    pub(super) speaks: Vec<bool>,
}

impl<'a> Layout<'a> {
    /// Returns the tokens of a document, grouped by paragraph.
    pub(super) fn of(document: &'a Document<'a>) -> Self {
        let speaks = |kind| matches!(kind, ParagraphKind::Prose | ParagraphKind::Heading);
        Self {
            body: document.body,
            tokens: &document.tokens,
            paragraphs: document.paragraphs.iter().map(|paragraph| document.tokens_in(paragraph.span)).collect(),
            speaks: document.paragraphs.iter().map(|paragraph| speaks(paragraph.kind)).collect(),
        }
    }

    /// The text of a token.
    pub(super) fn word(&self, index: usize) -> &'a str {
        self.tokens[index].span.of(self.body)
    }

    /// The span from the first to the last of some tokens.
    pub(super) fn span(&self, tokens: Range<usize>) -> Option<Span> {
        let last = tokens.end.checked_sub(1).filter(|last| *last >= tokens.start)?;
        Some(self.tokens[tokens.start].span.join(self.tokens[last].span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_token_is_in_the_paragraph_that_it_names(body in "[A-Za-z“”\".,' \\n\u{2028}\\r\\t]{0,80}") {
            let document = Document::new(&body);
            let layout = Layout::of(&document);
            let mut next = 0;
            for (number, tokens) in layout.paragraphs.iter().enumerate() {
                prop_assert!(tokens.start == next && !tokens.is_empty());
                prop_assert!(tokens.clone().all(|i| layout.tokens[i].paragraph as usize == number));
                next = tokens.end;
            }
            prop_assert_eq!(next, document.tokens.len());
        }
    }
}
