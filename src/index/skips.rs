//! What a run passed over, and why.

use std::collections::BTreeMap;

use crate::source::Skipped;

/// Files, entries and members that gave no article.
#[derive(Clone, Debug, Default)]
pub struct PassedOver {
    /// Those with something wrong, each with its place.
    pub skipped: Vec<Skipped>,
    /// Those that are no articles by their kind: how many, by what they are.
    pub counted: BTreeMap<String, usize>,
}

/// A reason for which something was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What is wrong, or what it is.
    pub what: String,
    /// The next step; empty where nothing is to be done.
    pub next: String,
    /// How often.
    pub count: usize,
    /// Where, of the first few.
    pub places: Vec<String>,
}

impl PassedOver {
    /// How many were passed over.
    pub fn len(&self) -> usize {
        self.skipped.len() + self.counted.values().sum::<usize>()
    }

    /// Whether everything was read.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The reasons, the commonest first, each with this many places at most. What is passed over by its kind has none.
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
