//! Matches the words of a query against a text, as the index does.

use super::row::each_row;
use crate::index::analyzer::{WordStemmer, cut, names as names_analyzer, prose};
use crate::query::{Clause, Form, Words};
use crate::text::Span;

/// What a query asks of the words of one text. Fields ask nothing of it.
#[derive(Debug)]
pub(super) enum Condition {
    /// The text has these words; none can be in it where there is nothing to look for.
    Words(Option<Pattern>),
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

/// Words to find in a text: parts in order, the words of each part adjacent.
#[derive(Debug)]
pub(super) struct Pattern {
    parts: Vec<Vec<Slot>>,
    /// How many other words can be between the parts in all.
    between: u32,
    any_order: bool,
}

/// One word to find.
#[derive(Debug)]
enum Slot {
    Stem(String),
    Plain(String),
    Prefix(String),
    /// A word that differs by at most so many letters.
    Fuzzy(String, usize),
}

/// A word of a text.
pub(super) struct Word {
    /// Empty if no stem of the query begins as it does.
    stem: String,
    /// In lower case and without accents; empty if no word of the query begins as it does.
    plain: String,
    position: u32,
    span: Span,
}

impl Condition {
    /// What clauses side by side ask; none if they ask for no words.
    pub(super) fn of(clauses: &[Clause]) -> Option<Self> {
        let parts: Vec<Condition> = clauses.iter().filter_map(Self::of_one).collect();
        (!parts.is_empty()).then_some(Condition::All(parts))
    }

    fn of_one(clause: &Clause) -> Option<Self> {
        match clause {
            Clause::Words(words) => Some(Condition::Words(Pattern::of(words))),
            Clause::Row(parts) | Clause::All(parts) => Self::of(parts),
            // Where a field can hold in place of the words, the words need not.
            Clause::Not(inner) if inner.is_words() => Self::of_one(inner).map(|inner| Condition::Not(Box::new(inner))),
            Clause::Any(parts) if clause.is_words() => {
                Some(Condition::Any(parts.iter().filter_map(Self::of_one).collect()))
            }
            _ => None,
        }
    }

    /// Whether a text meets the condition.
    pub(super) fn is_met_by(&self, text: &str) -> bool {
        self.holds(&self.words(text))
    }

    /// Which of some passages of a text, in order, meet the condition.
    pub(super) fn is_met_by_each(&self, text: &str, passages: impl Iterator<Item = Span>) -> Vec<bool> {
        let words = self.words(text);
        let inside = |passage: Span| {
            let first = words.partition_point(|word| word.span.start() < passage.start());
            &words[first..words.partition_point(|word| word.span.start() < passage.end())]
        };
        passages.map(|passage| self.holds(inside(passage))).collect()
    }

    fn words(&self, text: &str) -> Vec<Word> {
        let mut initials = Initials::default();
        self.add_initials(&mut initials);
        words(text, &initials)
    }

    fn add_initials(&self, initials: &mut Initials) {
        match self {
            Condition::Words(pattern) => pattern.iter().for_each(|pattern| initials.add(pattern)),
            Condition::Not(inner) => inner.add_initials(initials),
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| part.add_initials(initials)),
        }
    }

    fn holds(&self, words: &[Word]) -> bool {
        match self {
            Condition::Words(pattern) => pattern.as_ref().is_some_and(|pattern| !pattern.spans(words).is_empty()),
            Condition::Not(inner) => !inner.holds(words),
            Condition::All(parts) => parts.iter().all(|part| part.holds(words)),
            Condition::Any(parts) => parts.iter().any(|part| part.holds(words)),
        }
    }
}

/// The first letters of the words to find. A stem begins as its word does, so that only words with one of these letters need
/// to be stemmed and compared.
#[derive(Default)]
pub(super) struct Initials {
    stems: Vec<char>,
    plain: Vec<char>,
    /// Whether a word can match that begins with any letter.
    any: bool,
}

impl Initials {
    pub(super) fn of(patterns: &[Pattern]) -> Self {
        let mut initials = Self::default();
        patterns.iter().for_each(|pattern| initials.add(pattern));
        initials
    }

    fn add(&mut self, pattern: &Pattern) {
        for slot in pattern.parts.iter().flatten() {
            match slot {
                Slot::Stem(word) => self.stems.extend(word.chars().next()),
                Slot::Plain(word) | Slot::Prefix(word) => self.plain.extend(word.chars().next()),
                Slot::Fuzzy(..) => self.any = true,
            }
        }
    }
}

