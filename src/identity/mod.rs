//! The people of an archive: which forms of names are one person's.
//!
//! An article names a person in its own way: “Joe Holm”, “Joseph R. Holm Jr.”, “Holm” alone. After each run the forms that an archive
//! has are joined into people. Names are compared only within one family name:
//!
//! 1. A name whose roles exclude each other in one period is several people's (`namesakes`).
//! 2. Full names are joined by their spelling (`bond`), the strongest bonds first, unless the articles say that they are two people:
//!    both speak in one text, their roles have nothing in common, or another name could as well be the same person (`block`).
//! 3. A family name alone is whose the articles of the outlet in those months mean, if nine in ten statements agree (`by_archive`).
//!
//! Nothing is joined because a family name is rare. The result depends on the articles alone, not on their order or on earlier runs.
//! Costs linear time in the number of names, but for names that share a family name and a given name.

mod block;
mod bond;
mod by_archive;
mod facts;
mod given_names;
mod namesakes;
mod people;
mod resolution;
mod roles;
mod verdict;

pub(crate) use bond::{Bond, bond};
pub(crate) use facts::{Archive, ArticleFacts, NO_MONTH, NameFacts};
pub(crate) use people::{Family, Join, Owner, People};
pub(crate) use resolution::resolve;
pub(crate) use verdict::{Verdict, verdict};

use crate::names::PersonName;

/// The id of a person: the words of a name with hyphens between.
pub(crate) fn slug(key: &str) -> String {
    let words = key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// The key under which names that can be one person's are compared.
pub(crate) fn family_key(name: &PersonName) -> &str {
    given_names::family_key(name.family())
}
