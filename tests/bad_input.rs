//! Bad input gets one line that says what is wrong, where, and what to do. The other files are indexed.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const GOOD: &str = "Dam holds\n\n“The dam holds,” said Ida Holm, an engineer.\n";

fn onrecord(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(arguments)
        .current_dir(home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CACHE_HOME", home.join("data"))
        .env("NO_COLOR", "1")
        .output()
        .expect("the program")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn folder() -> TempDir {
    let home = tempfile::tempdir().expect("a directory");
    fs::create_dir(home.path().join("news")).expect("a folder");
    fs::write(home.path().join("news/good.txt"), GOOD).expect("a file");
    home
}

/// Indexes a folder with one bad file, and checks the line about it.
fn is_skipped(name: &str, bytes: &[u8], line: &str) {
    let home = folder();
    fs::write(home.path().join("news").join(name), bytes).expect("a file");
    let output = onrecord(home.path(), &["index", "news"]);
    let said = text(&output.stderr);
    assert!(output.status.success(), "{said}");
    let about: Vec<&str> = said.lines().filter(|line| line.contains(name)).collect();
    assert_eq!(about.len(), 1, "{said}");
    assert!(about[0].contains(line), "{said}");
    assert!(said.contains("1 article, 1 statement"), "{said}");
}

#[test]
fn bad_files_get_one_line_each() {
    is_skipped("empty.txt", b"", "the file is empty");
    is_skipped("blank.md", b" \n\n ", "the file is empty");
    is_skipped("binary.txt", &[0, 159, 146, 150, 0, 1], "the file holds no text");
    is_skipped("cut.json", b"{\"title\": \"A\",\n \"body\": \"cut o", ":2: the JSON is cut short; fix the file");
    is_skipped("number.json", b"42", "no article in this JSON");
    is_skipped(
        "bodiless.json",
        b"{\"title\":\"A\",\"link\":\"b\"}",
        "an object without text (its fields: title, link)",
    );
    is_skipped("deep.json", "[".repeat(100_000).as_bytes(), "invalid JSON (recursion limit exceeded)");
    is_skipped("frame.html", b"<html><body><nav>Home</nav></body></html>", "a page without article text");
    let page = |tag: &str| format!("<html><body>{}“Deep,” said Ann Porter.</body></html>", tag.repeat(30_000));
    is_skipped("nested.html", page("<div>").as_bytes(), "HTML with more than 256 elements inside each other");
    is_skipped("open.html", page("<b>").as_bytes(), "HTML with more than 4096 elements that are never closed");
    is_skipped("front.md", b"---\ntitle: [\n---\n\nText.\n", "the front matter is not YAML");
}

#[test]
fn files_of_other_formats_are_counted() {
    let home = folder();
    fs::write(home.path().join("news/a.png"), b"png").expect("a file");
    fs::write(home.path().join("news/b.docx"), b"docx").expect("a file");
    let said = text(&onrecord(home.path(), &["index", "news"]).stderr);
    assert!(said.contains("2 skipped (1 unsupported format (.docx), 1 unsupported format (.png))"), "{said}");
    assert!(!said.contains("a.png"), "{said}");
}

#[test]
fn a_large_file_is_reported_and_large_json_lines_are_read() {
    let home = folder();
    let large = fs::File::create(home.path().join("news/large.txt")).expect("a file");
    large.set_len(300 << 20).expect("300 MB");
    let mut lines = fs::File::create(home.path().join("news/lines.jsonl")).expect("a file");
    let padding = " ".repeat(1 << 20);
    for number in 0..70 {
        writeln!(lines, "{{\"id\":{number},{padding}\"body\":\"“Dam {number} holds,” said Jan Moe.\"}}")
            .expect("a line");
    }
    let output = onrecord(home.path(), &["index", "news"]);
    let said = text(&output.stderr);
    assert!(
        said.contains(
            "large.txt: the file has 300 MB, and one article may have 64 MB; save many articles as JSON Lines"
        ),
        "{said}"
    );
    assert!(said.contains("71 articles, 71 statements"), "{said}");
}

#[test]
fn other_encodings_than_utf8_are_read() {
    let home = folder();
    fs::write(home.path().join("news/latin.txt"), b"Caf\xe9\n\n\"The caf\xe9 is shut,\" said Ren\xe9e Holm.\n")
        .expect("a file");
    let wide: Vec<u8> = format!("\u{feff}{GOOD}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(home.path().join("news/wide.txt"), wide).expect("a file");
    onrecord(home.path(), &["index", "news"]);
    let found = text(&onrecord(home.path(), &["query", "--speaker", "renee holm"]).stdout);
    assert!(found.contains("\"The café is shut,\""), "{found}");
    assert_eq!(text(&onrecord(home.path(), &["query", "dam", "--count", "--expand"]).stdout), "2\n");
}

#[cfg(unix)]
#[test]
fn broken_and_circular_links_are_reported() {
    let home = folder();
    std::os::unix::fs::symlink("nothing.txt", home.path().join("news/dangling.txt")).expect("a link");
    std::os::unix::fs::symlink("../news", home.path().join("news/loop")).expect("a link");
    let output = onrecord(home.path(), &["index", "news"]);
    let said = text(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("dangling.txt: the file is gone or is a broken link"), "{said}");
    assert!(said.contains("loop: "), "{said}");
}

#[test]
fn a_folder_without_articles_says_so() {
    let home = tempfile::tempdir().expect("a directory");
    fs::create_dir(home.path().join("news")).expect("a folder");
    let output = onrecord(home.path(), &["index", "news"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("no article was found"), "{}", text(&output.stderr));
}

#[test]
fn a_folder_that_is_not_an_index_is_never_changed() {
    let home = folder();
    let output = onrecord(home.path(), &["index", "--index", "news", "news"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("this is not an onrecord index"), "{}", text(&output.stderr));
    let output = onrecord(home.path(), &["index", "--index", "news/good.txt", "news"]);
    assert_eq!(output.status.code(), Some(2));
    let output = onrecord(home.path(), &["index", "--rebuild", "--index", "news", "news"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(home.path().join("news/good.txt").exists());
}

#[test]
fn control_characters_stay_out_of_the_terminal() {
    let home = folder();
    let article = "\u{1b}[31mRed\u{7}\n\n“The \u{202e}dam\u{1b}]0;title\u{7} holds,” said Ida\u{1b}[2J Holm.\n";
    fs::write(home.path().join("news/evil.txt"), article).expect("a file");
    onrecord(home.path(), &["index", "news"]);
    let shown = text(&onrecord(home.path(), &["query", "dam"]).stdout);
    assert!(shown.contains("2 statements"), "{shown}");
    assert!(!shown.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{shown:?}");
}

#[test]
fn json_keeps_every_code_point() {
    let home = folder();
    let body = "“We go\u{7f} now,” said Ann\u{85} Porter.\u{1}";
    fs::write(home.path().join("news/odd.json"), serde_json::json!({ "title": "Odd", "body": body }).to_string())
        .expect("a file");
    let output = text(&onrecord(home.path(), &["extract", "news/odd.json"]).stdout);
    assert!(!output.trim_end().chars().any(char::is_control), "{output:?}");
    let article: onrecord::ArticleJson = serde_json::from_str(&output).expect("JSON");
    assert_eq!(article.body, body);
    assert_eq!(article.statements[0].quote, "“We go\u{7f} now,”");
}

#[test]
fn a_rebuild_that_cannot_start_changes_nothing() {
    let home = folder();
    onrecord(home.path(), &["index", "news"]);
    assert_eq!(onrecord(home.path(), &["index", "--rebuild", "nowhere"]).status.code(), Some(2));
    assert_eq!(text(&onrecord(home.path(), &["query", "--count"]).stdout), "1\n");
    let marker = home.path().join("data/onrecord/index/onrecord.json");
    fs::write(&marker, "").expect("damaged");
    let said = text(&onrecord(home.path(), &["query", "dam"]).stderr);
    assert!(said.contains("repair it with `onrecord repair --index "), "{said}");
    assert!(onrecord(home.path(), &["index", "--rebuild", "news"]).status.success());
    assert_eq!(text(&onrecord(home.path(), &["query", "--count"]).stdout), "1\n");
}

#[test]
fn an_index_inside_the_folder_is_left_out() {
    let home = folder();
    for _ in 0..2 {
        let said = text(&onrecord(home.path(), &["index", "--index", "news/own.index", "news"]).stderr);
        assert!(said.contains("1 article, ") && !said.contains("skipped"), "{said}");
    }
}
