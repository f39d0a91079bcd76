//! `names.toml`: the user merges, renames, drops and splits people and organizations, and every answer follows.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use onrecord::{ArticleJson, Facet, Index, Page, Query, Search, Sort, Update, Updater};
use tempfile::TempDir;

/// The texts of a small archive: the path, with outlet and day, and the words.
const ARTICLES: &[(&str, &str)] = &[
    (
        "harbor-post_2020-01-10_dam.txt",
        "The dam\n\n“The dam holds,” said Richard Osgood, an engineer at the Waterways Department.\n\n\
         “It will hold for years,” Osgood said.\n",
    ),
    (
        "plains-courier_2021-02-11_levee.txt",
        "The levee\n\n“The levee is dry,” said Rex Osgood, an engineer at the Department of Waterways.\n\n\
         “Nobody asked Rex Osgood about the pumps,” said Ida Holm, the mayor of Kestrel Bay.\n",
    ),
    (
        "sports/plains-courier_2022-03-12_final.txt",
        "The final\n\n“We ran until the lights went out,” said John Smith, the coach of the rowers.\n",
    ),
    (
        "ledger_2019-04-13_bill.txt",
        "The bill\n\n“The bill is dead,” said John Smith, a senator from Tallow County.\n\n\
         “I heard John Smith shout,” said Ida Holm, the mayor of Kestrel Bay.\n",
    ),
    (
        "ledger_2023-05-14_market.txt",
        "The market\n\n“The market was calm,” said Jonas Wall, a trader.\n\n\
         The Waterways Board said on Monday that the canal would be shut.\n",
    ),
];

struct Room {
    home: TempDir,
}

impl Room {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a directory");
        let room = Self { home };
        ARTICLES.iter().for_each(|(name, text)| room.write(name, text));
        room
    }

    /// A room with these rules.
    fn with(rules: &str) -> Self {
        let room = Self::new();
        room.write("names.toml", rules);
        assert_eq!(room.update().new, ARTICLES.len());
        room
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("news")
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn index(&self) -> Index {
        Index::open_or_create(&self.home.path().join("index")).expect("an index")
    }

    fn update(&self) -> Update {
        Updater::new(&self.index()).update(&[self.folder()]).expect("an update")
    }

    /// The words of the statements that a query finds, oldest first.
    fn said(&self, query: &str) -> Vec<String> {
        let query: Query = query.parse().expect("a query");
        let page = Page { sort: Sort::Oldest, limit: 100, offset: 0 };
        let found = Search::new(&self.index()).expect("a search").statements(&query, page).expect("an answer");
        found.hits.into_iter().map(|hit| hit.quote).collect()
    }

    /// The values of a facet, as `name count`.
    fn list(&self, facet: Facet) -> Vec<String> {
        let counted = Search::new(&self.index()).expect("a search").list(&Query::default(), facet).expect("counts");
        counted.into_iter().map(|counted| format!("{} {}", counted.name, counted.count)).collect()
    }

    fn onrecord(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(arguments)
            .current_dir(self.home.path())
            .env("XDG_DATA_HOME", self.home.path().join("data"))
            .env("XDG_CACHE_HOME", self.home.path().join("data"))
            .env("NO_COLOR", "1")
            .output()
            .expect("the program")
    }

    fn extract(&self, arguments: &[&str]) -> Vec<ArticleJson> {
        let output = self.onrecord(&[&["extract"], arguments].concat());
        let lines = String::from_utf8(output.stdout).expect("text");
        lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }
}

const MERGED: &str = "[person]\n\"REX OSGOOD\" = \"Dr. Richard Osgood\"\n\
    [organization]\n\"WATERWAYS DEPARTMENT\" = \"Department of Waterways\"\n";

