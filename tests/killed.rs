//! `onrecord index` may be killed at any moment: what is in the index is whole, and the next run ends as if nothing had been.
//!
//! Sixteen moments by default; `ONRECORD_KILLS=200 cargo test --test killed` tries two hundred, and takes some minutes.
#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use onrecord::ErrorKind;
use onrecord::contract::StatementJson;
use onrecord::index::Index;
use onrecord::query::Query;
use onrecord::search::{Page, Search, Sort};
use tempfile::TempDir;

/// Commits stand close, so that kills fall between and into them.
const COMMIT_EVERY: &str = "20";

/// A folder of news that changed after it was indexed.
struct Newsroom {
    home: TempDir,
    /// What an index must hold of it before and after the change.
    before: Held,
    after: Held,
    answers: Vec<String>,
}

/// The articles of an index as JSON, by path and entry.
type Held = BTreeMap<(String, Option<usize>), String>;

impl Newsroom {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a directory");
        let news = home.path().join("news");
        let old = home.path().join("old");
        // Four runs leave so many parts that the next one merges them.
        for outlets in [&["ledgerline", "halyard"][..], &["radio-quarry"], &["strata-review"], &["plains-courier"]] {
            for outlet in outlets {
                copy(&Path::new("sample-corpus").join(outlet), &news.join("first").join(outlet));
            }
            assert!(index(&old, &news, &[]).status.success());
        }
        let before = held(&old).expect("an index");
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
        let after = held(&undisturbed).expect("an index");
        let answers = answers(&undisturbed);
        Self { home, before, after, answers }
    }

    fn news(&self) -> PathBuf {
        self.home.path().join("news")
    }

    /// An index to work on: none, or that of the folder as it was.
    fn start(&self, fresh: bool) -> PathBuf {
        let directory = self.home.path().join("index");
        let _ = fs::remove_dir_all(&directory);
        if !fresh {
            copy(&self.home.path().join("old"), &directory);
        }
        directory
    }

    /// What is in a disturbed index is whole, as it was before or is now.
    fn check(&self, directory: &Path, fresh: bool) {
        match held(directory) {
            Ok(held) => {
                for (place, article) in held {
                    let known = [&self.before, &self.after].into_iter().filter_map(|held| held.get(&place));
                    assert!(known.into_iter().any(|known| *known == article), "{place:?}: {article}");
                }
            }
            Err(error) => assert!(fresh && error.kind() == ErrorKind::NoIndex, "{error}"),
        }
    }
}

/// About the same text, and of a file of lines each second one as it was.
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

/// All articles with their statements; each has all of them, in order, and no statement is without its article.
fn held(directory: &Path) -> onrecord::Result<Held> {
    let index = Index::open(directory)?;
    let search = Search::new(&index)?.expanded();
    let page = Page { sort: Sort::Newest, limit: 100_000, offset: 0 };
    let found = search.articles(&Query::default(), page)?;
    let ids: BTreeSet<String> = found.hits.into_iter().map(|hit| hit.article.id).collect();
    let (mut held, mut statements) = (Held::new(), 0);
    for id in ids {
        for article in search.articles_with_id(&id)? {
            // A number is left out where “declined to comment” is a silence to the index.
            let number =
                |statement: &StatementJson| statement.id.strip_prefix(&format!("{id}#"))?.parse::<usize>().ok();
            assert!(
                article.statements.iter().map(number).is_sorted_by(|one, next| one.is_some() && one < next),
                "{id}"
            );
            statements += article.statements.len();
            let json = serde_json::to_string(&article).expect("JSON");
            let place = (article.head.path.clone(), article.head.entry);
            assert!(held.insert(place, json).is_none(), "{} twice", article.head.path);
        }
    }
    assert_eq!((held.len(), statements), (found.total, search.count_statements(&Query::default())?));
    Ok(held)
}

/// What an index answers, to the byte.
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

/// Starts a run and kills it after a while; whether it was still at it.
fn kill(mut command: Command, after: Duration) -> bool {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program");
    std::thread::sleep(after);
    let running = child.try_wait().expect("its state").is_none();
    child.kill().expect("killed");
    child.wait().expect("its end");
    running
}

/// Moments that look random and are always the same.
struct Moments(u64);

impl Moments {
    fn within(&mut self, longest: Duration) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        longest.mul_f64((self.0 >> 33) as f64 / (1_u64 << 31) as f64)
    }
}

/// How long an undisturbed run takes, for each way to run.
fn lengths(room: &Newsroom) -> Vec<Duration> {
    let ways = WAYS.iter().map(|(fresh, more)| {
        let directory = room.start(*fresh);
        let start = Instant::now();
        assert!(index(&directory, &room.news(), more).status.success());
        start.elapsed()
    });
    ways.collect()
}

/// From nothing; what changed, with merges; and anew.
const WAYS: [(bool, &[&str]); 3] = [(true, &[]), (false, &[]), (false, &["--rebuild"])];

#[test]
fn a_killed_run_leaves_what_is_whole_and_the_next_one_ends_it() {
    let kills = std::env::var("ONRECORD_KILLS").map_or(16, |kills| kills.parse().expect("a number"));
    let room = Newsroom::new();
    let lengths = lengths(&room);
    let mut moments = Moments(2026);
    let mut running = 0;
    for number in 0..kills {
        let (fresh, more) = WAYS[number % WAYS.len()];
        let length = lengths[number % WAYS.len()];
        let directory = room.start(fresh);
        // Every fourth is killed twice.
        for _ in 0..1 + usize::from(number % 4 == 3) {
            running += usize::from(kill(indexing(&directory, &room.news(), more), moments.within(length.mul_f64(0.9))));
            room.check(&directory, fresh);
        }
        let ended = index(&directory, &room.news(), &[]);
        assert!(ended.status.success(), "kill {number}: {}", String::from_utf8_lossy(&ended.stderr));
        assert_eq!(held(&directory).expect("an index"), room.after, "kill {number}");
        assert_eq!(answers(&directory), room.answers, "kill {number}");
        let repaired = onrecord(&["repair", "--index"]).arg(&directory).output().expect("the program");
        let told = String::from_utf8_lossy(&repaired.stdout);
        assert!(repaired.status.success() && told.contains("the index is whole"), "kill {number}: {told}");
        assert!(!told.contains("must be read again"), "kill {number}: {told}");
    }
    // The others came too late, which a busy machine decides.
    assert!(running * 4 > kills, "only {running} of {kills} were killed at work");
}
