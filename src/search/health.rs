//! The health of an archive: what was read, what its articles lack, and what was passed over.

use tantivy::collector::TopDocs;
use tantivy::query::BooleanQuery;

use super::count::{ValueCounts, grouped};
use super::{Counted, Search, Totals, order};
use crate::contract::{ArticleJson, HeadJson};
use crate::error::Result;
use crate::index::schema::{self, column};
use crate::quality::Problem;
use crate::query::Query;

/// How an archive was read.
#[derive(Clone, Debug)]
pub struct Health {
    /// How large it is.
    pub totals: Totals,
    /// Articles by the shape in which they were read.
    pub shapes: Vec<Counted>,
    /// Articles by language; those of which none is known are not counted.
    pub languages: Vec<Counted>,
    /// What is wrong with how many articles; only what is wrong with any.
    pub concerns: Vec<Concerned>,
    /// How many articles print a story that others print too.
    pub printings: usize,
    /// How many stories these are.
    pub stories: usize,
}

/// How many articles something is wrong with.
#[derive(Clone, Debug)]
pub struct Concerned {
    /// What.
    pub concern: Problem,
    /// How many articles.
    pub count: u64,
    /// Some of them.
    pub examples: Vec<HeadJson>,
}

impl Search<'_> {
    /// The health of all that is indexed, each concern with this many examples at most.
    ///
    /// Costs a look at three columns for each article.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn health(&self, examples: usize) -> Result<Health> {
        let (printings, stories) = self.shared.stories().counts();
        let mut concerns = Vec::new();
        let counts = self.of_articles(column::CONCERN)?;
        for concern in Problem::ALL {
            let Some(counted) = counts.iter().find(|counted| counted.name == concern.name()) else { continue };
            concerns.push(Concerned { concern, count: counted.count, examples: self.examples(concern, examples)? });
        }
        Ok(Health {
            totals: self.totals()?,
            shapes: self.of_articles(column::SHAPE)?,
            languages: self.of_articles(column::LANGUAGE)?,
            concerns,
            printings,
            stories,
        })
    }

    fn of_articles(&self, column: &'static str) -> Result<Vec<Counted>> {
        let articles = self.compile(&Query::default(), schema::ARTICLE)?;
        Ok(grouped(self.run(articles.as_ref(), &ValueCounts::of(column))?, str::to_owned))
    }

    fn examples(&self, concern: Problem, limit: usize) -> Result<Vec<HeadJson>> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let query = BooleanQuery::intersection(vec![
            self.compiler().term(self.index.fields.concern, concern.name()),
            self.compiler().term(self.index.fields.document, schema::ARTICLE),
        ]);
        let places = self.run(&query, &TopDocs::with_limit(limit).order_by(order::place()))?;
        let head = |(_, place)| Ok(self.json::<ArticleJson>(place)?.head);
        places.into_iter().map(head).collect()
    }
}
