//! Faults around an index: full disks, read-only folders, files that change or vanish, damage, other versions, and several
//! processes at once. Each is reported in one line with the next step, and no indexed article is lost.
//!
//! Each file of an index is damaged once. `ONRECORD_DAMAGE=50 cargo test damage` damages each fifty times.
//!
//! Tests named `system_` mount file systems, which needs root on Linux:
//! `cargo test -- --ignored system_`.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use onrecord::{Index, Updater};
use tantivy::directory::{Directory, DirectoryLock, INDEX_WRITER_LOCK, MmapDirectory};
use tempfile::TempDir;

/// A folder of three articles and its index, in two segments.
struct Archive {
    home: TempDir,
    program: PathBuf,
}

impl Archive {
    fn new() -> Self {
        let archive = Self { home: tempfile::tempdir().expect("a directory"), program: PathBuf::from(PROGRAM) };
        // Let another user look into it.
        fs::set_permissions(archive.home.path(), fs::Permissions::from_mode(0o755)).expect("allowed");
        fs::create_dir(archive.news()).expect("a folder");
        archive.write("a.txt", "The dam holds");
        archive.write("b.txt", "The dam leaks");
        assert!(archive.index().status.success());
        archive.write("c.txt", "The dam is mended now");
        assert!(archive.index().status.success());
        archive
    }

    fn news(&self) -> PathBuf {
        self.home.path().join("news")
    }

    fn directory(&self) -> PathBuf {
        self.home.path().join("index")
    }

    fn write(&self, name: &str, words: &str) {
        fs::write(self.news().join(name), format!("Headline {name}\n\n“{words},” said Ida Holm, an engineer.\n"))
            .expect("a file");
    }

    /// The program with these arguments and this index, started by `launcher` unless that is empty.
    fn command(&self, launcher: &[&str], arguments: &[&str]) -> Command {
        let program = self.program.as_os_str();
        let mut words = launcher.iter().map(OsStr::new).chain([program]);
        let mut command = Command::new(words.next().unwrap_or(program));
        command.args(words).args(arguments);
        command.env("ONRECORD_INDEX", self.directory()).env("NO_COLOR", "1").env("HOME", self.home.path());
        command.current_dir(self.home.path()).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(&[], arguments).output().expect("the program")
    }

    fn index(&self) -> Output {
        self.run(&["index", "news"])
    }

    /// The number of statements in the index.
    fn count(&self) -> String {
        text(&self.run(&["query", "speaker:holm", "--count"]).stdout).trim().to_owned()
    }

    /// The answers of all commands that only read.
    fn answers(&self, launcher: &[&str]) -> Vec<Output> {
        READING.iter().map(|arguments| self.command(launcher, arguments).output().expect("the program")).collect()
    }

    /// Locks the index as a writing process does.
    fn hold(&self) -> DirectoryLock {
        let data = MmapDirectory::open(self.directory().join("tantivy")).expect("an index");
        data.acquire_lock(&INDEX_WRITER_LOCK).expect("nobody else")
    }

    /// All files of the index except locks.
    fn files(&self) -> Vec<PathBuf> {
        let folders = [self.directory(), self.directory().join("tantivy")];
        let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("a folder"));
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
        files.retain(|path| path.is_file() && path.extension().is_none_or(|kind| kind != "lock"));
        files.sort();
        files
    }
}

const PROGRAM: &str = env!("CARGO_BIN_EXE_onrecord");

const READING: [&[&str]; 5] = [
    &["query", "speaker:holm", "--format", "jsonl"],
    &["query", "--facets", "--limit", "0"],
    &["list", "speakers"],
    &["verify", "news/a.txt"],
    &["check"],
];

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Checks that the output is an error in one line with these words.
fn refuses(output: &Output, words: &[&str]) {
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    for words in words {
        assert!(said.contains(words), "no “{words}” in {said}");
    }
}

/// A shell that lets no file grow beyond 4 KB.
const SMALL_FILES: [&str; 3] = ["sh", "-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\""];

#[test]
fn a_failed_write_loses_no_article() {
    let archive = Archive::new();
    archive.write("d.txt", &"The dam is shut and the river is dry ".repeat(2000));
    let failed = archive.command(&SMALL_FILES, &["index", "news"]).output().expect("the program");
    refuses(&failed, &["the index cannot be written", "File too large", "make room", "the last commit is still there"]);
    assert_eq!(archive.count(), "3");
    assert!(archive.index().status.success());
    assert_eq!(archive.count(), "4");
}

