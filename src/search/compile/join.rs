//! Joins articles and statements: the statements of articles that match, and the articles of statements that match.

use std::fmt;

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use super::explained::explained;
use crate::index::block::Blocks;

/// The statements of the articles that a query matches, scored as their article.
pub(super) struct StatementsOf(pub(super) Box<dyn Query>);

/// The articles with a statement that a query matches, scored as the first of them.
pub(super) struct ArticlesOf(pub(super) Box<dyn Query>);

/// About how many statements an article has; for estimating which part of a query is the rarest.
const USUAL_STATEMENTS: u32 = 16;

/// Implements query and weight of a wrapper around a query, whose scorer is made from the scorer of the other.
macro_rules! join {
    ($query:ident, $weight:ident, $documents:ident) => {
        impl Clone for $query {
            fn clone(&self) -> Self {
                Self(self.0.box_clone())
            }
        }

        impl fmt::Debug for $query {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.debug_tuple(stringify!($query)).field(&self.0).finish()
            }
        }

        impl Query for $query {
            fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
                Ok(Box::new($weight(self.0.weight(scoring)?)))
            }

            fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
                self.0.query_terms(visitor);
            }
        }

        struct $weight(Box<dyn Weight>);

        impl Weight for $weight {
            fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
                Ok(Box::new($documents::new(self.0.scorer(segment, boost)?, Blocks::of(segment)?, segment.max_doc())))
            }

            fn explain(&self, segment: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
                explained(stringify!($query), self.scorer(segment, 1.0)?, document)
            }
        }
    };
}

join!(StatementsOf, StatementsWeight, Statements);
join!(ArticlesOf, ArticlesWeight, Articles);

struct Statements {
    articles: Box<dyn Scorer>,
    blocks: Blocks,
    last: DocId,
    /// The statement, and the end of its block.
    statement: DocId,
    end: DocId,
}

impl Statements {
    fn new(articles: Box<dyn Scorer>, blocks: Blocks, last: DocId) -> Self {
        let mut new = Self { articles, blocks, last, statement: 0, end: 0 };
        new.enter();
        new
    }

    /// Moves to the first statement of the article, or of the next article that has one.
    fn enter(&mut self) -> DocId {
        loop {
            let article = self.articles.doc();
            if article == TERMINATED {
                (self.statement, self.end) = (TERMINATED, TERMINATED);
                return TERMINATED;
            }
            let block = self.blocks.statements(article);
            if !block.is_empty() {
                (self.statement, self.end) = (block.start, block.end);
                return block.start;
            }
            self.articles.advance();
        }
    }
}

impl DocSet for Statements {
    fn advance(&mut self) -> DocId {
        if self.statement == TERMINATED {
            return TERMINATED;
        }
        if self.statement + 1 < self.end {
            self.statement += 1;
            return self.statement;
        }
        self.articles.advance();
        self.enter()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.statement {
            return self.statement;
        }
        if target < self.end {
            self.statement = target;
            return target;
        }
        let article = if target < self.last { self.blocks.article(target) } else { TERMINATED };
        if self.articles.doc() < article {
            self.articles.seek(article);
        }
        self.enter();
        if self.statement < target && target < self.end {
            self.statement = target;
        } else if self.statement < target {
            self.articles.advance();
            self.enter();
        }
        self.statement
    }

    fn doc(&self) -> DocId {
        self.statement
    }

    fn size_hint(&self) -> u32 {
        self.articles.size_hint().saturating_mul(USUAL_STATEMENTS).min(self.last)
    }
}

impl Scorer for Statements {
    fn score(&mut self) -> Score {
        self.articles.score()
    }
}

struct Articles {
    statements: Box<dyn Scorer>,
    blocks: Blocks,
    last: DocId,
    article: DocId,
}

impl Articles {
    fn new(statements: Box<dyn Scorer>, blocks: Blocks, last: DocId) -> Self {
        let mut new = Self { statements, blocks, last, article: 0 };
        new.enter();
        new
    }

    /// Moves to the article of the statement.
    fn enter(&mut self) -> DocId {
        let statement = self.statements.doc();
        self.article = if statement == TERMINATED { TERMINATED } else { self.blocks.article(statement) };
        self.article
    }

    /// Moves to the next article.
    fn leave(&mut self) -> DocId {
        let end = self.blocks.statements(self.article).end;
        if self.statements.doc() < end {
            self.statements.seek(if end < self.last { end } else { TERMINATED });
        }
        self.enter()
    }
}

