//! Quotations: text between quotation marks.
//!
//! The pairs are “…”, "…", «…» and »…«, „…“ and „…”, and ‘…’ where it is not an apostrophe. A quotation without a closing mark
//! ends with its paragraph. If the next paragraph opens with a mark, it continues the quotation, as newspapers print speech of
//! several paragraphs; so does one that has only the closing mark.

use std::borrow::Cow;

use super::{Paragraph, Span};

/// A quotation or the part of one that is in one paragraph, with its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// The place in the body, from the opening mark to the end of the closing one.
    pub span: Span,
    /// Whether a closing mark was found.
    pub closed: bool,
    /// Whether it continues a quotation that the previous paragraph left open.
    pub continues: bool,
}

/// Finds the quotations of all paragraphs, in order.
pub(super) fn quotations(body: &str, paragraphs: &[Paragraph]) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    for paragraph in paragraphs {
        let open_before = found.last().is_some_and(|last| !last.closed);
        let first = found.len();
        in_paragraph(body, paragraph.span, open_before, &mut found);
        if let Some(quotation) = found.get_mut(first) {
            quotation.continues = open_before && quotation.span.start() == paragraph.span.start();
        }
    }
    found
}

/// Replaces the second half of a mark made of two characters.
const SECOND: char = '\u{1}';

/// The words with `''` and ``` `` ``` replaced by straight double marks. Offsets stay the same.
fn typewritten(words: &str) -> Cow<'_, str> {
    if !words.contains("''") && !words.contains("``") {
        return words.into();
    }
    words.replace("''", "\"\u{1}").replace("``", "\"\u{1}").into()
}

/// Adds the quotations of a paragraph. `open_before` is whether the paragraph before leaves one open.
fn in_paragraph(body: &str, paragraph: Span, open_before: bool, found: &mut Vec<Quotation>) {
    let words = &typewritten(paragraph.of(body));
    let marks = Marks::of(words);
    let mut opening = marks.next_opening(words, 0);
    let mut at = 0;
    let mut push = |start: usize, end: usize, closed: bool| {
        let span = Span::new(paragraph.start() + start, paragraph.start() + end);
        found.push(Quotation { span, closed, continues: false });
    };
    loop {
        // One search serves all marks before it that only close.
        if opening.is_some_and(|(start, _)| start < at) {
            opening = marks.next_opening(words, at);
        }
        let limit = opening.map_or(words.len(), |(start, _)| start);
        if let Some((start, end)) = only_closed(words, at, limit) {
            push(if open_before && at == 0 { 0 } else { start }, end, true);
            at = end;
            continue;
        }
        let Some((start, closing)) = opening else { break };
        let inside = start + width(words, start);
        let (end, closed) = match marks.closing(words, inside, closing) {
            Closing::At(mark) => {
                (mark + width(words, mark) + usize::from(words[mark..].chars().nth(1) == Some(SECOND)), true)
            }
            Closing::Missing(next) => (end_of_unclosed(words, inside, next), false),
            Closing::None => (words.len(), false),
        };
        push(start, end, closed);
        at = end;
    }
}

/// Verbs of a tag between two quotations: `said` in `“One,” she said, “two.”`
const TAG_VERBS: &[&str] = &[" said", " says", " asked", " told", " added", " wrote"];

/// The end of a quotation that has no closing mark before the next one opens: the comma or end mark before its tag.
fn end_of_unclosed(words: &str, inside: usize, next: usize) -> usize {
    let between = &words[inside..next];
    let verb = TAG_VERBS.iter().filter_map(|verb| between.find(verb)).min().unwrap_or(between.len());
    let mark = between[..verb].rfind([',', '.', '!', '?']).map_or(between.trim_end().len(), |mark| mark + 1);
    inside + mark
}

