//! Commits are numbered, so that a statement can say in which one it first appeared.
//!
//! The number is the payload of the commit, which Tantivy writes together with the list of segments.

use tantivy::error::DataCorruption;
use tantivy::{Index, IndexWriter};

/// The number of the newest commit; 0 if there is none yet.
pub(super) fn current_commit(index: &Index) -> tantivy::Result<u64> {
    let damaged = |payload: &str| DataCorruption::comment_only(format!("a commit with the number “{payload}”"));
    match index.load_metas()?.payload {
        Some(payload) => Ok(payload.parse().map_err(|_| damaged(&payload))?),
        None => Ok(0),
    }
}

/// Commits what was written, under this number.
pub(super) fn commit(writer: &mut IndexWriter, number: u64) -> tantivy::Result<()> {
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&number.to_string());
    commit.commit()?;
    Ok(())
}
