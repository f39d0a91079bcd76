//! Counts: facets, timelines, topics, profiles of speakers, and the health of an archive.

mod facet;
pub(super) mod health;
pub(super) mod profile;
pub(super) mod speakers;
pub(super) mod tally;
pub(super) mod topics;
pub(super) mod values;

pub use facet::Facet;
pub(crate) use health::{Health, Totals};
pub(crate) use profile::UNCERTAIN;
pub(crate) use profile::{Profile, Role};
pub(crate) use tally::without_gaps;
pub(crate) use tally::{Extent, Tally};
pub(crate) use topics::TopicCount;
