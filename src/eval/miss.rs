//! Errors of the extractor against gold.

use super::{Matched, same_name, words};
use crate::extract::Statement;
use crate::extract::gold::{Attribution, GoldArticle};

/// An error in one statement.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Miss {
    /// The statement is in the gold, and was not found.
    Missed {
        /// The speaker in the gold.
        speaker: Option<String>,
        /// What was said.
        quote: String,
    },
    /// The statement was found, and is not in the gold.
    Stray(Found),
    /// The statement was found with a wrong speaker.
    Speaker {
        /// The speaker in the gold.
        gold: Option<String>,
        /// The statement as found.
        found: Found,
    },
}

/// A statement as the extractor found it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// The speaker.
    pub speaker: Option<String>,
    /// What was said.
    pub quote: String,
    /// How sure the extractor is, from 0 to 1.
    pub confidence: f32,
}

impl Miss {
    /// How bad the error is, from 0 to 1: its confidence for a wrong statement, 0.5 for a missed one.
    pub(crate) fn badness(&self) -> f32 {
        match self {
            Miss::Missed { .. } => 0.5,
            Miss::Stray(found) | Miss::Speaker { found, .. } => found.confidence,
        }
    }
}

/// The errors in one article. Speakers are compared only if `speakers` is set, for gold that has them.
pub(crate) fn misses(gold: &GoldArticle, found: &[Statement], speakers: bool) -> Vec<Miss> {
    let matched = Matched::of(gold, found);
    let as_found = |statement: &Statement| Found {
        speaker: statement.source.speaker.clone(),
        quote: statement.quote(&gold.text),
        confidence: statement.confidence.all(),
    };
    let mut misses = Vec::new();
    for (g, &number) in matched.numbers.iter().enumerate() {
        let attribution = &gold.attributions[number];
        match matched.found_of(g) {
            None => misses.push(missed(gold, &matched, attribution)),
            Some(s) if speakers && !same_name(attribution.speaker.as_deref(), found[s].source.speaker.as_deref()) => {
                misses.push(Miss::Speaker { gold: attribution.speaker.clone(), found: as_found(&found[s]) });
            }
            Some(_) => {}
        }
    }
    let stray = found.iter().enumerate().filter(|(s, _)| matched.gold_of(*s).is_none());
    misses.extend(stray.map(|(_, statement)| Miss::Stray(as_found(statement))));
    misses
}

fn missed(gold: &GoldArticle, matched: &Matched<'_>, attribution: &Attribution) -> Miss {
    let source = attribution.source.spans(&matched.points);
    let mention = || (!source.is_empty()).then(|| words(&gold.text, &source));
    Miss::Missed {
        speaker: attribution.speaker.clone().or_else(mention),
        quote: words(&gold.text, &attribution.content.spans(&matched.points)),
    }
}
