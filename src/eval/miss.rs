//! What went wrong, worst first.

use super::{Matched, same_name, words};
use crate::contract::StatementJson;
use crate::gold::{Attribution, GoldArticle};

/// What went wrong with one statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Miss {
    /// It is in the gold and was not found.
    Missed {
        /// Who said it, by the gold.
        speaker: Option<String>,
        /// What was said.
        quote: String,
    },
    /// It was found and is not in the gold.
    Stray(StatementJson),
    /// It was found with another speaker than the gold has.
    Speaker {
        /// Who said it, by the gold.
        gold: Option<String>,
        /// As it was found.
        found: StatementJson,
    },
}

impl Miss {
    /// How bad it is, from 0 to 1: what the extractor was sure of is worst, what it did not see is in the middle.
    pub fn badness(&self) -> f32 {
        match self {
            Miss::Missed { .. } => 0.5,
            Miss::Stray(found) | Miss::Speaker { found, .. } => found.confidence,
        }
    }
}

/// The errors of one article. Speakers are compared only where `speakers` says that the gold has them.
pub fn misses(gold: &GoldArticle, found: &[StatementJson], speakers: bool) -> Vec<Miss> {
    let matched = Matched::of(gold, found);
    let mut misses = Vec::new();
    for (g, &number) in matched.numbers.iter().enumerate() {
        let attribution = &gold.attributions[number];
        match matched.found_of(g) {
            None => misses.push(missed(&matched.text, attribution)),
            Some(s) if speakers && !same_name(attribution.speaker.as_deref(), found[s].speaker.as_deref()) => {
                misses.push(Miss::Speaker { gold: attribution.speaker.clone(), found: found[s].clone() });
            }
            Some(_) => {}
        }
    }
    let stray = found.iter().enumerate().filter(|(s, _)| matched.gold_of(*s).is_none());
    misses.extend(stray.map(|(_, statement)| Miss::Stray(statement.clone())));
    misses
}

fn missed(text: &[char], gold: &Attribution) -> Miss {
    let spoken: Vec<String> = gold.content.points().iter().map(|&span| words(text, span)).collect();
    let source: Vec<String> = gold.source.points().iter().map(|&span| words(text, span)).collect();
    let speaker = gold.speaker.clone().or_else(|| (!source.is_empty()).then(|| source.join(" ")));
    Miss::Missed { speaker, quote: spoken.join(" ") }
}
