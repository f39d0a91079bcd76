//! Counts the people and organizations who speak in the documents that match.

use rustc_hash::FxHashMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::index::block::Blocks;
use crate::index::people::{LazyPeople, SpeakerValue};
use crate::index::schema::column;
use crate::search::people::Who;

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
    /// For each value how many documents have it, and the articles of those whose owner depends on the article.
    counts: Vec<u64>,
    /// Whether a value's owner depends on the article.
    depends: Vec<bool>,
    in_articles: FxHashMap<(u64, u64), u64>,
}

impl Collector for SpeakerCounts<'_> {
    type Fruit = FxHashMap<(Who, String), u64>;
    type Child = Option<SegmentSpeakers>;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Self::Child> {
        let Some(column) = segment.fast_fields().str(column::SPEAKER)? else { return Ok(None) };
        let mut depends = vec![false; column.num_terms()];
        let people = self.people.get();
        for key in people.shared_keys() {
            // All spellings of a name begin with its key.
            let first = format!("{key}{}", column::BEHIND_KEY);
            let mut values = column.dictionary().range().ge(first.as_bytes()).into_stream()?;
            while values.advance() && values.key().starts_with(first.as_bytes()) {
                depends[values.term_ord() as usize] = true;
            }
        }
        Ok(Some(SegmentSpeakers {
            people: self.people.clone(),
            blocks: Blocks::of(segment)?,
            article: segment.fast_fields().u64(column::ARTICLE)?,
            counts: vec![0; column.num_terms()],
            depends,
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
        if self.depends[value as usize] {
            let article = self.article.first(self.blocks.article(document)).unwrap_or(0);
            *self.in_articles.entry((value, article)).or_default() += 1;
        } else {
            self.counts[value as usize] += 1;
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
            let who = Who::of_key(people, kind, key, || article);
            *found.entry((who, name.to_owned())).or_default() += count;
        };
        (0..).zip(&self.counts).filter(|(_, count)| **count > 0).for_each(|(value, count)| add(value, 0, *count));
        self.in_articles.iter().for_each(|((value, article), count)| add(*value, *article, *count));
        found
    }
}
