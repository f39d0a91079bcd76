//! The parts of a file's name.

use std::path::Path;

/// The extensions of compressed files.
const COMPRESSIONS: &[&str] = &["gz", "gzip", "zst", "zstd", "bz2"];

/// A name without the extension of its compression: `a.jsonl` for `a.jsonl.gz`.
pub(super) fn uncompressed(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((inner, end)) if !inner.is_empty() && COMPRESSIONS.contains(&end.to_lowercase().as_str()) => inner,
        _ => name,
    }
}

/// The last extension, in lower case; empty if there is none.
pub(super) fn extension(name: &str) -> String {
    Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// The last part of a path with `/`, without its extensions: `a_2016-03-04_b` of `x/a_2016-03-04_b.html.gz`.
pub(super) fn stem(name: &str) -> String {
    let name = uncompressed(name.rsplit('/').next().unwrap_or_default());
    Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_has_neither_folders_nor_extensions() {
        assert_eq!(stem("x/courier_2021-02-03_a.html.gz"), "courier_2021-02-03_a");
        assert_eq!(stem("x/a"), "a");
        assert_eq!(stem(".gz"), ".gz");
    }
}
