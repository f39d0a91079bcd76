//! Parses the text of a query. Errors show where the mistake is.

use std::str::FromStr;

use super::scan::{Scanner, Value};
use super::{Clause, Field, Form, Query, Scope, Words, field};
use crate::error::{Error, Result};

/// How deep parentheses can be nested.
const DEEPEST: usize = 50;
/// How many words `NEAR` allows between by default.
const DISTANCE: u32 = 10;

impl FromStr for Query {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut parser =
            Parser { scanner: Scanner::new(text), depth: 0, scope: Scope::Said, field: None, skipped: None };
        let clause = parser.any()?;
        if parser.scanner.rest().starts_with(')') {
            let what = "this parenthesis closes nothing; leave it out, or open it before";
            return Err(parser.scanner.error(parser.scanner.at(), what));
        }
        let clauses = match clause {
            Some(Clause::Row(parts)) => parts,
            Some(clause) => vec![clause],
            None => Vec::new(),
        };
        if let (true, Some(at)) = (clauses.is_empty(), parser.skipped) {
            return Err(parser.scanner.error(at, "no letter or digit to look for; write a word"));
        }
        Ok(Query { clauses, scope: parser.scope })
    }
}

struct Parser<'t> {
    scanner: Scanner<'t>,
    depth: usize,
    scope: Scope,
    /// The field whose values are in these parentheses: `speaker:(quill OR brandt)`.
    field: Option<String>,
    /// Where a sign without letters or digits was skipped, such as `&`.
    skipped: Option<usize>,
}

