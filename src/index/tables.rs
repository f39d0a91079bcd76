//! The tables beside the documents, which belong to one commit: groups of reprints, and people.

use std::path::Path;
use std::{fs, io};

use super::people::PEOPLE;
use super::reprint_groups::{COMPARED, GROUPS};
use super::sealed_file::read;
use super::{Index, group_reprints, people};
use crate::atomic_file;
use crate::error::Result;

/// The files of the tables.
const FILES: [&str; 3] = [GROUPS, COMPARED, PEOPLE];

/// Rebuilds the tables that do not belong to the newest commit: an earlier run may have stopped before this step.
pub(super) fn complete(index: &Index) -> Result<()> {
    if !group_reprints::is_done(index).map_err(|error| index.failed(&error))? {
        group_reprints::group_reprints(index)?;
    }
    if !people::is_done(index).map_err(|error| index.failed(&error))? {
        people::resolve_people(index)?;
    }
    Ok(())
}

/// Rebuilds all tables for the newest commit.
pub(super) fn rebuild(index: &Index) -> Result<()> {
    group_reprints::group_reprints(index)?;
    people::resolve_people(index)
}

/// Removes all tables that exist.
pub(super) fn remove(directory: &Path) -> io::Result<()> {
    FILES.into_iter().try_for_each(|name| fs::remove_file(directory.join(name)).or_else(super::ignore_missing))
}

/// Which of the files exist and are damaged.
pub(super) fn damaged(directory: &Path) -> Vec<&'static str> {
    let is_damaged = |name: &&str| directory.join(name).exists() && read(directory, name).is_none();
    FILES.into_iter().filter(is_damaged).collect()
}

/// Whether a file of this name is a draft that a killed process left.
pub(super) fn is_draft(file: &str) -> bool {
    FILES.into_iter().any(|name| atomic_file::is_draft(file, name))
}
