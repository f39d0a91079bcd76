//! Paragraphs, and which of them are no running text.

use super::Span;
use super::heading::is_heading;

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Running text: the only kind that can hold statements.
    Prose,
    /// A heading in title case or in capital letters.
    Heading,
    /// The words under a picture.
    Caption,
    /// Sign-up forms, copyright lines, links to other stories.
    Boilerplate,
}

/// A block of text with its place; the white space around it is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The place in the body.
    pub span: Span,
    /// What it is for.
    pub kind: ParagraphKind,
}

/// A caption has at most this many words, and stands among the first paragraphs unless it names its picture.
const CAPTION_WORDS: usize = 45;
const CAPTION_PLACES: usize = 3;
/// Lines up to this length, in bytes, may be hard-wrapped.
const WRAPPED_LINE: usize = 100;

const BOILERPLATE_STARTS: &[&str] = &[
    "sign up for",
    "sign up to",
    "sign up now",
    "subscribe",
    "read more",
    "read the rest",
    "read also",
    "click here",
    "follow us",
    "like us on",
    "join us on",
    "share this",
    "share on",
    "all rights reserved",
    "copyright",
    "©",
    "(c) ",
    "advertisement",
    "related:",
    "related stories",
    "more from",
    "this article was originally published",
    "this article originally appeared",
    "this story was originally published",
    "download our app",
    "get our",
    "get the latest",
    "to get more stories",
    "support our journalism",
    "most popular",
    "cookie",
];
const BOILERPLATE_ANYWHERE: &[&str] = &["delivered to your inbox", "straight to your inbox", "unsubscribe at any time"];
const PICTURE_WORDS: &[&str] = &[
    "photo:", "photo by", "photograph:", "photograph by", "picture:", "image:", "file photo", "getty images",
    "photo courtesy", "handout photo", "photo/", "/ap", "(photo", "(ap photo", "pictured:", "illustration:",
];
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Cuts a body into paragraphs.
///
/// A blank line always ends one. A single line break ends one too, unless the lines of the text are hard-wrapped.
pub fn paragraphs(body: &str) -> Vec<Paragraph> {
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
    let kinds: Vec<_> = spans.iter().enumerate().map(|(place, span)| kind(span.of(body), place)).collect();
    spans.into_iter().zip(kinds).map(|(span, kind)| Paragraph { span, kind }).collect()
}

fn lines(body: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    body.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']).map(move |line| {
        let span = Span::new(at, at + line.len());
        at = span.end();
        span
    })
}

/// Most lines that another follows directly are short and break off in the middle of a sentence.
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
    let boilerplate = BOILERPLATE_STARTS.iter().any(|start| lower.starts_with(start))
        || BOILERPLATE_ANYWHERE.iter().any(|part| lower.contains(part));
    if boilerplate {
        ParagraphKind::Boilerplate
    } else if is_caption(&lower, place) {
        ParagraphKind::Caption
    } else if is_heading(words) {
        ParagraphKind::Heading
    } else {
        ParagraphKind::Prose
    }
}

/// Names its picture, or stands near the top and is one sentence that ends in a full date.
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
    fn captions_and_boilerplate_are_told_apart() {
        use ParagraphKind::*;
        for (words, kind) in [
            ("The harbour office in Port Ellery, Maine, August 14, 2008.", Caption),
            ("Ferries wait at the pier. Photo: Lena Ortiz", Caption),
            ("Sign up for our daily newsletter", Boilerplate),
            ("What Comes Next For The Dam", Heading),
            ("She was elected on March 3, 2016. It was close.", Prose),
            ("“Sign up for it,” he said.", Prose),
        ] {
            assert_eq!(cut(words), [(words, kind)]);
        }
    }
}
