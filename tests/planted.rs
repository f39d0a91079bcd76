//! Statements planted in a large corpus are found again, each with its exact words and its speaker, and filters, facets and
//! timelines count what a plain count over the output of `onrecord extract` counts; tests/counting.rs does that for the sample.
//!
//! `ONRECORD_PLANTED=corpus.jsonl ONRECORD_TRUTH=truth.tsv cargo test --release --test planted -- --nocapture` measures on a
//! corpus of articles with `id` and `outlet`, and the truth about it: article, speaker and words, with tabs between. Without them
//! nothing is tested here.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use onrecord::index::{Index, Updater};
use onrecord::names;
use onrecord::query::{Field, Query};
use onrecord::search::{Facet, Page, Search, Sort};

/// How many speakers are drawn.
const SPEAKERS: usize = 200;

#[test]
fn a_large_corpus_is_counted_plainly() {
    let Some(corpus) = std::env::var_os("ONRECORD_PLANTED").map(PathBuf::from) else {
        return println!("skipped: ONRECORD_PLANTED names a corpus");
    };
    let home = tempfile::tempdir().expect("a directory");
    println!("{} numbers compared", crate::plain::assert_counts_agree(&corpus, home.path()));
}

#[test]
fn planted_statements_are_found() {
    let path = |name| std::env::var_os(name).map(PathBuf::from);
    let (Some(corpus), Some(truth)) = (path("ONRECORD_PLANTED"), path("ONRECORD_TRUTH")) else {
        return println!("skipped: ONRECORD_PLANTED and ONRECORD_TRUTH name a corpus and its truth");
    };
    let mut outlets: HashMap<String, String> = HashMap::new();
    for line in BufReader::new(fs::File::open(&corpus).expect("a corpus")).lines() {
        let article: serde_json::Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let text = |name: &str| article[name].as_str().unwrap_or_default().to_owned();
        outlets.insert(text("id"), text("outlet"));
    }
    let mut planted: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for line in fs::read_to_string(truth).expect("the truth").lines() {
        let [article, speaker, words] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three columns: {line}")
        };
        planted.entry(speaker.to_owned()).or_default().push((article.to_owned(), words.to_owned()));
    }
    let home = tempfile::tempdir().expect("a directory");
    let index = Index::open_or_create(home.path()).expect("an index");
    Updater::new(&index).update(&[corpus]).expect("an update");
    let search = Search::new(&index).expect("a search").expanded();
    let page = Page { sort: Sort::Newest, limit: 100_000, offset: 0 };
    // The same ones each time, from all over the list.
    let step = (planted.len() / SPEAKERS).max(1);
    let (mut wanted, mut found, mut others, mut wrong) = (0, 0, 0, Vec::new());
    for (name, statements) in planted.iter().step_by(step).take(SPEAKERS) {
        let mut query = Query::default();
        query.filter(Field::Speaker, name, false).expect("a query");
        let hits = search.statements(&query, page).expect("an answer").hits;
        for (article, words) in statements {
            wanted += 1;
            let has = |quote: &str| quote.contains(words.as_str());
            found += usize::from(hits.iter().any(|hit| hit.article_id == *article && has(&hit.statement.quote)));
            let phrase: Query = format!("\"{words}\"").parse().expect("a phrase");
            for hit in search.statements(&phrase, page).expect("an answer").hits {
                let speaker = hit.statement.speaker.as_deref().map(names::key);
                if hit.article_id == *article && speaker.as_ref().is_some_and(|speaker| *speaker != names::key(name)) {
                    others += 1;
                    wrong.push(format!("{article}: {words} — {name}, not {}", speaker.unwrap_or_default()));
                }
            }
        }
        // By outlet, the facet counts what the hits have.
        let mut counted: BTreeMap<&str, u64> = BTreeMap::new();
        hits.iter().for_each(|hit| *counted.entry(outlets[&hit.article_id].as_str()).or_default() += 1);
        let facet = search.list(&query, Facet::Outlets).expect("counts");
        let facet: BTreeMap<&str, u64> = facet.iter().map(|counted| (counted.name.as_str(), counted.count)).collect();
        assert_eq!(facet, counted, "{name}");
        assert_eq!(search.count(&query, false).expect("a count"), hits.len(), "{name}");
    }
    wrong.iter().take(10).for_each(|line| println!("{line}"));
    println!(
        "planted {wanted}, found {found} ({:.2} %), given to another {others}",
        100.0 * found as f64 / wanted as f64
    );
    assert!(100 * found >= 99 * wanted, "{found} of {wanted}");
    assert_eq!(others, 0);
}
