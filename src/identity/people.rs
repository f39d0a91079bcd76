//! The people of an archive, by the forms of their names.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::bond::Bond;
use super::slug;
use crate::names::PersonName;

/// A person with several names in the articles, or one of several people of one name. A person with one name of their own needs no
/// entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Person {
    /// The shortest full name, with hyphens between the words. It stays as long as the person has that name.
    pub(crate) id: String,
    /// The commonest full name; of several people with it, each has the occupation after it: “John Smith (mayor)”.
    pub(crate) name: String,
    /// The keys of all forms, in order; some can be other people's too.
    pub(crate) keys: Vec<String>,
    /// What joined them.
    pub(crate) joins: Vec<Join>,
}

/// Two forms that were joined, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Join {
    pub(crate) one: String,
    pub(crate) other: String,
    pub(crate) bond: Bond,
}

/// Whose a form of a name is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Owner {
    /// Whose it is in most articles, by number, and how clear that is, from 0 to 1; `None` if it is nobody's for sure.
    pub(crate) usual: Option<(u32, f32)>,
    /// The articles in which it is somebody else's, by the key of the article, in order.
    pub(crate) others: Vec<(u64, Option<(u32, f32)>)>,
}

/// What the names of one family name came to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Family {
    /// The family name.
    pub(super) name: String,
    /// A hash of what was known of its names.
    pub(super) facts: u64,
    pub(super) people: Vec<Person>,
    /// The owners of forms, with the people by their number in this family.
    pub(super) owners: Vec<(String, Owner)>,
}

/// The people of an archive.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct People {
    /// In the order of the family names.
    families: Vec<Family>,
    /// The new name of each name that the user's rules rename, by the key of the old one.
    renamed: BTreeMap<String, String>,
    people: Vec<Person>,
    owners: FxHashMap<String, Owner>,
    /// The people with an id.
    ids: FxHashMap<String, Vec<u32>>,
}

impl Person {
    /// Whether a form of the name is the person's by the other articles of the archive.
    pub(crate) fn is_by_archive(&self, key: &str) -> bool {
        let is_form = |join: &Join| join.bond == Bond::ByArchive && PersonName::of(&join.one).key() == key;
        self.joins.iter().any(is_form)
    }
}

impl People {
    pub(crate) fn new(families: Vec<Family>, renamed: BTreeMap<String, String>) -> Self {
        let mut all = Self::default();
        for family in &families {
            let first = all.people.len() as u32;
            all.people.extend(family.people.iter().cloned());
            let shifted = |owner: Option<(u32, f32)>| owner.map(|(person, share)| (person + first, share));
            for (key, owner) in &family.owners {
                let others = owner.others.iter().map(|(article, owner)| (*article, shifted(*owner))).collect();
                all.owners.insert(key.clone(), Owner { usual: shifted(owner.usual), others });
            }
        }
        for (number, person) in (0..).zip(&all.people) {
            // The ids of the forms lead to the person too: one of them can have been the person's before.
            let ids =
                person.keys.iter().filter(|key| key.contains(' ')).map(|key| slug(key)).chain([person.id.clone()]);
            for id in ids {
                let known = all.ids.entry(id).or_default();
                if !known.contains(&number) {
                    known.push(number);
                }
            }
        }
        Self { families, renamed, ..all }
    }

    /// What each family name came to, in order.
    pub(super) fn families(&self) -> &[Family] {
        &self.families
    }

    /// What each family name came to, and the new names of renamed ones, to keep until the next run.
    pub(crate) fn into_parts(self) -> (Vec<Family>, BTreeMap<String, String>) {
        (self.families, self.renamed)
    }

    /// The new name of a name that the user's rules rename, by the key of the old one.
    pub(crate) fn renamed(&self, key: &str) -> Option<&str> {
        self.renamed.get(key).map(String::as_str)
    }

    /// A person by number.
    pub(crate) fn person(&self, number: u32) -> &Person {
        &self.people[number as usize]
    }

    /// Whose a form is, if it is not simply whoever has that name.
    pub(crate) fn owner(&self, key: &str) -> Option<&Owner> {
        self.owners.get(key)
    }

    /// The people with this id, now or formerly.
    pub(crate) fn with_id(&self, id: &str) -> &[u32] {
        self.ids.get(id).map_or(&[], Vec::as_slice)
    }
}

impl Owner {
    /// Whose the form is in an article.
    pub(crate) fn in_article(&self, article: u64) -> Option<(u32, f32)> {
        match self.others.binary_search_by_key(&article, |(known, _)| *known) {
            Ok(place) => self.others[place].1,
            Err(_) => self.usual,
        }
    }
}
