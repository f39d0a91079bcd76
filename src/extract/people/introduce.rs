//! How a text introduces people: in full, by title and family name, as relatives, or in the headline.

use rustc_hash::FxHashSet;
use std::ops::Range;

use super::countries;
use super::finder::{Finder, Sources};
use super::gender::{self, Gender};
use super::kinship::KIN;
use super::officeholders;
use super::person::{Person, initial_of};
use super::role_nouns::is_office;
use crate::extract::lexicon::{NEVER, ORGANIZATION, PREPOSITIONS, is_determiner, is_organization_word};
use crate::extract::resolution_steps::Why;
use crate::names::{self, introduces_person, is_particle};
use crate::word_set::WordSet;

/// A name less probable than the first is nobody's; with a known given name, less than the second. One more probable than the third
/// is somebody's, whatever its words are.
const DOUBTFUL: f32 = 0.2;
const NOBODY: f32 = 0.05;
const SURE: f32 = 0.75;
/// A name of one word, without a title, needs more: it can be a company's.
const SURE_ALONE: f32 = 0.82;
/// A word before a known given name belongs to the name if it is more probable than the first; after a preposition, where it can be a
/// place (“of Merrow Joshua Levin”), than the second.
const OWN: f32 = 0.2;
const OWN_AFTER_PREPOSITION: f32 = 0.6;

/// Common family names of East Asia, which stand before the given name.
static FAMILY_NAME_FIRST: WordSet = WordSet::new(&[
    "bui", "chen", "cheung", "cho", "choi", "chung", "dang", "do", "guo", "han", "he", "ho", "hoang", "hu", "huang",
    "jang", "jiang", "jung", "kang", "kim", "lai", "lam", "le", "lee", "li", "lim", "lin", "liu", "ma", "moon", "ngo",
    "nguyen", "park", "peng", "pham", "phan", "qin", "shin", "song", "sun", "tran", "tsai", "vo", "vu", "wang", "wong",
    "wu", "xi", "xie", "xu", "yang", "yoon", "zhang", "zhao", "zheng", "zhou", "zhu",
]);

/// Titles before a given name alone.
const GIVEN_NAME_FOLLOWS: &[&str] =
    &["sir", "dame", "prince", "princess", "king", "queen", "pope", "lady", "lord", "sheikh"];

impl Finder<'_, '_> {
    /// Finds the people of a text.
    pub(crate) fn introduce(&mut self, runs: &[Range<usize>], sources: &Sources, headline: &str) {
        self.introduce_in_full(runs, sources);
        self.introduce_by_surname(runs, sources);
        self.introduce_family(runs);
        self.introduce_by_headline(runs, headline);
    }

