//! The health of an archive: what was read, and what its articles lack.

use tantivy::collector::{Count, TopDocs};
use tantivy::query::BooleanQuery;

use super::Facet;
use super::values::{ValueCounts, grouped};
use crate::article::Place;
use crate::error::Result;
use crate::index::schema::{self, column};
use crate::names;
use crate::quality::Problem;
use crate::query::Query;
use crate::search::answer::order;
use crate::search::answer::read::Store;
use crate::search::{Counted, Search};

/// How an archive was read.
#[derive(Clone, Debug)]
pub(crate) struct Health {
    /// How large it is.
    pub totals: Totals,
    /// Articles by the shape in which they were read.
    pub shapes: Vec<Counted>,
    /// Articles by language; articles of unknown language are not counted.
    pub languages: Vec<Counted>,
    /// The concerns that any article has.
    pub concerns: Vec<Concerned>,
    /// How many articles have reprints.
    pub printings: usize,
    /// How many different stories these print.
    pub stories: usize,
}

/// A concern, and the articles that have it.
#[derive(Clone, Debug)]
pub(crate) struct Concerned {
    /// The concern.
    pub concern: Problem,
    /// How many articles.
    pub count: u64,
    /// Where some of them are.
    pub examples: Vec<Place>,
}

/// How large an index is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Articles.
    pub articles: usize,
    /// Statements.
    pub statements: usize,
    /// Different names of speakers.
    pub speakers: usize,
    /// Different outlets.
    pub outlets: usize,
}

pub(in crate::search) fn health(search: &Search<'_>, examples: usize) -> Result<Health> {
    let (reprints, stories) = search.reprints.groups().counts();
    let mut concerns = Vec::new();
    let counts = of_articles(search, column::CONCERN)?;
    for concern in Problem::ALL {
        let Some(counted) = counts.iter().find(|counted| counted.name == concern.name()) else { continue };
        let examples = self::examples(search, concern, examples)?;
        concerns.push(Concerned { concern, count: counted.count, examples });
    }
    Ok(Health {
        totals: totals(search)?,
        shapes: of_articles(search, column::SHAPE)?,
        languages: of_articles(search, column::LANGUAGE)?,
        concerns,
        printings: reprints,
        stories,
    })
}

pub(in crate::search) fn totals(search: &Search<'_>) -> Result<Totals> {
    let all = Query::default();
    let count = |document| search.run(search.compile(&all, document)?.as_ref(), &Count);
    let outlets = search.run(search.compile(&all, schema::ARTICLE)?.as_ref(), &ValueCounts::of(column::OUTLET))?;
    Ok(Totals {
        articles: count(schema::ARTICLE)?,
        statements: count(schema::STATEMENT)?,
        speakers: search.list(&all, Facet::Speakers)?.len(),
        outlets: grouped(outlets, names::outlet_key).len(),
    })
}

/// How many articles are in a language whose statements are not found.
pub(in crate::search) fn in_other_languages(search: &Search<'_>) -> Result<u64> {
    let counts = of_articles(search, column::CONCERN)?;
    let other = counts.into_iter().find(|counted| counted.name == Problem::OtherLanguage.name());
    Ok(other.map_or(0, |counted| counted.count))
}

fn of_articles(search: &Search<'_>, column: &'static str) -> Result<Vec<Counted>> {
    let articles = search.compile(&Query::default(), schema::ARTICLE)?;
    Ok(grouped(search.run(articles.as_ref(), &ValueCounts::of(column))?, str::to_owned))
}

fn examples(search: &Search<'_>, concern: Problem, limit: usize) -> Result<Vec<Place>> {
    if limit == 0 {
        return Ok(Vec::new());
    }
    let query = BooleanQuery::intersection(vec![
        search.compiler().term(search.index.fields.concern, concern.name()),
        search.compiler().term(search.index.fields.document, schema::ARTICLE),
    ]);
    let places = search.run(&query, &TopDocs::with_limit(limit).order_by(order::place()))?;
    places.into_iter().map(|(_, place)| Ok(Store(search).article(place)?.article.place)).collect()
}
