//! Interviews without labels: a question of the writer on a line of its own, then the answer in quotation marks; or answers that begin
//! with the initials of who gives them.

use rustc_hash::FxHashMap;
use std::ops::Range;

use super::SURE;
use crate::extract::layout::{Layout, Quote};
use crate::extract::network::{Candidate, Voice};

/// How many questions with an answer make an interview.
const FEWEST: usize = 2;
/// How many words a question of the writer has at most.
const LONGEST_QUESTION: usize = 40;
/// How many letters initials have at most.
const LONGEST_INITIALS: usize = 3;
/// How many people an interview has at most, by initials.
const MOST_SPEAKERS: usize = 8;

/// Adds the answers of an interview that are in no statement yet.
pub(crate) fn add_answers(layout: &Layout<'_>, candidates: &mut Vec<Candidate>) {
    let mut taken = vec![false; layout.tokens.len()];
    candidates.iter().flat_map(|found| &found.content).for_each(|&i| taken[i] = true);
    add_quoted_answers(layout, &taken, candidates);
    add_answers_by_initials(layout, candidates);
}

/// Adds quotations that fill the paragraph after a question, and those that go on from them.
fn add_quoted_answers(layout: &Layout<'_>, taken: &[bool], candidates: &mut Vec<Candidate>) {
    let answers = |number: &usize| {
        is_question(layout, &layout.paragraphs[number - 1]) && is_quotation(layout, &layout.paragraphs[*number])
    };
    let all: Vec<usize> = (1..layout.paragraphs.len()).filter(answers).collect();
    if all.len() < FEWEST {
        return;
    }
    for number in all {
        let quoted = layout.paragraphs[number..].iter().take_while(|paragraph| is_quotation(layout, paragraph));
        let words: Vec<usize> = quoted.flat_map(Clone::clone).filter(|&i| !taken[i]).collect();
        let Some(&first) = words.first() else { continue };
        candidates.push(Candidate { voice: Voice::Interviewee, ..Candidate::of_structure(first, words, SURE) });
    }
}

/// Whether a paragraph is a question outside quotation marks.
fn is_question(layout: &Layout<'_>, paragraph: &Range<usize>) -> bool {
    let quoted = paragraph.clone().any(|i| layout.tokens[i].quotation != 0);
    layout.word(paragraph.end - 1) == "?" && paragraph.len() <= LONGEST_QUESTION && !quoted
}

/// Whether a paragraph is a quotation and nothing else.
fn is_quotation(layout: &Layout<'_>, paragraph: &Range<usize>) -> bool {
    layout.tokens[paragraph.start].quote == Quote::Open && paragraph.clone().all(|i| layout.tokens[i].quotation != 0)
}

/// Adds paragraphs that begin with the initials of somebody that the text names: `GH The big bell.`
fn add_answers_by_initials(layout: &Layout<'_>, candidates: &mut Vec<Candidate>) {
    let mut names: FxHashMap<&str, Option<Range<usize>>> = FxHashMap::default();
    let mut answers: Vec<(&Range<usize>, Range<usize>)> = Vec::new();
    for paragraph in layout.paragraphs.iter().filter(|paragraph| paragraph.len() > 2) {
        let initials = layout.word(paragraph.start);
        let letters = initials.chars().count();
        if !(2..=LONGEST_INITIALS).contains(&letters) || !initials.chars().all(char::is_uppercase) {
            continue;
        }
        // Each is looked for in the whole text, so few are.
        if names.len() == MOST_SPEAKERS && !names.contains_key(initials) {
            return;
        }
        let name = names.entry(initials).or_insert_with(|| named_by_initials(layout, initials));
        answers.extend(name.clone().map(|name| (paragraph, name)));
    }
    if answers.len() < FEWEST {
        return;
    }
    let mut is_answer = vec![false; layout.tokens.len()];
    answers.iter().for_each(|(paragraph, _)| is_answer[(*paragraph).clone()].fill(true));
    candidates.retain(|found| !is_answer[found.anchor]);
    for (paragraph, name) in answers {
        let words = (paragraph.start + 1..paragraph.end).collect();
        let turn = Candidate::of_structure(paragraph.start, words, SURE);
        candidates.push(Candidate { source: vec![paragraph.start], voice: Voice::Of(name), ..turn });
    }
}

/// The first name in the text with these initials.
fn named_by_initials(layout: &Layout<'_>, initials: &str) -> Option<Range<usize>> {
    let count = initials.chars().count();
    let begins = |i: usize, initial: char| {
        let word = layout.word(i);
        word.starts_with(initial) && word.chars().nth(1).is_some_and(char::is_lowercase)
    };
    let fits = |&first: &usize| initials.chars().enumerate().all(|(at, initial)| begins(first + at, initial));
    let last = layout.tokens.len().checked_sub(count)?;
    (0..=last).find(fits).map(|first| first..first + count)
}
