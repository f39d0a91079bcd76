//! Counts: facets, timelines, topics, profiles of speakers, and the health of an archive.

mod facet;
pub(super) mod health;
pub(super) mod profile;
pub(super) mod tally;
pub(super) mod topics;
pub(super) mod values;

pub use facet::Facet;
pub use health::{Concerned, Health, Totals};
pub use profile::{Profile, Role, UNCERTAIN};
pub use tally::{Extent, Tally, without_gaps};
pub use topics::TopicCount;
