//! Gold against extracted: precision, recall and F1.
//!
//! A statement found matches a gold one where their letters and digits overlap with a Jaccard index of at least 0.5,
//! best pairs first and each used once.

use std::collections::HashSet;
use std::fmt;

use crate::contract::StatementJson;
use crate::names;

/// The least overlap of two statements that are the same one.
const SAME: f64 = 0.5;

/// Counts of one measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Found and right.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// In the gold.
    pub gold: usize,
}

impl Score {
    /// The share of the found that is right, from 0 to 1.
    pub fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// The share of the gold that is found and right, from 0 to 1.
    pub fn recall(&self) -> f64 {
        share(self.right, self.gold)
    }

    /// The harmonic mean of precision and recall, from 0 to 1.
    pub fn f1(&self) -> f64 {
        share(2 * self.right, self.found + self.gold)
    }

    fn add(&mut self, other: Score) {
        self.right += other.right;
        self.found += other.found;
        self.gold += other.gold;
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |value: f64| 100.0 * value;
        write!(
            f,
            "P {:5.1}  R {:5.1}  F1 {:5.1}  gold {} found {}",
            percent(self.precision()),
            percent(self.recall()),
            percent(self.f1()),
            self.gold,
            self.found
        )
    }
}

/// What went wrong with one statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Miss {
    /// It is in the gold and was not found.
    Missed(StatementJson),
    /// It was found and is not in the gold.
    Stray(StatementJson),
    /// It was found with another speaker than the gold has.
    Speaker {
        /// As it should be.
        gold: StatementJson,
        /// Who it was given to.
        found: Option<String>,
    },
}

/// The errors of one article, in the order of the gold and then of what was found.
pub fn misses(body: &str, gold: &[StatementJson], found: &[StatementJson]) -> Vec<Miss> {
    let letters: Vec<bool> = body.chars().map(char::is_alphanumeric).collect();
    let pairs = pairs(&letters, gold, found);
    let mut misses = Vec::new();
    for (g, statement) in gold.iter().enumerate() {
        match pairs.iter().find(|pair| pair.0 == g) {
            None => misses.push(Miss::Missed(statement.clone())),
            Some((_, s)) if !same_name(statement.speaker.as_deref(), found[*s].speaker.as_deref()) => {
                misses.push(Miss::Speaker { gold: statement.clone(), found: found[*s].speaker.clone() });
            }
            Some(_) => {}
        }
    }
    let stray = found.iter().enumerate().filter(|(s, _)| !pairs.iter().any(|pair| pair.1 == *s));
    misses.extend(stray.map(|(_, statement)| Miss::Stray(statement.clone())));
    misses
}

/// How well the statements of some articles were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// The words.
    pub words: Score,
    /// The words, and the source as it is named there.
    pub who: Score,
    /// The words, and the speaker by name.
    pub speaker: Score,
}

impl Scores {
    /// Compares the statements of one article with its gold; `body` is the text that both point into.
    pub fn of(body: &str, gold: &[StatementJson], found: &[StatementJson]) -> Self {
        let letters: Vec<bool> = body.chars().map(char::is_alphanumeric).collect();
        let pairs = pairs(&letters, gold, found);
        let counted = |right| Score { right, found: found.len(), gold: gold.len() };
        let same_source = |(g, s): &&(usize, usize)| match (gold[*g].mention, found[*s].mention) {
            (Some(a), Some(b)) => a[0] < b[1] && b[0] < a[1],
            (a, b) => a.is_none() && (b.is_none() || found[*s].cue.is_none()),
        };
        let same_speaker =
            |(g, s): &&(usize, usize)| same_name(gold[*g].speaker.as_deref(), found[*s].speaker.as_deref());
        Self {
            words: counted(pairs.len()),
            who: counted(pairs.iter().filter(same_source).count()),
            speaker: counted(pairs.iter().filter(same_speaker).count()),
        }
    }

    /// Adds the counts of another article.
    pub fn add(&mut self, other: Scores) {
        self.words.add(other.words);
        self.who.add(other.who);
        self.speaker.add(other.speaker);
    }
}

fn same_name(gold: Option<&str>, found: Option<&str>) -> bool {
    let plain = |name: &str| names::key(name.trim_start_matches("The ").trim_start_matches("the "));
    gold.map(plain) == found.map(plain)
}

/// The pairs of gold and found statements that are the same, as numbers.
fn pairs(letters: &[bool], gold: &[StatementJson], found: &[StatementJson]) -> Vec<(usize, usize)> {
    let sets = |statements: &[StatementJson]| -> Vec<HashSet<usize>> {
        let inside = |s: &StatementJson| {
            s.content.iter().flat_map(|[start, end]| *start..*end).filter(|&i| letters.get(i) == Some(&true)).collect()
        };
        statements.iter().map(inside).collect()
    };
    let (gold, found) = (sets(gold), sets(found));
    let mut overlaps: Vec<(f64, usize, usize)> = Vec::new();
    for (g, gold) in gold.iter().enumerate() {
        for (s, found) in found.iter().enumerate() {
            let both = gold.intersection(found).count();
            let overlap = share(both, gold.len() + found.len() - both);
            if overlap >= SAME {
                overlaps.push((overlap, g, s));
            }
        }
    }
    overlaps.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_gold, mut used_found) = (HashSet::new(), HashSet::new());
    overlaps.retain(|(_, g, s)| {
        !used_gold.contains(g) && !used_found.contains(s) && used_gold.insert(*g) && used_found.insert(*s)
    });
    overlaps.into_iter().map(|(_, g, s)| (g, s)).collect()
}
