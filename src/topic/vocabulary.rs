//! The IPTC Media Topics as a tree, from `vocabulary.tsv`.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use crate::names::fold;

/// The number of a concept, in the order of the tree: each top level before its narrower concepts.
pub(super) type Number = u16;

/// One concept of the vocabulary.
#[derive(Debug)]
pub(crate) struct Concept {
    /// The qcode, `medtop:20000605`.
    pub(crate) code: String,
    /// The English name.
    pub(crate) label: &'static str,
    pub(super) parent: Option<Number>,
    pub(super) top: Number,
}

/// All concepts, and indexes to find them.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub(super) concepts: Vec<Concept>,
    by_code: FxHashMap<&'static str, Number>,
    by_label: FxHashMap<String, Number>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::read);

/// The concepts of the IPTC.
pub(super) fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

/// The notations of a code, before its eight digits.
const PREFIXES: &[&str] = &["medtop:", "cv.iptc.org/newscodes/mediatopic/", "mediatopic:"];

impl Vocabulary {
    fn read() -> Self {
        let mut vocabulary =
            Self { concepts: Vec::new(), by_code: FxHashMap::default(), by_label: FxHashMap::default() };
        for line in lines(include_str!("vocabulary.tsv")) {
            let mut columns = line.split('\t');
            let mut next = || columns.next().unwrap_or_default();
            let (code, parent, label) = (next(), next(), next());
            let number = vocabulary.concepts.len() as Number;
            let parent = vocabulary.by_code.get(parent).copied();
            let top = parent.map_or(number, |parent| vocabulary.concepts[usize::from(parent)].top);
            vocabulary.by_code.insert(code, number);
            // Of two concepts with one label, keep the first, which is higher in the tree.
            vocabulary.by_label.entry(fold(label)).or_insert(number);
            vocabulary.concepts.push(Concept { code: format!("medtop:{code}"), label, parent, top });
        }
        vocabulary
    }

    pub(super) fn get(&self, number: Number) -> &Concept {
        &self.concepts[usize::from(number)]
    }

    /// The concept of a code: `medtop:20000605`, the IPTC's URL of it, or only the digits.
    pub(super) fn of_code(&self, code: &str) -> Option<Number> {
        let code = code.trim().split('?').next().unwrap_or_default().trim_end_matches('/');
        let found = PREFIXES.iter().find_map(|prefix| Some(code.rsplit_once(prefix)?.1));
        self.by_code.get(found.unwrap_or(code)).copied()
    }

    /// The concept with this label, in any case.
    pub(super) fn of_label(&self, label: &str) -> Option<Number> {
        self.by_label.get(&fold(label.trim())).copied()
    }

    /// A concept and those above it, starting with itself.
    pub(super) fn upward(&self, number: Number) -> impl Iterator<Item = Number> {
        std::iter::successors(Some(number), |number| self.get(*number).parent)
    }
}

/// The lines of a list that are not empty.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_concept_is_below_one_of_seventeen() {
        let vocabulary = vocabulary();
        let tops = vocabulary.concepts.iter().filter(|concept| concept.parent.is_none()).count();
        assert_eq!((tops, vocabulary.concepts.len()), (17, 1106));
        for (number, concept) in vocabulary.concepts.iter().enumerate() {
            assert!(vocabulary.upward(number as Number).last() == Some(concept.top), "{}", concept.label);
        }
    }

    #[test]
    fn codes_are_read_in_every_form() {
        let vocabulary = vocabulary();
        for code in [
            "20000605",
            "medtop:20000605",
            "http://cv.iptc.org/newscodes/mediatopic/20000605",
            "https://cv.iptc.org/newscodes/mediatopic/20000605?lang=en",
        ] {
            let found = vocabulary.of_code(code).map(|number| vocabulary.get(number).label);
            assert_eq!(found, Some("espionage and intelligence"), "{code}");
        }
        assert_eq!(vocabulary.of_code("medtop:1"), None);
    }
}
