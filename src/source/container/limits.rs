//! The limits of containers.

use crate::source::split::MAX_ARTICLE;

/// How many archives may be inside each other.
const MAX_DEPTH: usize = 2;
/// How many members a file may have.
const MAX_MEMBERS: usize = 4_000_000;
/// How many times its size a file may expand to. Tables and pages of news expand 3 to 40 times.
const MAX_RATIO: u64 = 200;
/// How many bytes may expand at any ratio: one article.
const ANY_RATIO: u64 = MAX_ARTICLE;
/// How many bytes a member may expand to: 1 TB.
const MAX_EXPANDED: u64 = 1 << 40;
/// The largest zip inside another archive: 128 MB.
const MAX_INNER_ZIP: u64 = 128 << 20;
/// The longest header of a crawl's record, of a server's response, or of an archive's member, in bytes.
pub(super) const MAX_HEADER: usize = 64 << 10;

/// How much a file may hold and expand to.
#[derive(Clone, Copy, Debug)]
pub(in crate::source) struct Limits {
    /// How many archives may be inside each other: a zip in a tar is 2.
    pub(in crate::source) depth: usize,
    /// How many members a file may have, those of inner archives included.
    pub(in crate::source) members: usize,
    /// How many times its size a file, or a member of it, may expand to.
    pub(in crate::source) ratio: u64,
    /// How many bytes may expand at any ratio, because a page of blanks is not an attack.
    pub(in crate::source) any_ratio: u64,
    /// How many bytes a member may expand to, whatever its size.
    pub(in crate::source) expanded: u64,
    /// The largest zip inside another archive, in bytes.
    pub(in crate::source) inner_zip: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: MAX_DEPTH,
            members: MAX_MEMBERS,
            ratio: MAX_RATIO,
            any_ratio: ANY_RATIO,
            expanded: MAX_EXPANDED,
            inner_zip: MAX_INNER_ZIP,
        }
    }
}
