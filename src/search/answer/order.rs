//! The order of hits. Their place comes last, so that the order is the same on every machine.

use tantivy::collector::sort_key::{NaturalComparator, SortByStaticFastValue};
use tantivy::collector::{SegmentSortKeyComputer, SortKeyComputer};
use tantivy::fastfield::FastValue;
use tantivy::schema::Schema;
use tantivy::{DateTime, DocId, Order, Score, SegmentReader};

use crate::index::block::Blocks;
use crate::index::schema::column;

/// By the day and time of publication.
pub(in crate::search) fn date() -> OfArticle<DateTime> {
    OfArticle(SortByStaticFastValue::for_field(column::PUBLISHED))
}

/// Speech before thoughts.
pub(in crate::search) fn act() -> Ascending<SortByStaticFastValue<u64>> {
    (SortByStaticFastValue::for_field(column::THOUGHT), Order::Asc)
}

/// By the place of the article in the folder, then by the order in its text.
pub(in crate::search) fn place() -> (Place, Ascending<SortByStaticFastValue<u64>>) {
    let number = SortByStaticFastValue::for_field(column::NUMBER);
    let of_article = |column| (OfArticle(SortByStaticFastValue::for_field(column)), Order::Asc);
    // Two folders with the same name can hold files with the same names; their keys differ.
    ((of_article(column::PLACE), of_article(column::ARTICLE)), (number, Order::Asc))
}

pub(in crate::search) type Ascending<T> = (T, Order);
type Place = (Ascending<OfArticle<u64>>, Ascending<OfArticle<u64>>);

/// By a column that only articles have.
#[derive(Clone)]
pub(in crate::search) struct OfArticle<T: FastValue>(SortByStaticFastValue<T>);

impl<T: FastValue> SortKeyComputer for OfArticle<T> {
    type SortKey = Option<T>;
    type Child = SegmentOfArticle<<SortByStaticFastValue<T> as SortKeyComputer>::Child>;
    type Comparator = NaturalComparator;

    fn check_schema(&self, schema: &Schema) -> tantivy::Result<()> {
        self.0.check_schema(schema)
    }

    fn segment_sort_key_computer(&self, segment: &SegmentReader) -> tantivy::Result<Self::Child> {
        Ok(SegmentOfArticle { column: self.0.segment_sort_key_computer(segment)?, blocks: Blocks::of(segment)? })
    }
}

pub(in crate::search) struct SegmentOfArticle<C> {
    column: C,
    blocks: Blocks,
}

impl<C: SegmentSortKeyComputer> SegmentSortKeyComputer for SegmentOfArticle<C> {
    type SortKey = C::SortKey;
    type SegmentSortKey = C::SegmentSortKey;
    type SegmentComparator = C::SegmentComparator;

    fn segment_sort_key(&mut self, document: DocId, score: Score) -> Self::SegmentSortKey {
        self.column.segment_sort_key(self.blocks.article(document), score)
    }

    fn convert_segment_sort_key(&self, sort_key: Self::SegmentSortKey) -> Self::SortKey {
        self.column.convert_segment_sort_key(sort_key)
    }
}
