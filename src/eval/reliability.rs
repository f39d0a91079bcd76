//! Calibration: is the extractor right as often as it is confident?

use super::{Matched, same_source};
use crate::extract::Statement;
use crate::extract::gold::GoldArticle;

/// The statements with a confidence in one tenth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Tenth {
    /// How many there are.
    pub statements: usize,
    /// How many are right: the words and the mention match.
    pub right: usize,
    /// The sum of their confidences.
    pub confidence: f64,
}

/// The statements found, by tenths of confidence; the last is 0.9 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Reliability(pub [Tenth; 10]);

impl Reliability {
    /// Adds the statements of one article.
    pub(crate) fn add(&mut self, gold: &GoldArticle, found: &[Statement]) {
        let matched = Matched::of(gold, found);
        for (s, statement) in found.iter().enumerate() {
            let right = matched.gold_of(s).is_some_and(|g| {
                same_source(&gold.text, &matched.points, &gold.attributions[matched.numbers[g]], statement)
            });
            let tenth = &mut self.0[((statement.confidence * 10.0) as usize).min(9)];
            tenth.statements += 1;
            tenth.right += usize::from(right);
            tenth.confidence += f64::from(statement.confidence);
        }
    }
}
