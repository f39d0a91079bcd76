//! The groups of reprints: a table beside the documents, rebuilt at the end of each run.

use std::io;
use std::path::Path;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::sealed_file::{read, write};

/// The file of the groups: the commit that they belong to, then a row for each article in a group.
pub(super) const GROUPS: &str = "reprints";
/// The file of the pairs that were compared, so that no run compares a pair again.
pub(super) const COMPARED: &str = "compared";

/// An article's place in its group of reprints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The number of the group.
    pub(crate) story: u32,
    /// The article's position in it: the earliest day first, and within a day by outlet.
    pub(crate) rank: u32,
}

/// The articles that have reprints, by the key of the article.
#[derive(Debug, Default)]
pub(crate) struct ReprintGroups {
    /// The commit that they belong to.
    pub(super) commit: Option<u64>,
    places: FxHashMap<u64, Place>,
}

impl ReprintGroups {
    pub(super) fn new(commit: u64, groups: &[Vec<u64>]) -> Self {
        let ranked = |(story, articles): (u32, &Vec<u64>)| {
            let places = (0..).zip(articles.clone());
            places.map(move |(rank, key)| (key, Place { story, rank }))
        };
        Self { commit: Some(commit), places: (0..).zip(groups).flat_map(ranked).collect() }
    }

    /// Reads the table in `directory`. Without a valid one no article has reprints.
    pub(crate) fn read(directory: &Path) -> Self {
        let bytes = read(directory, GROUPS).unwrap_or_default();
        let Some((commit, rows)) = bytes.split_first_chunk() else { return Self::default() };
        let places = rows.chunks_exact(16).map(|row| {
            let number = |from: usize| row[from..].first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
            (u64_at(row, 0), Place { story: number(8), rank: number(12) })
        });
        Self { commit: Some(u64::from_le_bytes(*commit)), places: places.collect() }
    }

    pub(super) fn write(&self, directory: &Path) -> io::Result<()> {
        let mut rows: Vec<(&u64, &Place)> = self.places.iter().collect();
        rows.sort_unstable_by_key(|(_, place)| (place.story, place.rank));
        let mut bytes = self.commit.unwrap_or_default().to_le_bytes().to_vec();
        for (key, place) in rows {
            bytes.extend(key.to_le_bytes());
            bytes.extend(place.story.to_le_bytes());
            bytes.extend(place.rank.to_le_bytes());
        }
        write(directory, GROUPS, bytes)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// How many articles have reprints, and how many groups they form.
    pub(crate) fn counts(&self) -> (usize, usize) {
        (self.places.len(), self.places.values().filter(|place| place.rank == 0).count())
    }

    /// The place of an article that has reprints.
    pub(crate) fn place(&self, article: u64) -> Option<Place> {
        self.places.get(&article).copied()
    }
}

/// Two texts by their hashes, the smaller one first.
pub(super) type Pair = (u64, u64);

/// The outcome of each comparison. It depends on the texts alone, and stays true when articles go.
#[derive(Debug, Default)]
pub(super) struct Compared {
    /// One row for each pair, sorted if read from disk.
    rows: Vec<u8>,
}

/// Bytes of a row: both hashes, and whether the texts are near-duplicates.
const ROW: usize = 17;

impl Compared {
    /// Adds a pair, in any order.
    pub(super) fn add(&mut self, (one, other): Pair, same: bool) {
        self.rows.extend(one.to_le_bytes());
        self.rows.extend(other.to_le_bytes());
        self.rows.push(u8::from(same));
    }

    pub(super) fn read(directory: &Path) -> Self {
        Self { rows: read(directory, COMPARED).unwrap_or_default() }
    }

    pub(super) fn write(mut self, directory: &Path) -> io::Result<()> {
        self.rows.as_chunks_mut::<ROW>().0.par_sort_unstable_by_key(pair);
        write(directory, COMPARED, self.rows)
    }

    /// Whether two texts are near-duplicates, if an earlier run compared them.
    pub(super) fn find(&self, texts: Pair) -> Option<bool> {
        let (rows, _) = self.rows.as_chunks::<ROW>();
        let at = rows.binary_search_by_key(&texts, pair).ok()?;
        Some(rows[at][16] == 1)
    }
}

fn pair(row: &[u8; ROW]) -> Pair {
    (u64_at(row, 0), u64_at(row, 8))
}

fn u64_at(row: &[u8], from: usize) -> u64 {
    row[from..].first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}
