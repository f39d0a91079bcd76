//! Inputs that nobody would write: mutated files for every reader, any text for the extractor, any text for the query parser.
//!
//! Nothing may panic, none may take longer than the watchdog waits or more memory than the bound, and what is found must be
//! what the text says. An input that fails is kept in `tests/fuzzing/`, and every run starts with all that are there.
//!
//! Each of the three runs takes some seconds and the same inputs every time. `ONRECORD_FUZZ=3600 cargo test --release --test
//! fuzzing` gives each an hour, and new inputs; `ONRECORD_SEED=N` repeats a run that printed that number.

use std::fs;
use std::path::Path;

use crate::fuzz::{Chance, Input, hold};
use crate::packing::{Tar, Zip, answer, bzip2, gzip, warc, zstd};
use onrecord::article::Article;
use onrecord::contract::ArticleJson;
use onrecord::index::{Index, Updater};
use onrecord::query::Query;
use onrecord::search::{Page, Search, Sort};
use onrecord::source::{self, Overrides, Records};
use onrecord::text::Span;

/// A body longer than this is read and not extracted, in bytes: a debug build takes a second for it.
const EXTRACTED: usize = 16 << 10;

/// Files of every shape: those of other tests, the sample corpus, and containers of them.
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

/// A file inside a container, or inside two.
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

fn reader(input: &Input) {
    let home = tempfile::tempdir().expect("a directory");
    let place = home.path().join(&input.name);
    fs::write(&place, &input.bytes).expect("a file");
    let walk = source::walk(&[place]).expect("a file to read");
    for skipped in &walk.skipped {
        is_one_line(&skipped.to_string());
    }
    for record in Records::new(walk.files) {
        for article in source::articles(&record, &Overrides::default()) {
            match article {
                Ok(article) => {
                    assert!(!article.body.trim().is_empty(), "an article without text");
                    assert!(!article.id.is_empty(), "an article without an id");
                    if article.body.len() < EXTRACTED {
                        extraction(article);
                    }
                }
                Err(skipped) => is_one_line(&skipped.to_string()),
            }
        }
    }
}

fn is_one_line(said: &str) {
    assert!(!said.is_empty() && !said.contains('\n'), "{said:?}");
}

/// What holds of all that is found in any text.
fn extraction(article: Article) {
    let extraction = onrecord::extract(article.clone());
    let body = &extraction.article.body;
    let stands = |span: Span| {
        assert!(span.start() < span.end() && span.end() <= body.len(), "{span:?} in {} bytes", body.len());
        assert!(body.is_char_boundary(span.start()) && body.is_char_boundary(span.end()), "{span:?} cuts a character");
    };
    let mut last = 0;
    for statement in &extraction.statements {
        let first = statement.content.first().expect("a statement without words").start();
        assert!(first >= last, "statements out of order");
        last = first;
        statement.content.iter().copied().chain(statement.cue).chain(statement.mention).for_each(stands);
        statement.chain.iter().filter_map(|step| step.span).for_each(stands);
        let in_order = statement.content.windows(2).all(|pair| pair[0].end() <= pair[1].start());
        assert!(in_order, "parts out of order: {:?}", statement.content);
        assert!((0.0..=1.0).contains(&statement.confidence), "confidence {}", statement.confidence);
        let parts: Vec<&str> = statement.content.iter().map(|span| &body[span.start()..span.end()]).collect();
        assert_eq!(statement.quote(body), parts.join(" "));
    }
    let mut last = 0;
    for silence in &extraction.silences {
        [Some(silence.clause), Some(silence.cue), silence.mention].into_iter().flatten().for_each(stands);
        assert!(silence.clause.start() >= last, "silences out of order");
        last = silence.clause.start();
    }
    let told = ArticleJson::from(&extraction);
    let characters: Vec<char> = told.body.chars().collect();
    for statement in &told.statements {
        let parts: Vec<String> =
            statement.content.iter().map(|[start, end]| characters[*start..*end].iter().collect()).collect();
        assert_eq!(statement.quote, parts.join(" "));
    }
    for silence in &told.silences {
        let parts: Vec<String> =
            silence.content.iter().map(|[start, end]| characters[*start..*end].iter().collect()).collect();
        assert_eq!(silence.quote, parts.join(" "));
    }
    assert_eq!(told, ArticleJson::from(&onrecord::extract(article)), "another result the second time");
}

fn query(input: &Input, index: &Index) {
    let text = String::from_utf8_lossy(&input.bytes);
    let query: Query = match text.parse() {
        Ok(query) => query,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let printed = query.to_string();
    assert_eq!(printed.parse::<Query>().ok().as_ref(), Some(&query), "{printed:?} is another query");
    // What the index cannot answer it may refuse, in words.
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
            // The bytes of one shape under the name of another.
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
    hold("file", next, reader);
}

#[test]
fn any_text_is_extracted() {
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
    hold("text", next, |input| {
        let body = String::from_utf8_lossy(&input.bytes).into_owned();
        extraction(Article {
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
    hold("query", next, |input| query(input, &index));
}
