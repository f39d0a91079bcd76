//! Who is meant where: full names, family names, first names, pronouns and roles.
//!
//! “He” and “she” are the best antecedent before them, by sentences between, by whether it starts its sentence, is a source,
//! a possessive, or inside a quotation, and by how often the person is named; each pronoun resolved is an antecedent for
//! the next. “Who” is the name before it. “The senator” is the person near of whom the text says so.

use std::ops::Range;

use super::cast::{Cast, Person, initial_of};
use super::given_names::{self, Gender};
use super::layout::Quote;
use super::lexicon::PREPOSITIONS;

#[derive(Clone, Debug)]
struct Mention {
    tokens: Range<usize>,
    person: usize,
    pronoun: bool,
    source: bool,
}

/// The people of a text with every place that names one.
pub(super) struct Mentions<'l, 'a> {
    pub(super) cast: Cast<'l, 'a>,
    mentions: Vec<Mention>,
}

impl<'l, 'a> Mentions<'l, 'a> {
    /// Finds who is meant where; `sources` are the mentions that something is said by.
    pub(super) fn of(cast: Cast<'l, 'a>, sources: &[Range<usize>]) -> Self {
        let mut mentions = Self { cast, mentions: Vec::new() };
        mentions.recognize();
        for mention in &mut mentions.mentions {
            mention.source = sources.iter().any(|source| source.contains(&mention.tokens.start));
        }
        mentions.follow_pronouns(sources);
        mentions
    }

    /// Marks every mention by full name, surname or given name.
    fn recognize(&mut self) {
        let mut last_seen: Vec<usize> = vec![0; self.cast.people.len()];
        for run in &self.cast.runs.clone() {
            if self.cast.heading(run.start) {
                self.recognize_in_heading(run);
                continue;
            }
            let (title, name) = self.cast.split(run);
            let title_words: Vec<String> = title.clone().map(|i| self.cast.lower(i)).collect();
            let gender = Gender::of_titles(&title_words);
            let mut words: Vec<String> = name.clone().map(|i| self.cast.lower(i)).collect();
            while words.last().is_some_and(|w| matches!(w.as_str(), "jr" | "sr" | "ii" | "iii")) {
                words.pop();
            }
            let Some(surname) = words.last() else { continue };
            let full = !self.cast.is_single(&name);
            let mut best: Option<(i64, usize)> = None;
            for (k, person) in self.cast.people.iter().enumerate() {
                let by_surname = person.surname == *surname;
                let by_given = !full && person.given == *surname && given_names::gender(surname).is_some();
                let names_given = words.iter().any(|w| *w == person.given || initial_of(w, &person.given));
                if !(by_surname && (!full || names_given) || by_given) {
                    continue;
                }
                if !person.gender.agrees(gender) {
                    continue;
                }
                let value = 1000 * (names_given && full) as i64
                    + 100 * by_surname as i64
                    + if last_seen[k] > 0 { 50 + 40 - ((run.start - last_seen[k] + 1) as i64 / 10).min(40) } else { 0 }
                    + person.mentions.min(20) as i64
                    + 60 * (!full && !person.full) as i64;
                if best.is_none_or(|b| value > b.0) {
                    best = Some((value, k));
                }
            }
            if let Some((_, person)) = best {
                self.cast.people[person].mentions += 1;
                self.cast.people[person].gender = self.cast.people[person].gender.or(gender);
                last_seen[person] = run.start + 1;
                if !title_words.is_empty() {
                    self.cast.people[person].roles.extend(title_words);
                }
                self.mentions.push(Mention { tokens: run.clone(), person, pronoun: false, source: false });
            }
        }
    }

    /// Names among the capitalized words of a heading: any surname known, with the given name if it stands before.
    fn recognize_in_heading(&mut self, run: &Range<usize>) {
        for i in run.clone() {
            let word = self.cast.lower(i);
            let before = if i > run.start { self.cast.lower(i - 1) } else { String::new() };
            let given = |p: &Person| i > run.start && p.given == before;
            let rank = |p: &Person| (given(p), !p.full, p.mentions);
            let found = (0..self.cast.people.len())
                .filter(|&k| self.cast.people[k].surname == word)
                .max_by_key(|&k| rank(&self.cast.people[k]));
            if let Some(person) = found {
                let start = if given(&self.cast.people[person]) { i - 1 } else { i };
                self.mentions.push(Mention { tokens: start..i + 1, person, pronoun: false, source: false });
            }
        }
    }

