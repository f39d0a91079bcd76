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
    let (mut all, mut capitalized) = (0, 0);
    for word in words(paragraph) {
        all += 1;
        capitalized += usize::from(word.starts_with(char::is_uppercase));
    }
    let mostly = |count: usize| all < 2 * count;
    // Few paragraphs get past this, so only these pay for a look at every letter.
    if all < FEWEST_WORDS || !mostly(capitalized) {
        return false;
    }
    let shouted = words(paragraph).filter(|word| !word.contains(char::is_lowercase)).count();
    let small = words(paragraph).filter(|word| is_small(word)).count();
    mostly(shouted) || capitalized + small == all || !is_sentence(paragraph)
}

/// The words that begin with a letter, each without the marks before it.
fn words(paragraph: &str) -> impl Iterator<Item = &str> {
    let bare = paragraph.split_whitespace().map(|word| word.trim_start_matches(|c: char| !c.is_alphanumeric()));
    bare.filter(|word| word.starts_with(char::is_alphabetic))
}

fn is_small(word: &str) -> bool {
    SMALL_WORDS.contains(word.trim_end_matches(|c: char| !c.is_alphanumeric()))
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
