//! What a stream expands to, counted, so that a small file cannot grow without end.

use std::io::{self, Read};

use super::Limits;
use crate::source::Fault;
use crate::source::stream::Count;

/// What all members of a file have expanded to so far, beside the file's size.
#[derive(Clone, Debug, Default)]
pub(in crate::source) struct Spent {
    pub(in crate::source) expanded: Count,
    pub(in crate::source) size: u64,
}

impl Spent {
    /// Whether the file has expanded to more than is read of it. Members may overlap, so each for itself tells little.
    pub(in crate::source) fn is_too_much(&self, limits: &Limits) -> bool {
        self.expanded.get() > limits.any_ratio.max(self.size.saturating_mul(limits.ratio))
    }
}

/// A decoder that ends with an error where it expands too far.
pub(in crate::source) struct Expansion<R> {
    decoder: R,
    name: &'static str,
    packed: Count,
    expanded: u64,
    spent: Spent,
    limits: Limits,
}

impl<R: Read> Expansion<R> {
    /// Counts what comes out of a decoder against what goes in, `packed`.
    pub(in crate::source) fn new(decoder: R, name: &'static str, packed: Count, spent: Spent, limits: Limits) -> Self {
        Self { decoder, name, packed, expanded: 0, spent, limits }
    }

    fn is_too_much(&self) -> bool {
        let allowed = self.limits.any_ratio.max(self.packed.get().saturating_mul(self.limits.ratio));
        self.expanded > allowed.min(self.limits.expanded) || self.spent.is_too_much(&self.limits)
    }
}

impl<R: Read> Read for Expansion<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.is_too_much() {
            return Err(io::Error::other(Fault::expanding(self.name, self.expanded)));
        }
        let read = self.decoder.read(into).map_err(|error| Fault::packed(self.name, error))?;
        self.expanded += read as u64;
        self.spent.expanded.set(self.spent.expanded.get() + read as u64);
        Ok(read)
    }
}
