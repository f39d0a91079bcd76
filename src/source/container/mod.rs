//! Containers: compressed files, archives and crawls, whose members are read one after the other.
//!
//! Nothing is written to disk. In memory there is at most one article (`split::MAX_ARTICLE`) or one inner zip, which has
//! to be read from its end. [`Limits`] bound what a hostile file can claim.

mod body;
mod budget;
mod compression;
mod expansion;
mod http;
mod limits;
mod sink;
mod tar;
mod warc;
mod zip;

pub(super) use budget::Budget;
pub(super) use compression::Compression;
pub(super) use expansion::Expansion;
pub(super) use limits::Limits;
pub(super) use sink::Sink;
pub(super) use tar::members as tar;
pub(super) use warc::members as warc;
pub(super) use zip::members as zip;
