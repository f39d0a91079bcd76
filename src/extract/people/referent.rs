//! The person that a source means: by name, pronoun, “who” or role.

use std::borrow::Cow;
use std::ops::Range;

use super::gender::Gender;
use super::mention::{Mention, Mentions};
use super::role_nouns::is_office;
use crate::extract::lexicon::PREPOSITIONS;
use crate::extract::resolution_steps::{Step, Why};

/// A person of the text, by number, and the steps from the source to the full name.
pub(crate) struct Referent {
    pub(crate) person: usize,
    pub(crate) steps: Vec<Step>,
    /// Others that the source can mean as well, with the weight of each; empty if the text decides.
    pub(crate) rivals: Vec<(usize, f32)>,
}

/// How many tokens before “who” its name can be.
const WHO_REACH: usize = 40;

impl Mentions<'_, '_> {
    /// The person that a source means; `None` if the text does not say.
    pub(crate) fn referent(&self, source: Range<usize>) -> Option<Referent> {
        if source.is_empty() {
            return None;
        }
        let word = self.finder.word(source.start);
        if matches!(word, "who" | "Who" | "whom") || source.len() <= 2 && matches!(word, "that" | "which") {
            return self.before_who(source.start);
        }
        let alone = source.len() == 1 || source.len() == 2 && matches!(word, "he" | "she" | "He" | "She");
        if let Some(gender) = Gender::of_pronoun(word).filter(|_| alone) {
            return self.pronoun(source.start, gender);
        }
        match self.named_in(&source) {
            Named::One(mention) => Some(self.by_mention(mention)),
            Named::Several => None,
            Named::None(other) => {
                let role = || if other { None } else { self.by_role(source.clone()) };
                self.next_to(&source).or_else(role)
            }
        }
    }

    fn by_mention(&self, mention: usize) -> Referent {
        let Mention { person, rivals, .. } = &self.mentions[mention];
        Referent { person: *person, steps: self.steps(mention), rivals: rivals.clone() }
    }

    /// The person of a mention, reached from other words at `at`.
    fn through(&self, at: Range<usize>, why: Why, mention: usize) -> Referent {
        let mut steps = vec![Step::at(self.finder.layout.span(at), why)];
        steps.extend(self.steps(mention));
        Referent { person: self.mentions[mention].person, steps, rivals: Vec::new() }
    }

    fn pronoun(&self, at: usize, gender: Gender) -> Option<Referent> {
        let known = self.at(at);
        known
            .map(|mention| self.by_mention(mention))
            .or_else(|| Some(self.through(at..at + 1, Why::Pronoun, self.antecedent(at, gender)?)))
    }

    /// The one person that a source names as itself, not as an owner or after a preposition.
    fn named_in(&self, source: &Range<usize>) -> Named {
        let end = self.first_from(source.end);
        let before = self.first_from(source.start).saturating_sub(1);
        let overlaps = |&k: &usize| !self.mentions[k].is_pronoun() && self.mentions[k].tokens.end > source.start;
        let inside: Vec<usize> = (before..end).filter(overlaps).collect();
        let starts_at = |i: usize| {
            inside.iter().copied().find(|&k| {
                let tokens = &self.mentions[k].tokens;
                tokens.start == i || i == source.start && tokens.contains(&i)
            })
        };
        let (mut comma, mut preposition) = (false, false);
        let mut found: Option<usize> = None;
        let mut i = source.start;
        while i < source.end {
            if let Some(mention) = starts_at(i) {
                let end = self.mentions[mention].tokens.end;
                if (!preposition || self.is_after_office(mention, source)) && self.is_whole(end, source.end) {
                    let person = |k: usize| self.mentions[k].person;
                    match found {
                        None => found = Some(mention),
                        Some(first) => {
                            let joined = (source.start..i).any(|k| self.finder.word(k) == "and");
                            if !comma && joined && person(first) != person(mention) {
                                return Named::Several;
                            }
                        }
                    }
                }
                i = end;
                preposition = false;
                continue;
            }
            match &*self.finder.lower(i) {
                "," | "(" | "—" | "–" => (comma, preposition) = (true, false),
                "who" => break,
                "of" if i > 0 && self.finder.lower(i - 1) == "secretary" => {}
                word if PREPOSITIONS.contains(word) => preposition = true,
                _ => {}
            }
            i += 1;
        }
        found.map_or(Named::None(!inside.is_empty()), Named::One)
    }

    /// Whether a name at the end of a source comes after an office and its place: “Chief of Staff Howard Baker”, “head of the Harbor
    /// Council Enid Solwright”. The words before the name are in the same run of capitals.
    fn is_after_office(&self, mention: usize, source: &Range<usize>) -> bool {
        let tokens = &self.mentions[mention].tokens;
        let name = self.finder.split(tokens).1;
        let office = |i: usize| is_office(&self.finder.lower(i));
        name.end == source.end && name.start > tokens.start && (source.start..tokens.start).any(office)
    }

