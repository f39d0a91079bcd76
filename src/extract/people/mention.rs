//! Who is named where: by full name, family name, first name, nickname or pronoun.
//!
//! “He” and “she” are the best antecedent before them, by sentences between, by whether it starts its sentence, is a source,
//! a possessive, or inside a quotation, and by how often the person is named; each pronoun resolved is an antecedent for
//! the next. Where two people fit about as well, the pronoun stays open.

use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::ops::Range;

use super::finder::{Finder, Sources};
use super::gender::Gender;
use super::person::{Person, initial_of};
use crate::extract::layout::Quote;
use crate::extract::lexicon::PREPOSITIONS;
use crate::extract::resolution_steps::{Step, Why};

/// A place that names a person.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) tokens: Range<usize>,
    pub(crate) person: usize,
    how: How,
    source: bool,
}

/// How a mention names its person.
#[derive(Clone, Copy, Debug)]
enum How {
    /// By a name of this kind.
    Named(Why),
    /// By a pronoun that stands for an earlier mention, by number.
    Pronoun(usize),
}

impl Mention {
    /// Whether it is the name in full.
    pub(crate) fn is_full(&self) -> bool {
        matches!(self.how, How::Named(Why::FullName))
    }

    pub(crate) fn is_pronoun(&self) -> bool {
        matches!(self.how, How::Pronoun(_))
    }
}

/// The people of a text with every place that names one.
pub(crate) struct Mentions<'l, 'a> {
    pub(crate) finder: Finder<'l, 'a>,
    /// In the order of the text.
    pub(crate) mentions: Vec<Mention>,
    /// The persons of whom the text uses a word as their role.
    by_role: FxHashMap<String, Vec<usize>>,
    /// For each person, the numbers of the mentions.
    of_person: Vec<Vec<usize>>,
}

/// How many mentions back, and how many paragraphs, a pronoun may look for its antecedent.
const MENTIONS_BACK: usize = 25;
const PARAGRAPHS_BACK: u32 = 5;
/// An antecedent must be better than that of another person by this much.
const MARGIN: f32 = 0.3;

impl<'l, 'a> Mentions<'l, 'a> {
    /// Finds who is meant where; `sources` are the mentions that something is said by.
    pub(crate) fn of(finder: Finder<'l, 'a>, sources: &Sources) -> Self {
        let mut mentions = Self { finder, mentions: Vec::new(), by_role: FxHashMap::default(), of_person: Vec::new() };
        mentions.recognize();
        for mention in &mut mentions.mentions {
            mention.source = sources.end_at(mention.tokens.start).is_some();
        }
        mentions.follow_pronouns(sources);
        mentions.note_persons();
        mentions
    }

    fn note_persons(&mut self) {
        self.of_person = vec![Vec::new(); self.finder.people.all.len()];
        for (number, mention) in self.mentions.iter().enumerate() {
            self.of_person[mention.person].push(number);
        }
        for (number, person) in self.finder.people.all.iter().enumerate() {
            for role in &person.roles {
                let holders = self.by_role.entry(role.clone()).or_default();
                if holders.last() != Some(&number) {
                    holders.push(number);
                }
            }
        }
    }

    /// The persons of whom the text uses a word as their role.
    pub(crate) fn holders(&self, role: &str) -> &[usize] {
        self.by_role.get(role).map_or(&[], Vec::as_slice)
    }

    /// The last mention of a person before a token.
    pub(crate) fn last_before(&self, person: usize, token: usize) -> Option<usize> {
        let mentions = &self.of_person[person];
        let before = mentions.partition_point(|&number| self.mentions[number].tokens.start < token);
        before.checked_sub(1).map(|last| mentions[last])
    }

    /// The way from a mention to the person's name in full.
    pub(crate) fn chain(&self, mention: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut at = mention;
        let named = loop {
            let Mention { tokens, how, .. } = &self.mentions[at];
            let span = self.finder.layout.span(tokens.clone());
            match *how {
                How::Pronoun(antecedent) => {
                    steps.push(Step::at(span, Why::Pronoun));
                    at = antecedent;
                }
                How::Named(why) => {
                    steps.push(Step::at(span, why));
                    break why;
                }
            }
        };
        if named != Why::FullName {
            steps.extend(self.introduction(self.mentions[at].person));
        }
        steps
    }

