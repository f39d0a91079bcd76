//! Measures each stage of the pipeline over the sample corpus: `cargo bench`.
//!
//! `ONRECORD_BENCH=FILE.jsonl` names another corpus.

use std::fs;
use std::path::PathBuf;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use onrecord::{Article, Index, Overrides, Page, Query, Record, Records, Search, Sort, Updater};

fn main() {
    divan::main();
}

fn paths() -> Vec<PathBuf> {
    vec![std::env::var_os("ONRECORD_BENCH").map_or_else(|| "sample-corpus".into(), PathBuf::from)]
}

fn records(keep: impl Fn(&str) -> bool) -> Vec<Record> {
    let mut files = onrecord::walk(&paths()).expect("the texts").files;
    files.retain(|file| keep(&file.name));
    Records::new(files).collect()
}

fn articles() -> Vec<Article> {
    let overrides = Overrides::default();
    let all = records(|_| true).into_iter().flat_map(|record| onrecord::articles(&record, &overrides));
    all.filter_map(Result::ok).filter(|article| article.language.as_deref() == Some("en")).collect()
}

/// From bytes to articles: decoding, JSON, Markdown and plain text.
#[divan::bench]
fn read_without_html(bencher: Bencher<'_, '_>) {
    read(bencher, &records(|name| !name.ends_with(".html")));
}

/// From bytes to articles: the main text of saved pages.
#[divan::bench]
fn read_html(bencher: Bencher<'_, '_>) {
    read(bencher, &records(|name| name.ends_with(".html")));
}

fn read(bencher: Bencher<'_, '_>, records: &[Record]) {
    let bytes: usize = records.iter().map(Record::len).sum();
    let overrides = Overrides::default();
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| records.iter().map(|record| onrecord::articles(record, &overrides).len()).sum::<usize>());
}

/// From articles to statements and topics, on one core, in words per second.
#[divan::bench]
fn extract(bencher: Bencher<'_, '_>) {
    let articles = articles();
    bencher.counter(ItemsCount::new(words(&articles))).with_inputs(|| articles.clone()).bench_local_values(
        |articles| articles.into_iter().map(|article| onrecord::extract(article).statements.len()).sum::<usize>(),
    );
}

fn words(articles: &[Article]) -> usize {
    articles.iter().map(|article| article.body.split_whitespace().count()).sum()
}

/// From a folder to an index on disk, on all cores, in articles per second.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn index(bencher: Bencher<'_, '_>) {
    let count = articles().len();
    bencher.counter(ItemsCount::new(count)).with_inputs(|| tempfile::tempdir().expect("a directory")).bench_local_refs(
        |directory| {
            let index = Index::open_or_create(directory.path()).expect("an index");
            Updater::new(&index).update(&paths()).expect("an update").new
        },
    );
}

/// From a query to ten hits, within the process.
#[divan::bench(args = ["the", "water", "speaker:castellane", "\"first light\" outlet:\"Plains Courier\""])]
fn query(bencher: Bencher<'_, '_>, text: &str) {
    let directory = tempfile::tempdir().expect("a directory");
    let index = Index::open_or_create(directory.path()).expect("an index");
    Updater::new(&index).update(&paths()).expect("an update");
    let search = Search::new(&index).expect("a search");
    let query: Query = text.parse().expect("a query");
    let page = Page { sort: Sort::Relevance, limit: 10, offset: 0 };
    bencher.bench_local(|| search.statements(black_box(&query), page).expect("an answer").total);
    fs::remove_dir_all(directory.path()).ok();
}
