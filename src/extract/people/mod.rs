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
mod no_name;
mod officeholders;
mod person;
mod pronoun;
mod referent;
mod role;
mod role_nouns;

pub(crate) use finder::{Finder, Sources};
pub(crate) use mention::{Mention, Mentions};
pub(crate) use no_name::is_no_name;
pub(crate) use officeholders::{is_family_of_officeholder, is_officeholder};
pub(crate) use referent::Referent;
pub(crate) use role::Roles;
pub(crate) use role_nouns::is_office;

/// Whether a word in lower case is on the list of given names.
pub(crate) fn is_given_name(word: &str) -> bool {
    gender::of_given_name(word).is_some()
}
