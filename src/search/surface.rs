//! Words by their surface, and not by their stem: exactly, by how they begin, and with letters that differ.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur, RangeQuery, TermQuery,
};
use tantivy::schema::IndexRecordOption;

use super::by_text::{ByText, Stretch};
use super::compile::{Compiler, Part, any, both, in_a_row, unscored};
use super::forms::{self, Form, Text};
use super::mark::{Asked, Want};
use super::uninflected::{Uninflected, UninflectedNear};
use crate::query::Words;

impl Compiler<'_> {
    /// Words as they are, in a row; where the text is read anyway, all that may have them.
    pub(super) fn exactly(&self, words: &Words, text: Text, is_by_text: bool) -> Part {
        let asked = Form::all_of(&words.text);
        let each = asked.iter().map(|form| surface(form, text)).collect();
        if asked.len() < 2 {
            return any(each);
        }
        // Words as they are have no places: the stems tell the row.
        let stems = asked.iter().map(|form| form.stem.clone()).collect();
        let row = both(in_a_row(text.stems, stems, Some(0)), Box::new(BooleanQuery::intersection(each)));
        if is_by_text { row } else { self.as_it_is(row, words, text, &asked) }
    }

    /// Of what has the stems of some words in a row, and somewhere the words, what has the words in a row: all that has no other
    /// words of these stems, and of the rest what its text tells.
    fn as_it_is(&self, row: Part, words: &Words, text: Text, asked: &[Form]) -> Part {
        let doubtful: Part = match forms::others(self.searcher, text, asked) {
            Ok(others) if others.is_empty() => return row,
            Ok(others) => any(others.iter().map(|other| surface(other, text)).collect()),
            Err(_) => Box::new(AllQuery),
        };
        let doubtful = unscored(doubtful);
        let sure = BooleanQuery::new(vec![(Occur::Must, row.box_clone()), (Occur::MustNot, doubtful.box_clone())]);
        let asked = Asked::Words(Want::of(words));
        let read = ByText::new(both(row, doubtful), asked, Stretch::Own, *self.fields);
        any(vec![Box::new(sure), Box::new(read)])
    }

    /// Words, of which the last is the beginning of one.
    pub(super) fn beginning(&self, words: &Words, text: Text) -> Part {
        ends(words, text, |beginning| {
            let (with_e, end) = (format!("{beginning}e"), format!("{beginning}{}", char::MAX));
            let term = Term::from_field_text;
            let until = |field, word: &str| Bound::Excluded(term(field, word));
            let between = |first, last| -> Part { Box::new(RangeQuery::new(first, last)) };
            // A word begins as its stem does, but for the last letter, or the last two where the last is “e”. So all words of a
            // longer stem begin as is asked; of one that is as long, or has but an “e” more, it is only sure of itself.
            let short = [beginning, &with_e].map(Form::of_word);
            let short = short.iter().filter(|form| form.word == form.stem);
            let mut parts: Vec<Part> = short.map(|form| surface(form, text)).collect();
            parts.push(between(until(text.stems, beginning), until(text.stems, &with_e)));
            parts.push(between(until(text.stems, &with_e), until(text.stems, &end)));
            parts.push(between(Bound::Included(term(text.inflected, beginning)), until(text.inflected, &end)));
            alike(any(parts))
        })
    }

    /// Words, of which the last may have other letters.
    pub(super) fn nearly(&self, words: &Words, letters: u8, text: Text) -> Part {
        ends(words, text, |word| {
            let near = |field| FuzzyTermQuery::new(Term::from_field_text(field, word), letters, true);
            let own = UninflectedNear { text, near: near(text.stems) };
            alike(any(vec![Box::new(near(text.inflected)), Box::new(own)]))
        })
    }
}

/// A word as it is: by itself where it is inflected.
fn surface(form: &Form, text: Text) -> Part {
    if form.word == form.stem {
        return Box::new(Uninflected::new(text, &form.word));
    }
    Box::new(TermQuery::new(Term::from_field_text(text.inflected, &form.word), IndexRecordOption::WithFreqs))
}

/// Words of which one counts as much as another.
fn alike(words: Part) -> Part {
    Box::new(ConstScoreQuery::new(words, 1.0))
}

