//! Counts of matching statements: by the values of a facet, by month, and in all.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Facet;
use super::values::{ValueCounts, grouped};
use crate::error::Result;
use crate::index::schema;
use crate::query::Query;
use crate::search::collapse::Collapsed;
use crate::search::{Counted, Search, people};

/// A facet, and how many statements each of its values has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tally {
    /// The facet.
    pub facet: Facet,
    /// The values, most first; months in order.
    pub counts: Vec<Counted>,
}

/// How many statements match, and how far they reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Extent {
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
    /// Adds a zero for each month without statements between the first and the last.
    pub(crate) fn without_gaps(self) -> Self {
        let months = self.counts.into_iter().map(|month| (month.name, month.count)).collect();
        let counts = without_gaps(&months).into_iter().map(|(name, count)| Counted { name, count }).collect();
        Self { counts, ..self }
    }
}

pub(in crate::search) fn tallies(search: &Search<'_>, query: &Query, facets: &[Facet]) -> Result<Vec<Tally>> {
    search.check_topics(query)?;
    let compiled = search.compile(&query.of_claims(), schema::STATEMENT)?;
    // An outlet counts all that it printed, with reprints.
    let collapsed = match facets {
        [] | [Facet::Outlets] => Collapsed::default(),
        _ => search.collapse(compiled.as_ref(), schema::STATEMENT)?,
    };
    let tally = |facet: &Facet| {
        if *facet == Facet::Speakers {
            let speakers = people::shown(search, compiled.as_ref(), &collapsed)?;
            // A person and an organization of one name are one value.
            let named = speakers.into_iter().map(|speaker| (speaker.name, speaker.count));
            return Ok(Tally { facet: *facet, counts: grouped(named, str::to_owned) });
        }
        let counts = ValueCounts::of(facet.column());
        let values = match facet {
            Facet::Outlets => search.run(compiled.as_ref(), &counts)?,
            _ => search.run_shown(compiled.as_ref(), counts, &collapsed)?,
        };
        Ok(Tally { facet: *facet, counts: facet.grouped(values) })
    };
    facets.iter().map(tally).collect()
}

pub(in crate::search) fn extent(search: &Search<'_>, query: &Query) -> Result<Extent> {
    let tallies = tallies(search, query, &[Facet::Speakers, Facet::Outlets, Facet::Months])?;
    let months = counts(&tallies, Facet::Months);
    Ok(Extent {
        statements: search.count_statements(query)?,
        speakers: counts(&tallies, Facet::Speakers).len(),
        outlets: counts(&tallies, Facet::Outlets).len(),
        first: months.first().map(|month| month.name.clone()),
        last: months.last().map(|month| month.name.clone()),
    })
}

/// The counts by one of the facets.
pub(super) fn counts(tallies: &[Tally], facet: Facet) -> &[Counted] {
    tallies.iter().find(|tally| tally.facet == facet).map_or(&[], |tally| &tally.counts)
}

/// Adds a zero for each month that is missing between the first and the last.
pub(crate) fn without_gaps(months: &BTreeMap<String, u64>) -> BTreeMap<String, u64> {
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
    fn missing_months_have_zero() {
        let months = BTreeMap::from([("2021-11".to_owned(), 3), ("2022-02".to_owned(), 1)]);
        let filled: Vec<_> = without_gaps(&months).into_iter().collect();
        let expected = [("2021-11", 3), ("2021-12", 0), ("2022-01", 0), ("2022-02", 1)];
        assert_eq!(filled, expected.map(|(month, count)| (month.to_owned(), count)));
        assert!(without_gaps(&BTreeMap::new()).is_empty());
    }
}
