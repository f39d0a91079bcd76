//! The people of a text: introduced in full, or by title and family name, with what the text tells of each.

use std::collections::HashSet;
use std::ops::Range;

use super::chain::Why;
use super::given_names::{self, Gender};
use super::layout::Layout;
use super::lexicon::{
    KIN, NEVER, ORGANIZATION, PARTICLES, PERSONAL, PREPOSITIONS, TITLES, is_agent, is_determiner, is_organization_word,
};
use super::officeholders;

use crate::names;

/// A person of the text.
#[derive(Debug)]
pub(super) struct Person {
    /// The longest form of the name, without titles.
    pub(super) name: String,
    pub(super) given: String,
    /// Empty where the text gives none.
    pub(super) surname: String,
    /// “Bea” of Beatriz “Bea” Alcorn.
    pub(super) nick: Option<String>,
    pub(super) gender: Gender,
    /// How often the text names the person so far.
    pub(super) mentions: usize,
    /// Lower-case words of the roles that the text gives: “mayor”, “spokeswoman”, “new york”.
    pub(super) roles: Vec<String>,
    /// Whether the text gives the full name.
    pub(super) full: bool,
    /// Where else the full name comes from.
    pub(super) known_from: Option<Why>,
    /// Where the full name stands, as tokens, in order.
    pub(super) places: Vec<Range<usize>>,
}

