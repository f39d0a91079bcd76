//! Saved pages of many sites: reading `tests/pages/NAME.html` must give `NAME.json`.
//!
//! A new case is two files: a page, reduced to what makes it difficult and rewritten in your own words, and what a reader
//! finds in it. `body` is the list of its paragraphs.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use onrecord::{Article, Overrides, Records};
use serde::Deserialize;

#[derive(Debug, Deserialize, PartialEq)]
struct Expected {
    title: Option<String>,
    authors: Vec<String>,
    outlet: Option<String>,
    url: Option<String>,
    date: Option<String>,
    language: Option<String>,
    labels: Vec<String>,
    body: Vec<String>,
}

impl From<Article> for Expected {
    fn from(article: Article) -> Self {
        Self {
            title: article.title,
            authors: article.authors,
            outlet: article.outlet,
            url: article.url,
            date: article.published.map(|published| published.to_string()),
            language: article.language,
            labels: article.labels,
            body: article.body.split("\n\n").map(str::to_owned).collect(),
        }
    }
}

#[test]
fn every_page_is_read_as_expected() {
    let mut expected: HashMap<String, Expected> = HashMap::new();
    let mut pages: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir("tests/pages").expect("the pages") {
        let path = entry.expect("a file").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        if path.extension().is_some_and(|extension| extension == "json") {
            let text = fs::read_to_string(&path).expect("what is expected");
            expected.insert(name, serde_json::from_str(&text).expect("fields as in the other pages"));
        } else {
            pages.push(path);
        }
    }
    assert_eq!(pages.len(), expected.len(), "a page without its JSON file, or the other way round");
    let walk = onrecord::walk(&pages).expect("the pages");
    for record in Records::new(walk.files) {
        for article in onrecord::articles(&record, &Overrides::default()) {
            let article = article.expect("a readable page");
            let name = article.place.file.file_stem().expect("a name").to_string_lossy().into_owned();
            assert_eq!(Expected::from(article), expected[&name], "{name}");
        }
    }
}
