//! The main text of a page.
//!
//! Every block of the page has a score: prose its length, anything else a negative number. The search starts at the
//! element with the most prose and moves outwards as long as an outer element adds to the score. Paragraphs that vote for
//! the elements around them come from Readability. Positive and negative blocks come from Pasternack and Roth, “Extracting
//! Article Text from the Web with Maximum Subsequence Segmentation” (WWW 2009).

use std::cmp::Reverse;

use super::block_tree::{Block, BlockTree, Container, Kind};
use crate::source::byline;

/// An element with more than this share of a page's prose is not boilerplate. Some pages are one large `form`.
const MOST_PROSE: f64 = 0.6;
/// The same for an element that also contains the headline.
const PROSE_WITH_TITLE: f64 = 0.1;
/// The penalty for a block that is not prose, in bytes of prose.
const NOT_PROSE: i64 = 30;
/// An outer element is better if its score is this many times that of the inner.
const CLIMB: f64 = 1.2;
/// A shorter declared text, in bytes outside links, is ignored. Some pages declare an empty one.
const DECLARED: i64 = 150;
/// Lines between paragraphs that are not text, in the languages of most pages.
const LABELS: &[&str] = &[
    "advert", "advertisement", "advertisements", "ad", "anuncio", "anzeige", "werbung", "iklan", "pubblicità",
    "publicidad", "publicidade", "publicité", "reklama", "реклама", "by", "written by", "caption", "close", "comments",
    "explore further", "more", "read more", "related", "related articles", "related stories", "share", "share this",
    "topics", "tags", "view comments",
];

/// The longest line about a break, in bytes.
const LONGEST_BREAK: usize = 50;
/// The starts of lines that announce the text after an advertisement.
const BREAKS: &[&str] = &["article continues", "story continues", "continue reading", "continues below"];

/// The blocks of the main text, in the order of the page.
pub(super) fn find(tree: &BlockTree) -> Vec<&str> {
    let kept = without_boilerplate(tree);
    let scores = sums(tree.blocks.iter().zip(&kept).map(|(block, kept)| if *kept { score(block) } else { 0 }));
    let place = declared(tree).or_else(|| best(tree, &kept, &scores));
    let Some(Container { start, end, .. }) = place else { return Vec::new() };
    let mut blocks: Vec<&Block> =
        (*start..*end).filter(|at| kept[*at]).map(|at| &tree.blocks[at]).filter(|block| is_text(block)).collect();
    drop_head(&mut blocks);
    while blocks.last().is_some_and(|block| block.kind == Kind::Heading) {
        blocks.pop();
    }
    blocks.into_iter().map(|block| block.text.as_str()).collect()
}

/// Which blocks are outside boilerplate. If no prose is, the names mean something else here, and all blocks are kept.
fn without_boilerplate(tree: &BlockTree) -> Vec<bool> {
    let prose = sums(tree.blocks.iter().map(|block| if block.is_prose() { size(block.text.len()) } else { 0 }));
    let titles = sums(tree.blocks.iter().map(|block| i64::from(block.kind == Kind::Title)));
    let all = prose.last().copied().unwrap_or_default().max(1);
    let mut kept = vec![true; tree.blocks.len()];
    let mut end = 0;
    for container in tree.containers.iter().filter(|container| container.is_boilerplate) {
        let share = within(&prose, container) as f64 / all as f64;
        let is_text = share > MOST_PROSE || share > PROSE_WITH_TITLE && within(&titles, container) > 0;
        if container.end > end && !is_text {
            kept[container.start..container.end].fill(false);
            end = container.end;
        }
    }
    let any_prose = tree.blocks.iter().zip(&kept).any(|(block, kept)| *kept && block.is_prose());
    if any_prose { kept } else { vec![true; kept.len()] }
}

/// The element that the page declares to be its text; the longest of several.
fn declared(tree: &BlockTree) -> Option<&Container> {
    let unlinked = sums(tree.blocks.iter().map(|block| size(block.unlinked())));
    tree.containers
        .iter()
        .filter(|container| container.is_declared && within(&unlinked, container) >= DECLARED)
        .max_by_key(|container| (within(&unlinked, container), Reverse(container.start)))
}

