//! The sample corpus against its gold annotations: every body is right, and the statements are at least as good as before.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use onrecord::eval::{Part, Scores};
use onrecord::extract::gold;
use onrecord::extraction::Extraction;
use onrecord::json::ArticleJson;
use onrecord::source::{self, Overrides, Records};

/// The F1 scores reached so far, in percent. Raise them when the scores rise; never lower them.
const FLOOR_WORDS: f64 = 87.7;
const FLOOR_WHO: f64 = 82.4;
const FLOOR_SPEAKER: f64 = 76.4;

type Place = (String, Option<usize>);

fn gold() -> Vec<ArticleJson> {
    let text = fs::read_to_string("sample-corpus/gold.jsonl").expect("the gold");
    text.lines().map(|line| serde_json::from_str(line).expect("gold in extract's shape")).collect()
}

fn extracted() -> HashMap<Place, Extraction> {
    let folder = Path::new("sample-corpus");
    let root = folder.canonicalize().expect("the sample corpus");
    let walk = source::walk(&[folder.to_owned()]).expect("the sample corpus");
    assert!(walk.skipped.is_empty(), "{:?}", walk.skipped);
    Records::new(walk.files)
        .flat_map(|record| source::articles(&record, &Overrides::default()))
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

#[test]
fn statements_are_at_least_as_good_as_before() {
    let found = extracted();
    let mut all = Scores::default();
    let lines = fs::read_to_string("sample-corpus/gold.jsonl").expect("the gold");
    for (gold, marked) in gold().into_iter().zip(gold::read(&lines).expect("gold")) {
        let article = &found[&(gold.head.path.clone(), gold.head.entry)];
        let scores = Scores::of(&marked, &article.statements, Part::All);
        println!(
            "{:60} {}",
            format!("{} {}", gold.head.path, gold.head.entry.map_or(String::new(), |e| e.to_string())),
            scores.speaker
        );
        all.add(scores);
    }
    println!("words    {}\nwho      {}\nspeaker  {}", all.words, all.who, all.speaker);
    for (name, score, floor) in
        [("words", all.words, FLOOR_WORDS), ("who", all.who, FLOOR_WHO), ("speaker", all.speaker, FLOOR_SPEAKER)]
    {
        assert!(100.0 * score.f1() >= floor, "{name}: F1 {:.1} is below {floor}", 100.0 * score.f1());
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
