//! Finds the people of a text; starts from the stretches of capitalized words.

use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::ops::Range;

use super::countries;
use super::gender;
use super::person::People;
use crate::extract::layout::Layout;
use crate::extract::lexicon::{NEVER, is_agent};
use crate::extract::parse::{Parse, Tag};
use crate::names::{self, is_particle, is_suffix, is_title, is_title_modifier};
use crate::text::is_heading;

/// A word with a lower probability than this of being part of a person's name does not belong to the name beside it, if one of the
/// other words is more probable than that.
const STRANGER: f32 = 0.1;
const OWN: f32 = 0.6;
/// A small word with a higher probability than this is a name: “Will Tarrant”.
const SURE_NAME: f32 = 0.8;

/// The places of the sources of a text.
#[derive(Debug)]
pub(crate) struct Sources {
    /// For each token the end of the source that it belongs to; 0 outside of sources.
    ends: Vec<u32>,
}

impl Sources {
    pub(crate) fn new(tokens: usize, sources: impl Iterator<Item = Range<usize>>) -> Self {
        let mut ends = vec![0; tokens];
        for source in sources {
            ends[source.clone()].fill(source.end as u32);
        }
        Self { ends }
    }

    /// The end of the source that a token belongs to.
    pub(crate) fn end_at(&self, token: usize) -> Option<usize> {
        self.ends.get(token).filter(|end| **end > 0).map(|end| *end as usize)
    }
}

/// The people of a text, and the stretches of capitalized words that may name them.
#[derive(Debug)]
pub(crate) struct Finder<'l, 'a> {
    pub(crate) layout: &'l Layout<'a>,
    pub(crate) parse: &'l Parse,
    pub(crate) people: People,
    /// Stretches of capitalized words, as tokens.
    pub(crate) runs: Vec<Range<usize>>,
    /// For the last word of each run in lower case, the sum of the probabilities that its runs name people, and their number.
    persons: FxHashMap<String, (f32, u32)>,
    /// Which paragraphs are headings.
    headings: Vec<bool>,
    /// Particles that begin a family name of the text, with the word after: the “Le Pen” of “Marine Le Pen”.
    particle_families: FxHashSet<(String, String)>,
}

impl<'l, 'a> Finder<'l, 'a> {
    /// Finds the people of a text; `sources` are the tokens of its sources.
    pub(crate) fn of(layout: &'l Layout<'a>, parse: &'l Parse, sources: &Sources, headline: Option<&str>) -> Self {
        let heading = |paragraph: &Range<usize>| {
            layout.span(paragraph.clone()).is_some_and(|span| is_heading(span.of(layout.body)))
        };
        let mut finder = Self {
            layout,
            parse,
            people: People::default(),
            persons: FxHashMap::default(),
            runs: Vec::new(),
            headings: layout.paragraphs.iter().map(heading).collect(),
            particle_families: FxHashSet::default(),
        };
        let runs = finder.runs();
        finder.weigh(&runs);
        finder.particle_families = finder.particle_families(&runs);
        finder.introduce(&runs, sources, headline.unwrap_or_default());
        finder.runs = runs;
        finder
    }

