//! Reads hits from the store: each article once, and in a large index on several threads.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use tantivy::schema::Value;
use tantivy::{DocAddress, TantivyDocument};

use super::highlight::Highlighter;
use super::{ArticleHit, Reprint, Selectors, StatementHit};
use crate::error::{Error, Result};
use crate::extract::Finding;
use crate::extraction::Extraction;
use crate::index::{block, stored};
use crate::search::collapse::Collapsed;
use crate::search::{Search, unseen};

/// The stored documents of an index.
pub(in crate::search) struct Store<'s, 'i>(pub(in crate::search) &'s Search<'i>);

/// The places of hits, with their scores.
pub(in crate::search) type Places = Vec<(f32, DocAddress)>;

/// A statement and its article.
pub(in crate::search) struct Found<'a> {
    pub(super) place: DocAddress,
    pub(super) score: f32,
    pub(in crate::search) finding: Finding,
    pub(in crate::search) extraction: &'a Arc<Extraction>,
    pub(super) selectors: &'a Selectors<'a>,
}

/// The statements at these places, with their reprints and highlights.
pub(in crate::search) fn statement_hits(
    search: &Search<'_>,
    places: Places,
    collapsed: &Collapsed,
    highlighter: &Highlighter,
) -> Result<Vec<StatementHit>> {
    let others = places.iter().flat_map(|(_, place)| collapsed.reprints(*place)).map(|place| (0.0, *place)).collect();
    let reprint = |found: Found<'_>| {
        let article = &found.extraction.article;
        (found.place, Reprint::new(found.finding.id(&article.id), article))
    };
    let printed = places.iter().flat_map(|(_, place)| std::iter::once(place).chain(collapsed.reprints(*place)));
    let keys = || unseen::keys_of(&search.searcher, printed).map_err(|error| search.failed(&error));
    let keys = search.index.guarded(keys)?;
    let reprints: HashMap<DocAddress, Reprint> = each_statement(search, others, reprint)?.into_iter().collect();
    each_statement(search, places, |found| {
        let also = collapsed.reprints(found.place).iter().filter_map(|place| reprints.get(place).cloned()).collect();
        let printed = std::iter::once(&found.place).chain(collapsed.reprints(found.place));
        let keys = printed.filter_map(|place| keys.get(place).copied()).collect();
        StatementHit::new(found, search, highlighter, also, keys)
    })
}

/// Maps the statements at these places, in this order.
///
/// Costs reading each article.
pub(in crate::search) fn each_statement<T: Send>(
    search: &Search<'_>,
    places: Places,
    map: impl Fn(Found<'_>) -> T + Sync,
) -> Result<Vec<T>> {
    let store = Store(search);
    let mut by_article: BTreeMap<DocAddress, Vec<(usize, f32, DocAddress)>> = BTreeMap::new();
    for (number, (score, place)) in (0..).zip(places) {
        by_article.entry(store.article_of(place)?).or_default().push((number, score, place));
    }
    let of_article = |(article, statements): (DocAddress, Vec<(usize, f32, DocAddress)>)| {
        let extraction = Arc::new(store.article(article)?);
        let selectors = Selectors::new(&extraction.article.body);
        let mapped = |(number, score, place)| {
            let finding = store.finding(place, &extraction)?;
            Ok((number, map(Found { place, score, finding, extraction: &extraction, selectors: &selectors })))
        };
        statements.into_iter().map(mapped).collect::<Result<Vec<(usize, T)>>>()
    };
    let mut mapped: Vec<(usize, T)> =
        in_parallel(search, by_article.into_iter(), of_article)?.into_iter().flatten().collect();
    mapped.sort_by_key(|(number, _)| *number);
    Ok(mapped.into_iter().map(|(_, mapped)| mapped).collect())
}

/// The articles at these places, with their reprints and highlights.
pub(in crate::search) fn article_hits(
    search: &Search<'_>,
    places: Places,
    collapsed: &Collapsed,
    highlighter: &Highlighter,
) -> Result<Vec<ArticleHit>> {
    let store = Store(search);
    let reprint = |place: &DocAddress| {
        let article = store.article(*place)?.article;
        Ok(Reprint::new(article.id.clone(), &article))
    };
    let hit = |(score, place)| {
        let also = collapsed.reprints(place).iter().map(reprint).collect::<Result<_>>()?;
        Ok(ArticleHit::new(store.article(place)?, score, highlighter, also))
    };
    in_parallel(search, places.into_iter(), hit)
}

/// Maps on the threads of the search, and keeps the order.
fn in_parallel<A: Send, R: Send>(
    search: &Search<'_>,
    of: impl Iterator<Item = A>,
    map: impl Fn(A) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    let mapped = search.executor.map(|one| Ok(map(one)), of);
    mapped.map_err(|error| search.failed(&error))?.into_iter().collect()
}

impl Store<'_, '_> {
    /// The place of a statement's article.
    fn article_of(&self, place: DocAddress) -> Result<DocAddress> {
        let Self(search) = self;
        search.index.guarded(|| block::article_of(&search.searcher, place).map_err(|error| search.failed(&error)))
    }

    /// The places of an article's statements, and then of its “no comment”.
    pub(super) fn statements_of(&self, article: DocAddress) -> Result<Vec<DocAddress>> {
        let Self(search) = self;
        let places = || block::statements_of(&search.searcher, article).map_err(|error| search.failed(&error));
        Ok(search.index.guarded(places)?.collect())
    }

    /// The statement at a place, or the “no comment”.
    pub(super) fn finding(&self, place: DocAddress, article: &Extraction) -> Result<Finding> {
        let document = self.document(place)?;
        let packed = document.get_first(self.0.index.fields.packed).and_then(|value| value.as_bytes());
        let finding = stored::unpack(packed.unwrap_or_default()).map_err(|error| self.damaged(&error.to_string()))?;
        match finding.fits(&article.article.body) {
            true => Ok(finding),
            false => Err(self.damaged("the words of a statement are not in its article")),
        }
    }

    /// The article at a place, without its statements.
    pub(in crate::search) fn article(&self, place: DocAddress) -> Result<Extraction> {
        let document = self.document(place)?;
        let json = document.get_first(self.0.index.fields.json).and_then(|value| value.as_str()).unwrap_or_default();
        stored::article(json).map_err(|error| self.damaged(&error.to_string()))
    }

    fn document(&self, place: DocAddress) -> Result<TantivyDocument> {
        let Self(search) = self;
        search.index.guarded(|| search.searcher.doc(place).map_err(|error| search.failed(&error)))
    }

    fn damaged(&self, what: &str) -> Error {
        crate::index::damaged(self.0.index.directory(), what)
    }
}
