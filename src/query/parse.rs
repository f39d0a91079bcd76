//! Text to queries. A mistake is an error that shows its place.

use std::str::FromStr;

use super::{Clause, Field, Form, Query, Scope, Words, field};
use crate::error::{Error, ErrorKind, Result};

/// How deep parentheses may stand inside each other.
const DEEPEST: usize = 50;
/// Names that stand like fields and are none.
const OTHERS: &[&str] = &["since", "until", "date", "confidence", "in", "exact"];
/// What opens and closes a phrase or a value.
const MARKS: [char; 3] = ['"', '“', '”'];

impl FromStr for Query {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut parser = Parser { text, at: 0, depth: 0, scope: Scope::Said };
        let clause = parser.any()?;
        if parser.rest().starts_with(')') {
            return Err(parser.error(parser.at, "this parenthesis closes nothing; leave it out, or open it before"));
        }
        let clauses = match clause {
            Some(Clause::Row(parts)) => parts,
            Some(clause) => vec![clause],
            None => Vec::new(),
        };
        Ok(Query { clauses, scope: parser.scope })
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    scope: Scope,
}

impl<'t> Parser<'t> {
    /// Clauses with `OR` between them.
    fn any(&mut self) -> Result<Option<Clause>> {
        self.joined("OR", Self::all, Clause::Any)
    }

    /// Clauses with `AND` between them.
    fn all(&mut self) -> Result<Option<Clause>> {
        self.joined("AND", Self::row, Clause::All)
    }

    fn joined(
        &mut self,
        by: &str,
        part: impl Fn(&mut Self) -> Result<Option<Clause>>,
        join: impl Fn(Vec<Clause>) -> Clause,
    ) -> Result<Option<Clause>> {
        let mut parts = Vec::new();
        let mut joint = None;
        loop {
            let found = part(self)?;
            let next = self.keyword(by);
            if let (None, Some(at)) = (&found, joint.or(next)) {
                return Err(self.error(
                    at,
                    &format!("{by} needs something before and behind it; add it, or write {by} in quotation marks"),
                ));
            }
            parts.extend(found);
            if next.is_none() {
                return Ok(if parts.len() > 1 { Some(join(parts)) } else { parts.pop() });
            }
            joint = next;
        }
    }

    /// Clauses side by side.
    fn row(&mut self) -> Result<Option<Clause>> {
        let mut parts = Vec::new();
        loop {
            self.skip_space();
            if self.ends() || self.is_keyword("OR") || self.is_keyword("AND") {
                return Ok(if parts.len() > 1 { Some(Clause::Row(parts)) } else { parts.pop() });
            }
            parts.extend(self.one()?);
        }
    }

    /// One clause; nothing where it only says where to look.
    fn one(&mut self) -> Result<Option<Clause>> {
        let start = self.at;
        let minus =
            self.rest().starts_with('-') && !self.rest()[1..].starts_with(['-', ' ', ')']) && self.rest().len() > 1;
        if minus {
            self.at += 1;
        }
        if minus || self.keyword("NOT").is_some() {
            self.skip_space();
            self.deeper(start)?;
            let nothing = self.ends() || self.is_keyword("OR") || self.is_keyword("AND");
            let inner = if nothing { None } else { self.one()? };
            self.depth -= 1;
            return match inner {
                Some(Clause::Not(inner)) => Ok(Some(*inner)),
                Some(inner) => Ok(Some(Clause::Not(Box::new(inner)))),
                None => Err(self.error(start, "nothing follows that must not be; write it behind, or leave this out")),
            };
        }
        if self.rest().starts_with('(') {
            return self.group(start);
        }
        if self.is_keyword("NEAR") || self.rest().starts_with("NEAR/") {
            return Err(self.error(start, "NEAR stands between two words, such as reactor NEAR/5 budget"));
        }
        if let Some((name, value)) = field_name(self.rest()) {
            let name = name.to_lowercase();
            self.at = self.text.len() - value.len();
            return self.field(start, &name);
        }
        self.words().map(Some)
    }

    fn group(&mut self, start: usize) -> Result<Option<Clause>> {
        self.at += 1;
        self.deeper(start)?;
        let inner = self.any()?;
        self.depth -= 1;
        if !self.rest().starts_with(')') {
            return Err(self.error(start, "this parenthesis is never closed; close it, or leave it out"));
        }
        self.at += 1;
        Ok(inner)
    }

    fn deeper(&mut self, start: usize) -> Result<()> {
        self.depth += 1;
        if self.depth <= DEEPEST {
            return Ok(());
        }
        Err(self.error(start, &format!("more than {DEEPEST} parentheses inside each other; write it with fewer")))
    }

