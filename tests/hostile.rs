//! Articles written to do harm, with commands for a terminal, a spreadsheet, LaTeX or a web page in every field, and folders
//! and archives that point elsewhere. They are shown as plain text, and nothing outside the folder is written.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::packing::{Tar, Zip};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Commands to a terminal: a colour that the program never uses, a title, a cleared screen, and the same in one byte.
const COMMANDS: &str = "\u{1b}[45m\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}45m\u{8}\u{7f}\u{0}\u{85}";
/// Characters that change the direction of a text, or are invisible.
const INVISIBLE: &str = "\u{202e}\u{2066}\u{200f}\u{200b}\u{feff}\u{ad}";
/// Markup of web pages, spreadsheets, LaTeX and Markdown.
const MARKUP: &str = "<script>alert(1)</script><img src=x onerror=alert(1)> =1+1 \\input{/etc/passwd} } { % $ & # _ ^ ~ [a](javascript:b) `c` |d|";

fn hostile(name: &str) -> String {
    format!("=cmd|' /C calc'!A0 {name}{COMMANDS}{INVISIBLE} {MARKUP}\r\n\tTY  - JOUR\nER  - \n@article{{x,}}\n")
}

struct Archive {
    home: TempDir,
}

impl Archive {
    /// A folder with an article of bad fields at a bad path, a very long one, and a good one.
    fn new() -> Self {
        let archive = Self { home: tempfile::tempdir().expect("a directory") };
        let news = archive.home.path().join("news");
        let folder = news.join("=2+2\u{1b}[45m\u{202e}<b>");
        fs::create_dir_all(&folder).expect("a folder");
        let said = "“The dam holds \u{1b}[45m\u{202e}<script>alert(1)</script> =1+1 \\input{x} | and *so* do we,”";
        let body = format!(
            "=1+1 {COMMANDS}{INVISIBLE}\n\n{said} said Ida \u{1b}[45mHolm, an engineer of Bellrope\u{202e} Bank.\n\nIda Holm declined to comment. {MARKUP}"
        );
        let bad = json!({
            "id": hostile("id"),
            "title": hostile("title"),
            "authors": [hostile("author"), "Ida Holm\u{1b}[45m"],
            "outlet": hostile("outlet"),
            "publication": hostile("publication"),
            "url": format!("javascript:alert(1)//{}", hostile("url")),
            "section": hostile("section"),
            "keywords": [hostile("keyword")],
            "description": hostile("description"),
            "language": "en",
            "date": "2024-02-29",
            "body": body,
        });
        fs::write(folder.join("@SUM(1)\u{1b}[45m\n\u{7f}`$(x)`.json"), bad.to_string()).expect("a file");
        let long = json!({
            "id": "x".repeat(100_000),
            "title": "A very long headline ".repeat(5_000),
            "authors": ["Ida Holm ".repeat(2_000)],
            "outlet": "Harbour Post ".repeat(5_000),
            "url": format!("https://a.example/{}", "a/".repeat(50_000)),
            "section": "news ".repeat(10_000),
            "date": "9".repeat(10_000),
            "body": format!("“The dam holds,” said Jan {}Moe, an engineer.", "x".repeat(50_000)),
        });
        fs::write(news.join(format!("{}.json", "n".repeat(240))), long.to_string()).expect("a file");
        let good = "The dam\n\n“The dam holds and we are glad of it,” said Nora Steel, an engineer.\n";
        fs::write(news.join("good.txt"), good).expect("a file");
        let draft = format!(
            "Draft {COMMANDS}\n\n“The dam holds and we were glad of it \u{1b}[45m,” said Nora \u{1b}[45mSteel.\n\n{said} said Ida Holm.\n"
        );
        fs::write(archive.home.path().join("draft.md"), draft).expect("a file");
        let output = archive.run(&["index", "news"]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        archive
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(arguments)
            .current_dir(self.home.path())
            .env("ONRECORD_INDEX", self.home.path().join("index"))
            .env("CLICOLOR_FORCE", "1")
            .env_remove("NO_COLOR")
            .output()
            .expect("the program")
    }

    fn output_of(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_ne!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output.stderr));
        assert_harmless(&format!("{arguments:?}"), &text(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn lines(&self, arguments: &[&str]) -> Vec<Value> {
        let printed = self.output_of(&[arguments, &["--format", "jsonl"]].concat());
        assert!(!printed.trim_end().chars().any(|c| c.is_control() && c != '\n'), "{printed:?}");
        printed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Panics unless the text is safe for a terminal: no commands but the program's own colours, and no invisible characters.
fn assert_harmless(what: &str, shown: &str) {
    let mut plain = String::new();
    let mut rest = shown;
    while let Some((before, command)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        let style = command.strip_prefix('[').and_then(|command| command.split_once('m'));
        let Some((codes, after)) = style.filter(|(codes, _)| codes.chars().all(|c| c.is_ascii_digit() || c == ';'))
        else {
            panic!("{what}: a command to the terminal: {:?}", command.chars().take(20).collect::<String>());
        };
        assert!(!codes.split(';').any(|code| code == "45"), "{what}: a colour from the article");
        rest = after;
    }
    plain.push_str(rest);
    let bad = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || matches!(c, '\u{200b}' | '\u{feff}')
    };
    let found: BTreeSet<char> = plain.chars().filter(|c| bad(*c)).collect();
    assert!(found.is_empty(), "{what}: {found:?}");
}

#[test]
fn articles_cannot_command_the_terminal() {
    let archive = Archive::new();
    let hits = archive.lines(&["query", "--all", "--expand"]);
    let bad = hits.iter().find(|hit| hit["quote"].as_str().is_some_and(|quote| quote.contains("<script>")));
    let bad = bad.expect("the bad article is found");
    let id = bad["id"].as_str().expect("an id");
    let article = id.rsplit_once('#').expect("a number").0;
    let speaker = bad["speaker"].as_str().unwrap_or("Ida Holm");
    let commands: &[&[&str]] = &[
        &["index", "news", "nowhere\u{1b}[45m"],
        &["query", "--all", "--expand"],
        &["query", "--all", "--articles"],
        &["query", "dam", "--facets", "--timeline"],
        &["query", "kind:declined"],
        &["query", "nothing\u{1b}[45m\u{202e}like this"],
        &["query", "speker:\u{1b}[45m"],
        &["list", "speakers"],
        &["list", "organizations"],
        &["list", "topics"],
        &["list", "outlets"],
        &["list", "authors"],
        &["list", "cues"],
        &["show", id],
        &["show", article],
        &["show", "no\u{1b}[45m such"],
        &["explain", id],
        &["explain", article],
        &["speaker", speaker],
        &["speaker", "Nora Steel"],
        &["compare", speaker, "Nora Steel"],
        &["check"],
        &["verify", "draft.md"],
    ];
    for command in commands {
        // The arguments of a process cannot contain a zero byte.
        let command: Vec<String> = command.iter().map(|argument| argument.replace('\0', "")).collect();
        let command: Vec<&str> = command.iter().map(String::as_str).collect();
        let output = archive.run(&command);
        assert_harmless(&format!("{command:?}"), &text(&output.stdout));
        assert_harmless(&format!("{command:?}"), &text(&output.stderr));
    }
    assert!(archive.output_of(&["query", "dam", "--all"]).contains('\u{1b}'), "the program's own colours");
}

#[test]
fn json_is_valid_and_keeps_the_text() {
    let archive = Archive::new();
    for question in [&["query", "--all"][..], &["query", "--all", "--articles"], &["list", "outlets"], &["check"]] {
        assert!(!archive.lines(question).is_empty());
    }
    let extracted = archive.output_of(&["extract", "news"]);
    let articles: Vec<Value> = extracted.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(articles.len(), 3);
    let bad = articles.iter().find(|article| article["body"].as_str().is_some_and(|body| body.contains(COMMANDS)));
    assert!(bad.is_some(), "the unchanged text");
}

#[test]
fn articles_cannot_command_tables_and_citations() {
    let archive = Archive::new();
    for format in ["csv", "excel"] {
        for question in
            [&["query", "--all"][..], &["query", "--all", "--articles"], &["list", "outlets"], &["list", "authors"]]
        {
            if format == "excel" && question[0] == "list" {
                continue;
            }
            let printed = archive.output_of(&[question, &["--format", format]].concat());
            let mut table = csv::Reader::from_reader(printed.trim_start_matches('\u{feff}').as_bytes());
            for row in table.records() {
                for cell in &row.expect("a row") {
                    assert!(!cell.chars().any(char::is_control), "{format}: {cell:?}");
                    assert!(!cell.starts_with(['=', '+', '-', '@']), "{format}: {cell:?}");
                }
            }
        }
    }
    let ris = archive.output_of(&["query", "--all", "--format", "ris"]);
    let count = archive.lines(&["query", "--all"]).len();
    let tagged = |line: &str| {
        let (tag, after) = line.split_at_checked(2).unwrap_or_default();
        tag.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()) && after.starts_with("  - ")
    };
    for line in ris.lines() {
        assert!(line.is_empty() || tagged(line), "{line:?}");
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
    assert_eq!(ris.lines().filter(|line| line.starts_with("TY  - ")).count(), count);
    assert_eq!(ris.lines().filter(|line| line.starts_with("ER  -")).count(), count);

    let bibtex = archive.output_of(&["query", "--all", "--format", "bibtex"]);
    assert!(!bibtex.chars().any(|c| c.is_control() && c != '\n'), "{bibtex:?}");
    assert_eq!(bibtex.lines().filter(|line| line.starts_with('@')).count(), count, "{bibtex}");
    let mut depth = 0_i32;
    let mut before = ' ';
    for c in bibtex.chars() {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        assert!(depth >= 0, "a brace too many: {bibtex}");
        assert!(!(before == '\\' && c == 'i'), "\\input: {bibtex}");
        before = c;
    }
    assert_eq!(depth, 0, "{bibtex}");

    let markdown = archive.output_of(&["query", "--all", "--format", "markdown"]);
    assert!(!markdown.chars().any(|c| c.is_control() && c != '\n'), "{markdown:?}");
    let page: Vec<pulldown_cmark::Event<'_>> = pulldown_cmark::Parser::new(&markdown).collect();
    for event in &page {
        use pulldown_cmark::{Event, Tag};
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML in Markdown: {html}"),
            Event::Code(code) => panic!("code in Markdown: {code}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(dest_url.starts_with("http"), "a link to {dest_url}");
            }
            Event::Start(Tag::Image { dest_url, .. }) => panic!("an image of {dest_url}"),
            _ => {}
        }
    }
}

/// All files below a folder.
fn files(folder: &Path) -> BTreeSet<PathBuf> {
    ignore::WalkBuilder::new(folder)
        .standard_filters(false)
        .build()
        .flatten()
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.into_path())
        .collect()
}

#[test]
fn an_archive_cannot_reach_outside() {
    let home = tempfile::tempdir().expect("a directory");
    let news = home.path().join("a/news");
    fs::create_dir_all(&news).expect("a folder");
    let secret = home.path().join("secret.txt");
    fs::write(&secret, "Secret\n\n“Nobody must read this,” said Ida Holm, an engineer.\n").expect("a file");
    let article = "Dam\n\n“The dam holds,” said Nora Steel, an engineer.\n";
    let (mut zip, mut tar) = (Zip::new(), Tar::new());
    for name in ["../../escaped.txt", "/tmp/../escaped.txt", "a/../../../escaped.txt", "good.txt"] {
        zip.add(name, article);
        tar.add(name, article);
    }
    tar.link("link.txt", &secret.to_string_lossy());
    tar.link("up.txt", "../../secret.txt");
    tar.link("folder", "../..");
    tar.add("folder/secret.txt", article);
    fs::write(news.join("a.zip"), zip.bytes()).expect("a file");
    fs::write(news.join("a.tar"), tar.bytes()).expect("a file");
    let before = files(home.path());
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["extract", "news"])
        .current_dir(home.path().join("a"))
        .output()
        .expect("the program");
    let printed = text(&output.stdout);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(printed.contains("The dam holds") && !printed.contains("Nobody must read"), "{printed}");
    assert_eq!(files(home.path()), before);
}

