//! Finds the damaged parts of an index.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use tantivy::index::{SegmentComponent, SegmentId, SegmentMeta};
use tantivy::{Index, SegmentReader};

use super::schema::column;

/// A part of the index that cannot be used, and why.
pub(super) struct Damaged {
    pub(super) segment: SegmentId,
    pub(super) what: String,
}

/// The segments with a file that is missing or fails its checksum, or whose articles are not whole.
///
/// Reads every file of the index: about a second a gigabyte from a fast disk.
pub(super) fn damaged(index: &Index) -> tantivy::Result<Vec<Damaged>> {
    let mut found = Vec::new();
    for segment in index.searchable_segment_metas()? {
        let id = segment.id();
        if let Some(what) = wrong_file(index, &segment).or_else(|| broken_block(index, segment)) {
            found.push(Damaged { segment: id, what });
        }
    }
    Ok(found)
}

/// The first file of a segment that is missing or fails the checksum at its end.
pub(super) fn wrong_file(index: &Index, segment: &SegmentMeta) -> Option<String> {
    files(segment).into_iter().find_map(|path| match index.directory().validate_checksum(&path) {
        Ok(true) => None,
        Ok(false) => Some(format!("{} is not as it was written", path.display())),
        Err(_) if !matches!(tantivy::Directory::exists(index.directory(), &path), Ok(true)) => {
            Some(format!("{} is missing", path.display()))
        }
        Err(_) => Some(format!("{} breaks off or is garbled at its end", path.display())),
    })
}

/// The files of a segment.
pub(super) fn files(segment: &SegmentMeta) -> Vec<PathBuf> {
    use SegmentComponent::{Delete, FastFields, FieldNorms, Positions, Postings, Store, Terms};
    let mut files =
        [Postings, Positions, Terms, Store, FastFields, FieldNorms].map(|part| segment.relative_path(part)).to_vec();
    files.extend(segment.has_deletes().then(|| segment.relative_path(Delete)));
    files
}

/// If the list of files is damaged, files that pass their checksums may not belong together. Tantivy then panics.
fn broken_block(index: &Index, segment: SegmentMeta) -> Option<String> {
    let id = segment.id().uuid_string();
    let whole = catch_unwind(AssertUnwindSafe(|| are_whole(&SegmentReader::open(&index.segment(segment))?)));
    (!matches!(whole, Ok(Ok(true)))).then(|| format!("the articles of {id} are not whole"))
}

/// Whether each article of a segment is followed by all its statements, and each statement has its article before it.
fn are_whole(segment: &SegmentReader) -> tantivy::Result<bool> {
    let columns = segment.fast_fields();
    let (number, statements) = (columns.u64(column::NUMBER)?, columns.u64(column::STATEMENTS)?);
    let (mut left, mut last, mut deleted) = (0, 0, false);
    for document in 0..segment.max_doc() {
        let number = number.first(document).unwrap_or(0);
        if left > 0 {
            (left, last) = (left - 1, last + 1);
            if number != last || segment.is_deleted(document) != deleted {
                return Ok(false);
            }
        } else if number == 0 {
            (left, last) = (statements.first(document).unwrap_or(0), 0);
            deleted = segment.is_deleted(document);
        } else {
            return Ok(false);
        }
    }
    Ok(left == 0)
}
