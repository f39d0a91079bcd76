//! Search folds what is printed many times: by any run of the index the same, and no more than a plain count allows.

#[allow(dead_code, reason = "it takes only a part of what the other test needs")]
use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::fs;
use std::path::Path;

use crate::newsroom::{Dice, story, variants};
use onrecord::contract::ArticleJson;
use onrecord::index::{Index, Updater};
use onrecord::query::Query;
use onrecord::reprint::{Fingerprint, Quotations, Words, groups};
use onrecord::search::{Facet, Page, Search, Sort, StatementHit};
use onrecord::source::{self, Overrides, Records};
use proptest::prelude::*;

/// Articles as files: two wire stories in several forms, and some that are alone.
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
        assert_eq!(found.total, search.count(&query, false).expect("a count"));
        if found.hits.is_empty() {
            assert_eq!(hits.len(), found.total);
            return hits;
        }
        hits.extend(found.hits);
    }
}

/// Each hit with the ids of its other printings.
fn ids(hits: &[StatementHit]) -> Vec<(String, Vec<String>)> {
    hits.iter().map(|hit| (hit.statement.id.clone(), hit.also.iter().map(|other| other.id.clone()).collect())).collect()
}

fn extracted(folder: &Path) -> Vec<ArticleJson> {
    let walk = source::walk(&[folder.to_owned()]).expect("a folder");
    Records::new(walk.files)
        .flat_map(|record| source::articles(&record, &Overrides::default()))
        .map(|article| ArticleJson::from(&onrecord::extract(article.expect("an article"))))
        .collect()
}

/// How many different quotations there are, counted plainly.
fn counted(articles: &[ArticleJson]) -> usize {
    let words: Vec<Words> = articles.iter().map(|article| Words::of(&article.body)).collect();
    let prints: Vec<Fingerprint> = articles
        .iter()
        .zip(&words)
        .map(|(article, words)| Fingerprint::new(article.head.title.as_deref(), words))
        .collect();
    let Ok(groups) = groups(prints, |pairs| -> Result<Vec<bool>, Infallible> {
        Ok(pairs.iter().map(|(one, other)| words[*one].is_same_story(&words[*other])).collect())
    });
    let mut story: HashMap<usize, usize> = (0..articles.len()).map(|at| (at, at)).collect();
    for group in &groups {
        story.extend(group.iter().map(|at| (*at, group[0])));
    }
    let mut different = HashSet::new();
    for (at, article) in articles.iter().enumerate() {
        let mut quotations = Quotations::default();
        for statement in &article.statements {
            different.insert((story[&at], quotations.key(&statement.quote, statement.speaker.as_deref())));
        }
    }
    different.len()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn runs_make_no_difference(seed in any::<u64>(), first in any::<u16>(), changed in any::<u16>()) {
        let home = tempfile::tempdir().expect("a directory");
        let folder = home.path().join("news");
        fs::create_dir(&folder).expect("a folder");
        let articles = articles(seed);
        let (of_run, fresh) = (home.path().join("runs"), home.path().join("fresh"));

        // Some, with other texts in some of their files and one file too many; then all as they shall be.
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

#[test]
fn folding_agrees_with_a_plain_count() {
    let home = tempfile::tempdir().expect("a directory");
    let (folder, index) = (home.path().join("news"), home.path().join("index"));
    fs::create_dir(&folder).expect("a folder");
    write(&folder, &articles(7));
    follow(&index, &folder);

    let extracted = extracted(&folder);
    let all: usize = extracted.iter().map(|article| article.statements.len()).sum();
    let folded = found(&index, "", false, 1000);
    assert_eq!(folded.len(), counted(&extracted));
    assert!(folded.len() * 3 < all * 2, "{} of {all}", folded.len());
    assert_eq!(folded.iter().map(|hit| 1 + hit.also.len()).sum::<usize>(), all);

    let expanded = found(&index, "", true, 1000);
    assert_eq!(expanded.len(), all);
    assert!(expanded.iter().all(|hit| hit.also.is_empty()));
    let mut of_folded: Vec<String> =
        ids(&folded).into_iter().flat_map(|(id, also)| [vec![id], also].concat()).collect();
    let mut of_expanded: Vec<String> = ids(&expanded).into_iter().map(|(id, _)| id).collect();
    of_folded.sort_unstable();
    of_expanded.sort_unstable();
    assert_eq!(of_folded, of_expanded);

    // Pages of any size are parts of the same list, and the earliest printing stands for the others.
    assert_eq!(ids(&found(&index, "", false, 3)), ids(&folded));
    for hit in &folded {
        let dates: Vec<_> = std::iter::once(&hit.head.date).chain(hit.also.iter().map(|other| &other.date)).collect();
        assert!(dates.is_sorted(), "{dates:?}");
    }

    // A filter is a filter: what does not match is not among the printings.
    for hit in found(&index, "outlet:halyard", false, 1000) {
        assert!(hit.also.iter().all(|other| other.outlet.as_deref() == Some("Halyard")));
    }
}

#[test]
fn speakers_are_counted_once_a_quotation_and_outlets_each_time() {
    let home = tempfile::tempdir().expect("a directory");
    let (folder, index) = (home.path().join("news"), home.path().join("index"));
    fs::create_dir(&folder).expect("a folder");
    write(&folder, &articles(11));
    follow(&index, &folder);
    let index = Index::open(&index).expect("an index");
    let sum = |search: &Search<'_>, facet| -> u64 {
        search.list(&Query::default(), facet).expect("counts").iter().map(|counted| counted.count).sum()
    };
    let folded = Search::new(&index).expect("a search");
    let (speakers, outlets) = (sum(&folded, Facet::Speakers), sum(&folded, Facet::Outlets));
    let articles = folded.articles(&Query::default(), Page { sort: Sort::Newest, limit: 100, offset: 0 });
    let articles = articles.expect("articles");
    assert_eq!(articles.hits.iter().map(|hit| 1 + hit.also.len()).sum::<usize>(), 14);
    assert_eq!(articles.total, 4);
    let expanded = folded.expanded();
    assert!(speakers < sum(&expanded, Facet::Speakers));
    assert_eq!(outlets, sum(&expanded, Facet::Outlets));
    assert_eq!(outlets as usize, expanded.totals().expect("totals").statements);
}
