//! Phrases of article boilerplate: sign-up forms, copyright lines, links to other articles.
//!
//! Page chrome in HTML, which is found by class names and not by phrases, is in `source::html`.

/// How a phrase shows boilerplate. All phrases are in lower case.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    /// A paragraph that begins with it, and a line that has it anywhere.
    Both,
    /// A paragraph that begins with it.
    AtStart,
    /// A paragraph that has it anywhere.
    Anywhere,
    /// A line that has it anywhere. In a paragraph of an article it may be news.
    Line,
}

use Shows::{Anywhere, AtStart, Both, Line};

const PHRASES: &[(&str, Shows)] = &[
    ("sign up for", Both),
    ("sign up to", Both),
    ("sign up now", AtStart),
    ("newsletter", Line),
    ("subscribe", AtStart),
    ("subscribe to", Line),
    ("unsubscribe at any time", Anywhere),
    ("delivered to your inbox", Anywhere),
    ("straight to your inbox", Anywhere),
    ("get our", AtStart),
    ("get the latest", AtStart),
    ("to get more stories", AtStart),
    ("download our app", AtStart),
    ("support our journalism", AtStart),
    ("support independent journalism", Line),
    ("read more", AtStart),
    ("read more:", Line),
    ("read the rest", AtStart),
    ("read also", AtStart),
    ("related:", Both),
    ("related stories", AtStart),
    ("more from", AtStart),
    ("most popular", AtStart),
    ("click here", AtStart),
    ("click here to", Line),
    ("follow us", AtStart),
    ("follow us on", Line),
    ("like us on", AtStart),
    ("join us on", AtStart),
    ("share this", AtStart),
    ("share on", AtStart),
    ("all rights reserved", Both),
    ("copyright", AtStart),
    ("copyright ", Line),
    ("©", Both),
    ("(c) ", Both),
    ("may not be published, broadcast", Line),
    ("terms of use", Line),
    ("cookie", AtStart),
    ("advertisement", AtStart),
    ("this article was originally published", Both),
    ("this article originally appeared", AtStart),
    ("this story was originally published", Both),
    ("contributed to this report", Line),
    ("contributed reporting", Line),
    ("reporting by ", Line),
];

/// Whether a short paragraph, in lower case, is boilerplate. The extractor skips these, so this errs on the side of news.
pub(super) fn is_paragraph(lower: &str) -> bool {
    PHRASES.iter().any(|(phrase, shows)| match shows {
        Both | AtStart => lower.starts_with(phrase),
        Anywhere => lower.contains(phrase),
        Line => false,
    })
}

/// Whether a short line, in lower case, has a phrase that the comparison of reprints leaves out.
pub(crate) fn is_line(lower: &str) -> bool {
    PHRASES.iter().any(|(phrase, shows)| matches!(shows, Both | Line) && lower.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_counts_where_it_shows_boilerplate() {
        for (words, paragraph, line) in [
            ("sign up for our daily briefing", true, true),
            ("hale urged them to sign up for the drill", false, true),
            ("subscribe now", true, false),
            ("the best of the week, delivered to your inbox", true, false),
            ("reporting by ann dunphy", false, true),
            ("the newsletter of the union", false, true),
            ("the dam holds", false, false),
        ] {
            assert_eq!((is_paragraph(words), is_line(words)), (paragraph, line), "{words}");
        }
    }
}