/// The element that contains the text, found from the one with the most prose of its own.
fn best<'a>(tree: &'a BlockTree, kept: &[bool], scores: &[i64]) -> Option<&'a Container> {
    let mut own = vec![0; tree.containers.len()];
    for (block, _) in tree.blocks.iter().zip(kept).filter(|(block, kept)| **kept && block.is_prose()) {
        own[around_paragraph(tree, block.container)] += size(block.text.len());
    }
    let mut best = (0..own.len()).filter(|at| own[*at] > 0).max_by_key(|at| (own[*at], Reverse(*at)))?;
    let mut outer = best;
    while outer > 0 {
        outer = tree.containers[outer].parent;
        if within(scores, &tree.containers[outer]) as f64 > CLIMB * within(scores, &tree.containers[best]) as f64 {
            best = outer;
        }
    }
    tree.containers.get(best)
}

/// The first element around a paragraph that contains more than the paragraph.
fn around_paragraph(tree: &BlockTree, mut at: usize) -> usize {
    while at > 0 && tree.containers[at].end - tree.containers[at].start == 1 {
        at = tree.containers[at].parent;
    }
    at
}

fn score(block: &Block) -> i64 {
    if block.is_prose() { size(block.unlinked()) } else { -NOT_PROSE - size(block.linked) / 2 }
}

/// Whether a block inside the text belongs to it: not a link, label or address on its own line.
fn is_text(block: &Block) -> bool {
    let mostly_link = block.linked * 10 > block.text.len() * 7;
    let words = block.text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_address = !block.text.contains(' ') && (words.starts_with("http") || words.starts_with("www."));
    let is_count = words.split_once(" of ").is_some_and(|(a, b)| is_number(a) && is_number(b));
    let is_ornament = words.is_empty() && !block.text.contains('_');
    let is_break = words.len() < LONGEST_BREAK && BREAKS.iter().any(|start| words.starts_with(start));
    !(mostly_link || is_ornament || is_break || is_address || is_count || LABELS.contains(&words.as_str()))
}

fn is_number(text: &str) -> bool {
    text.parse::<u16>().is_ok()
}

/// Removes everything up to the headline, and the byline. Further `h1` elements are headings of the text.
fn drop_head(blocks: &mut Vec<&Block>) {
    let prose = blocks.iter().position(|block| block.is_prose()).unwrap_or(blocks.len());
    let title = blocks[..prose].iter().rposition(|block| block.kind == Kind::Title).map_or(0, |title| title + 1);
    let text = blocks.split_off(prose);
    blocks.drain(..title);
    blocks.retain(|block| !byline::is_byline(&block.text));
    blocks.extend(text);
}

/// A length as a signed number.
fn size(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

/// The running sums of the values, from 0.
fn sums(values: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut sum = 0;
    let ends = values.map(|value| {
        sum += value;
        sum
    });
    std::iter::once(0).chain(ends).collect()
}

fn within(sums: &[i64], container: &Container) -> i64 {
    sums[container.end] - sums[container.start]
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    const LONG: &str = "The ferry that has been out of work since the storm of last winter went back to sea on Monday.";

    fn text(html: &str) -> Vec<String> {
        find(&BlockTree::of(&Document::from(html))).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn a_name_is_ignored_for_most_of_a_page() {
        let all = format!("<div class='comment-box'><p>{LONG}</p></div><div class='promo'><p>{LONG}</p></div>");
        assert_eq!(text(&all), [LONG, LONG]);
        let most = format!("<form><p>{LONG}</p><p>{LONG}</p></form><div class=promo><p>{LONG}</p></div>");
        assert_eq!(text(&most), [LONG, LONG]);
    }

    #[test]
    fn the_text_ends_where_the_prose_ends() {
        let page = format!(
            "<div><div><p>{LONG}</p><p>Crews sang.</p><h2>Next</h2><p>{LONG}</p><h2>Also on this page</h2></div>
            <ul><li><a href=1>Seal in the lido</a><li><a href=2>Bins</a><li><a href=3>Tides</a></ul><p>Write to us.</p></div>"
        );
        assert_eq!(text(&page), [LONG, "Crews sang.", "Next", LONG]);
    }

    #[test]
    fn a_page_without_prose_has_no_text() {
        assert_eq!(text("<nav><a href=/>Home</a></nav><p>Loading</p>"), [""; 0]);
    }
}