#[test]
fn two_spellings_become_one() {
    let room = Room::new();
    room.update();
    assert_eq!(room.list(Facet::Speakers)[..3], ["Ida Holm 2", "John Smith 2", "Richard Osgood 2"]);
    assert_eq!(room.said("speaker:\"Richard Osgood\"").len(), 2);

    let room = Room::with(MERGED);
    assert_eq!(room.list(Facet::Speakers)[..2], ["Dr. Richard Osgood 3", "Ida Holm 2"]);
    assert!(room.list(Facet::Organizations).contains(&"Department of Waterways 3".to_owned()));
    let all = ["“The dam holds,”", "“It will hold for years,”", "“The levee is dry,”"];
    assert_eq!(room.said("speaker:\"richard osgood\""), all);
    assert_eq!(room.said("org.role:\"Department of Waterways\""), all);
    assert_eq!(room.said("speaker:\"Rex Osgood\""), all, "the old name finds the person");
    assert_eq!(room.said("about:\"Richard Osgood\""), ["“Nobody asked Rex Osgood about the pumps,”"]);
    let articles = room.extract(&["news"]);
    for article in articles {
        assert!(!article.people.iter().any(|name| name == "Rex Osgood"), "{:?}", article.people);
        assert!(
            !article.organizations.iter().any(|name| name == "Waterways Department"),
            "{:?}",
            article.organizations
        );
    }
}

#[test]
fn an_organization_that_speaks_is_renamed() {
    let room = Room::with(
        "[organization]\n\"waterways board\" = \"Canal Board\"\n\"Canal Board\" = \"Kestrel Canal Board\"\n",
    );
    let said = room.said("org.said:\"Kestrel Canal Board\"");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        room.list(Facet::Speakers).contains(&"Kestrel Canal Board 1".to_owned()),
        "{:?}",
        room.list(Facet::Speakers)
    );
}

#[test]
fn a_dropped_name_keeps_its_words() {
    let room = Room::with(
        "[drop]\npeople = [\"Jonas Wall\"]\norganizations = [\"Waterways Board\", \"Waterways Department\"]\n",
    );
    let speakers = room.list(Facet::Speakers);
    assert!(!speakers.iter().any(|name| name.contains("Wall") || name.contains("Board")), "{speakers:?}");
    assert!(!room.list(Facet::Organizations).iter().any(|name| name.contains("Waterways Department")));
    assert_eq!(room.said("market OR canal").len(), 2);
    let articles = room.extract(&["news/ledger_2023-05-14_market.txt"]);
    let statement = &articles[0].statements[0];
    assert_eq!((statement.speaker.as_deref(), statement.speaker_kind.name()), (None, "unnamed"));
    assert_eq!((statement.quote.as_str(), statement.role.as_deref()), ("“The market was calm,”", Some("a trader")));
    assert!(statement.mention.is_some());
    assert!(articles[0].people.is_empty() && articles[0].organizations.is_empty(), "{articles:?}");
}

#[test]
fn one_name_is_split_by_every_condition() {
    let senator = ["“The bill is dead,”"];
    for tells in [
        "role = \"Senator\"",
        "role = \"senator from tallow\"",
        "outlet = \"ledger\"",
        "path = \"ledger_*\"",
        "until = 2019",
        "until = \"2019-04\"",
        "until = 2019-04-13",
        "since = \"2019-04-13\"\nuntil = \"2020\"",
        "role = \"senator\"\noutlet = \"Ledger\"",
    ] {
        let rules = format!("[[split]]\nname = \"Sen. john smith\"\nas = \"John Smith (senator)\"\n{tells}\n");
        let room = Room::with(&rules);
        assert_eq!(room.said("speaker:\"John Smith (senator)\""), senator, "{tells}");
        // Statements about him mean the same person.
        assert_eq!(room.said("about:\"John Smith (senator)\""), ["“I heard John Smith shout,”"], "{tells}");
        assert_eq!(room.said("speaker:\"John Smith\""), ["“We ran until the lights went out,”"], "{tells}");
        let smiths = Search::new(&room.index()).unwrap().choices(&"speaker:smith".parse().unwrap()).unwrap();
        let smiths: Vec<&str> = smiths[0].people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(smiths, ["John Smith", "John Smith (senator)"], "{tells}");
    }
    for tells in ["path = \"sports\"", "path = \"sports/**\"", "path = \"*/*_final.txt\"", "role = \"the coach\""] {
        let rules = format!("[[split]]\nname = \"John Smith\"\nas = \"Jack Smith\"\n{tells}\n");
        assert_eq!(
            Room::with(&rules).said("speaker:\"Jack Smith\""),
            ["“We ran until the lights went out,”"],
            "{tells}"
        );
    }
    for tells in
        ["role = \"senators\"", "outlet = \"Led\"", "path = \"sport\"", "since = 2024", "organization = \"Senate\""]
    {
        let rules = format!("[[split]]\nname = \"John Smith\"\nas = \"Jack Smith\"\n{tells}\n");
        assert_eq!(Room::with(&rules).said("speaker:\"Jack Smith\"").len(), 0, "{tells}");
    }
}

