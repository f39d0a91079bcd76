//! Commands that make and keep an index.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{Asked, Format, IndexPlace, OwnRules};

/// Read articles into the index, or update it.
///
/// Reads every article below the paths, in any format, also compressed, in archives and in web crawls. A second run reads only
/// what changed. Other files are skipped and counted. To leave files out, list them in a `.ignore` or `.onrecordignore` file.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord index articles
  onrecord index --index /data/news.index articles more-articles
  onrecord index --outlet \"Plains Courier\" courier-export")]
pub(crate) struct IndexArgs {
    /// Folders and files to read
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) place: IndexPlace,
    #[command(flatten)]
    pub(crate) rules: OwnRules,
    /// Remove the index first, and rebuild it
    #[arg(long)]
    pub(crate) rebuild: bool,
    /// Commit after every N articles
    #[arg(long, value_name = "N", hide = true)]
    pub(crate) commit_every: Option<usize>,
}

/// Report the health of an archive: what its articles lack, what was skipped and why, and what to do.
///
/// Counts articles by format and language, and those without outlet, date, author or headline, with unreadable or ambiguous
/// dates, with lost characters or a guessed encoding, and those that are excerpts or reprints. Lists the files that were skipped.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord check --corpus articles
  onrecord check --examples 20
  onrecord check --format jsonl | jq '.concerns[] | select(.concern == \"no-date\")'")]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// How many examples to show of each kind
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(crate) examples: usize,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
}

/// Repair a damaged index.
///
/// Checks every file of the index. Damaged parts are removed, and the next `onrecord index` reads their articles again. Files
/// that killed runs left are deleted. The exit status is 0 when the index is whole or was repaired. It is 2 when nothing can be
/// saved; then `onrecord index --rebuild` makes a new index. Articles are never touched.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord repair
  onrecord repair --index /data/news.index && onrecord index --index /data/news.index articles")]
pub(crate) struct RepairArgs {
    #[command(flatten)]
    pub(crate) place: IndexPlace,
}

/// Watch folders and keep the index up to date, until Ctrl-C.
///
/// Updates the index, then waits for changes below the paths, and reads what changed once nothing has moved for a while. What
/// was committed stays, whenever you stop it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord watch articles
  onrecord watch --index /data/news.index --pause 10 articles feeds")]
pub(crate) struct WatchArgs {
    /// Folders and files to watch
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) place: IndexPlace,
    #[command(flatten)]
    pub(crate) rules: OwnRules,
    /// How many seconds without a change to wait before reading
    #[arg(long, value_name = "SECONDS", default_value_t = 2.0, value_parser = seconds)]
    pub(crate) pause: f64,
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| format!("“{text}” is not a number of seconds"))?;
    if (0.0..=3600.0).contains(&seconds) { Ok(seconds) } else { Err("use a number from 0 to 3600".to_owned()) }
}
