//! The same folder gives the same answers, whatever the number of threads, the order in which its files were made, and the
//! number of runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Folders of the sample corpus that cover all its formats and people quoted by several outlets.
const OUTLETS: &[&str] = &[
    "brindlewick-echo", "kestrel-bay-post", "ledgerline", "northmoor-gazette", "plains-courier",
    "port-ellery-dispatch", "ridgeway-times", "strata-review",
];

/// The commands. Each must print the same bytes.
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

/// Checks that two lists of answers are equal, and else prints the first line that differs.
fn assert_same(one: &[String], other: &[String], what: &str) {
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
fn threads_file_order_and_number_of_runs_change_no_answer() {
    let files = files();
    let first = Archive::new("1");
    first.put(&files);
    first.run(&["index", "news"]);
    let answers = first.answers();
    assert!(answers[0].lines().count() > 100, "{}", answers[0]);

    let many = Archive::new("4");
    many.put(&files.iter().rev().cloned().collect::<Vec<_>>());
    many.run(&["index", "news"]);
    assert_same(&answers, &many.answers(), "four threads, files in reverse order");

    let grown = Archive::new("3");
    // The parts follow neither the order of the names nor the folders.
    for part in [2, 0, 1] {
        grown.put(&files.iter().skip(part).step_by(3).cloned().collect::<Vec<_>>());
        grown.run(&["index", "news"]);
    }
    assert_same(&answers, &grown.answers(), "three runs");

    let extracted = first.run(&["extract", "news"]);
    assert_eq!(extracted.lines().count(), many.run(&["extract", "news"]).lines().count());
    assert!(extracted == many.run(&["extract", "news"]), "extract depends on the number of threads");
}
