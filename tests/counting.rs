//! Filters, facets and timelines agree with a plain count over the output of `onrecord extract`.

use std::path::Path;

#[test]
fn counts_of_the_sample_corpus_agree() {
    let home = tempfile::tempdir().expect("a directory");
    let compared = crate::plain::assert_counts_agree(Path::new("sample-corpus"), home.path());
    assert!(compared > 1000, "{compared} numbers were compared");
}
