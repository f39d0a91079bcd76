//! The hits of a page, read from the store: each article once, and in a large index several at a time.

use std::collections::{BTreeMap, HashMap};

use tantivy::schema::Value;
use tantivy::{DocAddress, TantivyDocument};

use super::fold::Fold;
use super::mark::Wanted;
use super::{ArticleHit, Printing, Search, Selectors, StatementHit};
use crate::contract::{ArticleJson, StatementJson};
use crate::error::{Error, Result};
use crate::index::block;
use crate::index::packed::Packed;

/// A statement as it was read.
pub(super) struct Told<'a> {
    pub(super) place: DocAddress,
    pub(super) score: f32,
    pub(super) statement: StatementJson,
    pub(super) article: &'a ArticleJson,
    pub(super) selectors: &'a Selectors<'a>,
}

impl Search<'_> {
    /// The statements at these places with their scores, their other printings, and the marks of what was wanted.
    pub(super) fn statement_hits(
        &self,
        places: Vec<(f32, DocAddress)>,
        fold: &Fold,
        wanted: &Wanted,
    ) -> Result<Vec<StatementHit>> {
        let others = places.iter().flat_map(|(_, place)| fold.others(*place)).map(|place| (0.0, *place)).collect();
        let printing = |told: Told<'_>| (told.place, Printing::new(told.statement.id, told.article));
        let printings: HashMap<DocAddress, Printing> = self.told(others, printing)?.into_iter().collect();
        self.told(places, |told| {
            let also = fold.others(told.place).iter().filter_map(|place| printings.get(place).cloned()).collect();
            StatementHit::new(told, wanted, also)
        })
    }

    /// Makes something of the statements at these places with their scores, in this order.
    ///
    /// Costs for each article a read and a pass over its text.
    pub(super) fn told<T: Send>(
        &self,
        places: Vec<(f32, DocAddress)>,
        make: impl Fn(Told<'_>) -> T + Sync,
    ) -> Result<Vec<T>> {
        let mut by_article: BTreeMap<DocAddress, Vec<(usize, f32, DocAddress)>> = BTreeMap::new();
        for (number, (score, place)) in (0..).zip(places) {
            by_article.entry(self.block(place)?).or_default().push((number, score, place));
        }
        let of_article = |(article, statements): (DocAddress, Vec<(usize, f32, DocAddress)>)| {
            let article: ArticleJson = self.json(article)?;
            let selectors = Selectors::new(&article.body);
            let make = |(number, score, place)| {
                let statement = self.packed(place)?.unpack(&article, selectors.points());
                Ok((number, make(Told { place, score, statement, article: &article, selectors: &selectors })))
            };
            statements.into_iter().map(make).collect::<Result<Vec<(usize, T)>>>()
        };
        let made = self.side_by_side(by_article.into_iter(), of_article)?;
        let mut made: Vec<(usize, T)> = made.into_iter().flatten().collect();
        made.sort_by_key(|(number, _)| *number);
        Ok(made.into_iter().map(|(_, made)| made).collect())
    }

    /// The articles at these places, with the same.
    pub(super) fn article_hits(
        &self,
        places: Vec<(f32, DocAddress)>,
        fold: &Fold,
        wanted: &Wanted,
    ) -> Result<Vec<ArticleHit>> {
        let other = |place: &DocAddress| {
            let article: ArticleJson = self.json(*place)?;
            Ok(Printing::new(article.id.clone(), &article))
        };
        let read = |(score, place)| {
            let also = fold.others(place).iter().map(other).collect::<Result<_>>()?;
            Ok(ArticleHit::new(self.json(place)?, score, wanted, also))
        };
        self.side_by_side(places.into_iter(), read)
    }

    /// Makes something of each, by the threads of the search, in the order that they had.
    fn side_by_side<A: Send, R: Send>(
        &self,
        of: impl Iterator<Item = A>,
        make: impl Fn(A) -> Result<R> + Sync,
    ) -> Result<Vec<R>> {
        let made = self.executor.map(|one| Ok(make(one)), of);
        made.map_err(|error| self.failed(&error))?.into_iter().collect()
    }

    /// Where the article of the statement at a place stands.
    pub(super) fn block(&self, place: DocAddress) -> Result<DocAddress> {
        self.index.guarded(|| block::article_of(&self.searcher, place).map_err(|error| self.failed(&error)))
    }

    /// The statement at a place.
    pub(super) fn packed(&self, place: DocAddress) -> Result<Packed> {
        let document = self.stored(place)?;
        let packed = document.get_first(self.index.fields.packed).and_then(|value| value.as_bytes());
        packed.and_then(Packed::from_bytes).ok_or_else(|| self.broken("a statement cannot be read"))
    }

    /// The article at a place.
    pub(super) fn json<T: serde::de::DeserializeOwned>(&self, place: DocAddress) -> Result<T> {
        let document = self.stored(place)?;
        let json = document.get_first(self.index.fields.json).and_then(|value| value.as_str()).unwrap_or_default();
        serde_json::from_str(json).map_err(|error| self.broken(&error.to_string()))
    }

    fn stored(&self, place: DocAddress) -> Result<TantivyDocument> {
        self.index.guarded(|| self.searcher.doc(place).map_err(|error| self.failed(&error)))
    }

    fn broken(&self, what: &str) -> Error {
        crate::index::damaged(self.index.directory(), what)
    }
}
