//! Finds statements that were planted in a large corpus, each with its exact words and its speaker; and compares filters, facets
//! and timelines with a plain count over the output of `onrecord extract`, as tests/counting.rs does for the sample corpus.
//!
//! These tests need data of their own. `ONRECORD_PLANTED=corpus.jsonl ONRECORD_TRUTH=truth.tsv cargo test --release --test all
//! planted -- --ignored --nocapture` runs them on a corpus of articles with `id` and `outlet`, and the truth about it: article,
//! speaker and words, separated by tabs.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use onrecord::{Facet, Field, Index, Page, Query, Search, Sort, Updater};

/// How many speakers are looked up.
const SPEAKERS: usize = 200;

fn path(variable: &str) -> PathBuf {
    std::env::var_os(variable).unwrap_or_else(|| panic!("{variable} must name a file")).into()
}

#[test]
#[ignore = "needs ../shared (data): ONRECORD_PLANTED"]
fn counts_of_a_large_corpus_agree() {
    let corpus = path("ONRECORD_PLANTED");
    let home = tempfile::tempdir().expect("a directory");
    println!("{} numbers compared", crate::plain::assert_counts_agree(&corpus, home.path()));
}

#[test]
#[ignore = "needs ../shared (data): ONRECORD_PLANTED, ONRECORD_TRUTH"]
fn planted_statements_are_found() {
    let (corpus, truth) = (path("ONRECORD_PLANTED"), path("ONRECORD_TRUTH"));
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
    // Always the same speakers, evenly spread over the list.
    let step = (planted.len() / SPEAKERS).max(1);
    let (mut wanted, mut found, mut others, mut wrong) = (0, 0, 0, Vec::new());
    for (name, statements) in planted.iter().step_by(step).take(SPEAKERS) {
        let mut query = Query::default();
        query.require(Field::Speaker, name).expect("a query");
        let hits = search.statements(&query, page).expect("an answer").hits;
        for (article, words) in statements {
            wanted += 1;
            let has = |quote: &str| quote.contains(words.as_str());
            found += usize::from(hits.iter().any(|hit| hit.article().id == *article && has(&hit.quote)));
            let phrase: Query = format!("\"{words}\"").parse().expect("a phrase");
            for hit in search.statements(&phrase, page).expect("an answer").hits {
                let speaker = hit.source().speaker.as_deref().map(str::to_lowercase);
                if hit.article().id == *article
                    && speaker.as_ref().is_some_and(|speaker| *speaker != name.to_lowercase())
                {
                    others += 1;
                    wrong.push(format!("{article}: {words} — {name}, not {}", speaker.unwrap_or_default()));
                }
            }
        }
        // The facet of outlets counts the outlets of the hits.
        let mut counted: BTreeMap<&str, u64> = BTreeMap::new();
        hits.iter().for_each(|hit| *counted.entry(outlets[&hit.article().id].as_str()).or_default() += 1);
        let facet = search.list(&query, Facet::Outlets).expect("counts");
        let facet: BTreeMap<&str, u64> = facet.iter().map(|counted| (counted.name.as_str(), counted.count)).collect();
        assert_eq!(facet, counted, "{name}");
        assert_eq!(search.count_statements(&query).expect("a count"), hits.len(), "{name}");
    }
    wrong.iter().take(10).for_each(|line| println!("{line}"));
    println!(
        "planted {wanted}, found {found} ({:.2} %), given to another {others}",
        100.0 * found as f64 / wanted as f64
    );
    assert!(100 * found >= 99 * wanted, "{found} of {wanted}");
    assert_eq!(others, 0);
}
