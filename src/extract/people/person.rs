//! The persons of a text, and how one is found by any of the names that the text uses.

use rustc_hash::FxHashMap;
use std::ops::Range;

use super::gender::Gender;
use crate::extract::resolution_steps::Why;
use crate::names;

/// A person of the text.
#[derive(Debug)]
pub(crate) struct Person {
    /// The longest form of the name, without titles.
    pub(crate) name: String,
    pub(crate) given: String,
    /// Empty where the text gives none.
    pub(crate) surname: String,
    /// “Bea” of Beatriz “Bea” Alcorn.
    pub(crate) nick: Option<String>,
    pub(crate) gender: Gender,
    /// How often the text names the person so far.
    pub(crate) mentions: usize,
    /// Lower-case words of the roles that the text gives: “mayor”, “spokeswoman”, “new york”.
    pub(crate) roles: Vec<String>,
    /// Whether the text gives the full name.
    pub(crate) full: bool,
    /// Where else the full name comes from.
    pub(crate) known_from: Option<Why>,
    /// Where the full name stands, as tokens, in order.
    pub(crate) places: Vec<Range<usize>>,
}

impl Person {
    /// Someone whom the text calls by one name.
    pub(crate) fn of_one_name(name: &str, place: Range<usize>) -> Self {
        Self {
            name: name.to_owned(),
            given: String::new(),
            surname: names::fold(name),
            nick: None,
            gender: Gender::Unknown,
            mentions: 0,
            roles: Vec::new(),
            full: false,
            known_from: None,
            places: vec![place],
        }
    }

    /// Takes the full name that is known from elsewhere.
    pub(crate) fn be(&mut self, full_name: &str, gender: Gender, from: Why) {
        self.known_from = Some(from);
        self.name = full_name.to_owned();
        self.gender = self.gender.or(gender);
        self.given = full_name.split(' ').next().unwrap_or_default().to_lowercase();
    }
}

/// The persons of a text, in the order in which it introduces them.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) all: Vec<Person>,
    /// The numbers of those whom a family name, given name or nickname names.
    by_name: FxHashMap<String, Vec<usize>>,
}

impl People {
    /// The numbers of the persons whom a name of one word names, in order.
    pub(crate) fn named(&self, name: &str) -> &[usize] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// The first person with this family name of whom something holds.
    pub(crate) fn with_family_name(&mut self, name: &str, holds: impl Fn(&Person) -> bool) -> Option<usize> {
        self.named(name).iter().copied().find(|&k| self.all[k].surname == name && holds(&self.all[k]))
    }

    pub(crate) fn push(&mut self, person: Person) {
        self.all.push(person);
        self.note_names(self.all.len() - 1);
    }

    /// Makes a person be found by the names that are known now.
    pub(crate) fn note_names(&mut self, number: usize) {
        let person = &self.all[number];
        for name in [&person.surname, &person.given].into_iter().chain(&person.nick).filter(|name| !name.is_empty()) {
            let known = self.by_name.entry(name.clone()).or_default();
            if let Err(place) = known.binary_search(&number) {
                known.insert(place, number);
            }
        }
    }
}

/// Whether one of two given names is the initial of the other.
pub(crate) fn initial_of(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.chars().count() == 1 && long.starts_with(short)
}