    /// Resolves "he" and "she" in the order of the text, each then being a mention for the next.
    fn follow_pronouns(&mut self, sources: &[Range<usize>]) {
        for i in 0..self.cast.layout.tokens.len() {
            if self.cast.layout.tokens[i].quotation != 0 {
                continue;
            }
            let Some(gender) = Gender::of_pronoun(self.cast.word(i)) else { continue };
            if let Some(person) = self.antecedent(i, gender) {
                let at = self.mentions.partition_point(|m| m.tokens.start < i);
                let source = sources.iter().any(|s| s.contains(&i));
                self.mentions.insert(at, Mention { tokens: i..i + 1, person, pronoun: true, source });
            }
        }
    }

    fn antecedent(&self, at: usize, gender: Gender) -> Option<usize> {
        let token = self.cast.layout.tokens[at];
        let before = self.mentions.partition_point(|m| m.tokens.start < at);
        let mut best: Option<(f32, usize)> = None;
        for mention in self.mentions[..before].iter().rev().take(25) {
            let person = &self.cast.people[mention.person];
            if !person.gender.agrees(gender) {
                continue;
            }
            let place = self.cast.layout.tokens[mention.tokens.start];
            let sentences = (token.sentence - place.sentence) as f32;
            if token.paragraph - place.paragraph > 5 {
                break;
            }
            let first = self.cast.layout.tokens[..mention.tokens.start]
                .iter()
                .rev()
                .take_while(|t| t.sentence == place.sentence)
                .take(4)
                .count();
            let mut value = -sentences - 0.3 * (token.paragraph - place.paragraph) as f32;
            value += if first <= 2 { 1.0 } else { 0.0 };
            value += if mention.source { 1.5 } else { 0.0 };
            value += if mention.pronoun { 0.3 } else { 0.0 };
            value += 0.25 * (person.mentions as f32).ln_1p();
            let next = mention.tokens.end;
            if next < self.cast.layout.tokens.len() && matches!(self.cast.word(next), "'s" | "’s" | "'" | "’") {
                value -= 0.8;
            }
            if mention.tokens.start > 0 && PREPOSITIONS.contains(&self.cast.lower(mention.tokens.start - 1).as_str()) {
                value -= 0.7;
            }
            if place.quotation != 0 && place.quote == Quote::Inside {
                value -= 2.0;
            }
            if person.gender == Gender::Unknown {
                value -= 0.7;
            }
            if best.is_none_or(|b| value > b.0) {
                best = Some((value, mention.person));
            }
        }
        best.map(|b| b.1)
    }

    /// Whether a person is named between two tokens, outside quotations.
    pub(super) fn names_between(&self, first: usize, last: usize) -> bool {
        let mut names = self.mentions.iter().filter(|m| !m.pronoun && first < m.tokens.start && m.tokens.start < last);
        names.any(|m| self.cast.layout.tokens[m.tokens.start].quotation == 0)
    }

    /// The person whom a source names, as a number; nothing where the text does not say.
    pub(super) fn person(&self, source: Range<usize>) -> Option<usize> {
        if source.is_empty() {
            return None;
        }
        let word = self.cast.word(source.start);
        if source.len() > 2 && matches!(word, "who" | "Who") {
            return self.before_who(source.start);
        }
        if source.len() <= 2 {
            if Gender::of_pronoun(word).is_some() {
                return self
                    .mentions
                    .iter()
                    .find(|m| m.tokens.start == source.start)
                    .map(|m| m.person)
                    .or_else(|| Gender::of_pronoun(word).and_then(|gender| self.antecedent(source.start, gender)));
            }
            if matches!(word, "who" | "whom" | "Who" | "that" | "which") {
                return self.before_who(source.start);
            }
        }
        let inside: Vec<&Mention> = self
            .mentions
            .iter()
            .filter(|m| !m.pronoun && m.tokens.start < source.end && m.tokens.end > source.start)
            .collect();
        let mut comma = false;
        let mut preposition = false;
        let mut found = None;
        let mut i = source.start;
        while i < source.end {
            let word = self.cast.lower(i);
            if let Some(mention) =
                inside.iter().find(|m| m.tokens.start == i || (m.tokens.contains(&i) && i == source.start))
            {
                let next = mention.tokens.end;
                let follows = if next < self.cast.layout.tokens.len() { self.cast.lower(next) } else { String::new() };
                let owner = follows == "'s" && next + 1 < source.end;
                let whole = next >= source.end
                    || !follows.starts_with(char::is_alphabetic)
                    || PREPOSITIONS.contains(&follows.as_str())
                    || matches!(follows.as_str(), "and" | "who" | "himself" | "herself" | "as");
                if !preposition && !owner && whole {
                    if found.is_none() {
                        found = Some(mention.person);
                    } else if !comma
                        && found != Some(mention.person)
                        && (source.start..i).any(|k| self.cast.word(k) == "and")
                    {
                        return None; // two persons
                    }
                }
                i = mention.tokens.end;
                preposition = false;
                continue;
            }
            match word.as_str() {
                "," | "(" | "—" | "–" => {
                    comma = true;
                    preposition = false;
                }
                "who" => break,
                "of" if i > 0 && self.cast.lower(i - 1) == "secretary" => {}
                w if PREPOSITIONS.contains(&w) => preposition = true,
                _ => {}
            }
            i += 1;
        }
        let described = || self.beside(&source);
        found.or_else(described).or_else(|| if inside.is_empty() { self.by_role(source) } else { None })
    }