#[test]
fn a_split_by_organization_applies_to_all_spellings_of_both() {
    let rules = "[person]\n\"Rex Osgood\" = \"Richard Osgood\"\n\
        [organization]\n\"Waterways Department\" = \"Department of Waterways\"\n\
        [[split]]\nname = \"Rex Osgood\"\nas = \"Richard Osgood (engineer)\"\norganization = \"the waterways department\"\n";
    let room = Room::with(rules);
    assert_eq!(room.said("speaker:\"Richard Osgood (engineer)\"").len(), 3);
    assert_eq!(room.said("about:\"Richard Osgood (engineer)\"").len(), 1);
}

#[test]
fn a_change_rereads_only_its_articles_and_rules_survive_a_rebuild() {
    let room = Room::new();
    room.update();
    // Without rules nothing is read again.
    room.write("names.toml", "# to be done\n");
    let all = ARTICLES.len();
    let unruled = room.update();
    assert!(unruled.is_empty() && unruled.skipped_files.is_empty(), "{unruled:?}");
    room.write("names.toml", MERGED);
    assert_eq!(room.update().changed, all);
    assert_eq!(room.said("speaker:\"Richard Osgood\"").len(), 3);
    assert!(room.update().is_empty());
    // A comment is no change.
    room.write("names.toml", &format!("# the engineer\n\n{MERGED}"));
    assert!(room.update().is_empty());
    // The rules of a folder apply to it alone, and no others apply there.
    room.write("sports/names.toml", "[person]\n\"John Smith\" = \"Jack Smith\"\n");
    let third = room.update();
    assert_eq!((third.changed, third.unchanged), (1, all - 1));
    assert_eq!(room.said("speaker:\"Jack Smith\"").len(), 1);
    assert_eq!(room.said("speaker:\"John Smith\"").len(), 1);

    Updater::new(&room.index()).rebuild(&[room.folder()]).expect("a rebuild");
    assert_eq!(room.said("speaker:\"Richard Osgood\"").len(), 3);
    assert_eq!(room.said("speaker:\"Jack Smith\"").len(), 1);

    fs::remove_file(room.folder().join("names.toml")).expect("removed");
    assert_eq!(room.update().changed, all - 1);
    assert_eq!(room.said("speaker:\"Richard Osgood\"").len(), 2);
}

#[test]
fn a_named_file_overrides_those_of_folders() {
    let room = Room::new();
    room.write("names.toml", MERGED);
    fs::write(room.home.path().join("own.toml"), "[person]\n\"Rex Osgood\" = \"Dirk Osgood\"\n").expect("a file");
    let asked = |arguments: &[&str]| {
        let output = room.onrecord(&[&["query", "--count", "--speaker", "Dirk Osgood"], arguments].concat());
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).trim().to_owned()
    };
    assert_eq!(asked(&["--corpus", "news"]).lines().next(), Some("0"));
    let named = asked(&["--corpus", "news", "--names", "own.toml"]);
    assert!(named.starts_with("1\nthis index reads with the rules for names in "), "{named}");
    // The index remembers the file until it is told otherwise.
    assert_eq!(asked(&["--corpus", "news"]), "1");
    let dropped = asked(&["--corpus", "news", "--no-names"]);
    assert!(dropped.starts_with("0\n") && dropped.contains("no longer reads with the rules for names"), "{dropped}");
    assert_eq!(asked(&["--corpus", "news"]).lines().next(), Some("0"));
    let said = String::from_utf8(room.onrecord(&["index", "news", "--names", "own.toml"]).stderr).expect("text");
    assert!(said.starts_with("files: 5 new;"), "{said}");
    assert_eq!(asked(&[]), "1");
    assert!(
        asked(&["--names", "own.toml"]).contains("queried with the names that it has"),
        "{}",
        asked(&["--names", "own.toml"])
    );
    let dirk = |article: &ArticleJson| article.people.iter().any(|name| name == "Dirk Osgood");
    assert!(room.extract(&["news", "--names", "own.toml"]).iter().any(dirk));
}

