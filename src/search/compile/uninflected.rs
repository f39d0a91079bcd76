//! Finds a word that equals its stem, without its inflected forms: in documents that have the stem more often than all
//! inflected words of it together.

use std::collections::BTreeSet;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{
    BitSetDocSet, Bm25Weight, ConstScorer, EmptyScorer, EnableScoring, Explanation, FuzzyTermQuery, Query, Scorer,
    Weight,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use super::explained::explained;
use super::forms::{self, TextFields};

/// Finds a word that equals its stem, and not its inflected forms; scored by how often a document has it, and as rare as its
/// stem.
///
/// Costs reading all documents of the stem, and in each segment the words that begin as it does.
#[derive(Clone, Debug)]
pub(super) struct Uninflected {
    text: TextFields,
    word: String,
    term: Term,
}

impl Uninflected {
    pub(super) fn new(text: TextFields, word: &str) -> Self {
        Self { text, word: word.to_owned(), term: Term::from_field_text(text.stems, word) }
    }
}

impl Query for Uninflected {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let bm25 = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } => {
                Some(Bm25Weight::for_terms(statistics_provider, std::slice::from_ref(&self.term))?)
            }
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(UninflectedWeight { query: self.clone(), bm25 }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        visitor(&self.term, false);
    }
}

struct UninflectedWeight {
    query: Uninflected,
    bm25: Option<Bm25Weight>,
}

impl Weight for UninflectedWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Uninflected { text, word, .. } = &self.query;
        let stems = BTreeSet::from([word.clone()]);
        let Some(mut documents) = Documents::of(segment, *text, &stems)?.pop() else {
            return Ok(Box::new(EmptyScorer));
        };
        if let Some(bm25) = &self.bm25 {
            documents.scoring = Some((bm25.boost_by(boost), segment.get_fieldnorms_reader(text.stems)?));
        }
        Ok(Box::new(documents))
    }

    fn explain(&self, segment: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        explained("Uninflected", self.scorer(segment, 1.0)?, document)
    }
}

struct Documents {
    all: SegmentPostings,
    inflected: Vec<SegmentPostings>,
    /// How often the document has the word.
    count: u32,
    scoring: Option<(Bm25Weight, FieldNormReader)>,
}

impl Documents {
    /// Of each word in a segment, unscored; words whose stem is not in the segment are left out.
    fn of(segment: &SegmentReader, text: TextFields, words: &BTreeSet<String>) -> tantivy::Result<Vec<Self>> {
        let option = IndexRecordOption::WithFreqs;
        let (stems, inflected) = (segment.inverted_index(text.stems)?, segment.inverted_index(text.inflected)?);
        let mut forms = forms::inflected(&inflected, words)?;
        let mut all = Vec::new();
        for word in words {
            let term = Term::from_field_text(text.stems, word);
            let Some(postings) = stems.read_postings(&term, option)? else { continue };
            let forms = forms.remove(word).unwrap_or_default();
            let forms = forms.iter().map(|(_, info)| inflected.read_postings_from_terminfo(info, option));
            let mut documents =
                Self { all: postings, inflected: forms.collect::<Result<_, _>>()?, count: 0, scoring: None };
            documents.settle();
            all.push(documents);
        }
        Ok(all)
    }

    /// Moves to the first document, from the current one on, that has the word itself.
    fn settle(&mut self) -> DocId {
        loop {
            let document = self.all.doc();
            if document == TERMINATED {
                return TERMINATED;
            }
            let inflected = self.inflected.iter_mut().map(|words| {
                let here = if words.doc() < document { words.seek(document) } else { words.doc() };
                if here == document { words.term_freq() } else { 0 }
            });
            self.count = self.all.term_freq().saturating_sub(inflected.sum());
            if self.count > 0 {
                return document;
            }
            self.all.advance();
        }
    }
}

impl DocSet for Documents {
    fn advance(&mut self) -> DocId {
        self.all.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.all.doc() < target {
            self.all.seek(target);
        }
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.all.doc()
    }

    fn size_hint(&self) -> u32 {
        self.all.size_hint()
    }
}

impl Scorer for Documents {
    fn score(&mut self) -> Score {
        let Some((bm25, norms)) = &self.scoring else { return 1.0 };
        bm25.score(norms.fieldnorm_id(self.all.doc()), self.count)
    }
}

/// Finds the words similar to another that equal their stem; all score the same.
///
/// Costs reading all documents of each such stem, and in each segment the words that begin as one of them does.
#[derive(Clone, Debug)]
pub(super) struct UninflectedNear {
    pub(super) text: TextFields,
    /// Finds the similar stems.
    pub(super) near: FuzzyTermQuery,
}

impl Query for UninflectedNear {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for UninflectedNear {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = segment.inverted_index(self.text.stems)?;
        let mut stream = index.terms().search(self.near.automaton()?).into_stream()?;
        let mut stems = BTreeSet::new();
        while stream.advance() {
            stems.extend(std::str::from_utf8(stream.key()).map(str::to_owned));
        }
        let mut found = BitSet::with_max_value(segment.max_doc());
        for mut documents in Documents::of(segment, self.text, &stems)? {
            while documents.doc() != TERMINATED {
                found.insert(documents.doc());
                documents.advance();
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, segment: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        explained("UninflectedNear", self.scorer(segment, 1.0)?, document)
    }
}
