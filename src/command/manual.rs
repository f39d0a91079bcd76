//! `onrecord completions` and `onrecord man`: help for shells and for `man`.

use std::io::Write;

use clap::CommandFactory;

use super::{Outcome, raw_output};
use crate::cli::{Cli, CompletionsArgs};

pub(crate) fn completions(args: &CompletionsArgs) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "onrecord", &mut script);
    let mut out = raw_output();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Outcome::Found)
}

/// The page of the whole program, followed by one page for each command.
pub(crate) fn man() -> anyhow::Result<Outcome> {
    let mut out = raw_output();
    clap_mangen::Man::new(Cli::command()).render(&mut out)?;
    let mut program = Cli::command();
    program.build();
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        clap_mangen::Man::new(command.clone()).render(&mut out)?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}
