//! What every side must answer.

use crate::question::Question;

/// A side of the comparison: an engine with its index.
pub(crate) trait Engine {
    fn name(&self) -> &'static str;

    /// Fetches the ten best hits and returns the number of all hits.
    fn ask(&self, question: &Question) -> usize;

    /// Returns the number of all hits only. Override this where the engine can do it for less.
    fn count(&self, question: &Question) -> usize {
        self.ask(question)
    }
}

/// The same engine, asked for the number of hits only.
pub(crate) struct Counting<'e>(pub(crate) &'e dyn Engine);

impl Engine for Counting<'_> {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn ask(&self, question: &Question) -> usize {
        self.0.count(question)
    }
}
