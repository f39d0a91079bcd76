//! What articles are about: the sample corpus, leads of every top level, and the search for topics.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use onrecord::{
    Article, ArticleJson, Field, Index, Overrides, Page, Query, Records, Search, Sort, Topic, TopicRules, TopicSource,
    Updater,
};

/// What has been reached, in percent: how often the first topic has the right top level. It only rises.
const FLOOR_SAMPLE: f64 = 91.6;
const FLOOR_LEADS: f64 = 95.0;

fn rows(path: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).expect("a list");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn top(topics: &[Topic]) -> &str {
    topics.first().map_or("none", |topic| &topic.top)
}

/// The share that is right, in percent, and a line about each that is wrong.
fn share(pairs: impl Iterator<Item = (String, String, String)>) -> (f64, String) {
    let pairs: Vec<_> = pairs.collect();
    let wrong: Vec<String> = pairs
        .iter()
        .filter(|(_, gold, found)| gold != found)
        .map(|(name, gold, found)| format!("{name}: {found} in place of {gold}"))
        .collect();
    let share = 100.0 * (1.0 - wrong.len() as f64 / pairs.len() as f64);
    (share, wrong.join("\n"))
}

#[test]
fn the_sample_corpus_gets_the_right_topics() {
    let walk = onrecord::walk(&["sample-corpus".into()]).expect("the sample corpus");
    let root = Path::new("sample-corpus").canonicalize().expect("the sample corpus");
    let articles = Records::new(walk.files).flat_map(|record| onrecord::articles(&record, &Overrides::default()));
    let found: HashMap<(String, String), String> = articles
        .map(|article| {
            let article = article.expect("a readable article");
            let below = article.place.file.strip_prefix(&root).expect("a path below the corpus");
            let path = Path::new("sample-corpus").join(below).to_string_lossy().replace('\\', "/");
            let entry = article.place.entry.map_or(String::new(), |entry| entry.to_string());
            ((path, entry), top(&onrecord::extract(article).topics).to_owned())
        })
        .collect();
    let gold = rows("sample-corpus/topics.tsv");
    assert_eq!(gold.len(), found.len());
    let pairs = gold.into_iter().map(|row| {
        let place = (row[0].clone(), row[1].clone());
        let found = found.get(&place).unwrap_or_else(|| panic!("{place:?} was not read")).clone();
        (format!("{place:?}"), row[2].clone(), found)
    });
    let (share, wrong) = share(pairs);
    assert!(share >= FLOOR_SAMPLE, "{share:.1} % is below {FLOOR_SAMPLE} %\n{wrong}");
}

#[test]
fn leads_of_every_top_level_are_told_apart() {
    let pairs = rows("tests/topics/leads.tsv").into_iter().map(|row| {
        let article = Article { title: Some(row[1].clone()), body: row[2].clone(), ..Article::default() };
        (row[1].clone(), format!("medtop:{}000000", row[0]), top(&onrecord::extract(article).topics).to_owned())
    });
    let (share, wrong) = share(pairs);
    assert!(share >= FLOOR_LEADS, "{share:.1} % is below {FLOOR_LEADS} %\n{wrong}");
}

#[test]
fn espionage_is_told_from_other_politics() {
    let body = "Spies of two allies have stopped sharing intelligence with the ministry, a former intelligence official \
                said. The minister had shown classified information to an ambassador. The intelligence agency, which \
                the prime minister oversees, would not say whether its sources were at risk.";
    let article = Article { body: body.to_owned(), ..Article::default() };
    let labels: Vec<String> = onrecord::extract(article).topics.into_iter().map(|topic| topic.label).collect();
    assert_eq!(labels[..2], ["politics", "espionage and intelligence"]);
}

fn write(folder: &Path, name: &str, article: &serde_json::Value) {
    fs::write(folder.join(name), article.to_string()).expect("a file");
}

