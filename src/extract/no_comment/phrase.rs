//! The phrases of “no comment”, as `phrases.tsv` lists them.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use super::adverbs::after_adverbs;
use super::complement::Complement;
use super::words::{plain, plain_word, word};
use crate::extract::layout::Layout;

/// The built-in phrases; parsed at the first use.
static PHRASES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::parse(include_str!("phrases.tsv")).expect("the table of phrases"));

/// Where the text names who declined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the subject of the phrase.
    Subject,
    /// In the subject, even if somebody reports it.
    Reported,
    /// In the subject, after “no one at” or “neither”.
    Negated,
    /// In the subject, as the recipient of calls.
    Recipient,
    /// After the phrase, as the sender of no reply.
    Sender,
}

/// A line of the table.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) place: Place,
    parts: Vec<Part>,
    pub(super) complement: Complement,
}

/// One position of a phrase.
#[derive(Debug)]
enum Part {
    /// One of these words.
    Word(Vec<String>),
    /// One of these words followed by “not”, or contracted with it.
    Not(Vec<String>),
    /// Adverbs, or words between two commas.
    Adverbs,
    /// None to three words of any kind.
    Gap,
}

/// The table, indexed by the first words of the phrases.
pub(super) struct Phrases {
    all: Vec<Phrase>,
    by_first: FxHashMap<String, Vec<usize>>,
    /// The first letters of those words, one bit each; rules out most words quickly.
    letters: u32,
}

/// How many words a gap has at most.
const GAP: usize = 3;

impl Phrases {
    /// The built-in phrases.
    pub(super) fn builtin() -> &'static Self {
        &PHRASES
    }

    /// Reads a table; the error names the line.
    fn parse(table: &str) -> Result<Self, String> {
        let mut lists: FxHashMap<&str, &str> = FxHashMap::default();
        let mut phrases = Self { all: Vec::new(), by_first: FxHashMap::default(), letters: 0 };
        for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let columns: Vec<&str> = line.split('\t').collect();
            match columns[..] {
                [name, words] if name.starts_with('@') => drop(lists.insert(name, words)),
                [place, words, complement] => phrases.push(line, place, words, complement, &lists)?,
                _ => return Err(format!("three columns: {line}")),
            }
        }
        Ok(phrases)
    }

    fn push(
        &mut self,
        line: &str,
        place: &str,
        words: &str,
        complement: &str,
        lists: &FxHashMap<&str, &str>,
    ) -> Result<(), String> {
        let place = match place {
            "subject" => Place::Subject,
            "reported" => Place::Reported,
            "nobody" => Place::Negated,
            "asked" => Place::Recipient,
            "from" => Place::Sender,
            _ => return Err(format!("who declined: {line}")),
        };
        let complement = Complement::parse(complement).ok_or_else(|| format!("what follows: {line}"))?;
        let parts: Option<Vec<Part>> = words.split(' ').map(|part| Part::parse(part, lists)).collect();
        let parts = parts.ok_or_else(|| format!("no such list: {line}"))?;
        let firsts = parts.first().map(Part::firsts).filter(|firsts| !firsts.is_empty());
        for first in firsts.ok_or_else(|| format!("a phrase begins with a word: {line}"))? {
            self.letters |= letter(&first);
            self.by_first.entry(first).or_default().push(self.all.len());
        }
        self.all.push(Phrase { place, parts, complement });
        Ok(())
    }

    /// The phrases that begin with a word.
    pub(super) fn beginning(&self, word: &str) -> impl Iterator<Item = &Phrase> {
        let may = letter(word) & self.letters != 0;
        let numbers = may.then(|| self.by_first.get(&*plain(word))).flatten();
        numbers.into_iter().flatten().map(|&number| &self.all[number])
    }
}

