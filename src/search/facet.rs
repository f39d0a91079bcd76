//! How many statements there are of what.

use tantivy::collector::Count;

use super::count::{self, ValueCounts, Values};
use super::{Counted, Search};
use crate::error::Result;
use crate::index::schema::{self, column};
use crate::names;
use crate::query::Query;

/// What statements and articles can be counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// People and organizations that speak.
    Speakers,
    /// Organizations of roles and in the words.
    Organizations,
    /// Topics of the articles.
    Topics,
    /// Outlets.
    Outlets,
    /// Who wrote the articles.
    Authors,
    /// What the sources are: persons, organizations, groups, documents, or unnamed.
    Kinds,
    /// The words that report.
    Cues,
    /// Months of publication, in their order.
    Months,
}

impl Facet {
    /// All facets, as they are shown to people.
    pub const ALL: [Facet; 8] = [
        Facet::Speakers,
        Facet::Kinds,
        Facet::Organizations,
        Facet::Topics,
        Facet::Outlets,
        Facet::Authors,
        Facet::Months,
        Facet::Cues,
    ];

    /// Which column has its values.
    pub(super) fn column(self) -> &'static str {
        match self {
            Facet::Speakers => column::SPEAKER,
            Facet::Organizations => column::ORGANIZATION,
            Facet::Topics => column::TOPIC,
            Facet::Outlets => column::OUTLET,
            Facet::Authors => column::AUTHOR,
            Facet::Kinds => column::SPEAKER_KIND,
            Facet::Cues => column::CUE,
            Facet::Months => column::MONTH,
        }
    }

    /// The values of its column, spellings of one together, in the order in which they are shown.
    pub(super) fn grouped(self, values: Values) -> Vec<Counted> {
        let mut counted = match self {
            Facet::Speakers | Facet::Authors | Facet::Organizations => count::grouped_by_key(&values),
            _ => count::grouped(values, names::outlet_key),
        };
        if self == Facet::Months {
            counted.sort_by(|one, other| one.name.cmp(&other.name));
        }
        counted
    }
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

impl Search<'_> {
    /// How large the index is, each printing counted.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn totals(&self) -> Result<Totals> {
        let all = Query::default();
        Ok(Totals {
            articles: self.run(self.compile(&all, schema::ARTICLE)?.as_ref(), &Count)?,
            statements: self.run(self.compile(&all, schema::STATEMENT)?.as_ref(), &Count)?,
            speakers: self.list(&all, Facet::Speakers)?.len(),
            outlets: self.articles_by_outlet()?,
        })
    }

    fn articles_by_outlet(&self) -> Result<usize> {
        let articles = self.compile(&Query::default(), schema::ARTICLE)?;
        let counts = self.run(articles.as_ref(), &ValueCounts::of(column::OUTLET))?;
        Ok(count::grouped(counts, names::outlet_key).len())
    }
}
