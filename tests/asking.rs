//! The query language, through an index: each query with the articles whose statements it finds.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use onrecord::{Index, Page, Query, Search, Sort, Updater};
use proptest::prelude::*;
use tempfile::TempDir;

/// Articles of one statement each: the file name with outlet and date, the headline, the statement.
const ARTICLES: &[(&str, &str, &str)] = &[
    (
        "harbor-post_2020-01-10_a.txt",
        "Reactor costs rise",
        "“The reactor needs a new budget,” said Ida Holm, the mayor of Kestrel Bay.",
    ),
    (
        "harbor-post_2021-02-11_b.txt",
        "Council on reactor",
        "“The budget for the old reactor was never read,” said Ida Holm, the mayor of Kestrel Bay.",
    ),
    (
        "plains-courier_2021-03-12_c.txt",
        "Floods return",
        "“We hear that hearings were held in Québec,” said Jan Moe, a spokesman for the Harbor Board.",
    ),
    (
        "plains-courier_2022-04-13_d.txt",
        "Negotiators give up",
        "“It’s the negotiators who ran,” Nora Steel, a teacher, wrote in a long letter to the town.",
    ),
    (
        "ledger_2022-05-14_e.txt",
        "A quiet day",
        "“Nothing happened at the wall,” said Nora Steel, who is a teacher in the town.",
    ),
];

struct Room {
    _home: TempDir,
    index: Index,
}

impl Room {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a directory");
        let news = home.path().join("news");
        fs::create_dir(&news).expect("a folder");
        for (name, title, said) in ARTICLES {
            let text = format!(
                "{title}\n\n{said}\n\nThe levee stands where it stood before, and so does the wall of the harbor.\n"
            );
            fs::write(news.join(name), text).expect("a file");
        }
        let index = Index::open_or_create(&home.path().join("index")).expect("an index");
        Updater::new(&index).update(&[PathBuf::from(&news)]).expect("an update");
        Self { _home: home, index }
    }

    /// The last letters of the names of the files whose statements a query finds, oldest first.
    fn found(&self, query: &str) -> String {
        let query: Query = query.parse().unwrap_or_else(|error| panic!("{error}"));
        let page = Page { sort: Sort::Oldest, limit: 100, offset: 0 };
        let found = Search::new(&self.index).and_then(|search| search.statements(&query, page)).expect("an answer");
        let letter = |path: &str| path.trim_end_matches(".txt").chars().last().unwrap_or('?');
        found.hits.iter().map(|hit| letter(&hit.article().place.path())).collect()
    }
}

