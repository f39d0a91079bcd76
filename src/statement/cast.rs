//! The people of a text: introduced in full, or by title and family name, with what the text tells of each.

use std::collections::HashSet;
use std::ops::Range;

use super::given_names::{self, Gender};
use super::layout::Layout;
use super::lexicon::{NEVER, ORGANIZATION, PARTICLES, PERSONAL, PREPOSITIONS, TITLES};
use super::officeholders;

use crate::names;

/// A person of the text.
#[derive(Debug)]
pub(super) struct Person {
    /// The longest form of the name, without titles.
    pub(super) name: String,
    pub(super) given: String,
    pub(super) surname: String,
    pub(super) gender: Gender,
    /// How often the text names the person so far.
    pub(super) mentions: usize,
    /// Lower-case words of the roles that the text gives: “mayor”, “spokeswoman”, “new york”.
    pub(super) roles: Vec<String>,
    /// Whether the text gives the full name.
    pub(super) full: bool,
    /// Where the full name stands, as tokens, in order.
    pub(super) places: Vec<Range<usize>>,
}

impl Person {
    /// Takes the full name that title and family name stand for.
    fn be(&mut self, full_name: &str) {
        self.name = full_name.to_owned();
        self.given = full_name.split(' ').next().unwrap_or_default().to_lowercase();
        self.gender = self.gender.or(given_names::gender(&self.given).unwrap_or(Gender::Unknown));
    }
}

/// The people of a text, and the stretches of capitalized words that may name them.
#[derive(Debug)]
pub(super) struct Cast<'l, 'a> {
    pub(super) layout: &'l Layout<'a>,
    pub(super) people: Vec<Person>,
    /// Stretches of capitalized words, as tokens.
    pub(super) runs: Vec<Range<usize>>,
    /// Which paragraphs are headings.
    headings: Vec<bool>,
}

impl<'l, 'a> Cast<'l, 'a> {
    /// Finds the people of a text; `sources` are the mentions that something is said by.
    pub(super) fn of(layout: &'l Layout<'a>, sources: &[Range<usize>]) -> Self {
        let mut cast = Self { layout, people: Vec::new(), runs: Vec::new(), headings: Vec::new() };
        cast.headings = layout.paragraphs.iter().map(|paragraph| cast.is_heading(paragraph)).collect();
        let runs = cast.runs();
        cast.introduce(&runs, sources);
        cast.runs = runs;
        cast
    }

    /// The token's word in lower case, without accents, with a straight apostrophe and without the stop of an
    /// abbreviation.
    pub(super) fn lower(&self, i: usize) -> String {
        let word = names::fold(self.layout.word(i));
        match word.strip_suffix('.') {
            Some(short) if !short.is_empty() && !short.contains('.') => short.to_owned(),
            _ => word,
        }
    }

