//! A decoder whose output is limited, so that a small file cannot grow without end.

use std::io::{self, Read};

use super::budget::Budget;
use crate::source::Fault;
use crate::source::byte_stream::ByteCount;

/// A decoder that fails if it expands too far.
pub(in crate::source) struct Expansion<R> {
    decoder: R,
    name: &'static str,
    packed: ByteCount,
    expanded: u64,
    budget: Budget,
}

impl<R> Expansion<R> {
    /// Limits a decoder. `packed` counts what goes into it, and `name` is for its faults.
    pub(in crate::source) fn new(decoder: R, name: &'static str, packed: ByteCount, budget: &Budget) -> Self {
        Self { decoder, name, packed, expanded: 0, budget: budget.clone() }
    }

    fn is_too_much(&self) -> bool {
        let limits = self.budget.limits();
        let allowed = limits.any_ratio.max(self.packed.get().saturating_mul(limits.ratio));
        self.expanded > allowed.min(limits.expanded) || self.budget.expands_too_far()
    }
}

impl<R: Read> Read for Expansion<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.is_too_much() {
            return Err(io::Error::other(Fault::expands_too_far(self.name, self.expanded)));
        }
        let read = self.decoder.read(into).map_err(|error| Fault::damaged(self.name, error))?;
        self.expanded += read as u64;
        self.budget.add_expanded(read as u64);
        Ok(read)
    }
}