#[test]
fn queries_find_what_they_say() {
    let room = Room::new();
    for (query, found) in [
        ("", "abcde"),
        ("reactor budget", "ab"),
        ("reactor OR hearing", "abc"),
        ("reactor AND NOT old", "a"),
        ("(reactor OR wall) -old", "ae"),
        ("-(reactor OR wall)", "cd"),
        ("reactor -\"the reactor\"", "b"),
        ("wall OR reactor -\"the old reactor\"", "ae"),
        ("\"reactor budget\"", ""),
        ("\"reactor budget\"~3", "a"),
        ("reactor NEAR/3 budget", "ab"),
        ("reactor NEAR/1 budget", ""),
        ("negotiat*", "d"),
        ("reacter~", "ab"),
        ("reacter", ""),
        ("hearing", "c"),
        ("exact:hearings", "c"),
        ("exact:hearing", ""),
        ("exact:\"new budget\"", "a"),
        ("exact:\"hearings were\"", "c"),
        // The stems are in a row, and both words are somewhere.
        ("exact:\"hear were\"", ""),
        ("-exact:\"hear were\"", "abcde"),
        ("exact:\"new budget\" OR exact:\"hear were\"", "a"),
        ("quebec", "c"),
        ("it's", "d"),
        ("\"it’s the negotiators\"", "d"),
        ("levee", ""),
        ("levee in:article", "abcde"),
        ("levee in:article speaker:steel", "de"),
        ("mayor budget in:paragraph", "ab"),
        ("mayor levee in:paragraph", ""),
        ("mayor -levee in:paragraph", "ab"),
        ("mayor -old in:paragraph", "a"),
        ("(mayor old) OR speaker:steel in:paragraph", "bde"),
        ("-(mayor outlet:\"Harbor Post\") in:paragraph", "cde"),
        ("exact:\"hearings were\" in:article", "c"),
        ("exact:\"hearing was\" in:article", ""),
        ("-exact:\"the old reactor\" in:article", "acde"),
        ("exact:\"levee stands\" in:article", "abcde"),
        ("exact:\"levees stand\" in:article", ""),
        ("speaker:holm outlet:\"Harbor Post\"", "ab"),
        ("speaker:holm speaker:moe", "abc"),
        ("speaker:holm AND speaker:moe", ""),
        ("outlet:ledger OR speaker:moe", "ce"),
        ("title:\"give up\"", "d"),
        ("role:mayor", "ab"),
        ("role:\"harbor board\"", "c"),
        ("org.role:\"Harbor Board\"", "c"),
        ("cue:wrote", "d"),
        ("date:2021", "bc"),
        ("date:2021-03..2022-04", "cd"),
        ("since:2022 until:2022-04", "d"),
        ("date:\"last 30 days\"", ""),
        ("kind:direct act:speech", "abcde"),
        ("lang:fr", ""),
    ] {
        assert_eq!(room.found(query), found, "{query}");
    }
}