    /// Where the text gives the name of a person in full.
    pub(crate) fn introduction(&self, person: usize) -> Option<Step> {
        let person = &self.finder.people.all[person];
        match person.places.first() {
            Some(place) if person.full => Some(Step::at(self.finder.layout.span(place.clone()), Why::FullName)),
            _ if person.known_from == Some(Why::Headline) => Some(Step::at(None, Why::Headline)),
            _ if person.known_from == Some(Why::Office) => Some(Step::at(None, Why::Office)),
            _ => None,
        }
    }

    /// Marks every mention by a name.
    fn recognize(&mut self) {
        let mut last_seen: Vec<usize> = vec![0; self.finder.people.all.len()];
        for run in &self.finder.runs.clone() {
            if self.finder.heading(run.start) {
                self.recognize_in_heading(run);
                continue;
            }
            let (title, name) = self.finder.split(run);
            let titles: Vec<String> = title.map(|i| self.finder.lower(i).into_owned()).collect();
            let gender = Gender::of_titles(&titles);
            let Some((person, why)) = self.named(&name, gender, &last_seen) else { continue };
            let known = &mut self.finder.people.all[person];
            known.mentions += 1;
            known.gender = known.gender.or(gender);
            known.roles.extend(titles);
            last_seen[person] = run.start + 1;
            self.mentions.push(Mention { tokens: run.clone(), person, how: How::Named(why), source: false });
        }
    }

    /// The person that a name fits best, and how it names the person.
    fn named(&self, name: &Range<usize>, gender: Gender, last_seen: &[usize]) -> Option<(usize, Why)> {
        let words = self.finder.name_words(name);
        let last = words.last()?;
        let full = !self.finder.is_single(name);
        let mut best: Option<(i64, usize, Why)> = None;
        let first = words.first().filter(|_| full).map_or(&[][..], |first| self.finder.people.named(first));
        for &k in self.finder.people.named(last).iter().chain(first) {
            let person = &self.finder.people.all[k];
            let by_family = person.surname == *last;
            let names_given = words.iter().any(|word| *word == person.given || initial_of(word, &person.given));
            let by_given = !full && person.given == *last;
            let by_nick = words.first() == person.nick.as_ref() && (!full || by_family);
            if !(by_nick || by_given || by_family && (!full || names_given)) || !person.gender.agrees(gender) {
                continue;
            }
            let recency = if last_seen[k] > 0 { 90 - ((name.start - last_seen[k]) as i64 / 10).min(40) } else { 0 };
            let value = 1000 * i64::from(names_given && full)
                + 100 * i64::from(by_family)
                + recency
                + person.mentions.min(20) as i64
                + 60 * i64::from(!full && !person.full);
            let why = match (full, by_family) {
                (true, true) if !by_nick => Why::FullName,
                (false, true) => Why::FamilyName,
                _ if by_nick => Why::Nickname,
                _ => Why::GivenName,
            };
            if best.is_none_or(|best| value > best.0) {
                best = Some((value, k, why));
            }
        }
        best.map(|(_, person, why)| (person, why))
    }

    /// Names among the capitalized words of a heading: any family name known, with the given name if it stands before.
    fn recognize_in_heading(&mut self, run: &Range<usize>) {
        for i in run.clone() {
            let word = self.finder.lower(i);
            let before = if i > run.start { self.finder.lower(i - 1) } else { Cow::default() };
            let given = |p: &Person| i > run.start && p.given == before;
            let rank = |p: &Person| (given(p), !p.full, p.mentions);
            let named = self.finder.people.named(&word).iter().copied();
            let found = named
                .filter(|&k| self.finder.people.all[k].surname == word)
                .max_by_key(|&k| rank(&self.finder.people.all[k]));
            if let Some(person) = found {
                let (start, why) =
                    if given(&self.finder.people.all[person]) { (i - 1, Why::FullName) } else { (i, Why::FamilyName) };
                self.mentions.push(Mention { tokens: start..i + 1, person, how: How::Named(why), source: false });
            }
        }
    }

    /// Resolves "he" and "she" in the order of the text, each then being a mention for the next.
    fn follow_pronouns(&mut self, sources: &Sources) {
        for i in 0..self.finder.layout.tokens.len() {
            if self.finder.layout.tokens[i].quotation != 0 {
                continue;
            }
            let Some(gender) = Gender::of_pronoun(self.finder.word(i)) else { continue };
            if let Some(antecedent) = self.antecedent(i, gender) {
                let at = self.first_from(i);
                let source = sources.end_at(i).is_some();
                let person = self.mentions[antecedent].person;
                self.mentions.insert(at, Mention { tokens: i..i + 1, person, how: How::Pronoun(antecedent), source });
            }
        }
    }

