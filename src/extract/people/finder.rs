//! The people of a text with the stretches of capitalized words that may name them.

use std::borrow::Cow;
use std::ops::Range;

use super::gender;
use super::person::People;
use crate::extract::layout::Layout;
use crate::extract::lexicon::{NEVER, PARTICLES, TITLES, is_agent};
use crate::names;

/// Where the sources of a text stand.
#[derive(Debug)]
pub(crate) struct Sources {
    /// For each token the end of the source that it is part of; 0 where it is part of none.
    ends: Vec<u32>,
}

impl Sources {
    pub(crate) fn new(tokens: usize, sources: impl Iterator<Item = Range<usize>>) -> Self {
        let mut ends = vec![0; tokens];
        for source in sources {
            ends[source.clone()].fill(source.end as u32);
        }
        Self { ends }
    }

    /// The end of the source that a token is part of.
    pub(crate) fn end_at(&self, token: usize) -> Option<usize> {
        self.ends.get(token).filter(|end| **end > 0).map(|end| *end as usize)
    }
}

/// The people of a text, and the stretches of capitalized words that may name them.
#[derive(Debug)]
pub(crate) struct Finder<'l, 'a> {
    pub(crate) layout: &'l Layout<'a>,
    pub(crate) people: People,
    /// Stretches of capitalized words, as tokens.
    pub(crate) runs: Vec<Range<usize>>,
    /// Which paragraphs are headings.
    headings: Vec<bool>,
}

impl<'l, 'a> Finder<'l, 'a> {
    /// Finds the people of a text; `sources` are the mentions that something is said by.
    pub(crate) fn of(layout: &'l Layout<'a>, sources: &Sources, headline: Option<&str>) -> Self {
        let mut finder = Self { layout, people: People::default(), runs: Vec::new(), headings: Vec::new() };
        finder.headings = layout.paragraphs.iter().map(|paragraph| finder.is_heading(paragraph)).collect();
        let runs = finder.runs();
        finder.introduce(&runs, sources, headline.unwrap_or_default());
        finder.runs = runs;
        finder
    }

    /// The token's word in lower case, without accents, with a straight apostrophe and without the stop of an
    /// abbreviation.
    pub(crate) fn lower(&self, i: usize) -> Cow<'a, str> {
        let kept = |word: &str| match word.strip_suffix('.') {
            Some(short) if !short.is_empty() && !short.contains('.') => short.len(),
            _ => word.len(),
        };
        match names::folded(self.layout.word(i)) {
            Cow::Borrowed(word) => Cow::Borrowed(&word[..kept(word)]),
            Cow::Owned(mut word) => {
                word.truncate(kept(&word));
                Cow::Owned(word)
            }
        }
    }

    pub(crate) fn word(&self, i: usize) -> &'a str {
        self.layout.word(i)
    }

    /// The word at `i`, empty behind the last.
    pub(crate) fn word_or_empty(&self, i: usize) -> &'a str {
        if i < self.layout.tokens.len() { self.word(i) } else { "" }
    }

    pub(crate) fn capital(&self, i: usize) -> bool {
        self.layout.word(i).starts_with(char::is_uppercase)
    }

    /// Runs of capitalized words, particles and initials included, within a sentence.
    fn runs(&self) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        for paragraph in &self.layout.paragraphs {
            let mut i = paragraph.start;
            while i < paragraph.end {
                if !self.may_name(i) {
                    i += 1;
                    continue;
                }
                let start = i;
                i += 1;
                while i < paragraph.end {
                    let particles = (i..paragraph.end).take_while(|&k| PARTICLES.contains(self.word(k))).count();
                    let joined = particles > 0 && i + particles < paragraph.end && self.capital(i + particles);
                    if joined {
                        i += particles;
                    } else if self.may_name(i) {
                        i += 1;
                    } else if self.is_nickname(i, paragraph.end) {
                        i += 3;
                    } else {
                        break;
                    }
                }
                runs.push(start..i);
            }
        }
        runs
    }

    /// Whether a nickname in quotation marks stands here before a family name: the “Bea” of Beatriz “Bea” Alcorn.
    fn is_nickname(&self, i: usize, end: usize) -> bool {
        let mark = |i: usize| matches!(self.word_or_empty(i), "“" | "”" | "\"" | "‘" | "’" | "'");
        i + 3 < end && mark(i) && self.capital(i + 1) && mark(i + 2) && self.may_name(i + 3)
    }

    /// The words of a name in lower case, without suffix and nickname.
    pub(crate) fn name_words(&self, name: &Range<usize>) -> Vec<String> {
        let nick = self.nickname_in(name);
        let kept = name.clone().filter(|i| nick.is_none_or(|nick| !(nick - 1..=nick + 1).contains(i)));
        let mut words: Vec<String> = kept.map(|i| self.lower(i).into_owned()).collect();
        while words.last().is_some_and(|word| is_suffix(word)) {
            words.pop();
        }
        words
    }

    /// The token of the nickname in a name.
    pub(crate) fn nickname_in(&self, name: &Range<usize>) -> Option<usize> {
        name.clone().find(|&i| self.is_nickname(i, name.end)).map(|mark| mark + 1)
    }

    /// Whether a capitalized word may be part of a name: an initial, or no word that starts sentences.
    fn may_name(&self, i: usize) -> bool {
        let word = self.word(i);
        let initial = word.ends_with('.') && word.chars().count() == 2;
        self.capital(i) && (initial || !NEVER.contains(&self.lower(i)))
    }

    /// The title words, then the name, of a run: "German Chancellor" and "Angela Merkel".
    pub(crate) fn split(&self, run: &Range<usize>) -> (Range<usize>, Range<usize>) {
        let mut start = run.start;
        for i in run.clone() {
            let word = self.lower(i);
            // “Archivist Leopold Quist”: a word of what people do, where a whole name is left behind it.
            let agent = || i == start && i + 2 < run.end && is_agent(&word) && gender::of_given_name(&word).is_none();
            if i + 1 < run.end && (TITLES.contains(&word) || agent()) {
                start = i + 1;
            }
        }
        (run.start..start, start..run.end)
    }

    /// Whether most words of the token's paragraph are capitalized: a heading, whose words are no names.
    pub(crate) fn heading(&self, i: usize) -> bool {
        self.headings[self.layout.tokens[i].paragraph as usize]
    }

    fn is_heading(&self, paragraph: &Range<usize>) -> bool {
        let words = paragraph.clone().filter(|&i| self.word(i).starts_with(char::is_alphabetic));
        let capital = words.clone().filter(|&i| self.capital(i)).count();
        words.count() < 2 * capital && paragraph.len() > 3
    }

    /// Whether a name is one word, particles aside: “van der Loo”.
    pub(crate) fn is_single(&self, name: &Range<usize>) -> bool {
        name.clone().filter(|&i| !PARTICLES.contains(&self.lower(i))).count() == 1
    }

    /// A name as the text writes it, without the nickname.
    pub(crate) fn spelled(&self, name: &Range<usize>) -> String {
        let words = |tokens: Range<usize>| self.layout.span(tokens).map_or("", |span| span.of(self.layout.body));
        match self.nickname_in(name) {
            Some(nick) => format!("{} {}", words(name.start..nick - 1), words(nick + 2..name.end)),
            None => words(name.clone()).to_owned(),
        }
    }
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
}
