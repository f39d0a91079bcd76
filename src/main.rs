//! The program `onrecord`; all of it is in the library.

use std::process::ExitCode;

/// Documents are made of many small pieces of memory, on several threads at once: a third of the time goes into the
/// allocator of some systems, and little into this one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    onrecord::program()
}