#[test]
#[cfg(target_os = "linux")]
#[ignore = "mounts a file system, as root: cargo test -- --ignored system_"]
fn system_a_full_disk_is_reported_and_loses_no_article() {
    let archive = Archive::new();
    fs::create_dir(archive.home.path().join("more")).expect("a folder");
    for number in 0..400 {
        let boats = (0..12).map(|place| (number * 7919 + place * 104_729, number * 31 + place));
        let words: String = boats
            .map(|(boats, streets)| format!("“{boats} boats lay there,” said Ida Holm of {streets} streets.\n\n"))
            .collect();
        fs::write(archive.home.path().join(format!("more/{number}.txt")), words).expect("a file");
    }
    // A file system of 300 KB that only this command sees and that ends with it.
    let script = format!(
        "mount -t tmpfs -o size=300k none /mnt && export ONRECORD_INDEX=/mnt/index || exit 99
         '{PROGRAM}' index news && '{PROGRAM}' query --count || exit 98
         '{PROGRAM}' index more; echo code $?
         '{PROGRAM}' query --count && mount -o remount,size=64m /mnt && '{PROGRAM}' index more && '{PROGRAM}' repair"
    );
    let output = Command::new("unshare")
        .args(["-m", "sh", "-c", &script])
        .current_dir(archive.home.path())
        .output()
        .expect("a shell");
    let (errors, printed) = (text(&output.stderr), text(&output.stdout));
    assert!(output.status.success(), "{printed}{errors}");
    assert!(errors.contains("the index cannot be written (No space left on device"), "{errors}");
    assert!(printed.starts_with("3\ncode 2\n3\n"), "{printed}{errors}");
    assert!(printed.contains("the index is whole: 403 articles"), "{printed}{errors}");
}

/// Checks that the read-only index of `archive` answers all questions and refuses to be written.
fn assert_only_reads(archive: &Archive, launcher: &[&str], expected: &[Output]) {
    archive.write("d.txt", "The dam is shut");
    for (expected, answer) in expected.iter().zip(&archive.answers(launcher)) {
        assert!(answer == expected, "{}", text(&answer.stderr));
    }
    let refused = archive.command(launcher, &["index", "news"]).output().expect("the program");
    refuses(&refused, &["the index cannot be written", "allow writing"]);
}

fn is_root() -> bool {
    let user = Command::new("id").arg("-u").output().expect("id");
    text(&user.stdout).trim() == "0"
}

#[test]
fn a_read_only_index_answers() {
    let mut archive = Archive::new();
    let expected = archive.answers(&[]);
    let folders = [archive.directory(), archive.directory().join("tantivy")];
    // A copied index has no locks.
    for lock in [".tantivy-meta.lock", ".tantivy-writer.lock"] {
        fs::remove_file(folders[1].join(lock)).expect("a lock");
    }
    let files = folders[1].read_dir().expect("a folder").chain(folders[0].read_dir().expect("a folder"));
    for path in files.map(|entry| entry.expect("an entry").path()) {
        fs::set_permissions(&path, fs::Permissions::from_mode(if path.is_dir() { 0o555 } else { 0o444 }))
            .expect("allowed");
    }
    fs::set_permissions(&folders[0], fs::Permissions::from_mode(0o555)).expect("allowed");
    // Root may write to read-only files, so root starts the program as the user nobody. That user may not be allowed to see
    // the build directory, so the program is copied.
    archive.program = archive.home.path().join("onrecord");
    fs::copy(PROGRAM, &archive.program).expect("a copy of the program");
    let as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    assert_only_reads(&archive, if is_root() { &as_nobody } else { &[] }, &expected);
    for folder in folders {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).expect("allowed");
    }
}

#[test]
#[cfg(target_os = "linux")]
#[ignore = "mounts a file system, as root: cargo test -- --ignored system_"]
fn system_an_index_on_a_read_only_disk_answers() {
    let archive = Archive::new();
    let expected = archive.answers(&[]);
    let index = archive.directory().display().to_string();
    let script =
        format!("mount --bind '{index}' '{index}' && mount -o remount,bind,ro '{index}' && exec \"$0\" \"$@\"");
    assert_only_reads(&archive, &["unshare", "-m", "sh", "-c", &script], &expected);
}

