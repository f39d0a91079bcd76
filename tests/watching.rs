//! `onrecord watch` follows its folders while it runs, and leaves a whole index when it stops.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// The test fails if a change is not reported within this time. A normal machine needs less than a second.
const PATIENCE: Duration = Duration::from_secs(120);

struct Watched {
    child: Child,
    lines: Receiver<String>,
}

impl Watched {
    fn start(home: &std::path::Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(["watch", "--pause", "0.2", "--index"])
            .args([home.join("index"), home.join("news")])
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let (sender, lines) = channel();
        let stderr = BufReader::new(child.stderr.take().expect("its messages"));
        std::thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { child, lines }
    }

    /// Waits for a line with these words.
    fn says(&self, words: &str) {
        let mut said = Vec::new();
        loop {
            let line = self.lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no “{words}” after {said:#?}"));
            if line.contains(words) {
                return;
            }
            said.push(line);
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn article(words: &str) -> String {
    format!("Headline\n\n“{words},” said Ida Holm, an engineer.\n")
}

#[test]
fn new_changed_and_removed_files_are_followed() {
    let home = tempfile::tempdir().expect("a directory");
    let news = home.path().join("news");
    fs::create_dir(&news).expect("a folder");
    fs::write(news.join("a.txt"), article("The dam holds")).expect("a file");
    let watched = Watched::start(home.path());
    watched.says("files: 1 new");
    watched.says("watching");
    fs::create_dir(news.join("late")).expect("a folder");
    fs::write(news.join("late/b.txt"), article("The dam leaks")).expect("a file");
    watched.says("files: 1 new, 1 unchanged");
    fs::write(news.join("a.txt"), article("The dam is mended now")).expect("a file");
    watched.says("files: 1 changed, 1 unchanged");
    fs::remove_file(news.join("late/b.txt")).expect("removed");
    watched.says("files: 1 removed, 1 unchanged");
    drop(watched);
    let found = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["query", "speaker:holm", "--count", "--index"])
        .arg(home.path().join("index"))
        .output()
        .expect("the program");
    assert_eq!(String::from_utf8_lossy(&found.stdout).trim(), "1");
}
