//! The README, the pages of `docs` and the transcripts in `cli`: what they show is what the program prints.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;

use crate::transcript::Transcript;

/// The README must fit a reader's patience, in lines.
const README_LINES: usize = 150;
/// Longer lines, in characters, are hard to read in a terminal.
const LINE: usize = 200;

fn markdown(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    files.sort();
    files
}

/// The README and the pages that users read.
fn pages() -> Vec<PathBuf> {
    [vec![PathBuf::from("README.md")], markdown("docs")].concat()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
#[cfg_attr(windows, ignore = "the transcripts show paths with slashes")]
fn every_command_shown_prints_what_is_shown() {
    let data = tempfile::tempdir().expect("a directory");
    // Index the sample corpus once, so that the transcripts can run side by side.
    let indexed = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["query", "--corpus", "sample-corpus", "--count"])
        .env("XDG_DATA_HOME", data.path())
        .env("XDG_CACHE_HOME", data.path())
        .status()
        .expect("the program");
    assert!(indexed.success());
    let files = [pages(), markdown("tests/cli")].concat();
    let differences: Vec<String> =
        files.par_iter().filter_map(|file| Transcript::new(file, data.path()).check().err()).collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn no_transcript_shows_a_slash_for_a_backslash() {
    for file in [pages(), markdown("tests/cli")].concat() {
        assert!(!read(&file).contains("/n/n"), "{} shows /n/n where JSON has \\n\\n", file.display());
    }
}

#[test]
fn the_pages_are_short_enough_to_read() {
    let readme = read(Path::new("README.md"));
    assert!(readme.lines().count() <= README_LINES, "the README is too long");
    assert!(readme.lines().all(|line| line.chars().count() <= LINE), "a line of the README is too long");
    for file in pages() {
        // What programs print may be longer.
        let mut in_block = false;
        for line in read(&file).lines() {
            in_block ^= line.starts_with("```");
            assert!(in_block || line.chars().count() <= LINE, "{}: {line}", file.display());
        }
    }
}

#[test]
fn links_between_the_pages_lead_somewhere() {
    for file in pages() {
        let text = read(&file);
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|target| !target.contains("://") && !target.starts_with('#')) {
            let path = file.parent().expect("a folder").join(target.split('#').next().unwrap_or_default());
            assert!(path.exists(), "{} links to {target}", file.display());
        }
    }
}

#[test]
#[cfg_attr(windows, ignore = "the picture shows paths with slashes")]
fn the_picture_in_the_readme_is_what_a_terminal_shows() {
    let data = tempfile::tempdir().expect("a directory");
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["query", "--corpus", "sample-corpus", "--speaker", "Noémie Castellane", "wall", "--limit", "2"])
        .env("XDG_DATA_HOME", data.path())
        .env("XDG_CACHE_HOME", data.path())
        .env("CLICOLOR_FORCE", "1")
        .env_remove("NO_COLOR")
        .output()
        .expect("the program");
    let shown = String::from_utf8(output.stdout).expect("text");
    snapbox::assert_data_eq!(shown, snapbox::file!["cli/query.svg": TermSvg].raw());
}

#[test]
fn the_two_commands_of_the_readme_are_those_that_ci_runs() {
    let readme = fs::read_to_string("README.md").expect("the README");
    let ci = fs::read_to_string(".ci/run").expect("the CI script").replace("--locked ", "").replace(" --locked", "");
    let commands: Vec<&str> = readme
        .lines()
        .filter(|line| line.starts_with("cargo ") && !line.starts_with("cargo bench"))
        .filter(|line| !line.starts_with("cargo install"))
        .collect();
    assert_eq!(commands.len(), 2, "{commands:?}");
    for command in commands {
        assert!(ci.lines().any(|line| line.starts_with(command)), "{command} is not in .ci/run");
    }
}

#[test]
fn the_rules_for_names_that_are_shown_are_those_that_are_used() {
    let shown = fs::read_to_string("tests/cli/names.md").expect("the transcript");
    let rules = fs::read_to_string("tests/cli/names.in/names.toml").expect("the rules");
    assert!(shown.contains(&format!("```toml\n{rules}```\n")), "{rules}");
}
