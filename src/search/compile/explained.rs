//! The explanation of a score, which Tantivy requires of each query.

use tantivy::query::{Explanation, Scorer};
use tantivy::{DocId, TantivyError};

/// The score of a document.
pub(in crate::search) fn explained(
    query: &'static str,
    mut scorer: Box<dyn Scorer>,
    document: DocId,
) -> tantivy::Result<Explanation> {
    if scorer.doc() > document || scorer.seek(document) != document {
        return Err(TantivyError::InvalidArgument(format!("document {document} does not match")));
    }
    Ok(Explanation::new(query, scorer.score()))
}