/// Words in any order, the last one by `last`: “e-mai*” is “e” and what begins with “mai”.
fn ends(words: &Words, text: Text, last: impl Fn(&str) -> Part) -> Part {
    let mut forms = Form::all_of(&words.text);
    let Some(form) = forms.pop() else { return Box::new(EmptyQuery) };
    let mut parts: Vec<Part> = forms.iter().map(|form| surface(form, text)).collect();
    parts.push(last(&form.word));
    Box::new(BooleanQuery::intersection(parts))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::collector::DocSetCollector;
    use tantivy::indexer::NoMergePolicy;
    use tantivy::{Index, Searcher, TantivyDocument};

    use super::*;
    use crate::index::analyzer::{cut, names};
    use crate::index::schema::{Fields, column, register_analyzers};
    use crate::query;

    /// More than stand in one block of a list of documents.
    const COPIES: usize = 150;
    const WORDS: &str = "(İnce|İzmir|I|hope|hopes|hoping|hop|hops|hopped|happy|happi|happier|noble|nobl|nobility|sky|skies|ski|die|dying|dy|vie|vying|use|using|us|É|é)";

    /// Each text many times over, as two segments, which have not the same words.
    fn index(texts: &[Vec<String>]) -> (Index, Fields) {
        let (schema, fields) = Fields::schema();
        let index = Index::create_in_ram(schema);
        register_analyzers(&index);
        let mut writer: tantivy::IndexWriter = index.writer_with_num_threads(1, 16 << 20).unwrap();
        writer.set_merge_policy(Box::new(NoMergePolicy));
        for (number, words) in texts.iter().enumerate() {
            for _ in 0..COPIES {
                let mut document = TantivyDocument::default();
                document.add_u64(fields.number, number as u64);
                document.add_text(fields.text, words.join(" "));
                document.add_text(fields.text_inflected, words.join(" "));
                writer.add_document(document).unwrap();
            }
            if number == texts.len() / 2 {
                writer.commit().unwrap();
            }
        }
        writer.commit().unwrap();
        (index, fields)
    }

    /// The numbers of the texts that are found, each of them as often as it stands there.
    fn found(searcher: &Searcher, part: &Part) -> Vec<u64> {
        let mut numbers: Vec<u64> = Vec::new();
        for place in searcher.search(part, &DocSetCollector).unwrap() {
            let segment = searcher.segment_reader(place.segment_ord);
            numbers.extend(segment.fast_fields().u64(column::NUMBER).unwrap().first(place.doc_id));
        }
        numbers.sort_unstable();
        numbers
    }

    /// How far two words are from each other, two letters that changed places being one step.
    fn distance(one: &[char], other: &[char]) -> usize {
        match (one, other) {
            ([], rest) | (rest, []) => rest.len(),
            ([a, one @ ..], [b, other @ ..]) if a == b => distance(one, other),
            ([a, one_rest @ ..], [b, other_rest @ ..]) => {
                let mut least =
                    distance(one_rest, other).min(distance(one, other_rest)).min(distance(one_rest, other_rest));
                if let ([c, one @ ..], [d, other @ ..]) = (one_rest, other_rest)
                    && (a, c) == (d, b)
                {
                    least = least.min(distance(one, other));
                }
                least + 1
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_words_themselves_are_found(
            texts in proptest::collection::vec(proptest::collection::vec(WORDS, 0..5), 1..12),
            asked in WORDS,
            kept in 1usize..8,
        ) {
            let (index, fields) = index(&texts);
            let searcher = index.reader().unwrap().searcher();
            let compiler = Compiler { fields: &fields, searcher: &searcher };
            let text = Text { stems: fields.text, inflected: fields.text_inflected };
            let found = |part: Part| found(&searcher, &part);
            let folded = |word: &str| cut(names(), word).concat();
            let by_hand = |fits: &dyn Fn(&str) -> bool| -> Vec<u64> {
                let has = |words: &Vec<String>| words.iter().any(|word| fits(&folded(word)));
                let numbers = (0..).zip(&texts).filter(|(_, words)| has(words)).map(|(number, _)| number);
                numbers.flat_map(|number| [number; COPIES]).collect()
            };
            // Asked as people write it: what is cut once is not cut again.
            let words = Words { text: asked.clone(), form: query::Form::Exact };
            prop_assert_eq!(found(compiler.exactly(&words, text, false)), by_hand(&|word| word == folded(&asked)));
            let beginning: String = asked.chars().take(kept).collect();
            let words = Words { text: beginning.clone(), form: query::Form::Prefix };
            prop_assert_eq!(found(compiler.beginning(&words, text)), by_hand(&|word| word.starts_with(&folded(&beginning))));
            let letters: Vec<char> = folded(&asked).chars().collect();
            let is_near = |word: &str| distance(&word.chars().collect::<Vec<_>>(), &letters) <= 1;
            let words = Words { text: asked.clone(), form: query::Form::Fuzzy(1) };
            prop_assert_eq!(found(compiler.nearly(&words, 1, text)), by_hand(&is_near));
        }
    }
}
