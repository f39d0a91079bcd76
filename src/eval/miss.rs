//! Errors of the extractor against gold.

use super::{Matched, same_name, words};
use crate::contract::StatementJson;
use crate::gold::{Attribution, GoldArticle};

/// An error in one statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Miss {
    /// The statement is in the gold, and was not found.
    Missed {
        /// The speaker in the gold.
        speaker: Option<String>,
        /// What was said.
        quote: String,
    },
    /// The statement was found, and is not in the gold.
    Stray(StatementJson),
    /// The statement was found with a wrong speaker.
    Speaker {
        /// The speaker in the gold.
        gold: Option<String>,
        /// The statement as found.
        found: StatementJson,
    },
}

impl Miss {
    /// How bad the error is, from 0 to 1: its confidence for a wrong statement, 0.5 for a missed one.
    pub fn badness(&self) -> f32 {
        match self {
            Miss::Missed { .. } => 0.5,
            Miss::Stray(found) | Miss::Speaker { found, .. } => found.confidence,
        }
    }
}

/// The errors in one article. Speakers are compared only if `speakers` is set, for gold that has them.
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
