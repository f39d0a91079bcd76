//! Aligns a quotation with its source, word by word.

use std::collections::HashMap;
use std::ops::Range;

use serde::Serialize;

use super::words::{Gap, Words};
use crate::text::english::SMALL_WORDS;

/// The largest number of cells in the table; four megabytes of moves. Of a longer source, the part with most of the words is
/// used.
const MOST_CELLS: usize = 4 << 20;
/// The largest number of words that are compared. A longer quotation is an article without a closing mark.
const LONGEST: usize = 1000;
/// How many words of the source an insertion in brackets can replace.
const LONGEST_REPLACED: usize = 8;

/// Replacing a word costs less than one extra word and one missing word, and swapping two words costs more than these. At
/// either end, where extra words of the source are free, it costs less than an extra word, but not so little that a matching
/// word is given up for it.
const REPLACED: u32 = 6;
const REPLACED_AT_END: u32 = 4;
const ADDED: u32 = 5;
const MISSING: u32 = 3;

/// Words that both texts have, or only one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Which text has the words.
    #[serde(rename = "stands")]
    pub side: Side,
    /// The words; the source's if both have them.
    pub words: String,
}

/// Which of two texts has words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Both.
    Both,
    /// Only the draft.
    Draft,
    /// Only the source.
    Source,
    /// The source, where the draft has an ellipsis or brackets.
    LeftOut,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    side: Side,
    draft: Range<usize>,
    source: Range<usize>,
}

/// The alignment of a quotation with a source.
#[derive(Clone, Debug)]
pub(super) struct Alignment {
    /// In the order of the texts.
    steps: Vec<Step>,
    /// The share of words that both have, from 0 to 1; function words count a third.
    pub(super) similarity: f32,
    exact: bool,
}

#[derive(Clone, Copy, Default)]
enum Move {
    #[default]
    Start,
    Same,
    /// Two words of the draft are one of the source, or the other way around.
    Joined,
    Parted,
    Replaced,
    Draft,
    Source,
}

impl Alignment {
    /// Aligns a quotation with the part of the source that is most similar.
    ///
    /// Costs time in proportion to the product of their lengths, up to a limit.
    pub(super) fn new(draft: &Words<'_>, source: &Words<'_>) -> Self {
        let count = draft.all.len().min(LONGEST);
        let (ids, source_ids) = numbered(draft, source);
        let window = likeliest(&ids[..count], &source_ids, MOST_CELLS / count.max(1));
        let joined = |words: &Words<'_>, at: usize| format!("{}{}", words.all[at].folded, words.all[at + 1].folded);
        let draft_pairs: Vec<String> = (1..count).map(|at| joined(draft, at - 1)).collect();
        let source_pairs: Vec<String> = (window.start + 1..window.end).map(|at| joined(source, at - 1)).collect();
        let width = window.len() + 1;
        let mut costs: [Vec<u32>; 3] = [vec![0; width], vec![0; width], vec![0; width]];
        let mut moves = vec![Move::Start; (count + 1) * width];
        for i in 1..=count {
            costs.rotate_right(1);
            let [row, above, above_two] = &mut costs;
            let replaced = if i == 1 || i == count { REPLACED_AT_END } else { REPLACED };
            let (is_free, was_free) = (draft.gap(i).is_some(), draft.gap(i - 1).is_some());
            for j in 0..width {
                let (mut best, mut by) = (above[j] + ADDED, Move::Draft);
                let mut offer = |cost: u32, step: Move| {
                    if cost < best {
                        (best, by) = (cost, step);
                    }
                };
                if j > 0 {
                    let at = window.start + j - 1;
                    if ids[i - 1] == source_ids[at] {
                        offer(above[j - 1], Move::Same);
                    } else {
                        offer(above[j - 1] + replaced, Move::Replaced);
                    }
                    if i > 1 && !was_free && draft_pairs[i - 2] == source.all[at].folded {
                        offer(above_two[j - 1], Move::Joined);
                    }
                    if j > 1 && source_pairs[j - 2] == draft.all[i - 1].folded {
                        offer(above[j - 2], Move::Parted);
                    }
                    // After the last word, more words of the source are free.
                    if i < count {
                        offer(row[j - 1] + if is_free { 0 } else { MISSING }, Move::Source);
                    }
                }
                row[j] = best;
                moves[i * width + j] = by;
            }
        }
        let end = (0..width).min_by_key(|j| costs[0][*j]).unwrap_or(0);
        let mut steps = walk_back(draft, &moves, width, count, end, window.start);
        steps.reverse();
        Self::of(steps, draft, source)
    }

