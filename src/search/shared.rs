//! Which documents of a segment belong to articles that share their story.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use tantivy::columnar::Column;
use tantivy::{DocId, SegmentOrdinal, SegmentReader};

use crate::index::block::Blocks;
use crate::index::schema::column;
use crate::index::stories::{Place, Stories};

/// The articles of an index that share their story, and what was found of them in its segments.
#[derive(Clone)]
pub(super) struct Shared {
    stories: Arc<Stories>,
    segments: Arc<[OnceLock<Walked>]>,
}

/// The blocks of a segment whose articles share their story, in their order.
type Walked = Vec<(Range<DocId>, Place)>;

impl Shared {
    pub(super) fn new(stories: Stories, segments: usize) -> Self {
        Self { stories: Arc::new(stories), segments: (0..segments).map(|_| OnceLock::new()).collect() }
    }

    /// No article does.
    pub(super) fn none() -> Self {
        Self::new(Stories::default(), 0)
    }

    pub(super) fn stories(&self) -> &Stories {
        &self.stories
    }

    /// What tells of the documents of a segment, one after the other, which story they belong to.
    pub(super) fn places(&self, ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Places> {
        Ok(Places {
            shared: self.clone(),
            ordinal,
            blocks: Blocks::of(segment)?,
            article: segment.fast_fields().u64(column::ARTICLE)?,
            last: None,
            looked_up: 0,
            behind: 0,
        })
    }
}

/// The places of documents that are asked for in their order.
pub(super) struct Places {
    shared: Shared,
    ordinal: SegmentOrdinal,
    blocks: Blocks,
    article: Column<u64>,
    /// The article that was looked up last, and its place, for the next statement is often of the same.
    last: Option<(DocId, Option<Place>)>,
    looked_up: u32,
    /// So many of what was found stand behind the documents that are still to come.
    behind: usize,
}

/// To look up an article costs as much as to pass so many in a walk through all.
const WALKED: u32 = 8;

impl Places {
    /// The place of a document's article among those that print its story, if there are any.
    ///
    /// Costs a read of two columns; next to nothing once so many were looked up that the whole segment was walked.
    pub(super) fn of(&mut self, document: DocId) -> Option<Place> {
        let found = match self.shared.segments.get(self.ordinal as usize) {
            Some(segment) if self.looked_up > self.article.values.num_vals() / WALKED => {
                Some(segment.get_or_init(|| self.walk()))
            }
            segment => segment.and_then(OnceLock::get),
        };
        let Some(found) = found else { return self.look_up(document) };
        self.behind += found[self.behind..].iter().take_while(|(block, _)| block.end <= document).count();
        found.get(self.behind).filter(|(block, _)| block.contains(&document)).map(|(_, place)| *place)
    }

    fn look_up(&mut self, document: DocId) -> Option<Place> {
        let article = self.blocks.article(document);
        if let Some((_, place)) = self.last.filter(|(last, _)| *last == article) {
            return place;
        }
        self.looked_up += 1;
        let place = self.article.first(article).and_then(|key| self.shared.stories.place(key));
        self.last = Some((article, place));
        place
    }

    /// All blocks of the segment whose articles share their story.
    fn walk(&self) -> Walked {
        let keys = &self.article.values;
        let places = (0..keys.num_vals()).filter_map(|row| Some((row, self.shared.stories.place(keys.get_val(row))?)));
        let (mut articles, places): (Vec<DocId>, Vec<Place>) = places.unzip();
        self.article.index.select_batch_in_place(0, &mut articles);
        articles.into_iter().map(|article| self.blocks.around(article)).zip(places).collect()
    }
}
