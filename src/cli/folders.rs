//! Commands about what an index holds.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::IndexPlace;

/// List the folders that an index follows, with their articles and the rules they are read under.
///
/// Each folder comes with how many articles the index has of it and when a run last looked at it. With --all, the indexes
/// that --corpus made are listed too.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord folders
  onrecord folders --all
  onrecord folders --format jsonl | jq -r .path")]
pub(crate) struct FoldersArgs {
    #[command(flatten)]
    pub(crate) place: IndexPlace,
    /// Also list the indexes that --corpus made
    #[arg(long)]
    pub(crate) all: bool,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: ListFormat,
}

/// How to print a list of folders.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ListFormat {
    /// For people
    Text,
    /// One JSON object a line
    #[value(alias = "json")]
    Jsonl,
}

/// Remove a folder from the index, and the index that --corpus made of it.
///
/// The folder itself is not touched, and need not exist any more. Articles that are also below another folder of the index
/// stay.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord forget old-export
  onrecord forget --index /data/news.index /mnt/gone/articles")]
pub(crate) struct ForgetArgs {
    /// The folder or file to forget
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) path: PathBuf,
    #[command(flatten)]
    pub(crate) place: IndexPlace,
}
