//! Time grows with the length of what is read, and not with its square: texts and files that repeat one thing, at one
//! length and at four times that.
//!
//! With `ONRECORD_FUZZ` set, each is as long as a million repetitions of a mark or 200,000 of a clause make it; then
//! `cargo test --release --test linear` is the way to run it.

use std::fs;
use std::time::{Duration, Instant};

use onrecord::article::Article;
use onrecord::source::{self, Overrides, Records};

/// How much longer four times the text may take: more than four times, for what grows with its logarithm and for
/// caches, and far less than sixteen times.
const FACTOR: u32 = 9;
/// What a busy machine may add.
const NOISE: Duration = Duration::from_millis(150);
/// How often a case is measured before it counts as too slow.
const TRIES: usize = 3;

/// How often a piece is repeated, of which a full run repeats `full`.
fn times(few: usize, full: usize) -> usize {
    // The longer of the two lengths is the full one.
    if std::env::var_os("ONRECORD_FUZZ").is_some() { full / 4 } else { few }
}

/// Whether `run` is linear: what it took at one length and at four times that.
fn grows_too_fast(name: &str, few: usize, mut run: impl FnMut(usize) -> Duration) -> Option<String> {
    let mut measured = Vec::new();
    for _ in 0..TRIES {
        let (short, long) = (run(few), run(few * 4));
        if long < short * FACTOR + NOISE {
            return None;
        }
        measured.push(format!("{short:?} and {long:?}"));
    }
    Some(format!("{name} × {few} and × {}: {}", few * 4, measured.join(", ")))
}

fn extracted(body: String) -> Duration {
    let article = Article { body, language: Some("en".to_owned()), ..Article::default() };
    let start = Instant::now();
    let extraction = onrecord::extract(article);
    let took = start.elapsed();
    drop(extraction);
    took
}

/// A name of two words that no other number gives.
fn name(number: usize) -> String {
    let letters = |mut number: usize| -> String {
        let mut word = String::new();
        for _ in 0..4 {
            word.push(char::from(b'a' + (number % 26) as u8));
            number /= 26;
        }
        word
    };
    format!("Ida{} Holm{}", letters(number), letters(number * 7 + 3))
}

/// A text of so many pieces.
type Text = fn(usize) -> String;

