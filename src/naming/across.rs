//! The rules for names over a whole archive: nicknames that the lists lack, names that are never one person's, and old names.

use std::collections::{BTreeMap, BTreeSet};

use super::Names;
use crate::names::PersonName;

/// What the user's rules say about the people of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AcrossArchive {
    /// The formal given name of each nickname, folded.
    pub(crate) nicknames: BTreeMap<String, String>,
    /// The keys of pairs of names that are two people's, the smaller first.
    pub(crate) apart: BTreeSet<(String, String)>,
    /// The new name of each name that is renamed, by the key of the old one.
    pub(crate) renamed: BTreeMap<String, String>,
}

impl AcrossArchive {
    /// Adds the rules of a file.
    pub(crate) fn add(&mut self, names: &Names) {
        self.nicknames.extend(names.across.nicknames.clone());
        self.apart.extend(names.across.apart.iter().cloned());
        self.renamed.extend(names.across.renamed.clone());
    }

    /// A name with the formal given name in place of the nickname, if the rules have one for it.
    pub(crate) fn formal(&self, name: &PersonName) -> Option<PersonName> {
        let formal = self.nicknames.get(name.given()?)?;
        Some(name.with_given(formal))
    }

    /// Whether two names are two people's.
    pub(crate) fn are_apart(&self, one: &str, other: &str) -> bool {
        let (first, last) = if one < other { (one, other) } else { (other, one) };
        !self.apart.is_empty() && self.apart.contains(&(first.to_owned(), last.to_owned()))
    }
}

/// The pairs of some names, by their keys.
pub(super) fn pairs(names: &[String]) -> impl Iterator<Item = (String, String)> {
    let mut keys: Vec<String> = names.iter().map(|name| PersonName::of(name).key()).collect();
    keys.sort();
    (0..keys.len()).flat_map(move |one| {
        let keys = keys.clone();
        (one + 1..keys.len()).map(move |other| (keys[one].clone(), keys[other].clone()))
    })
}
