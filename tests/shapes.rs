//! Every format that is read, as data: `tests/shapes/NAME.EXT` and `NAME.expected.json`.
//!
//! The expected file is a list. An article has `title`, `body` and any of `id`, `authors`, `outlet`, `date`, `url`,
//! `language`, `labels`, `wire`, `dateline`, `description`, `partial`. An entry that is skipped has `skipped`, a part of the
//! line that says why. A new case needs these two files and no Rust. If the second is missing, the test prints it.

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::{Article, Overrides, Records, Skipped};
use serde_json::{Map, Value, json};

type Found = Vec<Result<Article, Skipped>>;

fn read(path: &Path) -> Found {
    let walk = onrecord::walk(&[path.to_owned()]).expect("a file to read");
    let mut found: Found = walk.skipped.into_iter().map(Err).collect();
    found.extend(Records::new(walk.files).flat_map(|record| onrecord::articles(&record, &Overrides::default())));
    found
}

/// The fields of an article as an expected file writes them.
fn fields(article: &Article) -> Map<String, Value> {
    let value = json!({
        "id": article.id,
        "title": article.title,
        "authors": article.authors,
        "outlet": article.outlet,
        "date": article.published.map(|published| published.to_string()),
        "url": article.url,
        "language": article.language,
        "labels": article.labels,
        "wire": article.wire,
        "dateline": article.dateline,
        "description": article.description,
        "partial": article.partial,
        "body": article.body,
    });
    value.as_object().cloned().expect("an object")
}

fn described(found: &Found) -> Value {
    let one = |result: &Result<Article, Skipped>| match result {
        Ok(article) => Value::Object(fields(article)),
        Err(skipped) => json!({ "skipped": skipped.to_string() }),
    };
    found.iter().map(one).collect()
}

/// The differences from the expected file, in words.
fn differences(expected: &Value, found: &Found) -> Vec<String> {
    let expected = expected.as_array().expect("a list of articles");
    let mut wrong = Vec::new();
    if expected.len() != found.len() {
        wrong.push(format!("{} expected, {} found", expected.len(), found.len()));
    }
    for (number, (expected, found)) in expected.iter().zip(found).enumerate() {
        let expected = expected.as_object().expect("an article");
        match (expected.get("skipped"), found) {
            (Some(reason), Err(skipped)) => {
                let line = skipped.to_string();
                if !line.contains(reason.as_str().expect("a reason")) {
                    wrong.push(format!("{number}: {line}"));
                }
            }
            (None, Ok(article)) => {
                let fields = fields(article);
                assert!(
                    ["title", "body"].iter().all(|name| expected.contains_key(*name)),
                    "{number}: no title or body"
                );
                for (name, value) in expected {
                    if fields.get(name) != Some(value) {
                        wrong.push(format!(
                            "{number}: {name} is {}, not {value}",
                            fields.get(name).unwrap_or(&Value::Null)
                        ));
                    }
                }
            }
            (_, Ok(article)) => wrong.push(format!("{number}: {:?} is read", article.title)),
            (_, Err(skipped)) => wrong.push(format!("{number}: {skipped}")),
        }
    }
    wrong
}

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir("tests/shapes")
        .expect("the cases")
        .map(|entry| entry.expect("a case").path())
        .filter(|path| !path.to_string_lossy().ends_with(".expected.json"))
        .collect();
    cases.sort();
    cases
}

#[test]
fn every_case_is_read_as_expected() {
    let cases = cases();
    let mut wrong = Vec::new();
    for case in &cases {
        let found = read(case);
        let place = case.with_extension("expected.json");
        let Ok(expected) = fs::read_to_string(&place) else {
            let shown = serde_json::to_string_pretty(&described(&found)).expect("JSON");
            wrong.push(format!("{} is missing; it could be\n{shown}", place.display()));
            continue;
        };
        let expected: Value = serde_json::from_str(&expected).unwrap_or_else(|e| panic!("{}: {e}", place.display()));
        wrong.extend(differences(&expected, &found).into_iter().map(|line| format!("{} {line}", case.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cases.len() > 30, "{} cases", cases.len());
}

#[test]
fn truncated_and_garbled_files_do_no_harm() {
    let home = tempfile::tempdir().expect("a directory");
    for case in cases() {
        let bytes = fs::read(&case).expect("a case");
        let place = home.path().join(case.file_name().expect("a name"));
        for step in 1..40 {
            let at = bytes.len() * step / 40;
            let garbled = [&bytes[..at], b"\xff\"<&;{\n", &bytes[(at + 3).min(bytes.len())..]].concat();
            for damaged in [&bytes[..at], &bytes[at..], &garbled] {
                fs::write(&place, damaged).expect("a file");
                for article in read(&place).into_iter().flatten() {
                    assert!(!article.body.trim().is_empty(), "{} at {at}", case.display());
                }
            }
        }
    }
}
