//! What a quotation may be taken from: statements and articles, found by its words.

use tantivy::collector::TopDocs;
use tantivy::collector::sort_key::SortBySimilarityScore;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Term};

use super::compile::in_a_row;
use super::fold::Fold;
use super::mark::Wanted;
use super::{Search, StatementHit, order};
use crate::contract::ArticleJson;
use crate::error::Result;
use crate::index::analyzer::{cut, names as names_analyzer, prose};
use crate::index::schema::{self};

/// So many of the rarest words of a text tell it from others; more cost time and find the same.
const RAREST: usize = 8;
/// Lifts what a speaker of the name said before all that others did: no score of words comes near it.
const OWN: f32 = 1000.0;

impl Search<'_> {
    /// Statements in which each of these stretches of words stands, their words in a row; those first whose speaker's
    /// name has the word `family`, then the best matches.
    ///
    /// Each printing comes on its own. Words are compared by their stems, so that what comes back is a candidate.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn statements_with(&self, rows: &[String], family: Option<&str>, limit: usize) -> Result<Vec<StatementHit>> {
        let rows = in_rows(self.index.fields.words, rows);
        let places = self.candidates(schema::STATEMENT, rows, family, OWN, limit)?;
        self.statement_hits(places, &Fold::default(), &Wanted::default())
    }

    /// Statements that share the rarest words of a text, the best matches first; the speaker's name counts as one word
    /// does.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn statements_like(&self, text: &str, family: Option<&str>, limit: usize) -> Result<Vec<StatementHit>> {
        let rarest = self.rarest(self.index.fields.words, text)?;
        let places = self.candidates(schema::STATEMENT, rarest, family, 1.0, limit)?;
        self.statement_hits(places, &Fold::default(), &Wanted::default())
    }

    /// Articles in whose headline or text each of these stretches of words stands, without their statements.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn articles_with(&self, rows: &[String], limit: usize) -> Result<Vec<ArticleJson>> {
        let rows = in_rows(self.index.fields.text, rows);
        let places = self.candidates(schema::ARTICLE, rows, None, OWN, limit)?;
        places.into_iter().map(|(_, place)| self.json(place)).collect()
    }

    /// Articles that share the rarest words of a text, the best matches first, without their statements.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn articles_like(&self, text: &str, limit: usize) -> Result<Vec<ArticleJson>> {
        let rarest = self.rarest(self.index.fields.text, text)?;
        let places = self.candidates(schema::ARTICLE, rarest, None, OWN, limit)?;
        places.into_iter().map(|(_, place)| self.json(place)).collect()
    }

    /// The best matches among the documents of a kind; none where there is nothing to look for.
    fn candidates(
        &self,
        document: &str,
        wanted: Option<BooleanQuery>,
        family: Option<&str>,
        boost: f32,
        limit: usize,
    ) -> Result<Vec<(f32, DocAddress)>> {
        let Some(wanted) = wanted else { return Ok(Vec::new()) };
        let kind = ConstScoreQuery::new(self.compiler().term(self.index.fields.document, document), 0.0);
        let mut parts: Vec<(Occur, Box<dyn Query>)> =
            vec![(Occur::Must, Box::new(kind)), (Occur::Must, Box::new(wanted))];
        for word in family.into_iter().flat_map(|family| cut(names_analyzer(), family)) {
            let own = term(self.index.fields.speaker_words, &word, IndexRecordOption::Basic);
            parts.push((Occur::Should, Box::new(BoostQuery::new(own, boost))));
        }
        let (place, number) = order::place();
        let top = TopDocs::with_limit(limit.max(1)).order_by((SortBySimilarityScore, place, number));
        let found = self.run(&BooleanQuery::new(parts), &top)?;
        Ok(found.into_iter().map(|((score, ..), place)| (score, place)).collect())
    }

    /// Any of the words of a text that the fewest documents have.
    fn rarest(&self, field: Field, text: &str) -> Result<Option<BooleanQuery>> {
        let mut words = cut(prose(), text);
        words.sort_unstable();
        words.dedup();
        let mut counted = Vec::with_capacity(words.len());
        for word in words {
            let term = Term::from_field_text(field, &word);
            let count = || self.searcher.doc_freq(&term).map_err(|error| self.failed(&error));
            counted.push((self.index.guarded(count)?, word));
        }
        counted.retain(|(count, _)| *count > 0);
        counted.sort_unstable();
        let any: Vec<(Occur, Box<dyn Query>)> = counted
            .iter()
            .take(RAREST)
            .map(|(_, word)| (Occur::Should, term(field, word, IndexRecordOption::WithFreqs)))
            .collect();
        Ok((!any.is_empty()).then(|| BooleanQuery::new(any)))
    }
}

/// Each stretch, its words in a row; nothing without a word.
fn in_rows(field: Field, rows: &[String]) -> Option<BooleanQuery> {
    let rows = rows.iter().map(|row| cut(prose(), row)).filter(|row| !row.is_empty());
    let all: Vec<(Occur, Box<dyn Query>)> = rows.map(|row| (Occur::Must, in_a_row(field, row, Some(0)))).collect();
    (!all.is_empty()).then(|| BooleanQuery::new(all))
}

fn term(field: Field, word: &str, option: IndexRecordOption) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, word), option))
}
