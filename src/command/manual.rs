//! `onrecord help`, `onrecord completions` and `onrecord man`.

mod plain;

use std::io::Write;

use crate::{Error, ErrorKind};
use clap::CommandFactory;
use plain::plain;

use super::{Outcome, output, raw_output, width};
use crate::cli::{Cli, CompletionsArgs, HelpArgs};

/// The page on the query language, in Markdown.
const QUERY_LANGUAGE: &str = include_str!("../../docs/query-language.md");
/// Longer lines, in columns, are hard to read.
const WIDEST: usize = 100;
const MAN_WIDTH: usize = 78;

/// Prints the help of the program or of a command, or the query language.
pub(crate) fn help(args: &HelpArgs) -> anyhow::Result<Outcome> {
    let mut program = Cli::command();
    program.build();
    let mut out = output();
    match args.topic.as_deref() {
        None => write!(out, "{}", program.render_long_help().ansi())?,
        Some("query-language") => write!(out, "{}", plain(QUERY_LANGUAGE, width().clamp(40, WIDEST)))?,
        Some(name) => {
            let command = program.find_subcommand_mut(name).ok_or_else(|| {
                let next =
                    "`onrecord help` lists the commands, and `onrecord help query-language` prints the query language";
                Error::new(ErrorKind::Query, format!("there is no help on “{name}”"), next)
            })?;
            write!(out, "{}", command.render_long_help().ansi())?;
        }
    }
    out.flush()?;
    Ok(Outcome::Found)
}

pub(crate) fn completions(args: &CompletionsArgs) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "onrecord", &mut script);
    let mut out = raw_output();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Outcome::Found)
}

/// Prints the manual page of the program with the query language, followed by those of its commands.
pub(crate) fn man() -> anyhow::Result<Outcome> {
    let mut out = raw_output();
    clap_mangen::Man::new(Cli::command()).render(&mut out)?;
    write!(out, ".SH \"QUERY LANGUAGE\"\n.nf\n{}.fi\n", roff(&plain(QUERY_LANGUAGE, MAN_WIDTH)))?;
    let mut program = Cli::command();
    program.build();
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        clap_mangen::Man::new(command.clone()).render(&mut out)?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}

/// Lines of text escaped for `man`.
fn roff(text: &str) -> String {
    let escaped = text.replace('\\', "\\e").replace('-', "\\-");
    // A full stop or an apostrophe at the start of a line would be a command.
    escaped
        .lines()
        .map(|line| if line.starts_with(['.', '\'']) { format!("\\&{line}\n") } else { format!("{line}\n") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_be_a_command_of_man() {
        assert_eq!(roff(".so x\na\\b -c"), "\\&.so x\na\\eb \\-c\n");
    }
}
