//! The README and the command transcripts, run as they stand.

use std::fs;
use std::process::Command;

#[test]
fn every_command_shown_gives_what_is_shown() {
    let data = tempfile::tempdir().expect("a directory");
    // Made once, so that the transcripts may run side by side.
    let made = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["query", "--corpus", "sample-corpus", "--count"])
        .env("XDG_DATA_HOME", data.path())
        .status()
        .expect("the program");
    assert!(made.success());
    trycmd::TestCases::new()
        .env("XDG_DATA_HOME", data.path().to_string_lossy())
        .env("ONRECORD_INDEX", data.path().join("index").to_string_lossy())
        .env("NO_COLOR", "1")
        .case("README.md")
        .case("docs/query-language.md")
        .case("tests/cli/*.md")
        .run();
}

#[test]
fn the_picture_in_the_readme_is_what_a_terminal_shows() {
    let data = tempfile::tempdir().expect("a directory");
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["query", "--corpus", "sample-corpus", "--speaker", "Noémie Castellane", "wall", "--limit", "2"])
        .env("XDG_DATA_HOME", data.path())
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
    let commands: Vec<&str> =
        readme.lines().filter(|line| line.starts_with("cargo ") && !line.starts_with("cargo bench")).collect();
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
