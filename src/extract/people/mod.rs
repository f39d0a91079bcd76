//! The people of a text: who is named in full, which later names and pronouns mean them, and in what role they speak.
//!
//! In order: `capitalized` and `finder` find the stretches of capitalized words, `introduce` takes from them the people
//! of the text ([`person`]), `mention` finds every place that names one, `pronoun` resolves “he” and “she”, `referent`
//! finds the person that a source means, and `role` reads the role beside a name.

pub(crate) mod capitalized;
pub(crate) mod countries;
mod finder;
pub(crate) mod gender;
mod introduce;
mod kinship;
mod mention;
mod officeholders;
mod person;
mod pronoun;
mod referent;
mod role;
mod role_nouns;

pub(crate) use finder::{Finder, Sources};
pub(crate) use mention::{Mention, Mentions};
pub(crate) use referent::Referent;
pub(crate) use role::Roles;
pub(crate) use role_nouns::is_office;
