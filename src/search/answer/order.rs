//! The order of hits. Their place comes last, so that the order is the same on every machine.

use tantivy::collector::sort_key::{NaturalComparator, SortByStaticFastValue};
use tantivy::collector::{SegmentSortKeyComputer, SortKeyComputer};
use tantivy::columnar::Column;
use tantivy::fastfield::FastValue;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Schema;
use tantivy::{DateTime, DocId, Order, Score, SegmentReader};

use crate::index::block::Blocks;
use crate::index::schema::column;
use crate::search::UNCERTAIN;

/// By the day and time of publication.
pub(in crate::search) fn date() -> OfArticle<DateTime> {
    OfArticle(SortByStaticFastValue::for_field(column::PUBLISHED))
}

/// By the place of the article in the folder, then by the order in its text.
pub(in crate::search) fn place() -> (Place, Ascending<SortByStaticFastValue<u64>>) {
    let number = SortByStaticFastValue::for_field(column::NUMBER);
    let of_article = |column| (OfArticle(SortByStaticFastValue::for_field(column)), Order::Asc);
    // Two folders with the same name can hold files with the same names; their keys differ.
    ((of_article(column::PLACE), of_article(column::ARTICLE)), (number, Order::Asc))
}

/// Speech before thoughts, and both before what is uncertain. Articles are all alike.
#[derive(Clone)]
pub(in crate::search) struct Grade;

impl SortKeyComputer for Grade {
    type SortKey = u8;
    type Child = SegmentGrade;
    type Comparator = NaturalComparator;

    fn segment_sort_key_computer(&self, segment: &SegmentReader) -> tantivy::Result<SegmentGrade> {
        let columns = segment.fast_fields();
        Ok(SegmentGrade { thought: columns.u64(column::THOUGHT)?, confidence: columns.u64(column::CONFIDENCE)? })
    }
}

pub(in crate::search) struct SegmentGrade {
    thought: Column<u64>,
    confidence: Column<u64>,
}

impl SegmentSortKeyComputer for SegmentGrade {
    type SortKey = u8;
    type SegmentSortKey = u8;
    type SegmentComparator = NaturalComparator;

    fn segment_sort_key(&mut self, document: DocId, _: Score) -> u8 {
        let least = (f64::from(UNCERTAIN) * 1000.0).round() as u64;
        let is_certain = self.confidence.first(document).is_none_or(|confidence| confidence >= least);
        let is_speech = self.thought.first(document).unwrap_or(0) == 0;
        2 * u8::from(is_certain) + u8::from(is_speech)
    }

    fn convert_segment_sort_key(&self, sort_key: u8) -> u8 {
        sort_key
    }
}

/// By how well the words match. A statement of a few words holds them and says little about them: its score is lower.
#[derive(Clone)]
pub(in crate::search) struct Telling;

/// A statement with fewer words is a fragment, and one with fewer than the second is short.
const FRAGMENT: u32 = 4;
const SHORT: u32 = 8;

impl SortKeyComputer for Telling {
    type SortKey = Score;
    type Child = SegmentTelling;
    type Comparator = NaturalComparator;

    fn requires_scoring(&self) -> bool {
        true
    }

    fn segment_sort_key_computer(&self, segment: &SegmentReader) -> tantivy::Result<SegmentTelling> {
        let schema = segment.schema();
        let lengths = |field: &str| segment.get_fieldnorms_reader(schema.get_field(field)?);
        Ok(SegmentTelling { statements: lengths("words")?, articles: lengths("text")? })
    }
}

pub(in crate::search) struct SegmentTelling {
    statements: FieldNormReader,
    articles: FieldNormReader,
}

impl SegmentSortKeyComputer for SegmentTelling {
    type SortKey = Score;
    type SegmentSortKey = Score;
    type SegmentComparator = NaturalComparator;

    fn segment_sort_key(&mut self, document: DocId, score: Score) -> Score {
        let words = self.statements.fieldnorm(document).max(self.articles.fieldnorm(document));
        let share = match words {
            0..FRAGMENT => 0.4,
            FRAGMENT..SHORT => 0.75,
            _ => 1.0,
        };
        share * score
    }

    fn convert_segment_sort_key(&self, sort_key: Score) -> Score {
        sort_key
    }
}

/// In an order that looks random, and is the same for a seed on every machine and whatever else is in the index.
#[derive(Clone)]
pub(in crate::search) struct Shuffled(pub(in crate::search) u64);

impl SortKeyComputer for Shuffled {
    type SortKey = u64;
    type Child = SegmentShuffled;
    type Comparator = NaturalComparator;

    fn segment_sort_key_computer(&self, segment: &SegmentReader) -> tantivy::Result<SegmentShuffled> {
        let columns = segment.fast_fields();
        Ok(SegmentShuffled {
            seed: self.0,
            place: columns.u64(column::PLACE)?,
            number: columns.u64(column::NUMBER)?,
            blocks: Blocks::of(segment)?,
        })
    }
}

pub(in crate::search) struct SegmentShuffled {
    seed: u64,
    place: Column<u64>,
    number: Column<u64>,
    blocks: Blocks,
}

impl SegmentSortKeyComputer for SegmentShuffled {
    type SortKey = u64;
    type SegmentSortKey = u64;
    type SegmentComparator = NaturalComparator;

    fn segment_sort_key(&mut self, document: DocId, _: Score) -> u64 {
        let place = self.place.first(self.blocks.article(document)).unwrap_or(0);
        let number = self.number.first(document).unwrap_or(0);
        let mut hasher = blake3::Hasher::new();
        for part in [self.seed, place, number] {
            hasher.update(&part.to_le_bytes());
        }
        hasher.finalize().as_bytes().first_chunk().map_or(0, |first| u64::from_le_bytes(*first))
    }

    fn convert_segment_sort_key(&self, sort_key: u64) -> u64 {
        sort_key
    }
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
