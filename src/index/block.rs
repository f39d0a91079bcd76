//! The block join of articles and statements. An article is followed in its segment by its statements, in the order of the
//! text, and then by its no comments. What is true of the whole article is stored once, and each statement finds it by
//! counting back.
//!
//! A block is written in one batch. Tantivy keeps a batch together and in order, also when it merges segments. A block is
//! deleted as a whole.

use std::ops::Range;
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocAddress, DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, Term};

use super::schema::{Fields, column};

/// The blocks of one segment. A lookup costs one read of a column.
pub(crate) struct Blocks {
    /// How many documents back the article is; 0 for the article itself.
    number: Column<u64>,
    /// How many statements an article has.
    statements: Column<u64>,
}

impl Blocks {
    pub(crate) fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        Ok(Self { number: columns.u64(column::NUMBER)?, statements: columns.u64(column::STATEMENTS)? })
    }

    /// The article of a statement. An article is its own article.
    pub(crate) fn article(&self, document: DocId) -> DocId {
        document.saturating_sub(self.number.first(document).unwrap_or(0) as DocId)
    }

    /// The block of a document: its article and all statements of the article.
    pub(crate) fn around(&self, document: DocId) -> Range<DocId> {
        let article = self.article(document);
        article..self.statements(article).end
    }

    /// The statements of an article. Other documents have none.
    pub(crate) fn statements(&self, article: DocId) -> Range<DocId> {
        let count = self.statements.first(article).unwrap_or(0) as DocId;
        article + 1..article + 1 + count
    }
}

/// All documents of the blocks whose articles have these keys.
#[derive(Clone, Debug)]
pub(super) struct BlocksOf {
    field: Field,
    keys: Arc<[u64]>,
}

impl BlocksOf {
    pub(super) fn new(fields: &Fields, keys: Vec<u64>) -> Self {
        Self { field: fields.article, keys: keys.into() }
    }

    fn documents(&self, segment: &SegmentReader) -> tantivy::Result<BitSet> {
        let index = segment.inverted_index(self.field)?;
        let mut documents = BitSet::with_max_value(segment.max_doc());
        let mut blocks = None;
        for key in self.keys.iter() {
            let term = Term::from_field_u64(self.field, *key);
            let Some(mut found) = index.read_postings(&term, IndexRecordOption::Basic)? else { continue };
            let blocks = match &mut blocks {
                Some(blocks) => blocks,
                none => none.insert(Blocks::of(segment)?),
            };
            while found.doc() != TERMINATED {
                for document in blocks.around(found.doc()) {
                    documents.insert(document);
                }
                found.advance();
            }
        }
        Ok(documents)
    }
}

impl Query for BlocksOf {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for BlocksOf {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(self.documents(segment)?), boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("BlocksOf", 1.0))
    }
}

/// The address of a statement's article. An article is its own article.
pub(crate) fn article_of(searcher: &Searcher, place: DocAddress) -> tantivy::Result<DocAddress> {
    let blocks = Blocks::of(searcher.segment_reader(place.segment_ord))?;
    Ok(DocAddress::new(place.segment_ord, blocks.article(place.doc_id)))
}

/// The addresses of an article's statements.
pub(crate) fn statements_of(
    searcher: &Searcher,
    article: DocAddress,
) -> tantivy::Result<impl Iterator<Item = DocAddress> + use<>> {
    let blocks = Blocks::of(searcher.segment_reader(article.segment_ord))?;
    Ok(blocks.statements(article.doc_id).map(move |statement| DocAddress::new(article.segment_ord, statement)))
}
