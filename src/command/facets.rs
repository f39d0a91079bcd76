//! The facets that are asked for by name.

use crate::query::Query;
use crate::search::{Facet, Search, Tally};

use crate::cli::FacetName;

pub(super) fn facet(name: FacetName) -> Facet {
    match name {
        FacetName::Speakers => Facet::Speakers,
        FacetName::Organizations => Facet::Organizations,
        FacetName::Topics => Facet::Topics,
        FacetName::Outlets => Facet::Outlets,
        FacetName::Authors => Facet::Authors,
        FacetName::Kinds => Facet::Kinds,
        FacetName::Cues => Facet::Cues,
        FacetName::Months => Facet::Months,
        FacetName::Roles => Facet::Roles,
    }
}

/// What matches by the facets that are named, by all where none is. With a timeline, months come without a gap.
pub(super) fn tallies(
    search: &Search<'_>,
    query: &Query,
    names: Option<&[FacetName]>,
    timeline: bool,
) -> crate::Result<Vec<Tally>> {
    let mut facets: Vec<Facet> = match names {
        None => Vec::new(),
        Some([]) => Facet::ALL.to_vec(),
        Some(names) => names.iter().map(|name| facet(*name)).collect(),
    };
    if timeline && !facets.contains(&Facet::Months) {
        facets.push(Facet::Months);
    }
    let tallies = search.tallies(query, &facets)?.into_iter();
    let is_timeline = |tally: &Tally| timeline && tally.facet == Facet::Months;
    Ok(tallies.map(|tally| if is_timeline(&tally) { tally.without_gaps() } else { tally }).collect())
}
