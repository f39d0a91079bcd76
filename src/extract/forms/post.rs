//! Posts of social networks in an article: the words, then `— Name (@name) November 18, 2019`, on the same line or below.

use std::ops::Range;

use super::{SURE, drop_inside};
use crate::extract::layout::Layout;
use crate::extract::network::Candidate;

/// How many tokens a writer's name and the date after it have at most.
const LONGEST_NAME: usize = 8;
const LONGEST_SIGNATURE: usize = 22;

/// Adds posts, and drops what was found inside them.
pub(crate) fn add_posts(layout: &Layout<'_>, candidates: &mut Vec<Candidate>) {
    let mut posts: Vec<Candidate> = Vec::new();
    for (number, paragraph) in layout.paragraphs.iter().enumerate() {
        let Some((dash, name)) = writer(layout, paragraph) else { continue };
        let words = match number.checked_sub(1) {
            Some(before) if dash == paragraph.start => layout.paragraphs[before].clone(),
            _ => paragraph.start..dash,
        };
        let words = without_links(layout, words);
        if words.is_empty() {
            continue;
        }
        posts.push(Candidate {
            cue: vec![dash],
            source: name.collect(),
            ..Candidate::of_structure(dash, words.collect(), SURE)
        });
    }
    if posts.is_empty() {
        return;
    }
    let mut is_post = vec![false; layout.tokens.len()];
    posts.iter().flat_map(|post| post.content.iter().chain(&post.cue)).for_each(|&i| is_post[i] = true);
    drop_inside(candidates, &is_post);
    candidates.append(&mut posts);
}

/// The dash and the name in a signature at the end of a paragraph.
fn writer(layout: &Layout<'_>, paragraph: &Range<usize>) -> Option<(usize, Range<usize>)> {
    let first = paragraph.end.saturating_sub(LONGEST_SIGNATURE).max(paragraph.start);
    let dash = (first..paragraph.end).find(|&i| matches!(layout.word(i), "—" | "–" | "―" | "-" | "--"))?;
    let open = (dash + 1..paragraph.end).take(LONGEST_NAME + 1).find(|&i| layout.word(i) == "(")?;
    let handle = open + 1 < paragraph.end && layout.word(open + 1).starts_with('@');
    (handle && open > dash + 1).then_some((dash, dash + 1..open))
}

/// Tokens without the addresses of pages and pictures at their end.
fn without_links(layout: &Layout<'_>, words: Range<usize>) -> Range<usize> {
    let link = |i: usize| {
        let word = layout.word(i);
        word.contains("://") || word.contains("pic.twitter.com") || word.contains("t.co/")
    };
    let last = words.clone().rev().find(|&i| !link(i));
    words.start..last.map_or(words.start, |last| last + 1)
}