    fn field(&mut self, start: usize, name: &str) -> Result<Option<Clause>> {
        let (value, _) = self.value()?;
        let shown = |error: Error| self.error(start, &error.to_string());
        Ok(Some(match name {
            "since" => Clause::Since(value.parse().map_err(shown)?),
            "until" => Clause::Until(value.parse().map_err(shown)?),
            "date" => Clause::Date(value.parse().map_err(shown)?),
            "confidence" => Clause::Confidence(value.parse().map_err(shown)?),
            "in" => {
                let scope = match value.to_lowercase().as_str() {
                    "article" | "articles" | "text" => Scope::Article,
                    "paragraph" | "paragraphs" => Scope::Paragraph,
                    "said" | "statement" | "statements" => Scope::Said,
                    other => {
                        let what = format!("words are looked for in:said, in:paragraph or in:article, not in:{other}");
                        return Err(self.error(start, &what));
                    }
                };
                self.scope = self.scope.max(scope);
                return Ok(None);
            }
            "exact" if value.trim().is_empty() => {
                return Err(self.error(start, "exact without a word; write it behind"));
            }
            "exact" => Clause::Words(Words { text: value.trim().to_owned(), form: Form::Exact }),
            name => match Field::named(name) {
                Some(field) => Clause::Is(field, field.checked(&value).map_err(shown)?),
                None => {
                    return Err(self.error(start, &format!("unknown field “{name}”; {}", field::advice(name, OTHERS))));
                }
            },
        }))
    }

    /// A phrase or a word, with what its end says of it, and with one near by.
    fn words(&mut self) -> Result<Clause> {
        let (text, quoted) = self.value()?;
        let word = |text: &str, form| Ok(Clause::Words(Words { text: text.to_owned(), form }));
        if quoted {
            let between = self.number_behind('~')?;
            return word(text.trim(), Form::Phrase(between.unwrap_or(0)));
        }
        let has_word = |text: &str| text.contains(char::is_alphanumeric);
        if let Some(start) = text.strip_suffix('*').filter(|start| has_word(start)) {
            return word(start, Form::Prefix);
        }
        for (end, letters) in [("~", 1), ("~1", 1), ("~2", 2)] {
            if let Some(start) = text.strip_suffix(end).filter(|start| has_word(start)) {
                return word(start, Form::Fuzzy(letters));
            }
        }
        match self.near()? {
            Some((other, distance)) => word(&text, Form::Near(other, distance)),
            None => word(&text, Form::Word),
        }
    }

    /// `NEAR/5 word` behind a word.
    fn near(&mut self) -> Result<Option<(String, u32)>> {
        let behind = self.rest().trim_start();
        let start = self.text.len() - behind.len();
        let Some(distance) = behind.strip_prefix("NEAR") else { return Ok(None) };
        let end = distance.find(char::is_whitespace).unwrap_or(distance.len());
        let count = match distance[..end].strip_prefix('/') {
            Some(digits) => digits.parse::<u32>().ok().filter(|count| *count <= 1000),
            None if end == 0 => Some(DISTANCE),
            None => return Ok(None),
        };
        let Some(count) = count else {
            return Err(self.error(start, "NEAR/ goes on with a number of words up to 1000, such as NEAR/5"));
        };
        self.at = self.text.len() - distance[end..].len();
        self.skip_space();
        let (other, quoted) = self.value()?;
        if quoted || !other.contains(char::is_alphanumeric) {
            return Err(self.error(
                start,
                "NEAR stands between two words; for phrases write them in one, such as \"reactor budget\"~5",
            ));
        }
        Ok(Some((other, count)))
    }

    /// A value up to white space or a parenthesis, or between quotation marks, straight or curly; and whether it was quoted.
    fn value(&mut self) -> Result<(String, bool)> {
        let rest = self.rest();
        let start = self.at;
        if let Some(inside) = rest.strip_prefix(MARKS) {
            let Some(end) = inside.find(MARKS) else {
                return Err(self.error(start, "this quotation mark is never closed; close it, or leave it out"));
            };
            let width = inside[end..].chars().next().map_or(1, char::len_utf8);
            self.at = self.text.len() - inside[end + width..].len();
            return Ok((inside[..end].to_owned(), true));
        }
        let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')');
        let word = &rest[..rest.find(ends).unwrap_or(rest.len())];
        if let Some(mark) = word.find(MARKS) {
            return Err(
                self.error(start + mark, "a quotation mark inside a word; put a space before it, or leave it out")
            );
        }
        self.at += word.len();
        Ok((word.to_owned(), false))
    }

    /// The number behind a sign that stands here.
    fn number_behind(&mut self, sign: char) -> Result<Option<u32>> {
        let Some(rest) = self.rest().strip_prefix(sign) else { return Ok(None) };
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let Some(number) = rest[..end].parse().ok().filter(|number| *number <= 1000) else {
            return Err(self.error(self.at, "~ behind a phrase goes on with a number of words up to 1000, such as ~5"));
        };
        self.at = self.text.len() - rest[end..].len();
        Ok(Some(number))
    }

    /// Takes a word in capitals that joins clauses, where it stands here; gives back its place.
    fn keyword(&mut self, word: &str) -> Option<usize> {
        self.skip_space();
        let start = self.at;
        self.is_keyword(word).then(|| {
            self.at += word.len();
            start
        })
    }

    /// Whether nothing more stands here, or nothing more inside these parentheses.
    fn ends(&self) -> bool {
        self.rest().is_empty() || self.rest().starts_with(')')
    }

    fn is_keyword(&self, word: &str) -> bool {
        let behind = self.rest().strip_prefix(word);
        behind.is_some_and(|behind| {
            behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace() || matches!(c, '(' | ')'))
        })
    }

    fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// An error with the query and a caret under the place.
    fn error(&self, at: usize, what: &str) -> Error {
        let line: String = self.text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let column = self.text[..self.text.floor_char_boundary(at)].chars().count();
        Error::new(ErrorKind::Query, format!("{what}\n  {line}\n  {:column$}^", ""), "")
    }
}

