//! Prints a query as text that parses to the same query.

use std::fmt;

use super::scan::{ESCAPED, MARKS, SINGLE_MARKS};
use super::{Clause, Field, Form, Query, Scope, Words};

/// What surrounds a clause.
#[derive(Clone, Copy, PartialEq)]
enum Around {
    /// Nothing.
    Nothing,
    /// Others side by side.
    Row,
    /// Others joined by `AND`.
    All,
    /// Others joined by `OR`.
    Any,
    /// A minus.
    Not,
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let alone = self.clauses.len() == 1 && self.scope == Scope::Said;
        let around = if alone { Around::Nothing } else { Around::Row };
        let scope = (self.scope != Scope::Said).then(|| format!("in:{}", self.scope.name()));
        let parts: Vec<String> = self.clauses.iter().map(|clause| text(clause, around)).chain(scope).collect();
        f.write_str(&parts.join(" "))
    }
}

fn text(clause: &Clause, around: Around) -> String {
    let (text, bare) = match clause {
        Clause::Words(words) => (words.to_string(), true),
        Clause::Is(Field::Own, value) => {
            let (name, value) = value.split_once('=').unwrap_or_default();
            (format!("{}.{name}:{}", Field::Own.name(), quoted(value)), true)
        }
        Clause::Is(field, value) => (format!("{}:{}", field.name(), quoted(value)), true),
        Clause::Since(day) => (format!("since:{}", quoted(&day.to_string())), true),
        Clause::Until(day) => (format!("until:{}", quoted(&day.to_string())), true),
        Clause::Date(period) => (format!("date:{}", quoted(&period.to_string())), true),
        Clause::Confidence(least) => (format!("confidence:{least}"), true),
        Clause::Not(inner) => (without(&self::text(inner, Around::Not)), around != Around::Not),
        Clause::Row(parts) => (joined(parts, " ", Around::Row), matches!(around, Around::All | Around::Any)),
        Clause::All(parts) => (joined(parts, " AND ", Around::All), matches!(around, Around::Any | Around::Nothing)),
        Clause::Any(parts) => (joined(parts, " OR ", Around::Any), around == Around::Nothing),
    };
    if bare { text } else { format!("({text})") }
}

/// Excludes a clause. A minus before a minus would be a word.
fn without(text: &str) -> String {
    if text.starts_with('-') { format!("NOT {text}") } else { format!("-{text}") }
}

fn joined(parts: &[Clause], by: &str, around: Around) -> String {
    parts.iter().map(|part| text(part, around)).collect::<Vec<_>>().join(by)
}

/// A value, in quotation marks where it would not be read as one value otherwise.
fn quoted(value: &str) -> String {
    let special = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || MARKS.contains(&c);
    let bare = !value.contains(special)
        // After a colon, a slash would make an address.
        && !value.starts_with('/')
        && !value.starts_with(SINGLE_MARKS)
        && !value.trim_end_matches(['1', '2']).ends_with(['*', '~']);
    if bare { value.to_owned() } else { in_marks(value) }
}

/// A text in quotation marks; a backslash precedes each mark inside.
fn in_marks(text: &str) -> String {
    let mut marked = String::from("\"");
    for c in text.chars() {
        if ESCAPED.contains(&c) {
            marked.push('\\');
        }
        marked.push(c);
    }
    marked.push('"');
    marked
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.text;
        match &self.form {
            Form::Word => f.write_str(text),
            Form::Phrase(0) => f.write_str(&in_marks(text)),
            Form::Phrase(between) => write!(f, "{}~{between}", in_marks(text)),
            Form::Exact => write!(f, "exact:{}", quoted(text)),
            Form::Prefix => write!(f, "{text}*"),
            Form::Fuzzy(1) => write!(f, "{text}~"),
            Form::Fuzzy(letters) => write!(f, "{text}~{letters}"),
            Form::Near(other, distance) => write!(f, "{text} NEAR/{distance} {other}"),
        }
    }
}