    /// Adds the people named in full.
    fn introduce_in_full(&mut self, runs: &[Range<usize>], sources: &Sources) {
        let alone = self.named_alone(runs, sources);
        for run in runs {
            if self.heading(run.start) {
                continue;
            }
            let (title, mut name) = self.split(run);
            let words = self.name_words(&name);
            // “Virginia Holm”, “Carolina Pryce”: places that are given names.
            let has_given_name = gender::of_given_name(&self.lower(name.start)).is_some();
            let place = usize::from(has_given_name && words.len() > 1);
            let organization = words[place..].iter().any(|w| ORGANIZATION.contains(w))
                || words.last().is_some_and(|w| is_organization_word(w))
                || countries::is_country(&self.spelled(&name));
            // “Carolina” and “York” are in the names of places and of people.
            let personhood = self.personhood(&name);
            let [_, here, organization_here, _] = self.parse.kinds(name.clone());
            let organization = organization && personhood.max(here) < SURE;
            let capitals = self.word(name.start).bytes().all(|letter| letter.is_ascii_uppercase());
            let headless =
                words.first().is_some_and(|word| is_particle(word)) && !capitals && !self.begins_with_given_name(&name);
            // “Financial Officer” is an office.
            let office = words.last().is_some_and(|word| is_office(word)) && !has_given_name;
            if organization || headless || office {
                continue;
            }
            let known = words.last().map_or(&[][..], |last| self.people.named(last));
            if known.iter().any(|&k| self.people.all[k].has_family_name(&words)) {
                continue;
            }
            // “Environment spokeswoman Edda Quill”
            let after_office = run.start > 0 && is_office(&self.lower(run.start - 1)) && !self.capital(run.start - 1);
            let titled = after_office || title.clone().any(|i| introduces_person(&self.lower(i)));
            let doubtful = if has_given_name { NOBODY } else { DOUBTFUL };
            let is_other = personhood < doubtful || personhood < 0.5 && organization_here > 0.5;
            if is_other && !titled && self.nickname_in(&name).is_none() {
                continue;
            }
            let spoken = sources.end_at(run.start).is_some_and(|end| end <= run.end || !self.capital(run.end))
                && (run.start == 0
                    || !PREPOSITIONS.contains(&self.lower(run.start - 1)) && self.lower(run.start - 1) != "the");
            let Some(known) = given_name_in(&words) else {
                // Accept an unknown given name after a title, of a speaker, before an apposition, and if the family name
                // alone is a source elsewhere.
                let echoed = words.last().is_some_and(|word| alone.contains(word));
                let described = self.word_or_empty(name.end) == ","
                    && matches!(self.word_or_empty(name.end + 1), "a" | "an" | "the" | "who" | "whose");
                let shouted = name.clone().all(|i| self.word(i).chars().all(|c| c.is_uppercase()));
                let last = words.len().saturating_sub(1);
                let long =
                    (0..words.len()).filter(|&k| words[k].len() > 1 && (k == last || !is_particle(&words[k]))).count();
                if (2..=3).contains(&long) && !shouted && (titled || spoken || described || echoed || personhood > SURE)
                {
                    let gender = officeholders::gender(&self.spelled(&name));
                    self.add_person(title, name, gender);
                }
                continue;
            };
            let initials = (0..known).all(|k| words[k].len() == 1);
            // “Hilmar Leon Jakobsen”: the list of given names does not have them all.
            let after_preposition = run.start > 0 && PREPOSITIONS.contains(&self.lower(run.start - 1));
            let least = if after_preposition { OWN_AFTER_PREPOSITION } else { OWN };
            let own = name.clone().take(known).all(|i| self.parse.person(i) > least);
            if known > 0 && !initials && !own {
                if known + 1 < words.len() {
                    name.start += known; // “Clinton campaign manager Robby Mook” in title case
                } else if !titled && !spoken {
                    continue; // “South Asia”: the family name is also a given name
                }
            }
            if !(2..=5).contains(&name.len()) && self.nickname_in(&name).is_none() {
                continue;
            }
            let gender = gender::of_given_name(&self.lower(name.start)).unwrap_or(Gender::Unknown);
            let gender = gender.or(officeholders::gender(&self.spelled(&name)));
            self.add_person(title, name, gender);
        }
    }

    /// The names of one word that are sources.
    fn named_alone(&self, runs: &[Range<usize>], sources: &Sources) -> FxHashSet<String> {
        let names = runs.iter().map(|run| self.split(run).1).filter(|name| self.is_single(name));
        let said = names.filter(|name| sources.end_at(name.start).is_some());
        said.map(|name| self.lower(name.end - 1).into_owned()).collect()
    }

