//! Counts statements plainly, from the output of `onrecord extract` and with none of its code, and compares a query's counts.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The place of a statement: its file, the number of its article in the file, and its id.
type Place = (String, Option<u64>, String);
/// Counts by facet and normal form of the value.
type Counts = BTreeMap<(String, String), u64>;

/// A statement with the fields of its article.
struct Plain {
    place: Place,
    outlet: Option<String>,
    day: Option<String>,
    /// The codes of the top levels of its topics.
    tops: Vec<String>,
    kind: String,
    organizations: Vec<String>,
    /// Its values by facet.
    values: Vec<(&'static str, String)>,
}

/// A query as arguments, and whether a statement matches it.
struct Question {
    arguments: Vec<String>,
    fits: Box<dyn Fn(&Plain) -> bool>,
}

impl Question {
    fn new(arguments: &[&str], fits: impl Fn(&Plain) -> bool + 'static) -> Self {
        Self { arguments: arguments.iter().map(|text| (*text).to_owned()).collect(), fits: Box::new(fits) }
    }

    fn and(self, other: Self) -> Self {
        let (one, two) = (self.fits, other.fits);
        Self { arguments: [self.arguments, other.arguments].concat(), fits: Box::new(move |at| one(at) && two(at)) }
    }
}

/// Queries a corpus with many filters and compares totals, all facets and the timeline with a plain count. Returns how many
/// numbers were compared.
pub(crate) fn assert_counts_agree(corpus: &Path, home: &Path) -> usize {
    let statements: Vec<Plain> = run(home, &["extract", text(corpus)]).iter().flat_map(plain).collect();
    assert!(!statements.is_empty(), "{}", corpus.display());
    let collapsed = reprints(corpus, home, &statements);
    let alone: Vec<Vec<usize>> = (0..statements.len()).map(|number| vec![number]).collect();
    let mut compared = 0;
    for question in questions(&statements) {
        for (expand, groups) in [(true, &alone), (false, &collapsed)] {
            let expected = counted(&statements, groups, &*question.fits);
            assert!(expected.len() > 8, "{:?} finds too little to tell", question.arguments);
            let answer = asked(corpus, home, &question.arguments, expand);
            assert_eq!(answer, expected, "{:?}, expanded {expand}", question.arguments);
            compared += answer.len();
        }
    }
    compared
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

/// The lines of JSON that a command prints.
fn run(home: &Path, arguments: &[&str]) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(arguments)
        .env("XDG_DATA_HOME", home)
        .env("XDG_CACHE_HOME", home)
        .env_remove("ONRECORD_INDEX")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let lines = BufReader::new(child.stdout.take().expect("output")).lines();
    let values = lines.map(|line| serde_json::from_str(&line.expect("a line")).expect("JSON")).collect();
    assert!(child.wait().expect("an end").success(), "{arguments:?}");
    values
}

fn string(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(string).collect()
}

/// The place of a statement, in an article, a hit or a reprint.
fn place(article: &Value, statement: &Value) -> Place {
    let text = |value: &Value| string(value).expect("a text");
    (text(&article["path"]), article["entry"].as_u64(), text(&statement["id"]))
}

fn plain(article: &Value) -> Vec<Plain> {
    let body: Vec<char> = article["body"].as_str().expect("a body").chars().collect();
    let topics = article["topics"].as_array().expect("topics");
    let day = string(&article["date"]).map(|date| date.chars().take(10).collect::<String>());
    let outlet = string(&article["outlet"]);
    let of = |statement: &Value| {
        let (speaker, kind) = (string(&statement["speaker"]), statement["speaker_kind"].as_str().expect("a kind"));
        let mut organizations: Vec<String> = Vec::new();
        let said = speaker.clone().filter(|_| kind == "organization");
        let relations = ["role_organizations", "former_organizations", "mentioned_organizations"];
        let related = relations.iter().flat_map(|relation| strings(&statement[*relation]));
        for name in said.into_iter().chain(related) {
            if !organizations.contains(&name) {
                organizations.push(name);
            }
        }
        let mut values = vec![("speaker_kind", kind.to_owned())];
        values.extend(speaker.filter(|_| ["person", "organization"].contains(&kind)).map(|name| ("speaker", name)));
        values.extend(organizations.iter().map(|name| ("organization", name.clone())));
        values.extend(topics.iter().filter_map(|topic| Some(("topic", string(&topic["label"])?))));
        values.extend(outlet.clone().map(|name| ("outlet", name)));
        values.extend(strings(&article["authors"]).into_iter().map(|name| ("author", name)));
        values.extend(day.as_ref().map(|day| ("month", day.chars().take(7).collect())));
        if let [Some(start), Some(end)] = [0, 1].map(|at| statement["cue"][at].as_u64()) {
            let cue: String = body[start as usize..end as usize].iter().collect();
            values.push(("cue", cue.to_lowercase()));
        }
        Plain {
            place: place(article, statement),
            outlet: outlet.clone(),
            day: day.clone(),
            tops: topics.iter().filter_map(|topic| string(&topic["top"])).collect(),
            kind: string(&statement["kind"]).expect("a kind"),
            organizations,
            values,
        }
    };
    // What was not said is listed, and not counted.
    let statements = article["statements"].as_array().expect("statements").iter();
    statements.filter(|statement| statement["polarity"] != "not_said").map(of).collect()
}

/// Which statements are reprints of one quotation, each group in order, according to a query without filters.
fn reprints(corpus: &Path, home: &Path, statements: &[Plain]) -> Vec<Vec<usize>> {
    let numbers: HashMap<&Place, usize> =
        statements.iter().enumerate().map(|(number, statement)| (&statement.place, number)).collect();
    let number = |value: &Value| numbers[&place(value, value)];
    let hits =
        run(home, &["query", "--corpus", text(corpus), "--not-polarity", "not_said", "--all", "--format", "jsonl"]);
    let group = |hit: &Value| {
        std::iter::once(hit).chain(hit["also"].as_array().into_iter().flatten()).map(&number).collect::<Vec<_>>()
    };
    let groups: Vec<Vec<usize>> = hits.iter().map(group).collect();
    let mut all: Vec<usize> = groups.concat();
    all.sort_unstable();
    assert!(all.into_iter().eq(0..statements.len()), "each statement is in one hit");
    groups
}

/// Filters of each kind, alone and combined, that find something.
fn questions(statements: &[Plain]) -> Vec<Question> {
    let common = |values: &dyn Fn(&Plain) -> Vec<String>| -> Vec<String> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        statements.iter().flat_map(values).for_each(|value| *counts.entry(value).or_default() += 1);
        let mut names: Vec<(usize, String)> = counts.into_iter().map(|(name, count)| (count, name)).collect();
        names.sort_by(|one, other| other.cmp(one));
        names.into_iter().take(3).map(|(_, name)| name).collect()
    };
    let outlet = |name: String| {
        let key = self::outlet(&name);
        Question::new(&["--outlet", &name], move |at| {
            at.outlet.as_ref().is_some_and(|outlet| self::outlet(outlet) == key)
        })
    };
    let topic = |code: String| Question::new(&["--topic", &code.clone()], move |at| at.tops.contains(&code));
    let kind = |name: &'static str| Question::new(&["--kind", name], move |at| at.kind == name);
    let organization = |name: String| {
        let words = |name: &str| format!(" {} ", folded(name));
        let key = words(&name);
        Question::new(&["--org", &name], move |at| at.organizations.iter().any(|name| words(name).contains(&key)))
    };
    let mut days: Vec<&String> = statements.iter().filter_map(|statement| statement.day.as_ref()).collect();
    days.sort_unstable();
    let (first, last) = (days[days.len() / 4].clone(), days[days.len() * 3 / 4].clone());
    let between = || {
        let (first, last) = (first.clone(), last.clone());
        Question::new(&["--since", &first.clone(), "--until", &last.clone()], move |at| {
            at.day.as_ref().is_some_and(|day| first <= *day && *day <= last)
        })
    };
    let outlets = common(&|at| at.outlet.clone().into_iter().collect());
    let tops = common(&|at| at.tops.clone());
    let long = |names: &[String]| names.iter().filter(|name| name.split(' ').count() > 2).cloned().collect();
    let organizations = common(&|at| long(&at.organizations));
    let mut questions = vec![Question::new(&[], |_| true), between(), kind("direct"), kind("indirect")];
    questions.push(between().and(kind("direct")).and(outlet(outlets[0].clone())));
    questions.push(topic(tops[0].clone()).and(between()));
    questions.extend(outlets.into_iter().map(outlet));
    questions.extend(tops.into_iter().map(topic));
    questions.extend(organizations.into_iter().map(organization));
    questions
}