    /// The name that stands beside a description: “the leader of the council, Delphine Arkwright, said”.
    fn beside(&self, source: &Range<usize>) -> Option<usize> {
        let word = |i: usize| if i < self.cast.layout.tokens.len() { self.cast.word(i) } else { "" };
        let definite = matches!(word(source.start), "the" | "The") || crate::names::is_title(word(source.start));
        let name = self.mentions.iter().find(|m| !m.pronoun && m.tokens.start == source.end + 1)?;
        (definite && word(source.end) == "," && word(name.tokens.end) == ",").then_some(name.person)
    }

    /// The name that "who" refers to: right before it, or before an apposition.
    fn before_who(&self, at: usize) -> Option<usize> {
        let sentence = self.cast.layout.tokens[at].sentence;
        let ends_at = |end: usize| self.mentions.iter().rev().find(|m| !m.pronoun && m.tokens.end == end);
        let skip = if at > 0 && self.cast.word(at - 1) == "," { 1 } else { 0 };
        if let Some(mention) = ends_at(at - skip.min(at)) {
            return Some(mention.person);
        }
        let mut i = at - skip.min(at);
        while i > 0 && at - i < 25 && self.cast.layout.tokens[i - 1].sentence == sentence {
            i -= 1;
            let described = || {
                skip == 1
                    || matches!(self.cast.lower(i + 1).as_str(), "a" | "an" | "the" | "his" | "her" | "former" | "one")
            };
            if self.cast.word(i) == ","
                && let Some(mention) = ends_at(i)
                && described()
            {
                return Some(mention.person);
            }
        }
        None
    }

    /// "the mayor", "the former secretary of state": the person whose roles hold the head noun, if only one is near.
    fn by_role(&self, source: Range<usize>) -> Option<usize> {
        let first = self.cast.lower(source.start);
        if !matches!(first.as_str(), "the" | "mr" | "president" | "former") {
            return None;
        }
        let mut head = None;
        let mut modifiers = Vec::new();
        for i in source.start..source.end {
            let word = self.cast.lower(i);
            if i > source.start
                && (PREPOSITIONS.contains(&word.as_str()) || !word.starts_with(char::is_alphabetic) || word == "who")
            {
                break;
            }
            let word = if word == "gop" { "republican".into() } else { word };
            modifiers.extend(head.replace(word));
        }
        let head = head?;
        let head = match head.as_str() {
            "senator" => "sen",
            "governor" => "gov",
            "congressman" | "congresswoman" | "lawmaker" => "rep",
            "billionaire" => "businessman",
            other => other,
        }
        .to_string();
        if head.ends_with('s') && head != "boss" {
            return None;
        }
        let full = match head.as_str() {
            "sen" => "senator",
            "gov" => "governor",
            "rep" => "representative",
            _ => "",
        };
        let mut best: Option<(i64, usize)> = None;
        for (k, person) in self.cast.people.iter().enumerate() {
            if !person.roles.iter().any(|r| *r == head || (!full.is_empty() && r == full)) {
                continue;
            }
            let last = self.mentions.iter().rev().find(|m| m.person == k && m.tokens.start < source.start);
            let Some(last) = last else { continue };
            let shared = modifiers.iter().filter(|m| person.roles.contains(m)).count() as i64;
            let value = 200 * shared - ((source.start - last.tokens.start) as i64) + 10 * person.mentions as i64;
            if best.is_none_or(|b| value > b.0) {
                best = Some((value, k));
            }
        }
        best.map(|b| b.1)
    }
}
