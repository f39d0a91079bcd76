//! What is asked: words and fields, joined by `AND`, `OR`, `NOT` and parentheses. It parses from text and prints back as text
//! that parses to the same query. `LANGUAGE.md` beside this file tells what can be written.
//!
//! ```
//! use onrecord::query::Query;
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
mod value;

use crate::error::{Error, ErrorKind, Result};

pub use clause::{Clause, Form, Words};
pub use field::Field;
pub use lines::{NamedQuery, lines};
pub use value::{Confidence, Day, Period};

/// Where words are looked for; of two that are asked for, the wider one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// In what was said.
    #[default]
    Said,
    /// In the paragraph in which a statement begins; of an article in any one of its paragraphs, all words together.
    Paragraph,
    /// In the whole article, headline and text.
    Article,
}

impl Scope {
    /// What is written behind `in:`.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Said => "said",
            Scope::Paragraph => "paragraph",
            Scope::Article => "article",
        }
    }
}

/// Conditions that stand side by side: of values of one field any must hold, of all else all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The conditions; without any, everything matches.
    pub clauses: Vec<Clause>,
    /// Where words are looked for.
    pub scope: Scope,
}

impl Query {
    /// Adds a value for a field.
    ///
    /// # Errors
    /// When the field cannot have this value.
    pub fn filter(&mut self, field: Field, value: &str, negated: bool) -> Result<()> {
        let is = Clause::Is(field, field.checked(value)?);
        self.clauses.push(if negated { Clause::Not(Box::new(is)) } else { is });
        Ok(())
    }

    /// Adds the conditions of a query text.
    ///
    /// # Errors
    /// When the text cannot be understood; the error shows the place, and what may be meant.
    pub fn add_text(&mut self, text: &str) -> Result<()> {
        let other: Query = text.parse()?;
        self.clauses.extend(other.clauses);
        self.scope = self.scope.max(other.scope);
        Ok(())
    }

    /// Checks what no part can tell alone.
    ///
    /// # Errors
    /// When the first day is after the last.
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
                "write the earlier day behind since",
            )),
            _ => Ok(()),
        }
    }

    /// The values that are asked for of one field, anywhere in the query, but for those that must not be.
    pub fn values(&self, field: Field) -> Vec<&str> {
        self.asked(field).into_iter().filter(|(_, negated)| !negated).map(|(value, _)| value).collect()
    }

    /// All values of one field that the query names, and whether they must not be.
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

    /// The words that are looked for.
    pub fn words(&self) -> Vec<&Words> {
        let mut found = Vec::new();
        self.visit(&mut |clause, negated| match clause {
            Clause::Words(words) if !negated => found.push(words),
            _ => {}
        });
        found
    }

    /// The same query without the values of a field that stand side by side with all else.
    #[must_use]
    pub fn without(&self, field: Field) -> Self {
        let mut query = self.clone();
        query.clauses.retain(|clause| !matches!(clause, Clause::Is(known, _) if *known == field));
        query
    }

    fn visit<'q>(&'q self, see: &mut dyn FnMut(&'q Clause, bool)) {
        self.clauses.iter().for_each(|clause| clause.visit(false, see));
    }
}
