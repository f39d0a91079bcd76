//! Reads the stored texts of candidates, for what the index alone cannot decide: words in one paragraph, and some rows of words
//! as they are written.

use std::fmt;
use std::sync::Arc;

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Value;
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyDocument, Term};

use super::super::text_match::Condition;
use super::explained::explained;
use crate::extract::Finding;
use crate::index::analyzer::PART;
use crate::index::block::Blocks;
use crate::index::schema::Fields;
use crate::index::stored::{self, Text};
use crate::text::paragraphs;

/// How many blocks of stored documents are cached: those of one article and the next.
const CACHED_BLOCKS: usize = 4;

/// Which passage of a text must meet the condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passage {
    /// Any paragraph of an article, or the paragraph in which a statement begins.
    Paragraph,
    /// Headline and body of an article, or the words of a statement.
    Own,
}

/// The documents that match a query and whose text meets a condition.
///
/// Costs reading each document that the query matches, about 100 µs an article.
pub(super) struct PostFilter {
    candidates: Box<dyn Query>,
    filter: Filter,
}

#[derive(Clone, Debug)]
struct Filter {
    condition: Arc<Condition>,
    passage: Passage,
    fields: Fields,
}

impl PostFilter {
    pub(super) fn new(candidates: Box<dyn Query>, condition: Condition, passage: Passage, fields: Fields) -> Self {
        Self { candidates, filter: Filter { condition: Arc::new(condition), passage, fields } }
    }
}

impl Clone for PostFilter {
    fn clone(&self) -> Self {
        Self { candidates: self.candidates.box_clone(), filter: self.filter.clone() }
    }
}

impl fmt::Debug for PostFilter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("PostFilter").field(&self.candidates).field(&self.filter).finish()
    }
}

impl Query for PostFilter {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(PostFilterWeight { candidates: self.candidates.weight(scoring)?, filter: self.filter.clone() }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.candidates.query_terms(visitor);
    }
}

struct PostFilterWeight {
    candidates: Box<dyn Weight>,
    filter: Filter,
}

impl Weight for PostFilterWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = PostFilterScorer {
            candidates: self.candidates.scorer(segment, boost)?,
            filter: self.filter.clone(),
            blocks: Blocks::of(segment)?,
            store: segment.get_store_reader(CACHED_BLOCKS)?,
            article: None,
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, segment: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        explained("PostFilter", self.scorer(segment, 1.0)?, document)
    }
}

struct PostFilterScorer {
    candidates: Box<dyn Scorer>,
    filter: Filter,
    blocks: Blocks,
    store: StoreReader,
    /// The article that was read last.
    article: Option<(DocId, Article)>,
}

#[derive(Default)]
struct Article {
    text: Text,
    /// Which paragraphs meet the condition, if paragraphs must; the headline comes first.
    paragraphs: Vec<bool>,
}

impl PostFilterScorer {
    /// Moves to the first candidate, from the current one on, that meets the condition.
    fn settle(&mut self) -> DocId {
        let mut document = self.candidates.doc();
        while document != TERMINATED && !self.matches(document) {
            document = self.candidates.advance();
        }
        document
    }

    /// A document that cannot be read does not match.
    fn matches(&mut self, document: DocId) -> bool {
        let article = self.blocks.article(document);
        if self.article.as_ref().is_none_or(|(known, _)| *known != article) {
            let text = self.text(article).unwrap_or_default();
            self.article = Some((article, Article { paragraphs: self.filter.paragraphs_of(&text), text }));
        }
        let Some((_, Article { text, paragraphs })) = &self.article else { return false };
        let condition = &self.filter.condition;
        let finding = || self.finding(document);
        match self.filter.passage {
            Passage::Paragraph if document == article || !paragraphs.contains(&true) => paragraphs.contains(&true),
            Passage::Paragraph => finding().is_some_and(|finding| paragraphs.get(finding.paragraph) == Some(&true)),
            Passage::Own if document == article => {
                condition.is_met_by(&format!("{}\n{PART}{}", title(text), text.body))
            }
            Passage::Own => finding().is_some_and(|finding| condition.is_met_by(&finding.quote(&text.body))),
        }
    }

    fn text(&self, article: DocId) -> Option<Text> {
        let document: TantivyDocument = self.store.get(article).ok()?;
        stored::text(document.get_first(self.filter.fields.json)?.as_str()?).ok()
    }

    fn finding(&self, statement: DocId) -> Option<Finding> {
        let document: TantivyDocument = self.store.get(statement).ok()?;
        stored::unpack(document.get_first(self.filter.fields.packed)?.as_bytes()?).ok()
    }
}

impl Filter {
    fn paragraphs_of(&self, text: &Text) -> Vec<bool> {
        if self.passage != Passage::Paragraph {
            return Vec::new();
        }
        let paragraphs = paragraphs(&text.body);
        let in_body = self.condition.is_met_by_each(&text.body, paragraphs.iter().map(|paragraph| paragraph.span));
        [self.condition.is_met_by(title(text))].into_iter().chain(in_body).collect()
    }
}

fn title(text: &Text) -> &str {
    text.title.as_deref().unwrap_or_default()
}

impl DocSet for PostFilterScorer {
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

impl Scorer for PostFilterScorer {
    fn score(&mut self) -> Score {
        self.candidates.score()
    }
}
