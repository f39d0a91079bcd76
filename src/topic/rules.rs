//! The rules for topics: built-in ones, and the user's own.

use std::sync::LazyLock;

use super::labels::Labels;
use super::terms::Terms;
use super::vocabulary::{lines, vocabulary};
use super::{labels, nearest};
use crate::error::{Error, ErrorKind, Result};

/// Words and labels with their topics.
///
/// The built-in rules are in `terms.tsv`, `labels.tsv` and `subject_codes.tsv`; the head of each file describes its lines.
#[derive(Clone, Debug)]
pub struct TopicRules {
    pub(super) terms: Terms,
    pub(super) labels: Labels,
    own: Option<String>,
}

static BUILTIN: LazyLock<TopicRules> = LazyLock::new(|| {
    let mut rules = TopicRules { terms: Terms::default(), labels: labels::builtin().clone(), own: None };
    for line in lines(include_str!("terms.tsv")) {
        let added = rules.add(line);
        debug_assert!(added.is_ok(), "{added:?}");
    }
    rules
});

impl TopicRules {
    /// The built-in rules.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The built-in rules with a user's own lines: topic, weight and terms, separated by tabs.
    ///
    /// # Errors
    /// If a line is not valid; the error names the line and what is expected.
    pub fn extended(own: &str) -> Result<Self> {
        let mut rules = BUILTIN.clone();
        for (number, line) in own.lines().enumerate() {
            if lines(line).next().is_some() {
                rules.add(line).map_err(|(what, next)| {
                    Error::new(ErrorKind::Topics, format!("line {}: {what}", number + 1), next)
                })?;
            }
        }
        rules.own = Some(blake3::hash(own.as_bytes()).to_hex()[..16].to_owned());
        Ok(rules)
    }

    /// Identifies a user's own rules; None without any.
    pub fn own(&self) -> Option<&str> {
        self.own.as_deref()
    }

    /// Adds the terms or labels of one line.
    fn add(&mut self, line: &str) -> Result<(), (String, String)> {
        let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [topic, weight, terms] = columns[..] else {
            let next = "write topic, weight and terms with a tab between: `soccer`, `3`, `back heel; nutmeg`";
            return Err((format!("{} columns in place of three", columns.len()), next.to_owned()));
        };
        let concept = vocabulary().of_code(topic).or_else(|| vocabulary().of_label(topic));
        if concept.is_none() && topic != "-" {
            return Err((format!("“{topic}” is no topic"), nearest::advice(topic)));
        }
        let terms = terms.split(';').map(str::trim).filter(|term| !term.is_empty());
        if weight == "label" {
            terms.for_each(|label| self.labels.add(label, concept));
            return Ok(());
        }
        let number: Option<f32> = weight.parse().ok().filter(|weight| (0.0..=9.0).contains(weight));
        let Some(number) = number else {
            let next = "write a number from 1, a hint, to 5, found hardly anywhere else; or `label`".to_owned();
            return Err((format!("“{weight}” is no weight"), next));
        };
        terms.for_each(|term| self.terms.add(term, concept.map(|concept| (concept, number))));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_rules_can_be_read() {
        assert!(TopicRules::builtin().terms.all.len() > 5000);
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        for (text, part) in [
            ("# own\nsocer\t3\tnutmeg", "line 2: “socer” is no topic; did you mean “soccer”"),
            ("soccer\tmuch\tnutmeg", "“much” is no weight"),
            ("soccer nutmeg", "1 columns in place of three"),
        ] {
            let error = TopicRules::extended(text).unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        }
        assert!(TopicRules::extended("soccer\t3\tnutmeg\n\n# end\n").unwrap().own().is_some());
    }
}
