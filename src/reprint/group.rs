//! Groups of articles that print the same story.

use super::cluster::centres;
use super::{Fingerprint, candidate};

/// How many pairs are compared at a time.
const DECIDED: usize = 1 << 18;

/// Groups articles, each by its number in `prints`. Each group has two articles or more, in order.
///
/// `same` decides for several pairs at a time whether their texts are the same story. It is only asked about different texts,
/// in the order of the length of the shorter one. An article without words is in no group. The groups depend only on the set of
/// fingerprints and the decisions. Costs up to 100 µs and 140 bytes an article in addition to its fingerprint, and what `same`
/// costs; the fingerprints are freed before `same` is first asked.
///
/// # Errors
/// Those of `same`.
pub(crate) fn groups<E>(
    prints: Vec<Fingerprint>,
    mut same: impl FnMut(&[(usize, usize)]) -> Result<Vec<bool>, E>,
) -> Result<Vec<Vec<usize>>, E> {
    let (texts, pairs) = texts_and_pairs(prints);
    let mut alike = Vec::new();
    for pairs in pairs.chunks(DECIDED) {
        let asked: Vec<(usize, usize)> =
            pairs.iter().map(|(one, other)| (texts.first(*one), texts.first(*other))).collect();
        alike.extend(pairs.iter().zip(same(&asked)?).filter(|(_, same)| *same).map(|(pair, _)| *pair));
    }
    let mut by_centre: Vec<(u32, usize)> = Vec::new();
    for (text, centre) in centres(texts.len(), &alike).into_iter().enumerate() {
        by_centre.extend(texts.articles(text).iter().map(|article| (centre, *article as usize)));
    }
    by_centre.sort_unstable();
    let groups = by_centre.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1);
    let mut groups: Vec<Vec<usize>> = groups.map(|group| group.iter().map(|(_, article)| *article).collect()).collect();
    groups.sort_unstable();
    Ok(groups)
}

/// The different texts, in the order of their length, and the pairs of them to compare.
fn texts_and_pairs(mut prints: Vec<Fingerprint>) -> (Texts, Vec<(u32, u32)>) {
    let order = |print: &Fingerprint| (print.words, print.text);
    let mut articles: Vec<(u32, &mut Fingerprint)> =
        (0..).zip(&mut prints).filter(|(_, print)| print.words > 0).collect();
    articles.sort_unstable_by_key(|(article, print)| (order(print), *article));
    let mut texts = Texts { articles: articles.iter().map(|(article, _)| *article).collect(), ends: Vec::new() };
    for copies in articles.chunk_by(|(_, a), (_, b)| order(a) == order(b)) {
        texts.ends.push(texts.ends.last().unwrap_or(&0) + copies.len());
    }
    articles.dedup_by(|(_, a), (_, b)| order(a) == order(b));
    let mut prints: Vec<&mut Fingerprint> = articles.into_iter().map(|(_, print)| print).collect();
    let pairs = candidate::pairs(&mut prints);
    (texts, pairs)
}

/// The articles that have each text.
struct Texts {
    /// The articles of the first text, then those of the second, and so on.
    articles: Vec<u32>,
    /// Where the articles of each text end.
    ends: Vec<usize>,
}

impl Texts {
    fn len(&self) -> usize {
        self.ends.len()
    }

    fn articles(&self, text: usize) -> &[u32] {
        let start = text.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.articles[start..self.ends[text]]
    }

    fn first(&self, text: u32) -> usize {
        self.articles(text as usize)[0] as usize
    }
}
