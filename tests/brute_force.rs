//! Queries on random small archives, checked by brute force: an evaluator of its own reads the JSON that `onrecord extract`
//! prints and decides for each statement whether it matches. It shares no code with the search.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::Path;

use onrecord::{ArticleJson, Facet, Index, Overrides, Page, Query, Records, Search, Sort, Updater};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

/// The words of the archives: of each line, all words are inflections of one.
const FAMILIES: &[&[&str]] = &[
    &["flood", "floods", "flooded", "flooding"],
    &["lamp", "lamps"],
    &["hope", "hopes", "hoping"],
    &["hop", "hops"],
    &["city", "cities"],
    &["red"],
    &["green"],
    &["old"],
    &["café"],
    &["naïve"],
    &["well-being"],
    &["don’t"],
    &["9/11"],
];
const SPEAKERS: &[&str] = &["Marta Quill", "Otto Brandt", "Lena Fisk"];
const OUTLETS: &[&str] = &["Harbor Post", "Plains Courier", "Smith & Sons"];

/// A random article.
#[derive(Clone, Debug)]
struct Draft {
    outlet: &'static str,
    month: u8,
    title: Vec<&'static str>,
    /// The speaker, the words, and the words around the quotation.
    paragraphs: Vec<(&'static str, Vec<&'static str>, Vec<&'static str>)>,
}

fn word() -> impl Strategy<Value = &'static str> {
    // Common words are drawn more often, so that phrases match now and then.
    let all: Vec<&str> = FAMILIES.concat();
    prop_oneof![select(vec!["red", "green", "lamp", "old"]), select(all)]
}

fn words(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(word(), count)
}

fn draft() -> impl Strategy<Value = Draft> {
    let paragraph = (select(SPEAKERS.to_vec()), words(2..9), words(0..3));
    (select(OUTLETS.to_vec()), 1u8..6, words(1..4), proptest::collection::vec(paragraph, 1..4))
        .prop_map(|(outlet, month, title, paragraphs)| Draft { outlet, month, title, paragraphs })
}

impl Draft {
    fn json(&self, number: usize) -> String {
        let paragraph = |(speaker, said, around): &(&str, Vec<&str>, Vec<&str>)| {
            let around = if around.is_empty() { String::new() } else { format!(" near the {}", around.join(" ")) };
            format!("“We saw the {},” said {speaker}, a teacher{around}.", said.join(" "))
        };
        let body: Vec<String> = self.paragraphs.iter().map(paragraph).collect();
        serde_json::json!({
            "id": number.to_string(), "title": format!("Report {number} {}", self.title.join(" ")), "outlet": self.outlet,
            "date": format!("2021-{:02}-07", self.month), "body": body.join("\n\n"),
        })
        .to_string()
    }
}

