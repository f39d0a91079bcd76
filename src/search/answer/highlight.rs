//! Highlights the words of a query in the text that was found.

use super::super::text_match::{Initials, Pattern, words};
use crate::query::Query;
use crate::text::Span;

/// Finds the words of a query in texts.
#[derive(Default)]
pub(in crate::search) struct Highlighter {
    patterns: Vec<Pattern>,
    initials: Initials,
}

impl Highlighter {
    pub(in crate::search) fn new(query: &Query) -> Self {
        let patterns: Vec<Pattern> = query.words().into_iter().filter_map(Pattern::of).collect();
        let initials = Initials::of(&patterns);
        Self { patterns, initials }
    }

    /// The matches in order; matches that overlap are joined.
    pub(in crate::search) fn spans(&self, text: &str) -> Vec<Span> {
        if self.patterns.is_empty() {
            return Vec::new();
        }
        let words = words(text, &self.initials);
        let mut spans: Vec<Span> = self.patterns.iter().flat_map(|pattern| pattern.spans(&words)).collect();
        spans.sort();
        spans.dedup_by(|next, last| {
            let overlap = next.overlaps(*last);
            if overlap {
                *last = last.join(*next);
            }
            overlap
        });
        spans
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_of_words_is_highlighted() {
        let text =
            "The public hearing was not public; two hearings on the Reactor’s new budget follow, negotiators said.";
        let found = |query: &str| -> Vec<&str> {
            let query: Query = query.parse().unwrap();
            Highlighter::new(&query).spans(text).iter().map(|span| span.of(text)).collect()
        };
        assert_eq!(found("\"public hearing\""), ["public hearing"]);
        assert_eq!(found("public hearing"), ["public", "hearing", "public", "hearings"]);
        assert_eq!(found("\"reactor budget\"~3"), ["Reactor", "budget"]);
        assert_eq!(found("\"budget reactor\"~3"), [""; 0]);
        assert_eq!(found("budget NEAR/3 reactor"), ["Reactor", "budget"]);
        assert_eq!(found("reactor’s"), ["Reactor’s"]);
        assert_eq!(found("reactor’s-ne*"), ["Reactor’s new"]);
        assert_eq!(found("negotiat* exact:hearing publik~"), ["public", "hearing", "public", "negotiators"]);
        assert_eq!(found("-public water OR budget"), ["budget"]);
    }
}
