//! Index updates: new, changed, removed, moved and unreadable files, without loss.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::packing::Tar;
use onrecord::{ErrorKind, Index, Overrides, Page, Progress, Query, Search, Sort, Update, Updater};
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
        Updater::new(&self.index()).update(&[self.folder()]).expect("an update")
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
    let mut said: Vec<String> = found.hits.into_iter().map(|hit| hit.quote).collect();
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

/// Copies a consistent state of an index: starts again if segments were merged meanwhile.
fn copy_consistently(from: &Path, to: &Path) {
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
fn only_changed_files_are_read_again() {
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
fn a_file_that_becomes_unreadable_keeps_its_articles() {
    let room = Newsroom::new();
    room.write("a.json", r#"{"title":"A","body":"“The dam holds,” said Ida Holm."}"#);
    room.write("b.txt", article("The dam leaks"));
    room.update();
    room.write("a.json", r#"{"title":"A","body":"“The dam ho"#);
    let broken = room.update();
    assert_eq!(broken.skipped_files.skipped.len(), 1);
    assert!(broken.skipped_files.skipped[0].to_string().contains("cut short"), "{}", broken.skipped_files.skipped[0]);
    assert_eq!(room.said("dam").len(), 2);
    // Every run reads it again until it is repaired.
    assert_eq!(room.update().skipped_files.skipped.len(), 1);
    room.write("a.json", r#"{"title":"A","body":"“The dam stands,” said Ida Holm."}"#);
    assert_eq!(room.update().changed, 1);
    assert_eq!(room.said("stands").len(), 1);
}

#[test]
fn an_update_of_one_folder_keeps_the_others() {
    let room = Newsroom::new();
    room.write("a.txt", article("The dam holds"));
    let other = tempfile::tempdir().expect("a directory");
    fs::write(other.path().join("b.txt"), article("The bridge holds")).expect("a file");
    room.update();
    let index = room.index();
    Updater::new(&index).update(&[other.path().to_owned()]).expect("an update");
    room.update();
    assert_eq!(said(&index, "holds").len(), 2);
}

#[test]
fn an_entry_removed_from_a_file_leaves_the_index() {
    let room = Newsroom::new();
    let line =
        |id: u8, words: &str| format!("{{\"id\":{id},\"title\":\"T\",\"body\":\"“{words},” said Ida Holm.\"}}\n");
    room.write("a.jsonl", line(1, "One it is") + "not json\n" + &line(2, "Two it is"));
    let first = room.update();
    assert_eq!(first.skipped_files.skipped.len(), 1);
    assert!(
        first.skipped_files.skipped[0]
            .to_string()
            .ends_with("a.jsonl, entry 2: invalid JSON (expected ident); fix the file or download it again"),
        "{}",
        first.skipped_files.skipped[0]
    );
    assert_eq!(room.said("it").len(), 2);
    room.write("a.jsonl", line(2, "Two it is now"));
    room.update();
    assert_eq!(room.said("it"), ["“Two it is now,”"]);
}

#[test]
fn unchanged_entries_of_a_changed_file_are_kept() {
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
    assert_eq!(second.skipped_files.skipped.len(), 1);
    let others = ["“Five it is,”", "“Four it is,”", "“One it is,”", "“Six it is,”", "“Three it is,”", "“Two it is,”"];
    let said: Vec<String> = room.said("it");
    assert_eq!(said, [&others[..3], &["“Six it is,”", "“Thirty it is,”"], &others[4..]].concat());
    assert_eq!(room.said("Thirty").len(), 1);

    // An entry is identified by its position. An entry that was new in the last run is kept in this one.
    lines.push(line(7, "Seven"));
    room.write("a.jsonl", lines.concat());
    assert_eq!(room.update().kept, 4);
    lines.insert(0, line(0, "Zero"));
    room.write("a.jsonl", lines.concat());
    assert_eq!(room.update().kept, 0);
    assert_eq!(room.said("Zero").len(), 1);

    // New rules for names change how entries are read, so none is kept.
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
fn a_run_killed_within_a_file_resumes_after_the_last_commit() {
    let room = Newsroom::new();
    let line = |id: usize| format!("{{\"id\":{id},\"body\":\"“Number {id} it is,” said Ida Holm.\"}}\n");
    room.write("a.jsonl", (0..9).map(line).collect::<String>());
    // Leaves the index as a killed run leaves it: as it was after the commit of this many articles.
    let kill_after = |committed: usize| {
        let (index, left) = (room.home.path().join("index"), room.home.path().join("left"));
        let progress = |progress: Progress| {
            if progress.articles == committed {
                copy_consistently(&index, &left);
            }
        };
        let running = room.index().committing_every(2);
        Updater::new(&running).on_progress(progress).update(&[room.folder()]).expect("an update");
        fs::remove_dir_all(&index).and_then(|()| fs::rename(&left, &index)).expect("the copied index");
    };
    kill_after(6);
    assert_eq!(room.said("it").len(), 6);
    kill_after(8);
    assert_eq!(room.said("it").len(), 8);
    let last = room.update();
    assert_eq!((last.changed, last.kept, room.said("it").len()), (1, 8, 9));
    assert!(room.update().is_empty());

    // It does not resume if the rules for names changed.
    room.write("a.jsonl", (0..9).rev().map(line).collect::<String>());
    kill_after(6);
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
        pool.install(|| Updater::new(&index).update(&[Path::new("sample-corpus").to_owned()])).expect("an update");
        let page = Page { sort: Sort::Relevance, limit: 1000, offset: 0 };
        let query = "the".parse().expect("a query");
        let found = Search::new(&index).expect("a search").statements(&query, page).expect("an answer");
        found.hits.into_iter().map(|hit| (hit.id(), hit.score.to_bits())).collect::<Vec<_>>()
    };
    assert_eq!(answers(1), answers(4));
}

#[test]
fn a_directory_that_is_not_an_index_is_refused() {
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
fn a_new_outlet_for_a_folder_changes_its_articles() {
    let room = Newsroom::new();
    room.write("a.txt", article("The dam holds"));
    room.update();
    let overrides = Overrides { outlet: Some("Dam Watch".to_owned()), ..Overrides::default() };
    let second = Updater::new(&room.index()).outlets(overrides).update(&[room.folder()]).expect("an update");
    assert_eq!(second.changed, 1);
    assert_eq!(room.said("outlet:\"dam watch\"").len(), 1);
}

#[test]
fn a_moved_file_is_followed() {
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
fn changed_rules_for_outlets_apply_to_all_files() {
    let room = Newsroom::new();
    fs::create_dir(room.folder().join("pc")).expect("a folder");
    room.write("pc/a.txt", article("The dam holds"));
    room.write("b.json", r#"{"title":"B","outlet":"The Plains-Courier","body":"“The dam leaks,” said Ida Holm."}"#);
    room.update();
    assert_eq!(room.said("outlet:\"Plains Courier\"").len(), 1, "the query is part of the name");

    let rules = "[folder]\n\"pc\" = \"Plains Courier\"\n[name]\n\"The Plains-Courier\" = \"Plains Courier\"\n";
    room.write("outlets.toml", rules);
    let second = room.update();
    assert_eq!((second.changed, second.skipped_files.len()), (2, 0));
    assert_eq!(room.said("outlet:\"Plains Courier\"").len(), 2);
    assert!(room.update().is_empty());

    room.write("outlets.toml", rules.replace("pc", "other"));
    assert_eq!(room.update().changed, 2);
    room.write("outlets.toml", "[folder]\npc = 3\n");
    let error = Updater::new(&room.index()).update(&[room.folder()]).expect_err("a mistake");
    assert!(error.to_string().contains("outlets.toml: line 2"), "{error}");
}

/// Two names that differ only in a byte that is not UTF-8 are two files, and stay known.
#[cfg(unix)]
#[test]
fn file_names_that_are_not_utf_8_keep_their_articles() {
    use std::os::unix::ffi::OsStrExt;
    let room = Newsroom::new();
    for (name, words) in [(b"a\xff.txt", "The dam holds"), (b"a\xfe.txt", "The boat is in")] {
        fs::write(room.folder().join(std::ffi::OsStr::from_bytes(name)), article(words)).expect("a file");
    }
    assert_eq!(room.update().new, 2);
    assert_eq!(room.said("kind:direct").len(), 2);
    let second = room.update();
    assert_eq!((second.unchanged, second.new, second.removed), (2, 0, 0));
    assert_eq!(room.said("kind:direct").len(), 2);
}

/// The folders `c/2016` and `d/2016` have the same name and the same files in them.
#[test]
fn two_folders_with_equal_tails_keep_their_articles() {
    let room = Newsroom::new();
    for (folder, words) in [("c", "The dam holds"), ("d", "The boat is in")] {
        let year = room.folder().join(folder).join("2016");
        fs::create_dir_all(&year).expect("a folder");
        fs::write(year.join("index.txt"), article(words)).expect("a file");
    }
    let roots = ["c", "d"].map(|folder| room.folder().join(folder).join("2016"));
    assert_eq!(Updater::new(&room.index()).update(&roots).expect("an update").new, 2);
    for root in &roots {
        let again = Updater::new(&room.index()).update(std::slice::from_ref(root)).expect("an update");
        assert_eq!((again.unchanged, again.removed), (1, 0));
    }
    assert_eq!(room.said("kind:direct").len(), 2);
}

#[test]
fn an_id_may_repeat_and_nothing_is_overwritten() {
    let room = Newsroom::new();
    for (name, words) in [("a.json", "The dam holds"), ("b.json", "The boat is in")] {
        room.write(name, format!("{{\"id\": \"1\", \"body\": \"“{words},” said Ida Holm.\"}}"));
    }
    room.update();
    let index = room.index();
    let search = Search::new(&index).expect("a search");
    assert_eq!(search.articles_with_id("1").expect("articles").len(), 2);
    assert_eq!(search.statements_with_id("1#1").expect("statements").len(), 2);
}

/// A run commits by time, so that a crash loses little.
#[test]
fn a_long_run_commits_every_half_minute() {
    let room = Newsroom::new();
    for number in 0..3 * 512 {
        room.write(&format!("{number}.txt"), article(&format!("Boat {number} is in")));
    }
    let index = room.index();
    let now = std::cell::Cell::new(Duration::ZERO);
    let counts = std::cell::RefCell::new(Vec::new());
    let count = |_| {
        // Each batch takes twenty seconds.
        now.set(now.get() + Duration::from_secs(20));
        counts.borrow_mut().push(said(&room.index(), "boat").len());
    };
    let updater = Updater::new(&index).on_progress(count).clock(|| now.get());
    updater.update(&[room.folder()]).expect("an update");
    drop(updater);
    // A file is two records, one of them for its end, and a batch has 512.
    assert_eq!(counts.into_inner()[..4], [0, 0, 768, 768], "a commit after forty seconds");
}

#[test]
fn a_run_that_is_stopped_keeps_what_it_read_and_the_next_goes_on() {
    let room = Newsroom::new();
    for number in 0..2 * 512 {
        room.write(&format!("{number}.txt"), article(&format!("Boat {number} is in")));
    }
    let stopped = Updater::new(&room.index()).stop_when(|| true).update(&[room.folder()]).expect_err("a stop");
    assert_eq!(stopped.kind(), ErrorKind::Stopped);
    let next = room.update();
    assert!(next.unchanged > 0 && next.new > 0, "{next:?}");
    assert_eq!(next.new + next.unchanged, 2 * 512);
}

#[test]
fn a_rebuild_that_is_stopped_leaves_the_old_index() {
    let room = Newsroom::new();
    room.write("a.txt", article("The dam holds"));
    room.update();
    room.write("b.txt", article("The boat is in"));
    let stopped = Updater::new(&room.index()).stop_when(|| true).rebuild(&[room.folder()]).expect_err("a stop");
    assert_eq!(stopped.kind(), ErrorKind::Stopped);
    assert_eq!(room.said("kind:direct").len(), 1);
}

#[test]
fn a_folder_can_be_forgotten_also_when_it_is_gone() {
    let room = Newsroom::new();
    let other = tempfile::tempdir().expect("a folder");
    room.write("a.txt", article("The dam holds"));
    let gone = other.path().canonicalize().expect("a path").join("gone");
    fs::create_dir(&gone).expect("a folder");
    fs::write(gone.join("b.txt"), article("The boat is in")).expect("a file");
    Updater::new(&room.index()).update(&[room.folder(), gone.clone()]).expect("an update");
    assert_eq!(room.index().folders().expect("the folders").len(), 2);
    fs::remove_dir_all(&gone).expect("gone");
    let forgotten = room.index().forget(&gone).expect("forgotten");
    assert_eq!((forgotten.files, forgotten.articles), (1, 1));
    assert_eq!(room.said("kind:direct").len(), 1);
    let left = room.index().folders().expect("the folders");
    assert_eq!((left.len(), left[0].articles), (1, 1));
    let error = room.index().forget(&gone).expect_err("nothing to forget");
    assert!(error.to_string().contains("onrecord folders"), "{error}");
}

#[test]
fn members_of_one_name_keep_their_articles() {
    let room = Newsroom::new();
    let mut archive = Tar::new();
    archive.add("a.txt", article("The ferry is late"));
    archive.add("a.txt", article("The ferry is early"));
    archive.add("b.txt", article("The ferry is sold"));
    room.write("old.tar", archive.bytes());
    assert_eq!(room.update().new, 1);
    let index = room.index();
    assert_eq!(said(&index, "ferry").len(), 3);
    let page = Page { sort: Sort::Newest, limit: 9, offset: 0 };
    let found = Search::new(&index).expect("a search").statements(&Query::default(), page).expect("an answer");
    let mut members: Vec<_> = found.hits.iter().filter_map(|hit| hit.article().place.member.clone()).collect();
    members.sort();
    assert_eq!(members, ["a.txt", "a.txt (2)", "b.txt"]);
    assert_eq!(room.update().unchanged, 1);
}
