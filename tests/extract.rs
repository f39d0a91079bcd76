//! The rules of the extractor, by sentences in tables that anybody can add a line to: `tests/extract/*.tsv`.
//!
//! The first lines of each table name its columns, which a tab separates. “¶” separates paragraphs, “;” separates statements, and “-” is a speaker,
//! a role or an organization that the text does not give.

use std::fs;

use onrecord::{Article, ArticleJson, StatementJson};

fn read(text: &str) -> ArticleJson {
    let body = text.replace(" ¶ ", "\n\n");
    ArticleJson::from(&onrecord::extract(Article { body, language: Some("en".to_owned()), ..Article::default() }))
}

/// One entry for each statement.
fn each(article: &ArticleJson, entry: impl Fn(&StatementJson) -> Option<String>) -> String {
    let entry = |statement| entry(statement).filter(|entry| !entry.is_empty()).unwrap_or_else(|| "-".to_owned());
    article.statements.iter().map(entry).collect::<Vec<_>>().join("; ")
}

fn speakers(article: &ArticleJson) -> String {
    each(article, |statement| statement.speaker.clone())
}

/// Compares the columns of every line with what the extractor finds in its text.
fn check(table: &str, columns: impl Fn(&ArticleJson) -> Vec<String>) {
    let place = format!("tests/extract/{table}.tsv");
    let lines = fs::read_to_string(&place).expect("a table");
    let (mut cases, mut failures) = (0, String::new());
    for line in lines.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (text, expected) = line.split_once('\t').unwrap_or_else(|| panic!("{place}: no tab in {line}"));
        let found = columns(&read(text)).join("\t");
        cases += 1;
        if found != expected {
            failures += &format!("{text}\n    expected {expected}\n    found    {found}\n");
        }
    }
    assert!(cases >= 12, "{place}: {cases} cases");
    assert!(failures.is_empty(), "{place}:\n{failures}");
}

#[test]
fn people() {
    check("people", |article| vec![speakers(article), article.people.join("; ")]);
}

#[test]
fn pronouns() {
    check("pronouns", |article| vec![speakers(article)]);
}

#[test]
fn roles() {
    check("roles", |article| vec![speakers(article), each(article, |statement| statement.role.clone())]);
}

#[test]
fn affiliations() {
    check("affiliations", |article| {
        let present = each(article, |statement| Some(statement.role_organizations.join(", ")));
        let former = each(article, |statement| Some(statement.former_organizations.join(", ")));
        vec![speakers(article), present, former]
    });
}

#[test]
fn headings() {
    check("headings", |article| vec![speakers(article), article.people.join("; ")]);
}

#[test]
fn forms() {
    check("forms", |article| {
        let statement = |statement: &StatementJson| {
            let speaker = statement.speaker.as_deref().unwrap_or("-");
            format!("{speaker}: {}", statement.quote.replace("\n\n", " ¶ "))
        };
        article.statements.iter().map(statement).collect()
    });
}

#[test]
fn sense() {
    check("sense", |article| {
        let polarity =
            |statement: &StatementJson| serde_json::to_value(statement.polarity).ok()?.as_str().map(str::to_owned);
        vec![each(article, polarity), each(article, |statement| statement.verb.clone())]
    });
}
