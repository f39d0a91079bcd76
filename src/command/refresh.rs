//! Brings an index up to date, with a progress bar on a terminal.

use std::cell::RefCell;
use std::path::Path;
use std::time::Duration;

use crate::ErrorKind;
use crate::index::{Index, Progress, Update, Updater};
use crate::ingest::Rules;
use crate::query::Query;
use crate::search::Search;
use indicatif::{ProgressBar, ProgressStyle};

use super::rules::{Given, RunRules};
use super::{interrupt, place};

/// Runs `follow` with an updater of `index` that shows progress and stops in order at Ctrl-C.
pub(super) fn refresh(
    index: &Index,
    rules: &Rules,
    follow: impl Fn(&Updater<'_>) -> crate::Result<Update>,
) -> crate::Result<Update> {
    let bar: RefCell<Option<ProgressBar>> = RefCell::new(None);
    let report = |progress: Progress| {
        let mut bar = bar.borrow_mut();
        let bar = bar.get_or_insert_with(|| started(progress.all));
        bar.set_position(progress.bytes);
        bar.set_message(format!("{} articles, {} statements", progress.articles, progress.statements));
    };
    let updater = Updater::new(index).rules(rules.clone()).on_progress(report).stop_when(interrupt::is_pressed);
    let update = interrupt::during(|| follow(&updater));
    drop(updater);
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

/// How long to wait before looking again at an index that another process is making.
const TURN: Duration = Duration::from_millis(200);

/// Refreshes the index. If another process is making it for the first time, waits for that one.
fn refresh_in_turn(index: &Index, corpus: &Path, rules: &Rules) -> crate::Result<Update> {
    let mut has_said = false;
    loop {
        match refresh(index, rules, |updater| updater.update(&[corpus.to_owned()])) {
            Err(error)
                if error.kind() == ErrorKind::Locked && Search::new(index)?.count_articles(&Query::default())? == 0 =>
            {
                if !has_said {
                    super::say("another onrecord is indexing this folder; waiting for it");
                }
                has_said = true;
                std::thread::sleep(TURN);
            }
            result => return result,
        }
    }
}

/// Makes or refreshes the index of a corpus and opens it. Returns what that did, too.
///
/// If another process is writing to the index, its last commit answers.
pub(super) fn corpus(corpus: &Path, named: Option<&Path>, given: &Given<'_>) -> anyhow::Result<(Index, Update)> {
    place::drop_stale()?;
    let directory = match named {
        Some(directory) => directory.to_owned(),
        None => place::of_corpus(corpus)?,
    };
    let own = RunRules::of_index(&directory, given)?;
    if Index::is_outdated(&directory) {
        Index::remove(&directory)?;
    }
    let index = own.topics_for(Index::open_or_create(&directory)?);
    own.remember(&directory)?;
    match refresh_in_turn(&index, corpus, &own.rules) {
        Ok(update) => Ok((index, update)),
        Err(error) if error.kind() == ErrorKind::Locked => {
            super::say("another onrecord is indexing this folder; the answer is from its last commit");
            Ok((index, Update::default()))
        }
        Err(error) => Err(error.into()),
    }
}