#[test]
fn the_time_of_an_extraction_grows_with_the_text() {
    // The name, what makes it, how often in a short run and in a full one.
    let texts: &[(&str, Text, usize, usize)] = &[
        ("straight quotation marks", |n| "\"".repeat(n), 4_000, 5_000_000),
        ("opening quotation marks", |n| "“".repeat(n), 4_000, 1_700_000),
        ("closing quotation marks", |n| "”".repeat(n), 4_000, 1_700_000),
        ("quotations never closed", |n| "“The dam holds.\n\n".repeat(n), 400, 200_000),
        ("quotations never opened", |n| "It holds.” ".repeat(n), 1_000, 200_000),
        ("single marks", |n| format!("A {}", "‘a’ ".repeat(n)), 2_000, 500_000),
        ("typed single marks", |n| format!("A {}", "'a' ".repeat(n)), 2_000, 500_000),
        ("wide marks the wrong way", |n| " »a".repeat(n), 2_000, 1_000_000),
        ("apostrophes", |n| "’ ".repeat(n), 4_000, 1_000_000),
        ("paragraphs", |n| "a\n\n".repeat(n), 4_000, 1_000_000),
        ("capital letters", |n| "A ".repeat(n), 4_000, 1_000_000),
        ("a word", |n| "x".repeat(n), 100_000, 5_000_000),
        ("a word of combining marks", |n| format!("e{}", "\u{301}".repeat(n)), 100_000, 2_500_000),
        ("white space", |n| format!("a{}b", " ".repeat(n)), 100_000, 5_000_000),
        ("opening parentheses", |n| "(".repeat(n), 4_000, 1_000_000),
        ("commas", |n| ", ".repeat(n), 4_000, 1_000_000),
        ("full stops", |n| ". ".repeat(n), 4_000, 1_000_000),
        ("hyphens", |n| "a-".repeat(n), 4_000, 1_000_000),
        ("clauses of saying", |n| "said Smith, ".repeat(n), 100, 200_000),
        ("clauses inside each other", |n| "Holm, who said that Smith, ".repeat(n), 100, 50_000),
        ("according to", |n| "according to ".repeat(n), 100, 100_000),
        ("silences", |n| "declined to comment ".repeat(n), 100, 50_000),
        ("one pronoun", |n| "“It holds,” she said. ".repeat(n), 100, 100_000),
        ("names in a list", |n| (0..n).map(name).collect::<Vec<_>>().join(", "), 400, 100_000),
        ("names that speak", |n| (0..n).map(|n| format!("“It holds,” said {}. ", name(n))).collect(), 100, 50_000),
        ("companies", |n| (0..n).map(|n| format!("the {} Corp. and ", name(n))).collect(), 400, 100_000),
        ("one name", |n| "Ida Holm and ".repeat(n), 1_000, 200_000),
        ("a chain of offices", |n| "of the Bank ".repeat(n), 1_000, 200_000),
        ("questions and answers", |n| "Q: Does it hold?\n\nA: It does.\n\n".repeat(n), 100, 50_000),
        ("turns", |n| "HOLM: It holds.\n\n".repeat(n), 200, 100_000),
        ("dialogue", |n| "― It holds, said Holm.\n\n".repeat(n), 100, 50_000),
        ("signatures", |n| "“It holds.”\n\n— Ida Holm\n\n".repeat(n), 100, 50_000),
        ("introductions", |n| (0..n).map(|n| format!("{}, a judge, spoke. ", name(n))).collect(), 100, 50_000),
    ];
    extracted("“It holds,” said Ida Holm.".to_owned());
    let slow: Vec<String> = texts
        .iter()
        .filter_map(|(name, text, few, full)| grows_too_fast(name, times(*few, *full), |count| extracted(text(count))))
        .collect();
    assert!(slow.is_empty(), "\n{}", slow.join("\n"));
}

