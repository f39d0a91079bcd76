//! Ctrl-C: the first one ends a run in order, the second one at once.

use std::process;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::say;

/// The exit code of a program that Ctrl-C ended, as shells have it.
const INTERRUPTED: i32 = 130;

static HANDLER: Once = Once::new();
static RUNNING: AtomicBool = AtomicBool::new(false);
static PRESSED: AtomicUsize = AtomicUsize::new(0);

/// Runs something that ends in order when `is_pressed` says so. While it runs, the first Ctrl-C only asks it to end.
pub(super) fn during<T>(run: impl FnOnce() -> T) -> T {
    HANDLER.call_once(|| {
        // Without a handler Ctrl-C ends the program at once, which loses little.
        let _ = ctrlc::set_handler(press);
    });
    RUNNING.store(true, Ordering::SeqCst);
    let result = run();
    RUNNING.store(false, Ordering::SeqCst);
    result
}

/// Whether Ctrl-C was pressed.
pub(super) fn is_pressed() -> bool {
    PRESSED.load(Ordering::SeqCst) > 0
}

fn press() {
    let pressed = PRESSED.fetch_add(1, Ordering::SeqCst) + 1;
    if !RUNNING.load(Ordering::SeqCst) || pressed > 1 {
        process::exit(INTERRUPTED);
    }
    say("stopping after this batch; press Ctrl-C again to stop at once");
}
