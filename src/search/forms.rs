//! The forms of a word: the words of the index that have its stem.

use std::collections::BTreeSet;

use tantivy::Searcher;
use tantivy::schema::Field;

use crate::index::analyzer::prose;

/// A word that is looked for as it is, and its stem.
pub(super) struct Form {
    pub(super) word: String,
    pub(super) stem: String,
}

/// How many letters of a stem its words surely begin with, where it has as many.
const SURE: usize = 3;

/// The words of a field that may stand where one of `asked` is looked for by its stem: all others of these stems, and those of
/// `asked` too that share theirs.
///
/// Costs a look at each word that begins as one of the stems does: some thousand words, a few milliseconds.
pub(super) fn others(searcher: &Searcher, field: Field, asked: &[Form]) -> tantivy::Result<BTreeSet<String>> {
    let mut stemmer = prose();
    let mut others = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let words = segment.inverted_index(field)?;
        for Form { word, stem } in asked {
            let alone = asked.iter().all(|other| other.stem != *stem || other.word == *word);
            for beginning in beginnings(stem) {
                let mut stream = words.terms().range().ge(beginning).into_stream()?;
                while stream.advance() && stream.key().starts_with(beginning.as_bytes()) {
                    let Ok(found) = std::str::from_utf8(stream.key()) else { continue };
                    let mut is_form = false;
                    stemmer.token_stream(found).process(&mut |token| is_form |= token.text == *stem);
                    if is_form && !(alone && found == word) {
                        others.insert(found.to_owned());
                    }
                }
            }
        }
    }
    Ok(others)
}

/// How the words of a stem begin: as it does, but for a last letter that stands for another (“happi” of “happy”) or for none
/// (“use” of “using”), and but for the words that the stemmer has in a list.
fn beginnings(stem: &str) -> impl Iterator<Item = &str> {
    let sure = stem.strip_suffix(['e', 'i']).filter(|rest| !rest.is_empty()).unwrap_or(stem);
    let end = sure.char_indices().nth(SURE).map_or(sure.len(), |(end, _)| end);
    let listed = match stem {
        "sky" => Some("skies"),
        "die" => Some("dying"),
        "lie" => Some("lying"),
        "tie" => Some("tying"),
        _ => None,
    };
    [&sure[..end]].into_iter().chain(listed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::analyzer::cut;

    fn begins_as_told(word: &str) -> bool {
        cut(prose(), word).iter().all(|stem| beginnings(stem).any(|beginning| word.starts_with(beginning)))
    }

    #[test]
    fn words_begin_as_their_stem_tells() {
        for word in
            ["skies", "sky", "skis", "dying", "lying", "tying", "ties", "using", "aging", "happy", "idly", "only"]
        {
            assert!(begins_as_told(word), "{word}");
        }
    }

    proptest! {
        #[test]
        fn so_do_words_of_all_kinds(
            word in "[a-zé]{1,7}(|s|es|ies|ed|ing|ly|y|er|ers|ization|fulness|abilities|ability|ously|ational|e|ied|’s)",
        ) {
            prop_assume!(word.chars().all(char::is_alphanumeric));
            let word = cut(crate::index::analyzer::names(), &word).concat();
            prop_assert!(begins_as_told(&word), "{word}");
        }
    }
}
