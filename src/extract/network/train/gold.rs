//! The attributions of gold articles as tokens, and when a candidate is right by them.

use crate::extract::Act;
use crate::extract::gold::{GoldArticle, Pieces};
use crate::extract::layout::Layout;
use crate::extract::parse::Tag;
use crate::text::{CodePoints, Span};

/// An attribution as numbers of tokens.
#[derive(Clone, Debug, Default)]
pub(super) struct Attribution {
    /// The token of the cue that the network learns to find.
    pub(super) anchor: usize,
    /// Whether it is speech; `None` where the marks do not say.
    pub(super) speech: Option<bool>,
    pub(super) source: Vec<usize>,
    pub(super) cue: Vec<usize>,
    pub(super) content: Vec<usize>,
}

/// What the heads learn of a token; `None` where the article does not say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TokenLabels {
    /// The part of speech, as a number below that of the heads.
    pub(super) tag: Option<usize>,
    /// The kind of name.
    pub(super) name: Option<usize>,
    /// Whether the token is part of a role.
    pub(super) role: Option<bool>,
}

/// What an article says of its tokens.
pub(super) fn token_labels(article: &GoldArticle, layout: &Layout<'_>) -> Vec<TokenLabels> {
    let points = CodePoints::new(&article.text);
    let mut labels = vec![TokenLabels::default(); layout.tokens.len()];
    for (start, end, tag, name) in &article.tokens {
        for i in tokens_in(layout, points.bytes([*start, *end])) {
            labels[i].tag = Some(tag_class(tag) as usize);
            labels[i].name = Some(name_class(name));
        }
    }
    if !article.roles.is_empty() {
        labels.iter_mut().for_each(|labels| labels.role = Some(false));
        for (person, roles) in &article.roles {
            let family = person.split(' ').next_back().unwrap_or_default();
            let named: Vec<usize> = article.text.match_indices(family).map(|(at, _)| at).collect();
            for role in roles.iter().filter(|role| !role.is_empty()) {
                for (at, _) in article.text.match_indices(role.as_str()) {
                    let near = |name: &usize| at < name + family.len() + 45 && *name < at + role.len() + 45;
                    if named.iter().any(near) {
                        for i in tokens_in(layout, Span::new(at, at + role.len())) {
                            labels[i].role = Some(true);
                        }
                    }
                }
            }
        }
        // The names of those who speak are known better than a tagger knows them.
        for attribution in &article.attributions {
            let class = match attribution.cls.as_deref() {
                Some("person") => 1,
                Some("org") => 2,
                _ => continue,
            };
            let Some(name) = attribution.speaker.as_deref().filter(|name| name.len() > 2) else { continue };
            for (at, _) in article.text.match_indices(name) {
                for i in tokens_in(layout, Span::new(at, at + name.len())) {
                    labels[i].name = Some(class);
                }
            }
        }
    }
    labels
}

/// The part of speech for a tag of the Penn Treebank.
fn tag_class(tag: &str) -> Tag {
    match tag {
        "NN" | "NNS" => Tag::Noun,
        "NNP" | "NNPS" => Tag::ProperNoun,
        "VBD" | "VBZ" | "VBP" | "MD" => Tag::FiniteVerb,
        "VB" | "VBG" | "VBN" => Tag::Verb,
        "JJ" | "JJR" | "JJS" => Tag::Adjective,
        "RB" | "RBR" | "RBS" | "WRB" | "RP" => Tag::Adverb,
        "PRP" | "WP" | "EX" => Tag::Pronoun,
        "DT" | "PRP$" | "WDT" | "PDT" | "POS" | "WP$" => Tag::Determiner,
        "IN" | "TO" => Tag::Preposition,
        "CC" => Tag::Conjunction,
        "CD" => Tag::Number,
        _ => Tag::Other,
    }
}

/// The kind of name for a label of OntoNotes, as a number of the heads: none, a person’s, an organization’s, another.
fn name_class(name: &str) -> usize {
    match name {
        "PERSON" => 1,
        "ORG" => 2,
        "GPE" | "LOC" | "FAC" | "NORP" | "PRODUCT" | "EVENT" | "WORK_OF_ART" | "LAW" | "LANGUAGE" => 3,
        _ => 0,
    }
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
            speech: gold.act.map(|act| act == Act::Speech),
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

/// What of a candidate is right.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Right {
    /// Its letters overlap those of the best gold content by half (Jaccard).
    pub(super) words: bool,
    /// Its mention overlaps the source of that gold, or both have none.
    pub(super) source: bool,
}

/// Compares a candidate with the gold of its article.
pub(super) fn right(article: &GoldArticle, content: &[Span], mention: Option<Span>) -> Right {
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
    let Some((overlap, gold)) = best.max_by(|a, b| a.0.total_cmp(&b.0)) else { return Right::default() };
    let source = gold.source.spans(&points);
    let same_source = mention.map_or(source.is_empty(), |mention| source.iter().any(|span| span.overlaps(mention)));
    Right { words: overlap >= 0.5, source: same_source }
}

fn letters_of(text: &str, span: Span) -> usize {
    span.of(text).chars().filter(|c| c.is_alphanumeric()).count()
}
