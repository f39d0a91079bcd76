//! The phrases that tell of a silence, as `phrases.tsv` lists them.

use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

use super::complement::Behind;
use super::word;
use crate::extract::layout::Layout;
use crate::names;

/// The phrases that ship with the program; read when the first text is.
static PHRASES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::parse(include_str!("phrases.tsv")).expect("the table of phrases"));

/// Where a phrase names who is silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In its subject.
    Subject,
    /// In its subject, also where somebody says so.
    Reported,
    /// In the subject, behind “no one at” or “neither”.
    Nobody,
    /// In the subject, behind the calls that went there.
    Asked,
    /// Behind it.
    From,
}

/// A line of the table.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) place: Place,
    parts: Vec<Part>,
    pub(crate) behind: Behind,
}

/// One position of a phrase.
#[derive(Debug)]
enum Part {
    /// One of these words.
    Word(Vec<String>),
    /// One of these words with “not” behind it or drawn into it.
    Not(Vec<String>),
    /// Adverbs, or words between two commas.
    Adverbs,
    /// None to three words of any kind.
    Gap,
}

/// The table, by the words that phrases begin with.
pub(crate) struct Phrases {
    all: Vec<Phrase>,
    by_first: FxHashMap<String, Vec<usize>>,
    /// The first letters of those words, a bit each: what most words fail at.
    letters: u32,
}

/// How many words a gap holds at most, and how many words stand between two commas.
const GAP: usize = 3;
const INSERTED: usize = 12;

impl Phrases {
    /// Those that ship with the program.
    pub(crate) fn builtin() -> &'static Self {
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
                [place, words, behind] => phrases.push(line, place, words, behind, &lists)?,
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
        behind: &str,
        lists: &FxHashMap<&str, &str>,
    ) -> Result<(), String> {
        let place = match place {
            "subject" => Place::Subject,
            "reported" => Place::Reported,
            "nobody" => Place::Nobody,
            "asked" => Place::Asked,
            "from" => Place::From,
            _ => return Err(format!("who is silent: {line}")),
        };
        let behind = Behind::parse(behind).ok_or_else(|| format!("what follows: {line}"))?;
        let parts: Option<Vec<Part>> = words.split(' ').map(|part| Part::parse(part, lists)).collect();
        let parts = parts.ok_or_else(|| format!("no such list: {line}"))?;
        let firsts = parts.first().map(Part::firsts).filter(|firsts| !firsts.is_empty());
        for first in firsts.ok_or_else(|| format!("a phrase begins with a word: {line}"))? {
            self.letters |= letter(&first);
            self.by_first.entry(first).or_default().push(self.all.len());
        }
        self.all.push(Phrase { place, parts, behind });
        Ok(())
    }

    /// The phrases that begin with a word.
    pub(crate) fn beginning(&self, word: &str) -> impl Iterator<Item = &Phrase> {
        let may = letter(word) & self.letters != 0;
        let numbers = may.then(|| self.by_first.get(&*plain(word))).flatten();
        numbers.into_iter().flatten().map(|&number| &self.all[number])
    }
}

/// The bit of a word's first letter; none where that is no letter of English.
fn letter(word: &str) -> u32 {
    match word.as_bytes().first().map(u8::to_ascii_lowercase) {
        Some(first @ b'a'..=b'z') => 1 << (first - b'a'),
        _ => 0,
    }
}

/// A word in lower case with a straight apostrophe.
pub(crate) fn plain(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) { Cow::Borrowed(word) } else { Cow::Owned(names::fold(word)) }
}

/// “Did” of “didn’t”, as the table writes it.
fn drawn_in(word: &str) -> Option<&str> {
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

    /// The words that it may begin with.
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

    /// The token behind it where it stands at a token, for what has one length.
    fn end_at(&self, layout: &Layout<'_>, at: usize, end: usize) -> Option<usize> {
        let here = plain(word(layout, at, end));
        let is = |words: &[String], word: &str| words.iter().any(|known| known == word);
        match self {
            Part::Word(words) => is(words, &here).then_some(at + 1),
            Part::Not(words) if is(words, &here) => (word(layout, at + 1, end) == "not").then_some(at + 2),
            Part::Not(words) => drawn_in(&here).filter(|stem| is(words, stem)).map(|_| at + 1),
            Part::Adverbs => Some(behind_adverbs(layout, at, end)),
            Part::Gap => None,
        }
    }
}

impl Phrase {
    /// The token behind the phrase, where it stands at a token of a sentence that ends at `end`.
    pub(crate) fn end_at(&self, layout: &Layout<'_>, at: usize, end: usize) -> Option<usize> {
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

/// The token behind the adverbs that stand at a token, and behind words between two commas.
fn behind_adverbs(layout: &Layout<'_>, mut at: usize, end: usize) -> usize {
    const ADVERBS: &[&str] = &[
        "also", "even", "further", "again", "yet", "so", "far", "on", "record", "the", "at", "all", "any", "much",
        "as", "either", "ever", "directly", "tuesday", "monday", "wednesday", "thursday", "friday", "saturday",
        "sunday",
    ];
    const LONGEST: usize = 4;
    if word(layout, at, end) == ","
        && let Some(close) = (at + 1..(at + INSERTED).min(end)).find(|&i| layout.word(i) == ",")
    {
        return close + 1;
    }
    let first = at;
    // An article belongs to what follows, unless the whole of it is an adverb.
    while at < end && at - first < LONGEST {
        let here = plain(layout.word(at));
        let adverb = here.len() > 4 && here.ends_with("ly") && &*here != "reply";
        let known = adverb || ADVERBS.contains(&&*here);
        if !known
            || matches!(&*here, "on" | "the" | "at" | "any" | "all" | "as" | "so") && !is_adverbial(layout, at, end)
        {
            break;
        }
        at += if is_adverbial(layout, at, end) { adverbial(layout, at, end) } else { 1 };
    }
    at
}

/// Adverbs of several words.
const ADVERBIALS: &[&[&str]] = &[
    &["on", "the", "record"],
    &["on", "monday"],
    &["on", "tuesday"],
    &["on", "wednesday"],
    &["on", "thursday"],
    &["on", "friday"],
    &["on", "saturday"],
    &["on", "sunday"],
    &["at", "all"],
    &["so", "far"],
];

/// How many words the adverb of several words at a token has; 0 where none stands there.
pub(crate) fn adverbial(layout: &Layout<'_>, at: usize, end: usize) -> usize {
    let stands = |words: &&&[&str]| (at..).zip(**words).all(|(i, known)| *plain(word(layout, i, end)) == **known);
    ADVERBIALS.iter().find(stands).map_or(0, |words| words.len())
}

fn is_adverbial(layout: &Layout<'_>, at: usize, end: usize) -> bool {
    adverbial(layout, at, end) > 0
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
            ("someone\tdeclined to comment\tanything", "who is silent"),
            ("subject\tdeclined to comment\tmore", "what follows"),
            ("subject\t@refused to comment\tanything", "no such list"),
            ("subject\t* comment\tanything", "begins with a word"),
        ] {
            let found = Phrases::parse(line).err().unwrap();
            assert!(found.contains(fault) && found.contains(line), "{found}");
        }
    }
}
