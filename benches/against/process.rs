//! Measures `onrecord query` as a program, from the start of the process to its end.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::figures::{median, ms};
use crate::question::{Kind, Question};
use crate::table::Table;

/// Runs of each question, after one to warm up.
const TIMES: usize = 20;

/// The kinds of question to ask.
const ASKED: [Kind; 5] = [Kind::Rare, Kind::Common, Kind::Phrase, Kind::Speaker, Kind::OutletWords];

/// Prints the time of one question of each kind and returns the median of all runs.
pub(crate) fn measure(index: &Path, questions: &[Question]) -> Duration {
    eprintln!("asking the program");
    let mut table = Table::new(&["", "median ms", "fastest ms"]);
    let mut all = Vec::new();
    for question in ASKED.iter().filter_map(|kind| questions.iter().find(|question| question.kind == *kind)) {
        let times: Vec<Duration> = (0..=TIMES).map(|_| run(index, &question.text)).skip(1).collect();
        table.row([name_of(question.kind), ms(median(times.iter().copied())), ms(*times.iter().min().expect("times"))]);
        all.extend(times);
    }
    table.print(&format!("`onrecord query` as a program, wall time of {TIMES} runs each, files in memory"));
    median(all)
}

fn name_of(kind: Kind) -> String {
    let known = Kind::ALL.iter().find(|(other, ..)| *other == kind);
    known.map_or_else(String::new, |(_, name, _)| (*name).to_owned())
}

/// The program, which the same build directory holds.
fn program() -> PathBuf {
    let this = std::env::current_exe().expect("this program");
    let program = this.with_file_name(format!("onrecord{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "{} is missing: run `cargo build --release` first", program.display());
    program
}

fn run(index: &Path, words: &str) -> Duration {
    let begun = Instant::now();
    let mut command = Command::new(program());
    command.args(["query", "--index"]).arg(index).arg("--").arg(words).stdout(Stdio::null()).stderr(Stdio::null());
    let status = command.status().expect("the program");
    // Exit code 1 means that nothing was found.
    assert!(matches!(status.code(), Some(0 | 1)), "onrecord query {words} fails");
    begun.elapsed()
}
