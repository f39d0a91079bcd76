//! Words as they are written, and not by their stem: exactly, by their beginning, and with letters that differ.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur, RangeQuery, TermQuery,
};
use tantivy::schema::IndexRecordOption;

use super::super::text_match::{Condition, Pattern};
use super::forms::{self, Form, TextFields};
use super::post_filter::{Passage, PostFilter};
use super::uninflected::{Uninflected, UninflectedNear};
use super::{Compiler, Part, any, both, phrase, unscored};
use crate::query::Words;

impl Compiler<'_> {
    /// Words as they are written, one after the other. `filtered` says that a post-filter reads the candidates anyway.
    pub(super) fn exactly(&self, words: &Words, text: TextFields, filtered: bool) -> Part {
        let asked = Form::all_of(&words.text);
        let each = asked.iter().map(|form| written(form, text)).collect();
        if asked.len() < 2 {
            return any(each);
        }
        // Only stems have positions in the index.
        let stems: Vec<String> = asked.iter().map(|form| form.stem.clone()).collect();
        let row = both(phrase(text.stems, &stems), Box::new(BooleanQuery::intersection(each)));
        if filtered { row } else { self.exactly_in_row(row, words, text, &asked) }
    }

    /// The documents of `row`, which have the stems in a row and the words anywhere, that have the words in a row. Only
    /// documents with other words of these stems need to be read.
    fn exactly_in_row(&self, row: Part, words: &Words, text: TextFields, asked: &[Form]) -> Part {
        let doubtful: Part = match forms::others(self.searcher, text, asked) {
            Ok(others) if others.is_empty() => return row,
            Ok(others) => any(others.iter().map(|other| written(other, text)).collect()),
            Err(_) => Box::new(AllQuery),
        };
        let doubtful = unscored(doubtful);
        let sure = BooleanQuery::new(vec![(Occur::Must, row.box_clone()), (Occur::MustNot, doubtful.box_clone())]);
        any(vec![Box::new(sure), self.with_words(both(row, doubtful), words)])
    }

    /// The candidates whose own text has the words.
    fn with_words(&self, candidates: Part, words: &Words) -> Part {
        let condition = Condition::Words(Pattern::of(words));
        Box::new(PostFilter::new(candidates, condition, Passage::Own, *self.fields))
    }

    /// Words of which the last is only the beginning of one.
    pub(super) fn prefix(&self, words: &Words, text: TextFields, filtered: bool) -> Part {
        self.with_last(words, text, filtered, |beginning| {
            let (with_e, end) = (format!("{beginning}e"), format!("{beginning}{}", char::MAX));
            let term = Term::from_field_text;
            let until = |field, word: &str| Bound::Excluded(term(field, word));
            let between = |first, last| -> Part { Box::new(RangeQuery::new(first, last)) };
            // A word begins as its stem does, except for the stem's last letter, or its last two if the last is “e”. So all
            // words of a longer stem match. Of a stem that is as long, or has only one “e” more, only the stem itself is sure
            // to match.
            let short = [beginning, &with_e].map(Form::of_word);
            let short = short.iter().filter(|form| form.word == form.stem);
            let mut parts: Vec<Part> = short.map(|form| written(form, text)).collect();
            parts.push(between(until(text.stems, beginning), until(text.stems, &with_e)));
            parts.push(between(until(text.stems, &with_e), until(text.stems, &end)));
            parts.push(between(Bound::Included(term(text.inflected, beginning)), until(text.inflected, &end)));
            alike(any(parts))
        })
    }

    /// Words of which so many letters of the last can differ.
    pub(super) fn nearly(&self, words: &Words, letters: u8, text: TextFields, filtered: bool) -> Part {
        self.with_last(words, text, filtered, |word| {
            let near = |field| FuzzyTermQuery::new(Term::from_field_text(field, word), letters, true);
            let own = UninflectedNear { text, near: near(text.stems) };
            alike(any(vec![Box::new(near(text.inflected)), Box::new(own)]))
        })
    }

    /// Words one after the other, the last one by `last`: “e-mai*” is “e” and a word that begins with “mai”.
    fn with_last(&self, words: &Words, text: TextFields, filtered: bool, last: impl Fn(&str) -> Part) -> Part {
        let mut forms = Form::all_of(&words.text);
        let Some(form) = forms.pop() else { return Box::new(EmptyQuery) };
        if forms.is_empty() {
            return last(&form.word);
        }
        let mut parts: Vec<Part> = forms.iter().map(|form| written(form, text)).collect();
        parts.push(last(&form.word));
        let all: Part = Box::new(BooleanQuery::intersection(parts));
        if filtered { all } else { self.with_words(all, words) }
    }
}

