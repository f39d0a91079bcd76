//! Headings inside a body: lines whose capital letters say nothing about names.

use crate::word_set::WordSet;

/// A line with fewer words is no heading: it may be a byline, a signature or a label.
const FEWEST_WORDS: usize = 4;

/// Words that title case leaves in lower case.
static SMALL_WORDS: WordSet = WordSet::new(&[
    "a", "about", "after", "amid", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "nor",
    "of", "off", "on", "or", "over", "per", "than", "the", "to", "up", "v", "via", "vs", "with",
]);

/// Whether a paragraph is a heading or a headline: most of its words are capitalized, and it is not a sentence.
///
/// `“It holds,” said Mayor Martha Delgado.` is a sentence, although most of its words are capitalized. A paragraph in capital
/// letters, or with nothing but small words in lower case, is a heading with or without an end mark.
pub(crate) fn is_heading(paragraph: &str) -> bool {
    let (mut words, mut capitalized, mut shouted, mut small) = (0, 0, 0, 0);
    for word in paragraph.split_whitespace() {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        if word.starts_with(char::is_alphabetic) {
            words += 1;
            capitalized += usize::from(word.starts_with(char::is_uppercase));
            shouted += usize::from(!word.contains(char::is_lowercase));
            small += usize::from(SMALL_WORDS.contains(word.trim_end_matches(|c: char| !c.is_alphanumeric())));
        }
    }
    let mostly = |count: usize| words < 2 * count;
    let in_title_case = capitalized + small == words;
    words >= FEWEST_WORDS && mostly(capitalized) && (mostly(shouted) || in_title_case || !is_sentence(paragraph))
}

/// Whether a paragraph ends with a full stop, or a quotation in it ends with a comma or an end mark.
fn is_sentence(paragraph: &str) -> bool {
    let stopped = paragraph.trim_end_matches(['”', '"', '’', '\'', ')', '»']).ends_with('.');
    let quotes = [",”", ".”", "?”", "!”", "”,", ",\"", ".\"", "?\"", "!\"", "\","];
    stopped || quotes.iter().any(|end| paragraph.contains(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_in_title_case_and_no_sentence() {
        for heading in [
            "Mayor Delgado Wins Vote on Dam",
            "Will Mayor Delgado Run Again?",
            "‘It Holds,’ Mayor Delgado Says",
            "MAYOR DELGADO SAYS THE DAM HOLDS.",
            "Mayor Delgado Sees 'Old Trouble' if Voters Don't Turn Out for the Dam.",
            "(Reporting by Ida Holm and Otto Wren; Editing by Gregory Tull)",
        ] {
            assert!(is_heading(heading), "{heading}");
        }
        for other in [
            "“It holds,” said Mayor Martha Delgado.",
            "“It holds,” said Mayor Martha Delgado",
            "“The dam holds,” said Senator Martha Delgado on Monday.",
            "Mayor Martha Delgado: “It holds.”",
            "\"It holds,\" Mayor Martha Delgado of Port Ellery said.",
            "Mayor Martha Delgado of Port Ellery agreed.",
            "By Martha Delgado",
            "What comes next for the dam",
        ] {
            assert!(!is_heading(other), "{other}");
        }
    }
}
