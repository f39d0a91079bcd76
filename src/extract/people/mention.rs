//! The places that name a person: by full name, family name, first name, nickname or pronoun.

use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::ops::Range;

use super::finder::{Finder, Sources};
use super::gender::Gender;
use super::person::{Person, initial_of};
use crate::extract::resolution_steps::{Step, Why};

/// A family name alone means a person that the text has named this many times as often as a relative.
const CLEAR: usize = 3;

/// A place that names a person.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) tokens: Range<usize>,
    pub(crate) person: usize,
    pub(super) how: How,
    /// Everybody that the name can mean, with the probability of each; empty if the text decides.
    pub(super) among: Vec<(usize, f32)>,
    /// Whether it is part of a source.
    pub(super) source: bool,
}

/// How a mention names its person.
#[derive(Clone, Copy, Debug)]
pub(super) enum How {
    /// By a name of this kind.
    Named(Why),
    /// By a pronoun for an earlier mention, by number, with the probability that it is that person.
    Pronoun(usize, f32),
}

/// Whom a name means, by what kind of name, and everybody it can mean if the text does not decide.
struct Meant {
    person: usize,
    why: Why,
    among: Vec<(usize, f32)>,
}

impl Mention {
    /// Whether it is the full name.
    pub(crate) fn is_full(&self) -> bool {
        matches!(self.how, How::Named(Why::FullName))
    }

    pub(crate) fn is_pronoun(&self) -> bool {
        matches!(self.how, How::Pronoun(..))
    }
}

/// The people of a text, and every place that names one.
pub(crate) struct Mentions<'l, 'a> {
    pub(crate) finder: Finder<'l, 'a>,
    /// In the order of the text.
    pub(crate) mentions: Vec<Mention>,
    /// The numbers of people by the words of their roles.
    by_role: FxHashMap<String, Vec<usize>>,
    /// For each person the numbers of the mentions.
    of_person: Vec<Vec<usize>>,
}

impl<'l, 'a> Mentions<'l, 'a> {
    /// Finds every place that names a person; `sources` are the tokens of the sources.
    pub(crate) fn of(finder: Finder<'l, 'a>, sources: &Sources) -> Self {
        let mut mentions = Self { finder, mentions: Vec::new(), by_role: FxHashMap::default(), of_person: Vec::new() };
        mentions.recognize();
        for mention in &mut mentions.mentions {
            mention.source = sources.end_at(mention.tokens.start).is_some();
        }
        mentions.resolve_pronouns(sources);
        mentions.index();
        mentions
    }