/// How many words away `NEAR` looks where it does not say.
const DISTANCE: u32 = 10;

/// The name of a field before a colon, and what follows: letters and a dot between, so that `10:30` is a word.
fn field_name(rest: &str) -> Option<(&str, &str)> {
    let end = rest.find(|c: char| !(c.is_ascii_alphabetic() || c == '.'))?;
    let value = rest[end..].strip_prefix(':')?;
    let stops = value.is_empty() || value.starts_with([' ', '/', ')', '(']);
    (end > 0 && !rest.starts_with('.') && !stops).then(|| (&rest[..end], value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn mistakes_are_shown_with_their_place() {
        for (text, part) in [
            ("budget \"public hearing", "never closed"),
            ("speker:nephew", "did you mean “speaker:”?"),
            ("since:yesteryear", "no date"),
            ("kind:loud", "it is one of direct, indirect, mixed, declined"),
            ("speaker:\"\"", "without a value"),
            ("(water OR flood", "never closed"),
            ("water) flood", "closes nothing"),
            ("water AND", "before and behind"),
            ("OR water", "before and behind"),
            ("water AND OR flood", "before and behind"),
            ("water NOT", "must not be"),
            ("(water NOT ) flood", "must not be"),
            ("water NOT OR flood", "must not be"),
            ("\"public hearing\"~x", "number of words"),
            ("reactor NEAR/many budget", "number of words"),
            ("reactor NEAR/3 \"the budget\"", "between two words"),
            ("(a OR b) NEAR/3 c", "between two words"),
            ("in:headline water", "in:said, in:paragraph or in:article"),
        ] {
            let error = text.parse::<Query>().unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
            assert!(error.contains('^'), "{error}");
        }
    }

    #[test]
    fn a_query_prints_as_it_was_written() {
        for text in [
            "water flood -wall",
            "(water OR flood) speaker:castellane",
            "water OR flood AND wall",
            "(water OR flood) AND (wall OR levee)",
            "-(water flood)",
            "\"public hearing\"~8 negotiat* flod~ exact:ran budget NEAR/5 reactor",
            "speaker:\"Ida Holm\" outlet:\"Plains Courier\" org.role:FBI date:2016..2018 since:\"30 days ago\" in:article",
            "date:\"last 30 days\" confidence:0.80",
            "water flood in:paragraph",
            "water (speaker:a OR -speaker:b)",
        ] {
            assert_eq!(text.parse::<Query>().unwrap().to_string(), text);
        }
        assert_eq!("NOT NOT water and".parse::<Query>().unwrap().to_string(), "water and");
        assert_eq!("((water) (flood))".parse::<Query>().unwrap().to_string(), "water flood");
    }

    #[test]
    fn what_is_no_field_is_a_word() {
        let query: Query = "10:30 https://x.example note: won't “at last”".parse().unwrap();
        let words: Vec<&str> = query.words().iter().map(|words| words.text.as_str()).collect();
        assert_eq!(words, ["10:30", "https://x.example", "note:", "won't", "at last"]);
        assert_eq!(query.words()[4].form, Form::Phrase(0));
    }

    #[test]
    fn hostile_depth_is_an_error() {
        assert!("(".repeat(100_000).parse::<Query>().is_err());
        assert!("NOT ".repeat(100_000).parse::<Query>().is_err());
        assert!("-(".repeat(100_000).parse::<Query>().is_err());
    }

    proptest! {
        #[test]
        fn parsing_never_panics_and_prints_back(
            text in "(speaker:|-|\"|“|a|b c|since:2016|confidence:0.5| |:|é|outlet:|\\(|\\)| AND | OR |NOT | NEAR/3 |~|~2|\\*|in:article |in:paragraph |exact:){0,14}"
        ) {
            if let Ok(query) = text.parse::<Query>() {
                prop_assert_eq!(query.to_string().parse::<Query>().unwrap(), query);
            }
        }

        #[test]
        fn any_text_is_parsed_or_refused(text in any::<String>()) {
            let _unused = text.parse::<Query>();
        }
    }
}
