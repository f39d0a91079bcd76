//! Organizations, and the people that words are about: against the gold of the sample corpus, and through an index.
//!
//! `cargo test --test all organizations -- --nocapture` prints the figures. Two tests measure on texts that are not part of
//! this project, in `../shared`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use serde::Deserialize;

use onrecord::{Article, ArticleJson, Facet, Index, Overrides, Query, Records, Search, StatementJson, Updater};

/// Floors in percent: F1 of organizations in all relations, and of the people in the words of statements.
const FLOOR_ORGANIZATIONS: f64 = 71.8;
const FLOOR_ABOUT: f64 = 63.0;
/// Floor in percent: right names among the organizations found as sources in other people's texts.
const FLOOR_SOURCES: f64 = 80.0;

/// A fact: its place (path, entry, statement from 1), and the name.
type Fact = (String, Option<usize>, Option<usize>, String);

/// A name in lower case, without an article and points.
fn key(name: &str) -> String {
    let name = name.to_lowercase().replace(['.', ','], "");
    name.strip_prefix("the ").map(str::to_owned).unwrap_or(name)
}

/// A text with its marked statements; spans in code points.
#[derive(Deserialize)]
struct Marked {
    id: String,
    attributions: Vec<Attribution>,
}

#[derive(Deserialize)]
struct Attribution {
    id: String,
    source: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
}

fn read(path: &Path) -> Vec<ArticleJson> {
    let walk = onrecord::walk(&[path.to_owned()]).expect("texts");
    Records::new(walk.files)
        .flat_map(|record| onrecord::articles(&record, &Overrides::default()))
        .filter_map(Result::ok)
        .map(|article| ArticleJson::from(&onrecord::extract(article)))
        .collect()
}

fn overlap(one: &[[usize; 2]], other: &[[usize; 2]]) -> usize {
    let both = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    both.map(|(a, b)| a[1].min(b[1]).saturating_sub(a[0].max(b[0]))).sum()
}

fn length(spans: &[[usize; 2]]) -> usize {
    spans.iter().map(|span| span[1] - span[0]).sum()
}

/// The statement that covers most of the content, and at least half of it.
fn best<'s>(content: &[[usize; 2]], statements: &'s [StatementJson]) -> Option<&'s StatementJson> {
    let best = statements.iter().max_by_key(|statement| overlap(content, &statement.content))?;
    (2 * overlap(content, &best.content) >= length(content)).then_some(best)
}