impl Parser<'_> {
    /// Clauses joined by `OR`.
    fn any(&mut self) -> Result<Option<Clause>> {
        self.joined("OR", Self::all, Clause::Any)
    }

    /// Clauses joined by `AND`.
    fn all(&mut self) -> Result<Option<Clause>> {
        self.joined("AND", Self::row, Clause::All)
    }

    fn joined(
        &mut self,
        keyword: &str,
        part: impl Fn(&mut Self) -> Result<Option<Clause>>,
        join: impl Fn(Vec<Clause>) -> Clause,
    ) -> Result<Option<Clause>> {
        let mut parts = Vec::new();
        let mut last = None;
        loop {
            let found = part(self)?;
            let next = self.scanner.take_keyword(keyword);
            if let (None, Some(at)) = (&found, last.or(next)) {
                let what = format!(
                    "{keyword} needs something before and after it; add it, or put {keyword} in quotation marks"
                );
                return Err(self.scanner.error(at, &what));
            }
            parts.extend(found);
            if next.is_none() {
                return Ok(if parts.len() > 1 { Some(join(parts)) } else { parts.pop() });
            }
            last = next;
        }
    }

    /// Clauses side by side.
    fn row(&mut self) -> Result<Option<Clause>> {
        let mut parts = Vec::new();
        loop {
            self.scanner.skip_space();
            if self.scanner.ends_row() {
                return Ok(if parts.len() > 1 { Some(Clause::Row(parts)) } else { parts.pop() });
            }
            parts.extend(self.one()?);
        }
    }

    /// One clause. None for a scope, such as `in:article`, and for a sign without letters.
    fn one(&mut self) -> Result<Option<Clause>> {
        let start = self.scanner.at();
        if self.scanner.take_minus() || self.scanner.take_keyword("NOT").is_some() {
            return self.not(start);
        }
        if self.scanner.rest().starts_with('(') {
            return self.group(start);
        }
        if self.scanner.is_keyword("NEAR") || self.scanner.rest().starts_with("NEAR/") {
            return Err(self.scanner.error(start, "NEAR goes between two words, such as reactor NEAR/5 budget"));
        }
        if let Some((name, value)) = field::prefix(self.scanner.rest()) {
            self.scanner.skip(self.scanner.rest().len() - value.len());
            return self.field(start, &name);
        }
        match self.field.clone() {
            Some(name) => self.value_in_group(start, &name),
            None => self.words(),
        }
    }

    fn not(&mut self, start: usize) -> Result<Option<Clause>> {
        self.scanner.skip_space();
        self.enter(start)?;
        let inner = if self.scanner.ends_row() { None } else { self.one()? };
        self.depth -= 1;
        match inner {
            Some(Clause::Not(inner)) => Ok(Some(*inner)),
            Some(inner) => Ok(Some(Clause::Not(Box::new(inner)))),
            None => Err(self.scanner.error(start, "nothing to exclude; write it after this, or leave this out")),
        }
    }

    fn group(&mut self, start: usize) -> Result<Option<Clause>> {
        self.scanner.skip(1);
        self.enter(start)?;
        let inner = self.any()?;
        self.depth -= 1;
        if !self.scanner.rest().starts_with(')') {
            return Err(self.scanner.error(start, "this parenthesis is never closed; close it, or leave it out"));
        }
        self.scanner.skip(1);
        Ok(inner)
    }

    fn enter(&mut self, start: usize) -> Result<()> {
        self.depth += 1;
        if self.depth <= DEEPEST {
            return Ok(());
        }
        let what = format!("more than {DEEPEST} parentheses inside each other; use fewer");
        Err(self.scanner.error(start, &what))
    }

    /// A field with its value, or with several in parentheses.
    fn field(&mut self, start: usize, name: &str) -> Result<Option<Clause>> {
        if let Some(outer) = &self.field {
            let what = format!("{name}: inside the parentheses of {outer}:; write it outside of them");
            return Err(self.scanner.error(start, &what));
        }
        self.scanner.skip_space();
        if !self.scanner.rest().starts_with('(') {
            let value = self.scanner.field_value()?;
            return self.has_value(start, name, &value);
        }
        self.field = Some(name.to_owned());
        let inner = self.group(self.scanner.at());
        self.field = None;
        match inner? {
            None if name != "in" => {
                Err(self.scanner.error(start, &format!("{name} without a value; write it after the colon")))
            }
            inner => Ok(inner),
        }
    }

    /// A value between the parentheses of a field: a quoted one, or all words up to the next operator.
    fn value_in_group(&mut self, start: usize, name: &str) -> Result<Option<Clause>> {
        let mut value = self.scanner.field_value()?;
        self.scanner.skip_space();
        while !value.quoted && !self.scanner.ends_row() && self.scanner.at_bare_word() {
            value.text = format!("{} {}", value.text, self.scanner.field_value()?.text);
            self.scanner.skip_space();
        }
        self.has_value(start, name, &value)
    }

    /// The clause of a field's value; none where it is a scope.
    fn has_value(&mut self, start: usize, name: &str, value: &Value) -> Result<Option<Clause>> {
        let text = value.text.trim();
        if let Some(sign) = self.scanner.trailing_sign(value) {
            let what = format!(
                "{sign} works on words in the text, not on {name}:; leave it out, or put the value in quotation marks"
            );
            return Err(self.scanner.error(start, &what));
        }
        let shown = |error: Error| self.scanner.error(start, &error.to_string());
        Ok(Some(match name {
            "since" => Clause::Since(text.parse().map_err(shown)?),
            "until" => Clause::Until(text.parse().map_err(shown)?),
            "date" => Clause::Date(text.parse().map_err(shown)?),
            "confidence" => Clause::Confidence(text.parse().map_err(shown)?),
            "in" => {
                let scope = match text.to_lowercase().as_str() {
                    "article" | "articles" | "text" => Scope::Article,
                    "paragraph" | "paragraphs" => Scope::Paragraph,
                    "said" | "statement" | "statements" => Scope::Said,
                    other => {
                        let what = format!("words are looked for in:said, in:paragraph or in:article, not in:{other}");
                        return Err(self.scanner.error(start, &what));
                    }
                };
                self.scope = self.scope.max(scope);
                return Ok(None);
            }
            "exact" if text.is_empty() => {
                return Err(self.scanner.error(start, "exact without a word; write it after the colon"));
            }
            "exact" => Clause::Words(Words { text: text.to_owned(), form: Form::Exact }),
            name if name.starts_with("field.") => {
                let value = Field::Own.checked(text).map_err(shown)?;
                Clause::Is(Field::Own, format!("{}={value}", &name["field.".len()..]))
            }
            name => match Field::named(name) {
                Some(field) => Clause::Is(field, field.checked(text).map_err(shown)?),
                None => {
                    let what = format!("unknown field “{name}”; {}", field::advice(name));
                    return Err(self.scanner.error(start, &what));
                }
            },
        }))
    }

    /// A phrase or a word, with the sign after it or a word near it. None if it has no letter or digit.
    fn words(&mut self) -> Result<Option<Clause>> {
        let start = self.scanner.at();
        let Value { text, quoted } = self.scanner.value()?;
        let between = if quoted { self.scanner.number_after('~')? } else { None };
        if !has_word(&text) {
            self.skipped = Some(start);
            return Ok(None);
        }
        let clause = |text: &str, form| Ok(Some(Clause::Words(Words { text: text.to_owned(), form })));
        if quoted {
            return clause(text.trim(), Form::Phrase(between.unwrap_or(0)));
        }
        let beginning = text.strip_suffix('*');
        if beginning.unwrap_or(&text).contains('*') {
            let what = "* can only end a word, such as negotiat*; to look for the sign itself, use quotation marks";
            return Err(self.scanner.error(start, what));
        }
        if let Some(beginning) = beginning {
            return clause(beginning, Form::Prefix);
        }
        if let Some((word, letters)) = text.rsplit_once('~').filter(|(word, _)| has_word(word)) {
            match letters {
                "" | "1" => return clause(word, Form::Fuzzy(1)),
                "2" => return clause(word, Form::Fuzzy(2)),
                digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                    let what = "~ after a word allows one letter to differ, ~2 two; no more";
                    return Err(self.scanner.error(start, what));
                }
                _ => {}
            }
        }
        match self.near()? {
            Some((other, distance)) => clause(&text, Form::Near(other, distance)),
            None => clause(&text, Form::Word),
        }
    }

    /// `NEAR/5 word` after a word.
    fn near(&mut self) -> Result<Option<(String, u32)>> {
        let Some((start, distance)) = self.scanner.take_near()? else { return Ok(None) };
        let other = self.scanner.value()?;
        if other.quoted || !has_word(&other.text) || self.scanner.trailing_sign(&other).is_some() {
            let what = "NEAR goes between two words; for more, write a phrase with a gap, such as \"reactor budget\"~5";
            return Err(self.scanner.error(start, what));
        }
        Ok(Some((other.text, distance.unwrap_or(DISTANCE))))
    }
}

