//! Commands in Markdown files, run to see whether they print what the file shows.
//!
//! A ` ```console ` block holds commands, each on a line that starts with `$ `. Below it are a line `? 2` where the exit status
//! is not 0, what the command prints on both streams, and a blank line. `...` on a line of its own matches any lines, `[..]`
//! anything within a line. A command may end with `| jq PATH`, such as `| jq '.statements[0]'`, which is computed here.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use snapbox::filter::NormalizeToExpected;
use snapbox::{Assert, Data};

/// A Markdown file and where its commands run.
pub(crate) struct Transcript {
    file: PathBuf,
    directory: PathBuf,
    /// The user's data directory for these commands.
    data: PathBuf,
    /// Holds a copy of the folder `NAME.in` beside `NAME.md`, where there is one.
    _sandbox: Option<tempfile::TempDir>,
}

impl Transcript {
    pub(crate) fn new(file: &Path, data: &Path) -> Self {
        let input = file.with_extension("in");
        let sandbox = input.is_dir().then(|| {
            let sandbox = tempfile::tempdir().expect("a directory");
            copy(&input, sandbox.path());
            sandbox
        });
        let directory = sandbox.as_ref().map_or_else(|| PathBuf::from("."), |sandbox| sandbox.path().to_owned());
        Self { file: file.to_owned(), directory, data: data.to_owned(), _sandbox: sandbox }
    }

    /// Runs the commands. With `SNAPSHOTS=overwrite` the file is rewritten where the output differs.
    ///
    /// # Errors
    /// The difference, where what is printed is not what is shown.
    pub(crate) fn check(&self) -> Result<(), String> {
        let text = fs::read_to_string(&self.file).map_err(|error| format!("{}: {error}", self.file.display()))?;
        // Raw, because a filter for paths would turn each backslash of JSON and BibTeX into a slash.
        let shown = Data::read_from(&self.file, None).raw();
        let assert = Assert::new().action_env("SNAPSHOTS");
        assert.try_eq(Some(&self.file.display()), self.replayed(&text).into(), shown).map_err(|error| error.to_string())
    }

    /// The file with what its commands print now.
    fn replayed(&self, text: &str) -> String {
        let mut replayed = String::new();
        let mut in_block = false;
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            in_block = line == "```console" || in_block && line != "```";
            replayed += &format!("{line}\n");
            if in_block && line.starts_with("$ ") {
                let mut shown = String::new();
                while let Some(next) = lines.next_if(|next| *next != "```" && !next.starts_with("$ ")) {
                    shown += &format!("{next}\n");
                }
                replayed += &elided(format!("{}\n", self.printed(&line[2..])), &shown);
            }
        }
        replayed
    }

    /// The status line of a command, where it needs one, and its output.
    fn printed(&self, line: &str) -> String {
        let (line, path) = line.split_once(" | jq ").map_or((line, None), |(command, path)| (command, Some(path)));
        let mut words = words(line).into_iter();
        assert_eq!(words.next().as_deref(), Some("onrecord"), "{}: {line}", self.file.display());
        let (mut reader, writer) = std::io::pipe().expect("a pipe");
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command
            .args(words)
            .current_dir(&self.directory)
            .env("XDG_DATA_HOME", &self.data)
            .env("XDG_CACHE_HOME", &self.data)
            .env("ONRECORD_INDEX", self.data.join("index"))
            .env("NO_COLOR", "1")
            .stdout(writer.try_clone().expect("a pipe"))
            .stderr(writer);
        let mut child = command.spawn().expect("the program");
        // Our copy of the writing end must go, or the reader waits for ever.
        drop(command);
        let mut output = String::new();
        reader.read_to_string(&mut output).expect("UTF-8");
        let code = child.wait().expect("the program").code();
        let status = match code {
            Some(0) if output.starts_with("> ") => "? success\n".to_owned(),
            Some(0) => String::new(),
            code => format!("? {}\n", code.unwrap_or(-1)),
        };
        let output = path.map_or(output.clone(), |path| picked(&output, path)).replace("\r\n", "\n");
        let end = if output.is_empty() || output.ends_with('\n') { "" } else { "\n" };
        format!("{status}{output}{end}")
    }
}

/// What a command prints, with `...` and `[..]` wherever the file shows these for it.
fn elided(printed: String, shown: &str) -> String {
    let elided = NormalizeToExpected::new().redact().normalize(Data::text(printed.clone()), &Data::text(shown));
    elided.render().unwrap_or(printed)
}

/// The words of a command line, without their quotation marks.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), c) => word.get_or_insert_default().push(c),
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (None, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// What `jq PATH` prints for each line of JSON; a path is of keys and numbers: `.statements[0]`.
fn picked(lines: &str, path: &str) -> String {
    let path = path.trim_matches('\'').replace('[', ".").replace(']', "");
    let steps: Vec<&str> = path.split('.').filter(|step| !step.is_empty()).collect();
    let mut picked = String::new();
    for line in lines.lines() {
        let value: Value = serde_json::from_str(line).expect("JSON");
        let part = steps.iter().try_fold(&value, |value, step| match step.parse::<usize>() {
            Ok(number) => value.get(number),
            Err(_) => value.get(step),
        });
        picked += &serde_json::to_string_pretty(part.unwrap_or(&Value::Null)).expect("JSON");
        picked.push('\n');
    }
    picked
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).expect("a folder");
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}

#[test]
fn a_path_picks_a_part_of_json() {
    let line = r#"{"statements":[{"quote":"a\n\nb"}]}"#;
    assert_eq!(picked(line, "'.statements[0].quote'"), "\"a\\n\\nb\"\n");
    assert_eq!(picked(line, "."), "{\n  \"statements\": [\n    {\n      \"quote\": \"a\\n\\nb\"\n    }\n  ]\n}\n");
}

#[test]
fn words_keep_what_is_quoted() {
    assert_eq!(words(r#"onrecord query "a b" '"c d" -e' x"#), ["onrecord", "query", "a b", "\"c d\" -e", "x"]);
}