    /// Adds the people that the text calls by family name only: “Mr. Obama” in an article that never says “Barack”.
    fn introduce_by_surname(&mut self, runs: &[Range<usize>], sources: &Sources) {
        for run in runs {
            let (title, name) = self.split(run);
            if !self.is_single(&name) || self.heading(run.start) {
                continue;
            }
            let surname = self.lower(name.end - 1);
            let titles: Vec<String> = title.map(|i| self.lower(i).into_owned()).collect();
            let gender = Gender::of_titles(&titles);
            let unknown = self.people.named(&surname).is_empty();
            let least = if !titles.is_empty() || gender::of_given_name(&surname).is_some() { SURE } else { SURE_ALONE };
            let spoken = unknown && sources.end_at(name.start).is_some() && self.personhood(&name) > least;
            let titled = titles.iter().any(|title| introduces_person(title)) || spoken && name.len() == 1;
            let honorific = gender != Gender::Unknown;
            if !titled || ORGANIZATION.contains(&surname) || is_office(&surname) && !honorific {
                continue;
            }
            // “Sir Edmund” is Edmund Tarrant, and “Mr. Xi” is Xi Jinping.
            let by_given_name = titles.iter().any(|title| GIVEN_NAME_FOLLOWS.contains(&title.as_str()))
                || FAMILY_NAME_FIRST.contains(&surname);
            if by_given_name && self.people.named(&surname).iter().any(|&k| self.people.all[k].given == surname) {
                continue;
            }
            let holder = titles.iter().find_map(|title| officeholders::holder(title, &surname));
            if let Some(known) = self.people.with_family_name(&surname, |person| person.gender.agrees(gender)) {
                if let Some((name, gender)) = holder.filter(|_| !self.people.all[known].full) {
                    self.people.all[known].set_full_name(name, gender, Why::Office);
                    self.people.note_names(known);
                }
                continue;
            }
            let words = self.layout.span(name.clone()).map_or("", |span| span.of(self.layout.body));
            let surname = surname.into_owned();
            let mut person = Person { surname, gender, roles: titles, ..Person::of_one_name(words, name) };
            if let Some((name, gender)) = holder {
                person.set_full_name(name, gender, Why::Office);
            }
            self.people.push(person);
        }
    }

    /// Adds the relatives that the text calls by first name only: “her son Kit”, “his wife, Halina,”.
    fn introduce_family(&mut self, runs: &[Range<usize>]) {
        for run in runs.iter().filter(|run| run.len() == 1 && run.start > 1) {
            let comma = usize::from(self.word(run.start - 1) == ",");
            let Some(kin) = run.start.checked_sub(1 + comma).map(|i| self.lower(i).into_owned()) else { continue };
            let Some((_, gender)) = KIN.iter().find(|(noun, _)| *noun == kin) else { continue };
            let name = self.lower(run.start);
            let given = gender::of_given_name(&name).is_some() || comma == 1 && self.word_or_empty(run.end) == ",";
            if !given || !self.people.named(&name).is_empty() {
                continue;
            }
            let gender = gender.or(gender::of_given_name(&name).unwrap_or(Gender::Unknown));
            let person = Person::of_one_name(self.word(run.start), run.clone());
            self.people.push(Person {
                given: name.into_owned(),
                surname: String::new(),
                gender,
                roles: vec![kin],
                ..person
            });
        }
    }

    /// Adds or completes the people that the text calls by family name only and the headline by full name.
    fn introduce_by_headline(&mut self, runs: &[Range<usize>], headline: &str) {
        let words: Vec<&str> = headline.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
        let capital = |word: &&str| word.starts_with(char::is_uppercase);
        for pair in words.windows(2).filter(|pair| pair.iter().all(capital)) {
            let (given, surname) = (names::fold(pair[0]), names::fold(pair[1]));
            if NEVER.contains(&given) {
                continue;
            }
            let Some(gender) = gender::of_given_name(&given) else { continue };
            let single = |run: &&Range<usize>| {
                let name = self.split(run).1;
                self.is_single(&name) && self.lower(name.end - 1) == surname && !self.heading(run.start)
            };
            let Some(place) = runs.iter().find(single).cloned() else { continue };
            let name = format!("{} {}", pair[0], pair[1]);
            match self.people.with_family_name(&surname, |_| true) {
                Some(known) => {
                    let person = &mut self.people.all[known];
                    if !person.full && person.known_from.is_none() && person.gender.agrees(gender) {
                        person.set_full_name(&name, gender, Why::Headline);
                        self.people.note_names(known);
                    }
                }
                None => {
                    let mut person = Person { surname, ..Person::of_one_name(pair[1], place) };
                    person.set_full_name(&name, gender, Why::Headline);
                    self.people.push(person);
                }
            }
        }
    }