/// Whether there is a letter or digit to look for.
fn has_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn errors_show_where_the_mistake_is() {
        for (text, part) in [
            ("budget \"public hearing", "never closed"),
            ("speker:nephew", "did you mean “speaker:”?"),
            ("since:yesteryear", "not a date"),
            ("kind:loud", "use one of direct, indirect, mixed, declined"),
            ("speaker:\"\"", "without a value"),
            ("(water OR flood", "never closed"),
            ("water) flood", "closes nothing"),
            ("water AND", "before and after"),
            ("OR water", "before and after"),
            ("water AND OR flood", "before and after"),
            ("water NOT", "nothing to exclude"),
            ("(water NOT ) flood", "nothing to exclude"),
            ("water NOT OR flood", "nothing to exclude"),
            ("\"public hearing\"~x", "number of words"),
            ("reactor NEAR/many budget", "number of words"),
            ("reactor NEAR/3 \"the budget\"", "between two words"),
            ("(a OR b) NEAR/3 c", "between two words"),
            ("in:headline water", "in:said, in:paragraph or in:article"),
            ("*ier", "only end a word"),
            ("p*r", "only end a word"),
            ("flood~3", "one letter to differ"),
            ("reactor NEAR budg*", "between two words"),
            ("speaker:qui*", "not on speaker:"),
            ("title:quil~2", "not on title:"),
            ("title:\"red lamp\"~3", "not on title:"),
            ("speaker:", "without a value"),
            ("speaker:(", "never closed"),
            ("speaker:()", "without a value"),
            ("speaker:(a OR outlet:b)", "outside of them"),
            ("& §", "no letter or digit"),
            ("\"–\"~3", "no letter or digit"),
            ("water OR &", "before and after"),
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
        for (written, printed) in [
            ("speaker: quill", "speaker:quill"),
            ("speaker:(quill OR brandt)", "speaker:quill OR speaker:brandt"),
            ("speaker:(Marta Quill OR -'Otto Brandt')", "speaker:\"Marta Quill\" OR -speaker:\"Otto Brandt\""),
            ("date:(2016 OR 2018) water", "(date:2016 OR date:2018) water"),
            ("speaker:'Marta Quill' outlet:'Men's Health'", "speaker:\"Marta Quill\" outlet:\"Men's Health\""),
            (r#"outlet:"The \"A\" Post""#, r#"outlet:"The \"A\" Post""#),
            (r#"outlet:'The "A" Post'"#, r#"outlet:"The \"A\" Post""#),
            ("Smith & Wesson – closed", "Smith Wesson closed"),
            ("plant - nobody", "plant nobody"),
        ] {
            assert_eq!(written.parse::<Query>().unwrap().to_string(), printed);
        }
    }

    #[test]
    fn a_colon_without_a_field_is_part_of_a_word() {
        let query: Query = "10:30 https://x.example note: won't “at last”".parse().unwrap();
        let words: Vec<&str> = query.words().iter().map(|words| words.text.as_str()).collect();
        assert_eq!(words, ["10:30", "https://x.example", "note:", "won't", "at last"]);
        assert_eq!(query.words()[4].form, Form::Phrase(0));
    }

    #[test]
    fn too_deep_nesting_is_an_error() {
        assert!("(".repeat(100_000).parse::<Query>().is_err());
        assert!("NOT ".repeat(100_000).parse::<Query>().is_err());
        assert!("-(".repeat(100_000).parse::<Query>().is_err());
    }

    proptest! {
        #[test]
        fn what_parses_prints_back(
            text in "(speaker:|-|\"|“|a|b c|since:2016|confidence:0.5| |:|é|outlet:|\\(|\\)|'|\\\\|&| AND | OR |NOT | NEAR/3 |~|~2|\\*|in:article |in:paragraph |exact:){0,14}"
        ) {
            if let Ok(query) = text.parse::<Query>() {
                prop_assert_eq!(query.to_string().parse::<Query>().unwrap(), query);
            }
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in any::<String>()) {
            let _unused = text.parse::<Query>();
        }
    }
}
