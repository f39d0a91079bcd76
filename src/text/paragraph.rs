//! Paragraphs and their kinds.

use super::heading::is_heading;
use super::{Span, boilerplate};

/// What a paragraph is. Quotation marks make it [`Prose`](Self::Prose), whatever else it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParagraphKind {
    /// Running text. It can hold statements.
    Prose,
    /// A headline or subheading inside the text, in title case or in capital letters: see `is_heading`.
    ///
    /// It can hold statements, because some texts have no full stops.
    Heading,
    /// The words of a picture.
    Caption,
    /// Sign-up forms, copyright lines, links to other articles.
    Boilerplate,
}

/// A block of text, without the white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// The place in the body.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
}

/// The most words of a caption.
const CAPTION_WORDS: usize = 45;
/// A caption that does not mention its picture is among this many first paragraphs.
const CAPTION_PLACES: usize = 3;
/// The length in bytes of the longest line that may be hard-wrapped.
const WRAPPED_LINE: usize = 100;

const PICTURE_WORDS: &[&str] = &[
    "photo:", "photo by", "photograph:", "photograph by", "picture:", "image:", "file photo", "getty images",
    "photo courtesy", "handout photo", "photo/", "/ap", "(photo", "(ap photo", "pictured:", "illustration:",
];
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Cuts a body into paragraphs.
///
/// A blank line always ends one. A single line break ends one too, unless the lines of the text are hard-wrapped.
pub(crate) fn paragraphs(body: &str) -> Vec<Paragraph> {
    let spans = paragraph_spans(body).into_iter().enumerate();
    spans.map(|(place, span)| Paragraph { span, kind: kind(span.of(body), place) }).collect()
}

/// The spans of [`paragraphs`], without the cost of their kinds.
pub(crate) fn paragraph_spans(body: &str) -> Vec<Span> {
    let wrapped = is_hard_wrapped(body);
    let mut spans: Vec<Span> = Vec::new();
    let mut open = false;
    for line in lines(body) {
        let line = line.trim(body);
        if line.is_empty() {
            open = false;
        } else if open && wrapped {
            let last = spans.len() - 1;
            spans[last] = spans[last].join(line);
        } else {
            spans.push(line);
            open = true;
        }
    }
    spans
}

fn lines(body: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    body.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']).map(move |line| {
        let span = Span::new(at, at + line.len());
        at = span.end();
        span
    })
}

/// Whether most lines with a next line are short and end in the middle of a sentence.
fn is_hard_wrapped(body: &str) -> bool {
    let lines: Vec<&str> = body.lines().map(str::trim).collect();
    let followed = lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[1].is_empty());
    let (mut all, mut broken) = (0, 0);
    for pair in followed {
        all += 1;
        let long_enough = pair[0].len() >= 30 && pair[0].len() <= WRAPPED_LINE;
        if long_enough && !ends_sentence(pair[0]) {
            broken += 1;
        }
    }
    all > 0 && broken * 2 > all
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '’', '\'', ')', '»']).ends_with(['.', '!', '?', '…', ':'])
}

fn kind(words: &str, place: usize) -> ParagraphKind {
    let count = words.split_whitespace().take(CAPTION_WORDS + 1).count();
    if count > CAPTION_WORDS || words.contains(['“', '"', '«', '„', '‘']) {
        return ParagraphKind::Prose;
    }
    let lower = words.to_lowercase();
    if boilerplate::is_paragraph(&lower) {
        ParagraphKind::Boilerplate
    } else if is_caption(&lower, place) {
        ParagraphKind::Caption
    } else if is_heading(words) {
        ParagraphKind::Heading
    } else {
        ParagraphKind::Prose
    }
}

/// Whether a lower-case paragraph mentions its picture, or is near the top and one sentence that ends in a full date.
fn is_caption(lower: &str, place: usize) -> bool {
    if PICTURE_WORDS.iter().any(|word| lower.contains(word)) {
        return true;
    }
    let one_sentence = !lower.trim_end_matches('.').contains(". ");
    place < CAPTION_PLACES && one_sentence && ends_in_full_date(lower)
}

/// Whether a lower-case line ends in `month day, year` or `day month year`.
fn ends_in_full_date(lower: &str) -> bool {
    let mut last = lower.trim_end_matches(['.', ' ', ')']).rsplit([' ', ',']).filter(|word| !word.is_empty());
    let Some(year) = last.next() else { return false };
    let parts = [last.next().unwrap_or(""), last.next().unwrap_or("")];
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let is_month = |word: &str| MONTHS.iter().any(|month| word.starts_with(month));
    let is_day = |word: &str| word.len() <= 4 && word.starts_with(|c: char| c.is_ascii_digit());
    is_year && parts.iter().any(|word| is_month(word)) && parts.iter().any(|word| is_day(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(body: &str) -> Vec<(&str, ParagraphKind)> {
        paragraphs(body).iter().map(|p| (p.span.of(body), p.kind)).collect()
    }

    #[test]
    fn lines_are_paragraphs_unless_they_are_wrapped() {
        let one_a_line = "The bridge is shut.\nIt will open in May.\n";
        assert_eq!(cut(one_a_line).len(), 2);
        let wrapped = "The bridge over the river has been shut since the\nflood of last winter, and it will not\nopen soon.\n\nMore.";
        assert_eq!(cut(wrapped).len(), 2);
    }

    #[test]
    fn kinds_are_recognised() {
        use ParagraphKind::*;
        for (words, kind) in [
            ("The harbour office in Port Ellery, Maine, August 14, 2008.", Caption),
            ("Ferries wait at the pier. Photo: Lena Ortiz", Caption),
            ("Sign up for our daily newsletter", Boilerplate),
            ("What Comes Next For The Dam", Heading),
            ("WHAT COMES NEXT FOR THE DAM", Heading),
            ("What comes next", Prose),
            ("“It holds,” said Mayor Martha Delgado.", Prose),
            ("“What Comes Next For The Dam”", Prose),
            ("Nobody knows what comes next.", Prose),
            ("“What comes next”", Prose),
            ("She was elected on March 3, 2016. It was close.", Prose),
            ("“Sign up for it,” he said.", Prose),
        ] {
            assert_eq!(cut(words), [(words, kind)]);
        }
    }
}
