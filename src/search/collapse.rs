//! Collapses reprints: a story in several outlets, or a quotation in it, is one hit.

pub(super) mod reprints;

use std::collections::{BTreeSet, HashMap};
use std::iter::Peekable;
use std::sync::Arc;
use std::vec;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use self::reprints::{Lookup, Reprints};
use crate::index::schema::column;

/// What a document prints (its story, and the quotation if it is a statement), the rank of its article, and its address.
type Print = ((u32, u64), u32, DocAddress);

/// Collects which of the documents that match are reprints of each other.
///
/// Costs what [`Lookup::place`] costs for each document, and reading a column for those whose article has reprints.
pub(super) struct ReprintCollector {
    pub(super) reprints: Reprints,
    /// Whether only the same quotations are reprints of each other. Articles are reprints if their story is the same.
    pub(super) quotations: bool,
}

pub(super) struct SegmentReprints {
    segment: SegmentOrdinal,
    /// None if no article has reprints.
    lookup: Option<Lookup>,
    said: Option<Column<u64>>,
    count: usize,
    prints: Vec<Print>,
}

impl Collector for ReprintCollector {
    type Fruit = Collapsed;
    type Child = SegmentReprints;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentReprints> {
        let said = || reader.fast_fields().u64(column::SAID);
        Ok(SegmentReprints {
            segment,
            lookup: (!self.reprints.groups().is_empty()).then(|| self.reprints.lookup(segment, reader)).transpose()?,
            said: self.quotations.then(said).transpose()?,
            count: 0,
            prints: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<(usize, Vec<Print>)>) -> tantivy::Result<Collapsed> {
        let count = segments.iter().map(|(count, _)| count).sum();
        Ok(Collapsed::new(count, segments.into_iter().flat_map(|(_, prints)| prints).collect()))
    }
}

impl SegmentCollector for SegmentReprints {
    type Fruit = (usize, Vec<Print>);

    fn collect(&mut self, document: DocId, _: Score) {
        self.count += 1;
        let Some(place) = self.lookup.as_mut().and_then(|lookup| lookup.place(document)) else { return };
        let said = self.said.as_ref().and_then(|said| said.first(document)).unwrap_or(0);
        self.prints.push(((place.story, said), place.rank, DocAddress::new(self.segment, document)));
    }

    fn harvest(self) -> Self::Fruit {
        (self.count, self.prints)
    }
}

/// Which of the documents that match are shown, and which are listed with them as reprints.
#[derive(Debug, Default)]
pub(super) struct Collapsed {
    /// How many are shown.
    pub(super) total: usize,
    hidden: Arc<BTreeSet<DocAddress>>,
    others: HashMap<DocAddress, Vec<DocAddress>>,
}

impl Collapsed {
    fn new(count: usize, mut prints: Vec<Print>) -> Self {
        prints.sort_unstable();
        let mut hidden = BTreeSet::new();
        let mut others = HashMap::new();
        for prints in prints.chunk_by(|one, other| one.0 == other.0).filter(|prints| prints.len() > 1) {
            let rest: Vec<DocAddress> = prints[1..].iter().map(|(.., place)| *place).collect();
            hidden.extend(&rest);
            others.insert(prints[0].2, rest);
        }
        Self { total: count - hidden.len(), hidden: Arc::new(hidden), others }
    }

    /// Documents without reprints.
    pub(super) fn without_reprints(total: usize) -> Self {
        Self { total, ..Self::default() }
    }

    /// The reprints of the document at a place, by their rank.
    pub(super) fn reprints(&self, place: DocAddress) -> &[DocAddress] {
        self.others.get(&place).map_or(&[], Vec::as_slice)
    }

    /// Whether the document at a place is shown.
    pub(super) fn shows(&self, place: DocAddress) -> bool {
        !self.hidden.contains(&place)
    }

    pub(super) fn hides_nothing(&self) -> bool {
        self.hidden.is_empty()
    }

    /// The collector for the documents that are shown.
    pub(super) fn shown<C: Collector>(&self, inner: C) -> Shown<C> {
        Shown { inner, hidden: self.hidden.clone() }
    }
}

/// Passes the documents that are not hidden to another collector.
pub(super) struct Shown<C> {
    inner: C,
    hidden: Arc<BTreeSet<DocAddress>>,
}

pub(super) struct SegmentShown<C> {
    inner: C,
    /// The hidden documents after the last one; documents come in order.
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