    fn add_person(&mut self, title: Range<usize>, name: Range<usize>, given_gender: Gender) {
        let words = self.name_words(&name);
        let (Some(given), Some(surname)) = (words.first().cloned(), words.last().filter(|_| words.len() > 1).cloned())
        else {
            return;
        };
        let nick = self.nickname_in(&name).map(|i| self.lower(i).into_owned());
        let mut roles: Vec<String> = title.map(|i| self.lower(i).into_owned()).collect();
        roles.extend(self.apposition(name.end));
        roles.extend(self.premodifiers(name.start));
        let gender = Gender::of_roles(&roles, given_gender);
        let full = self.spelled(&name);
        let suffix = self.suffix(&name);
        let same =
            |person: &Person| (person.given == given || initial_of(&person.given, &given)) && person.suffix == suffix;
        match self.people.with_family_name(&surname, same) {
            Some(known) => {
                let person = &mut self.people.all[known];
                person.roles.extend(roles);
                person.gender = person.gender.or(gender);
                person.places.push(name);
                person.nick = person.nick.take().or(nick);
                // “R. Nephew” is Richard if the text says so once; keep the longest form.
                if person.given.chars().count() < given.chars().count() {
                    person.given = given;
                }
                if full.chars().count() > person.name.chars().count() {
                    person.name = full;
                }
                self.people.note_names(known);
            }
            None => {
                let person = Person::of_one_name(&full, name);
                self.people.push(Person { given, surname, suffix, nick, gender, roles, full: true, ..person });
            }
        }
    }

    /// The words after a name, in lower case: “the mayor of New York” of “…, the mayor of New York,”.
    fn apposition(&self, end: usize) -> Vec<String> {
        let n = self.layout.tokens.len();
        if end + 1 >= n || self.word(end) != "," {
            return Vec::new();
        }
        let stop = (end + 12).min(n);
        let words: Vec<String> = (end + 1..stop)
            .map(|i| self.lower(i).into_owned())
            .take_while(|w| !matches!(w.as_str(), "," | "." | "who"))
            .collect();
        if matches!(words.first().map(String::as_str), Some("and" | "but" | "he" | "she")) { Vec::new() } else { words }
    }

    /// The words right before a name, in lower case: “campaign manager Robby Mook”, “their manager, Delroy Skeete,”.
    fn premodifiers(&self, start: usize) -> Vec<String> {
        let mut words = Vec::new();
        let mut i = start;
        if i > 1 && self.word(i - 1) == "," {
            let described =
                (i.saturating_sub(5)..i - 1).rev().find(|&k| is_determiner(&self.lower(k)) || self.lower(k) == "'s");
            i = if described.is_some() { i - 1 } else { return words };
        }
        while i > 0 && words.len() < 4 {
            i -= 1;
            let word = self.lower(i);
            if !word.starts_with(char::is_alphanumeric) || NEVER.contains(&word) {
                break;
            }
            words.push(word.into_owned());
        }
        words
    }
}

/// The place of the first given name among the words of a name. A particle is one only at the start: “Ben Holm”, “Joost van Loo”.
fn given_name_in(words: &[String]) -> Option<usize> {
    let mut numbered = words.iter().enumerate();
    let small = |word: &str| is_particle(word) && word.len() <= 3;
    let given = |(k, word): &(usize, &String)| gender::of_given_name(word).is_some() && (*k == 0 || !small(word));
    numbered.find(given).map(|(k, _)| k)
}
