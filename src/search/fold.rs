//! Several printings of one story, or of one quotation in it, as one hit.

use std::collections::{BTreeSet, HashMap};
use std::iter::Peekable;
use std::sync::Arc;
use std::vec;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::shared::{Places, Shared};
use crate::index::schema::column;

/// What is printed: the story, and of a statement the quotation; the rank of the article; where it stands.
type Printing = ((u32, u64), u32, DocAddress);

/// Finds what of the documents that match is printed in several of them.
///
/// Costs what [`Places::of`] costs for each that matches, and a look at a column for those whose article shares its story.
pub(super) struct Printings {
    pub(super) shared: Shared,
    /// Whether statements are one only where they are the same quotation; articles are one by their story alone.
    pub(super) quotations: bool,
}

pub(super) struct SegmentPrintings {
    segment: SegmentOrdinal,
    /// None where no article shares its story.
    places: Option<Places>,
    said: Option<Column<u64>>,
    count: usize,
    shared: Vec<Printing>,
}

impl Collector for Printings {
    type Fruit = Fold;
    type Child = SegmentPrintings;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentPrintings> {
        let said = || reader.fast_fields().u64(column::SAID);
        Ok(SegmentPrintings {
            segment,
            places: (!self.shared.stories().is_empty()).then(|| self.shared.places(segment, reader)).transpose()?,
            said: self.quotations.then(said).transpose()?,
            count: 0,
            shared: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<(usize, Vec<Printing>)>) -> tantivy::Result<Fold> {
        let count = segments.iter().map(|(count, _)| count).sum();
        Ok(Fold::new(count, segments.into_iter().flat_map(|(_, shared)| shared).collect()))
    }
}

impl SegmentCollector for SegmentPrintings {
    type Fruit = (usize, Vec<Printing>);

    fn collect(&mut self, document: DocId, _: Score) {
        self.count += 1;
        let Some(place) = self.places.as_mut().and_then(|places| places.of(document)) else { return };
        let said = self.said.as_ref().and_then(|said| said.first(document)).unwrap_or(0);
        self.shared.push(((place.story, said), place.rank, DocAddress::new(self.segment, document)));
    }

    fn harvest(self) -> Self::Fruit {
        (self.count, self.shared)
    }
}

/// Which of the documents that match are shown, and which stand with them.
#[derive(Debug, Default)]
pub(super) struct Fold {
    /// How many are shown.
    pub(super) total: usize,
    hidden: Arc<BTreeSet<DocAddress>>,
    others: HashMap<DocAddress, Vec<DocAddress>>,
}

impl Fold {
    fn new(count: usize, mut shared: Vec<Printing>) -> Self {
        shared.sort_unstable();
        let mut hidden = BTreeSet::new();
        let mut others = HashMap::new();
        for printings in shared.chunk_by(|one, other| one.0 == other.0).filter(|printings| printings.len() > 1) {
            let rest: Vec<DocAddress> = printings[1..].iter().map(|(.., place)| *place).collect();
            hidden.extend(&rest);
            others.insert(printings[0].2, rest);
        }
        Self { total: count - hidden.len(), hidden: Arc::new(hidden), others }
    }

    /// One that hides nothing.
    pub(super) fn flat(total: usize) -> Self {
        Self { total, ..Self::default() }
    }

    /// The other printings of what is shown at a place, by their rank.
    pub(super) fn others(&self, place: DocAddress) -> &[DocAddress] {
        self.others.get(&place).map_or(&[], Vec::as_slice)
    }

    /// Whether what stands at a place is shown.
    pub(super) fn shows(&self, place: DocAddress) -> bool {
        !self.hidden.contains(&place)
    }

    pub(super) fn hides_nothing(&self) -> bool {
        self.hidden.is_empty()
    }

    /// The collector, given only what is shown.
    pub(super) fn shown<C: Collector>(&self, inner: C) -> Shown<C> {
        Shown { inner, hidden: self.hidden.clone() }
    }
}

/// Passes to another collector what is not hidden.
pub(super) struct Shown<C> {
    inner: C,
    hidden: Arc<BTreeSet<DocAddress>>,
}

pub(super) struct SegmentShown<C> {
    inner: C,
    /// What is hidden and stands behind the document that came last; documents come in order.
    hidden: Peekable<vec::IntoIter<DocId>>,
    block: Vec<DocId>,
}

impl<C: Collector> Collector for Shown<C> {
    type Fruit = C::Fruit;
    type Child = SegmentShown<C::Child>;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Self::Child> {
        let of_segment = DocAddress::new(segment, 0)..=DocAddress::new(segment, DocId::MAX);
        let hidden: Vec<DocId> = self.hidden.range(of_segment).map(|place| place.doc_id).collect();
        let inner = self.inner.for_segment(segment, reader)?;
        Ok(SegmentShown { inner, hidden: hidden.into_iter().peekable(), block: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        self.inner.requires_scoring()
    }

    fn merge_fruits(&self, segments: Vec<<C::Child as SegmentCollector>::Fruit>) -> tantivy::Result<C::Fruit> {
        self.inner.merge_fruits(segments)
    }
}

impl<C> SegmentShown<C> {
    fn is_shown(&mut self, document: DocId) -> bool {
        while self.hidden.next_if(|hidden| *hidden < document).is_some() {}
        self.hidden.peek() != Some(&document)
    }
}

impl<C: SegmentCollector> SegmentCollector for SegmentShown<C> {
    type Fruit = C::Fruit;

    fn collect(&mut self, document: DocId, score: Score) {
        if self.is_shown(document) {
            self.inner.collect(document, score);
        }
    }

    fn collect_block(&mut self, documents: &[DocId]) {
        let mut block = std::mem::take(&mut self.block);
        block.clear();
        block.extend(documents.iter().filter(|document| self.is_shown(**document)));
        self.inner.collect_block(&block);
        self.block = block;
    }

    fn harvest(self) -> C::Fruit {
        self.inner.harvest()
    }
}
