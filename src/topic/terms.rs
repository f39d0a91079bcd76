//! Terms of topics, and how they are found in a text.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::vocabulary::Number;
use super::words::{Place, Word, words};

/// The number of a term.
pub(super) type TermNumber = u32;

/// A word or phrase, and its concepts, each with a weight; without concepts it only blocks others.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) text: String,
    pub(super) concepts: Vec<(Number, f32)>,
}

/// Terms as a tree of words, so that one pass over a text finds all.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    pub(super) all: Vec<Term>,
    by_text: FxHashMap<String, TermNumber>,
    first: Edges<Word>,
    next: Edges<(u32, Word)>,
    nodes: Vec<Node>,
    /// Terms that end at a node if the text has exactly these letters.
    cased: Keyed<u32, Vec<(String, TermNumber)>>,
    /// A bit for each first word of a term, so that most words of a text need only one check.
    seen: Vec<u64>,
}

/// A map whose keys are already hashes.
type Edges<K> = Keyed<K, u32>;
pub(super) type Keyed<K, V> = HashMap<K, V, BuildHasherDefault<Mixed>>;

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// The term that ends here, in any case.
    plain: Option<TermNumber>,
    /// Whether terms with capitals end here.
    has_cased: bool,
    /// Whether longer terms continue here.
    inner: bool,
}

/// How many words of bits `seen` has: a power of two.
const SEEN: usize = 4096;

/// The word and the bit of `seen` for a word of the text.
fn bit(word: Word) -> (usize, u64) {
    let mixed = word ^ (word >> 32);
    ((mixed as usize >> 6) % SEEN, 1 << (mixed % 64))
}

/// Words are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 ^= self.0 >> 29;
    }
}

impl Terms {
    /// Adds a term to a concept. The last of several weights counts; 0 removes the term.
    pub(super) fn add(&mut self, written: &str, concept: Option<(Number, f32)>) {
        let (text, is_verb) = match written.strip_suffix('~') {
            Some(text) => (text, true),
            None => (written, false),
        };
        let number = match self.by_text.get(text) {
            Some(number) => *number,
            None => {
                let number = self.all.len() as TermNumber;
                self.all.push(Term { text: text.to_owned(), concepts: Vec::new() });
                self.by_text.insert(text.to_owned(), number);
                number
            }
        };
        if let Some((concept, weight)) = concept {
            let known = &mut self.all[number as usize].concepts;
            known.retain(|(other, _)| *other != concept);
            known.extend((weight > 0.0).then_some((concept, weight)));
        }
        self.insert(text, number, true);
        let forms = if is_verb { verb_forms(text) } else { plural(text).into_iter().collect() };
        forms.iter().for_each(|form| self.insert(form, number, false));
    }

    /// Adds a form of a term. A form that a rule spells out takes precedence over a derived one.
    fn insert(&mut self, form: &str, number: TermNumber, written: bool) {
        let mut node: Option<u32> = None;
        for place in words(form) {
            let fresh = self.nodes.len() as u32;
            let found = match node {
                None => {
                    self.seen.resize(SEEN, 0);
                    let (at, bit) = bit(place.word);
                    self.seen[at] |= bit;
                    *self.first.entry(place.word).or_insert(fresh)
                }
                Some(node) => {
                    self.nodes[node as usize].inner = true;
                    *self.next.entry((node, place.word)).or_insert(fresh)
                }
            };
            if found == fresh {
                self.nodes.push(Node::default());
            }
            node = Some(found);
        }
        let Some(number_of_node) = node else { return };
        let node = &mut self.nodes[number_of_node as usize];
        if form.chars().any(char::is_uppercase) {
            node.has_cased = true;
            let cased = self.cased.entry(number_of_node).or_default();
            cased.retain(|(known, _)| known != form);
            cased.push((form.to_owned(), number));
        } else if written || node.plain.is_none() {
            node.plain = Some(number);
        }
    }

