//! What a person sees when the program itself is at fault: one line, and no backtrace.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

use crate::render::clean;

use super::Outcome;

/// What the latest panic said, and where it came from.
static LATEST: Mutex<Option<String>> = Mutex::new(None);

/// Runs a command and turns a panic into an error. The library reports the panics that it catches itself.
pub(crate) fn caught(command: impl FnOnce() -> anyhow::Result<Outcome>) -> anyhow::Result<Outcome> {
    panic::set_hook(Box::new(|panic| {
        let what = panic.payload_as_str().unwrap_or("without a word");
        let place = panic.location().map(|place| format!(", {}:{}", place.file(), place.line()));
        *LATEST.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(clean(&format!("{}{}", what.lines().next().unwrap_or_default(), place.unwrap_or_default())));
    }));
    panic::catch_unwind(AssertUnwindSafe(command)).unwrap_or_else(|_| {
        let what = LATEST.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
        Err(anyhow::anyhow!(
            "internal error ({what}); check with `onrecord repair` whether the index is whole, and if it is, please report \
             this line"
        ))
    })
}
