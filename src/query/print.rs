//! Queries as text that parses to the same query.

use std::fmt;

use super::{Clause, Form, Query, Scope, Words};

/// What stands around a clause that is printed.
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

/// What must not be; a minus before another would be a word.
fn without(text: &str) -> String {
    if text.starts_with('-') { format!("NOT {text}") } else { format!("-{text}") }
}

fn joined(parts: &[Clause], by: &str, around: Around) -> String {
    parts.iter().map(|part| text(part, around)).collect::<Vec<_>>().join(by)
}

/// A value, between quotation marks where it would not be read as one otherwise.
fn quoted(value: &str) -> String {
    let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')');
    // Behind a colon a slash makes an address.
    if value.contains(ends) || value.starts_with('/') { format!("\"{value}\"") } else { value.to_owned() }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.text;
        match &self.form {
            Form::Word => f.write_str(text),
            Form::Phrase(0) => write!(f, "\"{text}\""),
            Form::Phrase(between) => write!(f, "\"{text}\"~{between}"),
            Form::Exact => write!(f, "exact:{}", quoted(text)),
            Form::Prefix => write!(f, "{text}*"),
            Form::Fuzzy(1) => write!(f, "{text}~"),
            Form::Fuzzy(letters) => write!(f, "{text}~{letters}"),
            Form::Near(other, distance) => write!(f, "{text} NEAR/{distance} {other}"),
        }
    }
}