impl DocSet for Articles {
    fn advance(&mut self) -> DocId {
        if self.article == TERMINATED { TERMINATED } else { self.leave() }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.article {
            return self.article;
        }
        if self.statements.doc() < target {
            self.statements.seek(target);
        }
        self.enter();
        while self.article < target {
            self.leave();
        }
        self.article
    }

    fn doc(&self) -> DocId {
        self.article
    }

    fn size_hint(&self) -> u32 {
        self.statements.size_hint()
    }
}

impl Scorer for Articles {
    fn score(&mut self) -> Score {
        self.statements.score()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::query::{BooleanQuery, TermQuery};
    use tantivy::schema::IndexRecordOption;
    use tantivy::{Index, TantivyDocument};

    use super::*;
    use crate::index::schema::{ARTICLE, Fields, STATEMENT};

    /// Articles with their statements, each marked or not, in one segment.
    fn segment(blocks: &[(bool, Vec<bool>)]) -> (Index, Fields) {
        let (schema, fields) = Fields::schema();
        let index = Index::create_in_ram(schema);
        crate::index::schema::register_analyzers(&index);
        let mut writer: tantivy::IndexWriter = index.writer_with_num_threads(1, 16 << 20).unwrap();
        let add = |kind: &str, number: usize, count: Option<usize>, marked: bool| {
            let mut document = TantivyDocument::default();
            document.add_text(fields.document, kind);
            document.add_u64(fields.number, number as u64);
            count.into_iter().for_each(|count| document.add_u64(fields.statements, count as u64));
            document.add_text(fields.kind, if marked { "marked" } else { "plain" });
            writer.add_document(document).unwrap();
        };
        for (marked, statements) in blocks {
            add(ARTICLE, 0, Some(statements.len()), *marked);
            (1..).zip(statements).for_each(|(number, marked)| add(STATEMENT, number, None, *marked));
        }
        writer.commit().unwrap();
        (index, fields)
    }

    fn marked(fields: &Fields, kind: &str) -> Box<dyn Query> {
        let term = |field, text| -> Box<dyn Query> {
            Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
        };
        Box::new(BooleanQuery::intersection(vec![term(fields.kind, "marked"), term(fields.document, kind)]))
    }

    /// The documents of a query one by one, and those found by seeking ahead by each of `steps`.
    fn walked(index: &Index, query: &dyn Query, steps: &[u32]) -> (Vec<DocId>, Vec<DocId>) {
        let searcher = index.reader().unwrap().searcher();
        let weight = query.weight(EnableScoring::enabled_from_searcher(&searcher)).unwrap();
        let (mut all, mut sought) = (Vec::new(), Vec::new());
        let Some(segment) = searcher.segment_readers().first() else { return (all, sought) };
        let mut scorer = weight.scorer(segment, 1.0).unwrap();
        while scorer.doc() != TERMINATED {
            all.push(scorer.doc());
            scorer.advance();
        }
        let mut scorer = weight.scorer(segment, 1.0).unwrap();
        for step in steps {
            let target = scorer.doc().saturating_add(*step).min(TERMINATED);
            sought.push(scorer.seek(target));
        }
        (all, sought)
    }

    /// Where seeking must arrive.
    fn expected(all: &[DocId], steps: &[u32]) -> Vec<DocId> {
        let first = |target: DocId| all.iter().copied().find(|place| *place >= target).unwrap_or(TERMINATED);
        let mut at = first(0);
        steps
            .iter()
            .map(|step| {
                at = first(at.saturating_add(*step).min(TERMINATED));
                at
            })
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn joins_find_the_documents_of_the_definition(
            blocks in proptest::collection::vec((any::<bool>(), proptest::collection::vec(any::<bool>(), 0..5)), 1..12),
            steps in proptest::collection::vec(0u32..9, 0..20),
        ) {
            let (index, fields) = segment(&blocks);
            let (mut statements, mut articles, mut place) = (Vec::new(), Vec::new(), 0);
            for (marked, block) in &blocks {
                if *marked {
                    statements.extend(place + 1..=place + block.len() as u32);
                }
                if block.contains(&true) {
                    articles.push(place);
                }
                place += 1 + block.len() as u32;
            }
            let down = walked(&index, &StatementsOf(marked(&fields, ARTICLE)), &steps);
            prop_assert_eq!(&down, &(statements.clone(), expected(&statements, &steps)));
            let up = walked(&index, &ArticlesOf(marked(&fields, STATEMENT)), &steps);
            prop_assert_eq!(&up, &(articles.clone(), expected(&articles, &steps)));
        }
    }
}
