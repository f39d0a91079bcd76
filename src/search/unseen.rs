//! Statements that a saved search has not shown yet.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::columnar::Column;
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{BitSet, DocAddress, DocId, Score, Searcher, SegmentReader};

use super::compile::explained::explained;
use crate::index::block::Blocks;
use crate::index::schema::column;

/// What a saved search has shown of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Seen {
    /// Every statement that first appeared in this commit or an earlier one was shown.
    pub commit: u64,
    /// The keys of the statements of later commits that were shown.
    #[serde(default)]
    pub shown: BTreeSet<u64>,
}

/// What identifies a statement from run to run, as long as its words and its article's place stay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StatementKey {
    /// A hash of the place of the article, the words and the speaker.
    pub key: u64,
    /// The commit in which the statement first appeared in the index.
    pub commit: u64,
}

/// The keys of the statements of one segment.
struct Keys {
    blocks: Blocks,
    article: Column<u64>,
    said: Column<u64>,
    commit: Column<u64>,
}

impl Keys {
    fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        Ok(Self {
            blocks: Blocks::of(segment)?,
            article: columns.u64(column::ARTICLE)?,
            said: columns.u64(column::SAID)?,
            commit: columns.u64(column::COMMIT)?,
        })
    }

    fn key(&self, document: DocId) -> StatementKey {
        let number = |column: &Column<u64>, document| column.first(document).unwrap_or(0);
        let article = number(&self.article, self.blocks.article(document));
        // The hash of the article is spread over all bits already.
        let key = article ^ number(&self.said, document).rotate_left(32);
        StatementKey { key, commit: number(&self.commit, document) }
    }
}

/// The keys of the statements at some addresses. Opens the columns of each segment once.
pub(super) fn keys_of<'a>(
    searcher: &Searcher,
    addresses: impl Iterator<Item = &'a DocAddress>,
) -> tantivy::Result<HashMap<DocAddress, StatementKey>> {
    let mut segments: HashMap<u32, Keys> = HashMap::new();
    let mut keys = HashMap::new();
    for address in addresses {
        let segment = match segments.entry(address.segment_ord) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Keys::of(searcher.segment_reader(address.segment_ord))?),
        };
        keys.insert(*address, segment.key(address.doc_id));
    }
    Ok(keys)
}

/// The newest commit that a statement of the index first appeared in; 0 if there is none.
pub(super) fn newest_commit(searcher: &Searcher) -> tantivy::Result<u64> {
    let newest = |segment: &SegmentReader| Ok(segment.fast_fields().u64(column::COMMIT)?.max_value());
    let commits = searcher.segment_readers().iter().map(newest).collect::<tantivy::Result<Vec<u64>>>()?;
    Ok(commits.into_iter().max().unwrap_or(0))
}

/// All statements that a search has not shown.
///
/// Costs a scan of one column, and a lookup for each statement of a later commit than [`Seen::commit`].
#[derive(Clone, Debug)]
pub(super) struct Unseen(pub(super) Arc<Seen>);

impl Unseen {
    fn documents(&self, segment: &SegmentReader) -> tantivy::Result<BitSet> {
        let Self(seen) = self;
        let keys = Keys::of(segment)?;
        let mut later = Vec::new();
        keys.commit.get_docids_for_value_range(seen.commit + 1..=u64::MAX, 0..segment.max_doc(), &mut later);
        let mut documents = BitSet::with_max_value(segment.max_doc());
        for document in later {
            if seen.shown.is_empty() || !seen.shown.contains(&keys.key(document).key) {
                documents.insert(document);
            }
        }
        Ok(documents)
    }
}

impl Query for Unseen {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Unseen {
    fn scorer(&self, segment: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(self.documents(segment)?), 0.0)))
    }

    fn explain(&self, segment: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        explained("Unseen", self.scorer(segment, 0.0)?, document)
    }
}
