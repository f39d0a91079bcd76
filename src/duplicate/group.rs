//! Groups of articles that print the same story.

use super::star::centres;
use super::{Fingerprint, candidate};

/// Groups articles, each named by its place in `prints`: groups of two and more, and in each the articles in order.
///
/// `same` decides for many pairs of articles at once whether their texts are the same story; it is asked about pairs of
/// different texts only, in the order of the length of the shorter one. An article without words is in no group. The groups depend on
/// nothing but the set of fingerprints and the decisions. Costs up to 100 µs and 40 bytes an article beside its
/// fingerprint, and what `same` costs.
///
/// # Errors
/// Those of `same`.
pub fn groups<E>(
    mut prints: Vec<Fingerprint>,
    same: impl FnOnce(&[(usize, usize)]) -> Result<Vec<bool>, E>,
) -> Result<Vec<Vec<usize>>, E> {
    let order = |print: &Fingerprint| (print.words, print.text);
    let mut articles: Vec<(usize, &mut Fingerprint)> =
        prints.iter_mut().enumerate().filter(|(_, print)| print.words > 0).collect();
    articles.sort_unstable_by_key(|(article, print)| (order(print), *article));
    let copies: Vec<Vec<usize>> = articles
        .chunk_by(|(_, a), (_, b)| order(a) == order(b))
        .map(|copies| copies.iter().map(|(article, _)| *article).collect())
        .collect();
    articles.dedup_by(|(_, a), (_, b)| order(a) == order(b));
    let mut texts: Vec<&mut Fingerprint> = articles.into_iter().map(|(_, print)| print).collect();

    let mut pairs = candidate::pairs(&mut texts);
    let asked: Vec<(usize, usize)> =
        pairs.iter().map(|(one, other)| (copies[*one as usize][0], copies[*other as usize][0])).collect();
    let mut decided = same(&asked)?.into_iter();
    pairs.retain(|_| decided.next().unwrap_or(false));

    let mut by_centre: Vec<(u32, usize)> = Vec::new();
    for (centre, copies) in centres(texts.len(), &pairs).into_iter().zip(&copies) {
        by_centre.extend(copies.iter().map(|article| (centre, *article)));
    }
    by_centre.sort_unstable();
    let groups = by_centre.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1);
    let mut groups: Vec<Vec<usize>> = groups.map(|group| group.iter().map(|(_, article)| *article).collect()).collect();
    groups.sort_unstable();
    Ok(groups)
}