#[test]
fn files_may_vanish_while_they_are_read() {
    let archive = Archive::new();
    for number in 0..40 {
        archive.write(&format!("late-{number}.txt"), &format!("Boat {number} is in"));
    }
    let index = Index::open(&archive.directory()).expect("an index").committing_every(4);
    let vanish = |_| {
        for number in 20..40 {
            let _ = fs::remove_file(archive.news().join(format!("late-{number}.txt")));
        }
    };
    let first = Updater::new(&index).on_progress(vanish).update(&[archive.news()]).expect("an update");
    assert!(first.new >= 20, "{first:?}");
    Updater::new(&index).update(&[archive.news()]).expect("an update");
    assert_eq!(archive.count(), "23");
}

#[test]
fn any_modification_time_is_accepted() {
    let archive = Archive::new();
    let at = |time: SystemTime| {
        let file = fs::File::options().write(true).open(archive.news().join("a.txt")).expect("a file");
        file.set_modified(time).expect("a time");
    };
    let age = Duration::from_secs(5_000_000_000);
    for (words, time) in [
        ("The dam will be new", SystemTime::UNIX_EPOCH + age),
        ("The dam was made new", SystemTime::UNIX_EPOCH + age / 2),
        ("The dam is of old", SystemTime::UNIX_EPOCH - age / 3),
    ] {
        archive.write("a.txt", words);
        at(time);
        assert!(text(&archive.index().stderr).starts_with("files: 1 changed, 2 unchanged"), "{words}");
        assert!(text(&archive.index().stderr).starts_with("nothing changed"), "{words}");
        assert!(text(&archive.run(&["query", "speaker:holm"]).stdout).contains(words));
    }
}

/// Random numbers, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % sides as u64) as usize
    }

    /// Truncates the bytes, flips one bit, or fills up to 100 bytes with zeros.
    fn damage(&mut self, mut bytes: Vec<u8>) -> Vec<u8> {
        let at = self.below(bytes.len());
        match self.below(3) {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 1 << self.below(8),
            _ => {
                let end = bytes.len().min(at + 100);
                bytes[at..end].fill(0);
            }
        }
        bytes
    }
}

#[test]
fn damage_is_reported_and_repaired() {
    let rounds = std::env::var("ONRECORD_DAMAGE").map_or(1, |rounds| rounds.parse().expect("a number"));
    let archive = Archive::new();
    let expected = archive.answers(&[]);
    let whole: Vec<(PathBuf, Vec<u8>)> =
        archive.files().into_iter().map(|path| (path.clone(), fs::read(path).expect("a file"))).collect();
    let mut dice = Dice(2026);
    for _ in 0..rounds {
        for (path, bytes) in &whole {
            let damaged = dice.damage(bytes.clone());
            if damaged == *bytes {
                continue;
            }
            fs::write(path, &damaged).expect("a file");
            // An answer may succeed and be wrong: Tantivy verifies checksums only on request.
            for answer in archive.answers(&[]).iter().filter(|answer| answer.status.code() != Some(0)) {
                let said = text(&answer.stderr);
                assert!(matches!(answer.status.code(), Some(1 | 2)), "{}: {said}", path.display());
                assert!(!said.contains("panicked") && !said.contains("a mistake"), "{}: {said}", path.display());
                if answer.status.code() == Some(2) {
                    refuses(answer, &["the index is damaged", "onrecord repair --index"]);
                }
            }
            let repaired = archive.run(&["repair"]);
            let mended = match repaired.status.code() {
                Some(0) => archive.index(),
                _ => {
                    refuses(&repaired, &["nothing of this index can be saved", "--rebuild FOLDER"]);
                    archive.run(&["index", "--rebuild", "news"])
                }
            };
            assert!(mended.status.success(), "{}: {}", path.display(), text(&mended.stderr));
            for (expected, answer) in expected.iter().zip(archive.answers(&[])) {
                assert_eq!(text(&answer.stdout), text(&expected.stdout), "{}", path.display());
            }
            let again = text(&archive.run(&["repair"]).stdout);
            assert_eq!(again, "the index is whole: 3 articles, 3 statements\n", "{}", path.display());
            fs::remove_dir_all(archive.directory().join("tantivy")).expect("removed");
            fs::create_dir(archive.directory().join("tantivy")).expect("a folder");
            whole.iter().for_each(|(path, bytes)| fs::write(path, bytes).expect("a file"));
        }
    }
}

