//! What is asked: words and filters. It parses from text and prints back as text that parses to the same query.
//!
//! ```
//! use onrecord::query::Query;
//!
//! let query: Query = r#"budget "public hearing" speaker:nephew -outlet:"Plains Courier" since:2016-10"#.parse()?;
//! assert_eq!(query.to_string().parse::<Query>()?, query);
//! # Ok::<(), onrecord::Error>(())
//! ```

mod value;

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Result};

pub use value::{Confidence, Day};

/// Words and filters. All words must be found; of the values of one field any; of different fields all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words and phrases of what was said.
    pub words: Vec<Words>,
    /// Values that fields must have, or must not.
    pub filters: Vec<Filter>,
    /// The first day.
    pub since: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
    /// How sure the extractor must be of a statement.
    pub confidence: Option<Confidence>,
}

/// A word or a phrase to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// As it was written, without quotation marks.
    pub text: String,
    /// Whether its words must follow each other.
    pub phrase: bool,
    /// Whether it must not be there.
    pub negated: bool,
}

/// A value that a field must have, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The field.
    pub field: Field,
    /// The value as it was written.
    pub value: String,
    /// Whether the field must not have it.
    pub negated: bool,
}

/// A field that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Who said it.
    Speaker,
    /// An organization that speaks, that the speaker belongs or belonged to, or that the words name.
    Org,
    /// An organization that speaks.
    OrgSaid,
    /// An organization that the speaker belongs to.
    OrgRole,
    /// An organization that the speaker belonged to.
    OrgFormer,
    /// An organization that the words or the article name.
    OrgMentioned,
    /// A person whom the words name; of an article, whom it names.
    About,
    /// What the article is about.
    Topic,
    /// Who published it.
    Outlet,
    /// Who wrote the article.
    Author,
    /// The language of the article, as a code of two letters.
    Language,
    /// Direct, indirect or mixed.
    Kind,
    /// Speech or thought.
    Act,
}

impl Field {
    /// All fields, as they are listed to people.
    pub const ALL: [Field; 13] = [
        Field::Speaker,
        Field::Org,
        Field::OrgSaid,
        Field::OrgRole,
        Field::OrgFormer,
        Field::OrgMentioned,
        Field::About,
        Field::Topic,
        Field::Outlet,
        Field::Author,
        Field::Language,
        Field::Kind,
        Field::Act,
    ];

    /// The name in a query.
    pub fn name(self) -> &'static str {
        match self {
            Field::Speaker => "speaker",
            Field::Org => "org",
            Field::OrgSaid => "org.said",
            Field::OrgRole => "org.role",
            Field::OrgFormer => "org.former",
            Field::OrgMentioned => "org.mentioned",
            Field::About => "about",
            Field::Topic => "topic",
            Field::Outlet => "outlet",
            Field::Author => "author",
            Field::Language => "language",
            Field::Kind => "kind",
            Field::Act => "act",
        }
    }

    /// The values that the field can have, where there are few.
    fn values(self) -> Option<&'static [&'static str]> {
        match self {
            Field::Kind => Some(&["direct", "indirect", "mixed"]),
            Field::Act => Some(&["speech", "thought"]),
            _ => None,
        }
    }
}

impl Query {
    /// Adds a value for a field.
    ///
    /// # Errors
    /// When the field cannot have this value.
    pub fn filter(&mut self, field: Field, value: &str, negated: bool) -> Result<()> {
        let value = value.trim();
        if value.is_empty() {
            return Err(Error::new(
                ErrorKind::Query,
                format!("{} without a value", field.name()),
                "write what to look for behind it",
            ));
        }
        if let Some(values) = field.values()
            && !values.contains(&value.to_lowercase().as_str())
        {
            let what = format!("“{value}” is no {}", field.name());
            return Err(Error::new(ErrorKind::Query, what, format!("it is one of {}", values.join(", "))));
        }
        self.filters.push(Filter { field, value: value.to_owned(), negated });
        Ok(())
    }

    /// Checks what no part can tell alone.
    ///
    /// # Errors
    /// When the first day is after the last.
    pub fn check(&self) -> Result<()> {
        match (self.since, self.until) {
            (Some(since), Some(until)) if since.first() > until.last() => Err(Error::new(
                ErrorKind::Query,
                format!("since {since} is after until {until}"),
                "write the earlier day behind since",
            )),
            _ => Ok(()),
        }
    }

    /// The values asked for of one field, or those excluded.
    pub fn values(&self, field: Field, negated: bool) -> impl Iterator<Item = &str> {
        self.filters.iter().filter(move |f| f.field == field && f.negated == negated).map(|f| f.value.as_str())
    }