#[test]
fn the_time_of_reading_grows_with_the_file() {
    const STATEMENT: &str = "“It holds,” said Ida Holm, an engineer of the dam.";
    let texts: &[(&str, Text, usize, usize)] = &[
        (
            "attributes.html",
            |n| {
                let attributes: String = (0..n).map(|n| format!(" a{n}=b")).collect();
                format!("<html><body><article><p{attributes}>{STATEMENT}</p></article></body></html>")
            },
            25_000,
            1_000_000,
        ),
        ("unclosed.html", |n| format!("<article>{}", "<p><b>It".repeat(n)), 500, 100_000),
        ("behind-a-comment.html", |n| format!("<article><!--->{}", "<p><b>It".repeat(n)), 500, 100_000),
        ("in-a-drawing.html", |n| format!("<article><svg><style>{}", "<p><b>It".repeat(n)), 500, 100_000),
        ("crossed.html", |n| format!("<article>{}{STATEMENT}", "<a><b></a>".repeat(n)), 500, 100_000),
        ("opened.html", |n| format!("<article><p>{STATEMENT}{}", "<".repeat(n)), 10_000, 1_000_000),
        ("comments.html", |n| format!("<article><p>{STATEMENT}{}", "<!-- ".repeat(n)), 10_000, 1_000_000),
        ("entities.html", |n| format!("<article><p>{STATEMENT}{}", "&amp;&".repeat(n)), 5_000, 500_000),
        ("paragraphs.html", |n| format!("<article>{}", format!("<p>{STATEMENT}</p>").repeat(n)), 200, 100_000),
        ("divisions.html", |n| format!("<body>{}", format!("<div>{STATEMENT}</div>").repeat(n)), 200, 100_000),
        ("lists.html", |n| format!("<body>{STATEMENT}{}", "<ul><li><a href=x>a</a></ul>".repeat(n)), 200, 100_000),
        (
            "linked.html",
            |n| {
                let data =
                    "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"a\"}</script>";
                format!("<head>{}</head><body><p>{STATEMENT}", data.repeat(n))
            },
            200,
            50_000,
        ),
        (
            "meta.html",
            |n| format!("<head>{}</head><p>{STATEMENT}", "<meta property=\"og:title\" content=\"a\">".repeat(n)),
            500,
            100_000,
        ),
        (
            "keys.json",
            |n| {
                let keys: String = (0..n).map(|n| format!("\"k{n}\":{n},")).collect();
                format!("{{{keys}\"title\":\"a\",\"body\":\"{STATEMENT}\"}}")
            },
            2_000,
            1_000_000,
        ),
        (
            "parts.json",
            |n| format!("{{\"title\":\"a\",\"body\":[\"{STATEMENT}\"{}]}}", ",\"b\"".repeat(n)),
            2_000,
            1_000_000,
        ),
        (
            "array.json",
            |n| format!("[{}{{}}]", format!("{{\"title\":\"a\",\"body\":\"{STATEMENT}\"}},").repeat(n)),
            200,
            100_000,
        ),
        (
            "closed.json",
            |n| format!("{{\"title\":\"a\",\"body\":\"{STATEMENT}{}\"}}", "</p><a ".repeat(n)),
            2_000,
            500_000,
        ),
        ("one-line.jsonl", |n| format!("{{\"title\":\"a\",\"body\":\"{}\"}}", "\\u201c".repeat(n)), 10_000, 1_000_000),
        ("many.jsonl", |n| format!("{{\"title\":\"a\",\"body\":\"{STATEMENT}\"}}\n").repeat(n), 200, 100_000),
        (
            "items.rss",
            |n| {
                let item = format!("<item><title>a</title><description>{STATEMENT}</description></item>");
                format!("<rss><channel>{}</channel></rss>", item.repeat(n))
            },
            200,
            100_000,
        ),
        ("links.md", |n| format!("# A\n\n{STATEMENT}\n\n{}", "[a](".repeat(n)), 1_000, 500_000),
        ("emphasis.md", |n| format!("# A\n\n{STATEMENT}\n\n{}", "*a_".repeat(n)), 1_000, 500_000),
        ("ticks.md", |n| format!("# A\n\n{STATEMENT}\n\n{}", "`a".repeat(n)), 1_000, 500_000),
        ("quoted.md", |n| format!("# A\n\n{STATEMENT}\n\n{}a", "> ".repeat(n)), 1_000, 100_000),
        ("images.md", |n| format!("# A\n\n{STATEMENT}\n\n{}", "![[".repeat(n)), 1_000, 500_000),
        ("quotes.csv", |n| format!("title,body\na,\"{}", "\"\"".repeat(n)), 10_000, 1_000_000),
        ("rows.csv", |n| format!("title,body\n{}", format!("a,{STATEMENT}\n").repeat(n)), 200, 100_000),
        ("headers.eml", |n| format!("Subject: a\n{}\n{STATEMENT}\n", "X-A: b\n".repeat(n)), 2_000, 500_000),
        (
            "parts.eml",
            |n| {
                let part = format!("--b\nContent-Type: text/plain\n\n{STATEMENT}\n");
                format!("Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n{}", part.repeat(n))
            },
            200,
            50_000,
        ),
        (
            "box.mbox",
            |n| format!("From a@b Mon Jan  1 00:00:00 2024\nSubject: a\n\n{STATEMENT}\n\n").repeat(n),
            200,
            50_000,
        ),
        (
            "wire.sgm",
            |n| {
                let article = format!("<REUTERS><TEXT><TITLE>a</TITLE><BODY>{STATEMENT}</BODY></TEXT></REUTERS>\n");
                format!("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n{}", article.repeat(n))
            },
            200,
            50_000,
        ),
    ];
    let home = tempfile::tempdir().expect("a directory");
    let slow: Vec<String> = texts
        .iter()
        .filter_map(|(name, text, few, full)| {
            grows_too_fast(name, times(*few, *full), |count| {
                let place = home.path().join(name);
                fs::write(&place, text(count)).expect("a file");
                let start = Instant::now();
                let walk = source::walk(&[place]).expect("a file to read");
                let found =
                    Records::new(walk.files).map(|record| source::articles(&record, &Overrides::default()).len());
                assert!(found.sum::<usize>() > 0, "{name}");
                start.elapsed()
            })
        })
        .collect();
    assert!(slow.is_empty(), "\n{}", slow.join("\n"));
}
