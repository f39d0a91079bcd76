//! How much of a file's limits is used up.

use super::limits::Limits;
use crate::source::byte_stream::ByteCount;

/// What one file, with all its members, may still hold and expand to.
#[derive(Clone, Debug)]
pub(in crate::source) struct Budget {
    limits: Limits,
    /// The size of the file on disk.
    size: u64,
    members: usize,
    /// How many bytes all its compressed streams have expanded to; shared with their decoders.
    expanded: ByteCount,
}

impl Budget {
    pub(in crate::source) fn new(limits: Limits, size: u64) -> Self {
        Self { limits, size, members: 0, expanded: ByteCount::default() }
    }

    pub(in crate::source) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// How many bytes all compressed streams have expanded to.
    pub(in crate::source) fn expanded(&self) -> u64 {
        self.expanded.get()
    }

    /// Adds bytes that came out of a decoder.
    pub(super) fn add_expanded(&self, bytes: u64) {
        self.expanded.set(self.expanded.get() + bytes);
    }

    /// Whether the file has expanded too far. This sums over members, because members of a zip can overlap.
    pub(super) fn expands_too_far(&self) -> bool {
        self.expanded.get() > self.limits.any_ratio.max(self.size.saturating_mul(self.limits.ratio))
    }

    /// Counts a member; whether it is the first one too many.
    pub(super) fn count_member(&mut self) -> bool {
        self.members += 1;
        self.members == self.limits.members + 1
    }

    /// Whether nothing more of the file should be read: it has too many members, or expands too far.
    pub(super) fn is_spent(&self) -> bool {
        self.members > self.limits.members || self.expands_too_far()
    }
}