impl Person {
    /// Someone whom the text calls by one name.
    fn of_one_name(name: &str, place: Range<usize>) -> Self {
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
    fn be(&mut self, full_name: &str, gender: Gender, from: Why) {
        self.known_from = Some(from);
        self.name = full_name.to_owned();
        self.gender = self.gender.or(gender);
        self.given = full_name.split(' ').next().unwrap_or_default().to_lowercase();
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
    pub(super) fn of(layout: &'l Layout<'a>, sources: &[Range<usize>], headline: Option<&str>) -> Self {
        let mut cast = Self { layout, people: Vec::new(), runs: Vec::new(), headings: Vec::new() };
        cast.headings = layout.paragraphs.iter().map(|paragraph| cast.is_heading(paragraph)).collect();
        let runs = cast.runs();
        cast.introduce(&runs, sources);
        cast.introduce_by_surname(&runs);
        cast.introduce_family(&runs);
        cast.introduce_by_headline(&runs, headline.unwrap_or_default());
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

    /// The word at `i`, empty behind the last.
    pub(super) fn word_or_empty(&self, i: usize) -> &'a str {
        if i < self.layout.tokens.len() { self.word(i) } else { "" }
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
                    } else if self.is_nickname(i, paragraph.end) {
                        i += 3;
                    } else {
                        break;
                    }
                }
                runs.push(start..i);
            }
        }
        runs
    }

    /// Whether a nickname in quotation marks stands here before a family name: the “Bea” of Beatriz “Bea” Alcorn.
    fn is_nickname(&self, i: usize, end: usize) -> bool {
        let mark = |i: usize| matches!(self.word_or_empty(i), "“" | "”" | "\"" | "‘" | "’" | "'");
        i + 3 < end && mark(i) && self.capital(i + 1) && mark(i + 2) && self.may_name(i + 3)
    }

    /// The words of a name in lower case, without suffix and nickname.
    pub(super) fn name_words(&self, name: &Range<usize>) -> Vec<String> {
        let nick = self.nickname_in(name);
        let kept = name.clone().filter(|i| nick.is_none_or(|nick| !(nick - 1..=nick + 1).contains(i)));
        let mut words: Vec<String> = kept.map(|i| self.lower(i)).collect();
        while words.last().is_some_and(|word| is_suffix(word)) {
            words.pop();
        }
        words
    }

    /// The token of the nickname in a name.
    fn nickname_in(&self, name: &Range<usize>) -> Option<usize> {
        name.clone().find(|&i| self.is_nickname(i, name.end)).map(|mark| mark + 1)
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
            let word = self.lower(i);
            // “Archivist Leopold Quist”: a word of what people do, where a whole name is left behind it.
            let agent = || i == start && i + 2 < run.end && is_agent(&word) && given_names::gender(&word).is_none();
            if i + 1 < run.end && (TITLES.contains(&word.as_str()) || agent()) {
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
            let words = self.name_words(&name);
            let organization = words.iter().any(|w| ORGANIZATION.contains(&w.as_str()))
                || words.last().is_some_and(|w| is_organization_word(w));
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
                let described = self.word_or_empty(name.end) == ","
                    && matches!(self.word_or_empty(name.end + 1), "a" | "an" | "the" | "who" | "whose");
                let shouted = name.clone().all(|i| self.word(i).chars().all(|c| c.is_uppercase()));
                let long = words.iter().filter(|w| w.len() > 1 && !PARTICLES.contains(&w.as_str())).count();
                if (2..=3).contains(&long) && !shouted && (titled || spoken || described || echoed) {
                    let gender = officeholders::gender(&self.spelled(&name));
                    self.add_person(title, name, gender);
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
            if !(2..=5).contains(&name.len()) && self.nickname_in(&name).is_none() {
                continue;
            }
            let gender = given_names::gender(&self.lower(name.start)).unwrap_or(Gender::Unknown);
            let gender = gender.or(officeholders::gender(&self.spelled(&name)));
            self.add_person(title, name, gender);
        }
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
            let holder = titles.iter().find_map(|title| officeholders::holder(title, &surname));
            if let Some(person) = self.people.iter_mut().find(|p| p.surname == surname && p.gender.agrees(gender)) {
                if let Some((name, gender)) = holder.filter(|_| !person.full) {
                    person.be(name, gender, Why::Office);
                }
                continue;
            }
            let words = self.layout.span(name.clone()).map_or("", |span| span.of(self.layout.body));
            let mut person = Person { surname, gender, roles: titles, ..Person::of_one_name(words, name) };
            if let Some((name, gender)) = holder {
                person.be(name, gender, Why::Office);
            }
            self.people.push(person);
        }
    }

    /// “Her son Kit”, “his wife, Halina,”: someone of whom the text gives a first name only.
    fn introduce_family(&mut self, runs: &[Range<usize>]) {
        for run in runs.iter().filter(|run| run.len() == 1 && run.start > 1) {
            let comma = usize::from(self.word(run.start - 1) == ",");
            let Some(kin) = run.start.checked_sub(1 + comma).map(|i| self.lower(i)) else { continue };
            let Some((_, gender)) = KIN.iter().find(|(noun, _)| *noun == kin) else { continue };
            let name = self.lower(run.start);
            let given = given_names::gender(&name).is_some() || comma == 1 && self.word_or_empty(run.end) == ",";
            if !given || self.people.iter().any(|person| person.given == name || person.surname == name) {
                continue;
            }
            let gender = gender.or(given_names::gender(&name).unwrap_or(Gender::Unknown));
            let person = Person::of_one_name(self.word(run.start), run.clone());
            self.people.push(Person { given: name, surname: String::new(), gender, roles: vec![kin], ..person });
        }
    }

    /// Someone whom the text calls by family name only, and the headline by given name and family name.
    fn introduce_by_headline(&mut self, runs: &[Range<usize>], headline: &str) {
        let words: Vec<&str> = headline.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
        for pair in words.windows(2).filter(|pair| pair[1].starts_with(char::is_uppercase)) {
            let (given, surname) = (names::fold(pair[0]), names::fold(pair[1]));
            let Some(gender) = given_names::gender(&given) else { continue };
            let single = |run: &&Range<usize>| {
                let name = self.split(run).1;
                self.is_single(&name) && self.lower(name.end - 1) == surname && !self.heading(run.start)
            };
            let Some(place) = runs.iter().find(single).cloned() else { continue };
            let name = format!("{} {}", pair[0], pair[1]);
            match self.people.iter_mut().find(|person| person.surname == surname) {
                Some(person) if !person.full && person.known_from.is_none() && person.gender.agrees(gender) => {
                    person.be(&name, gender, Why::Headline);
                }
                Some(_) => {}
                None => {
                    let mut person = Person { surname, ..Person::of_one_name(pair[1], place) };
                    person.be(&name, gender, Why::Headline);
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
        let nick = self.nickname_in(&name).map(|i| self.lower(i));
        let mut roles: Vec<String> = title.map(|i| self.lower(i)).collect();
        roles.extend(self.apposition(name.end));
        roles.extend(self.premodifiers(name.start));
        let gender = Gender::of_roles(&roles, given_gender);
        let full = self.spelled(&name);
        let known = |p: &&mut Person| p.surname == surname && (p.given == given || initial_of(&p.given, &given));
        match self.people.iter_mut().find(known) {
            Some(person) => {
                person.roles.extend(roles);
                person.gender = person.gender.or(gender);
                person.places.push(name);
                person.nick = person.nick.take().or(nick);
                // “R. Nephew” is Richard where the text says so once, and the longest form is the name.
                if person.given.chars().count() < given.chars().count() {
                    person.given = given;
                }
                if full.chars().count() > person.name.chars().count() {
                    person.name = full;
                }
            }
            None => {
                let person = Person::of_one_name(&full, name);
                self.people.push(Person { given, surname, nick, gender, roles, full: true, ..person });
            }
        }
    }

    /// A name as the text writes it, without the nickname.
    fn spelled(&self, name: &Range<usize>) -> String {
        let words = |tokens: Range<usize>| self.layout.span(tokens).map_or("", |span| span.of(self.layout.body));
        match self.nickname_in(name) {
            Some(nick) => format!("{} {}", words(name.start..nick - 1), words(nick + 2..name.end)),
            None => words(name.clone()).to_owned(),
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

    /// The lower-case words right before a name: "campaign manager Robby Mook", "their manager, Delroy Skeete,".
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
            if !word.starts_with(char::is_alphanumeric) || NEVER.contains(&word.as_str()) {
                break;
            }
            words.push(word);
        }
        words
    }
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
}

/// Whether one of two given names is the initial of the other.
pub(super) fn initial_of(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.chars().count() == 1 && long.starts_with(short)
}
