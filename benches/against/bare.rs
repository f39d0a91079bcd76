//! Tantivy alone, in the version that onrecord uses, with two fields: title and body.

use std::hint::black_box;
use std::path::Path;

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, PhrasePrefixQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TEXT};
use tantivy::{Index, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, Term, doc};

use crate::corpus::{texts, threads};
use crate::engine::Engine;
use crate::question::{Pattern, Question};

/// Bytes of memory for documents not yet on disk: as much as onrecord uses.
const MEMORY: usize = 128 << 20;

pub(crate) fn index(file: &Path, directory: &Path) {
    let mut schema = Schema::builder();
    let title = schema.add_text_field("title", TEXT | STORED);
    let body = schema.add_text_field("body", TEXT | STORED);
    let index = Index::create_in_dir(directory, schema.build()).expect("an index");
    let memory = MEMORY.max(threads() * (16 << 20));
    let mut writer: IndexWriter = index.writer_with_num_threads(threads(), memory).expect("a writer");
    for text in texts(file) {
        writer.add_document(doc!(title => text.title, body => text.body)).expect("a document added");
    }
    writer.commit().expect("a commit");
    writer.wait_merging_threads().expect("the segments merged");
}

pub(crate) struct Bare {
    searcher: Searcher,
    body: Field,
}

impl Bare {
    pub(crate) fn open(directory: &Path) -> Self {
        let index = Index::open_in_dir(directory).expect("the index");
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().expect("a reader");
        Self { searcher: reader.searcher(), body: index.schema().get_field("body").expect("the body") }
    }

    fn query(&self, pattern: &Pattern) -> Box<dyn Query> {
        let term = |word: &String| Term::from_field_text(self.body, word);
        let one = |word| Box::new(TermQuery::new(term(word), IndexRecordOption::WithFreqs)) as Box<dyn Query>;
        match pattern {
            Pattern::All(words) if words.len() == 1 => one(&words[0]),
            Pattern::All(words) => Box::new(BooleanQuery::intersection(words.iter().map(one).collect())),
            Pattern::Phrase(words) => Box::new(PhraseQuery::new(words.iter().map(term).collect())),
            Pattern::Prefix(start) => {
                let mut prefix = PhrasePrefixQuery::new(vec![term(start)]);
                prefix.set_max_expansions(u32::MAX);
                Box::new(prefix)
            }
        }
    }
}

impl Engine for Bare {
    fn name(&self) -> &'static str {
        "bare Tantivy"
    }

    fn ask(&self, question: &Question) -> usize {
        let pattern = question.pattern.as_ref().expect("words");
        let query = self.query(pattern);
        let top = TopDocs::with_limit(10).order_by_score();
        let (best, found) = if pattern.is_one_word() {
            let best = self.searcher.search(query.as_ref(), &top).expect("an answer");
            (best, self.searcher.search(query.as_ref(), &Count).expect("a count"))
        } else {
            self.searcher.search(query.as_ref(), &(top, Count)).expect("an answer")
        };
        for (_, place) in best {
            black_box(self.searcher.doc::<TantivyDocument>(place).expect("a document"));
        }
        found
    }

    fn count(&self, question: &Question) -> usize {
        let query = self.query(question.pattern.as_ref().expect("words"));
        self.searcher.search(query.as_ref(), &Count).expect("a count")
    }
}
