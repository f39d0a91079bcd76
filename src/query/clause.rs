//! The parts of a query.

use super::Field;
use super::value::{Day, LeastConfidence, Period};

/// A condition, or several joined ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clause {
    /// Words to find.
    Words(Words),
    /// A value of a field.
    Is(Field, String),
    /// On this day or later.
    Since(Day),
    /// On this day or before.
    Until(Day),
    /// Within these days.
    Date(Period),
    /// With at least this confidence.
    Confidence(LeastConfidence),
    /// Excludes a clause.
    Not(Box<Clause>),
    /// Side by side: one value of each field must match, and all other clauses.
    Row(Vec<Clause>),
    /// `AND`: all must match.
    All(Vec<Clause>),
    /// `OR`: one must match.
    Any(Vec<Clause>),
}

/// One or several words, and how they must appear in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// As written, without quotation marks or signs.
    pub text: String,
    /// How they must appear.
    pub form: Form,
}

/// How words must appear in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// In any inflection: “hearing” finds “hearings”.
    Word,
    /// One after the other, in any inflection, with at most so many other words between them in all.
    Phrase(u32),
    /// As written, one after the other; without regard to case and accents.
    Exact,
    /// As the beginning of a word.
    Prefix,
    /// With at most so many letters changed, added, left out or swapped.
    Fuzzy(u8),
    /// With this word before or after, and at most so many other words between.
    Near(String, u32),
}

impl Clause {
    /// Whether it only asks for words.
    pub(crate) fn is_words(&self) -> bool {
        match self {
            Clause::Words(_) => true,
            Clause::Not(inner) => inner.is_words(),
            Clause::Row(parts) | Clause::All(parts) | Clause::Any(parts) => parts.iter().all(Clause::is_words),
            _ => false,
        }
    }

    /// Asks for those who may have said it, in place of those who did.
    pub(super) fn ask_possible_speakers(&mut self) {
        match self {
            Clause::Is(field, _) if *field == Field::Speaker => *field = Field::SpeakerPossible,
            Clause::Row(parts) | Clause::All(parts) | Clause::Any(parts) => {
                parts.iter_mut().for_each(Clause::ask_possible_speakers);
            }
            _ => {}
        }
    }

    /// Puts another name in place of the name of a speaker, wherever it does not exclude it.
    pub(super) fn rename_speaker(&mut self, asked: &str, name: &str) {
        match self {
            Clause::Is(Field::Speaker, value) if value == asked => name.clone_into(value),
            Clause::Row(parts) | Clause::All(parts) | Clause::Any(parts) => {
                parts.iter_mut().for_each(|part| part.rename_speaker(asked, name));
            }
            _ => {}
        }
    }

    /// Calls `see` with each clause that joins no others, and whether it is excluded.
    pub(super) fn visit<'c>(&'c self, negated: bool, see: &mut dyn FnMut(&'c Clause, bool)) {
        match self {
            Clause::Not(inner) => inner.visit(!negated, see),
            Clause::Row(parts) | Clause::All(parts) | Clause::Any(parts) => {
                parts.iter().for_each(|part| part.visit(negated, see));
            }
            leaf => see(leaf, negated),
        }
    }
}
