//! The passages of a text that match.

use crate::text::Span;

/// The length of a passage in bytes; where there are several, each is half as long.
const LENGTH: usize = 300;
/// The most passages shown.
const MOST: usize = 3;

/// The first passages around matches, each from the start of a word, with the matches inside. Without matches, the start of the
/// text.
pub(super) fn passages<'b>(body: &'b str, marks: &[Span]) -> Vec<(&'b str, Vec<Span>)> {
    let mut passages = Vec::new();
    let first = marks.first().map_or(0, |mark| mark.start());
    let whole = around(body, first, 0, LENGTH);
    if marks.iter().all(|mark| whole.contains(*mark)) {
        return vec![(whole.of(body), within(whole, marks))];
    }
    let mut next = 0;
    while let Some(first) = marks.iter().find(|mark| mark.start() >= next)
        && passages.len() < MOST
    {
        let passage = around(body, first.start(), next, LENGTH / 2);
        next = passage.end().max(first.end());
        passages.push((passage.of(body), within(passage, marks)));
    }
    passages
}

/// The matches in a passage, counted from its start.
fn within(passage: Span, marks: &[Span]) -> Vec<Span> {
    let inside = marks.iter().filter(|mark| passage.contains(**mark));
    inside.map(|mark| Span::new(mark.start() - passage.start(), mark.end() - passage.start())).collect()
}

/// The words around a place: a third before it, none before `from`.
fn around(body: &str, place: usize, from: usize, length: usize) -> Span {
    let start = body.floor_char_boundary(place.saturating_sub(length / 3)).max(from);
    let start = match body[..start].rfind(char::is_whitespace) {
        _ if start == from => from,
        Some(space) => (space + 1).max(from),
        None => 0,
    };
    Span::new(start, word_end(body, start, length)).trim(body)
}

/// The end of the last word that ends at most `length` bytes after `start`.
fn word_end(body: &str, start: usize, length: usize) -> usize {
    let limit = body.floor_char_boundary(start + length);
    if limit == body.len() {
        return limit;
    }
    body[start..limit].rfind(char::is_whitespace).map_or(limit, |space| start + space)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_passage_holds_its_match() {
        let body = format!("{0}needle {0}needle {0}needle {0}needle", "word ".repeat(200));
        let marks: Vec<Span> = body.match_indices("needle").map(|(at, word)| Span::new(at, at + word.len())).collect();
        let found = passages(&body, &marks);
        assert_eq!(found.len(), MOST);
        for (text, marks) in found {
            assert_eq!(marks.iter().map(|mark| mark.of(text)).collect::<Vec<_>>(), ["needle"]);
            assert!(text.starts_with("word"), "{text}");
        }
    }

    #[test]
    fn matches_near_each_other_share_a_passage() {
        let found = passages("The dam holds, and the dam leaks.", &[Span::new(4, 7), Span::new(23, 26)]);
        assert_eq!(found, [("The dam holds, and the dam leaks.", vec![Span::new(4, 7), Span::new(23, 26)])]);
    }

    #[test]
    fn without_matches_the_start_is_shown() {
        assert_eq!(passages("The dam holds.", &[]), [("The dam holds.", vec![])]);
        assert_eq!(passages("", &[]), [("", vec![])]);
    }

    proptest! {
        #[test]
        fn passages_follow_each_other(body in "[a-zé橋 ]{0,900}", places in proptest::collection::vec(0usize..900, 0..9)) {
            let mut marks: Vec<Span> = Vec::new();
            for place in places {
                let start = body.floor_char_boundary(place);
                let end = body[start..].chars().next().map_or(start, |c| start + c.len_utf8());
                if end > start && !body[start..end].contains(' ') {
                    marks.push(Span::new(start, end));
                }
            }
            marks.sort();
            marks.dedup();
            let mut rest = body.as_str();
            for (text, inside) in passages(&body, &marks) {
                let at = rest.find(text);
                prop_assert!(at.is_some());
                rest = &rest[at.unwrap_or(0) + text.len()..];
                prop_assert!(inside.iter().all(|mark| mark.end() <= text.len()));
            }
        }
    }
}