    /// Whether a name that ends at `end` neither owns nor modifies what follows in its source.
    fn is_whole(&self, end: usize, source_end: usize) -> bool {
        let next = if end < self.finder.layout.tokens.len() { self.finder.lower(end) } else { Cow::default() };
        let owner = next == "'s" && end + 1 < source_end;
        let whole = end >= source_end
            || !next.starts_with(char::is_alphabetic)
            || PREPOSITIONS.contains(&next)
            || matches!(&*next, "and" | "who" | "himself" | "herself" | "as");
        !owner && whole
    }

    /// The name next to a description: “the leader of the council, Delphine Arkwright, said”.
    fn next_to(&self, source: &Range<usize>) -> Option<Referent> {
        let definite = matches!(self.finder.word(source.start), "the" | "The" | "his" | "her" | "His" | "Her")
            || crate::names::is_title(self.finder.word(source.start));
        let name = self.at(source.end + 1).filter(|&k| !self.mentions[k].is_pronoun())?;
        let between = self.finder.word_or_empty(source.end) == ",";
        let closed = matches!(self.finder.word_or_empty(self.mentions[name].tokens.end), "," | ".");
        (definite && between && closed).then(|| self.through(source.clone(), Why::Beside, name))
    }

    /// The name that “who” refers to: right before it, or before an apposition.
    fn before_who(&self, at: usize) -> Option<Referent> {
        let sentence = self.finder.layout.tokens[at].sentence;
        let (first, last) = (self.first_from(at.saturating_sub(2 * WHO_REACH)), self.first_from(at));
        let ends_at = |end: usize| {
            (first..last).rev().find(|&k| !self.mentions[k].is_pronoun() && self.mentions[k].tokens.end == end)
        };
        let skip = usize::from(at > 0 && self.finder.word(at - 1) == ",");
        let referent = |mention| Some(self.through(at..at + 1, Why::Relative, mention));
        if let Some(mention) = ends_at(at - skip) {
            return referent(mention);
        }
        let mut i = at - skip;
        while i > 0 && at - i < WHO_REACH && self.finder.layout.tokens[i - 1].sentence == sentence {
            i -= 1;
            let described = || {
                skip == 1 || matches!(&*self.finder.lower(i + 1), "a" | "an" | "the" | "his" | "her" | "former" | "one")
            };
            if self.finder.word(i) == ","
                && let Some(mention) = ends_at(i)
                && described()
            {
                return referent(mention);
            }
        }
        None
    }

    /// “The mayor”, “the former secretary of state”: the nearest person whose role has the head noun.
    fn by_role(&self, source: Range<usize>) -> Option<Referent> {
        let (head, modifiers) = self.noun_phrase(&source)?;
        if head.ends_with('s') && head != "boss" {
            return None;
        }
        let mut best: Option<(i64, usize)> = None;
        for &k in same_office(&head).flat_map(|name| self.holders(name)) {
            let person = &self.finder.people.all[k];
            let Some(last) = self.last_before(k, source.start) else { continue };
            let shared = modifiers.iter().filter(|m| person.roles.contains(m)).count() as i64;
            let distance = (source.start - self.mentions[last].tokens.start) as i64;
            let value = 200 * shared - distance + 10 * person.mentions as i64;
            if best.is_none_or(|best| value > best.0) {
                best = Some((value, k));
            }
        }
        let (_, person) = best?;
        let mut steps = vec![Step::at(self.finder.layout.span(source), Why::Role)];
        steps.extend(self.introduction(person));
        Some(Referent { person, steps, rivals: Vec::new() })
    }

    /// The head noun of a definite noun phrase and the words before it, without what follows a preposition.
    fn noun_phrase(&self, source: &Range<usize>) -> Option<(String, Vec<String>)> {
        let definite = ["the", "mr", "president", "former", "his", "her", "their", "its"];
        if !definite.contains(&&*self.finder.lower(source.start)) {
            return None;
        }
        let ends = |word: &str| PREPOSITIONS.contains(word) || !word.starts_with(char::is_alphabetic) || word == "who";
        let words = source.clone().skip(1).map(|i| self.finder.lower(i).into_owned()).take_while(|word| !ends(word));
        let mut words: Vec<String> = words.map(|word| if word == "gop" { "republican".into() } else { word }).collect();
        if words.is_empty() {
            words.push(self.finder.lower(source.start).into_owned());
        }
        let head = words.pop()?;
        Some((head, words))
    }
}

/// The names of an office: “senator” and “sen”.
fn same_office(name: &str) -> impl Iterator<Item = &str> {
    const OFFICES: &[&[&str]] = &[
        &["senator", "sen"],
        &["governor", "gov"],
        &["representative", "rep", "congressman", "congresswoman", "lawmaker"],
        &["councillor", "cllr", "councilman", "councilwoman", "councilor"],
        &["billionaire", "businessman"],
        &["professor", "prof"],
    ];
    let others = OFFICES.iter().find(|names| names.contains(&name)).copied().unwrap_or_default();
    std::iter::once(name).chain(others.iter().copied().filter(move |other| *other != name))
}

/// Whom a source names.
enum Named {
    /// One person, by the number of the mention.
    One(usize),
    /// Two people side by side.
    Several,
    /// Nobody; true if it contains a name all the same: “Castellane’s lawyer”.
    None(bool),
}