    fn of(steps: Vec<Step>, draft: &Words<'_>, source: &Words<'_>) -> Self {
        let weight = |words: &Words<'_>, range: &Range<usize>| -> f32 {
            let weigh = |at: usize| if SMALL_WORDS.contains(&words.all[at].folded.as_str()) { 1.0 } else { 3.0 };
            range.clone().map(weigh).sum()
        };
        let (mut same, mut all) = (0.0, 0.0);
        for step in &steps {
            all += match step.side {
                Side::Both | Side::Draft => weight(draft, &step.draft),
                Side::Source if step.draft.is_empty() => weight(source, &step.source),
                _ => 0.0,
            };
            if step.side == Side::Both {
                same += weight(draft, &step.draft);
            }
        }
        let too_much_replaced = draft.gaps.iter().any(|(at, gap)| {
            let left_out = steps.iter().filter(|step| step.side == Side::LeftOut && step.draft.start == *at);
            matches!(gap, Gap::Brackets(_)) && left_out.count() > LONGEST_REPLACED
        });
        let differs = steps.iter().any(|step| matches!(step.side, Side::Draft | Side::Source));
        let exact = !steps.is_empty() && !differs && !too_much_replaced && draft.all.len() <= LONGEST;
        Self { steps, similarity: if all > 0.0 { same / all } else { 0.0 }, exact }
    }

    /// Whether the source has all words in this order, except where the quotation marks an omission or insertion.
    pub(super) fn is_exact(&self) -> bool {
        self.exact
    }

    /// The words that both have, each with its number in the draft and in the source; several if they are spelled as one word
    /// or two.
    pub(super) fn same(&self) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
        let same = self.steps.iter().filter(|step| step.side == Side::Both);
        same.map(|step| (step.draft.clone(), step.source.clone()))
    }

    /// The words of the source in the gap after this many words of the draft.
    pub(super) fn left_out(&self, at: usize) -> impl Iterator<Item = usize> {
        let left = self.steps.iter().filter(move |step| step.side == Side::LeftOut && step.draft.start == at);
        left.flat_map(|step| step.source.clone())
    }

    /// The part of the source.
    pub(super) fn source(&self) -> Range<usize> {
        let mut parts = self.steps.iter().map(|step| step.source.clone()).filter(|part| !part.is_empty());
        let first = parts.next().unwrap_or_default();
        let end = parts.next_back().map_or(first.end, |last| last.end);
        first.start..end
    }

    /// The words of both in order; where they differ, those of the source first.
    pub(super) fn pieces(&self, draft: &Words<'_>, source: &Words<'_>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for run in self.steps.chunk_by(|one, next| is_change(one) == is_change(next)) {
            let order: &[Side] = if is_change(&run[0]) { &[Side::Source, Side::Draft] } else { &[] };
            for side in order {
                let numbers = run.iter().filter(|step| step.side == *side);
                let (words, numbers): (&Words<'_>, Vec<&Range<usize>>) = match side {
                    Side::Draft => (draft, numbers.map(|step| &step.draft).collect()),
                    _ => (source, numbers.map(|step| &step.source).collect()),
                };
                push(&mut pieces, *side, words, &numbers);
            }
            if order.is_empty() {
                for same in run.chunk_by(|one, next| one.side == next.side) {
                    push(&mut pieces, same[0].side, source, &same.iter().map(|step| &step.source).collect::<Vec<_>>());
                }
            }
        }
        pieces
    }
}

fn is_change(step: &Step) -> bool {
    matches!(step.side, Side::Draft | Side::Source)
}

fn push(pieces: &mut Vec<Piece>, side: Side, words: &Words<'_>, numbers: &[&Range<usize>]) {
    if let (Some(first), Some(last)) = (numbers.first(), numbers.last()) {
        pieces.push(Piece { side, words: words.shown(first.start..last.end) });
    }
}

/// The steps to the last word, in reverse.
fn walk_back(draft: &Words<'_>, moves: &[Move], width: usize, count: usize, end: usize, offset: usize) -> Vec<Step> {
    let (mut i, mut j) = (count, end);
    let mut steps = Vec::new();
    while i > 0 {
        let by = moves[i * width + j];
        let (from, to) = match by {
            Move::Same | Move::Replaced => (1, 1),
            Move::Joined => (2, 1),
            Move::Parted => (1, 2),
            Move::Draft => (1, 0),
            Move::Source => (0, 1),
            Move::Start => break,
        };
        let (words, at) = (i - from..i, offset + j - to..offset + j);
        let empty = words.start..words.start;
        match by {
            Move::Replaced => {
                steps.push(Step { side: Side::Draft, draft: words.clone(), source: at.start..at.start });
                steps.push(Step { side: Side::Source, draft: words, source: at });
            }
            Move::Draft => steps.push(Step { side: Side::Draft, draft: words, source: at }),
            Move::Source if draft.gap(i).is_some() => {
                steps.push(Step { side: Side::LeftOut, draft: empty, source: at });
            }
            Move::Source => steps.push(Step { side: Side::Source, draft: empty, source: at }),
            _ => steps.push(Step { side: Side::Both, draft: words, source: at }),
        }
        (i, j) = (i - from, j - to);
    }
    steps
}

