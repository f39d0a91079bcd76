//! Counts the values of a field in the documents that match.

use std::collections::HashMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{RowId, StrColumn};
use tantivy::error::DataCorruption;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::index::block::Blocks;
use crate::index::schema::column;
use crate::search::Counted;

/// The values of a column in order, and how many documents have each.
pub(in crate::search) type Values = Vec<(String, u64)>;

/// Counts the values of one text column.
///
/// Costs reading the column once for each document that matches; if articles have the values, its number, and the column once
/// for each article. The texts of the values are read once, at the end.
pub(in crate::search) struct ValueCounts {
    column: &'static str,
}

impl ValueCounts {
    pub(in crate::search) fn of(column: &'static str) -> Self {
        Self { column }
    }
}

pub(in crate::search) struct SegmentCounts {
    column: StrColumn,
    /// How many documents have each value.
    counts: Vec<u64>,
    holder: Holder,
}

/// Which documents have the values.
enum Holder {
    /// The documents themselves. The vectors are reused.
    Own { documents: Vec<DocId>, rows: Vec<RowId>, values: Vec<u64> },
    /// Their articles: the current one, and how many of its documents matched.
    Article { blocks: Blocks, article: DocId, matched: u64 },
}

impl Collector for ValueCounts {
    type Fruit = Values;
    type Child = Option<SegmentCounts>;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Option<SegmentCounts>> {
        let Some(column) = segment.fast_fields().str(self.column)? else { return Ok(None) };
        // Each value has a row, unless the column is damaged; then the memory for it would have no bound.
        if column.num_terms() > column.ords().values.num_vals() as usize {
            return Err(DataCorruption::comment_only(format!("more values than rows in {}", self.column)).into());
        }
        let holder = if column::is_of_article(self.column) {
            Holder::Article { blocks: Blocks::of(segment)?, article: 0, matched: 0 }
        } else {
            Holder::Own { documents: Vec::new(), rows: Vec::new(), values: Vec::new() }
        };
        Ok(Some(SegmentCounts { counts: vec![0; column.num_terms()], column, holder }))
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Option<Values>>) -> tantivy::Result<Values> {
        let mut all: Values = segments.into_iter().flatten().flatten().collect();
        all.sort_by(|(one, _), (other, _)| one.cmp(other));
        all.dedup_by(|(value, count), (before, sum)| {
            let same = value == before;
            *sum += if same { *count } else { 0 };
            same
        });
        Ok(all)
    }
}

impl SegmentCollector for SegmentCounts {
    type Fruit = Values;

    fn collect(&mut self, document: DocId, _: Score) {
        self.collect_block(&[document]);
    }

    fn collect_block(&mut self, found: &[DocId]) {
        match &mut self.holder {
            Holder::Own { documents, rows, values } => {
                documents.clear();
                rows.clear();
                let column = self.column.ords();
                column.row_ids_for_docs(found, documents, rows);
                values.resize(rows.len(), 0);
                column.values.get_vals(rows, values);
                values.iter().for_each(|value| self.counts[*value as usize] += 1);
            }
            Holder::Article { blocks, article, matched } => {
                for document in found {
                    let next = blocks.article(*document);
                    if next != *article {
                        add(&self.column, &mut self.counts, *article, *matched);
                        (*article, *matched) = (next, 0);
                    }
                    *matched += 1;
                }
            }
        }
    }

    fn harvest(mut self) -> Values {
        if let Holder::Article { article, matched, .. } = &self.holder {
            add(&self.column, &mut self.counts, *article, *matched);
        }
        let counted: Vec<(u64, u64)> = (0..).zip(self.counts).filter(|(_, count)| *count > 0).collect();
        let ords: Vec<u64> = counted.iter().map(|(ord, _)| *ord).collect();
        let mut counts = counted.into_iter().map(|(_, count)| count);
        let mut named = Vec::with_capacity(ords.len());
        // Values that cannot be read are left out.
        let _whole = self.column.dictionary().sorted_ords_to_term_cb(&ords, |value| {
            if let (Ok(value), Some(count)) = (std::str::from_utf8(value), counts.next()) {
                named.push((value.to_owned(), count));
            }
        });
        named
    }
}

/// Adds an article's values for each of its documents that matched.
fn add(column: &StrColumn, counts: &mut [u64], article: DocId, matched: u64) {
    if matched > 0 {
        column.term_ords(article).for_each(|value| counts[value as usize] += matched);
    }
}

/// Joins values with the same key under their commonest form, most first.
pub(in crate::search) fn grouped(
    counts: impl IntoIterator<Item = (String, u64)>,
    key: impl Fn(&str) -> String,
) -> Vec<Counted> {
    let mut groups: HashMap<String, Group> = HashMap::new();
    for (name, count) in counts {
        groups.entry(key(&name)).or_default().add(&name, count);
    }
    in_order(groups.into_values())
}

/// The same for a column whose values begin with their key.
pub(in crate::search) fn grouped_by_key(counts: &Values) -> Vec<Counted> {
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
