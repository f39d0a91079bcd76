//! The same folder gives the same answers: with one thread or several, in whatever order its files were made, and in one
//! run or in three.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Folders of the sample corpus that hold every shape in it, and people whom several outlets quote.
const OUTLETS: &[&str] = &[
    "brindlewick-echo", "kestrel-bay-post", "ledgerline", "northmoor-gazette", "plains-courier",
    "port-ellery-dispatch", "ridgeway-times", "strata-review",
];

/// What is asked; each answer must be the same bytes.
const QUESTIONS: &[&[&str]] = &[
    &["query", "--all", "--format", "jsonl"],
    &["query", "--all", "--expand", "--format", "jsonl"],
    &["query", "--all", "--sort", "newest", "--format", "jsonl"],
    &["query", "--all", "--sort", "oldest", "--format", "csv"],
    &["query", "the OR water OR council", "--all", "--format", "jsonl"],
    &["query", "the OR water OR council", "--all", "--sort", "newest", "--format", "jsonl"],
    &["query", "the OR water OR council", "--articles", "--all", "--format", "jsonl"],
    &["query", "--articles", "--all", "--format", "jsonl"],
    &["query", "--all", "--facets", "--timeline", "--format", "csv"],
    &["query", "--limit", "0", "--facets", "--timeline"],
    &["query", "--limit", "0", "--facets", "--format", "jsonl"],
    &["list", "speakers", "--format", "jsonl"],
    &["list", "organizations", "--format", "jsonl"],
    &["list", "topics", "--format", "jsonl"],
    &["list", "outlets", "--format", "jsonl"],
    &["list", "authors", "--format", "jsonl"],
    &["list", "months", "--format", "jsonl"],
    &["list", "cues", "--format", "jsonl"],
    &["check", "--format", "jsonl"],
];

struct Archive {
    home: TempDir,
    threads: &'static str,
}

impl Archive {
    fn new(threads: &'static str) -> Self {
        let home = tempfile::tempdir().expect("a directory");
        fs::create_dir(home.path().join("news")).expect("a folder");
        Self { home, threads }
    }

    fn put(&self, files: &[PathBuf]) {
        for file in files {
            let place = self.home.path().join("news").join(file);
            fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
            fs::copy(Path::new("sample-corpus").join(file), place).expect("a file");
        }
    }

    fn run(&self, arguments: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(arguments)
            .current_dir(self.home.path())
            .env("ONRECORD_INDEX", self.home.path().join("index"))
            .env("RAYON_NUM_THREADS", self.threads)
            .env("NO_COLOR", "1")
            .output()
            .expect("the program");
        assert_ne!(output.status.code(), Some(2), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn answers(&self) -> Vec<String> {
        QUESTIONS.iter().map(|question| self.run(question)).collect()
    }
}

fn files() -> Vec<PathBuf> {
    let of = |outlet: &&str| {
        let names = fs::read_dir(Path::new("sample-corpus").join(outlet)).expect("the sample corpus");
        names.map(|entry| Path::new(outlet).join(entry.expect("a file").file_name())).collect::<Vec<_>>()
    };
    let mut files: Vec<PathBuf> = OUTLETS.iter().flat_map(of).collect();
    files.sort();
    files
}

/// Says where two lists of answers differ, without printing all of both.
fn same(one: &[String], other: &[String], what: &str) {
    for ((one, other), question) in one.iter().zip(other).zip(QUESTIONS) {
        let lines = one.lines().zip(other.lines()).enumerate();
        let differs = lines.filter(|(_, (one, other))| one != other).map(|(number, pair)| (number + 1, pair)).next();
        if let Some((number, (one, other))) = differs {
            panic!("{what}: {} differs in line {number}:\n{one}\n{other}", question.join(" "));
        }
        assert_eq!(one.len(), other.len(), "{what}: {}", question.join(" "));
    }
}

#[test]
fn threads_order_and_runs_change_no_answer() {
    let files = files();
    let first = Archive::new("1");
    first.put(&files);
    first.run(&["index", "news"]);
    let answers = first.answers();
    assert!(answers[0].lines().count() > 100, "{}", answers[0]);

    let many = Archive::new("4");
    many.put(&files.iter().rev().cloned().collect::<Vec<_>>());
    many.run(&["index", "news"]);
    same(&answers, &many.answers(), "four threads, files made the other way round");

    let grown = Archive::new("3");
    // Neither in the order of the names nor by folders.
    for part in [2, 0, 1] {
        grown.put(&files.iter().skip(part).step_by(3).cloned().collect::<Vec<_>>());
        grown.run(&["index", "news"]);
    }
    same(&answers, &grown.answers(), "three runs");

    let extracted = first.run(&["extract", "news"]);
    assert_eq!(extracted.lines().count(), many.run(&["extract", "news"]).lines().count());
    assert!(extracted == many.run(&["extract", "news"]), "extract differs by threads");
}
