//! Which articles print the same story: a table beside the documents, made anew at the end of each run.

use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::disk::{self, replace};

/// The file of the groups: the commit that they belong to, then a row for each article of a group.
const STORIES: &str = "stories";
/// The file of the texts that were compared: a memory, so that no run compares what an earlier one did.
const COMPARED: &str = "compared";

/// An article's place among those that print the same story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The number of the story.
    pub(crate) story: u32,
    /// The article's number in it: the earliest day first, and of one day the outlet first in the
    /// alphabet.
    pub(crate) rank: u32,
}

/// The articles that share their story with others, by the key of the article.
#[derive(Debug, Default)]
pub(crate) struct Stories {
    /// The commit that they were made for.
    pub(super) commit: Option<u64>,
    places: FxHashMap<u64, Place>,
}

impl Stories {
    pub(super) fn new(commit: u64, stories: &[Vec<u64>]) -> Self {
        let ranked = |(story, articles): (u32, &Vec<u64>)| {
            let places = (0..).zip(articles.clone());
            places.map(move |(rank, key)| (key, Place { story, rank }))
        };
        Self { commit: Some(commit), places: (0..).zip(stories).flat_map(ranked).collect() }
    }

    /// Reads the table below `directory`; without a whole one no article shares its story.
    pub(crate) fn read(directory: &Path) -> Self {
        let bytes = read(directory, STORIES).unwrap_or_default();
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
        write(directory, STORIES, bytes)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// How many articles share their story with others, and how many stories these are.
    pub(crate) fn counts(&self) -> (usize, usize) {
        (self.places.len(), self.places.values().filter(|place| place.rank == 0).count())
    }

    /// The place of an article that shares its story.
    pub(crate) fn place(&self, article: u64) -> Option<Place> {
        self.places.get(&article).copied()
    }
}

/// Two texts by their hashes, the smaller one first.
pub(super) type Pair = (u64, u64);

/// What was found of texts that were compared. It is true of the texts, whatever became of the articles.
#[derive(Debug, Default)]
pub(super) struct Compared {
    /// A row for each pair; in order where they were read.
    rows: Vec<u8>,
}

/// Bytes of a row: both hashes, and whether the texts are the same.
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

    /// Whether two texts are the same, where it is known.
    pub(super) fn find(&self, texts: Pair) -> Option<bool> {
        let (rows, _) = self.rows.as_chunks::<ROW>();
        let at = rows.binary_search_by_key(&texts, pair).ok()?;
        Some(rows[at][16] == 1)
    }
}

fn pair(row: &[u8; ROW]) -> Pair {
    (u64_at(row, 0), u64_at(row, 8))
}

/// Removes both files, where they are.
pub(super) fn remove(directory: &Path) -> io::Result<()> {
    for name in [STORIES, COMPARED] {
        fs::remove_file(directory.join(name)).or_else(super::ignore_missing)?;
    }
    Ok(())
}

fn u64_at(row: &[u8], from: usize) -> u64 {
    row[from..].first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// A hash of what stands before it ends each file, so that a damaged one is as none, and is made anew.
fn seal(bytes: &[u8]) -> [u8; 32] {
    blake3::hash(bytes).into()
}

/// What a file holds, where it is as it was written.
fn read(directory: &Path, name: &str) -> Option<Vec<u8>> {
    let mut bytes = fs::read(directory.join(name)).ok()?;
    let sealed = bytes.split_last_chunk().is_some_and(|(before, found)| seal(before) == *found);
    bytes.truncate(bytes.len().saturating_sub(size_of::<[u8; 32]>()));
    sealed.then_some(bytes)
}

fn write(directory: &Path, name: &str, mut bytes: Vec<u8>) -> io::Result<()> {
    bytes.extend(seal(&bytes));
    replace(&directory.join(name), &bytes)
}

/// Which of the files are there and not as they were written.
pub(super) fn damaged(directory: &Path) -> Vec<&'static str> {
    let is_damaged = |name: &&str| directory.join(name).exists() && read(directory, name).is_none();
    [STORIES, COMPARED].into_iter().filter(is_damaged).collect()
}

/// Whether a file of this name is what a process left that was killed while it wrote.
pub(super) fn is_draft(file: &str) -> bool {
    disk::is_draft(file, STORIES) || disk::is_draft(file, COMPARED)
}
