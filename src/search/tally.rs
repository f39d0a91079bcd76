//! What matches, counted: by the values of a facet, by month without a gap, and as a whole.

use std::collections::BTreeMap;

use serde::Serialize;

use super::count::ValueCounts;
use super::fold::Fold;
use super::{Counted, Facet, Search};
use crate::error::Result;
use crate::index::schema;
use crate::query::Query;

/// A facet, and how many statements each of its values has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// What is counted by.
    pub facet: Facet,
    /// The values, most first; months in their order.
    pub counts: Vec<Counted>,
}

/// How much there is of what matches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Extent {
    /// Statements.
    pub statements: usize,
    /// People and organizations that speak in them.
    pub speakers: usize,
    /// Outlets that print them.
    pub outlets: usize,
    /// The first month, such as `2016-03`.
    pub first: Option<String>,
    /// The last month.
    pub last: Option<String>,
}

impl Tally {
    /// The same with a zero for each month between two that have statements.
    pub fn without_gaps(self) -> Self {
        let months = self.counts.into_iter().map(|month| (month.name, month.count)).collect();
        let counts = without_gaps(&months).into_iter().map(|(name, count)| Counted { name, count }).collect();
        Self { counts, ..self }
    }
}

impl Search<'_> {
    /// How many statements that match each value of a facet has, most first; months in their order. An outlet has all that it
    /// printed.
    ///
    /// # Errors
    /// When the index cannot be read, or a topic is asked for that nobody knows.
    pub fn list(&self, query: &Query, facet: Facet) -> Result<Vec<Counted>> {
        Ok(self.tallies(query, &[facet])?.into_iter().flat_map(|tally| tally.counts).collect())
    }

    /// The same for some facets, for which it is looked once what stands for which printings.
    ///
    /// # Errors
    /// When the index cannot be read, or a topic is asked for that nobody knows.
    pub fn tallies(&self, query: &Query, facets: &[Facet]) -> Result<Vec<Tally>> {
        self.check_topics(query)?;
        let compiled = self.compile(query, schema::STATEMENT)?;
        let fold = match facets {
            [] | [Facet::Outlets] => Fold::default(),
            _ => self.fold(compiled.as_ref(), schema::STATEMENT)?,
        };
        let tally = |facet: &Facet| {
            let counts = ValueCounts::of(facet.column());
            let values = match facet {
                Facet::Outlets => self.run(compiled.as_ref(), &counts)?,
                _ => self.run_shown(compiled.as_ref(), counts, &fold)?,
            };
            Ok(Tally { facet: *facet, counts: facet.grouped(values) })
        };
        facets.iter().map(tally).collect()
    }

    /// How much there is of what matches.
    ///
    /// # Errors
    /// When the index cannot be read, or a topic is asked for that nobody knows.
    pub fn extent(&self, query: &Query) -> Result<Extent> {
        let tallies = self.tallies(query, &[Facet::Speakers, Facet::Outlets, Facet::Months])?;
        let months = counts(&tallies, Facet::Months);
        Ok(Extent {
            statements: self.count(query, false)?,
            speakers: counts(&tallies, Facet::Speakers).len(),
            outlets: counts(&tallies, Facet::Outlets).len(),
            first: months.first().map(|month| month.name.clone()),
            last: months.last().map(|month| month.name.clone()),
        })
    }
}

/// The counts by one of the facets.
pub(super) fn counts(tallies: &[Tally], facet: Facet) -> &[Counted] {
    tallies.iter().find(|tally| tally.facet == facet).map_or(&[], |tally| &tally.counts)
}

/// The same counts by month with a zero for each month between that has none.
pub fn without_gaps(months: &BTreeMap<String, u64>) -> BTreeMap<String, u64> {
    let number = |month: &str| {
        let (year, month) = month.split_once('-')?;
        Some(year.parse::<u32>().ok()? * 12 + month.parse::<u32>().ok()?.checked_sub(1)?)
    };
    let ends = (months.keys().find_map(|month| number(month)), months.keys().rev().find_map(|month| number(month)));
    let (Some(first), Some(last)) = ends else { return months.clone() };
    let empty = (first..=last).map(|number| (format!("{:04}-{:02}", number / 12, number % 12 + 1), 0));
    let mut filled: BTreeMap<String, u64> = empty.collect();
    filled.extend(months.iter().map(|(month, count)| (month.clone(), *count)));
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_between_have_none() {
        let months = BTreeMap::from([("2021-11".to_owned(), 3), ("2022-02".to_owned(), 1)]);
        let filled: Vec<_> = without_gaps(&months).into_iter().collect();
        let expected = [("2021-11", 3), ("2021-12", 0), ("2022-01", 0), ("2022-02", 1)];
        assert_eq!(filled, expected.map(|(month, count)| (month.to_owned(), count)));
        assert!(without_gaps(&BTreeMap::new()).is_empty());
    }
}