    /// The terms in the order of the text, with their bytes: the longest one that begins at a word, without those inside
    /// another.
    pub(super) fn find(&self, text: &str, mut found: impl FnMut(TermNumber, Range<usize>)) {
        let mut ahead: Vec<Place> = Vec::new();
        let mut at = 0;
        let mut rest = words(text);
        loop {
            if at == ahead.len() {
                ahead.clear();
                at = 0;
                match rest.next() {
                    Some(place) => ahead.push(place),
                    None => return,
                }
            }
            let first = ahead[at];
            let Some(mut node) = self.begin(first.word) else {
                at += 1;
                continue;
            };
            let mut best = self.ends(node, &text[first.start..first.end]).map(|term| (term, at + 1, first.end));
            let mut last = at;
            while self.nodes[node as usize].inner {
                last += 1;
                if last == ahead.len() {
                    match rest.next() {
                        Some(place) => ahead.push(place),
                        None => break,
                    }
                }
                let place = ahead[last];
                match self.next.get(&(node, place.word)) {
                    Some(next) if !place.is_apart(text) => node = *next,
                    _ => break,
                }
                if let Some(term) = self.ends(node, &text[first.start..place.end]) {
                    best = Some((term, last + 1, place.end));
                }
            }
            match best {
                Some((term, next, end)) => {
                    found(term, first.start..end);
                    at = next;
                }
                None => at += 1,
            }
        }
    }

    /// The node of a term's first word.
    fn begin(&self, word: Word) -> Option<u32> {
        let (at, bit) = bit(word);
        let seen = self.seen.get(at).is_some_and(|bits| bits & bit != 0);
        if seen { self.first.get(&word).copied() } else { None }
    }

    /// The term that ends at a node, for the spelling of the text.
    fn ends(&self, number: u32, written: &str) -> Option<TermNumber> {
        let node = &self.nodes[number as usize];
        if node.has_cased {
            let cased = self.cased.get(&number).and_then(|cased| cased.iter().find(|(form, _)| form == written));
            return cased.map(|(_, term)| *term).or(node.plain);
        }
        node.plain
    }
}

fn is_vowel(c: Option<char>) -> bool {
    matches!(c, Some('a' | 'e' | 'i' | 'o' | 'u'))
}

/// The plural of a term's last word, if it can have one.
fn plural(text: &str) -> Option<String> {
    let last = text.rsplit([' ', '-']).next().unwrap_or_default();
    if last.chars().count() < 3 || !text.ends_with(char::is_alphabetic) || text.ends_with('s') {
        return None;
    }
    let stem = &text[..text.len() - 1];
    Some(match text.chars().last() {
        Some('y') if !is_vowel(stem.chars().last()) => format!("{stem}ies"),
        Some('x' | 'z') => format!("{text}es"),
        _ if text.ends_with("ch") || text.ends_with("sh") => format!("{text}es"),
        _ => format!("{text}s"),
    })
}

/// The forms of a regular verb: “launches”, “launched”, “launching”.
fn verb_forms(text: &str) -> Vec<String> {
    let stem = match text.strip_suffix('e') {
        Some(stem) => stem.to_owned(),
        None => text.to_owned(),
    };
    let past = match text.strip_suffix('y') {
        Some(stem) if !is_vowel(stem.chars().last()) => format!("{stem}ied"),
        _ => format!("{stem}ed"),
    };
    plural(text).into_iter().chain([past, format!("{stem}ing")]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(terms: &Terms, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        terms.find(text, |term, _| found.push(terms.all[term as usize].text.clone()));
        found
    }

    fn of(list: &[&str]) -> Terms {
        let mut terms = Terms::default();
        list.iter().for_each(|term| terms.add(term, Some((0, 1.0))));
        terms
    }

    #[test]
    fn the_longest_term_is_found() {
        let terms = of(&["bank", "bank of england", "england", "rate", "base rate cut"]);
        assert_eq!(found(&terms, "The Bank of England, not the banks: base rate"), ["bank of england", "bank", "rate"]);
        assert_eq!(found(&terms, "the bank. Of England"), ["bank", "england"]);
    }

    #[test]
    fn forms_are_found_and_capitals_kept() {
        let terms = of(&["Labour", "labour", "launch~", "policy", "church", "AIDS"]);
        assert_eq!(found(&terms, "Labour and labour"), ["Labour", "labour"]);
        assert_eq!(
            found(&terms, "launching policies, churches launched aids"),
            ["launch", "policy", "church", "launch"]
        );
    }
}
