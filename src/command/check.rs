//! `onrecord check`: the health of an archive.

use std::io::Write;

use crate::index::{Index, SkippedFiles, skipped_files};
use crate::search::Search;

use super::{Outcome, READS, open_refreshed, output_for, renderer, say};
use crate::cli::CheckArgs;

pub(crate) fn run(args: &CheckArgs) -> anyhow::Result<Outcome> {
    let (index, passed) = open(args)?;
    let health = Search::new(&index)?.health(args.examples)?;
    if health.totals.articles == 0 && passed.is_empty() {
        say(&format!("no article was found; {READS}"));
        return Ok(Outcome::Nothing);
    }
    let mut out = output_for(args.format);
    renderer(args.format).health(&health, &passed.reasons(args.examples), &mut out)?;
    out.flush()?;
    Ok(Outcome::Found)
}

/// The index to check, and what its last runs skipped; for a corpus also what cannot be listed now.
fn open(args: &CheckArgs) -> anyhow::Result<(Index, SkippedFiles)> {
    let (index, update) = open_refreshed(&args.asked)?;
    let passed = match update {
        Some(update) => update.skipped_files,
        None => skipped_files(&index)?,
    };
    Ok((index, passed))
}
