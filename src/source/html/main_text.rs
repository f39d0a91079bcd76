//! The main text of a page.
//!
//! Every block of the page is worth something: prose its length, anything else less than nothing. The text is looked
//! for where the most prose stands together in one element, and from there upwards as long as an outer element adds
//! worth. The idea of paragraphs that vote for the elements around them is that of Readability; that of blocks worth
//! more or less than nothing is that of Pasternack and Roth, “Extracting Article Text from the Web with Maximum
//! Subsequence Segmentation” (WWW 2009).

use std::cmp::Reverse;

use super::layout::{Block, Container, Kind, Layout};
use crate::source::byline;

/// Furniture that holds more than this part of the prose of a page is no furniture: some pages stand in one `form`.
const MOST_PROSE: f64 = 0.6;
/// Furniture that holds the headline and more than this part of the prose is none either.
const PROSE_WITH_TITLE: f64 = 0.1;
/// What a block that is no prose takes away, in bytes of prose.
const NOT_PROSE: i64 = 30;
/// An outer element is the better one where it is worth this many times the inner.
const CLIMB: f64 = 1.2;
/// A declared text with less than this outside links, in bytes, is not believed: pages declare empty ones.
const DECLARED: i64 = 150;
/// Signs that stand alone in the text of a page, in the languages most pages are in.
const LABELS: &[&str] = &[
    "advert", "advertisement", "advertisements", "ad", "anuncio", "anzeige", "werbung", "iklan", "pubblicità",
    "publicidad", "publicidade", "publicité", "reklama", "реклама", "by", "written by", "caption", "close", "comments",
    "explore further", "more", "read more", "related", "related articles", "related stories", "share", "share this",
    "topics", "tags", "view comments",
];

/// Signs are shorter than this, in bytes.
const BREAK: usize = 50;
/// How signs begin that say that the text goes on below an advertisement.
const BREAKS: &[&str] = &["article continues", "story continues", "continue reading", "continues below"];

/// The blocks of the main text, in the order of the page.
pub(super) fn find(layout: &Layout) -> Vec<&str> {
    let kept = without_furniture(layout);
    let worth = sums(layout.blocks.iter().zip(&kept).map(|(block, kept)| if *kept { worth(block) } else { 0 }));
    let place = declared(layout).or_else(|| best(layout, &kept, &worth));
    let Some(Container { start, end, .. }) = place else { return Vec::new() };
    let mut blocks: Vec<&Block> =
        (*start..*end).filter(|at| kept[*at]).map(|at| &layout.blocks[at]).filter(|block| is_text(block)).collect();
    drop_head(&mut blocks);
    while blocks.last().is_some_and(|block| block.kind == Kind::Heading) {
        blocks.pop();
    }
    blocks.into_iter().map(|block| block.text.as_str()).collect()
}

/// Which blocks stand outside the furniture; all, where no prose does: then the names mean something else.
fn without_furniture(layout: &Layout) -> Vec<bool> {
    let prose = sums(layout.blocks.iter().map(|block| if block.is_prose() { size(block.text.len()) } else { 0 }));
    let titles = sums(layout.blocks.iter().map(|block| i64::from(block.kind == Kind::Title)));
    let all = prose.last().copied().unwrap_or_default().max(1);
    let mut kept = vec![true; layout.blocks.len()];
    let mut end = 0;
    for container in layout.containers.iter().filter(|container| container.is_furniture) {
        let share = within(&prose, container) as f64 / all as f64;
        let is_text = share > MOST_PROSE || share > PROSE_WITH_TITLE && within(&titles, container) > 0;
        if container.end > end && !is_text {
            kept[container.start..container.end].fill(false);
            end = container.end;
        }
    }
    let any_prose = layout.blocks.iter().zip(&kept).any(|(block, kept)| *kept && block.is_prose());
    if any_prose { kept } else { vec![true; kept.len()] }
}

/// The element that the page declares its text; of several the one with the most.
fn declared(layout: &Layout) -> Option<&Container> {
    let free = sums(layout.blocks.iter().map(|block| size(block.free())));
    layout
        .containers
        .iter()
        .filter(|container| container.is_declared && within(&free, container) >= DECLARED)
        .max_by_key(|container| (within(&free, container), Reverse(container.start)))
}

/// The element that holds the text, found from the one with the most prose of its own.
fn best<'a>(layout: &'a Layout, kept: &[bool], worth: &[i64]) -> Option<&'a Container> {
    let mut own = vec![0; layout.containers.len()];
    for (block, _) in layout.blocks.iter().zip(kept).filter(|(block, kept)| **kept && block.is_prose()) {
        own[around_paragraph(layout, block.container)] += size(block.text.len());
    }
    let mut best = (0..own.len()).filter(|at| own[*at] > 0).max_by_key(|at| (own[*at], Reverse(*at)))?;
    let mut outer = best;
    while outer > 0 {
        outer = layout.containers[outer].parent;
        if within(worth, &layout.containers[outer]) as f64 > CLIMB * within(worth, &layout.containers[best]) as f64 {
            best = outer;
        }
    }
    layout.containers.get(best)
}

/// The first element around a paragraph that holds more than the paragraph.
fn around_paragraph(layout: &Layout, mut at: usize) -> usize {
    while at > 0 && layout.containers[at].end - layout.containers[at].start == 1 {
        at = layout.containers[at].parent;
    }
    at
}

fn worth(block: &Block) -> i64 {
    if block.is_prose() { size(block.free()) } else { -NOT_PROSE - size(block.linked) / 2 }
}

/// Whether a block inside the text belongs to it: no link that stands alone, no sign, no bare address.
fn is_text(block: &Block) -> bool {
    let mostly_link = block.linked * 10 > block.text.len() * 7;
    let words = block.text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_address = !block.text.contains(' ') && (words.starts_with("http") || words.starts_with("www."));
    let is_count = words.split_once(" of ").is_some_and(|(a, b)| is_number(a) && is_number(b));
    let is_ornament = words.is_empty() && !block.text.contains('_');
    let is_break = words.len() < BREAK && BREAKS.iter().any(|start| words.starts_with(start));
    !(mostly_link || is_ornament || is_break || is_address || is_count || LABELS.contains(&words.as_str()))
}

fn is_number(text: &str) -> bool {
    text.parse::<u16>().is_ok()
}

/// Removes the headline, what stands above it, and the byline; further `h1` elements are headings of the text.
fn drop_head(blocks: &mut Vec<&Block>) {
    let prose = blocks.iter().position(|block| block.is_prose()).unwrap_or(blocks.len());
    let title = blocks[..prose].iter().rposition(|block| block.kind == Kind::Title).map_or(0, |title| title + 1);
    let text = blocks.split_off(prose);
    blocks.drain(..title);
    blocks.retain(|block| !byline::is_byline(&block.text));
    blocks.extend(text);
}

/// A length as a number that may be taken away from.
fn size(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

/// The sum of the values before each place, and of all of them.
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
        find(&Layout::of(&Document::from(html))).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn names_are_not_believed_of_a_whole_page() {
        let all = format!("<div class='comment-box'><p>{LONG}</p></div><div class='promo'><p>{LONG}</p></div>");
        assert_eq!(text(&all), [LONG, LONG]);
        let most = format!("<form><p>{LONG}</p><p>{LONG}</p></form><div class=promo><p>{LONG}</p></div>");
        assert_eq!(text(&most), [LONG, LONG]);
    }

    #[test]
    fn the_text_is_no_larger_than_it_must_be() {
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