    pub(super) fn word(&self, i: usize) -> &'a str {
        self.layout.word(i)
    }

    pub(super) fn capital(&self, i: usize) -> bool {
        self.layout.word(i).starts_with(char::is_uppercase)
    }

    /// Runs of capitalized words, particles and initials included, within a sentence.
    fn runs(&self) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        for paragraph in &self.layout.paragraphs {
            let mut i = paragraph.start;
            while i < paragraph.end {
                if !self.may_name(i) {
                    i += 1;
                    continue;
                }
                let start = i;
                i += 1;
                while i < paragraph.end {
                    let particles = (i..paragraph.end).take_while(|&k| PARTICLES.contains(&self.word(k))).count();
                    let joined = particles > 0 && i + particles < paragraph.end && self.capital(i + particles);
                    if joined {
                        i += particles;
                    } else if self.may_name(i) {
                        i += 1;
                    } else {
                        break;
                    }
                }
                runs.push(start..i);
            }
        }
        runs
    }

    /// Whether a capitalized word may be part of a name: an initial, or no word that starts sentences.
    fn may_name(&self, i: usize) -> bool {
        let word = self.word(i);
        let initial = word.ends_with('.') && word.chars().count() == 2;
        self.capital(i) && (initial || !NEVER.contains(&self.lower(i).as_str()))
    }

    /// The title words, then the name, of a run: "German Chancellor" and "Angela Merkel".
    pub(super) fn split(&self, run: &Range<usize>) -> (Range<usize>, Range<usize>) {
        let mut start = run.start;
        for i in run.clone() {
            if TITLES.contains(&self.lower(i).as_str()) && i + 1 < run.end {
                start = i + 1;
            }
        }
        (run.start..start, start..run.end)
    }

    /// Whether most words of the token's paragraph are capitalized: a heading, whose words are no names.
    pub(super) fn heading(&self, i: usize) -> bool {
        self.headings[self.layout.tokens[i].paragraph as usize]
    }

    fn is_heading(&self, paragraph: &Range<usize>) -> bool {
        let words = paragraph.clone().filter(|&i| self.word(i).starts_with(char::is_alphabetic));
        let capital = words.clone().filter(|&i| self.capital(i)).count();
        words.count() < 2 * capital && paragraph.len() > 3
    }

    /// Finds the persons named in full.
    fn introduce(&mut self, runs: &[Range<usize>], sources: &[Range<usize>]) {
        let alone = self.named_alone(runs, sources);
        for run in runs {
            let (title, mut name) = self.split(run);
            let words: Vec<String> = name.clone().map(|i| self.lower(i)).collect();
            let organization = words.iter().any(|w| ORGANIZATION.contains(&w.as_str()));
            let headless = words.first().is_some_and(|word| PARTICLES.contains(&word.as_str()));
            if organization || headless || self.heading(run.start) {
                continue;
            }
            let titled = title.clone().any(|i| PERSONAL.contains(&self.lower(i).as_str()));
            let spoken = sources.iter().any(|s| s.contains(&run.start) && (s.end <= run.end || !self.capital(run.end)))
                && (run.start == 0
                    || !PREPOSITIONS.contains(&self.lower(run.start - 1).as_str())
                        && self.lower(run.start - 1) != "the");
            let Some(known) = words.iter().position(|w| given_names::gender(w).is_some()) else {
                // An unknown given name is believed of a titled person, of a speaker, before an apposition, and where the
                // last name alone is a source.
                let echoed = words.last().is_some_and(|word| alone.contains(word));
                let described =
                    self.apposition(name.end).first().is_some_and(|w| matches!(w.as_str(), "a" | "an" | "the" | "who"));
                let shouted = name.clone().all(|i| self.word(i).chars().all(|c| c.is_uppercase()));
                let long =
                    words.iter().filter(|w| w.len() > 1 && !matches!(w.as_str(), "ii" | "iii" | "jr" | "sr")).count();
                if (2..=3).contains(&long) && !shouted && (titled || spoken || described || echoed) {
                    self.add_person(title, name, Gender::Unknown);
                }
                continue;
            };
            let initials = (0..known).all(|k| words[k].len() == 1);
            if known > 0 && !initials {
                if known + 1 < words.len() {
                    name.start += known; // "Clinton campaign manager Robby Mook" in capitals
                } else if !titled && !spoken {
                    continue; // "South Asia": a surname that is a given name
                }
            }
            if !(2..=5).contains(&name.len()) {
                continue;
            }
            let gender = given_names::gender(&self.lower(name.start)).unwrap_or(Gender::Unknown);
            self.add_person(title, name, gender);
        }
        self.introduce_by_surname(runs);
    }

    /// The names of one word that something is said by.
    fn named_alone(&self, runs: &[Range<usize>], sources: &[Range<usize>]) -> HashSet<String> {
        let names = runs.iter().map(|run| self.split(run).1).filter(|name| self.is_single(name));
        let said = names.filter(|name| sources.iter().any(|source| source.contains(&name.start)));
        said.map(|name| self.lower(name.end - 1)).collect()
    }

    /// Whether a name is one word, particles aside: “van der Loo”.
    pub(super) fn is_single(&self, name: &Range<usize>) -> bool {
        name.clone().filter(|&i| !PARTICLES.contains(&self.lower(i).as_str())).count() == 1
    }

    /// “Mr. Obama” in an article that never says “Barack”: a person of one name.
    fn introduce_by_surname(&mut self, runs: &[Range<usize>]) {
        for run in runs {
            let (title, name) = self.split(run);
            if !self.is_single(&name) || self.heading(run.start) {
                continue;
            }
            let surname = self.lower(name.end - 1);
            let titles: Vec<String> = title.map(|i| self.lower(i)).collect();
            let gender = Gender::of_titles(&titles);
            let titled = titles.iter().any(|title| PERSONAL.contains(&title.as_str()));
            if !titled || ORGANIZATION.contains(&surname.as_str()) {
                continue;
            }
            let holder = titles.iter().find_map(|title| officeholders::full_name(title, &surname));
            if let Some(person) = self.people.iter_mut().find(|p| p.surname == surname && p.gender.agrees(gender)) {
                if let Some(holder) = holder.filter(|_| !person.full) {
                    person.be(holder);
                }
                continue;
            }
            let mut person = Person {
                name: self.layout.span(name.clone()).map_or("", |span| span.of(self.layout.body)).to_owned(),
                given: String::new(),
                surname,
                gender,
                mentions: 0,
                roles: titles,
                full: false,
                places: vec![name],
            };
            if let Some(holder) = holder {
                person.be(holder);
            }
            self.people.push(person);
        }
    }

    fn add_person(&mut self, title: Range<usize>, name: Range<usize>, given_gender: Gender) {
        let suffix = |i: &usize| matches!(self.lower(*i).as_str(), "jr" | "sr" | "ii" | "iii" | "iv");
        let Some(last) = name.clone().rev().find(|i| !suffix(i)).filter(|last| *last > name.start) else { return };
        let (given, surname) = (self.lower(name.start), self.lower(last));
        let mut roles: Vec<String> = title.map(|i| self.lower(i)).collect();
        roles.extend(self.apposition(name.end));
        roles.extend(self.premodifiers(name.start));
        let gender = Gender::of_roles(&roles, given_gender);
        let Some(span) = self.layout.span(name.clone()) else { return };
        let full = span.of(self.layout.body).to_owned();
        let known = |p: &&mut Person| p.surname == surname && (p.given == given || initial_of(&p.given, &given));
        match self.people.iter_mut().find(known) {
            Some(person) => {
                person.roles.extend(roles);
                person.gender = person.gender.or(gender);
                person.places.push(name);
                // “R. Nephew” is Richard where the text says so once, and the longest form is the name.
                if person.given.chars().count() < given.chars().count() {
                    person.given = given;
                }
                if full.chars().count() > person.name.chars().count() {
                    person.name = full;
                }
            }
            None => {
                let places = vec![name];
                self.people.push(Person { name: full, given, surname, gender, mentions: 0, roles, full: true, places });
            }
        }
    }

    /// The lower-case words of "…, the mayor of New York," after a name.
    fn apposition(&self, end: usize) -> Vec<String> {
        let n = self.layout.tokens.len();
        if end + 1 >= n || self.word(end) != "," {
            return Vec::new();
        }
        let stop = (end + 12).min(n);
        let words: Vec<String> =
            (end + 1..stop).map(|i| self.lower(i)).take_while(|w| !matches!(w.as_str(), "," | "." | "who")).collect();
        if matches!(words.first().map(String::as_str), Some("and" | "but" | "he" | "she")) { Vec::new() } else { words }
    }

    /// The lower-case words right before a name: "campaign manager Robby Mook".
    fn premodifiers(&self, start: usize) -> Vec<String> {
        let mut words = Vec::new();
        let mut i = start;
        while i > 0 && words.len() < 4 {
            i -= 1;
            let word = self.lower(i);
            if !word.starts_with(char::is_alphanumeric) || NEVER.contains(&word.as_str()) {
                break;
            }
            words.push(word);
        }
        words
    }
}

/// Whether one of two given names is the initial of the other.
pub(super) fn initial_of(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.chars().count() == 1 && long.starts_with(short)
}