#[test]
fn drafts_and_explanations_use_the_same_names() {
    let room = Room::new();
    room.write("names.toml", MERGED);
    fs::write(room.home.path().join("draft.md"), "# Draft\n\n“The dam holds,” said Rex Osgood.\n").expect("a file");
    let verified = room.onrecord(&["verify", "--corpus", "news", "draft.md"]);
    let shown = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(verified.status.success() && shown.contains("Dr. Richard Osgood"), "{shown}");
    let article = room.extract(&["news/plains-courier_2021-02-11_levee.txt"]).remove(0);
    let explained = room.onrecord(&["explain", "--corpus", "news", &article.statements[0].id]);
    let shown = String::from_utf8_lossy(&explained.stdout).into_owned();
    assert!(shown.contains("Dr. Richard Osgood: the name by the rules of names.toml"), "{shown}");
}

#[test]
fn an_error_has_file_and_line() {
    let room = Room::new();
    for (rules, line, what) in [
        ("[persons]\n", 1, "persons"),
        ("\n[person]\n\"A B\" = 3\n", 3, "invalid type"),
        ("[person]\n\"A B\" = \"C D\"\n\"C D\" = \"E F\"\n\"E F\" = \"a. b.\"\n", 2, "circle"),
        ("[person]\n\"A B\" = \"C D\"\n\n\"Mr. A. B.\" = \"E F\"\n", 4, "two different names"),
        ("[organization]\n\"Board\" = \" \"\n", 2, "without letters"),
        ("[drop]\npeople = [\"A B\"]\nplaces = [\"Tallow\"]\n", 3, "places"),
        ("[drop]\npeople = \"A B\"\n", 2, "expected a sequence"),
        ("[person]\n\n[[split]]\nname = \"A B\"\nas = \"A B (mayor)\"\n", 4, "no condition says when"),
        ("[[split]]\nname = \"A B\"\nas = \"Mayor A B\"\nrole = \"mayor\"\n", 3, "titles do not count"),
        ("[[split]]\nname = \"A B\"\nas = \"C D\"\nsince = \"May\"\n", 4, "no day"),
        ("[[split]]\nname = \"A B\"\nas = \"C D\"\nsince = 2020\nuntil = 2019\n", 2, "since is after until"),
        ("[[split]]\nname = \"A B\"\nas = \"C D\"\npath = \"a[\"\n", 4, "a["),
        ("[[split]]\nname = \"A B\"\nas = \"C D\"\nplace = \"Tallow\"\n", 4, "place"),
        ("[[split]]\nname = \"A B\"\nrole = \"mayor\"\n", 1, "as"),
        (
            "[[split]]\nname = \"A B\"\nas = \"C D\"\nrole = \"x\"\n[[split]]\nname = \"C D\"\nas = \"E F\"\nrole = \"y\"\n",
            3,
            "split again",
        ),
        ("[person]\n\"A B\" = \"C D\"\n\"A B\" = \"C D\"\n", 3, "duplicate key"),
    ] {
        room.write("sports/names.toml", rules);
        let output = room.onrecord(&["index", "news"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{rules}: {said}");
        let (place, place_of_windows) =
            (format!("sports/names.toml: line {line}: "), format!("sports\\names.toml: line {line}: "));
        assert!(said.contains(&place) || said.contains(&place_of_windows), "{rules}: {said}");
        assert!(said.contains(what) && said.trim_end().lines().count() == 1, "{rules}: {said}");
    }
    room.write("sports/names.toml", "");
    assert!(room.onrecord(&["index", "news"]).status.success());
    let output = room.onrecord(&["extract", "--names", "nowhere.toml", "news"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("nowhere.toml: the rules for names cannot be read"), "{said}");
}
