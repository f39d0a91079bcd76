//! Saved searches, and `run --new`, which shows only new statements.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::packing::Zip;

fn onrecord(home: &Path, args: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(args)
        .current_dir(home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CACHE_HOME", home.join("data"))
        .env_remove("ONRECORD_INDEX")
        .output()
        .expect("the program");
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    (text, output.status.code())
}

#[test]
fn a_saved_search_shows_only_new_statements() {
    let home = tempfile::tempdir().expect("a directory");
    let home = home.path();
    fs::create_dir(home.join("news")).expect("a folder");
    let write = |name: &str, words: &str| {
        let text = format!("Headline\n\n“{words},” said Ida Holm, an engineer.\n");
        fs::write(home.join("news").join(name), text).expect("a file");
    };
    write("2021-01-01_a.txt", "The dam holds");
    assert_eq!(onrecord(home, &["run"]).1, Some(1));
    assert_eq!(onrecord(home, &["save", "../dam", "dam"]).1, Some(2));
    assert_eq!(onrecord(home, &["save", "dam"]).1, Some(2));
    assert_eq!(onrecord(home, &["save", "dam", "dam OR levee", "--speaker", "holm"]).1, Some(0));
    assert!(onrecord(home, &["run"]).0.contains("dam  (dam OR levee) speaker:holm"));

    let run = ["run", "dam", "--new", "--corpus", "news"];
    let (first, code) = onrecord(home, &run);
    assert!(first.contains("The dam holds") && first.contains("1 statement"), "{first}");
    assert_eq!(code, Some(0));
    assert_eq!(onrecord(home, &run).1, Some(1));
    write("2020-01-01_b.txt", "The levee leaks");
    write("2022-01-01_c.txt", "Nothing happened");
    let (third, _) = onrecord(home, &run);
    assert!(third.contains("The levee leaks") && !third.contains("The dam holds"), "{third}");
    assert!(onrecord(home, &["run", "dam", "--corpus", "news"]).0.contains("2 statements"));
    assert_eq!(onrecord(home, &["save", "dam", "--delete"]).1, Some(0));
    assert_eq!(onrecord(home, &["run", "dam"]).1, Some(2));
}

/// A folder of articles with one statement each, and a saved search that finds them all.
fn thirty(home: &Path) {
    fs::create_dir(home.join("news")).expect("a folder");
    for number in 0..30 {
        let text = format!("Headline {number}\n\n“Sluice number {number} holds,” said Ida Holm, an engineer.\n");
        fs::write(home.join(format!("news/{number}.txt")), text).expect("a file");
    }
    assert_eq!(onrecord(home, &["save", "sluices", "sluice"]).1, Some(0));
}

/// How many statements a run shows, and how many it says there are.
fn counts(home: &Path, args: &[&str]) -> (usize, usize) {
    let run = [&["run", "sluices", "--corpus", "news", "--new", "--format", "csv"], args].concat();
    let (shown, _) = onrecord(home, &run);
    let run = [&["run", "sluices", "--corpus", "news", "--new", "--limit", "0"][..]].concat();
    let (rest, _) = onrecord(home, &run);
    let left = rest.split_whitespace().find_map(|word| word.parse().ok()).unwrap_or(0);
    (shown.lines().filter(|line| line.contains("Sluice number")).count(), left)
}

#[test]
fn what_was_not_shown_stays_new() {
    let home = tempfile::tempdir().expect("a directory");
    let home = home.path();
    thirty(home);
    assert_eq!(counts(home, &["--limit", "0"]), (0, 30), "nothing was shown");
    assert_eq!(counts(home, &[]), (10, 20));
    assert_eq!(counts(home, &["--offset", "15"]), (5, 15));
    assert_eq!(counts(home, &["--all"]), (15, 0));
    assert_eq!(counts(home, &[]), (0, 0));
}

#[test]
fn a_statement_is_not_new_again_when_its_file_is_read_again() {
    let home = tempfile::tempdir().expect("a directory");
    let home = home.path();
    thirty(home);
    assert_eq!(counts(home, &["--all"]), (30, 0));
    let path = home.join("news/7.txt");
    let text = fs::read_to_string(&path).expect("a file");
    fs::write(&path, format!("{text}\n“Sluice number 7 leaks now,” Holm said.\n")).expect("a file");
    assert_eq!(counts(home, &[]), (1, 0), "only the statement that was added");
}

/// The same words in another member of an archive are another statement.
#[test]
fn a_new_member_of_an_archive_is_new() {
    let home = tempfile::tempdir().expect("a directory");
    let home = home.path();
    thirty(home);
    let article = |title: &str| format!("{title}\n\n“Sluice number 99 holds,” said Ida Holm, an engineer.\n");
    let pack = |members: &[&str]| {
        let mut zip = Zip::new();
        members.iter().for_each(|member| zip.add(&format!("{member}.txt"), article(member)));
        fs::write(home.join("news/more.zip"), zip.bytes()).expect("a file");
    };
    pack(&["The First Of May"]);
    assert_eq!(counts(home, &["--all", "--expand"]).0, 31);
    pack(&["The First Of May", "Another Town Altogether"]);
    assert_eq!(counts(home, &["--all", "--expand"]).0, 1);
}