    /// Adds the words and filters of a query text to this query.
    ///
    /// # Errors
    /// When the text cannot be understood; the error shows the place.
    pub fn add_text(&mut self, text: &str) -> Result<()> {
        let mut rest = text;
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return Ok(());
            }
            let at = text.len() - rest.len();
            let negated = rest.len() > 1 && rest.starts_with('-') && !rest[1..].starts_with([' ', '-']);
            rest = if negated { &rest[1..] } else { rest };
            rest = match field_name(rest) {
                Some((name, value)) => self.add_field(text, at, name, value, negated)?,
                None => self.add_words(text, at, rest, negated)?,
            };
        }
    }

    fn add_field<'t>(&mut self, text: &str, at: usize, name: &str, rest: &'t str, negated: bool) -> Result<&'t str> {
        let (value, _, rest) = value(text, at, rest)?;
        let lower = name.to_lowercase();
        match lower.as_str() {
            "since" => self.since = Some(value.parse().map_err(|error: Error| shown(text, at, &error.to_string()))?),
            "confidence" => {
                self.confidence = Some(value.parse().map_err(|error: Error| shown(text, at, &error.to_string()))?);
            }
            "until" => self.until = Some(value.parse().map_err(|error: Error| shown(text, at, &error.to_string()))?),
            _ => {
                let alias = match lower.as_str() {
                    "organization" | "organisation" => "org",
                    "lang" => "language",
                    other => other,
                };
                let Some(field) = Field::ALL.into_iter().find(|field| field.name() == alias) else {
                    let names: Vec<&str> =
                        Field::ALL.iter().map(|field| field.name()).chain(["since", "until", "confidence"]).collect();
                    let what = format!(
                        "unknown field “{name}”; the fields are {}; to look for the words, put them in quotation marks",
                        names.join(", ")
                    );
                    return Err(shown(text, at, &what));
                };
                self.filter(field, &value, negated).map_err(|error| shown(text, at, &error.to_string()))?;
            }
        }
        Ok(rest)
    }

    fn add_words<'t>(&mut self, text: &str, at: usize, rest: &'t str, negated: bool) -> Result<&'t str> {
        let (value, phrase, rest) = value(text, at, rest)?;
        if !value.trim().is_empty() {
            self.words.push(Words { text: value.trim().to_owned(), phrase, negated });
        }
        Ok(rest)
    }
}

/// The name of a field before a colon, and what follows: letters and a dot between, so that `10:30` is a word.
fn field_name(rest: &str) -> Option<(&str, &str)> {
    let end = rest.find(|c: char| !(c.is_ascii_alphabetic() || c == '.'))?;
    let value = rest[end..].strip_prefix(':')?;
    (end > 0 && !rest.starts_with('.') && !value.is_empty() && !value.starts_with([' ', '/']))
        .then(|| (&rest[..end], value))
}

/// A value up to white space, or between quotation marks, straight or curly; whether it was quoted; and what follows.
fn value<'t>(text: &str, at: usize, rest: &'t str) -> Result<(String, bool, &'t str)> {
    let Some(inside) = rest.strip_prefix(['"', '“', '”']) else {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let word = &rest[..end];
        if let Some(mark) = word.find(['"', '“', '”']) {
            return Err(shown(
                text,
                at + mark,
                "a quotation mark inside a word; put a space before it, or leave it out",
            ));
        }
        return Ok((word.to_owned(), false, &rest[end..]));
    };
    let Some(end) = inside.find(['"', '”', '“']) else {
        return Err(shown(
            text,
            text.len() - rest.len(),
            "this quotation mark is never closed; close it, or leave it out",
        ));
    };
    let width = inside[end..].chars().next().map_or(1, char::len_utf8);
    Ok((inside[..end].to_owned(), true, &inside[end + width..]))
}

/// An error with the query and a caret under the place.
fn shown(text: &str, at: usize, what: &str) -> Error {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let column = text[..text.floor_char_boundary(at)].chars().count();
    Error::new(ErrorKind::Query, format!("{what}\n  {line}\n  {:column$}^", ""), "")
}

impl FromStr for Query {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut query = Query::default();
        query.add_text(text)?;
        Ok(query)
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = Vec::new();
        let sign = |negated: bool| if negated { "-" } else { "" };
        for words in &self.words {
            let text = if words.phrase { format!("\"{}\"", words.text) } else { words.text.clone() };
            parts.push(format!("{}{text}", sign(words.negated)));
        }
        for filter in &self.filters {
            let plain = !filter.value.contains(char::is_whitespace);
            let value = if plain { filter.value.clone() } else { format!("\"{}\"", filter.value) };
            parts.push(format!("{}{}:{value}", sign(filter.negated), filter.field.name()));
        }
        parts.extend(self.since.map(|day| format!("since:{day}")));
        parts.extend(self.until.map(|day| format!("until:{day}")));
        parts.extend(self.confidence.map(|least| format!("confidence:{least}")));
        f.write_str(&parts.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn mistakes_are_shown_with_their_place() {
        for (text, part) in [
            ("budget \"public hearing", "never closed"),
            ("who:nephew", "unknown field “who”"),
            ("since:yesterday", "no date"),
            ("kind:loud", "it is one of direct, indirect, mixed"),
            ("speaker:\"\"", "without a value"),
        ] {
            let error = text.parse::<Query>().unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
            assert!(error.contains('^'), "{error}");
        }
    }

    #[test]
    fn what_is_no_field_is_a_word() {
        let query: Query = "10:30 https://x.example note: won't “at last”".parse().unwrap();
        let words: Vec<&str> = query.words.iter().map(|words| words.text.as_str()).collect();
        assert_eq!(words, ["10:30", "https://x.example", "note:", "won't", "at last"]);
        assert!(query.words[4].phrase);
    }

    proptest! {
        #[test]
        fn parsing_never_panics_and_prints_back(text in "(speaker:|-|\"|“|a|b c|since:2016|confidence:0.5| |:|é|outlet:){0,12}") {
            if let Ok(query) = text.parse::<Query>() {
                prop_assert_eq!(query.to_string().parse::<Query>().unwrap(), query);
            }
        }
    }
}
