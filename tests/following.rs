//! The index follows its folders: new, changed, removed and unreadable files, with nothing lost on the way.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use onrecord::index::{Index, Progress, Update, update};
use onrecord::query::Query;
use onrecord::search::{Page, Search, Sort};
use onrecord::source::Overrides;
use tempfile::TempDir;

struct Newsroom {
    home: TempDir,
}

impl Newsroom {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a directory");
        fs::create_dir(home.path().join("news")).expect("a folder");
        Self { home }
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("news")
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.folder().join(name), text).expect("a file");
    }

    fn index(&self) -> Index {
        Index::open_or_create(&self.home.path().join("index")).expect("an index")
    }

    fn update(&self) -> Update {
        update(&self.index(), &[self.folder()], &Overrides::default(), &|_| ()).expect("an update")
    }

    /// The words of all statements that match, sorted.
    fn said(&self, query: &str) -> Vec<String> {
        said(&self.index(), query)
    }
}

fn said(index: &Index, query: &str) -> Vec<String> {
    let query: Query = query.parse().expect("a query");
    let page = Page { sort: Sort::Relevance, limit: 1000, offset: 0 };
    let found = Search::new(index).expect("a search").statements(&query, page).expect("an answer");
    let mut said: Vec<String> = found.hits.into_iter().map(|hit| hit.statement.quote).collect();
    said.sort();
    said
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?.path();
        let target = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() { copy(&entry, &target)? } else { fs::copy(&entry, target).map(drop)? }
    }
    Ok(())
}

/// Copies an index as it is at one moment: again, where segments were merged meanwhile.
fn copy_at_once(from: &Path, to: &Path) {
    let segments = || fs::read(from.join("tantivy/meta.json")).expect("the list of segments");
    loop {
        let before = segments();
        if copy(from, to).is_ok() && segments() == before {
            return;
        }
        fs::remove_dir_all(to).expect("a copy");
    }
}

fn article(words: &str) -> String {
    format!("Headline\n\n“{words},” said Ida Holm, an engineer.\n")
}

#[test]
fn only_what_changed_is_read_again() {
    let room = Newsroom::new();
    room.write("a.txt", article("The dam holds"));
    room.write("b.txt", article("The dam leaks"));
    assert_eq!(room.update().new, 2);
    assert_eq!(room.said("speaker:holm"), ["“The dam holds,”", "“The dam leaks,”"]);

    assert_eq!((room.update().unchanged, room.update().is_empty()), (2, true));

    room.write("b.txt", article("The dam is mended now"));
    fs::remove_file(room.folder().join("a.txt")).expect("removed");
    room.write("c.txt", article("The dam is shut"));
    let third = room.update();
    assert_eq!((third.new, third.changed, third.removed), (1, 1, 1));
    assert_eq!(room.said("speaker:holm"), ["“The dam is mended now,”", "“The dam is shut,”"]);
}

