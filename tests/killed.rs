//! `onrecord index` may be killed at any moment. The index is then whole, and the next run finishes the work as if nothing
//! had happened.
//!
//! Nine runs are killed by default. `ONRECORD_KILLS=200 cargo test killed` kills two hundred and takes some minutes.
#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use onrecord::{ArticleJson, ErrorKind, Index, Page, Query, Search, Sort, StatementJson};
use tempfile::TempDir;

/// Commits come often, so that kills hit them and the time between them.
const COMMIT_EVERY: &str = "20";

/// A folder of news that changed after it was indexed.
struct Newsroom {
    home: TempDir,
    /// The articles of a complete index before the change.
    before: Articles,
    /// The articles of a complete index after the change.
    after: Articles,
    /// The answers of a complete index after the change.
    answers: Vec<String>,
}

/// The articles of an index as JSON, by path and entry.
type Articles = BTreeMap<(String, Option<usize>), String>;

impl Newsroom {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a directory");
        let news = home.path().join("news");
        let old = home.path().join("old");
        // Four runs leave enough segments for the next run to merge them.
        for outlets in [&["ledgerline", "halyard"][..], &["radio-quarry"], &["strata-review"], &["plains-courier"]] {
            for outlet in outlets {
                copy(&Path::new("sample-corpus").join(outlet), &news.join("first").join(outlet));
            }
            assert!(index(&old, &news, &[]).status.success());
        }
        let before = articles(&old).expect("an index");
        for (number, path) in files(&news).into_iter().enumerate() {
            match number % 4 {
                0 => fs::remove_file(path).expect("removed"),
                1 => fs::write(&path, changed(&path)).expect("a file"),
                _ => {}
            }
        }
        copy(Path::new("sample-corpus"), &news.join("second"));
        let undisturbed = home.path().join("undisturbed");
        assert!(index(&undisturbed, &news, &[]).status.success());
        let after = articles(&undisturbed).expect("an index");
        let answers = answers(&undisturbed);
        Self { home, before, after, answers }
    }

    fn news(&self) -> PathBuf {
        self.home.path().join("news")
    }

    /// A directory for the index: empty if `fresh`, else with the index of the folder before it changed.
    fn start(&self, fresh: bool) -> PathBuf {
        let directory = self.home.path().join("index");
        let _ = fs::remove_dir_all(&directory);
        if !fresh {
            copy(&self.home.path().join("old"), &directory);
        }
        directory
    }

    /// Checks that each article of the index is complete, as before the change or as after it.
    fn check(&self, directory: &Path, fresh: bool) {
        match articles(directory) {
            Ok(articles) => {
                for (place, article) in articles {
                    let known = [&self.before, &self.after].into_iter().filter_map(|known| known.get(&place));
                    assert!(known.into_iter().any(|known| *known == article), "{place:?}: {article}");
                }
            }
            Err(error) => assert!(fresh && error.kind() == ErrorKind::NoIndex, "{error}"),
        }
    }
}

/// A slightly changed text. In a file of lines, every second line stays the same.
fn changed(path: &Path) -> String {
    let text = String::from_utf8_lossy(&fs::read(path).expect("a file")).into_owned();
    if path.extension().is_none_or(|extension| extension != "jsonl") {
        return text.replace(" the ", " that ");
    }
    let lines = text.lines().enumerate();
    lines
        .map(|(number, line)| if number % 2 == 0 { line.replace(" the ", " that ") } else { line.to_owned() } + "\n")
        .collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() { found.extend(files(&entry)) } else { found.push(entry) }
    }
    found.sort();
    found
}

