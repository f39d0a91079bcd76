//! Who declined to answer: sentences with every “no comment” in them, and what is true of any text.

use std::fs;

use onrecord::{Article, ArticleJson};
use proptest::prelude::*;

fn read(text: &str) -> ArticleJson {
    let article = Article { body: text.to_owned(), language: Some("en".to_owned()), ..Article::default() };
    ArticleJson::from(&onrecord::extract(article))
}

/// Who declined, who asked, and the clause, for each “no comment” of a text.
fn no_comments(text: &str) -> Vec<[String; 3]> {
    let columns = |no_comment| {
        let onrecord::NoCommentJson { speaker, to, quote, .. } = no_comment;
        [speaker, to, Some(quote)].map(Option::unwrap_or_default)
    };
    read(text).no_comments.into_iter().map(columns).collect()
}

#[test]
fn no_comments_are_found_and_traps_are_not() {
    let cases = fs::read_to_string("tests/no_comment/cases.tsv").expect("cases");
    let (mut all, mut traps, mut faults) = (0, 0, String::new());
    for line in cases.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let (text, expected) = columns.split_first().expect("a text");
        assert!(expected.len().is_multiple_of(3), "three columns for each no comment: {line}");
        let expected: Vec<[&str; 3]> = expected.chunks_exact(3).map(|three| [three[0], three[1], three[2]]).collect();
        all += 1;
        traps += usize::from(expected.is_empty());
        let found = no_comments(text);
        if found != expected {
            faults += &format!("{text}\n    expected {expected:?}\n    found    {found:?}\n");
        }
    }
    assert!(all >= 80 && traps >= 25, "{all} cases, {traps} of them traps");
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn a_no_comment_has_role_and_organizations() {
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

#[test]
fn a_no_comment_is_not_a_statement_as_well() {
    for text in [
        "Ida Holm declined to say whether the bridge was safe.",
        "Ida Holm declined to comment on the plan to close the bridge.",
        "Gregory Tull, the owner of the yard, refused to answer questions about the cranes.",
    ] {
        let article = read(text);
        assert_eq!((article.no_comments.len(), article.statements.len()), (1, 0), "{text}: {:?}", article.statements);
    }
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
        for no_comment in &article.no_comments {
            let [clause] = no_comment.content[..] else { panic!("one part") };
            for [start, end] in [Some(clause), Some(no_comment.cue), no_comment.mention].into_iter().flatten() {
                prop_assert!(start < end && end <= length);
            }
            let words: String = article.body.chars().skip(clause[0]).take(clause[1] - clause[0]).collect();
            prop_assert_eq!(&words, &no_comment.quote);
        }
    }
}