/// The bit of a word's first letter; 0 if that is not an English letter.
fn letter(word: &str) -> u32 {
    match word.as_bytes().first().map(u8::to_ascii_lowercase) {
        Some(first @ b'a'..=b'z') => 1 << (first - b'a'),
        _ => 0,
    }
}

/// The auxiliary of a contraction: “did” of “didn’t”.
fn contracted(word: &str) -> Option<&str> {
    match word {
        "won't" => Some("will"),
        "cannot" | "can't" => Some("can"),
        _ => word.strip_suffix("n't"),
    }
}

impl Part {
    fn parse(part: &str, lists: &FxHashMap<&str, &str>) -> Option<Self> {
        let words = |words: &str| -> Vec<String> {
            let listed =
                |word| -> Vec<String> { lists.get(word).unwrap_or(&word).split('|').map(str::to_owned).collect() };
            words.split('|').flat_map(listed).collect()
        };
        if part.split('|').any(|word| word.starts_with('@') && !lists.contains_key(word)) {
            return None;
        }
        Some(match part {
            "*" => Part::Adverbs,
            "~" => Part::Gap,
            _ => match part.strip_suffix("+not") {
                Some(auxiliaries) => Part::Not(words(auxiliaries)),
                None => Part::Word(words(part)),
            },
        })
    }

    /// The words that it can begin with.
    fn firsts(&self) -> Vec<String> {
        match self {
            Part::Word(words) => words.clone(),
            Part::Not(words) => {
                let negated = |word: &String| match word.as_str() {
                    "will" => vec!["will".to_owned(), "won't".to_owned()],
                    "can" => vec!["can".to_owned(), "cannot".to_owned(), "can't".to_owned()],
                    _ => vec![word.clone(), format!("{word}n't")],
                };
                words.iter().flat_map(negated).collect()
            }
            Part::Adverbs | Part::Gap => Vec::new(),
        }
    }

    /// The token after it, if it matches at a token; `None` for a gap.
    fn end_at(&self, layout: &Layout<'_>, at: usize, end: usize) -> Option<usize> {
        let here = plain_word(layout, at, end);
        let is = |words: &[String], word: &str| words.iter().any(|known| known == word);
        match self {
            Part::Word(words) => is(words, &here).then_some(at + 1),
            Part::Not(words) if is(words, &here) => (word(layout, at + 1, end) == "not").then_some(at + 2),
            Part::Not(words) => contracted(&here).filter(|stem| is(words, stem)).map(|_| at + 1),
            Part::Adverbs => Some(after_adverbs(layout, at, end)),
            Part::Gap => None,
        }
    }
}

impl Phrase {
    /// The token after the phrase, if it matches at a token of a sentence that ends at `end`.
    pub(super) fn end_at(&self, layout: &Layout<'_>, at: usize, end: usize) -> Option<usize> {
        let mut here = at;
        let mut gap = 0;
        for part in &self.parts {
            if matches!(part, Part::Gap) {
                gap = GAP;
                continue;
            }
            here = (here..=here + gap).find_map(|from| part.end_at(layout, from, end))?;
            gap = 0;
        }
        Some(here)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_parses() {
        let phrases = Phrases::parse(include_str!("phrases.tsv")).unwrap();
        assert!(phrases.all.len() > 40);
        assert!(phrases.beginning("declined").count() > 5);
        assert!(phrases.beginning("didn’t").count() > 1);
        assert_eq!(phrases.beginning("bridge").count(), 0);
    }

    #[test]
    fn a_faulty_line_is_named() {
        for (line, fault) in [
            ("subject\tdeclined to comment", "three columns"),
            ("someone\tdeclined to comment\tanything", "who declined"),
            ("subject\tdeclined to comment\tmore", "what follows"),
            ("subject\t@refused to comment\tanything", "no such list"),
            ("subject\t* comment\tanything", "begins with a word"),
        ] {
            let found = Phrases::parse(line).err().unwrap();
            assert!(found.contains(fault) && found.contains(line), "{found}");
        }
    }
}
