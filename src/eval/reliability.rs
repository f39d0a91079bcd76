//! Whether the extractor is as sure as it is right.

use super::{Matched, same_source};
use crate::contract::StatementJson;
use crate::gold::GoldArticle;

/// The statements whose confidence lies in one tenth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tenth {
    /// How many they are.
    pub statements: usize,
    /// How many are right: the words, and the source as it is named there.
    pub right: usize,
    /// The sum of their confidences.
    pub confidence: f64,
}

/// What was found, by tenths of confidence; the last holds 0.9 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reliability(pub [Tenth; 10]);

impl Reliability {
    /// Adds the statements found in one article.
    pub fn add(&mut self, gold: &GoldArticle, found: &[StatementJson]) {
        let matched = Matched::of(gold, found);
        for (s, statement) in found.iter().enumerate() {
            let right = matched
                .gold_of(s)
                .is_some_and(|g| same_source(&matched.text, &gold.attributions[matched.numbers[g]], statement));
            let tenth = &mut self.0[((statement.confidence * 10.0) as usize).min(9)];
            tenth.statements += 1;
            tenth.right += usize::from(right);
            tenth.confidence += f64::from(statement.confidence);
        }
    }
}
