//! The cases of `tests/query/cases.tsv`: an article, a query, and how many hits it has.

use std::fs;
use std::path::Path;

use onrecord::{Index, Page, Query, Search, Sort, Updater};

#[test]
fn each_case_has_its_count() {
    let cases = fs::read_to_string("tests/query/cases.tsv").expect("the cases");
    let mut article: Option<(tempfile::TempDir, Index)> = None;
    let mut wrong = Vec::new();
    for (number, line) in (1..).zip(cases.lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let [text, query, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("line {number}: three columns with tabs between")
        };
        if !text.is_empty() {
            let home = tempfile::tempdir().expect("a directory");
            let index = index_of(home.path(), text);
            article = Some((home, index));
        }
        let (_, index) = article.as_ref().expect("an article in the first case");
        let counted = count(index, query, expected.ends_with("article"));
        if counted != expected {
            wrong.push(format!("line {number}: {query} has {counted}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn index_of(home: &Path, text: &str) -> Index {
    let (outlet, text) = match text.strip_prefix('[').and_then(|text| text.split_once("] ")) {
        Some((outlet, text)) => (Some(outlet), text),
        None => (None, text),
    };
    let (title, body) = text.split_once(" ¶ ").expect("a headline and a paragraph");
    let article = serde_json::json!({
        "id": "1", "title": title, "outlet": outlet, "date": "2024-03-01", "body": body.replace(" ¶ ", "\n\n"),
    });
    let file = home.join("article.json");
    fs::write(&file, article.to_string()).expect("a file");
    let index = Index::open_or_create(&home.join("index")).expect("an index");
    Updater::new(&index).update(&[file]).expect("an update");
    index
}

/// How many hits a query has, by each way to ask.
fn count(index: &Index, query: &str, articles: bool) -> String {
    let Ok(parsed) = query.parse::<Query>() else { return "error".to_owned() };
    assert_eq!(parsed.to_string().parse::<Query>().expect("a query"), parsed, "{query} prints as another query");
    let search = Search::new(index).expect("a search");
    let mut counts = Vec::new();
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
        let page = Page { sort, limit: 10, offset: 0 };
        counts.push(if articles {
            search.articles(&parsed, page).expect("an answer").hits.len()
        } else {
            search.statements(&parsed, page).expect("an answer").hits.len()
        });
    }
    counts.push(
        if articles { search.count_articles(&parsed) } else { search.count_statements(&parsed) }.expect("a count"),
    );
    counts.dedup();
    let shown: Vec<String> = counts.iter().map(usize::to_string).collect();
    shown.join(" or ") + if articles { " article" } else { "" }
}