#[test]
fn organizations_are_as_good_as_they_have_been() {
    let mut gold: BTreeMap<String, BTreeSet<Fact>> = BTreeMap::new();
    for line in fs::read_to_string("sample-corpus/organizations.tsv").expect("gold").lines() {
        if line.starts_with('#') {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [path, entry, statement, relation, _, name] = columns.as_slice() else { panic!("six columns: {line}") };
        let fact = (path.to_string(), entry.parse().ok(), statement.parse().ok(), key(name));
        gold.entry(relation.to_string()).or_default().insert(fact);
    }
    let root = Path::new("sample-corpus").canonicalize().expect("the sample corpus");
    let mut found: BTreeMap<&str, BTreeSet<Fact>> = BTreeMap::new();
    let mut articles: HashMap<(String, Option<usize>), ArticleJson> = HashMap::new();
    for article in read(Path::new("sample-corpus")) {
        let below = Path::new(&article.head.path).strip_prefix(&root).expect("a path below the corpus");
        let path = format!("sample-corpus/{}", below.to_string_lossy().replace('\\', "/"));
        articles.insert((path, article.head.entry), article);
    }
    for line in fs::read_to_string("sample-corpus/gold.jsonl").expect("gold").lines() {
        let marked: ArticleJson = serde_json::from_str(line).expect("gold");
        let (path, entry) = (marked.head.path.clone(), marked.head.entry);
        let article = &articles[&(path.clone(), entry)];
        let mut add = |relation, statement, names: &[String]| {
            let facts = names.iter().map(|name| (path.clone(), entry, statement, key(name)));
            found.entry(relation).or_default().extend(facts);
        };
        add("mentioned", None, &article.organizations);
        for (number, statement) in (1..).zip(&marked.statements) {
            let Some(statement) = best(&statement.content, &article.statements) else { continue };
            add("role", Some(number), &statement.role_organizations);
            add("former", Some(number), &statement.former_organizations);
            add("words", Some(number), &statement.mentioned_organizations);
            add("about", Some(number), &statement.about);
        }
    }
    let mut all = [0, 0, 0];
    let f1 = |[right, given, marked]: [usize; 3]| 200.0 * right as f64 / (given + marked) as f64;
    let mut about = 0.0;
    for (relation, marked) in &gold {
        let given = &found[relation.as_str()];
        let counts = [marked.intersection(given).count(), given.len(), marked.len()];
        println!("{relation:9} right {} found {} gold {} F1 {:.1}", counts[0], counts[1], counts[2], f1(counts));
        for fact in marked.difference(given) {
            println!("    missed {fact:?}");
        }
        for fact in given.difference(marked) {
            println!("    wrong  {fact:?}");
        }
        if relation == "about" {
            about = f1(counts);
        } else {
            all.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
    }
    println!("organizations in all relations: F1 {:.1}", f1(all));
    assert!(f1(all) >= FLOOR_ORGANIZATIONS, "{:.1}", f1(all));
    assert!(about >= FLOOR_ABOUT, "{about:.1}");
}

#[test]
#[ignore = "needs ../shared: cargo test -- --ignored data_"]
fn data_sources_that_are_organizations_get_the_right_name() {
    let dev = Path::new("../shared/attribution/dev.jsonl");
    let speakers = Path::new("../shared/attribution/speakers_dev.tsv");
    let mut names: HashMap<(String, String), String> = HashMap::new();
    for line in fs::read_to_string(speakers).expect("names").lines() {
        if let [article, id, "org", name] = line.split('\t').collect::<Vec<_>>()[..] {
            names.insert((article.to_owned(), id.to_owned()), name.to_owned());
        }
    }
    let found: HashMap<String, ArticleJson> = read(dev).into_iter().map(|a| (a.id.clone(), a)).collect();
    let (mut right, mut matched) = (0, 0);
    for line in fs::read_to_string(dev).expect("gold").lines() {
        let Marked { id, attributions } = serde_json::from_str(line).expect("gold");
        for marked in &attributions {
            let Some(name) = names.get(&(id.clone(), marked.id.clone())) else { continue };
            let (content, source) = (&marked.content, &marked.source);
            let same = |statement: &&StatementJson| {
                let mention = statement.mention.is_some_and(|mention| overlap(source, &[mention]) > 0);
                mention && 10 * overlap(content, &statement.content) >= 3 * length(content)
            };
            let statements = found[&id].statements.iter().filter(same);
            if let Some(best) = statements.max_by_key(|statement| overlap(content, &statement.content)) {
                matched += 1;
                right += usize::from(best.speaker.as_deref().is_some_and(|speaker| key(speaker) == key(name)));
            }
        }
    }
    let share = 100.0 * right as f64 / matched as f64;
    println!("{} sources are organizations; found {matched}; named right {right} ({share:.1} %)", names.len());
    assert!(share >= FLOOR_SOURCES, "{share:.1}");
}

/// The organizations by the newswire's own labels, with the other forms of each name.
const LABELS: &[(&str, &[&str])] = &[
    ("ec", &["European Community", "EC", "European Economic Community", "EEC", "European Communities"]),
    ("opec", &["OPEC", "Organization of the Petroleum Exporting Countries"]),
    ("imf", &["IMF", "International Monetary Fund"]),
    ("worldbank", &["World Bank"]),
    (
        "oecd",
        &[
            "OECD",
            "Organization for Economic Cooperation and Development",
            "Organisation for Economic Co-operation and Development",
        ],
    ),
    ("gatt", &["GATT", "General Agreement on Tariffs and Trade"]),
    ("ico-coffee", &["International Coffee Organization", "ICO"]),
    ("icco", &["International Cocoa Organization"]),
    ("adb-asia", &["Asian Development Bank"]),
    ("adb-africa", &["African Development Bank"]),
    ("itc", &["International Tin Council"]),
    ("un", &["United Nations"]),
    ("ida", &["International Development Association"]),
    ("fao", &["Food and Agriculture Organization"]),
    ("gcc", &["Gulf Cooperation Council"]),
];

#[test]
#[ignore = "needs ../shared: cargo test -- --ignored data_"]
fn data_labels_of_the_newswire_are_found_in_its_text() {
    let (mut right, mut all) = (0, 0);
    let mut missed: BTreeMap<&str, usize> = BTreeMap::new();
    for article in read(Path::new("../shared/newswire")) {
        let names: BTreeSet<String> = article.organizations.iter().map(|name| key(name)).collect();
        for (label, forms) in LABELS.iter().filter(|(label, _)| article.labels.iter().any(|own| own == label)) {
            all += 1;
            if forms.iter().any(|form| names.contains(&key(form))) {
                right += 1;
            } else {
                *missed.entry(label).or_default() += 1;
            }
        }
    }
    println!("labels {all}, found in the text {right} ({:.1} %); missed {missed:?}", 100.0 * right as f64 / all as f64);
    assert!(100 * right >= 85 * all, "{right} of {all}");
}

#[test]
fn relations_are_asked_together_and_apart() {
    let (folder, place) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    write(
        "a.txt",
        "One\n\n“We found nothing,” the Federal Bureau of Investigation said on Monday. The FBI had searched for a week.\n",
    );
    write("b.txt", "Two\n\n“It was cold,” said Ida Holm, a former FBI agent who now works at Veldmoor University.\n");
    write(
        "c.txt",
        "Three\n\n“The F.B.I. searched the house of Martin Quist twice,” said Jan Moe, who is a teacher in the town and a neighbour of theirs. “Nobody helped,” Moe said.\n",
    );
    let index = Index::open_or_create(place.path()).expect("an index");
    Updater::new(&index).update(&[folder.path().to_owned()]).expect("an update");
    let search = Search::new(&index).expect("a search");
    let count = |query: &str| {
        let query: Query = query.parse().expect(query);
        assert_eq!(query.to_string().parse::<Query>().expect("the same"), query);
        search.count_statements(&query).expect("an answer")
    };
    for (query, hits) in [
        ("org:FBI", 3),
        ("org:\"the Federal Bureau of Investigation\"", 3),
        ("org.said:FBI", 1),
        ("speaker:\"The Federal Bureau of Investigation\"", 1),
        ("org.former:fbi", 1),
        ("org.role:fbi", 0),
        ("org.role:\"Veldmoor University\"", 1),
        // Moe's second statement is in an article that names it.
        ("org.mentioned:FBI", 4),
        ("about:quist", 1),
        ("about:\"Martin Quist\" org:FBI", 1),
        ("-org:FBI", 1),
    ] {
        assert_eq!(count(query), hits, "{query}");
    }
    let listed = search.list(&Query::default(), Facet::Organizations).expect("counts");
    assert_eq!((listed[0].count, listed.len()), (3, 2), "{listed:?}");
}

#[test]
fn a_person_or_a_place_is_no_organization() {
    let body = "Emily Post and Nora Steel met in Paris, Texas, on Monday. “France is far,” said Ida Holm of Ohio.";
    let article = Article { body: body.to_owned(), ..Article::default() };
    assert_eq!(onrecord::extract(article).organizations, Vec::<String>::new());
}
