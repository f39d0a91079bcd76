//! How often each value of a field stands in the documents that match.

use std::collections::{BTreeMap, HashMap};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::Counted;
use crate::index::block::Blocks;
use crate::index::schema::column;

/// Counts the values of one text column.
///
/// Costs one look at the column, and one for its article, for each document that matches; the texts of the values are read
/// once, at the end.
pub(super) struct ValueCounts {
    column: &'static str,
}

impl ValueCounts {
    pub(super) fn of(column: &'static str) -> Self {
        Self { column }
    }
}

pub(super) struct SegmentCounts {
    values: Option<StrColumn>,
    /// Where articles have the values.
    blocks: Option<Blocks>,
    counts: Vec<u64>,
}

impl Collector for ValueCounts {
    type Fruit = BTreeMap<String, u64>;
    type Child = SegmentCounts;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCounts> {
        let blocks = column::is_of_article(self.column).then(|| Blocks::of(segment)).transpose()?;
        let values = segment.fast_fields().str(self.column)?;
        let counts = vec![0; values.as_ref().map_or(0, |values| values.num_terms())];
        Ok(SegmentCounts { values, blocks, counts })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<BTreeMap<String, u64>>) -> tantivy::Result<BTreeMap<String, u64>> {
        let mut all = BTreeMap::new();
        for (value, count) in segments.into_iter().flatten() {
            *all.entry(value).or_insert(0) += count;
        }
        Ok(all)
    }
}

impl SegmentCollector for SegmentCounts {
    type Fruit = BTreeMap<String, u64>;

    fn collect(&mut self, document: DocId, _: Score) {
        let Some(values) = &self.values else { return };
        let holder = self.blocks.as_ref().map_or(document, |blocks| blocks.article(document));
        for value in values.term_ords(holder) {
            if let Some(count) = self.counts.get_mut(value as usize) {
                *count += 1;
            }
        }
    }

    fn harvest(self) -> BTreeMap<String, u64> {
        let mut named = BTreeMap::new();
        let Some(values) = &self.values else { return named };
        let counted: Vec<(u64, u64)> = (0..).zip(self.counts).filter(|(_, count)| *count > 0).collect();
        let ords: Vec<u64> = counted.iter().map(|(ord, _)| *ord).collect();
        let mut counts = counted.into_iter().map(|(_, count)| count);
        // Values that cannot be read are left out; all that can be are read in one pass.
        let _whole = values.dictionary().sorted_ords_to_term_cb(&ords, |value| {
            if let (Ok(value), Some(count)) = (std::str::from_utf8(value), counts.next()) {
                named.insert(value.to_owned(), count);
            }
        });
        named
    }
}

/// Values that share a key as one, under the commonest form, most first.
pub(super) fn grouped(counts: BTreeMap<String, u64>, key: impl Fn(&str) -> String) -> Vec<Counted> {
    let mut groups: HashMap<String, Group> = HashMap::new();
    for (name, count) in counts {
        groups.entry(key(&name)).or_default().add(&name, count);
    }
    in_order(groups.into_values())
}

/// The same for the values of a column that stand behind their keys.
pub(super) fn grouped_by_key(counts: &BTreeMap<String, u64>) -> Vec<Counted> {
    let mut groups: Vec<(&str, Group)> = Vec::new();
    for (value, count) in counts {
        let (key, name) = value.split_once(column::BEHIND_KEY).unwrap_or((value, value));
        if groups.last().is_none_or(|(last, _)| *last != key) {
            groups.push((key, Group::default()));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.add(name, *count);
        }
    }
    in_order(groups.into_iter().map(|(_, group)| group))
}

/// Spellings of one name.
#[derive(Default)]
struct Group {
    commonest: String,
    most: u64,
    count: u64,
}

impl Group {
    fn add(&mut self, name: &str, count: u64) {
        self.count += count;
        if count > self.most {
            self.most = count;
            name.clone_into(&mut self.commonest);
        }
    }
}

fn in_order(groups: impl Iterator<Item = Group>) -> Vec<Counted> {
    let mut counted: Vec<Counted> = groups.map(|group| Counted { name: group.commonest, count: group.count }).collect();
    counted.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    counted
}