/// The words of a text, analyzed as far as their first letter makes it necessary.
pub(super) fn words(text: &str, initials: &Initials) -> Vec<Word> {
    let mut stemmer = WordStemmer::default();
    let mut words = Vec::new();
    names_analyzer().token_stream(text).process(&mut |token| {
        let begins_as_one_of =
            |letters: &[char]| token.text.chars().next().is_some_and(|first| letters.contains(&first));
        words.push(Word {
            stem: if begins_as_one_of(&initials.stems) { stemmer.stem(&token.text) } else { String::new() },
            plain: if initials.any || begins_as_one_of(&initials.plain) { token.text.clone() } else { String::new() },
            position: token.position as u32,
            span: Span::new(token.offset_from, token.offset_to),
        });
    });
    words
}

impl Pattern {
    /// None if there is no word to look for.
    pub(super) fn of(words: &Words) -> Option<Self> {
        let stems = |text: &str| cut(prose(), text).into_iter().map(Slot::Stem).collect::<Vec<_>>();
        let plain = || cut(names_analyzer(), &words.text).into_iter();
        let (parts, between) = match &words.form {
            Form::Word | Form::Phrase(0) => (vec![stems(&words.text)], 0),
            Form::Phrase(between) => (words.text.split_whitespace().map(stems).collect(), *between),
            Form::Near(other, distance) => (vec![stems(&words.text), stems(other)], *distance),
            Form::Exact => (vec![plain().map(Slot::Plain).collect()], 0),
            Form::Prefix => (vec![with_last(plain(), Slot::Prefix)], 0),
            Form::Fuzzy(letters) => (vec![with_last(plain(), |word| Slot::Fuzzy(word, usize::from(*letters)))], 0),
        };
        let parts: Vec<Vec<Slot>> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let any_order = matches!(words.form, Form::Near(..));
        (!parts.is_empty()).then_some(Self { parts, between, any_order })
    }

    /// The matches, each part as a span of its own.
    pub(super) fn spans(&self, words: &[Word]) -> Vec<Span> {
        let mut parts: Vec<&[Slot]> = self.parts.iter().map(Vec::as_slice).collect();
        let mut spans = Vec::new();
        self.add_rows(words, &parts, &mut spans);
        if self.any_order {
            parts.reverse();
            self.add_rows(words, &parts, &mut spans);
        }
        spans
    }

    fn add_rows(&self, words: &[Word], parts: &[&[Slot]], spans: &mut Vec<Span>) {
        let places: Vec<Vec<u32>> = parts.iter().map(|part| places(part, words)).collect();
        let lengths: Vec<u32> = parts.iter().map(|part| part.len() as u32).collect();
        each_row(&places, &lengths, self.between, |row| {
            for (place, part) in row.iter().zip(parts) {
                let first = words.partition_point(|word| word.position < *place);
                spans.push(words[first].span.join(words[first + part.len() - 1].span));
            }
        });
    }
}

/// Plain words, but for the last.
fn with_last(mut words: impl DoubleEndedIterator<Item = String>, last: impl Fn(String) -> Slot) -> Vec<Slot> {
    let last = words.next_back().map(last);
    words.map(Slot::Plain).chain(last).collect()
}

/// The positions at which a part begins.
fn places(part: &[Slot], words: &[Word]) -> Vec<u32> {
    let is_here = |window: &&[Word]| {
        let mut slots = (window[0].position..).zip(part).zip(*window);
        slots.all(|((position, slot), word)| word.position == position && slot.fits(word))
    };
    words.windows(part.len().max(1)).filter(is_here).map(|window| window[0].position).collect()
}

impl Slot {
    fn fits(&self, word: &Word) -> bool {
        match self {
            Slot::Stem(stem) => word.stem == *stem,
            Slot::Plain(plain) => word.plain == *plain,
            Slot::Prefix(start) => word.plain.starts_with(start.as_str()),
            Slot::Fuzzy(wanted, letters) => edits(&word.plain, wanted) <= *letters,
        }
    }
}

/// How many letters must be changed, added, left out or swapped with their neighbor to make one word of the other.
fn edits(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    let mut left = None;
    for (row, letter) in one.chars().enumerate() {
        let mut next = vec![row + 1];
        for (column, other_letter) in other.iter().enumerate() {
            let changed = last[column] + usize::from(letter != *other_letter);
            let mut least = changed.min(last[column + 1] + 1).min(next[column] + 1);
            if column > 0 && left == Some(*other_letter) && letter == other[column - 1] {
                least = least.min(before[column - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut last, next);
        left = Some(letter);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        for (one, other, count) in [
            ("flood", "flod", 1),
            ("flood", "folod", 1),
            ("flood", "floods", 1),
            ("wall", "well", 1),
            ("", "ab", 2),
            ("abc", "cab", 2),
        ] {
            assert_eq!(edits(one, other), count, "{one} {other}");
            assert_eq!(edits(other, one), count, "{other} {one}");
        }
    }
}
