//! The people of a text, and the index of their names.

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
    /// “jr” of Donald Trump Jr. A father and a son differ in it.
    pub(crate) suffix: Option<String>,
    /// “Bea” of Beatriz “Bea” Alcorn.
    pub(crate) nick: Option<String>,
    pub(crate) gender: Gender,
    /// How often the text has named the person so far.
    pub(crate) mentions: usize,
    /// Lower-case words of the roles that the text gives: “mayor”, “spokeswoman”, “new york”.
    pub(crate) roles: Vec<String>,
    /// Whether the text gives the full name.
    pub(crate) full: bool,
    /// Where else the full name comes from.
    pub(crate) known_from: Option<Why>,
    /// The places of the full name, as tokens, in order.
    pub(crate) places: Vec<Range<usize>>,
}

impl Person {
    /// Someone whom the text calls by one name.
    pub(crate) fn of_one_name(name: &str, place: Range<usize>) -> Self {
        Self {
            name: name.to_owned(),
            given: String::new(),
            surname: names::fold(name),
            suffix: None,
            nick: None,
            gender: Gender::Unknown,
            mentions: 0,
            roles: Vec::new(),
            full: false,
            known_from: None,
            places: vec![place],
        }
    }

    /// Whether these words in lower case are the end of the full name, and so a family name of several words: the “wasserman schultz”
    /// of Debbie Wasserman Schultz.
    pub(crate) fn has_family_name(&self, words: &[String]) -> bool {
        let own = names::words(&self.name);
        self.full && words.len() > 1 && own.len() > words.len() && own.ends_with(words)
    }

    /// Whether a word in lower case is the person's family name, with or without an Arabic article.
    pub(crate) fn is_of_family(&self, word: &str) -> bool {
        names::without_article(&self.surname) == names::without_article(word)
    }

    /// Sets the full name that another source than the body gives.
    pub(crate) fn set_full_name(&mut self, full_name: &str, gender: Gender, from: Why) {
        self.known_from = Some(from);
        self.name = full_name.to_owned();
        self.gender = self.gender.or(gender);
        self.given = full_name.split(' ').next().unwrap_or_default().to_lowercase();
    }
}

/// The people of a text, in the order in which it introduces them.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) all: Vec<Person>,
    /// Their numbers by family name, given name and nickname.
    by_name: FxHashMap<String, Vec<usize>>,
}

impl People {
    /// The numbers of the people whom a name of one word may mean, in order.
    pub(crate) fn named(&self, name: &str) -> &[usize] {
        self.by_name.get(names::without_article(name)).map_or(&[], Vec::as_slice)
    }

    /// The first person with this family name that fits.
    pub(crate) fn with_family_name(&mut self, name: &str, fits: impl Fn(&Person) -> bool) -> Option<usize> {
        self.named(name).iter().copied().find(|&k| self.all[k].is_of_family(name) && fits(&self.all[k]))
    }

    pub(crate) fn push(&mut self, person: Person) {
        self.all.push(person);
        self.note_names(self.all.len() - 1);
    }

    /// Adds the current names of a person to the index.
    pub(crate) fn note_names(&mut self, number: usize) {
        let person = &self.all[number];
        for name in [&person.surname, &person.given].into_iter().chain(&person.nick).filter(|name| !name.is_empty()) {
            let known = self.by_name.entry(names::without_article(name).to_owned()).or_default();
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
