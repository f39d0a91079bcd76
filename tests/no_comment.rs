//! Who does not answer: sentences with the silences that each tells, and what holds of any text.

use std::fs;
use std::time::{Duration, Instant};

use onrecord::article::Article;
use onrecord::contract::ArticleJson;
use proptest::prelude::*;

fn read(text: &str) -> ArticleJson {
    let article = Article { body: text.to_owned(), language: Some("en".to_owned()), ..Article::default() };
    ArticleJson::from(&onrecord::extract(article))
}

/// Who is silent, who asked, and the clause, for each silence of a text.
fn silences(text: &str) -> Vec<[String; 3]> {
    let told = |silence| {
        let onrecord::contract::NoCommentJson { speaker, to, quote, .. } = silence;
        [speaker, to, Some(quote)].map(Option::unwrap_or_default)
    };
    read(text).no_comments.into_iter().map(told).collect()
}

#[test]
fn silences_are_found_and_traps_are_not() {
    let cases = fs::read_to_string("tests/no_comment/cases.tsv").expect("cases");
    let (mut all, mut traps, mut faults) = (0, 0, String::new());
    for line in cases.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let (text, expected) = columns.split_first().expect("a text");
        assert!(expected.len().is_multiple_of(3), "three columns a silence: {line}");
        let expected: Vec<[&str; 3]> = expected.chunks_exact(3).map(|three| [three[0], three[1], three[2]]).collect();
        all += 1;
        traps += usize::from(expected.is_empty());
        let found = silences(text);
        if found != expected {
            faults += &format!("{text}\n    expected {expected:?}\n    found    {found:?}\n");
        }
    }
    assert!(all >= 80 && traps >= 25, "{all} cases, {traps} of them traps");
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn a_silence_tells_role_and_organizations() {
    let article = read(
        "Ida Holm, a lawyer for Bellrope Bank, declined to comment. A spokesman for Acme Corp. would not comment.",
    );
    let [holm, spokesman] = &article.no_comments[..] else { panic!("{:?}", article.no_comments) };
    assert_eq!(holm.role.as_deref(), Some("a lawyer for Bellrope Bank"));
    assert_eq!(holm.role_organizations, ["Bellrope Bank"]);
    assert_eq!(spokesman.organizations, ["Acme Corp."]);
    assert!(holm.id.ends_with("#s1") && spokesman.id.ends_with("#s2"));
    let words = |[start, end]: [usize; 2]| article.body.chars().skip(start).take(end - start).collect::<String>();
    assert_eq!(words(holm.cue), "declined to comment");
    assert_eq!(words(holm.mention.expect("a mention")), "Ida Holm");
    assert_eq!(words(holm.content[0]), holm.quote);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn spans_are_valid_in_any_text(
        pieces in prop::collection::vec(
            prop_oneof![
                ".{0,12}",
                "(Both |Neither |No one at |“|, )?(Ida Holm|the bank|É𝄞 Tull|who|she)( and|,| nor)?",
                "(also |, however,)? ?(declined|refusing|didn’t|would not|could not|calls to|were not|had no|no reply from) ?",
                "(to comment|respond to a request|be reached|returned|say whether|, saying|\\.|\n\n)",
            ],
            0..24,
        )
    ) {
        let article = read(&pieces.join(" "));
        let length = article.body.chars().count();
        for silence in &article.no_comments {
            let [clause] = silence.content[..] else { panic!("one part") };
            for [start, end] in [Some(clause), Some(silence.cue), silence.mention].into_iter().flatten() {
                prop_assert!(start < end && end <= length);
            }
            let words: String = article.body.chars().skip(clause[0]).take(clause[1] - clause[0]).collect();
            prop_assert_eq!(&words, &silence.quote);
        }
    }
}

/// The best of a few runs, so that a busy machine does not decide.
fn time(text: &str) -> Duration {
    let run = |_| {
        let start = Instant::now();
        read(text);
        start.elapsed()
    };
    (0..3).map(run).min().unwrap_or_default()
}

#[test]
fn four_times_the_text_costs_no_more_than_in_proportion() {
    for piece in [
        "calls to calls to were not returned ",
        "and declined to comment, ",
        "She declined to comment. ",
        "did not respond to ",
    ] {
        let (short, long) = (time(&piece.repeat(200)), time(&piece.repeat(800)));
        assert!(long < short * 10, "{piece}: {short:?}, {long:?}");
    }
}
