//! A fixed list of words with fast lookup.

use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// Words listed in the source; the first lookup builds their hash table.
pub(crate) struct WordSet {
    words: &'static [&'static str],
    table: OnceLock<FxHashSet<&'static str>>,
}

impl WordSet {
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        Self { words, table: OnceLock::new() }
    }

    /// Whether the word is in the list.
    #[inline]
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.table.get_or_init(|| self.words.iter().copied().collect()).contains(word)
    }
}
