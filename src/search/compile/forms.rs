//! The inflected forms of a word that an index has.
//!
//! The index has the stem of each word, and the words that differ from their stem as they are written too.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use tantivy::postings::TermInfo;
use tantivy::schema::Field;
use tantivy::{InvertedIndexReader, Searcher};

use crate::index::analyzer::{WordStemmer, cut, names, prose};

/// The two fields of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextFields {
    /// The stems of all words.
    pub(super) stems: Field,
    /// The words that differ from their stem.
    pub(super) inflected: Field,
}

/// A word and its stem.
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

    /// Of a word that is a term already.
    pub(super) fn of_word(word: &str) -> Form {
        Form { word: word.to_owned(), stem: WordStemmer::default().stem(word) }
    }
}

/// The words of an index that share a stem with a word of `asked`: all others, and two of `asked` that share their stem.
pub(super) fn others(searcher: &Searcher, text: TextFields, asked: &[Form]) -> tantivy::Result<BTreeSet<Form>> {
    let stems: BTreeSet<String> = asked.iter().map(|form| form.stem.clone()).collect();
    let own = |stem: &String| Form { word: stem.clone(), stem: stem.clone() };
    let mut others: BTreeSet<Form> = stems.iter().map(own).collect();
    for segment in searcher.segment_readers() {
        for (stem, words) in inflected(&*segment.inverted_index(text.inflected)?, &stems)? {
            others.extend(words.into_iter().map(|(word, _)| Form { word, stem: stem.clone() }));
        }
    }
    for form in asked {
        if asked.iter().all(|other| other.stem != form.stem || other.word == form.word) {
            others.remove(form);
        }
    }
    Ok(others)
}

/// The inflected words of each of some stems.
///
/// Costs reading each word that begins as one of the stems does.
pub(super) fn inflected(
    words: &InvertedIndexReader,
    stems: &BTreeSet<String>,
) -> io::Result<BTreeMap<String, Vec<(String, TermInfo)>>> {
    let mut stemmer = WordStemmer::default();
    let mut found: BTreeMap<String, Vec<(String, TermInfo)>> = BTreeMap::new();
    let mut read: Option<Cow<'_, str>> = None;
    for beginning in stems.iter().flat_map(|stem| beginnings(stem)).collect::<BTreeSet<_>>() {
        // A longer beginning comes after the shorter one, which covers it.
        if read.as_deref().is_some_and(|read| beginning.starts_with(read)) {
            continue;
        }
        let mut stream = words.terms().range().ge(beginning.as_bytes()).into_stream()?;
        while stream.advance() && stream.key().starts_with(beginning.as_bytes()) {
            let Ok(word) = std::str::from_utf8(stream.key()) else { continue };
            let stem = stemmer.stem(word);
            if stems.contains(&stem) {
                found.entry(stem).or_default().push((word.to_owned(), stream.value().clone()));
            }
        }
        read = Some(beginning);
    }
    Ok(found)
}

/// How the words of a stem begin: as the stem does, without a last letter that replaces another (“happi” of “happy”, “possibl”
/// of “possibility”) or that the word lacks (“use” of “using”). Exceptions are “skies” and short words such as “dying”.
fn beginnings(stem: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let without_vowel = stem.strip_suffix(['e', 'i']).unwrap_or(stem);
    let sure = without_vowel.strip_suffix('l').filter(|rest| rest.ends_with('b')).unwrap_or(without_vowel);
    let usual = Cow::Borrowed(if sure.is_empty() { stem } else { sure });
    let other = match (stem, stem.strip_suffix("ie")) {
        ("sky", _) => Some(Cow::Borrowed("skies")),
        (_, Some(letter)) if letter.chars().count() == 1 => Some(Cow::Owned(format!("{letter}ying"))),
        _ => None,
    };
    [usual].into_iter().chain(other)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn begins_as_expected(word: &str) -> bool {
        Form::all_of(word)
            .iter()
            .all(|form| beginnings(&form.stem).any(|beginning| form.word.starts_with(beginning.as_ref())))
    }

    #[test]
    fn irregular_words_begin_as_expected() {
        for word in [
            "skies", "sky", "skis", "dying", "lying", "tying", "vying", "ties", "using", "aging", "happy", "idly",
            "only", "ugly", "possibility", "nobility", "abilities", "relational", "hopping", "hoping", "gently",
            "singly", "early",
        ] {
            assert!(begins_as_expected(word), "{word}");
        }
    }

    proptest! {
        #[test]
        fn words_with_any_ending_begin_as_expected(
            word in "[a-zé]{1,7}(|s|es|ies|ed|ing|ly|y|er|ers|ization|fulness|abilities|ability|bility|ibly|bli|ously|ational|ation|\
                     ator|alism|alities|ivity|iveness|logy|logist|icate|ical|ative|alize|ence|ency|ancy|ant|e|ied|eed|eedly|ingly|’s){1,2}",
        ) {
            prop_assert!(begins_as_expected(&word), "{word}");
        }
    }
}
