//! Filters, facets and timelines count what a plain count over the output of `onrecord extract` counts.

use std::path::Path;

#[test]
fn the_sample_corpus_is_counted_plainly() {
    let home = tempfile::tempdir().expect("a directory");
    let compared = crate::plain::assert_counts_agree(Path::new("sample-corpus"), home.path());
    assert!(compared > 1000, "{compared} numbers were compared");
}
