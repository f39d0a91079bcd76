//! Containers: compressed files, archives and crawls, whose members are read one after the other.
//!
//! Nothing is written to disk, and no member is held in memory as a whole but one article (`cut::MAX_RECORD`) or one
//! inner zip ([`Limits::inner_zip`], for a zip is read from its end). What a hostile file can claim is bounded by
//! [`Limits`].

mod body;
mod compression;
mod expansion;
mod http;
mod tar;
mod warc;
mod zip;

pub(super) use compression::Compression;
pub(super) use expansion::{Expansion, Spent};
pub(super) use tar::members as tar;
pub(super) use warc::members as warc;
pub(super) use zip::members as zip;

/// How much of anything a container may hold or ask for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// How many archives may stand inside each other: a zip in a tar is 2.
    pub(super) depth: usize,
    /// How many members a file may have, with those of inner archives.
    pub(super) members: usize,
    /// How many times its size a file, or a member of it, may expand to.
    pub(super) ratio: u64,
    /// Up to so many bytes any ratio will do: pages of blanks are no attack.
    pub(super) any_ratio: u64,
    /// How many bytes a member may expand to, whatever its size.
    pub(super) expanded: u64,
    /// The largest zip inside another archive, in bytes.
    pub(super) inner_zip: u64,
}

/// How many archives may stand inside each other.
const MAX_DEPTH: usize = 2;
/// How many members a file may have.
const MAX_MEMBERS: usize = 4_000_000;
/// How many times its size a file may expand to. News in tables and pages comes to 3 to 40 times.
const MAX_RATIO: u64 = 200;
/// How many bytes may be expanded at any ratio: one article's worth.
const ANY_RATIO: u64 = super::cut::MAX_RECORD;
/// How many bytes a member may expand to: 1 TB.
const MAX_EXPANDED: u64 = 1 << 40;
/// The largest zip inside another archive: 128 MB.
const MAX_INNER_ZIP: u64 = 128 << 20;
/// The most bytes that the lines above a record or an answer, or the names in an archive's header, may take.
const MAX_HEADER: usize = 64 << 10;

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
