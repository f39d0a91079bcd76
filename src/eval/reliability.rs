//! Calibration: is the extractor right as often as it is confident?

use super::{Matched, same_name, same_source};
use crate::extract::gold::{Attribution, GoldArticle};
use crate::extract::{SpeakerKind, Statement, Why};

/// The statements with a confidence in one tenth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Tenth {
    /// How many there are.
    pub statements: usize,
    /// How many are right.
    pub right: usize,
    /// The sum of their confidences.
    pub confidence: f64,
}

/// The statements found, by tenths of confidence; the last is 0.9 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Tenths(pub [Tenth; 10]);

impl Tenths {
    fn add(&mut self, confidence: f32, right: bool) {
        let tenth = &mut self.0[((confidence * 10.0) as usize).min(9)];
        tenth.statements += 1;
        tenth.right += usize::from(right);
        tenth.confidence += f64::from(confidence);
    }
}

/// How often each part of a statement is right, by its confidence.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reliability {
    /// The words, of all statements.
    pub words: Tenths,
    /// The mention, of statements whose words are right.
    pub source: Tenths,
    /// The speaker, where words and mention are right and the gold names the speaker.
    pub person: Tenths,
    /// All of these.
    pub all: Tenths,
    /// The same as `person`, by what the mention is: how many are right, of how many.
    pub ways: Vec<(Why, usize, usize)>,
}

impl Reliability {
    /// Adds the statements of one article.
    pub(crate) fn add(&mut self, gold: &GoldArticle, found: &[Statement]) {
        let matched = Matched::of(gold, found);
        for (s, statement) in found.iter().enumerate() {
            let confidence = statement.confidence;
            let attribution = matched.gold_of(s).map(|g| &gold.attributions[matched.numbers[g]]);
            self.words.add(confidence.words, attribution.is_some());
            let Some(attribution) = attribution else {
                self.all.add(confidence.all(), false);
                continue;
            };
            let source = same_source(&gold.text, &matched.points, attribution, statement);
            self.source.add(confidence.source, source);
            let person = is_right_person(attribution, statement);
            self.all.add(confidence.all(), source && person != Some(false));
            if let Some(person) = person.filter(|_| source) {
                self.person.add(confidence.person, person);
                self.add_way(statement, person);
            }
        }
    }

    fn add_way(&mut self, statement: &Statement, right: bool) {
        let way = statement.steps.first().map_or(Why::Open, |step| step.why);
        let at = self.ways.iter().position(|(known, ..)| *known == way).unwrap_or_else(|| {
            self.ways.push((way, 0, 0));
            self.ways.len() - 1
        });
        self.ways[at].1 += usize::from(right);
        self.ways[at].2 += 1;
    }
}

/// Whether the speaker is right: the name of a person, or that it is no person. `None` if the gold does not say.
fn is_right_person(gold: &Attribution, found: &Statement) -> Option<bool> {
    let is_person = gold.is_person()?;
    let named = found.source.kind == SpeakerKind::Person && found.source.speaker.is_some();
    let name = || same_name(gold.speaker.as_deref(), found.source.speaker.as_deref());
    Some(if is_person { named && name() } else { !named })
}