#[test]
fn topics_are_found_by_any_name_and_by_those_above_them() {
    let (folder, place) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    write(
        folder.path(),
        "a.json",
        &serde_json::json!({"title": "Mortars fall on the bridge", "section": "World", "tags": ["medtop:20000056"],
            "text": "“The shelling began at dawn,” said Ida Holm, a doctor."}),
    );
    write(
        folder.path(),
        "b.json",
        &serde_json::json!({"title": "Rovers win", "section": "Football",
            "text": "“We were lucky,” said Nils Aker, the coach, after the match."}),
    );
    let paths = [folder.path().to_owned()];
    let index = Index::open_or_create(place.path()).expect("an index");
    Updater::new(&index).update(&paths).expect("an update");
    let search = Search::new(&index).expect("a search");
    let titles = |topic: &str| {
        let mut query = Query::default();
        query.require(Field::Topic, topic).expect("a query");
        let page = Page { sort: Sort::Newest, limit: 9, offset: 0 };
        let found = search.articles(&query, page)?.hits.into_iter().filter_map(|hit| hit.extraction.article.title);
        Ok::<_, onrecord::Error>(found.collect::<Vec<_>>())
    };
    for name in ["armed conflict", "war", "medtop:16000000", "20000056", "Conflicts, War and Peace", "conflict"] {
        assert_eq!(titles(name).expect(name), ["Mortars fall on the bridge"], "{name}");
    }
    for name in ["soccer", "football", "sport", "competition discipline"] {
        assert_eq!(titles(name).expect(name), ["Rovers win"], "{name}");
    }
    assert!(titles("cricket").expect("a known topic").is_empty());
    let error = titles("crikket").expect_err("no topic").to_string();
    assert!(error.contains("did you mean “cricket”"), "{error}");

    let tree = search.topics(&Query::default()).expect("a tree");
    let shown: Vec<String> = tree.iter().map(|t| format!("{}{} {}", "-".repeat(t.depth), t.label, t.count)).collect();
    assert_eq!(
        shown,
        ["conflicts, war and peace 1", "-armed conflict 1", "sport 1", "-competition discipline 1", "--soccer 1",]
    );
}

#[test]
fn a_user_adds_words_and_labels() {
    let rules =
        TopicRules::extended("sailing\t5\tfoiling moth; kiteboard\nhealth\tlabel\tClinic Corner\n").expect("rules");
    let body = "A kiteboard race drew nine foiling moths.".to_owned();
    let labels = vec!["Clinic Corner".to_owned()];
    let first = |article: &Article| rules.topics(article)[0].clone();
    assert_eq!(first(&Article { body: body.clone(), ..Article::default() }).label, "sport");
    let labelled = first(&Article { body, labels, ..Article::default() });
    assert_eq!((labelled.label.as_str(), labelled.source), ("health", TopicSource::Label));
}

#[test]
fn other_rules_make_an_index_read_its_files_again() {
    let (folder, place) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    write(folder.path(), "a.json", &serde_json::json!({"title": "Zorbs", "text": "“Zorbing is fun,” said Ida Holm."}));
    let paths = [folder.path().to_owned()];
    let open = || Index::open_or_create(place.path()).expect("an index");
    assert_eq!(Updater::new(&open()).update(&paths).expect("an update").new, 1);
    let own = open().with_topic_rules(TopicRules::extended("sport\t5\tzorb~; zorbs").expect("rules"));
    assert_eq!(Updater::new(&own).update(&paths).expect("an update").changed, 1);
    assert_eq!(Updater::new(&own).update(&paths).expect("an update").unchanged, 1);
    let mut query = Query::default();
    query.require(Field::Topic, "sport").expect("a query");
    assert_eq!(Search::new(&own).expect("a search").count_articles(&query).expect("a count"), 1);
    Updater::new(&open()).rebuild(&paths).expect("an update");
    assert_eq!(Search::new(&open()).expect("a search").count_articles(&query).expect("a count"), 0);
}

#[test]
fn labels_are_kept_as_they_were_given() {
    let labels = vec!["UK news".to_owned(), "Tech".to_owned()];
    let article = Article { labels: labels.clone(), body: "A short text.".to_owned(), ..Article::default() };
    let json = ArticleJson::from(&onrecord::extract(article));
    assert_eq!(json.labels, labels);
    assert_eq!(json.head.topic_source, Some(TopicSource::Label));
    assert_eq!(json.head.topics[0].label, "science and technology");
}