/// A number for each word, the same for the same word.
fn numbered(draft: &Words<'_>, source: &Words<'_>) -> (Vec<usize>, Vec<usize>) {
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut number = |words: &Words<'_>| -> Vec<usize> {
        let numbers = words.all.iter().map(|word| {
            let next = known.len();
            *known.entry(word.folded.clone()).or_insert(next)
        });
        numbers.collect()
    };
    (number(draft), number(source))
}

/// The part of this length with most words of the draft.
fn likeliest(draft: &[usize], source: &[usize], length: usize) -> Range<usize> {
    if source.len() <= length {
        return 0..source.len();
    }
    // The words of the draft have the lowest numbers.
    let last = draft.iter().copied().max().unwrap_or(0);
    let is_shared = |word: &usize| *word <= last;
    let mut shared = source[..length].iter().filter(|word| is_shared(word)).count();
    let (mut most, mut start) = (shared, 0);
    for end in length..source.len() {
        shared += usize::from(is_shared(&source[end]));
        shared -= usize::from(is_shared(&source[end - length]));
        if shared > most {
            (most, start) = (shared, end - length + 1);
        }
    }
    start..start + length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(draft: &str, source: &str) -> (String, bool) {
        let (draft, source) = (Words::of_quotation(draft), Words::of_source(source));
        let alignment = Alignment::new(&draft, &source);
        let pieces = alignment.pieces(&draft, &source).into_iter().map(|piece| match piece.side {
            Side::Both => piece.words,
            Side::Draft => format!("+{}+", piece.words),
            Side::Source => format!("-{}-", piece.words),
            Side::LeftOut => format!("({})", piece.words),
        });
        (pieces.collect::<Vec<_>>().join(" "), alignment.is_exact())
    }

    #[test]
    fn the_difference_is_the_smallest() {
        let source = "“The old dam will not hold for another winter,” she said.";
        for (draft, difference, exact) in [
            ("The old dam will not hold", "The old dam will not hold", true),
            ("the OLD dam", "The old dam", true),
            ("old dam … for another winter.", "old dam (will not hold) for another winter", true),
            ("The [stone] dam will not hold", "The (old) dam will not hold", true),
            ("The old dam will hold for another winter", "The old dam will -not- hold for another winter", false),
            ("The old dam will not stand", "The old dam will not -hold- +stand+", false),
            ("The new dam will not hold", "The -old- +new+ dam will not hold", false),
            ("The dam old will not hold", "The -old- dam +old+ will not hold", false),
            ("The old dam really will not hold", "The old dam +really+ will not hold", false),
            ("another winter, and more", "another winter -she- +and more+", false),
        ] {
            assert_eq!(shown(draft, source), (difference.to_owned(), exact), "{draft}");
        }
    }

    #[test]
    fn words_parted_otherwise_are_the_same() {
        assert_eq!(
            shown("any one may co-operate here", "anyone may cooperate here"),
            ("anyone may cooperate here".into(), true)
        );
        assert_eq!(shown("anyone may go", "any one may go"), ("any one may go".into(), true));
    }

    #[test]
    fn brackets_replace_few_words() {
        let source = "We shall one two three four five six seven eight nine go there";
        assert!(!shown("We shall [all] go there", source).1);
        assert!(shown("We shall … go there", source).1);
    }

    #[test]
    fn of_a_long_source_the_likeliest_stretch_is_taken() {
        let words = |from: usize, to: usize| (from..to).collect::<Vec<usize>>();
        assert_eq!(likeliest(&[0, 1, 2], &[words(5, 50), vec![2, 1, 0], words(60, 90)].concat(), 3), 45..48);
        assert_eq!(likeliest(&[0, 1, 2], &[2, 7, 9], 5), 0..3);
    }

    #[test]
    fn nothing_is_like_nothing() {
        assert_eq!(shown("", "some words"), (String::new(), false));
        assert_eq!(shown("some words", ""), ("+some words+".into(), false));
    }
}
