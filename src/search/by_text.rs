//! What the index cannot tell alone: words in one paragraph, and now and then words as they are in a row. The texts of those that
//! may match are read.

use std::fmt;
use std::sync::Arc;

use serde::Deserialize;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Value;
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyDocument, Term};

use super::explained::explained;
use super::mark::Asked;
use crate::index::block::Blocks;
use crate::index::packed::Packed;
use crate::index::schema::Fields;
use crate::text::{CodePoints, paragraphs};

/// How many blocks of stored documents are kept: those of one article and the next.
const BLOCKS_KEPT: usize = 4;

/// In which stretch of text it is looked for what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// In any paragraph of an article, and in that in which a statement begins.
    Paragraph,
    /// In headline and body of an article, and in the words of a statement.
    Own,
}

/// Those of the documents that a query matches whose text has what is asked.
///
/// Costs the reading of each document that the query matches, about 100 µs an article.
pub(super) struct ByText {
    candidates: Box<dyn Query>,
    reading: Reading,
}

#[derive(Clone, Debug)]
struct Reading {
    asked: Arc<Asked>,
    stretch: Stretch,
    fields: Fields,
}

impl ByText {
    pub(super) fn new(candidates: Box<dyn Query>, asked: Asked, stretch: Stretch, fields: Fields) -> Self {
        Self { candidates, reading: Reading { asked: Arc::new(asked), stretch, fields } }
    }
}

impl Clone for ByText {
    fn clone(&self) -> Self {
        Self { candidates: self.candidates.box_clone(), reading: self.reading.clone() }
    }
}

impl fmt::Debug for ByText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("ByText").field(&self.candidates).field(&self.reading).finish()
    }
}

impl Query for ByText {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ByTextWeight { candidates: self.candidates.weight(scoring)?, reading: self.reading.clone() }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.candidates.query_terms(visitor);
    }
}

struct ByTextWeight {
    candidates: Box<dyn Weight>,
    reading: Reading,
}

impl Weight for ByTextWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = Read {
            candidates: self.candidates.scorer(segment, boost)?,
            reading: self.reading.clone(),
            blocks: Blocks::of(segment)?,
            store: segment.get_store_reader(BLOCKS_KEPT)?,
            article: None,
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, segment: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        explained("ByText", self.scorer(segment, 1.0)?, document)
    }
}

struct Read {
    candidates: Box<dyn Scorer>,
    reading: Reading,
    blocks: Blocks,
    store: StoreReader,
    /// The article that was read last.
    article: Option<(DocId, Article)>,
}

#[derive(Default)]
struct Article {
    text: Text,
    /// Which of its paragraphs have what is asked, where that is the question; the headline stands before the first.
    found: Vec<bool>,
}

#[derive(Default, Deserialize)]
struct Text {
    title: Option<String>,
    body: String,
}

impl Read {
    /// Goes on to the first candidate that has what is asked.
    fn settle(&mut self) -> DocId {
        let mut document = self.candidates.doc();
        while document != TERMINATED && !self.has(document) {
            document = self.candidates.advance();
        }
        document
    }

    /// What cannot be read does not match.
    fn has(&mut self, document: DocId) -> bool {
        let article = self.blocks.article(document);
        if self.article.as_ref().is_none_or(|(known, _)| *known != article) {
            let text = self.text(article).unwrap_or_default();
            self.article = Some((article, Article { found: self.reading.paragraphs_of(&text), text }));
        }
        let Some((_, Article { text, found })) = &self.article else { return false };
        let asked = &self.reading.asked;
        let packed = || self.packed(document);
        match self.reading.stretch {
            Stretch::Paragraph if document == article || !found.contains(&true) => found.contains(&true),
            Stretch::Paragraph => packed().is_some_and(|statement| found.get(statement.paragraph) == Some(&true)),
            Stretch::Own if document == article => asked.is_in(&format!("{}\n{}", text.title(), text.body)),
            Stretch::Own => {
                packed().is_some_and(|statement| asked.is_in(&CodePoints::new(&text.body).words(&statement.content())))
            }
        }
    }

    fn text(&self, article: DocId) -> Option<Text> {
        let document: TantivyDocument = self.store.get(article).ok()?;
        serde_json::from_str(document.get_first(self.reading.fields.json)?.as_str()?).ok()
    }

    fn packed(&self, statement: DocId) -> Option<Packed> {
        let document: TantivyDocument = self.store.get(statement).ok()?;
        Packed::from_bytes(document.get_first(self.reading.fields.packed)?.as_bytes()?)
    }
}

impl Reading {
    fn paragraphs_of(&self, text: &Text) -> Vec<bool> {
        if self.stretch != Stretch::Paragraph {
            return Vec::new();
        }
        let paragraphs = paragraphs(&text.body);
        let in_body = self.asked.is_in_each(&text.body, paragraphs.iter().map(|paragraph| paragraph.span));
        [self.asked.is_in(text.title())].into_iter().chain(in_body).collect()
    }
}

impl Text {
    fn title(&self) -> &str {
        self.title.as_deref().unwrap_or_default()
    }
}

impl DocSet for Read {
    fn advance(&mut self) -> DocId {
        self.candidates.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.candidates.seek(target);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.candidates.doc()
    }

    fn size_hint(&self) -> u32 {
        self.candidates.size_hint()
    }
}

impl Scorer for Read {
    fn score(&mut self) -> Score {
        self.candidates.score()
    }
}
