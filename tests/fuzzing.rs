//! Fuzz tests: mutated files for every reader, random text for the extractor, random text for the query parser.
//!
//! No input may cause a panic, exceed the limit of time or memory, or yield a result that contradicts the text. An input that
//! fails is kept in `tests/fuzzing/`, and every run starts with the inputs kept there.
//!
//! `cargo test` tries the same few hundred inputs every time. `ONRECORD_FUZZ=3600 cargo test --release fuzzing --
//! --test-threads=1` tries new inputs for an hour for each of the three tests. `ONRECORD_SEED=N` repeats a run that printed
//! this number.

use std::fs;
use std::path::Path;

use crate::fuzz::{Chance, Input, run};
use crate::packing::{Tar, Zip, answer, bzip2, gzip, warc, zstd};
use onrecord::{Article, ArticleJson, Index, Overrides, Page, Query, Records, Search, Sort, Span, Updater};

/// The longest body to extract, in bytes. A debug build takes a second for it; longer ones are only read.
const EXTRACTED: usize = 16 << 10;

/// Files of every format, from other tests and the sample corpus.
fn samples() -> Vec<Input> {
    let mut samples = Vec::new();
    for folder in ["tests/shapes", "tests/pages", "sample-corpus"] {
        for entry in ignore::WalkBuilder::new(folder).sort_by_file_name(Ord::cmp).build() {
            let entry = entry.expect("a sample");
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_file() && !name.ends_with(".expected.json") {
                samples.push(Input { name, bytes: fs::read(entry.path()).expect("a sample") });
            }
        }
    }
    assert!(samples.len() > 90, "{} samples", samples.len());
    samples
}

/// Packs a file into a container, or into two.
fn packed(input: Input, chance: &mut Chance) -> Input {
    let Input { name, bytes } = input;
    let extension = name.rsplit('.').next().unwrap_or("txt").to_owned();
    match chance.below(8) {
        0 => Input { name: format!("{name}.gz"), bytes: gzip(&bytes) },
        1 => Input { name: format!("{name}.zst"), bytes: zstd(&bytes) },
        2 => Input { name: format!("{name}.bz2"), bytes: bzip2(&bytes) },
        3 => {
            let mut inner = Zip::new();
            inner.add(&format!("post/a.{extension}"), &bytes);
            let mut tar = Tar::new();
            tar.add("inner.zip", inner.bytes());
            tar.add(&format!("b.{extension}"), &bytes);
            Input { name: "a.tar.gz".to_owned(), bytes: gzip(&tar.bytes()) }
        }
        4 => {
            let mut tar = Tar::new();
            tar.add(&format!("../a.{extension}"), &bytes);
            let mut zip = Zip::new();
            zip.add("a.tar", tar.bytes());
            zip.add(&format!("b.{extension}.gz"), gzip(&bytes));
            Input { name: "a.zip".to_owned(), bytes: zip.bytes() }
        }
        5 => {
            let mut book = Zip::new();
            book.add("mimetype", "application/epub+zip");
            book.add("page.xhtml", &bytes);
            Input { name: "a.epub".to_owned(), bytes: book.bytes() }
        }
        6 => {
            let page = answer("https://a.example/1", "200 OK\r\nContent-Type: text/html", &bytes);
            Input { name: "a.warc".to_owned(), bytes: [page, warc("resource", "x", "text/plain", &bytes)].concat() }
        }
        _ => {
            let head = "200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip";
            let page = answer("https://a.example/1", head, gzip(&bytes));
            Input { name: "a.warc.gz".to_owned(), bytes: gzip(&page) }
        }
    }
}

fn check_reader(input: &Input) {
    let home = tempfile::tempdir().expect("a directory");
    let place = home.path().join(&input.name);
    fs::write(&place, &input.bytes).expect("a file");
    let walk = onrecord::walk(&[place]).expect("a file to read");
    for skipped in &walk.skipped {
        assert_one_line(&skipped.to_string());
    }
    for record in Records::new(walk.files) {
        for article in onrecord::articles(&record, &Overrides::default()) {
            match article {
                Ok(article) => {
                    assert!(!article.body.trim().is_empty(), "an article without text");
                    assert!(!article.id.is_empty(), "an article without an id");
                    if article.body.len() < EXTRACTED {
                        check_extraction(article);
                    }
                }
                Err(skipped) => assert_one_line(&skipped.to_string()),
            }
        }
    }
}

fn assert_one_line(message: &str) {
    assert!(!message.is_empty() && !message.contains('\n'), "{message:?}");
}

