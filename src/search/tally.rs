//! What matches, counted: by the values of a facet, by month without a gap, and as a whole.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Counted, Facet, Search};
use crate::error::Result;
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

impl Search<'_> {
    /// Statements that match by month, those months between too that have none. What has no date is not counted.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn timeline(&self, query: &Query) -> Result<Tally> {
        let counted = self.list(query, Facet::Months)?;
        let months = counted.into_iter().map(|month| (month.name, month.count)).collect();
        let counts = without_gaps(&months).into_iter().map(|(name, count)| Counted { name, count }).collect();
        Ok(Tally { facet: Facet::Months, counts })
    }

    /// How much there is of what matches.
    ///
    /// # Errors
    /// When the index cannot be read, or a topic is asked for that nobody knows.
    pub fn extent(&self, query: &Query) -> Result<Extent> {
        let months = self.list(query, Facet::Months)?;
        Ok(Extent {
            statements: self.count(query, false)?,
            speakers: self.list(query, Facet::Speakers)?.len(),
            outlets: self.list(query, Facet::Outlets)?.len(),
            first: months.first().map(|month| month.name.clone()),
            last: months.last().map(|month| month.name.clone()),
        })
    }
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
