//! The best of what matches, in the order that is asked for, and how much matches.

use tantivy::collector::sort_key::{ComparatorEnum, SortBySimilarityScore};
use tantivy::collector::{Collector, TopDocs};
use tantivy::{DocAddress, Order};

use super::fold::Fold;
use super::{Search, order};
use crate::error::Result;
use crate::query::Query;

/// How hits are ordered. Equal ones come newest first, and then by their place in the folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best match first; without words to match, newest first.
    #[default]
    Relevance,
    /// Newest first; those without a date last.
    Newest,
    /// Oldest first; those without a date last.
    Oldest,
}

/// Which of the hits to give.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Their order.
    pub sort: Sort,
    /// How many at most.
    pub limit: usize,
    /// How many to leave out before.
    pub offset: usize,
}

/// A page that ends later is collected when it is known how many hits there are.
const EARLY: usize = 1000;
/// How many more than the page are collected while it is not known which of them other printings stand for.
const SPARE: usize = 40;

impl Search<'_> {
    /// All that match, and the places of those on the page with their scores.
    pub(super) fn places(
        &self,
        query: &Query,
        document: &'static str,
        page: Page,
    ) -> Result<(Fold, Vec<(f32, DocAddress)>)> {
        self.check_topics(query)?;
        let matching = Matching { search: self, query: self.compile(query, document)?, document, page };
        let (date, (place, number)) = (order::date(), order::place());
        match page.sort {
            Sort::Relevance if !query.words().is_empty() => {
                let order = (SortBySimilarityScore, (date, Order::Desc), place, number);
                let (fold, best) = matching.best(|top| top.order_by(order.clone()))?;
                Ok((fold, best.into_iter().map(|((score, ..), place)| (score, place)).collect()))
            }
            Sort::Oldest => {
                let order = ((date, ComparatorEnum::from(Order::Asc)), place, number);
                let (fold, best) = matching.best(|top| top.order_by(order.clone()))?;
                Ok((fold, best.into_iter().map(|(_, place)| (0.0, place)).collect()))
            }
            Sort::Relevance | Sort::Newest => {
                let order = ((date, Order::Desc), place, number);
                let (fold, best) = matching.best(|top| top.order_by(order.clone()))?;
                Ok((fold, best.into_iter().map(|(_, place)| (0.0, place)).collect()))
            }
        }
    }
}

/// What matches a query, of which a page is asked for.
struct Matching<'s> {
    search: &'s Search<'s>,
    query: Box<dyn tantivy::query::Query>,
    document: &'static str,
    page: Page,
}

impl Matching<'_> {
    /// All, and the page by the order of `collector`; in one pass where the page is among the first.
    fn best<K, C: Collector<Fruit = Vec<(K, DocAddress)>>>(
        &self,
        collector: impl Fn(TopDocs) -> C,
    ) -> Result<(Fold, Vec<(K, DocAddress)>)> {
        let Page { limit, offset, .. } = self.page;
        let end = offset.saturating_add(limit);
        let mut known = None;
        if limit > 0 && end <= EARLY {
            let printings = self.search.printings(self.document);
            let top = collector(TopDocs::with_limit(end + SPARE));
            let (fold, mut best) = self.search.run(self.query.as_ref(), &(printings, top))?;
            let all = best.len() < end + SPARE;
            best.retain(|(_, place)| fold.shows(*place));
            if all || best.len() >= end {
                return Ok((fold, best.into_iter().skip(offset).take(limit).collect()));
            }
            known = Some(fold);
        }
        let fold = known.map_or_else(|| self.search.fold(self.query.as_ref(), self.document), Ok)?;
        let limit = limit.min(fold.total.saturating_sub(offset));
        if limit == 0 {
            return Ok((fold, Vec::new()));
        }
        let top = collector(TopDocs::with_limit(limit).and_offset(offset));
        let best = self.search.run_shown(self.query.as_ref(), top, &fold)?;
        Ok((fold, best))
    }
}
