//! An article and its statements stand one behind the other in a segment: the article first, then its statements in the
//! order of the text, and those who do not answer. What is true of an article is written once, and each statement finds it
//! by counting back.
//!
//! They are written in one batch, which Tantivy keeps together and in order, also when it merges segments; and they are
//! forgotten together, alone or with their file.

use std::ops::Range;
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocAddress, DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, Term};

use super::schema::{Fields, column};

/// The blocks of one segment. A look costs one read of a column.
pub(crate) struct Blocks {
    /// How far back the article stands: nothing for itself.
    number: Column<u64>,
    /// How many statements an article has.
    statements: Column<u64>,
}

impl Blocks {
    pub(crate) fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        Ok(Self { number: columns.u64(column::NUMBER)?, statements: columns.u64(column::STATEMENTS)? })
    }

    /// The article of a statement; an article is its own.
    pub(crate) fn article(&self, document: DocId) -> DocId {
        document.saturating_sub(self.number.first(document).unwrap_or(0) as DocId)
    }

    /// The block in which a document stands: its article, and all behind it.
    pub(crate) fn around(&self, document: DocId) -> Range<DocId> {
        let article = self.article(document);
        article..self.statements(article).end
    }

    /// The statements of an article; none of any other document.
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

/// The place of a statement's article; an article is its own.
pub(crate) fn article_of(searcher: &Searcher, place: DocAddress) -> tantivy::Result<DocAddress> {
    let blocks = Blocks::of(searcher.segment_reader(place.segment_ord))?;
    Ok(DocAddress::new(place.segment_ord, blocks.article(place.doc_id)))
}

/// The places of an article's statements.
pub(crate) fn statements_of(
    searcher: &Searcher,
    article: DocAddress,
) -> tantivy::Result<impl Iterator<Item = DocAddress> + use<>> {
    let blocks = Blocks::of(searcher.segment_reader(article.segment_ord))?;
    Ok(blocks.statements(article.doc_id).map(move |statement| DocAddress::new(article.segment_ord, statement)))
}
