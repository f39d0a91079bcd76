//! Commands that print help.

use clap::Args;

/// Print help for a command, or the query language.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord help query
  onrecord help query-language")]
pub(crate) struct HelpArgs {
    /// A command, or query-language
    #[arg(value_name = "TOPIC")]
    pub(crate) topic: Option<String>,
}

/// Print completions for a shell.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord completions bash > ~/.local/share/bash-completion/completions/onrecord
  onrecord completions zsh > ~/.zfunc/_onrecord")]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

/// Print the manual page, with all commands and the query language.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord man > ~/.local/share/man/man1/onrecord.1")]
pub(crate) struct ManArgs {}