/// A closing mark whose opening one is missing, with the start of its sentence, where the opening one belongs.
fn only_closed(words: &str, at: usize, limit: usize) -> Option<(usize, usize)> {
    let closes = |&(place, mark): &(usize, char)| {
        let before = words[..place].chars().next_back();
        matches!(mark, '”' | '"')
            && before.is_some_and(|c| matches!(c, ',' | '.' | '!' | '?' | '…' | '—' | '-'))
            && !opens(words, place)
    };
    let (place, mark) = words[at..limit].char_indices().map(|(offset, mark)| (at + offset, mark)).find(closes)?;
    let text = words[at..place].trim_end_matches(['.', '!', '?', ',']);
    let sentence = [". ", "! ", "? "].iter().filter_map(|end| text.rfind(end)).max().map_or(0, |end| end + 2);
    let start = at + sentence + (text[sentence..].len() - text[sentence..].trim_start().len());
    (start < place).then_some((start, place + mark.len_utf8()))
}

fn width(words: &str, at: usize) -> usize {
    words[at..].chars().next().map_or(0, char::len_utf8)
}

/// The marks of a paragraph, found once: a search for each could go to the end of the paragraph.
struct Marks {
    /// The single marks, if they quote.
    single: Option<Single>,
    /// The last `«`: a `»` opens only before one.
    last_wide: Option<usize>,
}

impl Marks {
    fn of(words: &str) -> Self {
        Self { single: Single::of(words), last_wide: words.rfind('«') }
    }

    /// The first opening mark at or after `at`, with the marks that close it.
    fn next_opening(&self, words: &str, at: usize) -> Option<(usize, &'static [char])> {
        words[at..].char_indices().map(|(offset, mark)| (at + offset, mark)).find_map(|(place, mark)| {
            let closing: &[char] = match mark {
                '“' => &['”', '"'],
                '"' if opens(words, place) => &['"', '”'],
                '«' => &['»'],
                '»' if self.last_wide.is_some_and(|last| last > place) && opens(words, place) => &['«'],
                '„' => &['“', '”'],
                '‘' | '\'' if self.single.is_some() && opens(words, place) => &['’', '\''],
                _ => return None,
            };
            Some((place, closing))
        })
    }

    /// The end of a quotation whose words begin at `inside`.
    fn closing(&self, words: &str, inside: usize, closing: &[char]) -> Closing {
        match &self.single {
            Some(single) if closing.contains(&'’') => single.close(inside).map_or(Closing::None, Closing::At),
            _ => closing_mark(words, inside, closing),
        }
    }
}

/// Whether the mark at `at` is in the place of an opening mark: after a space or bracket and before a word.
fn opens(words: &str, at: usize) -> bool {
    let before = words[..at].chars().next_back();
    let after = words[at..].chars().nth(1);
    let outside =
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '“' | '"' | '/' | ':'));
    outside && after.is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | '.' | ';' | ')'))
        || follows_tag(words, at)
}

/// Whether a mark opens a quotation after the comma of its tag, where the space is on the wrong side: `He said," We won".`
fn follows_tag(words: &str, at: usize) -> bool {
    let after = words[at..].chars().nth(1);
    let tag = words[..at].strip_suffix(',');
    after.is_some_and(char::is_whitespace) && tag.is_some_and(|tag| TAG_VERBS.iter().any(|verb| tag.ends_with(verb)))
}

/// Where a quotation ends.
enum Closing {
    /// At this mark.
    At(usize),
    /// Without a mark, and the next quotation opens here.
    Missing(usize),
    /// Nowhere in its paragraph.
    None,
}

fn closing_mark(words: &str, inside: usize, closing: &[char]) -> Closing {
    // A straight mark that opens a word cannot close: the closing mark is missing. So it is where a curly mark opens in a curly
    // quotation. A curly quotation in a straight one is nested.
    let straight = closing.first() == Some(&'"');
    let mut nested = 0;
    for (offset, mark) in words[inside..].char_indices() {
        let place = inside + offset;
        let opening = matches!(mark, '"' | '“') && opens(words, place);
        match mark {
            '“' if straight && opening => nested += 1,
            '”' if nested > 0 => nested -= 1,
            _ if closing.contains(&mark) && !(mark == '"' && opening) => return Closing::At(place),
            _ if opening && !closing.contains(&'“') => return Closing::Missing(place),
            _ => {}
        }
    }
    Closing::None
}

/// The single marks of a paragraph.
struct Single {
    /// Curly marks that open.
    openings: Vec<usize>,
    /// Marks that may close, in three lists, the surest first: those after a comma or an end mark; those that are no plural
    /// possessive; all. The other marks are apostrophes.
    closings: [Vec<usize>; 3],
}

