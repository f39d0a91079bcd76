//! The sample corpus against its gold annotations: every body is right, and the statements are at least as good as before.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use onrecord::{ArticleJson, Extraction, Overrides, Records};

/// The F1 scores reached so far on the sixty articles, in percent. Raise them when the scores rise; never lower them.
const FLOOR_WORDS: f64 = 88.4;
const FLOOR_WHO: f64 = 82.9;
const FLOOR_SPEAKER: f64 = 74.6;

type Place = (String, Option<usize>);

fn gold() -> Vec<ArticleJson> {
    let text = fs::read_to_string("sample-corpus/gold.jsonl").expect("the gold");
    text.lines().map(|line| serde_json::from_str(line).expect("gold in extract's shape")).collect()
}

fn extracted() -> HashMap<Place, Extraction> {
    let folder = Path::new("sample-corpus");
    let root = folder.canonicalize().expect("the sample corpus");
    let walk = onrecord::walk(&[folder.to_owned()]).expect("the sample corpus");
    assert!(walk.skipped.is_empty(), "{:?}", walk.skipped);
    Records::new(walk.files)
        .flat_map(|record| onrecord::articles(&record, &Overrides::default()))
        .map(|article| {
            let extraction = onrecord::extract(article.expect("a readable article"));
            let place = &extraction.article.place;
            let below = place.file.strip_prefix(&root).expect("a path below the corpus");
            ((folder.join(below).to_string_lossy().replace('\\', "/"), place.entry), extraction)
        })
        .collect()
}

#[test]
fn every_field_and_body_is_right() {
    let mut found = extracted();
    for gold in gold() {
        let place = (gold.head.path.clone(), gold.head.entry);
        let article = found.remove(&place).unwrap_or_else(|| panic!("{place:?} was not read"));
        let article = ArticleJson::from(&article);
        assert_eq!(article.body, gold.body, "{place:?}");
        assert_eq!(article.head.title, gold.head.title, "{place:?}");
        assert_eq!(article.head.authors, gold.head.authors, "{place:?}");
        assert_eq!(article.head.outlet, gold.head.outlet, "{place:?}");
        assert_eq!(article.head.date, gold.head.date, "{place:?}");
        assert_eq!(article.head.language, gold.head.language, "{place:?}");
    }
    assert!(found.is_empty(), "without gold: {:?}", found.keys());
}

/// The F1 that `onrecord eval` prints on a line that begins like this.
fn f1(printed: &str, part: &str, what: &str) -> f64 {
    let fields = printed.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let line = fields.into_iter().skip_while(|fields| fields[0] != part).find(|fields| fields.contains(&what));
    let line = line.unwrap_or_else(|| panic!("no {part} {what} in {printed}"));
    let after = line.iter().position(|field| *field == "F1").expect("F1") + 1;
    line[after].parse().expect("a number")
}

#[test]
fn statements_are_at_least_as_good_as_before() {
    let eval = Command::new(env!("CARGO_BIN_EXE_onrecord")).args(["eval", "sample-corpus/gold.jsonl"]).output();
    let printed = String::from_utf8(eval.expect("the program").stdout).expect("UTF-8");
    for (what, floor) in [("words", FLOOR_WORDS), ("who", FLOOR_WHO), ("speaker", FLOOR_SPEAKER)] {
        let f1 = f1(&printed, "all", what);
        assert!(f1 >= floor, "{what}: F1 {f1} is below {floor}");
    }
}

#[test]
fn quotes_are_the_words_of_the_body() {
    let mut ids = std::collections::HashSet::new();
    for article in extracted().values().map(ArticleJson::from).chain(gold()) {
        let body: Vec<char> = article.body.chars().collect();
        for statement in &article.statements {
            let parts: Vec<String> =
                statement.content.iter().map(|[start, end]| body[*start..*end].iter().collect()).collect();
            assert_eq!(parts.join(" "), statement.quote, "{}", article.head.path);
            assert!(statement.content.is_sorted() && !parts.iter().any(String::is_empty), "{}", statement.quote);
            assert!(statement.id.is_empty() || ids.insert(statement.id.clone()), "{} twice", statement.id);
        }
    }
}
