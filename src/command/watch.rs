//! `onrecord watch`: an index that follows its folders until it is stopped.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::index::{Index, Update};
use crate::ingest::Rules;
use crate::{Error, ErrorKind};
use notify::event::{Event, EventKind};
use notify::{RecursiveMode, Watcher};

use super::rules::{Given, RunRules};
use super::{Outcome, index, place, refresh, say, say_skipped_files};
use crate::cli::WatchArgs;

/// Files that never stop changing are read all the same after this many pauses.
const MOST_PAUSES: u32 = 10;
/// How long to wait for another process that writes to the index.
const TURN: Duration = Duration::from_secs(2);

pub(crate) fn run(args: &WatchArgs) -> anyhow::Result<Outcome> {
    let directory = place::default(args.place.index.as_deref())?;
    let own = RunRules::of_index(&directory, &Given::from(&args.rules))?;
    let index = own.topics_for(Index::open_or_create(&directory)?);
    own.remember(&directory)?;
    // Watch before the first run, so that no change during it is missed.
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(sender).map_err(|error| unwatched(&error))?;
    for path in &args.paths {
        watcher.watch(path, RecursiveMode::Recursive).map_err(|error| unwatched(&error).at(path))?;
    }
    follow(&index, &args.paths, &own.rules, true)?;
    say(&format!("watching {}; stop with Ctrl-C", list(&args.paths)));
    let pause = Duration::from_secs_f64(args.pause);
    while wait(&events, pause) {
        match follow(&index, &args.paths, &own.rules, false) {
            // Rules that are half written will be whole after the next change.
            Err(error) if is_of_rules(&error) => say(&format!("{error} (until then the index does not change)")),
            result => result?,
        }
    }
    Ok(Outcome::Found)
}

/// Brings the index up to date, and says what that did; `always`, or when it did anything.
fn follow(index: &Index, paths: &[PathBuf], rules: &Rules, always: bool) -> anyhow::Result<()> {
    let start = Instant::now();
    let update = in_turn(index, paths, rules)?;
    if always || !update.is_empty() {
        let seconds = start.elapsed().as_secs_f64();
        say(&format!(
            "{} {}; {seconds:.1} s",
            jiff::ZonedDateTime::now().strftime("%H:%M:%S"),
            index::changes(&update)
        ));
        say_skipped_files(&update.skipped_files);
    }
    Ok(())
}

fn is_of_rules(error: &anyhow::Error) -> bool {
    let kind = error.downcast_ref::<Error>().map(Error::kind);
    matches!(kind, Some(ErrorKind::Names | ErrorKind::Outlets))
}

/// Waits while another process writes to the index.
fn in_turn(index: &Index, paths: &[PathBuf], rules: &Rules) -> anyhow::Result<Update> {
    loop {
        match refresh::refresh(index, rules, |updater| updater.update(paths)) {
            Err(error) if error.kind() == ErrorKind::Locked => std::thread::sleep(TURN),
            result => return Ok(result?),
        }
    }
}

/// Waits until something changed and then nothing for a while; false when nobody watches any more.
fn wait(events: &Receiver<notify::Result<Event>>, pause: Duration) -> bool {
    loop {
        match events.recv() {
            Ok(event) if is_change(&event) => break,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    let latest = Instant::now() + pause * MOST_PAUSES;
    let mut quiet = Instant::now() + pause;
    loop {
        let left = quiet.min(latest).saturating_duration_since(Instant::now());
        match events.recv_timeout(left) {
            Ok(event) if is_change(&event) => quiet = Instant::now() + pause,
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// Reading a file is no change of it. When events were lost, anything may have changed.
fn is_change(event: &notify::Result<Event>) -> bool {
    event.as_ref().map_or(true, |event| !matches!(event.kind, EventKind::Access(_)) || event.need_rescan())
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn unwatched(error: &notify::Error) -> Error {
    let (what, next) = match &error.kind {
        notify::ErrorKind::MaxFilesWatch => (
            "the system does not watch so many folders".to_owned(),
            "raise fs.inotify.max_user_watches, or watch fewer folders",
        ),
        notify::ErrorKind::PathNotFound => ("no such file or folder".to_owned(), "check the spelling of the path"),
        notify::ErrorKind::Io(io) if io.kind() == std::io::ErrorKind::NotFound => {
            ("no such file or folder".to_owned(), "check the spelling of the path")
        }
        _ => (format!("it cannot be watched ({error})"), "run `onrecord index` now and then instead"),
    };
    Error::new(ErrorKind::Path, what, next)
}