/// The normal form of a value: spellings with the same one are counted together.
fn key(facet: &str, value: &str) -> String {
    match facet {
        "speaker" | "author" => person(value),
        "organization" => organization(value),
        _ => outlet(value),
    }
}

/// In lower case and without accents.
fn folded(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase().replace(['’', '‘'], "'")
}

fn outlet(name: &str) -> String {
    let folded = folded(name.trim());
    folded.strip_prefix("the ").unwrap_or(&folded).to_owned()
}

fn organization(name: &str) -> String {
    let name = outlet(name).replace('.', "");
    name.strip_suffix("'s").filter(|name| name.contains(' ')).unwrap_or(&name).to_owned()
}

/// A person's name without initials in the middle.
fn person(name: &str) -> String {
    let folded = folded(name);
    let words: Vec<&str> =
        folded.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let is_initial = |at: usize| at > 0 && at + 1 < words.len() && words[at].chars().count() == 1;
    let kept: Vec<&str> = (0..words.len()).filter(|at| !is_initial(*at)).map(|at| words[at]).collect();
    kept.join(" ")
}

/// The plain count: the first of each group that fits, but each reprint for its outlet; months without gaps.
fn counted(statements: &[Plain], groups: &[Vec<usize>], fits: &dyn Fn(&Plain) -> bool) -> Counts {
    let mut counts = Counts::new();
    let mut add = |facet: &str, value: &str, count| {
        *counts.entry((facet.to_owned(), key(facet, value))).or_default() += count;
    };
    for group in groups {
        let found = group.iter().map(|number| &statements[*number]).filter(|statement| fits(statement));
        for (place, statement) in found.enumerate() {
            add("total", "", u64::from(place == 0));
            for (facet, value) in &statement.values {
                if place == 0 || *facet == "outlet" {
                    add(facet, value, 1);
                }
            }
        }
    }
    let months: Vec<&String> = counts.keys().filter(|(facet, _)| facet == "month").map(|(_, month)| month).collect();
    if let (Some(first), Some(last)) = (months.first(), months.last()) {
        let year = |month: &str| month[..4].parse::<u32>().expect("a year");
        let all = (year(first)..=year(last)).flat_map(|year| (1..=12).map(move |at| format!("{year:04}-{at:02}")));
        let between: Vec<String> = all.filter(|month| month >= *first && month <= *last).collect();
        between.into_iter().for_each(|month| *counts.entry(("month".to_owned(), month)).or_default() += 0);
    }
    counts
}

/// What `onrecord query` counts.
fn asked(corpus: &Path, home: &Path, filters: &[String], expand: bool) -> Counts {
    let mut arguments = vec!["query", "--corpus", text(corpus), "--format", "jsonl"];
    arguments.extend(filters.iter().map(String::as_str));
    arguments.extend(expand.then_some("--expand"));
    let mut counts = Counts::new();
    for row in run(home, &[&arguments[..], &["--limit", "0", "--timeline", "--facets"]].concat()) {
        let (facet, value) = (row["facet"].as_str().expect("a facet"), row["value"].as_str().expect("a value"));
        let old = counts.insert((facet.to_owned(), key(facet, value)), row["statements"].as_u64().expect("a count"));
        assert_eq!(old, None, "{facet} has “{value}” twice");
    }
    let total = run(home, &[&arguments[..], &["--not-polarity", "not_said", "--count"]].concat());
    counts.insert(("total".to_owned(), String::new()), total[0].as_u64().expect("a count"));
    counts
}
