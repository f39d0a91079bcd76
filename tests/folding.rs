//! Search collapses reprints: the same ones whatever the runs of the index, and as written down here.

use std::fs;
use std::path::Path;

use crate::newsroom::{Dice, story, variants};
use onrecord::{Facet, Index, Page, Query, Search, Sort, StatementHit, Updater};
use proptest::prelude::*;

/// Articles as files: two wire stories in six forms each, and after each one that is alone.
fn articles(seed: u64) -> Vec<(String, String)> {
    let mut dice = Dice(seed);
    let mut bodies = Vec::new();
    for _ in 0..2 {
        let base = story(&mut dice, 4);
        bodies.extend(variants(&mut dice, &base).into_iter().map(|(_, body)| body).step_by(2));
        bodies.push(story(&mut dice, 3).join("\n\n"));
    }
    let file = |(number, body): (usize, String)| {
        let day = 1 + dice.below(28);
        let outlet = dice.one_of(&["Plains Courier", "Halyard", "Northmoor Gazette", "Kestrel Bay Post"]);
        let article = serde_json::json!({
            "id": format!("a{number}"), "title": format!("Report {number}"), "outlet": outlet,
            "date": format!("2021-03-{day:02}"), "body": body,
        });
        (format!("{number}.json"), article.to_string())
    };
    bodies.into_iter().enumerate().map(file).collect()
}

fn write(folder: &Path, files: &[(String, String)]) {
    files.iter().for_each(|(name, text)| fs::write(folder.join(name), text).expect("a file"));
}

fn follow(index: &Path, folder: &Path) {
    let index = Index::open_or_create(index).expect("an index");
    Updater::new(&index).update(&[folder.to_owned()]).expect("an update");
}

fn found(index: &Path, query: &str, expand: bool, limit: usize) -> Vec<StatementHit> {
    let index = Index::open(index).expect("an index");
    let search = Search::new(&index).expect("a search");
    let search = if expand { search.expanded() } else { search };
    let query: Query = query.parse().expect("a query");
    let mut hits = Vec::new();
    loop {
        let page = Page { sort: Sort::Newest, limit, offset: hits.len() };
        let found = search.statements(&query, page).expect("an answer");
        assert_eq!(found.total, search.count_statements(&query).expect("a count"));
        if found.hits.is_empty() {
            assert_eq!(hits.len(), found.total);
            return hits;
        }
        hits.extend(found.hits);
    }
}

