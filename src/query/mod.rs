//! Queries: words and fields, joined by `AND`, `OR`, `NOT` and parentheses. A query parses from text and prints as text that
//! parses to the same query. `docs/query-language.md` describes the language.
//!
//! ```
//! use onrecord::Query;
//!
//! let query: Query = r#"budget "public hearing"~3 speaker:nephew -outlet:"Plains Courier" since:2016-10"#.parse()?;
//! assert_eq!(query.to_string(), r#"budget "public hearing"~3 speaker:nephew -outlet:"Plains Courier" since:2016-10"#);
//! # Ok::<(), onrecord::Error>(())
//! ```

mod clause;
mod field;
mod lines;
mod parse;
mod print;
mod scan;
mod value;

use crate::error::{Error, ErrorKind, Result};
use crate::extract::Polarity;

pub(crate) use clause::{Clause, Form, Words};
pub use field::Field;
pub(crate) use lines::{NamedQuery, lines};
pub(crate) use value::{Day, LeastConfidence};

/// Where to look for words. If a query names two scopes, the wider one counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// In what was said.
    #[default]
    Said,
    /// In the paragraph in which a statement begins; for articles, in any paragraph that has all the words.
    Paragraph,
    /// In the whole article, headline and text.
    Article,
}

impl Scope {
    /// The name after `in:`.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Said => "said",
            Scope::Paragraph => "paragraph",
            Scope::Article => "article",
        }
    }
}

/// Conditions side by side: one value of each field must match, and all other conditions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The conditions. Without any, everything matches.
    pub clauses: Vec<Clause>,
    /// Where to look for words.
    pub scope: Scope,
}

impl Query {
    /// Requires a value of a field. Of several values of one field, one is enough.
    ///
    /// # Errors
    /// If the field cannot have this value.
    pub fn require(&mut self, field: Field, value: &str) -> Result<()> {
        self.clauses.push(Clause::Is(field, field.checked(value)?));
        Ok(())
    }

    /// Excludes a value of a field.
    ///
    /// # Errors
    /// If the field cannot have this value.
    pub fn exclude(&mut self, field: Field, value: &str) -> Result<()> {
        self.clauses.push(Clause::Not(Box::new(Clause::Is(field, field.checked(value)?))));
        Ok(())
    }

    /// The same query without what sources did not say, unless it asks for a polarity: for counts of what was said.
    pub(crate) fn of_claims(&self) -> Self {
        let mut claims = self.clone();
        if self.asked(Field::Polarity).is_empty() {
            let unsaid = Clause::Is(Field::Polarity, Polarity::NotSaid.name().to_owned());
            claims.clauses.push(Clause::Not(Box::new(unsaid)));
        }
        claims
    }

    /// The query for what the speakers may have said where the text leaves it open; `None` if this one asks for no speaker.
    pub(crate) fn of_possible_speakers(&self) -> Option<Self> {
        let asks = !self.values(Field::Speaker).is_empty();
        let mut possible = self.clone();
        possible.clauses.iter_mut().for_each(Clause::ask_possible_speakers);
        asks.then_some(possible)
    }

    /// Adds the conditions of a text.
    ///
    /// # Errors
    /// If the text does not parse. The error shows the place and a suggestion.
    pub fn add_text(&mut self, text: &str) -> Result<()> {
        let other: Query = text.parse()?;
        self.clauses.extend(other.clauses);
        self.scope = self.scope.max(other.scope);
        Ok(())
    }

    /// Checks conditions that only conflict together.
    ///
    /// # Errors
    /// If the first day is after the last.
    pub fn check(&self) -> Result<()> {
        let days = |clause: &Clause| match clause {
            Clause::Since(day) => (Some(*day), None),
            Clause::Until(day) => (None, Some(*day)),
            _ => (None, None),
        };
        let all = || self.clauses.iter().map(days);
        let since = all().filter_map(|(since, _)| since).max_by_key(Day::first);
        let until = all().filter_map(|(_, until)| until).min_by_key(Day::last);
        match (since, until) {
            (Some(since), Some(until)) if since.first() > until.last() => Err(Error::new(
                ErrorKind::Query,
                format!("since {since} is after until {until}"),
                "write the earlier day after since",
            )),
            _ => Ok(()),
        }
    }

    /// The values of one field, anywhere in the query, without excluded ones.
    pub fn values(&self, field: Field) -> Vec<&str> {
        self.asked(field).into_iter().filter(|(_, negated)| !negated).map(|(value, _)| value).collect()
    }

    /// All values of one field, anywhere in the query, and whether each is excluded.
    pub fn asked(&self, field: Field) -> Vec<(&str, bool)> {
        let mut found = Vec::new();
        self.visit(&mut |clause, negated| {
            if let Clause::Is(known, value) = clause
                && *known == field
            {
                found.push((value.as_str(), negated));
            }
        });
        found
    }

    /// The words to find.
    pub fn words(&self) -> Vec<&Words> {
        let mut found = Vec::new();
        self.visit(&mut |clause, negated| match clause {
            Clause::Words(words) if !negated => found.push(words),
            _ => {}
        });
        found
    }

    /// The query with another name in place of the name of a speaker, wherever it does not exclude it.
    #[must_use]
    pub(crate) fn with_speaker(&self, asked: &str, name: &str) -> Self {
        let mut query = self.clone();
        query.clauses.iter_mut().for_each(|clause| clause.rename_speaker(asked, name));
        query
    }

    /// The query without the conditions that have a value of a field anywhere in them.
    #[must_use]
    pub(crate) fn without(&self, field: Field) -> Self {
        let mut query = self.clone();
        query.clauses.retain(|clause| {
            let mut has = false;
            clause.visit(false, &mut |leaf, _| has |= matches!(leaf, Clause::Is(known, _) if *known == field));
            !has
        });
        query
    }

    fn visit<'q>(&'q self, see: &mut dyn FnMut(&'q Clause, bool)) {
        self.clauses.iter().for_each(|clause| clause.visit(false, see));
    }
}
