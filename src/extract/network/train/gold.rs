//! The attributions of gold articles as tokens, and when a candidate is right by them.

use crate::extract::gold::{GoldArticle, Pieces};
use crate::extract::layout::Layout;
use crate::text::{CodePoints, Span};

/// An attribution as numbers of tokens.
#[derive(Clone, Debug, Default)]
pub(super) struct Attribution {
    /// The token of the cue that the network learns to find.
    pub(super) anchor: usize,
    pub(super) source: Vec<usize>,
    pub(super) cue: Vec<usize>,
    pub(super) content: Vec<usize>,
}

/// The attributions of an article that have a cue and a content.
pub(super) fn attributions(article: &GoldArticle, layout: &Layout<'_>) -> Vec<Attribution> {
    let points = CodePoints::new(&article.text);
    let tokens = |pieces: &Pieces| -> Vec<usize> {
        let mut found: Vec<usize> = pieces.spans(&points).iter().flat_map(|span| tokens_in(layout, *span)).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let all = article.attributions.iter().map(|gold| {
        let cue = tokens(&gold.cue);
        Attribution {
            anchor: cue.first().copied().unwrap_or(0),
            source: tokens(&gold.source),
            cue,
            content: tokens(&gold.content),
        }
    });
    all.filter(|attribution| !attribution.cue.is_empty() && !attribution.content.is_empty()).collect()
}

/// The tokens whose middle is in a span.
fn tokens_in(layout: &Layout<'_>, span: Span) -> impl Iterator<Item = usize> {
    let middle = |i: &usize| {
        let token = layout.tokens[*i].span;
        let middle = (token.start() + token.end()) / 2;
        span.start() <= middle && middle < span.end()
    };
    let first = layout.tokens.partition_point(|token| token.span.end() <= span.start());
    let end = layout.tokens.partition_point(|token| token.span.start() < span.end());
    (first..end.max(first)).filter(middle).collect::<Vec<_>>().into_iter()
}

/// Whether a candidate is right: its letters overlap those of the best gold content by half (Jaccard), and its mention overlaps
/// the source of that gold, or both have none.
pub(super) fn is_right(article: &GoldArticle, content: &[Span], mention: Option<Span>) -> bool {
    let points = CodePoints::new(&article.text);
    let letters = |spans: &[Span]| -> usize { spans.iter().map(|span| letters_of(&article.text, *span)).sum() };
    let shared = |a: &[Span], b: &[Span]| -> usize {
        let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (*a, *b)));
        pairs
            .filter(|(a, b)| a.overlaps(*b))
            .map(|(a, b)| letters_of(&article.text, Span::new(a.start().max(b.start()), a.end().min(b.end()))))
            .sum()
    };
    let found = letters(content);
    let best = article.attributions.iter().map(|gold| {
        let spans = gold.content.spans(&points);
        let both = shared(content, &spans);
        let either = found + letters(&spans) - both;
        (both as f64 / either.max(1) as f64, gold)
    });
    let Some((overlap, gold)) = best.max_by(|a, b| a.0.total_cmp(&b.0)) else { return false };
    let source = gold.source.spans(&points);
    let same_source = mention.map_or(source.is_empty(), |mention| source.iter().any(|span| span.overlaps(mention)));
    overlap >= 0.5 && same_source
}

fn letters_of(text: &str, span: Span) -> usize {
    span.of(text).chars().filter(|c| c.is_alphanumeric()).count()
}