#[test]
fn a_file_that_breaks_keeps_what_was_indexed() {
    let room = Newsroom::new();
    room.write("a.json", r#"{"title":"A","body":"“The dam holds,” said Ida Holm."}"#);
    room.write("b.txt", article("The dam leaks"));
    room.update();
    room.write("a.json", r#"{"title":"A","body":"“The dam ho"#);
    let broken = room.update();
    assert_eq!(broken.passed_over.skipped.len(), 1);
    assert!(broken.passed_over.skipped[0].to_string().contains("cut short"), "{}", broken.passed_over.skipped[0]);
    assert_eq!(room.said("dam").len(), 2);
    // It is looked at again until it is mended.
    assert_eq!(room.update().passed_over.skipped.len(), 1);
    room.write("a.json", r#"{"title":"A","body":"“The dam stands,” said Ida Holm."}"#);
    assert_eq!(room.update().changed, 1);
    assert_eq!(room.said("stands").len(), 1);
}

#[test]
fn other_folders_stay_as_they_are() {
    let room = Newsroom::new();
    room.write("a.txt", article("The dam holds"));
    let other = tempfile::tempdir().expect("a directory");
    fs::write(other.path().join("b.txt"), article("The bridge holds")).expect("a file");
    room.update();
    let index = room.index();
    update(&index, &[other.path().to_owned()], &Overrides::default(), &|_| ()).expect("an update");
    room.update();
    assert_eq!(said(&index, "holds").len(), 2);
}

#[test]
fn an_entry_gone_from_a_file_is_gone_from_the_index() {
    let room = Newsroom::new();
    let line =
        |id: u8, words: &str| format!("{{\"id\":{id},\"title\":\"T\",\"body\":\"“{words},” said Ida Holm.\"}}\n");
    room.write("a.jsonl", line(1, "One it is") + "not json\n" + &line(2, "Two it is"));
    let first = room.update();
    assert_eq!(first.passed_over.skipped.len(), 1);
    assert!(
        first.passed_over.skipped[0]
            .to_string()
            .ends_with("a.jsonl, entry 2: invalid JSON (expected ident); fix the file or download it again"),
        "{}",
        first.passed_over.skipped[0]
    );
    assert_eq!(room.said("it").len(), 2);
    room.write("a.jsonl", line(2, "Two it is now"));
    room.update();
    assert_eq!(room.said("it"), ["“Two it is now,”"]);
}

#[test]
fn entries_that_are_as_they_were_are_kept() {
    let room = Newsroom::new();
    let line =
        |id: u8, words: &str| format!("{{\"id\":{id},\"body\":\"“{words} it is,” said Ida Holm of Bell Bank.\"}}\n");
    let numbers = ["One", "Two", "Three", "Four", "Five", "Six"];
    let mut lines: Vec<String> = (1..).zip(numbers).map(|(id, words)| line(id, words)).collect();
    room.write("a.jsonl", lines.concat());
    room.write("b.jsonl", lines.concat());
    assert_eq!(room.update().kept, 0);

    lines[2] = line(3, "Thirty");
    lines[4] = "no article\n".to_owned();
    lines.truncate(5);
    room.write("a.jsonl", lines.concat());
    let second = room.update();
    assert_eq!((second.changed, second.unchanged, second.kept), (1, 1, 3));
    assert_eq!(second.passed_over.skipped.len(), 1);
    let others = ["“Five it is,”", "“Four it is,”", "“One it is,”", "“Six it is,”", "“Three it is,”", "“Two it is,”"];
    let said: Vec<String> = room.said("it");
    assert_eq!(said, [&others[..3], &["“Six it is,”", "“Thirty it is,”"], &others[4..]].concat());
    assert_eq!(room.said("Thirty").len(), 1);

    // An entry is known by its place, and what was not kept the run before is kept in the next one.
    lines.push(line(7, "Seven"));
    room.write("a.jsonl", lines.concat());
    assert_eq!(room.update().kept, 4);
    lines.insert(0, line(0, "Zero"));
    room.write("a.jsonl", lines.concat());
    assert_eq!(room.update().kept, 0);
    assert_eq!(room.said("Zero").len(), 1);

    // All are read again where they would be read otherwise.
    room.write("names.toml", "[person]\n\"Ida Holm\" = \"Ida Marie Holm\"\n");
    lines.push(line(8, "Eight"));
    room.write("a.jsonl", lines.concat());
    assert_eq!(room.update().kept, 0);

    let fresh = Newsroom::new();
    copy(&room.folder(), &fresh.folder()).expect("a copy");
    fresh.update();
    for query in ["", "it", "speaker:\"Ida Marie Holm\"", "org:\"Bell Bank\" seven"] {
        assert_eq!(room.said(query), fresh.said(query), "{query}");
    }
}

#[test]
fn a_run_that_breaks_off_in_a_file_is_taken_up_where_it_was_safe() {
    let room = Newsroom::new();
    let line = |id: usize| format!("{{\"id\":{id},\"body\":\"“Number {id} it is,” said Ida Holm.\"}}\n");
    room.write("a.jsonl", (0..9).map(line).collect::<String>());
    // An index as a run that was killed leaves it: what stood there when so many articles were safe.
    let broken_off = |safe: usize| {
        let (index, left) = (room.home.path().join("index"), room.home.path().join("left"));
        let progress = |progress: Progress| {
            if progress.articles == safe {
                copy_at_once(&index, &left);
            }
        };
        let running = room.index().committing_every(2);
        update(&running, &[room.folder()], &Overrides::default(), &progress).expect("an update");
        fs::remove_dir_all(&index).and_then(|()| fs::rename(&left, &index)).expect("the index as it was left");
    };
    broken_off(6);
    assert_eq!(room.said("it").len(), 6);
    broken_off(8);
    assert_eq!(room.said("it").len(), 8);
    let last = room.update();
    assert_eq!((last.changed, last.kept, room.said("it").len()), (1, 8, 9));
    assert!(room.update().is_empty());

    // Not where it would be read otherwise now.
    room.write("a.jsonl", (0..9).rev().map(line).collect::<String>());
    broken_off(6);
    room.write("names.toml", "[person]\n\"Ida Holm\" = \"Ida Marie Holm\"\n");
    assert_eq!(room.update().kept, 0);
    assert_eq!(room.said("speaker:\"Ida Marie Holm\"").len(), 9);
}

#[test]
fn any_number_of_threads_gives_the_same_answers() {
    let answers = |threads: usize| {
        let home = tempfile::tempdir().expect("a directory");
        let index = Index::open_or_create(home.path()).expect("an index");
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| update(&index, &[Path::new("sample-corpus").to_owned()], &Overrides::default(), &|_| ()))
            .expect("an update");
        let page = Page { sort: Sort::Relevance, limit: 1000, offset: 0 };
        let query = "the".parse().expect("a query");
        let found = Search::new(&index).expect("a search").statements(&query, page).expect("an answer");
        found.hits.into_iter().map(|hit| (hit.statement.id, hit.score.to_bits())).collect::<Vec<_>>()
    };
    assert_eq!(answers(1), answers(4));
}

#[test]
fn what_is_no_index_is_refused() {
    let home = tempfile::tempdir().expect("a directory");
    fs::write(home.path().join("letter.txt"), "Dear Ida").expect("a file");
    let error = Index::open_or_create(home.path()).expect_err("a foreign directory").to_string();
    assert!(error.contains("this is not an onrecord index"), "{error}");
    fs::remove_file(home.path().join("letter.txt")).expect("removed");
    fs::write(home.path().join("onrecord.json"), r#"{"format":"onrecord index","version":999}"#).expect("a file");
    let error = Index::open(home.path()).expect_err("another version").to_string();
    assert!(error.contains("version 999") && error.contains("--rebuild"), "{error}");
}

#[test]
fn another_outlet_for_a_folder_is_noticed() {
    let room = Newsroom::new();
    room.write("a.txt", article("The dam holds"));
    room.update();
    let overrides = Overrides { outlet: Some("Dam Watch".to_owned()), ..Overrides::default() };
    let second = update(&room.index(), &[room.folder()], &overrides, &|_| ()).expect("an update");
    assert_eq!(second.changed, 1);
    assert_eq!(room.said("outlet:\"dam watch\"").len(), 1);
}

#[test]
fn a_file_that_moves_is_followed() {
    let room = Newsroom::new();
    room.write("harbor_2021-02-03_dam.txt", article("The dam holds"));
    room.update();
    fs::create_dir(room.folder().join("courier")).expect("a folder");
    let (before, after) = ("harbor_2021-02-03_dam.txt", "courier/2021-03-04_dam.txt");
    fs::rename(room.folder().join(before), room.folder().join(after)).expect("moved");
    let second = room.update();
    assert_eq!((second.new, second.changed, second.removed), (1, 0, 1));
    assert_eq!(room.said("outlet:courier since:2021-03"), ["“The dam holds,”"]);
    assert_eq!(room.said("outlet:harbor").len(), 0);
    fs::rename(room.folder().join("courier"), room.folder().join("ledger")).expect("renamed");
    room.update();
    assert_eq!((room.said("outlet:ledger").len(), room.said("outlet:courier").len()), (1, 0));
}

#[test]
fn rules_for_outlets_are_noticed_when_they_change() {
    let room = Newsroom::new();
    fs::create_dir(room.folder().join("pc")).expect("a folder");
    room.write("pc/a.txt", article("The dam holds"));
    room.write("b.json", r#"{"title":"B","outlet":"The Plains-Courier","body":"“The dam leaks,” said Ida Holm."}"#);
    room.update();
    assert_eq!(room.said("outlet:\"Plains Courier\"").len(), 1, "a part of the name");

    let rules = "[folder]\n\"pc\" = \"Plains Courier\"\n[name]\n\"The Plains-Courier\" = \"Plains Courier\"\n";
    room.write("outlets.toml", rules);
    let second = room.update();
    assert_eq!((second.changed, second.passed_over.len()), (2, 0));
    assert_eq!(room.said("outlet:\"Plains Courier\"").len(), 2);
    assert!(room.update().is_empty());

    room.write("outlets.toml", rules.replace("pc", "other"));
    assert_eq!(room.update().changed, 2);
    room.write("outlets.toml", "[folder]\npc = 3\n");
    let error = update(&room.index(), &[room.folder()], &Overrides::default(), &|_| ()).expect_err("a mistake");
    assert!(error.to_string().contains("outlets.toml: line 2"), "{error}");
}
