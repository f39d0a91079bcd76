//! Phrases with gaps: words in order, with a limited number of other words between them.
//!
//! Tantivy's own phrase query with slop finds other things: words in another order, gaps counted in another way, and less when
//! it scores than when it counts.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use super::super::row::each_row;
use super::explained::explained;

/// Finds parts in order, the terms of each part adjacent, with at most so many other words between the parts in all.
///
/// Scored by how often it is in a document, as a phrase is. Costs reading the positions of all its terms in each document that
/// has all of them.
#[derive(Clone, Debug)]
pub(super) struct GapPhrase {
    terms: Vec<Term>,
    /// The parts, each as places in `terms`.
    parts: Vec<Vec<usize>>,
    between: u32,
}

impl GapPhrase {
    /// Of parts that each have a term, and of a field with positions and norms.
    pub(super) fn new(field: Field, parts: &[Vec<String>], between: u32) -> Self {
        let mut terms = Vec::new();
        let mut place_of = |word: &String| {
            let term = Term::from_field_text(field, word);
            terms.iter().position(|known| *known == term).unwrap_or_else(|| {
                terms.push(term);
                terms.len() - 1
            })
        };
        let parts = parts.iter().map(|part| part.iter().map(&mut place_of).collect()).collect();
        Self { terms, parts, between }
    }
}

impl Query for GapPhrase {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let bm25 = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } => {
                Some(Bm25Weight::for_terms(statistics_provider, &self.terms)?)
            }
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(GapPhraseWeight { query: self.clone(), bm25 }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.terms.iter().for_each(|term| visitor(term, true));
    }
}

struct GapPhraseWeight {
    query: GapPhrase,
    bm25: Option<Bm25Weight>,
}

impl Weight for GapPhraseWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let GapPhrase { terms, parts, between } = &self.query;
        let mut lists = Vec::new();
        for term in terms {
            let index = segment.inverted_index(term.field())?;
            let Some(postings) = index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)? else {
                return Ok(Box::new(EmptyScorer));
            };
            lists.push(postings);
        }
        let mut rarest_first: Vec<usize> = (0..lists.len()).collect();
        rarest_first.sort_by_key(|list| lists[*list].doc_freq());
        let scoring = match (&self.bm25, terms.first()) {
            (Some(bm25), Some(term)) => Some((bm25.boost_by(boost), segment.get_fieldnorms_reader(term.field())?)),
            _ => None,
        };
        let mut scorer = GapPhraseScorer {
            rarest_first,
            positions: vec![Vec::new(); lists.len()],
            lists,
            places: vec![Vec::new(); parts.len()],
            lengths: parts.iter().map(|part| part.len() as u32).collect(),
            parts: parts.clone(),
            between: *between,
            count: 0,
            scoring,
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, segment: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        explained("GapPhrase", self.scorer(segment, 1.0)?, document)
    }
}

struct GapPhraseScorer {
    /// The postings of each term.
    lists: Vec<SegmentPostings>,
    rarest_first: Vec<usize>,
    /// Of each term its positions in the document, and of each part where it begins.
    positions: Vec<Vec<u32>>,
    places: Vec<Vec<u32>>,
    parts: Vec<Vec<usize>>,
    lengths: Vec<u32>,
    between: u32,
    /// How often the phrase is in the document.
    count: u32,
    scoring: Option<(Bm25Weight, FieldNormReader)>,
}

impl GapPhraseScorer {
    /// Moves to the first document, from the current one on, that has the phrase.
    fn settle(&mut self) -> DocId {
        let rarest = self.rarest_first[0];
        let mut document = self.lists[rarest].doc();
        while document != TERMINATED {
            let next = self.rarest_first[1..].iter().find_map(|list| {
                let postings = &mut self.lists[*list];
                let here = if postings.doc() < document { postings.seek(document) } else { postings.doc() };
                (here > document).then_some(here)
            });
            document = match next {
                Some(next) => self.lists[rarest].seek(next),
                None => {
                    self.count_rows();
                    if self.count > 0 {
                        return document;
                    }
                    self.lists[rarest].advance()
                }
            };
        }
        TERMINATED
    }

    fn count_rows(&mut self) {
        for (list, positions) in self.lists.iter_mut().zip(&mut self.positions) {
            list.positions(positions);
        }
        for (part, places) in self.parts.iter().zip(&mut self.places) {
            places.clear();
            let follows = |(offset, term): (u32, &usize), place: u32| {
                self.positions[*term].binary_search(&(place + offset)).is_ok()
            };
            let is_whole = |place: &&u32| (1..).zip(&part[1..]).all(|next| follows(next, **place));
            places.extend(self.positions[part[0]].iter().filter(is_whole));
        }
        self.count = 0;
        each_row(&self.places, &self.lengths, self.between, |_| self.count += 1);
    }
}

impl DocSet for GapPhraseScorer {
    fn advance(&mut self) -> DocId {
        self.lists[self.rarest_first[0]].advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() < target {
            self.lists[self.rarest_first[0]].seek(target);
            self.settle();
        }
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.lists[self.rarest_first[0]].doc()
    }

    fn size_hint(&self) -> u32 {
        self.lists[self.rarest_first[0]].size_hint()
    }
}

impl Scorer for GapPhraseScorer {
    fn score(&mut self) -> Score {
        let Some((bm25, norms)) = &self.scoring else { return 1.0 };
        bm25.score(norms.fieldnorm_id(self.doc()), self.count)
    }
}
