//! What a run skipped, and why.

use std::collections::BTreeMap;

use crate::source::Skipped;

/// Files, entries and members that gave no article.
#[derive(Clone, Debug, Default)]
pub struct SkippedFiles {
    /// Those with something wrong, each with its place.
    pub skipped: Vec<Skipped>,
    /// How many are of a kind that is never an article, by kind.
    pub counted: BTreeMap<String, usize>,
}

/// Why something was skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What is wrong, or what it is.
    pub what: String,
    /// The next step; empty if there is nothing to do.
    pub next: String,
    /// How often.
    pub count: usize,
    /// The first few places.
    pub places: Vec<String>,
}

impl SkippedFiles {
    /// How many were skipped.
    pub fn len(&self) -> usize {
        self.skipped.len() + self.counted.values().sum::<usize>()
    }

    /// Whether everything was read.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The reasons, the commonest first, each with at most this many places. What is skipped for its kind has no places.
    pub fn reasons(&self, places: usize) -> Vec<Reason> {
        let mut reasons: BTreeMap<&str, Reason> = BTreeMap::new();
        let new =
            |what: &str, next: &str| Reason { what: what.to_owned(), next: next.to_owned(), count: 0, places: vec![] };
        for skipped in &self.skipped {
            let fault = &skipped.fault;
            let reason = reasons.entry(&fault.what).or_insert_with(|| new(&fault.what, &fault.next));
            reason.count += 1;
            if reason.places.len() < places && !fault.expected {
                reason.places.push(skipped.place());
            }
        }
        for (what, count) in &self.counted {
            reasons.entry(what).or_insert_with(|| new(what, "")).count += count;
        }
        let mut reasons: Vec<Reason> = reasons.into_values().collect();
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.count));
        reasons
    }
}
