//! How much of what a person said is found under that person's name, in letters.

use std::collections::{BTreeMap, HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::{Score, letters};
use crate::extract::gold::GoldArticle;
use crate::extract::{SpeakerKind, Statement};
use crate::text::CodePoints;

/// Gold names of persons from a separate table: article, attribution, class and name, separated by tabs.
#[derive(Debug, Default)]
pub(crate) struct Speakers(HashMap<(String, String), String>);

impl Speakers {
    /// Reads the table; keeps lines of class `person`.
    pub(crate) fn read(lines: &str) -> Self {
        let row = |line: &str| {
            let mut columns = line.split('\t');
            let key = (columns.next()?.to_owned(), columns.next()?.to_owned());
            let (class, name) = (columns.next()?, columns.next()?);
            (class == "person" && !name.is_empty()).then(|| (key, name.to_owned()))
        };
        Self(lines.lines().filter_map(row).collect())
    }

    /// Counts the letters given to the right person, over all pairs of article and person. Letters given to somebody else count as
    /// found if the gold knows who said them.
    pub(crate) fn score(&self, id: &str, gold: &GoldArticle, found: &[Statement]) -> Score {
        let (text, points) = (&gold.text, CodePoints::new(&gold.text));
        let mut said: Vec<(String, HashSet<usize>)> = Vec::new();
        for attribution in &gold.attributions {
            let own = || attribution.speaker.clone().filter(|_| attribution.speaker_kind == Some(SpeakerKind::Person));
            let name = self.0.get(&(id.to_owned(), attribution.id.clone())).cloned().or_else(own);
            let Some(name) = name else { continue };
            let spoken = letters(text, &attribution.content.spans(&points));
            match said.iter_mut().find(|(known, _)| same(known, &name)) {
                Some((_, all)) => all.extend(spoken),
                None => said.push((name, spoken)),
            }
        }
        let mut given: HashMap<usize, HashSet<usize>> = HashMap::new();
        let mut others: BTreeMap<&str, HashSet<usize>> = BTreeMap::new();
        for statement in found {
            let Some(name) = statement.source.speaker.as_deref() else { continue };
            let spoken = letters(text, &statement.content);
            match said.iter().position(|(known, _)| same(known, name)) {
                Some(person) => given.entry(person).or_default().extend(spoken),
                None => others.entry(name).or_default().extend(spoken),
            }
        }
        let known: HashSet<usize> = said.iter().flat_map(|(_, letters)| letters.iter().copied()).collect();
        let mut score =
            Score { found: others.values().map(|o| o.intersection(&known).count()).sum(), ..Score::default() };
        for (person, (_, said)) in said.iter().enumerate() {
            let given = given.remove(&person).unwrap_or_default();
            score.add(Score { right: said.intersection(&given).count(), found: given.len(), gold: said.len() });
        }
        score
    }
}

const TITLES: [&str; 13] =
    ["mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president", "senator", "jr", "sr", "the", ""];

/// Whether two names are of one person: the same words without titles, or the same first and last word.
fn same(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let several = a.len() > 1 && b.len() > 1;
    !a.is_empty() && !b.is_empty() && (a == b || several && a[0] == b[0] && a.last() == b.last())
}

fn words(name: &str) -> Vec<String> {
    let plain: String = name.nfkd().filter(char::is_ascii).map(|c| c.to_ascii_lowercase()).collect();
    let words = plain.split("'s").flat_map(|part| part.split(|c: char| !c.is_ascii_lowercase()));
    words.filter(|word| word.len() > 1 && !TITLES.contains(word)).map(str::to_owned).collect()
}
