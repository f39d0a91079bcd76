//! Attributions of gold articles as tokens.

use std::collections::HashMap;

use super::super::layout::Layout;
use crate::gold::{GoldArticle, Pieces};
use crate::text::{CodePoints, Span};

/// An attribution as tokens, by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Attribution {
    /// The one token that stands for the cue.
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

/// The tokens whose middle lies in a span.
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

/// How often each word stands in a cue.
#[derive(Default)]
pub(super) struct CueWords(HashMap<String, (u32, u32)>);

impl CueWords {
    pub(super) fn count(&mut self, layout: &Layout<'_>, attributions: &[Attribution]) {
        for i in 0..layout.tokens.len() {
            self.0.entry(layout.word(i).to_lowercase()).or_default().1 += 1;
        }
        for i in attributions.iter().flat_map(|attribution| &attribution.cue) {
            self.0.entry(layout.word(*i).to_lowercase()).or_default().0 += 1;
        }
    }

    /// The share of a word's places that are cues; rare words count less.
    fn rate(&self, word: &str) -> f32 {
        let (cue, all) = self.0.get(&word.to_lowercase()).copied().unwrap_or((0, 0));
        cue as f32 / (all as f32 + 5.0)
    }

    /// The token of a cue that is most of a cue: “told” of “told the paper”.
    pub(super) fn anchor(&self, layout: &Layout<'_>, cue: &[usize]) -> usize {
        let mut best = (-1.0, 0);
        for &i in cue {
            let rate = self.rate(layout.word(i));
            if rate > best.0 {
                best = (rate, i);
            }
        }
        best.1
    }
}

/// Whether a statement found alone is right: its letters overlap those of the best gold content by half (Jaccard), and
/// its mention overlaps that gold's source, or both have none.
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
