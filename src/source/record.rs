//! The bytes of one article, or of one file of several.

use std::sync::Arc;

use super::format::Format;
use super::member::Member;
use super::{Fault, File};

/// The bytes that are read as a whole: a file, a member of an archive, or one article of a file that was split.
#[derive(Debug)]
pub struct Record {
    /// The file that it comes from.
    pub file: Arc<File>,
    /// Its place in a file that was split, from 0: the line of JSON Lines, the row of a table.
    pub entry: Option<usize>,
    /// Whether it is empty and marks the end of its file.
    pub last: bool,
    /// How many bytes of the file on disk were read for it.
    pub consumed: u64,
    /// The member of the file, if that is an archive.
    pub(super) member: Option<Arc<Member>>,
    /// At the end of a file, whether the file could not be read to its end.
    pub(super) unreadable: bool,
    /// Whether its bytes are cut short. A second record reports why.
    pub(super) partial: bool,
    /// The line on which it begins, from 1, in a file that was split.
    pub(super) line: Option<usize>,
    pub(super) format: &'static Format,
    /// What its reader needs first: the names of a table's columns.
    pub(super) header: Option<Arc<[u8]>>,
    /// The bytes, or why there are none.
    pub(super) bytes: Result<Vec<u8>, Fault>,
}

impl Record {
    /// How much memory it takes, in bytes.
    pub fn len(&self) -> usize {
        self.bytes.as_ref().map_or(0, Vec::len)
    }

    /// Whether it has no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// At the end of a file, whether the file could not be read to its end, because it is gone, forbidden or changing,
    /// or because reading it failed with an internal error. The next run should try again.
    pub fn is_unreadable(&self) -> bool {
        self.unreadable
    }

    /// Its path from the folder that the user named, with `/`, and on through an archive.
    pub(super) fn below(&self) -> String {
        self.inside(self.file.below().to_owned())
    }

    /// A path to its file, and on through an archive.
    pub(crate) fn inside(&self, path: String) -> String {
        match &self.member {
            Some(member) => format!("{path}/{}", member.name),
            None => path,
        }
    }

    /// The name of the member that it comes from, if the file is an archive.
    pub(crate) fn member(&self) -> Option<&str> {
        self.member.as_ref().map(|member| member.name.as_str())
    }

    /// A hash of everything that its articles are read from; `None` unless it is a complete entry of a file of several.
    pub(crate) fn hash(&self) -> Option<u64> {
        let bytes = self.bytes.as_ref().ok().filter(|_| self.entry.is_some() && !self.partial)?;
        let mut hasher = blake3::Hasher::new();
        let header = self.header.as_deref().unwrap_or_default();
        hasher.update(format!("{} {}\n", self.format.name(), header.len()).as_bytes()).update(header).update(bytes);
        hasher.finalize().as_bytes().first_chunk().map(|first| u64::from_le_bytes(*first))
    }
}
