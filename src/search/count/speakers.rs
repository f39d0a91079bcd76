//! Counts the people and organizations who speak in the documents that match.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::index::block::Blocks;
use crate::index::people::{LazyPeople, SpeakerValue};
use crate::index::schema::column;
use crate::search::who::Who;

/// Counts statements by who said them and by the name that the article gives.
///
/// Costs reading a column for each document that matches, and the article of those whose name several people have.
pub(in crate::search) struct SpeakerCounts<'p> {
    people: &'p LazyPeople,
}

impl<'p> SpeakerCounts<'p> {
    pub(in crate::search) fn new(people: &'p LazyPeople) -> Self {
        Self { people }
    }
}

pub(in crate::search) struct SegmentSpeakers {
    people: LazyPeople,
    column: StrColumn,
    blocks: Blocks,
    article: Column<u64>,
    /// How many documents have each value.
    counts: FxHashMap<u64, u64>,
    /// The values whose owner depends on the article, and how many documents of each article have them.
    depends: Arc<FxHashSet<u64>>,
    in_articles: FxHashMap<(u64, u64), u64>,
}

impl Collector for SpeakerCounts<'_> {
    type Fruit = FxHashMap<(Who, String), u64>;
    type Child = Option<SegmentSpeakers>;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Self::Child> {
        let Some(column) = segment.fast_fields().str(column::SPEAKER)? else { return Ok(None) };
        Ok(Some(SegmentSpeakers {
            people: self.people.clone(),
            blocks: Blocks::of(segment)?,
            article: segment.fast_fields().u64(column::ARTICLE)?,
            counts: FxHashMap::default(),
            depends: self.people.shared_values(segment, &column)?,
            in_articles: FxHashMap::default(),
            column,
        }))
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Option<Self::Fruit>>) -> tantivy::Result<Self::Fruit> {
        let mut all = Self::Fruit::default();
        for (who, count) in segments.into_iter().flatten().flatten() {
            *all.entry(who).or_default() += count;
        }
        Ok(all)
    }
}

impl SegmentCollector for SegmentSpeakers {
    type Fruit = FxHashMap<(Who, String), u64>;

    fn collect(&mut self, document: DocId, _: Score) {
        let Some(value) = self.column.term_ords(document).next() else { return };
        if self.depends.contains(&value) {
            let article = self.article.first(self.blocks.article(document)).unwrap_or(0);
            *self.in_articles.entry((value, article)).or_default() += 1;
        } else {
            *self.counts.entry(value).or_default() += 1;
        }
    }

    fn harvest(self) -> Self::Fruit {
        let people = self.people.get();
        let mut found = Self::Fruit::default();
        let mut add = |value: u64, article: u64, count: u64| {
            let mut text = String::new();
            // Values that cannot be read are left out.
            if !matches!(self.column.ord_to_str(value, &mut text), Ok(true)) {
                return;
            }
            let SpeakerValue { kind, key, name } = SpeakerValue::of(&text);
            let who = Who::of_key(people, kind, key, article);
            *found.entry((who, name.to_owned())).or_default() += count;
        };
        self.counts.iter().for_each(|(value, count)| add(*value, 0, *count));
        self.in_articles.iter().for_each(|((value, article), count)| add(*value, *article, *count));
        found
    }
}
