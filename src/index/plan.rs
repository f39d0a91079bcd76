//! What a run has to do: which files to read, and which to forget.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::SkippedFiles;
use super::state::Known;
use crate::ingest::Ingest;
use crate::source::{File, Walk};

/// Which files to read, and which to forget.
pub(super) struct Plan {
    pub(super) read: Vec<Arc<File>>,
    pub(super) forget: Vec<PathBuf>,
    /// How many files did not change.
    pub(super) unchanged: usize,
    /// What the walk skipped, and what earlier runs skipped in the files that did not change.
    pub(super) skipped_files: SkippedFiles,
}

impl Plan {
    pub(super) fn new(walk: &Walk, known: &HashMap<PathBuf, Known>, ingest: &Ingest<'_>) -> Self {
        let skipped_files = SkippedFiles { skipped: walk.skipped.clone(), ..SkippedFiles::default() };
        let mut plan = Self { read: Vec::new(), forget: forgotten(walk, known), unchanged: 0, skipped_files };
        for file in &walk.files {
            match known.get(&file.path) {
                Some(before) if before.is(file, ingest) => {
                    plan.unchanged += 1;
                    before.found.add_to(&mut plan.skipped_files, &file.path);
                }
                _ => plan.read.push(file.clone()),
            }
        }
        plan
    }

    /// Whether nothing changed.
    pub(super) fn is_empty(&self) -> bool {
        self.read.is_empty() && self.forget.is_empty()
    }

    /// How many bytes there are to read.
    pub(super) fn bytes(&self) -> u64 {
        self.read.iter().map(|file| file.size).sum()
    }
}

/// Known files below the roots that are gone. Files below a folder that could not be listed do not count as gone.
fn forgotten(walk: &Walk, known: &HashMap<PathBuf, Known>) -> Vec<PathBuf> {
    let there: HashSet<&Path> = walk.files.iter().map(|file| file.path.as_path()).collect();
    let unlisted: Vec<&Path> =
        walk.skipped.iter().filter(|skipped| !skipped.fault.expected).map(|skipped| skipped.path.as_path()).collect();
    let mut forget: Vec<PathBuf> = known
        .keys()
        .filter(|path| !there.contains(path.as_path()) && walk.roots.iter().any(|root| path.starts_with(root)))
        .filter(|path| !unlisted.iter().any(|place| path.starts_with(place)))
        .cloned()
        .collect();
    forget.sort();
    forget
}