/// Checks what must hold of the extraction from any text.
fn check_extraction(article: Article) {
    let extraction = onrecord::extract(article.clone());
    let body = &extraction.article.body;
    let assert_valid = |span: Span| {
        assert!(span.start() < span.end() && span.end() <= body.len(), "{span:?} in {} bytes", body.len());
        assert!(body.is_char_boundary(span.start()) && body.is_char_boundary(span.end()), "{span:?} cuts a character");
    };
    let mut last = 0;
    for statement in &extraction.statements {
        let first = statement.content.first().expect("a statement without words").start();
        assert!(first >= last, "statements out of order");
        last = first;
        statement.content.iter().copied().chain(statement.cue).chain(statement.source.mention).for_each(assert_valid);
        statement.steps.iter().filter_map(|step| step.span).for_each(assert_valid);
        let in_order = statement.content.windows(2).all(|pair| pair[0].end() <= pair[1].start());
        assert!(in_order, "parts out of order: {:?}", statement.content);
        let sure = statement.confidence;
        let parts = [sure.words, sure.source, sure.person, sure.all()];
        assert!(parts.iter().all(|part| (0.0..=1.0).contains(part)), "{sure:?}");
        let parts: Vec<&str> = statement.content.iter().map(|span| &body[span.start()..span.end()]).collect();
        assert_eq!(statement.quote(body), parts.join(" "));
    }
    let mut last = 0;
    for no_comment in &extraction.no_comments {
        [Some(no_comment.clause), Some(no_comment.cue), no_comment.source.mention]
            .into_iter()
            .flatten()
            .for_each(assert_valid);
        assert!(no_comment.clause.start() >= last, "no comments out of order");
        last = no_comment.clause.start();
    }
    let json = ArticleJson::from(&extraction);
    let characters: Vec<char> = json.body.chars().collect();
    for statement in &json.statements {
        let parts: Vec<String> =
            statement.content.iter().map(|[start, end]| characters[*start..*end].iter().collect()).collect();
        assert_eq!(statement.quote, parts.join(" "));
    }
    for no_comment in &json.no_comments {
        let parts: Vec<String> =
            no_comment.content.iter().map(|[start, end]| characters[*start..*end].iter().collect()).collect();
        assert_eq!(no_comment.quote, parts.join(" "));
    }
    assert_eq!(json, ArticleJson::from(&onrecord::extract(article)), "the second extraction differs");
}

fn check_query(input: &Input, index: &Index) {
    let text = String::from_utf8_lossy(&input.bytes);
    let query: Query = match text.parse() {
        Ok(query) => query,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let printed = query.to_string();
    assert_eq!(printed.parse::<Query>().ok().as_ref(), Some(&query), "{printed:?} parses as another query");
    // The search may refuse a query, with an error.
    let search = Search::new(index).expect("a search");
    let page = Page { sort: Sort::Relevance, limit: 3, offset: 0 };
    let found = search.statements(&query, page).map(|found| found.total);
    let counted = search.count_statements(&query);
    assert_eq!(found.ok(), counted.ok(), "two counts");
    let _refused = search.articles(&query, page).is_err();
}

#[test]
fn mutated_files_do_no_harm() {
    let samples = samples();
    let next = |chance: &mut Chance| {
        let mut input = chance.one_of(&samples).clone();
        let other = chance.one_of(&samples);
        chance.mutate(&mut input.bytes, &other.bytes);
        if chance.below(8) == 0 {
            // The bytes of one format under a name of another.
            input.name.clone_from(&chance.one_of(&samples).name);
        }
        if chance.below(4) == 0 {
            input = packed(input, chance);
            if chance.below(2) == 0 {
                chance.mutate(&mut input.bytes, &other.bytes);
            }
        }
        input
    };
    run("file", next, check_reader);
}

#[test]
fn any_text_can_be_extracted() {
    let samples: Vec<String> = samples()
        .into_iter()
        .filter(|sample| sample.name.ends_with(".txt") || sample.name.ends_with(".md"))
        .map(|sample| String::from_utf8_lossy(&sample.bytes).into_owned())
        .collect();
    let next = |chance: &mut Chance| {
        let text = match chance.below(3) {
            0 => chance.text(crate::fuzz::NEWS),
            1 => {
                let mut bytes = chance.one_of(&samples).clone().into_bytes();
                bytes.truncate(4096);
                let other = chance.text(crate::fuzz::NEWS);
                chance.mutate(&mut bytes, other.as_bytes());
                bytes.truncate(8192);
                String::from_utf8_lossy(&bytes).into_owned()
            }
            _ => {
                let sample = chance.one_of(&samples).clone();
                let paragraphs: Vec<&str> = sample.split("\n\n").collect();
                let chosen: Vec<&str> = (0..chance.below(8)).map(|_| *chance.one_of(&paragraphs)).collect();
                let strange = chance.text(crate::fuzz::NEWS);
                chosen.join(&strange)
            }
        };
        Input { name: "text".to_owned(), bytes: text.into_bytes() }
    };
    run("text", next, |input| {
        let body = String::from_utf8_lossy(&input.bytes).into_owned();
        check_extraction(Article {
            title: body.lines().next().map(str::to_owned),
            authors: vec!["Ida Holm".to_owned()],
            language: Some("en".to_owned()),
            body,
            ..Article::default()
        });
    });
}

#[test]
fn any_query_is_answered_or_refused() {
    let home = tempfile::tempdir().expect("a directory");
    let index = Index::open_or_create(&home.path().join("index")).expect("an index");
    let news = Path::new("sample-corpus/plains-courier").to_owned();
    Updater::new(&index).update(&[news]).expect("an update");
    let next = |chance: &mut Chance| {
        let mut bytes = chance.text(crate::fuzz::QUERIES).into_bytes();
        if chance.below(3) == 0 && !bytes.is_empty() {
            let other = chance.text(crate::fuzz::QUERIES);
            chance.mutate(&mut bytes, other.as_bytes());
            bytes.truncate(512);
        }
        Input { name: "query".to_owned(), bytes: String::from_utf8_lossy(&bytes).into_owned().into_bytes() }
    };
    run("query", next, |input| check_query(input, &index));
}
