//! Checks a draft of a hundred quotations, each changed in a known way, against an index of invented articles.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use onrecord::{Article, Checked, Index, Place, Search, Span, Updater, Verdict, verify};
use proptest::prelude::*;

const SPEAKERS: [&str; 10] = [
    "Ida Holm", "Lucan Prewitt", "Odile Marchetti", "Tobias Renn", "Yara Okonjo", "Marek Sulima", "Petra Vanhoof",
    "Jonas Eckerle", "Amina Dufresne", "Caleb Stroud",
];
const PLACES: [&str; 10] = [
    "the old mill", "the ferry landing", "the fish market", "the water tower", "the town library", "the salt works",
    "the north levee", "the rail yard", "the opera house", "the county clinic",
];
const FACTS: [&str; 10] = [
    "We counted 47 cracks in the floor of {} before the rain came through the roof",
    "Nobody paid a penny for {} until the pumps failed twice in a single night",
    "The people who built {} knew that every winter would bring the river to its door",
    "I have asked for a new boiler in {} at each meeting since my first term",
    "You cannot run {} on promises, a borrowed ladder and 12 tired volunteers",
    "They will open {} again when the last invoice is settled and the paint is dry",
    "My grandmother sold oranges beside {} and she would weep to see the weeds",
    "Our engineers looked at {} for three days and found the beams as sound as bells",
    "Whoever closes {} should tell 300 families where their children can go after school",
    "It took a brass band and two judges to save {} from the bulldozers last time",
];

/// A statement about a place; each pair of numbers has its own words.
fn words(speaker: usize, fact: usize) -> String {
    FACTS[fact].replace("{}", PLACES[(speaker + fact) % PLACES.len()])
}

/// An article for each speaker, with ten quotations.
fn write_articles(folder: &Path) {
    for (number, speaker) in SPEAKERS.iter().enumerate() {
        let said = (0..FACTS.len()).map(|fact| format!("“{},” {speaker} said.", words(number, fact)));
        let article = serde_json::json!({
            "id": format!("a{number}"), "title": format!("{speaker} speaks"), "outlet": "Plains Courier",
            "date": format!("2021-03-{:02}", number + 1), "language": "en",
            "body": said.collect::<Vec<_>>().join("\n\n"),
        });
        fs::write(folder.join(format!("{number}.json")), article.to_string()).expect("a file");
    }
}

fn index(home: &Path) -> Index {
    let folder = home.join("news");
    fs::create_dir(&folder).expect("a folder");
    write_articles(&folder);
    let index = Index::open_or_create(&home.join("index")).expect("an index");
    Updater::new(&index).update(&[folder]).expect("an update");
    index
}

fn draft(body: String) -> Article {
    Article {
        id: "draft".into(),
        place: Place { file: "draft.txt".into(), ..Place::default() },
        language: Some("en".into()),
        body,
        ..Article::default()
    }
}

/// The words with one change.
fn altered(said: &str, change: usize) -> String {
    let mut words: Vec<&str> = said.split(' ').collect();
    let middle = words.len() / 2;
    let number = words.iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    match change {
        0 => words[middle] = "elephant",
        1 => drop(words.remove(middle)),
        2 => words.swap(middle, middle + 1),
        3 => match number {
            Some(at) => words[at] = "9000",
            None => words[1] = "certainly",
        },
        _ => words.insert(middle, "never"),
    }
    words.join(" ")
}

/// What journalists do with quotations.
fn quoted(said: &str, way: usize) -> String {
    let words: Vec<&str> = said.split(' ').collect();
    let end = words.len() - 1;
    match way {
        0 => format!("“{said},”"),
        1 => format!("\"{said},\""),
        2 => format!("“{} … {},”", words[..4].join(" "), words[7..].join(" ")),
        3 => format!("“{} [as I said] {},”", words[..5].join(" "), words[5..].join(" ")),
        4 => format!("“{},”", said.to_uppercase()),
        5 => format!("“{},”", words[2..end].join(" ")),
        6 => format!("“{},”", words.join("  ").replace(", ", " — ")),
        7 => format!("“[{}]{},”", &said[..1].to_lowercase(), &said[1..]),
        _ => format!("“{},”", words[..end].join(" ")),
    }
}

/// A hundred quotations, each with its speaker and the expected verdict.
fn hundred() -> Vec<(String, &'static str, Verdict)> {
    let mut all = Vec::new();
    for number in 0..100 {
        let (speaker, fact) = (number % 10, (number / 10 + number) % 10);
        let said = words(speaker, fact);
        let name = SPEAKERS[speaker];
        all.push(match number % 20 {
            0..10 => (quoted(&said, number % 10), name, Verdict::Exact),
            change @ 10..15 => (format!("“{},”", altered(&said, change - 10)), name, Verdict::Altered),
            15..17 => (format!("“{said},”"), SPEAKERS[(speaker + 3) % 10], Verdict::SomeoneElse),
            _ => {
                let never = format!("“A poet of {number} goats whistled Latin hymns at my cousin’s umbrella,”");
                (never, name, Verdict::NotFound)
            }
        });
    }
    all
}