/// The user made the links in a folder, often to assemble an archive, so they are followed wherever they lead. The files
/// are read under the link's path and never written.
#[test]
fn a_link_in_a_folder_is_followed_once_and_under_its_own_name() {
    let home = tempfile::tempdir().expect("a directory");
    let (news, other) = (home.path().join("news"), home.path().join("other"));
    fs::create_dir(&news).expect("a folder");
    fs::create_dir(&other).expect("a folder");
    let article = |words: &str| format!("Dam\n\n“{words},” said Ida Holm, an engineer.\n");
    fs::write(other.join("outside.txt"), article("The outer dam holds")).expect("a file");
    fs::write(home.path().join("file.txt"), article("The inner dam holds")).expect("a file");
    std::os::unix::fs::symlink("../other", news.join("linked")).expect("a link");
    std::os::unix::fs::symlink("../file.txt", news.join("one.txt")).expect("a link");
    std::os::unix::fs::symlink("../news", other.join("back")).expect("a link");
    std::os::unix::fs::symlink("/dev/zero", news.join("zero.txt")).expect("a link");
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["extract", "news"])
        .current_dir(home.path())
        .output()
        .expect("the program");
    let (printed, said) = (text(&output.stdout), text(&output.stderr));
    let paths: Vec<String> = printed
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["path"].as_str().expect("a path").to_owned())
        .collect();
    assert_eq!(paths, ["news/linked/outside.txt", "news/one.txt"], "{said}");
    assert!(said.contains("back: ") && said.contains("zero.txt: neither a file nor a folder"), "{said}");
}
