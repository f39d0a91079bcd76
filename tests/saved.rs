//! Saved searches, and `run --new`, which shows only new statements.

use std::fs;
use std::path::Path;
use std::process::Command;

fn onrecord(home: &Path, args: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(args)
        .current_dir(home)
        .env("XDG_DATA_HOME", home.join("data"))
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
