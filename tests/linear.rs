//! Time grows in proportion to the input, not with its square. Each case repeats one piece and is measured at one length
//! and at four times that length.
//!
//! The tests measure the processor time of this process. A busy machine hardly changes it, but other tests in the same
//! process add to it. So these tests are ignored by default and run alone:
//! `cargo test -- --ignored --test-threads=1 timing_`. Allocations can be counted exactly, but a quadratic loop need not
//! allocate.
//!
//! `ONRECORD_FUZZ=1 cargo test --release -- --ignored --test-threads=1 timing_` repeats each piece up to millions of times.
#![cfg(unix)]

use std::fs;
use std::time::Duration;

use onrecord::{Article, Overrides, Records};
use rustix::time::{ClockId, clock_gettime};

/// The largest allowed quotient of the two times. Linear time gives 4, a logarithm and cold caches a little more,
/// quadratic time 16.
const FACTOR: u32 = 9;
/// The shortest times are too inexact to compare.
const NOISE: Duration = Duration::from_millis(50);
/// A case fails if it is too slow this many times.
const TRIES: usize = 3;

/// The number of repetitions in the shorter text.
fn times(few: usize, full: usize) -> usize {
    if std::env::var_os("ONRECORD_FUZZ").is_some() { full / 4 } else { few }
}

/// The processor time of all threads of this process.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.try_into().unwrap_or(0))
}

/// Runs a case at one length and at four times that length. Returns the times if they grow too fast.
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
    let start = processor_time();
    let _extraction = onrecord::extract(article);
    processor_time() - start
}

/// A name of two words, different for each number.
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

/// Makes a text of `n` pieces.
type Text = fn(usize) -> String;

#[test]
#[ignore = "measures time: cargo test -- --ignored --test-threads=1 timing_"]
fn timing_extraction_takes_time_in_proportion_to_the_text() {
    // The name, the text, and the number of pieces in a short run and in a full one.
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
        ("no comment", |n| "declined to comment ".repeat(n), 100, 50_000),
        ("no comment from a pronoun", |n| "She declined to comment. ".repeat(n), 200, 50_000),
        ("no comment in a list", |n| "and declined to comment, ".repeat(n), 200, 50_000),
        ("calls", |n| "calls to calls to were not returned ".repeat(n), 200, 50_000),
        ("no reply", |n| "did not respond to ".repeat(n), 200, 50_000),
        ("one pronoun", |n| "“It holds,” she said. ".repeat(n), 100, 100_000),
        ("names in a list", |n| (0..n).map(name).collect::<Vec<_>>().join(", "), 400, 100_000),
        ("names that speak", |n| (0..n).map(|n| format!("“It holds,” said {}. ", name(n))).collect(), 100, 50_000),
        ("companies", |n| (0..n).map(|n| format!("the {} Corp. and ", name(n))).collect(), 400, 100_000),
        ("one name", |n| "Ida Holm and ".repeat(n), 1_000, 200_000),
        ("nested offices", |n| "of the Bank ".repeat(n), 1_000, 200_000),
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
#[ignore = "measures time: cargo test -- --ignored --test-threads=1 timing_"]
fn timing_reading_takes_time_in_proportion_to_the_file() {
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
        ("after-a-comment.html", |n| format!("<article><!--->{}", "<p><b>It".repeat(n)), 500, 100_000),
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
                let start = processor_time();
                let walk = onrecord::walk(&[place]).expect("a file to read");
                let found =
                    Records::new(walk.files).map(|record| onrecord::articles(&record, &Overrides::default()).len());
                assert!(found.sum::<usize>() > 0, "{name}");
                processor_time() - start
            })
        })
        .collect();
    assert!(slow.is_empty(), "\n{}", slow.join("\n"));
}