    /// The token's word in lower case, without accents, with a straight apostrophe and without the stop of an
    /// abbreviation.
    pub(crate) fn lower(&self, i: usize) -> Cow<'a, str> {
        let kept = |word: &str| match word.strip_suffix('.') {
            Some(short) if !short.is_empty() && !short.contains('.') => short.len(),
            _ => word.len(),
        };
        match names::folded(self.layout.word(i)) {
            Cow::Borrowed(word) => Cow::Borrowed(&word[..kept(word)]),
            Cow::Owned(mut word) => {
                word.truncate(kept(&word));
                Cow::Owned(word)
            }
        }
    }

    pub(crate) fn word(&self, i: usize) -> &'a str {
        self.layout.word(i)
    }

    /// The word at `i`; empty after the last.
    pub(crate) fn word_or_empty(&self, i: usize) -> &'a str {
        if i < self.layout.tokens.len() { self.word(i) } else { "" }
    }

    /// Whether a word is capitalized; “al-Masri” and “diGenova” are.
    pub(crate) fn capital(&self, i: usize) -> bool {
        let word = self.layout.word(i);
        word.starts_with(char::is_uppercase)
            || names::without_article(word).starts_with(char::is_uppercase)
            || has_particle(word)
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
                    let particles = (i..paragraph.end).take_while(|&k| is_particle(self.word(k))).count();
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

    /// Whether a nickname in quotation marks and a family name begin here: the “Bea” of Beatriz “Bea” Alcorn.
    fn is_nickname(&self, i: usize, end: usize) -> bool {
        let mark = |i: usize| matches!(self.word_or_empty(i), "“" | "”" | "\"" | "‘" | "’" | "'");
        i + 3 < end && mark(i) && self.capital(i + 1) && mark(i + 2) && self.may_name(i + 3)
    }

    /// The words of a name in lower case, without suffix and nickname.
    pub(crate) fn name_words(&self, name: &Range<usize>) -> Vec<String> {
        let nick = self.nickname_in(name);
        let kept = name.clone().filter(|i| nick.is_none_or(|nick| !(nick - 1..=nick + 1).contains(i)));
        let mut words: Vec<String> = kept.map(|i| self.lower(i).into_owned()).collect();
        while words.last().is_some_and(|word| is_suffix(word)) {
            words.pop();
        }
        words
    }

    /// The suffix of a name, in lower case: the “jr” of “Donald Trump Jr.”
    pub(crate) fn suffix(&self, name: &Range<usize>) -> Option<String> {
        let last = self.lower(name.end - 1).into_owned();
        is_suffix(&last).then_some(last)
    }

    /// The token of the nickname in a name.
    pub(crate) fn nickname_in(&self, name: &Range<usize>) -> Option<usize> {
        name.clone().find(|&i| self.is_nickname(i, name.end)).map(|mark| mark + 1)
    }

    /// Whether a word may be part of a name: an initial, or a capitalized word that is not only the start of a sentence.
    fn may_name(&self, i: usize) -> bool {
        let initial = |word: &str| word.ends_with('.') && word.chars().count() == 2;
        // “Will” and “Are” are names where the network says so.
        let usual = || !NEVER.contains(&self.lower(i)) || self.parse.person(i) > SURE_NAME;
        self.capital(i) && (initial(self.word(i)) || usual())
    }

    /// Splits a run into title and name: “German Chancellor” and “Angela Merkel”.
    pub(crate) fn split(&self, run: &Range<usize>) -> (Range<usize>, Range<usize>) {
        let mut start = run.start;
        // The last word is always part of the name.
        for i in run.start..run.end - 1 {
            let word = self.lower(i);
            // “Archivist Leopold Quist”: a noun for what people do, if a whole name follows.
            let agent = || i == start && i + 2 < run.end && is_agent(&word) && gender::of_given_name(&word).is_none();
            // “Del. Martha Delgado” is a delegate, “Del Carston” has a given name.
            let title = is_title(&word) || is_title_modifier(&word) || word == "del" && self.word(i).ends_with('.');
            // “Multi-billionaire Edda Holm”: only a part of it is a name.
            let whole = i == start && i + 2 < run.end;
            let compound = || {
                let word = self.word(i);
                whole && is_compound_noun(word) || i == start && word.ends_with("-based")
            };
            // “Serb Djokovic”, “New Zealander Moana Pryce”
            let people = || {
                (start..i).all(|k| is_direction(&self.lower(k)))
                    && gender::of_given_name(&word).is_none()
                    && (countries::is_demonym(&word) || whole && countries::is_country(&word))
            };
            // “Yet Woodard said”: a small word with the capital of its sentence.
            let small = || {
                let is_small = matches!(
                    self.parse.tag(i),
                    Tag::Adverb | Tag::Conjunction | Tag::Preposition | Tag::Pronoun | Tag::Determiner
                );
                let opens = i == 0 || self.layout.tokens[i - 1].sentence != self.layout.tokens[i].sentence;
                i == start && opens && is_small && gender::of_given_name(&word).is_none()
            };
            if title || agent() || compound() || people() || small() {
                start = i + 1;
            }
        }
        let mut end = run.end;
        while start + 1 < end && names::is_post_nominal(self.word(end - 1)) {
            end -= 1;
        }
        let (start, end) = self.without_strangers(start, end);
        (run.start..start, start..end)
    }

    /// The name in `start..end` without words around it that the network does not take for a part of it: “Boss Graeme Souness”,
    /// “Guy Mansfield QC”.
    fn without_strangers(&self, mut start: usize, mut end: usize) -> (usize, usize) {
        if self.nickname_in(&(start..end)).is_some() {
            return (start, end);
        }
        let given = |i: usize| gender::of_given_name(&self.lower(i)).is_some();
        let stranger = |i: usize| self.parse.person(i) < STRANGER;
        let own = |mut tokens: Range<usize>| tokens.any(|i| self.parse.person(i) > OWN);
        while start + 1 < end && stranger(start) && !given(start) && own(start + 1..end) {
            start += 1;
        }
        while start + 2 < end && stranger(end - 1) && own(start..end - 1) {
            end -= 1;
        }
        (start, end)
    }

    /// Sums up what the network takes the runs for.
    fn weigh(&mut self, runs: &[Range<usize>]) {
        for run in runs {
            let name = self.split(run).1;
            let [_, person, ..] = self.parse.kinds(name.clone());
            let known = self.persons.entry(self.lower(name.end - 1).into_owned()).or_default();
            known.0 += person;
            known.1 += 1;
        }
    }

    /// The mean probability that a name is a person's, over all places that share its last word.
    pub(crate) fn personhood(&self, name: &Range<usize>) -> f32 {
        let here = self.parse.kinds(name.clone())[1];
        let all = self.persons.get(&*self.lower(name.end - 1)).map_or(here, |(sum, count)| sum / *count as f32);
        0.5 * (here + all)
    }

    /// Whether the token is in a heading, where capital letters name nobody.
    pub(crate) fn heading(&self, i: usize) -> bool {
        self.headings[self.layout.tokens[i].paragraph as usize]
    }

    /// Whether a name is one word, particles and suffix aside: “van der Loo”.
    pub(crate) fn is_single(&self, name: &Range<usize>) -> bool {
        let words = name.clone().filter(|&i| !is_particle(&self.lower(i)) && !is_suffix(&self.lower(i))).count();
        name.len() == 1 || words == 1 && !self.begins_with_given_name(name)
    }

    /// Whether a particle at the start of a name is a given name: “Ben Carston”, but not “De Niro”.
    pub(crate) fn begins_with_given_name(&self, name: &Range<usize>) -> bool {
        if name.len() < 2 || !self.word(name.start).starts_with(char::is_uppercase) {
            return false;
        }
        let (first, second) = (self.lower(name.start), self.lower(name.start + 1));
        gender::of_given_name(&first).is_some()
            && self.word(name.start + 1).starts_with(char::is_uppercase)
            && !is_particle(&second)
            && !self.particle_families.contains(&(first.into_owned(), second.into_owned()))
    }

    /// The particles inside names, with the word after each.
    fn particle_families(&self, runs: &[Range<usize>]) -> FxHashSet<(String, String)> {
        let long = runs.iter().filter(|run| run.len() > 2);
        let inside = long.map(|run| self.split(run).1).flat_map(|name| name.start + 1..name.end - 1);
        let particles = inside.filter(|i| is_particle(&self.lower(*i)));
        particles.map(|i| (self.lower(i).into_owned(), self.lower(i + 1).into_owned())).collect()
    }

    /// A name as the text writes it, without the nickname.
    pub(crate) fn spelled(&self, name: &Range<usize>) -> String {
        let words = |tokens: Range<usize>| self.layout.span(tokens).map_or("", |span| span.of(self.layout.body));
        match self.nickname_in(name) {
            Some(nick) => format!("{} {}", words(name.start..nick - 1), words(nick + 2..name.end)),
            None => words(name.clone()).to_owned(),
        }
    }
}

/// Whether a particle is written together with the name after it: “diGenova”.
fn has_particle(word: &str) -> bool {
    let small = word.bytes().take_while(u8::is_ascii_lowercase).count();
    let name = &word[small..];
    (2..=3).contains(&small) && is_particle(&word[..small]) && name.len() > 2 && name.starts_with(char::is_uppercase)
}

/// Whether a capitalized word is a compound of nouns and no name: “Multi-billionaire”, “Ex-minister”.
fn is_compound_noun(word: &str) -> bool {
    let last = word.rsplit_once('-').map(|(_, last)| last);
    last.is_some_and(|last| last.len() > 3 && last.bytes().all(|letter| letter.is_ascii_lowercase()))
}

/// Whether a word belongs to the name of a people: “South African”, “New Zealander”.
fn is_direction(word: &str) -> bool {
    matches!(word, "north" | "south" | "east" | "west" | "northern" | "southern" | "new" | "african" | "british")
}