#[test]
fn repair_removes_the_temporary_files_of_killed_runs() {
    let archive = Archive::new();
    let data = archive.directory().join("tantivy");
    let strays = [
        archive.directory().join("reprints.4711"),
        data.join(".tmpA1b2C3"),
        data.join("meta.json.4711"),
        data.join("0123456789abcdef0123456789abcdef.store"),
    ];
    strays.iter().for_each(|stray| fs::write(stray, "half").expect("a file"));
    let repaired = archive.run(&["repair"]);
    let expected = "4 files of runs that were killed; removed\nthe index is whole: 3 articles, 3 statements\n";
    assert_eq!((text(&repaired.stdout), repaired.status.code()), (expected.to_owned(), Some(0)));
    assert!(!strays.iter().any(|stray| stray.exists()));
    assert_eq!(archive.count(), "3");
}

#[test]
fn a_run_killed_at_the_start_does_not_block_the_next() {
    let archive = Archive::new();
    fs::remove_dir_all(archive.directory()).expect("removed");
    fs::create_dir(archive.directory()).expect("a folder");
    fs::write(archive.directory().join("onrecord.json.4711"), "{").expect("a file");
    refuses(&archive.run(&["repair"]), &["there is no index here"]);
    assert!(archive.index().status.success());
    assert_eq!(archive.count(), "3");
}

#[test]
fn an_index_of_another_version_is_refused() {
    let archive = Archive::new();
    for version in [1, 999] {
        let marker = format!(r#"{{"format":"onrecord index","version":{version}}}"#);
        fs::write(archive.directory().join("onrecord.json"), marker).expect("a file");
        for arguments in [&["query", "dam"][..], &["repair"], &["index", "news"], &["check"]] {
            refuses(&archive.run(arguments), &[&format!("an index of version {version}"), "--rebuild FOLDER"]);
        }
        assert!(archive.run(&["index", "--rebuild", "news"]).status.success());
        assert_eq!(archive.count(), "3");
    }
}

#[test]
fn one_process_writes_while_others_read() {
    let archive = Archive::new();
    archive.write("d.txt", "The dam is shut");
    let held = archive.hold();
    for arguments in [&["index", "news"][..], &["repair"]] {
        refuses(&archive.run(arguments), &["another onrecord is writing to this index", "wait until it has ended"]);
    }
    assert_eq!(archive.count(), "3");
    let mut watch = archive.command(&[], &["watch", "news"]).stderr(Stdio::piped()).spawn().expect("the program");
    let mut lines = BufReader::new(watch.stderr.take().expect("its messages")).lines().map_while(Result::ok);
    std::thread::sleep(Duration::from_millis(300));
    drop(held);
    let first = lines.next().unwrap_or_default();
    watch.kill().expect("killed");
    watch.wait().expect("its end");
    assert!(first.contains("files: 1 new, 3 unchanged"), "{first}");
    assert_eq!(archive.count(), "4");
}

#[test]
fn a_query_during_a_run_sees_the_last_commit() {
    let archive = Archive::new();
    for number in 0..12 {
        archive.write(&format!("late-{number}.txt"), &format!("Boat {number} is in"));
    }
    let index = Index::open(&archive.directory()).expect("an index").committing_every(4);
    let counts = std::cell::RefCell::new(Vec::new());
    let count = |_| counts.borrow_mut().push(archive.count().parse::<usize>().expect("a count"));
    Updater::new(&index).on_progress(count).update(&[archive.news()]).expect("an update");
    let mut counts = counts.into_inner();
    counts.dedup();
    assert_eq!(counts, [3, 7, 11, 15]);
}

#[test]
fn repair_rewrites_a_damaged_marker() {
    let archive = Archive::new();
    fs::write(archive.directory().join("onrecord.json"), "{").expect("a file");
    let place = archive.directory().display().to_string();
    refuses(&archive.run(&["query", "dam"]), &["onrecord.json cannot be read", "repair --index", &place]);
    assert!(text(&archive.run(&["repair"]).stdout).contains("onrecord.json could not be read"));
    assert_eq!(archive.count(), "3");
}