impl Single {
    /// The single marks of a paragraph, if they quote: the paragraph opens one before any double mark.
    fn of(words: &str) -> Option<Self> {
        let first = words.match_indices(['‘', '\'']).map(|(at, _)| at).find(|&at| opens(words, at))?;
        let double = words.find(['“', '"', '«', '„']).unwrap_or(words.len());
        if first > double {
            return None;
        }
        let openings = words.match_indices('‘').map(|(at, _)| at).filter(|&at| opens(words, at)).collect();
        let closes = |&at: &usize| {
            let after = words[at..].chars().nth(1);
            let before = words[..at].chars().next_back();
            after.is_none_or(|c| !c.is_alphanumeric()) && before.is_some_and(|c| !c.is_whitespace())
        };
        let all: Vec<usize> = words.match_indices(['’', '\'']).map(|(at, _)| at).filter(closes).collect();
        let of_kind = |is: &dyn Fn(&str) -> bool| all.iter().copied().filter(|&at| is(&words[..at])).collect();
        let after_punctuation = of_kind(&|before| before.ends_with([',', '.', '!', '?', '…', '—', ';']));
        let not_possessive = of_kind(&|before| !before.ends_with('s'));
        let single = Self { openings, closings: [after_punctuation, not_possessive, all] };
        single.close(first + width(words, first)).map(|_| single)
    }

    /// The mark that closes a quotation whose words begin at `inside`: the first of the surest kind before the next opening mark.
    fn close(&self, inside: usize) -> Option<usize> {
        let next = |marks: &[usize]| marks.get(marks.partition_point(|at| *at < inside)).copied();
        let limit = next(&self.openings).unwrap_or(usize::MAX);
        self.closings.iter().find_map(|marks| next(marks).filter(|at| *at < limit))
    }
}

#[cfg(test)]
mod tests {
    use super::super::paragraph::paragraphs;
    use super::*;

    fn cut(body: &str) -> Vec<(&str, bool, bool)> {
        quotations(body, &paragraphs(body)).iter().map(|q| (q.span.of(body), q.closed, q.continues)).collect()
    }

    #[test]
    fn every_style_of_marks_is_recognised() {
        for (body, quoted) in [
            ("“We are late,” she said.", "“We are late,”"),
            ("She said \"we are late\" twice.", "\"we are late\""),
            ("''We are late,'' she said.", "''We are late,''"),
            ("« Nous sommes prêts », dit-elle.", "« Nous sommes prêts »"),
            ("„Wir sind da“, sagte er.", "„Wir sind da“"),
            ("‘It’s the players’ choice,’ he said.", "‘It’s the players’ choice,’"),
            ("The club called it a ‘gift’ to rivals’ fans.", "‘gift’"),
        ] {
            let found = cut(body);
            assert_eq!(found.first().map(|q| q.0), Some(quoted), "{body}");
        }
        assert!(cut("The players’ union and the ’90s weren’t there.").is_empty());
    }

    #[test]
    fn a_quotation_continues_in_the_next_paragraph() {
        let body = "“One thing is sure.\n\n“Another is not,” he said.";
        assert_eq!(cut(body), [("“One thing is sure.", false, false), ("“Another is not,”", true, true)]);
    }

    #[test]
    fn a_missing_mark_costs_no_more_than_its_quotation() {
        for (body, quoted) in [
            ("\"We saw it, said Ann. \"It was tall.\"", vec!["\"We saw it,", "\"It was tall.\""]),
            ("\"We train there,\" Dunphy said. It is taller.\"", vec!["\"We train there,\"", "It is taller.\""]),
            ("\"He asked: “Who goes?” and left,\" she said.", vec!["\"He asked: “Who goes?” and left,\""]),
        ] {
            assert_eq!(cut(body).iter().map(|q| q.0).collect::<Vec<_>>(), quoted, "{body}");
        }
    }

    #[test]
    fn a_stray_mark_ends_with_its_paragraph() {
        let body = "He called it “a gift to all.\n\nThe council met on Monday.";
        assert_eq!(cut(body), [("“a gift to all.", false, false)]);
    }
}