fn onrecord(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn indexing(directory: &Path, news: &Path, more: &[&str]) -> Command {
    let mut command = onrecord(&["index", "--commit-every", COMMIT_EVERY, "--index"]);
    command.arg(directory).arg(news).args(more);
    command
}

fn index(directory: &Path, news: &Path, more: &[&str]) -> Output {
    indexing(directory, news, more).output().expect("the program")
}

/// All articles with their statements. Checks that the statements are complete and in order, and that each has its article.
fn articles(directory: &Path) -> onrecord::Result<Articles> {
    let index = Index::open(directory)?;
    let search = Search::new(&index)?.expanded();
    let page = Page { sort: Sort::Newest, limit: 100_000, offset: 0 };
    let found = search.articles(&Query::default(), page)?;
    let ids: BTreeSet<String> = found.hits.into_iter().map(|hit| hit.article().id.clone()).collect();
    let (mut articles, mut statements) = (Articles::new(), 0);
    for id in ids {
        for extraction in search.articles_with_id(&id)? {
            let article = ArticleJson::from(&extraction);
            // The index leaves out the number of a “declined to comment”.
            let number =
                |statement: &StatementJson| statement.id.strip_prefix(&format!("{id}#"))?.parse::<usize>().ok();
            assert!(
                article.statements.iter().map(number).is_sorted_by(|one, next| one.is_some() && one < next),
                "{id}"
            );
            statements += article.statements.len();
            let json = serde_json::to_string(&article).expect("JSON");
            let place = (article.head.path.clone(), article.head.entry);
            assert!(articles.insert(place, json).is_none(), "{} twice", article.head.path);
        }
    }
    assert_eq!((articles.len(), statements), (found.total, search.count_statements(&Query::default())?));
    Ok(articles)
}

/// The output of some commands.
fn answers(directory: &Path) -> Vec<String> {
    let asked: [&[&str]; 4] = [
        &["query", "--all", "--format", "jsonl"],
        &["query", "--limit", "0", "--facets", "--timeline", "--format", "csv"],
        &["list", "speakers", "--format", "csv"],
        &["show", "LL-2025-0311", "--format", "jsonl"],
    ];
    asked
        .iter()
        .map(|args| {
            let output = onrecord(args).arg("--index").arg(directory).output().expect("the program");
            assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
            String::from_utf8(output.stdout).expect("text")
        })
        .collect()
}

/// Starts a run and kills it after a while. Returns whether it was still running.
fn kill(mut command: Command, after: Duration) -> bool {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program");
    std::thread::sleep(after);
    let running = child.try_wait().expect("its state").is_none();
    child.kill().expect("killed");
    child.wait().expect("its end");
    running
}

/// Random moments, the same in every run.
struct Moments(u64);

impl Moments {
    fn within(&mut self, longest: Duration) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        longest.mul_f64((self.0 >> 33) as f64 / (1_u64 << 31) as f64)
    }
}

/// The duration of a complete run, for each way to run.
fn lengths(room: &Newsroom) -> Vec<Duration> {
    let ways = WAYS.iter().map(|(fresh, more)| {
        let directory = room.start(*fresh);
        let start = Instant::now();
        assert!(index(&directory, &room.news(), more).status.success());
        start.elapsed()
    });
    ways.collect()
}

/// From an empty directory; an update, with merges; and a rebuild. Each with its arguments.
const WAYS: [(bool, &[&str]); 3] = [(true, &[]), (false, &[]), (false, &["--rebuild"])];

#[test]
fn a_killed_run_leaves_a_whole_index_and_the_next_run_finishes_it() {
    let kills = std::env::var("ONRECORD_KILLS").map_or(9, |kills| kills.parse().expect("a number"));
    let room = Newsroom::new();
    let mut lengths = lengths(&room);
    let mut moments = Moments(2026);
    for number in 0..kills {
        let (fresh, more) = WAYS[number % WAYS.len()];
        let length = &mut lengths[number % WAYS.len()];
        // Every fourth run is killed twice.
        let times = 1 + usize::from(number % 4 == 3);
        let directory = loop {
            let directory = room.start(fresh);
            let was_running = (0..times).all(|_| {
                let was_running = kill(indexing(&directory, &room.news(), more), moments.within(*length));
                room.check(&directory, fresh);
                was_running
            });
            if was_running {
                break directory;
            }
            // The run was faster than expected and ended before the kill. Try again, and kill earlier.
            *length = length.mul_f64(0.8);
        };
        let ended = index(&directory, &room.news(), &[]);
        assert!(ended.status.success(), "kill {number}: {}", String::from_utf8_lossy(&ended.stderr));
        assert_eq!(articles(&directory).expect("an index"), room.after, "kill {number}");
        assert_eq!(answers(&directory), room.answers, "kill {number}");
        let repaired = onrecord(&["repair", "--index"]).arg(&directory).output().expect("the program");
        let said = String::from_utf8_lossy(&repaired.stdout);
        assert!(repaired.status.success() && said.contains("the index is whole"), "kill {number}: {said}");
        assert!(!said.contains("must be read again"), "kill {number}: {said}");
    }
}