/// A query. It prints as a person would write it.
#[derive(Clone, Debug)]
enum Ask {
    Word(&'static str),
    Phrase(Vec<&'static str>, Option<u32>),
    Near(&'static str, u32, &'static str),
    Prefix(String),
    Fuzzy(String, u8),
    Exact(Vec<&'static str>),
    Speaker(&'static str),
    Outlet(&'static str),
    Title(&'static str),
    Since(u8),
    Until(u8),
    Month(u8),
    Not(Box<Ask>),
    And(Vec<Ask>),
    Or(Vec<Ask>),
    /// Side by side.
    Row(Vec<Ask>),
}

impl fmt::Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |parts: &[Ask], by: &str| parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(by);
        match self {
            Ask::Word(word) => f.write_str(word),
            Ask::Phrase(words, None) => write!(f, "\"{}\"", words.join(" ")),
            Ask::Phrase(words, Some(between)) => write!(f, "\"{}\"~{between}", words.join(" ")),
            Ask::Near(one, distance, other) => write!(f, "{one} NEAR/{distance} {other}"),
            Ask::Prefix(beginning) => write!(f, "{beginning}*"),
            Ask::Fuzzy(word, 1) => write!(f, "{word}~"),
            Ask::Fuzzy(word, letters) => write!(f, "{word}~{letters}"),
            Ask::Exact(words) => write!(f, "exact:\"{}\"", words.join(" ")),
            Ask::Speaker(name) => write!(f, "speaker:\"{name}\""),
            Ask::Outlet(name) => write!(f, "outlet:'{name}'"),
            Ask::Title(word) => write!(f, "title:{word}"),
            Ask::Since(month) => write!(f, "since:2021-{month:02}"),
            Ask::Until(month) => write!(f, "until:2021-{month:02}"),
            Ask::Month(month) => write!(f, "date:2021-{month:02}"),
            Ask::Not(inner) => write!(f, "NOT ({inner})"),
            Ask::And(parts) => write!(f, "({})", joined(parts, " AND ")),
            Ask::Or(parts) => write!(f, "({})", joined(parts, " OR ")),
            Ask::Row(parts) => write!(f, "({})", joined(parts, " ")),
        }
    }
}

fn ask() -> impl Strategy<Value = Ask> {
    let beginning = (word(), 2usize..6).prop_map(|(word, kept)| Ask::Prefix(word.chars().take(kept).collect()));
    let misspelled = (word(), any::<proptest::sample::Index>(), select(vec!['x', 'e', '-']), 1u8..3).prop_map(
        |(word, place, letter, letters)| {
            let mut wrong: Vec<char> = word.chars().collect();
            let place = place.index(wrong.len());
            match letter {
                '-' => drop(wrong.remove(place)),
                letter => wrong[place] = letter,
            }
            Ask::Fuzzy(wrong.into_iter().collect(), letters)
        },
    );
    let leaf = prop_oneof![
        4 => word().prop_map(Ask::Word),
        2 => words(2..4).prop_map(|words| Ask::Phrase(words, None)),
        6 => (words(2..5), 0u32..6).prop_map(|(words, between)| Ask::Phrase(words, Some(between))),
        3 => (word(), 0u32..4, word()).prop_map(|(one, distance, other)| Ask::Near(one, distance, other)),
        2 => beginning,
        2 => misspelled.prop_filter("a word", |ask| matches!(ask, Ask::Fuzzy(word, _) if word.chars().filter(|c| c.is_alphanumeric()).count() > 1)),
        2 => words(1..3).prop_map(Ask::Exact),
        1 => select(SPEAKERS.to_vec()).prop_map(Ask::Speaker),
        1 => select(OUTLETS.to_vec()).prop_map(Ask::Outlet),
        1 => word().prop_map(Ask::Title),
        1 => (1u8..6).prop_map(Ask::Since),
        1 => (1u8..6).prop_map(Ask::Until),
        1 => (1u8..6).prop_map(Ask::Month),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        let some = || proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            inner.clone().prop_map(|inner| Ask::Not(Box::new(inner))),
            some().prop_map(Ask::And),
            some().prop_map(Ask::Or),
            some().prop_map(Ask::Row),
        ]
    })
}

/// A word of a text as it is compared: in lower case and without accents, by itself and by the first word of its family.
#[derive(Clone, Debug, PartialEq)]
struct Token {
    plain: String,
    stem: String,
}

fn plain(word: &str) -> String {
    word.to_lowercase().replace('é', "e").replace('ï', "i")
}

/// The words of a text. The alphabet of the archives is small enough to say which characters are no part of a word.
fn tokens(text: &str) -> Vec<Token> {
    let cut = text.split(|c: char| c.is_whitespace() || "“”’',.-/&".contains(c)).filter(|word| !word.is_empty());
    let token = |word: &str| {
        let plain = plain(word);
        let family = FAMILIES.iter().find(|family| family.contains(&plain.as_str()));
        Token { stem: family.map_or(plain.clone(), |family| family[0].to_owned()), plain }
    };
    cut.map(token).collect()
}

/// A statement with the texts that its words are looked for in, and its fields.
#[derive(Debug)]
struct Statement {
    id: String,
    said: Vec<Token>,
    paragraph: Vec<Token>,
    article: Vec<Token>,
    title: Vec<Token>,
    speaker: String,
    outlet: String,
    month: u8,
}

/// A word that no query asks for: many of them keep headline and body apart.
const BETWEEN: &str = "| ";

fn statements(article: &Value) -> Vec<Statement> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (title, body) = (text(&article["title"]), text(&article["body"]));
    let paragraphs: Vec<&str> = body.split("\n\n").collect();
    let statement = |statement: &Value| {
        let number = statement["paragraph"].as_u64().expect("a paragraph") as usize;
        Statement {
            id: text(&statement["id"]),
            said: tokens(&text(&statement["quote"])),
            paragraph: tokens(paragraphs[number - 1]),
            article: tokens(&format!("{title} {}{body}", BETWEEN.repeat(50))),
            title: tokens(&title),
            speaker: text(&statement["speaker"]),
            outlet: text(&article["outlet"]),
            month: text(&article["date"])[5..7].parse().expect("a month"),
        }
    };
    article["statements"].as_array().expect("statements").iter().map(statement).collect()
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Said,
    Paragraph,
    Article,
}

impl Statement {
    fn matches(&self, ask: &Ask, place: Place) -> bool {
        let text = match place {
            Place::Said => &self.said,
            Place::Paragraph => &self.paragraph,
            Place::Article => &self.article,
        };
        let all = |parts: &[Ask]| parts.iter().all(|part| self.matches(part, place));
        match ask {
            Ask::Word(word) => has_row(text, &[tokens(word)], 0, &same_stem),
            Ask::Phrase(words, between) => {
                let parts: Vec<Vec<Token>> = words.iter().map(|word| tokens(word)).collect();
                has_row(text, &parts, between.unwrap_or(0) as usize, &same_stem)
            }
            Ask::Near(one, distance, other) => {
                let (one, other) = (tokens(one), tokens(other));
                let near = |parts: [Vec<Token>; 2]| has_row(text, &parts, *distance as usize, &same_stem);
                near([one.clone(), other.clone()]) || near([other, one])
            }
            Ask::Prefix(beginning) => has_last(text, beginning, &|word, last| word.starts_with(last)),
            Ask::Fuzzy(word, letters) => {
                has_last(text, word, &|word, last| changes(word, last) <= usize::from(*letters))
            }
            Ask::Exact(words) => has_row(text, &[tokens(&words.join(" "))], 0, &|one, other| one.plain == other.plain),
            Ask::Speaker(name) => self.speaker == *name,
            Ask::Outlet(name) => self.outlet == *name,
            Ask::Title(word) => has_row(&self.title, &[tokens(word)], 0, &|one, other| one.plain == other.plain),
            Ask::Since(month) => self.month >= *month,
            Ask::Until(month) => self.month <= *month,
            Ask::Month(month) => self.month == *month,
            Ask::Not(inner) => !self.matches(inner, place),
            Ask::And(parts) => all(parts),
            Ask::Or(parts) => parts.iter().any(|part| self.matches(part, place)),
            Ask::Row(parts) => {
                // Values of one field are alternatives; everything else must match.
                let mut fields: BTreeMap<&str, bool> = BTreeMap::new();
                let mut others = true;
                for part in parts {
                    let matches = self.matches(part, place);
                    match part {
                        Ask::Speaker(_) => *fields.entry("speaker").or_default() |= matches,
                        Ask::Outlet(_) => *fields.entry("outlet").or_default() |= matches,
                        Ask::Title(_) => *fields.entry("title").or_default() |= matches,
                        Ask::Month(_) => *fields.entry("month").or_default() |= matches,
                        _ => others &= matches,
                    }
                }
                others && fields.values().all(|matches| *matches)
            }
        }
    }
}

fn same_stem(one: &Token, other: &Token) -> bool {
    one.stem == other.stem
}

/// Whether parts are in a text in this order, the words of each part adjacent, with at most so many other words between the
/// parts in all. Tries every place for every part.
fn has_row(text: &[Token], parts: &[Vec<Token>], between: usize, same: &dyn Fn(&Token, &Token) -> bool) -> bool {
    let is_at = |part: &[Token], at: usize| {
        text.len() >= at + part.len() && part.iter().zip(&text[at..]).all(|(one, other)| same(one, other))
    };
    fn rest(
        parts: &[Vec<Token>],
        from: usize,
        gaps: usize,
        end: usize,
        is_at: &dyn Fn(&[Token], usize) -> bool,
    ) -> bool {
        let Some((part, others)) = parts.split_first() else { return true };
        (from..=end.min(from + gaps))
            .any(|at| is_at(part, at) && rest(others, at + part.len(), gaps - (at - from), end, is_at))
    }
    let Some((first, others)) = parts.split_first() else { return false };
    (0..text.len()).any(|at| is_at(first, at) && rest(others, at + first.len(), between, text.len(), &is_at))
}

/// Whether the words are in a text one after the other as they are, the last one by `fits`.
fn has_last(text: &[Token], words: &str, fits: &dyn Fn(&str, &str) -> bool) -> bool {
    let words = tokens(words);
    let Some((last, before)) = words.split_last() else { return false };
    text.windows(words.len()).any(|window| {
        before.iter().zip(window).all(|(one, other)| one.plain == other.plain)
            && fits(&window[before.len()].plain, &last.plain)
    })
}

/// How many letters to change, add, leave out or swap with a neighbor to make one word of the other.
fn changes(one: &str, other: &str) -> usize {
    fn count(one: &[char], other: &[char]) -> usize {
        match (one, other) {
            ([], rest) | (rest, []) => rest.len(),
            ([a, one @ ..], [b, other @ ..]) if a == b => count(one, other),
            ([a, one_rest @ ..], [b, other_rest @ ..]) => {
                let swapped = match (one_rest, other_rest) {
                    ([c, one @ ..], [d, other @ ..]) if (a, c) == (d, b) => count(one, other),
                    _ => usize::MAX,
                };
                let least = count(one_rest, other).min(count(one, other_rest)).min(count(one_rest, other_rest));
                least.min(swapped) + 1
            }
        }
    }
    count(&one.chars().collect::<Vec<_>>(), &other.chars().collect::<Vec<_>>())
}

fn extracted(folder: &Path) -> Vec<Value> {
    let walk = onrecord::walk(&[folder.to_owned()]).expect("a folder");
    Records::new(walk.files)
        .flat_map(|record| onrecord::articles(&record, &Overrides::default()))
        .map(|article| ArticleJson::from(&onrecord::extract(article.expect("an article"))))
        .map(|article| serde_json::to_value(article).expect("JSON"))
        .collect()
}

/// The ids of all hits, asked for page by page.
fn found(search: &Search<'_>, query: &Query, sort: Sort, limit: usize) -> (usize, Vec<String>) {
    let mut ids = Vec::new();
    loop {
        let page = Page { sort, limit, offset: ids.len() };
        let found = search.statements(query, page).expect("an answer");
        if found.hits.is_empty() {
            return (found.total, ids);
        }
        ids.extend(found.hits.into_iter().map(|hit| hit.id()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_operator_finds_what_brute_force_finds(
        drafts in proptest::collection::vec(draft(), 2..7),
        asks in proptest::collection::vec((ask(), select(vec![Place::Said, Place::Said, Place::Paragraph, Place::Article])), 30),
    ) {
        let home = tempfile::tempdir().expect("a directory");
        let news = home.path().join("news");
        fs::create_dir(&news).expect("a folder");
        for (number, draft) in drafts.iter().enumerate() {
            fs::write(news.join(format!("{number}.json")), draft.json(number)).expect("a file");
        }
        let articles = extracted(&news);
        let statements: Vec<Statement> = articles.iter().flat_map(statements).collect();
        let index = Index::open_or_create(&home.path().join("index")).expect("an index");
        Updater::new(&index).update(&[news]).expect("an update");
        let collapsed = Search::new(&index).expect("a search");
        let search = Search::new(&index).expect("a search").expanded();
        for (ask, place) in asks {
            let scope = match place {
                Place::Said => "",
                Place::Paragraph => " in:paragraph",
                Place::Article => " in:article",
            };
            let text = format!("{ask}{scope}");
            let query: Query = text.parse().unwrap_or_else(|error| panic!("{error}"));
            let expected: BTreeSet<String> = statements
                .iter()
                .filter(|statement| statement.matches(&ask, place))
                .map(|statement| statement.id.clone())
                .collect();
            for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
                let (total, ids) = found(&search, &query, sort, 3);
                prop_assert_eq!(total, expected.len(), "the total of {} by {:?}", text, sort);
                prop_assert_eq!(&ids.iter().cloned().collect::<BTreeSet<_>>(), &expected, "{} by {:?}", text, sort);
                prop_assert_eq!(ids.len(), total, "a hit twice: {}", text);
                let page = Page { sort, limit: 2, offset: 0 };
                let streamed: Vec<String> = search
                    .statement_pages(&query, page)
                    .expect("pages")
                    .flat_map(|found| found.expect("a page").hits)
                    .map(|hit| hit.id())
                    .collect();
                prop_assert_eq!(streamed, ids, "{} in one go", text);
            }
            prop_assert_eq!(search.count_statements(&query).expect("a count"), expected.len(), "the count of {}", text);
            let kinds: u64 = search.list(&query, Facet::Kinds).expect("a facet").iter().map(|kind| kind.count).sum();
            prop_assert_eq!(kinds, expected.len() as u64, "the facet of {}", text);
            let (total, ids) = found(&collapsed, &query, Sort::Relevance, 3);
            prop_assert_eq!(total, ids.len(), "collapsed: {}", text);
            prop_assert_eq!(collapsed.count_statements(&query).expect("a count"), total, "collapsed: {}", text);
            if place == Place::Article && !statements.is_empty() {
                let of_statements: BTreeSet<&str> = expected.iter().filter_map(|id| id.split('#').next()).collect();
                let page = Page { sort: Sort::Newest, limit: 100, offset: 0 };
                let found = search.articles(&query, page).expect("articles");
                let ids: BTreeSet<&str> = found.hits.iter().map(|hit| hit.article().id.as_str()).collect();
                prop_assert_eq!(search.count_articles(&query).expect("a count"), ids.len(), "articles: {}", text);
                // An article without statements can match too.
                let missing: Vec<_> = of_statements.difference(&ids).collect();
                prop_assert!(missing.is_empty() || text.contains("speaker:"), "{} misses articles {:?}", text, missing);
            }
        }
    }
}