    /// The mention that a pronoun at `at` stands for, by number; nothing where two people fit about as well.
    pub(crate) fn antecedent(&self, at: usize, gender: Gender) -> Option<usize> {
        let paragraph = self.finder.layout.tokens[at].paragraph;
        let before = self.first_from(at);
        let near = (0..before).rev().take(MENTIONS_BACK).take_while(|&number| {
            paragraph - self.finder.layout.tokens[self.mentions[number].tokens.start].paragraph <= PARAGRAPHS_BACK
        });
        let fitting = near.filter(|&number| self.finder.people.all[self.mentions[number].person].gender.agrees(gender));
        let ranked: Vec<(f32, usize)> = fitting.map(|number| (self.fitness(number, at), number)).collect();
        let &(value, best) = ranked.iter().max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
        let person = self.mentions[best].person;
        let rival = |&(other, number): &(f32, usize)| self.mentions[number].person != person && other > value - MARGIN;
        (!ranked.iter().any(rival)).then_some(best)
    }

    /// How well a mention fits as the antecedent of a pronoun at `at`.
    fn fitness(&self, mention: usize, at: usize) -> f32 {
        let mention = &self.mentions[mention];
        let person = &self.finder.people.all[mention.person];
        let (token, place) = (self.finder.layout.tokens[at], self.finder.layout.tokens[mention.tokens.start]);
        let sentences = (token.sentence - place.sentence) as f32;
        let into_sentence = self.finder.layout.tokens[..mention.tokens.start].iter().rev();
        let before = into_sentence.take_while(|t| t.sentence == place.sentence).take(6).count();
        // “Haig said”, and “His lawyer, Augustin Prell, objected”.
        let leads = before <= 2 || before <= 5 && self.finder.word(mention.tokens.start - 1) == ",";
        let next = self.finder.word_or_empty(mention.tokens.end);
        let owner = matches!(next, "'s" | "’s" | "'" | "’");
        let governed = mention.tokens.start > 0 && PREPOSITIONS.contains(&self.finder.lower(mention.tokens.start - 1));
        let quoted = place.quotation != 0 && place.quote == Quote::Inside;
        let weigh = |holds: bool, weight: f32| if holds { weight } else { 0.0 };
        -sentences - 0.3 * (token.paragraph - place.paragraph) as f32
            + weigh(leads, 1.0)
            + weigh(mention.source, 1.5)
            + weigh(mention.is_pronoun(), 0.3)
            + 0.25 * (person.mentions as f32).ln_1p()
            - weigh(owner, 0.8)
            - weigh(governed, 0.7)
            - weigh(quoted, 2.0)
            - weigh(person.gender == Gender::Unknown, 1.2)
    }

    /// Whether a person is named between two tokens, outside quotations.
    pub(crate) fn names_between(&self, first: usize, last: usize) -> bool {
        let (after, end) = (self.first_from(first + 1), self.first_from(last));
        let mut names = self.mentions[after..end.max(after)].iter().filter(|m| !m.is_pronoun());
        names.any(|m| self.finder.layout.tokens[m.tokens.start].quotation == 0)
    }

    /// For each person the places that name him or her, in the order of the text.
    pub(crate) fn names(&self) -> impl Iterator<Item = impl Iterator<Item = &Mention>> {
        let mention = |number: &usize| &self.mentions[*number];
        self.of_person.iter().map(move |numbers| numbers.iter().map(mention).filter(|mention| !mention.is_pronoun()))
    }

    /// The tokens that belong to a person's name.
    pub(crate) fn named_tokens(&self) -> FxHashSet<usize> {
        self.mentions
            .iter()
            .filter(|mention| !mention.is_pronoun())
            .flat_map(|mention| mention.tokens.clone())
            .collect()
    }

    /// The number of the first mention that begins at a token or behind it.
    pub(crate) fn first_from(&self, token: usize) -> usize {
        self.mentions.partition_point(|m| m.tokens.start < token)
    }

    /// The number of the mention that begins at a token.
    pub(crate) fn at(&self, token: usize) -> Option<usize> {
        Some(self.first_from(token)).filter(|&k| self.mentions.get(k).is_some_and(|m| m.tokens.start == token))
    }
}
