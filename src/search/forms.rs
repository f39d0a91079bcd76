//! The forms of a word: the words of the index that have its stem.
//!
//! The index has each word by its stem, and those that are not their own stem also as they are.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;

use tantivy::postings::TermInfo;
use tantivy::schema::Field;
use tantivy::{InvertedIndexReader, Searcher};

use crate::index::analyzer::{cut, names, prose};

/// A text by its two fields.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    /// All words by their stems.
    pub(super) stems: Field,
    /// The words that are not their own stem, as they are.
    pub(super) inflected: Field,
}

/// A word as it is, and its stem.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Form {
    pub(super) word: String,
    pub(super) stem: String,
}

impl Form {
    /// The words of a text.
    pub(super) fn all_of(text: &str) -> Vec<Form> {
        cut(names(), text).into_iter().zip(cut(prose(), text)).map(|(word, stem)| Form { word, stem }).collect()
    }
}

/// The words of an index that may stand where one of `asked` is looked for by its stem: all others of these stems, and those of
/// `asked` too that share theirs.
pub(super) fn others(searcher: &Searcher, text: Text, asked: &[Form]) -> tantivy::Result<BTreeSet<Form>> {
    let mut others = BTreeSet::new();
    for Form { word, stem } in asked {
        let alone = asked.iter().all(|other| other.stem != *stem || other.word == *word);
        let mut add = |form: &str| {
            if !(alone && form == word) {
                others.insert(Form { word: form.to_owned(), stem: stem.clone() });
            }
        };
        add(stem);
        for segment in searcher.segment_readers() {
            inflected(&*segment.inverted_index(text.inflected)?, stem, |form, _| add(form))?;
        }
    }
    Ok(others)
}

/// Gives the inflected words that have a stem to `take`.
///
/// Costs a look at each word that begins as the stem does.
pub(super) fn inflected(
    words: &InvertedIndexReader,
    stem: &str,
    mut take: impl FnMut(&str, &TermInfo),
) -> io::Result<()> {
    let mut stemmer = prose();
    for beginning in beginnings(stem) {
        let mut stream = words.terms().range().ge(beginning.as_bytes()).into_stream()?;
        while stream.advance() && stream.key().starts_with(beginning.as_bytes()) {
            let Ok(found) = std::str::from_utf8(stream.key()) else { continue };
            let mut is_form = false;
            stemmer.token_stream(found).process(&mut |token| is_form |= token.text == *stem);
            if is_form {
                take(found, stream.value());
            }
        }
    }
    Ok(())
}

/// How the words of a stem begin: as it does, but for a last letter that stands for another (“happi” of “happy”, “possibl” of
/// “possibility”) or for none (“use” of “using”), and but for “skies” and short words such as “dying”.
fn beginnings(stem: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let without_vowel = stem.strip_suffix(['e', 'i']).unwrap_or(stem);
    let sure = without_vowel.strip_suffix('l').filter(|rest| rest.ends_with('b')).unwrap_or(without_vowel);
    let usual = Cow::Borrowed(if sure.is_empty() { stem } else { sure });
    let other = match (stem, stem.strip_suffix("ie")) {
        ("sky", _) => Some(Cow::Borrowed("skies")),
        (_, Some(letter)) if letter.len() == 1 => Some(Cow::Owned(format!("{letter}ying"))),
        _ => None,
    };
    [usual].into_iter().chain(other)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn begins_as_told(word: &str) -> bool {
        Form::all_of(word)
            .iter()
            .all(|form| beginnings(&form.stem).any(|beginning| form.word.starts_with(beginning.as_ref())))
    }

    #[test]
    fn words_begin_as_their_stem_tells() {
        for word in [
            "skies", "sky", "skis", "dying", "lying", "tying", "vying", "ties", "using", "aging", "happy", "idly",
            "only", "ugly", "possibility", "nobility", "abilities", "relational", "hopping", "hoping", "gently",
            "singly", "early",
        ] {
            assert!(begins_as_told(word), "{word}");
        }
    }

    proptest! {
        #[test]
        fn so_do_words_of_all_kinds(
            word in "[a-zé]{1,7}(|s|es|ies|ed|ing|ly|y|er|ers|ization|fulness|abilities|ability|bility|ibly|bli|ously|ational|ation|\
                     ator|alism|alities|ivity|iveness|logy|logist|icate|ical|ative|alize|ence|ency|ancy|ant|e|ied|eed|eedly|ingly|’s){1,2}",
        ) {
            prop_assert!(begins_as_told(&word), "{word}");
        }
    }
}