/// A word as it is written.
fn written(form: &Form, text: TextFields) -> Part {
    if form.word == form.stem {
        return Box::new(Uninflected::new(text, &form.word));
    }
    Box::new(TermQuery::new(Term::from_field_text(text.inflected, &form.word), IndexRecordOption::WithFreqs))
}

/// Words that all score the same.
fn alike(words: Part) -> Part {
    Box::new(ConstScoreQuery::new(words, 1.0))
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

    /// More documents than one block of a posting list has.
    const COPIES: usize = 150;
    const WORDS: &str = "(İnce|İzmir|I|hope|hopes|hoping|hop|hops|hopped|happy|happi|happier|noble|nobl|nobility|sky|skies|ski|die|dying|dy|vie|vying|use|using|us|É|é)";

    /// Each text many times, in two segments with different words.
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

    /// The numbers of the texts that are found, each as often as it is indexed.
    fn found(searcher: &Searcher, part: &Part) -> Vec<u64> {
        let mut numbers: Vec<u64> = Vec::new();
        for place in searcher.search(part, &DocSetCollector).unwrap() {
            let segment = searcher.segment_reader(place.segment_ord);
            numbers.extend(segment.fast_fields().u64(column::NUMBER).unwrap().first(place.doc_id));
        }
        numbers.sort_unstable();
        numbers
    }

    /// How many letters differ between two words; two neighbors that are swapped count as one.
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
        fn words_are_found_as_written(
            texts in proptest::collection::vec(proptest::collection::vec(WORDS, 0..5), 1..12),
            asked in WORDS,
            kept in 1usize..8,
        ) {
            let (index, fields) = index(&texts);
            let searcher = index.reader().unwrap().searcher();
            let people = crate::index::people::LazyPeople::of(std::path::Path::new(""));
            let compiler = Compiler { fields: &fields, searcher: &searcher, people: &people };
            let text = TextFields { stems: fields.text, inflected: fields.text_inflected };
            let found = |part: Part| found(&searcher, &part);
            let folded = |word: &str| cut(names(), word).concat();
            let expected = |fits: &dyn Fn(&str) -> bool| -> Vec<u64> {
                let has = |words: &Vec<String>| words.iter().any(|word| fits(&folded(word)));
                let numbers = (0..).zip(&texts).filter(|(_, words)| has(words)).map(|(number, _)| number);
                numbers.flat_map(|number| [number; COPIES]).collect()
            };
            // Words are asked for as people write them, and analyzed once.
            let words = Words { text: asked.clone(), form: query::Form::Exact };
            prop_assert_eq!(found(compiler.exactly(&words, text, false)), expected(&|word| word == folded(&asked)));
            let beginning: String = asked.chars().take(kept).collect();
            let words = Words { text: beginning.clone(), form: query::Form::Prefix };
            prop_assert_eq!(found(compiler.prefix(&words, text, false)), expected(&|word| word.starts_with(&folded(&beginning))));
            let letters: Vec<char> = folded(&asked).chars().collect();
            let is_near = |word: &str| distance(&word.chars().collect::<Vec<_>>(), &letters) <= 1;
            let words = Words { text: asked.clone(), form: query::Form::Fuzzy(1) };
            prop_assert_eq!(found(compiler.nearly(&words, 1, text, false)), expected(&is_near));
        }
    }
}
