//! The facets that statements and articles can be counted by.

use super::values::{self, Values};
use crate::index::schema::column;
use crate::names;
use crate::search::Counted;

/// A facet that statements and articles can be counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// People and organizations that speak.
    Speakers,
    /// Organizations in roles and in the words.
    Organizations,
    /// Topics of the articles.
    Topics,
    /// Outlets.
    Outlets,
    /// Who wrote the articles.
    Authors,
    /// What the sources are: persons, organizations, groups, documents, or unnamed.
    Kinds,
    /// Reporting verbs.
    Cues,
    /// Months of publication, in order.
    Months,
    /// Roles of the speakers.
    Roles,
}

impl Facet {
    /// All facets that are shown unless some are named, in this order.
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

    /// The column with its values.
    pub(in crate::search) fn column(self) -> &'static str {
        match self {
            Facet::Speakers => column::SPEAKER,
            Facet::Organizations => column::ORGANIZATION,
            Facet::Topics => column::TOPIC,
            Facet::Outlets => column::OUTLET,
            Facet::Authors => column::AUTHOR,
            Facet::Kinds => column::SPEAKER_KIND,
            Facet::Cues => column::CUE,
            Facet::Months => column::MONTH,
            Facet::Roles => column::ROLE,
        }
    }

    /// The values of its column, with their spellings joined, in the order in which they are shown.
    pub(in crate::search) fn grouped(self, counts: Values) -> Vec<Counted> {
        let mut counted = match self {
            Facet::Authors | Facet::Organizations => values::grouped_by_key(&counts),
            Facet::Outlets => values::grouped(counts, names::known_outlet_key),
            _ => values::grouped(counts, names::outlet_key),
        };
        if self == Facet::Months {
            counted.sort_by(|one, other| one.name.cmp(&other.name));
        }
        counted
    }
}
