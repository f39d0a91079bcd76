//! Measures indexing. Each engine indexes the corpus in a process of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use crate::clock::{Clock, peak_memory};
use crate::corpus::{Corpus, scratch};
use crate::figures::{median, megabytes, ratio, ratio_of_times, seconds};
use crate::table::Table;
use crate::{bare, product, sqlite};

pub(crate) const PRODUCT: &str = "onrecord";
pub(crate) const BARE: &str = "bare Tantivy";
pub(crate) const SQLITE: &str = "SQLite FTS5";

/// What one run cost.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Run {
    pub(crate) wall: Duration,
    pub(crate) cpu: Duration,
    /// Bytes, or `None` where the system does not report it.
    pub(crate) peak: Option<u64>,
    /// Size of the index on disk, in bytes.
    pub(crate) index: u64,
}

/// Indexes and prints the cost as JSON, which [`in_child`] reads.
pub(crate) fn child(engine: &str, texts: &Path, directory: &Path) {
    let clock = Clock::now();
    match engine {
        PRODUCT => drop(product::index(texts, directory)),
        BARE => bare::index(texts, directory),
        SQLITE => sqlite::index(texts, directory),
        _ => panic!("unknown engine {engine}"),
    }
    let spent = clock.spent();
    let run = Run { wall: spent.wall, cpu: spent.cpu, peak: peak_memory(), index: bytes_below(directory) };
    println!("{}", serde_json::to_string(&run).expect("figures"));
}

/// Runs one engine in a child process. Returns `None` if the child fails; it prints the reason itself.
pub(crate) fn in_child(engine: &str, texts: &Path, directory: &Path) -> Option<Run> {
    fs::create_dir_all(directory).expect("a directory");
    let this = std::env::current_exe().expect("this program");
    let mut command = Command::new(this);
    command.args(["--child", engine]).arg(texts).arg(directory).stderr(Stdio::inherit());
    let output = command.output().expect("a process");
    output.status.success().then(|| serde_json::from_slice(&output.stdout).expect("figures"))
}

fn bytes_below(directory: &Path) -> u64 {
    let entries = fs::read_dir(directory).expect("a directory").filter_map(Result::ok);
    let bytes = entries.filter_map(|entry| {
        let known = entry.metadata().ok()?;
        Some(if known.is_dir() { bytes_below(&entry.path()) } else { known.len() })
    });
    bytes.sum()
}

/// The directory with the indexes of the last round.
pub(crate) struct Directories(TempDir);

impl Directories {
    fn of(&self, engine: &str) -> PathBuf {
        self.0.path().join(engine)
    }

    pub(crate) fn product(&self) -> PathBuf {
        self.of(PRODUCT)
    }

    pub(crate) fn bare(&self) -> PathBuf {
        self.of(BARE)
    }

    pub(crate) fn sqlite(&self) -> PathBuf {
        self.of(SQLITE)
    }
}

/// Lets the engines index the corpus in turn and prints the medians.
pub(crate) fn compare(corpus: &Corpus, rounds: usize) -> Directories {
    let directories = Directories(scratch());
    let mut engines = [PRODUCT, BARE, SQLITE];
    let mut runs: BTreeMap<&str, Vec<Run>> = BTreeMap::new();
    for round in 1..=rounds {
        for engine in engines {
            eprintln!("round {round} of {rounds}: {engine} indexes");
            let directory = directories.of(engine);
            if round > 1 {
                fs::remove_dir_all(&directory).expect("the last index removed");
            }
            let run = in_child(engine, corpus.file(), &directory).expect("an index made");
            runs.entry(engine).or_default().push(run);
        }
        engines.rotate_left(1);
    }
    print(corpus, &runs);
    directories
}

fn print(corpus: &Corpus, runs: &BTreeMap<&str, Vec<Run>>) {
    let head = ["", "wall s", "CPU s", "CPU ms/article", "CPU / Tantivy's", "CPU / SQLite's", "peak MB", "index/text"];
    let mut table = Table::new(&head);
    let cpu = |engine: &str| median(runs[engine].iter().map(|run| run.cpu));
    for engine in [PRODUCT, BARE, SQLITE] {
        let of_engine = &runs[engine];
        let own = cpu(engine);
        let peak = of_engine.iter().filter_map(|run| run.peak).max();
        table.row([
            engine.to_owned(),
            seconds(median(of_engine.iter().map(|run| run.wall))),
            seconds(own),
            format!("{:.3}", own.as_secs_f64() * 1e3 / corpus.size.articles as f64),
            ratio_of_times(own, cpu(BARE)),
            ratio_of_times(own, cpu(SQLITE)),
            peak.map_or_else(|| "-".to_owned(), megabytes),
            ratio(of_engine[0].index as f64, corpus.size.bytes as f64),
        ]);
    }
    table.print("Indexing, from the file to an index on disk (onrecord: with statements, topics, names and reprints)");
}
