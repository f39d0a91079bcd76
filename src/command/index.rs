//! `onrecord index`: brings the index up to date with folders.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::index::{Index, SkippedFiles, Update};
use crate::search::Search;
use crate::source;

use super::rules::{Given, RunRules};
use super::{Outcome, READS, counted, place, refresh, say, say_other_languages, say_skipped_files};
use crate::cli::IndexArgs;

pub(crate) fn run(args: &IndexArgs) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let directory = place::default(args.place.index.as_deref())?;
    let own = RunRules::of_index(&directory, &Given::from(&args.rules))?;
    let index = match args.rebuild {
        true => openable(&directory, &args.paths)?,
        false => Index::open_or_create(&directory)?,
    };
    own.remember(&directory)?;
    let mut index = own.topics_for(index);
    if let Some(articles) = args.commit_every {
        index = index.committing_every(articles);
    }
    let update = refresh::refresh(&index, &own.rules, |updater| match args.rebuild {
        true => updater.rebuild(&args.paths),
        false => updater.update(&args.paths),
    })?;
    let index = Index::open(&directory)?;
    say_skipped_files(&update.skipped_files);
    let search = Search::new(&index)?;
    let totals = search.totals()?;
    say(&format!(
        "{}; {}, {}, {}, {}{}; {:.1} s",
        changes(&update),
        counted(totals.articles, "article"),
        counted(totals.statements, "statement"),
        counted(totals.speakers, "speaker"),
        counted(totals.outlets, "outlet"),
        skipped_files(&update.skipped_files),
        start.elapsed().as_secs_f64()
    ));
    say_other_languages(search.in_other_languages()?);
    if totals.articles == 0 {
        say(&format!("no article was found; {READS}"));
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Found)
}

/// The index to rebuild. One that this version cannot open is removed first, if the paths can be read.
fn openable(directory: &Path, paths: &[PathBuf]) -> anyhow::Result<Index> {
    source::walk(paths)?;
    if Index::open_or_create(directory).is_err() {
        Index::remove(directory)?;
    }
    Ok(Index::open_or_create(directory)?)
}

pub(super) fn changes(update: &Update) -> String {
    if update.is_empty() {
        return format!("nothing changed in {}", counted(update.unchanged, "file"));
    }
    let parts = [
        (update.new, "new"),
        (update.changed, "changed"),
        (update.removed, "removed"),
        (update.unchanged, "unchanged"),
    ];
    let named: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")).collect();
    format!("files: {}", named.join(", "))
}

/// How many were skipped, by reason.
fn skipped_files(passed: &SkippedFiles) -> String {
    if passed.is_empty() {
        return String::new();
    }
    let named: Vec<String> =
        passed.reasons(0).iter().map(|reason| format!("{} {}", reason.count, reason.what)).collect();
    format!(", {} skipped ({})", passed.len(), named.join(", "))
}
