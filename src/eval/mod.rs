//! Gold against extracted: precision, recall and F1.
//!
//! A statement matches a gold one if their letters and digits have a Jaccard index of at least 0.5; best pairs come first, and
//! each statement is used once. A measure of a part, such as the quoted statements, counts the gold statements of that part, their
//! matches, and the unmatched statements that look like that part.

mod miss;
mod person;
mod reliability;
mod score;

use std::collections::HashSet;

use crate::extract::gold::{Attribution, GoldArticle};
use crate::extract::{Act, Kind, Statement, is_speech};
use crate::names;
use crate::text::{CodePoints, Span};

pub(crate) use miss::{Found, Miss, misses};
pub(crate) use person::Speakers;
pub(crate) use reliability::{Reliability, Tenths};
pub(crate) use score::Score;

/// The least Jaccard index of a match.
const SAME: f64 = 0.5;

/// A part of the statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of them.
    All,
    /// Those whose reporting verb is of speech, not thought.
    Speech,
    /// Those whose words hold a quotation mark.
    Quoted,
    /// Those of one kind.
    Kind(Kind),
}

impl Part {
    /// All parts, in display order.
    pub(crate) const ALL: [Part; 6] = [
        Part::All,
        Part::Speech,
        Part::Quoted,
        Part::Kind(Kind::Direct),
        Part::Kind(Kind::Mixed),
        Part::Kind(Kind::Indirect),
    ];

    /// The name to display.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Part::All => "all",
            Part::Speech => "speech",
            Part::Quoted => "quoted",
            Part::Kind(kind) => kind.name(),
        }
    }

    fn holds_gold(self, text: &str, points: &CodePoints<'_>, gold: &Attribution) -> bool {
        match self {
            Part::All => true,
            Part::Speech => is_speech(&words(text, &gold.cue.spans(points))),
            Part::Quoted => is_quoted(text, &gold.content.spans(points)),
            Part::Kind(kind) => gold.kind == Some(kind),
        }
    }

    fn holds_found(self, text: &str, found: &Statement) -> bool {
        match self {
            Part::All => true,
            Part::Speech => found.act == Act::Speech,
            Part::Quoted => is_quoted(text, &found.content),
            Part::Kind(kind) => found.kind == kind,
        }
    }
}

/// How well a part of the statements was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scores {
    /// The words overlap.
    pub words: Score,
    /// The words are the same, to the letter.
    pub exact: Score,
    /// The words match, and the mention of the source too.
    pub who: Score,
    /// The words match, and the speaker's name too; only for gold with speakers.
    pub speaker: Score,
}

impl Scores {
    /// Compares the statements of one article with its gold.
    pub(crate) fn of(gold: &GoldArticle, found: &[Statement], part: Part) -> Self {
        let matched = Matched::of(gold, found);
        let points = &matched.points;
        let strays = (0..found.len()).filter(|s| matched.gold_of(*s).is_none());
        let strays = strays.filter(|s| part.holds_found(&gold.text, &found[*s])).count();
        let of_part: Vec<usize> = (0..matched.gold.len())
            .filter(|g| part.holds_gold(&gold.text, points, &gold.attributions[matched.numbers[*g]]))
            .collect();
        let hits: Vec<(usize, usize)> = of_part.iter().filter_map(|&g| Some((g, matched.found_of(g)?))).collect();
        let score = |right: &dyn Fn(&Attribution, usize, usize) -> bool| Score {
            right: hits.iter().filter(|(g, s)| right(&gold.attributions[matched.numbers[*g]], *g, *s)).count(),
            found: hits.len() + strays,
            gold: of_part.len(),
        };
        Self {
            words: score(&|_, _, _| true),
            exact: score(&|_, g, s| matched.gold[g] == matched.found[s]),
            who: score(&|attribution, _, s| same_source(&gold.text, points, attribution, &found[s])),
            speaker: score(&|gold, _, s| same_name(gold.speaker.as_deref(), found[s].source.speaker.as_deref())),
        }
    }

    /// Adds the counts of another article.
    pub(crate) fn add(&mut self, other: Scores) {
        self.words.add(other.words);
        self.exact.add(other.exact);
        self.who.add(other.who);
        self.speaker.add(other.speaker);
    }
}

/// Gold and found statements of one article, with the matching pairs.
struct Matched<'g> {
    /// The code points of the text, in which the gold is given.
    points: CodePoints<'g>,
    /// The letters of the gold statements that have words.
    gold: Vec<HashSet<usize>>,
    /// The number of each in the article.
    numbers: Vec<usize>,
    found: Vec<HashSet<usize>>,
    pairs: Vec<(usize, usize)>,
}

impl<'g> Matched<'g> {
    fn of(article: &'g GoldArticle, found: &[Statement]) -> Self {
        let (text, points) = (&article.text, CodePoints::new(&article.text));
        let with_words = |n: &usize| !article.attributions[*n].content.points().is_empty();
        let numbers: Vec<usize> = (0..article.attributions.len()).filter(with_words).collect();
        let gold: Vec<_> =
            numbers.iter().map(|&n| letters(text, &article.attributions[n].content.spans(&points))).collect();
        let found: Vec<_> = found.iter().map(|s| letters(text, &s.content)).collect();
        let mut overlaps: Vec<(f64, usize, usize)> = Vec::new();
        for (g, gold) in gold.iter().enumerate() {
            for (s, found) in found.iter().enumerate() {
                let both = gold.intersection(found).count();
                let overlap = both as f64 / (gold.len() + found.len() - both).max(1) as f64;
                if both > 0 && overlap >= SAME {
                    overlaps.push((overlap, g, s));
                }
            }
        }
        overlaps.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (_, g, s) in overlaps {
            if !pairs.iter().any(|pair| pair.0 == g || pair.1 == s) {
                pairs.push((g, s));
            }
        }
        Self { points, gold, numbers, found, pairs }
    }

    fn found_of(&self, gold: usize) -> Option<usize> {
        self.pairs.iter().find(|pair| pair.0 == gold).map(|pair| pair.1)
    }

    fn gold_of(&self, found: usize) -> Option<usize> {
        self.pairs.iter().find(|pair| pair.1 == found).map(|pair| pair.0)
    }
}

/// The positions of the letters and digits in spans.
fn letters(text: &str, spans: &[Span]) -> HashSet<usize> {
    let inside =
        spans.iter().flat_map(|span| span.of(text).char_indices().map(|(at, letter)| (span.start() + at, letter)));
    inside.filter(|(_, letter)| letter.is_alphanumeric()).map(|(at, _)| at).collect()
}

fn words(text: &str, spans: &[Span]) -> String {
    spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" ")
}

fn is_quoted(text: &str, spans: &[Span]) -> bool {
    spans.iter().any(|span| span.of(text).contains(['“', '”', '"']))
}

/// Whether the mentions overlap, or both have none.
fn same_source(text: &str, points: &CodePoints<'_>, gold: &Attribution, found: &Statement) -> bool {
    let source = letters(text, &gold.source.spans(points));
    match found.source.mention {
        Some(mention) => !source.is_disjoint(&letters(text, &[mention])),
        None => source.is_empty(),
    }
}

fn same_name(gold: Option<&str>, found: Option<&str>) -> bool {
    let plain = |name: &str| names::key(name.trim_start_matches("The ").trim_start_matches("the "));
    gold.map(plain) == found.map(plain)
}
