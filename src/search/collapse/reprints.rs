//! The documents of an index whose article has reprints.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use tantivy::columnar::Column;
use tantivy::{DocId, SegmentOrdinal, SegmentReader};

use crate::index::block::Blocks;
use crate::index::reprint_groups::{Place, ReprintGroups};
use crate::index::schema::column;

/// The articles of an index that have reprints, and where they are in its segments.
#[derive(Clone)]
pub(in crate::search) struct Reprints {
    groups: Arc<ReprintGroups>,
    segments: Arc<[OnceLock<Ranges>]>,
}

/// The documents of each article of a segment that has reprints, in order.
type Ranges = Vec<(Range<DocId>, Place)>;

impl Reprints {
    pub(in crate::search) fn new(groups: ReprintGroups, segments: usize) -> Self {
        Self { groups: Arc::new(groups), segments: (0..segments).map(|_| OnceLock::new()).collect() }
    }

    /// For an index without reprints.
    pub(in crate::search) fn none() -> Self {
        Self::new(ReprintGroups::default(), 0)
    }

    pub(in crate::search) fn groups(&self) -> &ReprintGroups {
        &self.groups
    }

    /// Looks up the documents of a segment, in order.
    pub(super) fn lookup(&self, ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Lookup> {
        Ok(Lookup {
            reprints: self.clone(),
            ordinal,
            blocks: Blocks::of(segment)?,
            article: segment.fast_fields().u64(column::ARTICLE)?,
            last: None,
            looked_up: 0,
            passed: 0,
        })
    }
}

/// Finds the reprints of documents that are asked for in order.
pub(super) struct Lookup {
    reprints: Reprints,
    ordinal: SegmentOrdinal,
    blocks: Blocks,
    article: Column<u64>,
    /// The last article and its place; the next statement is often of the same article.
    last: Option<(DocId, Option<Place>)>,
    looked_up: u32,
    /// How many ranges end before the next document.
    passed: usize,
}

/// Looking up one article costs as much as passing this many while reading all.
const LOOKUP_COST: u32 = 8;

impl Lookup {
    /// The place of a document's article among its reprints, if it has any.
    ///
    /// Costs reading two columns. After many lookups it reads the whole segment once, and each further lookup is nearly free.
    pub(super) fn place(&mut self, document: DocId) -> Option<Place> {
        let found = match self.reprints.segments.get(self.ordinal as usize) {
            Some(segment) if self.looked_up > self.article.values.num_vals() / LOOKUP_COST => {
                Some(segment.get_or_init(|| self.read_all()))
            }
            segment => segment.and_then(OnceLock::get),
        };
        let Some(found) = found else { return self.look_up(document) };
        self.passed += found[self.passed..].iter().take_while(|(block, _)| block.end <= document).count();
        found.get(self.passed).filter(|(block, _)| block.contains(&document)).map(|(_, place)| *place)
    }

    fn look_up(&mut self, document: DocId) -> Option<Place> {
        let article = self.blocks.article(document);
        if let Some((_, place)) = self.last.filter(|(last, _)| *last == article) {
            return place;
        }
        self.looked_up += 1;
        let place = self.article.first(article).and_then(|key| self.reprints.groups.place(key));
        self.last = Some((article, place));
        place
    }

    /// All articles of the segment that have reprints.
    fn read_all(&self) -> Ranges {
        let keys = &self.article.values;
        let places = (0..keys.num_vals()).filter_map(|row| Some((row, self.reprints.groups.place(keys.get_val(row))?)));
        let (mut articles, places): (Vec<DocId>, Vec<Place>) = places.unzip();
        self.article.index.select_batch_in_place(0, &mut articles);
        articles.into_iter().map(|article| self.blocks.around(article)).zip(places).collect()
    }
}