/// The id of each hit, with those of its reprints.
fn ids(hits: &[StatementHit]) -> Vec<(String, Vec<String>)> {
    hits.iter().map(|hit| (hit.id(), hit.also.iter().map(|other| other.id.clone()).collect())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn earlier_runs_make_no_difference(seed in any::<u64>(), first in any::<u16>(), changed in any::<u16>()) {
        let home = tempfile::tempdir().expect("a directory");
        let folder = home.path().join("news");
        fs::create_dir(&folder).expect("a folder");
        let articles = articles(seed);
        let (of_run, fresh) = (home.path().join("runs"), home.path().join("fresh"));

        // First some of the files, some of them with another text, and one more; then all files as they should be.
        let chosen = |bits: u16, at: usize| bits >> (at % 16) & 1 == 1;
        for (at, (name, text)) in articles.iter().enumerate().filter(|(at, _)| chosen(first, *at)) {
            let (_, other) = &articles[(at + 1) % articles.len()];
            fs::write(folder.join(name), if chosen(changed, at) { other } else { text }).expect("a file");
        }
        fs::write(folder.join("gone.json"), &articles[0].1).expect("a file");
        follow(&of_run, &folder);
        fs::remove_file(folder.join("gone.json")).expect("removed");
        articles.iter().for_each(|(name, _)| drop(fs::remove_file(folder.join(name))));
        write(&folder, &articles);
        follow(&of_run, &folder);
        follow(&fresh, &folder);

        prop_assert_eq!(ids(&found(&of_run, "", false, 1000)), ids(&found(&fresh, "", false, 1000)));
    }
}

/// The paragraphs of a wire story, with three quotations.
const WIRE: [&str; 4] = [
    "The harbor board voted on Tuesday night to close the east levee for eleven weeks, because of three holes under \
     the old crane and a crack that runs the length of the north wall.",
    "“The levee will not carry another winter, and nobody on this board can say that we were not warned,” said Ida Holm, the \
     mayor of Kestrel Bay.",
    "“My boats have no other berth between here and Tallow, so we will tie up in the river and hope for calm weather,” said \
     Tobias Renn, a ferry captain.",
    "“We will pay for the repair out of the lamp fund, and we will do it before the first frost,” said Ida Holm, who has led \
     the town since the great storm took the fish market.",
];
const OTHER: [&str; 3] = [
    "A school choir from Saltash Falls filled the town hall on Friday, and two hundred people stayed to hear what the mayor \
     had to say about roofs, drains, lamp posts and the price of coal.",
    "“The levee will not carry another winter, and nobody on this board can say that we were not warned,” said Ida Holm, the \
     mayor of Kestrel Bay.",
    "The choir sang until ten and left by the last train, with four cakes and a goat that a farmer had put up as the prize of \
     the evening raffle.",
];

#[test]
fn reprints_are_listed_with_the_earliest_article() {
    let home = tempfile::tempdir().expect("a directory");
    let (folder, index) = (home.path().join("news"), home.path().join("index"));
    fs::create_dir(&folder).expect("a folder");
    let footer = "Sign up for our newsletter. All rights reserved.";
    let files = [
        ("whole", "Halyard", "2021-03-02", WIRE.join("\n\n")),
        ("cut", "Plains Courier", "2021-03-01", WIRE[..3].join("\n\n")),
        ("footer", "Kestrel Bay Post", "2021-03-03", [&WIRE[..], &[footer]].concat().join("\n\n")),
        // Shares a quotation with the story, but is another one.
        ("choir", "Northmoor Gazette", "2021-03-02", OTHER.join("\n\n")),
    ];
    for (id, outlet, date, body) in files {
        let article = serde_json::json!({ "id": id, "title": id, "outlet": outlet, "date": date, "body": body });
        fs::write(folder.join(format!("{id}.json")), article.to_string()).expect("a file");
    }
    follow(&index, &folder);
    let mut hits = ids(&found(&index, "", false, 100));
    hits.sort();
    let expected = [
        ("choir#1", vec![]),
        ("cut#1", vec!["whole#1", "footer#1"]),
        ("cut#2", vec!["whole#2", "footer#2"]),
        ("whole#3", vec!["footer#3"]),
    ];
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(hits, expected.map(|(id, also)| (id.to_owned(), owned(also))));
    // What a filter excludes is not listed as a reprint either.
    let since = ids(&found(&index, "since:2021-03-02 holm", false, 100));
    assert!(since.iter().all(|(id, also)| !id.starts_with("cut") && also.iter().all(|id| !id.starts_with("cut"))));
}

#[test]
fn pages_of_any_size_are_parts_of_one_list() {
    let home = tempfile::tempdir().expect("a directory");
    let (folder, index) = (home.path().join("news"), home.path().join("index"));
    fs::create_dir(&folder).expect("a folder");
    write(&folder, &articles(7));
    follow(&index, &folder);

    let collapsed = found(&index, "", false, 1000);
    assert_eq!(ids(&found(&index, "", false, 3)), ids(&collapsed));
    let expanded = found(&index, "", true, 1000);
    assert!(collapsed.len() * 3 < expanded.len() * 2, "{} of {}", collapsed.len(), expanded.len());
    assert!(expanded.iter().all(|hit| hit.also.is_empty()));
    let mut of_collapsed: Vec<String> =
        ids(&collapsed).into_iter().flat_map(|(id, also)| [vec![id], also].concat()).collect();
    let mut of_expanded: Vec<String> = ids(&expanded).into_iter().map(|(id, _)| id).collect();
    of_collapsed.sort_unstable();
    of_expanded.sort_unstable();
    assert_eq!(of_collapsed, of_expanded);
    for hit in &collapsed {
        let dates: Vec<_> = std::iter::once(hit.article().published)
            .chain(hit.also.iter().map(|other| other.published))
            .map(|published| published.map(|published| published.day()))
            .collect();
        assert!(dates.is_sorted(), "{dates:?}");
    }
    for hit in found(&index, "outlet:halyard", false, 1000) {
        assert!(hit.also.iter().all(|other| other.outlet.as_deref() == Some("Halyard")));
    }

    // The articles were made in two groups of six, each with one that is alone.
    let index = Index::open(&index).expect("an index");
    let page = Page { sort: Sort::Newest, limit: 100, offset: 0 };
    let hits = Search::new(&index).expect("a search").articles(&Query::default(), page).expect("articles").hits;
    let mut groups: Vec<Vec<usize>> = hits
        .iter()
        .map(|hit| std::iter::once(&hit.article().id).chain(hit.also.iter().map(|other| &other.id)))
        .map(|ids| ids.map(|id| id[1..].parse().expect("a number")).collect())
        .collect();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort();
    assert_eq!(groups, [(0..6).collect::<Vec<_>>(), vec![6], (7..13).collect(), vec![13]]);
}

#[test]
fn reprints_count_once_for_speakers_and_each_time_for_outlets() {
    let home = tempfile::tempdir().expect("a directory");
    let (folder, index) = (home.path().join("news"), home.path().join("index"));
    fs::create_dir(&folder).expect("a folder");
    write(&folder, &articles(11));
    follow(&index, &folder);
    let index = Index::open(&index).expect("an index");
    let sum = |search: &Search<'_>, facet| -> u64 {
        search.list(&Query::default(), facet).expect("counts").iter().map(|counted| counted.count).sum()
    };
    let collapsed = Search::new(&index).expect("a search");
    let (speakers, outlets) = (sum(&collapsed, Facet::Speakers), sum(&collapsed, Facet::Outlets));
    let articles = collapsed.articles(&Query::default(), Page { sort: Sort::Newest, limit: 100, offset: 0 });
    let articles = articles.expect("articles");
    assert_eq!(articles.hits.iter().map(|hit| 1 + hit.also.len()).sum::<usize>(), 14);
    assert_eq!(articles.total, 4);
    let expanded = collapsed.expanded();
    assert!(speakers < sum(&expanded, Facet::Speakers));
    assert_eq!(outlets, sum(&expanded, Facet::Outlets));
    let claims: Query = "-polarity:not_said".parse().expect("a query");
    assert_eq!(outlets as usize, expanded.count_statements(&claims).expect("a count"));
}