    /// Indexes the mentions by person and the people by role.
    fn index(&mut self) {
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

    /// The people whose role contains a word.
    pub(crate) fn holders(&self, role: &str) -> &[usize] {
        self.by_role.get(role).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn person(&self, number: usize) -> &Person {
        &self.finder.people.all[number]
    }

    /// The last mention of a person before a token.
    pub(crate) fn last_before(&self, person: usize, token: usize) -> Option<usize> {
        let mentions = &self.of_person[person];
        let before = mentions.partition_point(|&number| self.mentions[number].tokens.start < token);
        before.checked_sub(1).map(|last| mentions[last])
    }

    /// The steps from a mention to the person's full name.
    pub(crate) fn steps(&self, mention: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut at = mention;
        let named = loop {
            let Mention { tokens, how, .. } = &self.mentions[at];
            let span = self.finder.layout.span(tokens.clone());
            match *how {
                How::Pronoun(antecedent, _) => {
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

    /// The step to where the text gives the full name of a person.
    pub(crate) fn introduction(&self, person: usize) -> Option<Step> {
        let person = &self.finder.people.all[person];
        match person.places.first() {
            Some(place) if person.full => Some(Step::at(self.finder.layout.span(place.clone()), Why::FullName)),
            _ if person.known_from == Some(Why::Headline) => Some(Step::at(None, Why::Headline)),
            _ if person.known_from == Some(Why::Office) => Some(Step::at(None, Why::Office)),
            _ => None,
        }
    }

    /// Finds every mention by a name.
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
            let Some(Meant { person, why, among }) = self.named(&name, gender, &last_seen) else { continue };
            let known = &mut self.finder.people.all[person];
            known.mentions += 1;
            known.gender = known.gender.or(gender);
            known.roles.extend(titles);
            last_seen[person] = run.start + 1;
            self.mentions.push(Mention { tokens: run.clone(), person, how: How::Named(why), among, source: false });
        }
    }

    /// The person that fits a name best, the kind of the name, and who fits about as well.
    fn named(&self, name: &Range<usize>, gender: Gender, last_seen: &[usize]) -> Option<Meant> {
        let words = self.finder.name_words(name);
        let last = words.last()?;
        let full = !self.finder.is_single(name);
        let suffix = self.finder.suffix(name).filter(|_| name.len() > 1);
        let mut best: Option<(i64, usize, Why)> = None;
        let mut of_family: Vec<usize> = Vec::new();
        let first = words.first().filter(|_| full).map_or(&[][..], |first| self.finder.people.named(first));
        for &k in self.finder.people.named(last).iter().chain(first) {
            let person = &self.finder.people.all[k];
            let by_family = person.is_of_family(last);
            let by_long_family = full && person.has_family_name(&words);
            let names_given =
                by_long_family || words.iter().any(|word| *word == person.given || initial_of(word, &person.given));
            let by_given = !full && person.given == *last;
            let by_nick = words.first() == person.nick.as_ref() && (!full || by_family);
            if !(by_nick || by_given || by_family && (!full || names_given)) || !person.gender.agrees(gender) {
                continue;
            }
            // A suffix tells a son from his father; a full name without one is not the son's.
            if suffix != person.suffix && (full || suffix.is_some()) {
                continue;
            }
            if by_family && !full && !of_family.contains(&k) {
                of_family.push(k);
            }
            let recency = if last_seen[k] > 0 { 90 - ((name.start - last_seen[k]) as i64 / 10).min(40) } else { 0 };
            let value = 1000 * i64::from(names_given && full)
                + 100 * i64::from(by_family)
                + recency
                + person.mentions.min(20) as i64
                + 60 * i64::from(!full && !person.full);
            let why = match (full, by_family) {
                (true, true) if !by_nick && !by_long_family => Why::FullName,
                _ if by_long_family => Why::FamilyName,
                (false, true) => Why::FamilyName,
                _ if by_nick => Why::Nickname,
                _ => Why::GivenName,
            };
            if best.is_none_or(|best| value > best.0) {
                best = Some((value, k, why));
            }
        }
        best.map(|(_, person, why)| Meant { person, why, among: self.among(person, &of_family) })
    }

    /// The people that a family name alone can mean: `best`, the likeliest, and the relatives that the text has named so far, unless
    /// it has named `best` far more often. Each is as probable as the text has named it often. Empty if it is `best` for sure.
    fn among(&self, best: usize, of_family: &[usize]) -> Vec<(usize, f32)> {
        let times = |k: usize| self.finder.people.all[k].mentions;
        let named = |k: &usize| *k != best && times(*k) > 0 && self.finder.people.all[*k].full;
        let others: Vec<usize> =
            of_family.iter().copied().filter(named).filter(|&k| times(best) < CLEAR * times(k)).collect();
        if others.is_empty() {
            return Vec::new();
        }
        let all: Vec<(usize, f32)> = std::iter::once(best).chain(others).map(|k| (k, times(k).max(1) as f32)).collect();
        let sum: f32 = all.iter().map(|(_, times)| times).sum();
        all.into_iter().map(|(k, times)| (k, times / sum)).collect()
    }

    /// Finds known family names among the capitalized words of a heading, with the given name if it comes before.
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
                self.mentions.push(Mention {
                    tokens: start..i + 1,
                    person,
                    how: How::Named(why),
                    among: Vec::new(),
                    source: false,
                });
            }
        }
    }

    /// Whether a person is named between two tokens, outside quotations.
    pub(crate) fn names_between(&self, first: usize, last: usize) -> bool {
        let (after, end) = (self.first_from(first + 1), self.first_from(last));
        let mut names = self.mentions[after..end.max(after)].iter().filter(|m| !m.is_pronoun());
        names.any(|m| self.finder.layout.tokens[m.tokens.start].quotation == 0)
    }

    /// For each person the mentions by name, in the order of the text.
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

    /// The number of the first mention that begins at or after a token.
    pub(crate) fn first_from(&self, token: usize) -> usize {
        self.mentions.partition_point(|m| m.tokens.start < token)
    }

    /// The number of the mention that begins at a token.
    pub(crate) fn at(&self, token: usize) -> Option<usize> {
        Some(self.first_from(token)).filter(|&k| self.mentions.get(k).is_some_and(|m| m.tokens.start == token))
    }
}
