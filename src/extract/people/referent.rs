//! The person that a source means: by name, pronoun, “who” or role.

use std::borrow::Cow;
use std::ops::Range;

use super::gender::Gender;
use super::mention::{How, Mention, Mentions};
use super::officeholders;
use super::pronoun::Antecedent;
use super::role_nouns::is_office;
use crate::extract::lexicon::{PREPOSITIONS, is_agent, is_business, is_organization_noun};
use crate::extract::parse::Tag;
use crate::extract::resolution_steps::{Step, Why};
use crate::word_set::WordSet;

/// A person of the text, by number, and the steps from the source to the full name.
pub(crate) struct Referent {
    pub(crate) person: usize,
    pub(crate) steps: Vec<Step>,
    /// The probability that it is this person, as far as pronouns leave it open.
    pub(crate) probability: f32,
    /// Everybody that the source can mean, with the probability of each; empty if the text decides.
    pub(crate) among: Vec<(usize, f32)>,
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
        let Mention { person, among, .. } = &self.mentions[mention];
        let (steps, probability) = (self.steps(mention), self.probability(mention));
        Referent { person: *person, steps, probability, among: among.clone() }
    }

    /// The person whose full name ends a source, after an office and what it is an office of: “Bank of Canada governor Tiff Macklem”.
    pub(crate) fn after_office(&self, source: Range<usize>) -> Option<Referent> {
        let last = self.first_from(source.end).checked_sub(1)?;
        let mention = &self.mentions[last];
        let before = source.start..mention.tokens.start;
        let others = last > 0 && self.mentions[last - 1].tokens.end > source.start;
        let ends =
            |i: usize| matches!(self.finder.word(i), "," | "who" | "—" | "–") || others && self.finder.word(i) == "and";
        let alone = || !before.clone().any(ends);
        let fits = !mention.is_pronoun()
            && mention.tokens.start >= source.start
            && alone()
            && self.is_after_office(last, &source);
        fits.then(|| self.by_mention(last))
    }

    /// The person of a mention, reached from other words at `at`.
    fn through(&self, at: Range<usize>, why: Why, mention: usize) -> Referent {
        let mut steps = vec![Step::at(self.finder.layout.span(at), why)];
        steps.extend(self.steps(mention));
        let probability = self.probability(mention);
        Referent { person: self.mentions[mention].person, steps, probability, among: Vec::new() }
    }

    /// The probability that the pronouns from a mention to a name mean its person.
    fn probability(&self, mention: usize) -> f32 {
        let (mut at, mut probability) = (mention, 1.0);
        while let How::Pronoun(antecedent, share) = self.mentions[at].how {
            (at, probability) = (antecedent, probability * share);
        }
        probability
    }

    fn pronoun(&self, at: usize, gender: Gender) -> Option<Referent> {
        if let Some(known) = self.at(at) {
            return Some(self.by_mention(known));
        }
        self.by_antecedent(at..at + 1, Why::Pronoun, gender)
    }

    /// The person that “he” or “she” would mean at these words.
    fn by_antecedent(&self, at: Range<usize>, why: Why, gender: Gender) -> Option<Referent> {
        let Antecedent { mention, probability, among } = self.antecedent(at.start, gender)?;
        let referent = self.through(at, why, mention);
        Some(Referent { probability: probability * referent.probability, among, ..referent })
    }

    /// The person that a description such as “the billionaire” means: whoever “he” or “she” would mean there.
    pub(crate) fn epithet(&self, source: Range<usize>, noun: &str) -> Option<Referent> {
        let gender = Gender::of_roles(&[noun.to_owned()], Gender::Unknown);
        self.by_antecedent(source, Why::Epithet, gender)
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
                let companions = self.has_companions(end, source.end);
                if companions && found.is_none() && !preposition {
                    return Named::Several;
                }
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
    /// Council Enid Solwright”, “leader of the council Dov Marsh”. Before the first preposition is the office, and before the name a
    /// noun.
    fn is_after_office(&self, mention: usize, source: &Range<usize>) -> bool {
        let tokens = &self.mentions[mention].tokens;
        let person = &self.finder.people.all[self.mentions[mention].person];
        let mut name = self.finder.split(tokens).1;
        // “Merrow” of “District of Merrow Joshua Levitt” is in the same run of capitals.
        name.start = name.clone().find(|&i| self.finder.lower(i) == person.given).unwrap_or(name.start);
        let office = |i: usize| {
            let word = self.finder.lower(i);
            is_office(&word) && (self.finder.capital(i) || !is_deputy(&word))
        };
        let is_holder = |i: usize| is_office(&self.finder.lower(i)) || is_agent(&self.finder.lower(i));
        let is_noun = |i: usize| matches!(self.finder.parse.tag(i), Tag::Noun | Tag::ProperNoun);
        let before = name.start.checked_sub(1).filter(|i| *i >= source.start);
        let mut phrase = source.clone().take_while(|&i| !PREPOSITIONS.contains(&self.finder.lower(i)));
        name.end == source.end
            && self.mentions[mention].is_full()
            && before.is_some_and(|i| {
                is_noun(i) && !PREPOSITIONS.contains(&self.finder.lower(i)) && (is_holder(i) || phrase.any(office))
            })
    }

    /// Whether a name that ends at `end` neither owns nor modifies what follows in its source.
    fn is_whole(&self, end: usize, source_end: usize) -> bool {
        let next = if end < self.finder.layout.tokens.len() { self.finder.lower(end) } else { Cow::default() };
        let owner = matches!(&*next, "'s" | "'") && end + 1 < source_end && !self.is_speech_noun(source_end - 1);
        let whole = end >= source_end
            || !next.starts_with(char::is_alphabetic)
            || PREPOSITIONS.contains(&next)
            || matches!(&*next, "and" | "who" | "himself" | "herself" | "as");
        !owner && whole
    }

    /// Whether a name that ends at `end` is followed by others without a name: “Holm and her colleagues”.
    fn has_companions(&self, end: usize, source_end: usize) -> bool {
        end + 1 < source_end
            && self.finder.lower(end) == "and"
            && !self.finder.capital(end + 1)
            && (end + 1..source_end).any(|i| self.finder.lower(i).ends_with('s'))
    }

    /// Whether a word is a noun for what somebody says: the “remarks” of “Holm’s own remarks”.
    fn is_speech_noun(&self, i: usize) -> bool {
        static NOUNS: WordSet = WordSet::new(&[
            "account", "advice", "answer", "argument", "assertion", "comment", "complaint", "explanation", "interview",
            "letter", "message", "note", "post", "promise", "remark", "reply", "response", "speech", "statement",
            "testimony", "tweet", "word",
        ]);
        let noun = self.finder.lower(i);
        NOUNS.contains(noun.strip_suffix('s').unwrap_or(&noun))
    }

    /// The name next to a description: “the leader of the council, Delphine Arkwright, said”.
    fn next_to(&self, source: &Range<usize>) -> Option<Referent> {
        let possessive = |i: usize| matches!(&*self.finder.lower(i), "'s" | "'");
        let definite = matches!(self.finder.word(source.start), "the" | "The" | "his" | "her" | "His" | "Her")
            || crate::names::is_title(self.finder.word(source.start))
            || source.clone().any(possessive);
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
        if head.ends_with('s') && head != "boss" || is_organization_noun(&head) || is_business(&head) {
            return None;
        }
        let mut best: Option<(i64, usize)> = None;
        for &k in same_office(&head).flat_map(|name| self.holders(name)) {
            let person = &self.finder.people.all[k];
            let Some(last) = self.last_before(k, source.start) else { continue };
            let shared = modifiers.iter().filter(|m| person.roles.contains(m)).count() as i64;
            let distance = (source.start - self.mentions[last].tokens.start) as i64;
            let known = officeholders::holder(&head, &person.surname).is_some();
            let value = 200 * shared - distance + 10 * person.mentions as i64 + 500 * i64::from(known);
            if best.is_none_or(|best| value > best.0) {
                best = Some((value, k));
            }
        }
        let (_, person) = best?;
        let mut steps = vec![Step::at(self.finder.layout.span(source), Why::Role)];
        steps.extend(self.introduction(person));
        Some(Referent { person, steps, probability: 1.0, among: Vec::new() })
    }

    /// The head noun of a definite noun phrase and the words before it, without what follows a preposition.
    fn noun_phrase(&self, source: &Range<usize>) -> Option<(String, Vec<String>)> {
        let definite = ["the", "mr", "president", "former", "his", "her", "their", "its"];
        let first = self.finder.lower(source.start);
        // “Wales’ first minister”, “Alliance leader”
        let owned = self.finder.capital(source.start)
            && !matches!(&*first, "a" | "an" | "one" | "another" | "some")
            && source.len() > 1
            && self.finder.parse.tag(source.end - 1) == Tag::Noun;
        if !definite.contains(&&*first) && !owned {
            return None;
        }
        let ends = |word: &str| PREPOSITIONS.contains(word) || !word.starts_with(char::is_alphabetic) || word == "who";
        let words = source.clone().skip(1).map(|i| self.finder.lower(i).into_owned());
        let words = words.filter(|word| !matches!(word.as_str(), "'s" | "'")).take_while(|word| !ends(word));
        let mut words: Vec<String> = words.map(|word| if word == "gop" { "republican".into() } else { word }).collect();
        if words.is_empty() {
            words.push(self.finder.lower(source.start).into_owned());
        }
        let head = words.pop()?;
        Some((head, words))
    }
}

/// Whether somebody with this office speaks for another: in “spokesman for the mayor Dov Marsh” the name is the other's.
fn is_deputy(office: &str) -> bool {
    office.starts_with("spokes") || matches!(office, "lawyer" | "attorney" | "aide" | "adviser" | "advisor" | "friend")
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
