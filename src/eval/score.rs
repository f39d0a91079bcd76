//! Counts of one measure, and precision, recall and F1.

use std::fmt;

/// Counts of one measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Score {
    /// Found and right.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// In the gold.
    pub gold: usize,
}

impl Score {
    /// The share of found statements that are right, from 0 to 1.
    pub(crate) fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// The share of gold statements that were found and are right, from 0 to 1.
    pub(crate) fn recall(&self) -> f64 {
        share(self.right, self.gold)
    }

    /// The harmonic mean of precision and recall, from 0 to 1.
    pub(crate) fn f1(&self) -> f64 {
        share(2 * self.right, self.found + self.gold)
    }

    /// Adds the counts of another article.
    pub(crate) fn add(&mut self, other: Score) {
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
        let [precision, recall, f1] = [self.precision(), self.recall(), self.f1()].map(|share| 100.0 * share);
        write!(f, "P {precision:5.1}  R {recall:5.1}  F1 {f1:5.1}  gold {} found {}", self.gold, self.found)
    }
}
