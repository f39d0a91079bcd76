//! Ranks the documents that match, and finds the places of a page of them.

use tantivy::collector::sort_key::ComparatorEnum;
use tantivy::collector::{Collector, TopDocs};
use tantivy::{DocAddress, Order};

use super::order;
use super::read::Places;
use crate::error::Result;
use crate::query::Query;
use crate::search::Search;
use crate::search::collapse::Collapsed;

/// How hits are ordered. Equal hits come newest first, then by their place in the folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Speech before thoughts, and what is uncertain last; then best match first, or newest first if the query has no words.
    #[default]
    Relevance,
    /// Newest first; hits without a date last.
    Newest,
    /// Oldest first; hits without a date last.
    Oldest,
    /// In an order that looks random, and is the same for this seed: the first of them are a sample.
    Random(u64),
}

/// Which hits to return.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Their order.
    pub sort: Sort,
    /// How many at most.
    pub limit: usize,
    /// How many to skip.
    pub offset: usize,
}

/// A page that ends later is only collected once the number of hits is known.
const EARLY: usize = 1000;
/// How many more than the page are collected, since some of them can turn out to be reprints.
const SPARE: usize = 40;

/// All documents that match, with the places of those on the page and their scores.
pub(in crate::search) fn places(
    search: &Search<'_>,
    query: &Query,
    document: &'static str,
    page: Page,
) -> Result<(Collapsed, Places)> {
    search.check_topics(query)?;
    let matching = Matching { search, query: search.compile(query, document)?, document, page };
    let (date, (place, number)) = (order::date(), order::place());
    match page.sort {
        Sort::Relevance if !query.words().is_empty() => {
            let order = (order::Grade, order::Telling, (date, Order::Desc), (place, number));
            let (collapsed, best) = matching.best(|top| top.order_by(order.clone()))?;
            Ok((collapsed, best.into_iter().map(|((_, score, ..), place)| (score, place)).collect()))
        }
        Sort::Oldest => {
            let order = ((date, ComparatorEnum::from(Order::Asc)), place, number);
            matching.best(|top| top.order_by(order.clone())).map(unscored)
        }
        Sort::Random(seed) => {
            let order = (order::Shuffled(seed), place, number);
            matching.best(|top| top.order_by(order.clone())).map(unscored)
        }
        Sort::Relevance => {
            let order = (order::Grade, (date, Order::Desc), place, number);
            matching.best(|top| top.order_by(order.clone())).map(unscored)
        }
        Sort::Newest => {
            let order = ((date, Order::Desc), place, number);
            matching.best(|top| top.order_by(order.clone())).map(unscored)
        }
    }
}

fn unscored<K>((collapsed, best): (Collapsed, Vec<(K, DocAddress)>)) -> (Collapsed, Places) {
    (collapsed, best.into_iter().map(|(_, place)| (0.0, place)).collect())
}

/// The documents that match a query, of which one page is asked for.
struct Matching<'s, 'i> {
    search: &'s Search<'i>,
    query: Box<dyn tantivy::query::Query>,
    document: &'static str,
    page: Page,
}

impl Matching<'_, '_> {
    /// All documents, and the page in the order of `collector`. An early page takes one pass over the index, others two.
    fn best<K, C: Collector<Fruit = Vec<(K, DocAddress)>>>(
        &self,
        collector: impl Fn(TopDocs) -> C,
    ) -> Result<(Collapsed, Vec<(K, DocAddress)>)> {
        let Page { limit, offset, .. } = self.page;
        let end = offset.saturating_add(limit);
        let mut known = None;
        if limit > 0 && end <= EARLY {
            let reprints = self.search.reprint_collector(self.document);
            let top = collector(TopDocs::with_limit(end + SPARE));
            let (collapsed, mut best) = self.search.run(self.query.as_ref(), &(reprints, top))?;
            let is_all = best.len() < end + SPARE;
            best.retain(|(_, place)| collapsed.shows(*place));
            if is_all || best.len() >= end {
                return Ok((collapsed, best.into_iter().skip(offset).take(limit).collect()));
            }
            known = Some(collapsed);
        }
        let collapsed = known.map_or_else(|| self.search.collapse(self.query.as_ref(), self.document), Ok)?;
        let limit = limit.min(collapsed.total.saturating_sub(offset));
        if limit == 0 {
            return Ok((collapsed, Vec::new()));
        }
        let top = collector(TopDocs::with_limit(limit).and_offset(offset));
        let best = self.search.run_shown(self.query.as_ref(), top, &collapsed)?;
        Ok((collapsed, best))
    }
}
