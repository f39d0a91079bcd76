//! The command line of onrecord: parse, call one function a command, end with an exit code.

use std::io;
use std::process::ExitCode;

use anstream::ColorChoice;
use clap::Parser;

use crate::cli::{Cli, ColorWhen, Command};
use crate::command::{self, Outcome};
use crate::{Error, ErrorKind};

/// The whole program: reads the arguments of this process, does what they ask, and prints the answer.
///
/// The exit code is 0 when something was found, 1 when nothing was, 2 after an error, and 130 when Ctrl-C stopped it.
pub fn program() -> ExitCode {
    let cli = Cli::parse();
    match cli.color {
        ColorWhen::Auto => ColorChoice::Auto,
        ColorWhen::Always => ColorChoice::Always,
        ColorWhen::Never => ColorChoice::Never,
    }
    .write_global();
    match command::panic::caught(|| run(cli.command)) {
        Ok(outcome) => outcome.into(),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) if error.is::<io::Error>() => {
            command::say(&format!("onrecord: standard output: {error}; make room there or write to another place"));
            Outcome::Error.into()
        }
        Err(error) if error.downcast_ref::<Error>().is_some_and(|error| error.kind() == ErrorKind::Stopped) => {
            command::say(&format!("onrecord: {error}"));
            Outcome::Stopped.into()
        }
        Err(error) => {
            command::say(&format!("onrecord: {error}"));
            Outcome::Error.into()
        }
    }
}

fn run(command: Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Index(args) => command::index::run(&args),
        Command::Query(args) => command::query::run(&args),
        Command::List(args) => command::list::run(&args),
        Command::Speaker(args) => command::speaker::run(&args),
        Command::Compare(args) => command::compare::run(&args),
        Command::Save(args) => command::saved::save(&args),
        Command::Run(args) => command::saved::run(&args),
        Command::Show(args) => command::show::run(&args),
        Command::Explain(args) => command::explain::run(&args),
        Command::Check(args) => command::check::run(&args),
        Command::Folders(args) => command::folders::list(&args),
        Command::Forget(args) => command::folders::forget(&args),
        Command::Repair(args) => command::repair::run(&args),
        Command::Verify(args) => command::verify::run(&args),
        Command::Watch(args) => command::watch::run(&args),
        Command::Extract(args) => command::extract::run(&args),
        Command::Completions(args) => command::manual::completions(&args),
        Command::Help(args) => command::manual::help(&args),
        Command::Man(_) => command::manual::man(),
        Command::Eval(args) => command::eval::run(&args),
        #[cfg(feature = "train")]
        Command::Train(args) => command::train::run(&args),
    }
}

/// Whether the reader of our output has gone, as `head` does: no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}
