//! The pipeline, stage by stage and whole, over the sample corpus repeated: `cargo bench`.
//!
//! With `ONRECORD_BENCH=FILE.jsonl` the texts are those of that file.

use std::fs;
use std::path::PathBuf;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use onrecord::article::Article;
use onrecord::extract;
use onrecord::index::{Index, Updater};
use onrecord::query::Query;
use onrecord::search::{Page, Search, Sort};
use onrecord::source::{self, Overrides, Record, Records};
use onrecord::text::Document;
use onrecord::topic::Rules;

fn main() {
    divan::main();
}

fn paths() -> Vec<PathBuf> {
    vec![std::env::var_os("ONRECORD_BENCH").map_or_else(|| "sample-corpus".into(), PathBuf::from)]
}

fn records(keep: impl Fn(&str) -> bool) -> Vec<Record> {
    let mut files = source::walk(&paths()).expect("the texts").files;
    files.retain(|file| keep(&file.name));
    Records::new(files).collect()
}

fn articles() -> Vec<Article> {
    let overrides = Overrides::default();
    let all = records(|_| true).into_iter().flat_map(|record| source::articles(&record, &overrides));
    all.filter_map(Result::ok).filter(|article| article.language.as_deref() == Some("en")).collect()
}

/// Bytes to articles: decoding, JSON, Markdown and plain text.
#[divan::bench]
fn read_without_html(bencher: Bencher<'_, '_>) {
    read(bencher, &records(|name| !name.ends_with(".html")));
}

/// Bytes to articles: the main text of saved pages.
#[divan::bench]
fn read_html(bencher: Bencher<'_, '_>) {
    read(bencher, &records(|name| name.ends_with(".html")));
}

fn read(bencher: Bencher<'_, '_>, records: &[Record]) {
    let bytes: usize = records.iter().map(Record::len).sum();
    let overrides = Overrides::default();
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| records.iter().map(|record| source::articles(record, &overrides).len()).sum::<usize>());
}

/// Text to tokens, on one core; counted in tokens.
#[divan::bench]
fn cut(bencher: Bencher<'_, '_>) {
    let articles = articles();
    bencher
        .counter(ItemsCount::new(tokens(&articles)))
        .bench_local(|| articles.iter().map(|a| Document::new(black_box(&a.body)).sentences.len()).sum::<usize>());
}

/// What articles are about, on one core; counted in tokens.
#[divan::bench]
fn topics(bencher: Bencher<'_, '_>) {
    let articles = articles();
    bencher.counter(ItemsCount::new(tokens(&articles))).bench_local(|| {
        articles.iter().map(|article| Rules::builtin().topics(black_box(article)).len()).sum::<usize>()
    });
}

/// Text to the organizations that it names, on one core; counted in tokens.
#[divan::bench]
fn organizations(bencher: Bencher<'_, '_>) {
    let articles = articles();
    let documents: Vec<Document<'_>> = articles.iter().map(|article| Document::new(&article.body)).collect();
    bencher.counter(ItemsCount::new(tokens(&articles))).bench_local(|| {
        documents.iter().map(|document| extract::organizations(black_box(document)).len()).sum::<usize>()
    });
}

/// Articles to statements and topics, on one core; counted in tokens.
#[divan::bench]
fn extract(bencher: Bencher<'_, '_>) {
    let articles = articles();
    bencher.counter(ItemsCount::new(tokens(&articles))).with_inputs(|| articles.clone()).bench_local_values(
        |articles| articles.into_iter().map(|article| onrecord::extract(article).statements.len()).sum::<usize>(),
    );
}

fn tokens(articles: &[Article]) -> usize {
    articles.iter().map(|article| Document::new(&article.body).tokens.len()).sum()
}

/// A folder to an index on disk, on all cores; counted in articles.
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

/// A query to ten hits, in process.
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
