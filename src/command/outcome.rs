//! How a command ended.

use std::process::ExitCode;

/// How a command ended, as its exit code says.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    /// Something was found, or done: 0.
    Found,
    /// Nothing was found: 1.
    Nothing,
    /// An error: 2.
    Error,
    /// Stopped by Ctrl-C: 130, as shells have it.
    Stopped,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Found => ExitCode::SUCCESS,
            Outcome::Nothing => ExitCode::from(1),
            Outcome::Error => ExitCode::from(2),
            Outcome::Stopped => ExitCode::from(130),
        }
    }
}
