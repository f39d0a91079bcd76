//! Labels of outlets: the topic of a section, a keyword or a code.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use super::vocabulary::{Number, lines, vocabulary};
use crate::names::fold;

/// Names of topics in normal form; None for a name that has no topic.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labels {
    names: FxHashMap<String, Option<Number>>,
}

static BUILTIN: LazyLock<Labels> = LazyLock::new(|| {
    let mut labels = Labels::default();
    for (number, concept) in vocabulary().concepts.iter().enumerate() {
        labels.names.entry(plain(concept.label)).or_insert(Some(number as Number));
    }
    for line in lines(include_str!("labels.tsv")) {
        let mut columns = line.split('\t');
        let concept = columns.next().and_then(|topic| vocabulary().of_label(topic));
        columns.nth(1).into_iter().flat_map(|names| names.split(';')).for_each(|name| labels.add(name, concept));
    }
    labels
});

/// Names that people type for topics, and outlets do not give them.
static EVERYDAY: LazyLock<Labels> = LazyLock::new(|| {
    let mut labels = Labels::default();
    for line in lines(include_str!("everyday.tsv")) {
        let Some((topic, names)) = line.split_once('\t') else { continue };
        let concept = vocabulary().of_label(topic);
        names.split(';').for_each(|name| labels.add(name, concept));
    }
    labels
});

/// Everyday names of topics.
pub(crate) fn everyday() -> &'static Labels {
    &EVERYDAY
}

static SUBJECT_CODES: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    lines(include_str!("subject_codes.tsv"))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            Some((columns.next()?, columns.next()?))
        })
        .collect()
});

/// The built-in labels.
pub(crate) fn builtin() -> &'static Labels {
    &BUILTIN
}

/// Words before and after a name that only say where or how recent something is.
const BEFORE: &[&str] = &["uk", "us", "world", "local", "national", "international", "latest", "more", "the", "all"];
const AFTER: &[&str] = &["news", "section", "desk", "stories"];

impl Labels {
    /// Adds a name; without a concept, the name has no topic.
    pub(super) fn add(&mut self, name: &str, concept: Option<Number>) {
        self.names.insert(plain(name), concept);
    }

    /// All names with a topic.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, Number)> {
        self.names.iter().filter_map(|(name, concept)| Some((name.as_str(), (*concept)?)))
    }

    /// The topic of a label.
    pub(crate) fn find(&self, label: &str) -> Option<Number> {
        if let Some(known) = of_code(label) {
            return Some(known);
        }
        match self.whole(label) {
            Some(known) => known,
            None => parts(label).into_iter().rev().find_map(|part| self.whole(part).flatten()),
        }
    }

    /// The topic of a name that is not a list of several.
    fn whole(&self, name: &str) -> Option<Option<Number>> {
        let name = plain(name);
        let bare = bare(&name);
        let singular = bare.strip_suffix('s').unwrap_or(bare);
        [name.as_str(), bare, singular].into_iter().find_map(|form| self.names.get(form)).copied()
    }
}

/// Whether a label is a code of the IPTC, not a name.
pub(super) fn is_code(label: &str) -> bool {
    of_code(label).is_some()
}

/// A code of the Media Topics or of the older Subject Codes, in any notation.
fn of_code(label: &str) -> Option<Number> {
    let known = vocabulary().of_code(label);
    let old = || {
        let digits = label.trim().trim_start_matches("http://").rsplit([':', '/']).next()?;
        let is_code = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let code = is_code.then(|| SUBJECT_CODES.get(digits).copied().map(str::to_owned))?;
        vocabulary().of_code(&code.unwrap_or_else(|| format!("{}000000", &digits[..2])))
    };
    known.or_else(old)
}

fn parts(label: &str) -> Vec<&str> {
    label.split(['/', '>', '|', ':', '›', '»', ';', ',', '·']).flat_map(|part| part.split(" - ")).collect()
}

/// A name in lower case, without accents and punctuation.
fn plain(name: &str) -> String {
    let folded = fold(&name.replace('&', " and "));
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A name without the words that only say where or how recent it is. A name of only such words is unchanged.
fn bare(name: &str) -> &str {
    let after = AFTER.iter().find_map(|word| name.strip_suffix(word)?.strip_suffix(' ')).unwrap_or(name);
    BEFORE.iter().find_map(|word| after.strip_prefix(word)?.strip_prefix(' ')).unwrap_or(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_name_topics() {
        for (label, expected) in [
            ("Business", Some("economy, business and finance")),
            ("World/Europe/Politics", Some("politics")),
            ("Tech", Some("science and technology")),
            ("Sci/Tech", Some("science and technology")),
            ("UK Politics", Some("politics")),
            ("News > Sport", Some("sport")),
            ("Arts & Culture", Some("arts, culture and entertainment")),
            ("UK news", None),
            ("World", None),
            ("Health News", Some("health")),
            ("earn", Some("earnings")),
            ("acq", Some("merger or acquisition")),
            ("iron-steel", Some("iron and steel")),
            ("crude", Some("oil and gas - upstream activities")),
            ("subj:07001000", Some("diseases and conditions")),
            ("07001000", Some("diseases and conditions")),
            ("07999000", Some("health")),
            ("medtop:20000605", Some("espionage and intelligence")),
            ("http://cv.iptc.org/newscodes/mediatopic/20000002", Some("arts and entertainment")),
            ("http://cv.iptc.org/newscodes/subjectcode/15054000", Some("soccer")),
            ("Climate change", Some("climate change")),
            ("Millbrook", None),
        ] {
            let found = builtin().find(label).map(|number| vocabulary().get(number).label);
            assert_eq!(found, expected, "{label}");
        }
    }

    #[test]
    fn every_line_names_a_topic() {
        for line in lines(include_str!("labels.tsv")) {
            let topic = line.split('\t').next().unwrap();
            assert!(topic == "-" || vocabulary().of_label(topic).is_some(), "{topic}");
        }
        for (old, new) in SUBJECT_CODES.iter() {
            assert!(vocabulary().of_code(new).is_some(), "{old}");
        }
    }
}
