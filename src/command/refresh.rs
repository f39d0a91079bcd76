//! Brings an index up to date, with a progress bar on a terminal.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use onrecord::ErrorKind;
use onrecord::index::{Index, Progress, Update, update};
use onrecord::query::Query;
use onrecord::search::Search;
use onrecord::source::Overrides;
use onrecord::topic::Rules;

use super::place;

/// Makes `index` follow the files below `paths`, by [`update`] or by `rebuild`.
pub(super) fn refresh(
    index: &Index,
    paths: &[PathBuf],
    overrides: &Overrides,
    follow: impl Fn(&Index, &[PathBuf], &Overrides, &dyn Fn(Progress)) -> onrecord::Result<Update>,
) -> onrecord::Result<Update> {
    let bar: RefCell<Option<ProgressBar>> = RefCell::new(None);
    let report = |progress: Progress| {
        let mut bar = bar.borrow_mut();
        let bar = bar.get_or_insert_with(|| started(progress.all));
        bar.set_position(progress.bytes);
        bar.set_message(format!("{} articles, {} statements", progress.articles, progress.statements));
    };
    let update = follow(index, paths, overrides, &report);
    if let Some(bar) = bar.into_inner() {
        bar.finish_and_clear();
    }
    update
}

fn started(bytes: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes}  {msg}  {eta} left");
    let bar = ProgressBar::new(bytes).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// How long to wait before another look at an index that is being made.
const TURN: Duration = Duration::from_millis(200);

/// Refreshes; where another process makes the index for the first time, waits for it.
fn refresh_in_turn(index: &Index, corpus: &Path, overrides: &Overrides) -> onrecord::Result<Update> {
    let mut told = false;
    loop {
        match refresh(index, &[corpus.to_owned()], overrides, update) {
            Err(error)
                if error.kind() == ErrorKind::Locked && Search::new(index)?.count_articles(&Query::default())? == 0 =>
            {
                if !told {
                    super::say("another onrecord is indexing this folder; waiting for it");
                }
                told = true;
                std::thread::sleep(TURN);
            }
            result => return result,
        }
    }
}

/// Makes or refreshes the index of a corpus, and opens it; with what that did.
///
/// While another process writes to it, it is asked as it stands.
pub(super) fn corpus(
    corpus: &Path,
    named: Option<&Path>,
    overrides: &Overrides,
    own: Option<Rules>,
) -> anyhow::Result<(Index, Update)> {
    let directory = match named {
        Some(directory) => directory.to_owned(),
        None => place::of_corpus(corpus)?,
    };
    if Index::is_outdated(&directory) {
        Index::remove(&directory)?;
    }
    let index = super::with_rules(Index::open_or_create(&directory)?, own);
    match refresh_in_turn(&index, corpus, overrides) {
        Ok(update) => Ok((index, update)),
        Err(error) if error.kind() == ErrorKind::Locked => {
            super::say("another onrecord is indexing this folder; the answer is from before");
            Ok((index, Update::default()))
        }
        Err(error) => Err(error.into()),
    }
}