#[test]
fn hostile_queries_are_answered() {
    let room = Room::new();
    let search = Search::new(&room.index).expect("a search");
    let page = Page { sort: Sort::Relevance, limit: 10, offset: 0 };
    let long = "word ".repeat(2000);
    let texts = [
        "*", "~", "\"\"", "\"\"~5", "-", "--", "a*b*", "\u{0}", "🦀*", "exact:\"🦀\"", "(((a)))", ".*", "a NEAR/0 a",
        &long,
    ];
    for text in texts {
        if let Ok(query) = text.parse::<Query>() {
            search.statements(&query, page).unwrap_or_else(|error| panic!("{text}: {error}"));
            search.articles(&query, page).unwrap_or_else(|error| panic!("{text}: {error}"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// `OR` finds what either query finds, and `AND` what both find.
    #[test]
    fn or_and_and_are_union_and_intersection(one in 0usize..8, other in 0usize..8) {
        thread_local!(static ROOM: Room = Room::new());
        let parts = ["reactor", "wall", "speaker:steel", "date:2021", "-old", "hear*", "role:mayor", "\"never read\""];
        let (one, other) = (parts[one], parts[other]);
        ROOM.with(|room| {
            let (a, b) = (room.found(one), room.found(other));
            let either = room.found(&format!("{one} OR {other}"));
            let both = room.found(&format!("{one} AND {other}"));
            prop_assert_eq!(either, "abcde".chars().filter(|c| a.contains(*c) || b.contains(*c)).collect::<String>());
            prop_assert_eq!(both, "abcde".chars().filter(|c| a.contains(*c) && b.contains(*c)).collect::<String>());
            Ok(())
        })?;
    }
}

#[test]
fn no_comment_is_only_found_by_its_kind() {
    let home = tempfile::tempdir().expect("a directory");
    let news = home.path().join("news");
    fs::create_dir(&news).expect("a folder");
    let body = "Pumps fail again\n\n“The pumps are old,” said Ida Holm, the mayor of Kestrel Bay.\n\n\
                Jan Moe, a spokesman for the Harbor Board, declined to comment to the Ledger on the pumps. Ida Holm did \
                not respond to a request for comment.\n";
    fs::write(news.join("ledger_2022-05-14_a.txt"), body).expect("a file");
    let index = Index::open_or_create(&home.path().join("index")).expect("an index");
    Updater::new(&index).update(&[news]).expect("an update");
    let search = Search::new(&index).expect("a search");
    let found = |query: &str| -> Vec<(String, Option<String>, Option<String>)> {
        let page = Page { sort: Sort::Oldest, limit: 100, offset: 0 };
        let query: Query = query.parse().unwrap_or_else(|error| panic!("{error}"));
        let found = search.statements(&query, page).expect("an answer");
        assert_eq!(found.total, found.hits.len());
        let summary = |hit: onrecord::StatementHit| {
            let id = hit.id().rsplit_once('#').map_or_else(String::new, |(_, number)| number.to_owned());
            (id, hit.source().speaker.clone(), hit.finding.to().map(str::to_owned))
        };
        found.hits.into_iter().map(summary).collect()
    };
    let some = |text: &str| Some(text.to_owned());
    let moe = ("s1".to_owned(), some("Jan Moe"), some("Ledger"));
    let holm = ("s2".to_owned(), some("Ida Holm"), None);
    let said = ("1".to_owned(), some("Ida Holm"), None);
    assert_eq!(found("kind:declined"), [moe.clone(), holm.clone()]);
    assert_eq!(found("kind:declined org.role:\"Harbor Board\" outlet:ledger pumps"), [moe]);
    assert_eq!(found("speaker:holm kind:declined"), std::slice::from_ref(&holm));
    assert_eq!(found("speaker:holm kind:declined kind:direct"), [said.clone(), holm]);
    for query in ["", "pumps", "speaker:holm", "-kind:declined", "comment in:article", "comment in:paragraph OR pumps"]
    {
        assert_eq!(found(query), std::slice::from_ref(&said), "{query}");
    }
    let articles =
        search.articles(&"speaker:moe".parse().expect("a query"), Page { sort: Sort::Newest, limit: 9, offset: 0 });
    assert_eq!(articles.expect("an answer").total, 0);
    let id = search.articles(&Query::default(), Page { sort: Sort::Newest, limit: 9, offset: 0 }).expect("one").hits[0]
        .article()
        .id
        .clone();
    let whole = &search.articles_with_id(&id).expect("an article")[0];
    assert_eq!((whole.statements.len(), whole.no_comments.len()), (1, 2));
    assert_eq!(
        search.statements_with_id(&format!("{id}#s2")).expect("a no comment")[0].source().speaker.as_deref(),
        Some("Ida Holm")
    );
}

#[test]
fn all_hits_are_one_output_over_many_pages() {
    let said = |n: usize| format!("“Boat {n} came in at noon,” said Ida Holm, a clerk at the harbor.");
    let article = |n: usize| {
        let body: Vec<String> = (0..105).map(|k| said(105 * n + k)).collect();
        serde_json::json!({"id": format!("a{n}"), "title": "Boats", "language": "en", "body": body.join("\n\n")})
    };
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..20 {
        fs::write(folder.path().join(format!("{number}.json")), article(number).to_string()).expect("a file");
    }
    let index = Index::open_or_create(&folder.path().join("index")).expect("an index");
    Updater::new(&index).update(&[folder.path().to_owned()]).expect("an update");
    let asked = |more: &[&str]| {
        let place = folder.path().join("index");
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(["query", "--expand", "--index"]).arg(place).args(more);
        String::from_utf8(command.output().expect("the program").stdout).expect("UTF-8")
    };
    let count: usize = asked(&["--count"]).trim().parse().expect("a number");
    assert!(count > 2000, "{count}");
    let ids = |text: String| -> Vec<String> {
        let mut table = csv::Reader::from_reader(text.as_bytes());
        table.records().map(|row| row.expect("a row")[0].to_owned()).collect()
    };
    let all = ids(asked(&["--all", "--format", "csv"]));
    assert_eq!(all, ids(asked(&["--limit", "5000", "--format", "csv"])));
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), count);
    assert_eq!(ids(asked(&["--all", "--offset", "5", "--format", "excel"])), all[5..]);
    assert!(asked(&["--all"]).ends_with(&format!("\n{count} statements\n")));
    assert_eq!(asked(&["--all", "--format", "bibtex"]).matches("@article{").count(), count);
}
