//! The parts of a query.

use super::Field;
use super::value::{Confidence, Day, Period};

/// A condition, or several that are joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clause {
    /// Words to be found.
    Words(Words),
    /// A value that a field must have.
    Is(Field, String),
    /// On this day or later.
    Since(Day),
    /// On this day or before.
    Until(Day),
    /// Within these days.
    Date(Period),
    /// The extractor must be this sure.
    Confidence(Confidence),
    /// What must not be.
    Not(Box<Clause>),
    /// What stands side by side: of values of one field any, of all else all.
    Row(Vec<Clause>),
    /// `AND`: all of them.
    All(Vec<Clause>),
    /// `OR`: any of them.
    Any(Vec<Clause>),
}

/// A word or several, and how they must stand in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// As they were written, without marks.
    pub text: String,
    /// How they must stand.
    pub form: Form,
}

/// How words must stand in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// In any inflection: “hearing” finds “hearings”.
    Word,
    /// One after the other, in any inflection, with so many other words between them at most.
    Phrase(u32),
    /// Letter by letter, one after the other; case and accents aside.
    Exact,
    /// As the beginning of a word.
    Prefix,
    /// With so many letters changed, added or left out at most.
    Fuzzy(u8),
    /// With this word near by, before or behind, so many words away at most.
    Near(String, u32),
}

impl Clause {
    /// Whether it asks for nothing but words.
    pub(crate) fn is_words(&self) -> bool {
        match self {
            Clause::Words(_) => true,
            Clause::Not(inner) => inner.is_words(),
            Clause::Row(parts) | Clause::All(parts) | Clause::Any(parts) => parts.iter().all(Clause::is_words),
            _ => false,
        }
    }

    /// Calls `see` with each clause that joins no others, and whether what it says must not be.
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