#[test]
fn of_a_hundred_quotations_ninety_seven_are_judged_rightly() {
    let home = tempfile::tempdir().expect("a directory");
    let index = index(home.path());
    let search = Search::new(&index).expect("a search");
    let wanted = hundred();
    assert_eq!(wanted.iter().filter(|(_, _, verdict)| *verdict == Verdict::Exact).count(), 50);
    let body = wanted.iter().map(|(quote, name, _)| format!("{quote} {name} said.")).collect::<Vec<_>>().join("\n\n");
    let start = Instant::now();
    let checked = verify(&search, &draft(body)).expect("an answer");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(checked.len(), 100);
    let mut wrong = Vec::new();
    for (checked, (quote, name, verdict)) in checked.iter().zip(&wanted) {
        assert_eq!(checked.quoted.quote, *quote);
        if checked.verdict != *verdict || checked.right != (*verdict == Verdict::Exact) {
            wrong.push(format!("{verdict:?} came out as {:?}: {name}: {quote} {:?}", checked.verdict, checked.diff));
        }
    }
    assert!(wrong.len() <= 3, "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Checks one sentence against articles with these texts.
fn found(articles: &[&str], sentence: &str) -> Vec<Checked> {
    let home = tempfile::tempdir().expect("a directory");
    let folder = home.path().join("news");
    fs::create_dir(&folder).expect("a folder");
    for (number, body) in articles.iter().enumerate() {
        let article =
            serde_json::json!({"id": format!("a{number}"), "title": "Report", "language": "en", "body": body});
        fs::write(folder.join(format!("{number}.json")), article.to_string()).expect("a file");
    }
    let index = Index::open_or_create(&home.path().join("index")).expect("an index");
    Updater::new(&index).update(&[folder]).expect("an update");
    let search = Search::new(&index).expect("a search");
    verify(&search, &draft(sentence.to_owned())).expect("an answer")
}

#[test]
fn words_of_several_speakers_are_right_for_each_of_them() {
    let articles = [
        "“The harvest will feed the whole county,” Ida Holm said.",
        "“The harvest will feed the whole county,” Lucan Prewitt said.",
    ];
    let of = |name: &str| {
        let found = found(&articles, &format!("“The harvest will feed the whole county,” {name} said."));
        (found[0].verdict, found[0].right, found[0].sources.len())
    };
    assert_eq!(of("Lucan Prewitt"), (Verdict::Several, true, 2));
    assert_eq!(of("Holm"), (Verdict::Several, true, 2));
    assert_eq!(of("Tobias Renn"), (Verdict::SomeoneElse, false, 2));
}

#[test]
fn words_outside_of_quotation_marks_are_not_a_quotation() {
    let articles = [
        "Ida Holm said that the harvest would feed the whole county until spring.",
        "The sign above the harbor gate reads in red letters mind the tide and the dog.",
    ];
    for words in ["the harvest would feed the whole county", "mind the tide and the dog"] {
        let found = found(&articles, &format!("“{words},” Ida Holm said."));
        assert_eq!((found[0].verdict, found[0].right), (Verdict::InText, false), "{words}: {:?}", found[0].sources);
    }
}

#[test]
fn a_headline_is_checked_and_a_draft_is_not_its_own_source() {
    let home = tempfile::tempdir().expect("a directory");
    let index = index(home.path());
    let search = Search::new(&index).expect("a search");
    let titled = Article {
        title: Some("“The people who built the river” and 3 more reasons".into()),
        ..draft("Nothing is quoted here.".into())
    };
    let checked = verify(&search, &titled).expect("an answer");
    assert_eq!(checked.len(), 1);
    assert_eq!(
        (checked[0].quoted.span, checked[0].quoted.paragraph),
        (Span::new(0, "“The people who built the river”".len()), None)
    );

    let own = home.path().join("news/0.json").to_string_lossy().into_owned();
    let copy = Article {
        place: Place { file: own.into(), ..Place::default() },
        ..draft(format!("“{},” Ida Holm said.", words(0, 0)))
    };
    let checked = verify(&search, &copy).expect("an answer");
    assert!(checked[0].sources.iter().all(|source| source.article().id != "a0"));
    assert!(!checked[0].right);
}

#[test]
fn no_draft_panics_or_takes_long() {
    let home = tempfile::tempdir().expect("a directory");
    let index = index(home.path());
    let search = Search::new(&index).expect("a search");
    let texts = prop_oneof![
        "\\PC{0,300}",
        "(“|”|\"|‘|’|\\[|\\]|…|\\.\\.\\.|[a-z’.]{1,6}| |\n\n|the|said){0,150}",
        "(“([a-z]{1,3}|[0-9,.]{1,4}|\\[|\\]|…|é|ß|ﬁ| ){0,80}”,? said Ida Holm\\. ){0,5}",
    ];
    proptest!(ProptestConfig::with_cases(64), |(body in texts, title in "\\PC{0,60}")| {
        let start = Instant::now();
        let article = Article { title: Some(title.clone()), ..draft(body.clone()) };
        for checked in verify(&search, &article).expect("an answer") {
            let text = if checked.quoted.paragraph.is_some() { &body } else { &title };
            prop_assert_eq!(checked.quoted.span.of(text), checked.quoted.quote);
        }
        prop_assert!(start.elapsed() < Duration::from_secs(5));
    });
    // A quotation mark that is never closed makes the whole text a quotation.
    let start = Instant::now();
    verify(&search, &draft(format!("Holm said: “{}", "the river came … to [its] door ".repeat(3000))))
        .expect("an answer");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
