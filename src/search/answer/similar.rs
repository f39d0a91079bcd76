//! Finds the statements and articles that a quotation can come from, by its words.

use tantivy::Term;
use tantivy::collector::TopDocs;
use tantivy::collector::sort_key::SortBySimilarityScore;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::highlight::Highlighter;
use super::read::{Places, Store, statement_hits};
use super::{StatementHit, order};
use crate::error::Result;
use crate::extraction::Extraction;
use crate::index::analyzer::{cut, names as names_analyzer, prose};
use crate::index::schema;
use crate::search::Search;
use crate::search::collapse::Collapsed;
use crate::search::compile::phrase;

/// How many of the rarest words of a text to look for; more cost time and find the same.
const RAREST: usize = 8;
/// Ranks statements of the speaker above all others: no score of words comes near it.
const SPEAKER_FIRST: f32 = 1000.0;

pub(in crate::search) fn statements_with(
    search: &Search<'_>,
    phrases: &[String],
    family: Option<&str>,
    limit: usize,
) -> Result<Vec<StatementHit>> {
    let phrases = all_phrases(search.index.fields.words, phrases);
    let places = candidates(search, schema::STATEMENT, phrases, Speaker { family, boost: SPEAKER_FIRST }, limit)?;
    statement_hits(search, places, &Collapsed::default(), &Highlighter::default())
}

pub(in crate::search) fn statements_like(
    search: &Search<'_>,
    text: &str,
    family: Option<&str>,
    limit: usize,
) -> Result<Vec<StatementHit>> {
    let rarest = rarest(search, search.index.fields.words, text)?;
    let places = candidates(search, schema::STATEMENT, rarest, Speaker { family, boost: 1.0 }, limit)?;
    statement_hits(search, places, &Collapsed::default(), &Highlighter::default())
}

pub(in crate::search) fn articles_with(
    search: &Search<'_>,
    phrases: &[String],
    limit: usize,
) -> Result<Vec<Extraction>> {
    articles(search, all_phrases(search.index.fields.text, phrases), limit)
}

pub(in crate::search) fn articles_like(search: &Search<'_>, text: &str, limit: usize) -> Result<Vec<Extraction>> {
    articles(search, rarest(search, search.index.fields.text, text)?, limit)
}

fn articles(search: &Search<'_>, wanted: Option<BooleanQuery>, limit: usize) -> Result<Vec<Extraction>> {
    let nobody = Speaker { family: None, boost: 1.0 };
    let places = candidates(search, schema::ARTICLE, wanted, nobody, limit)?;
    places.into_iter().map(|(_, place)| Store(search).article(place)).collect()
}

/// Whose statements to prefer.
struct Speaker<'a> {
    family: Option<&'a str>,
    boost: f32,
}

/// The best matches among the documents of a kind; none if there is nothing to look for.
fn candidates(
    search: &Search<'_>,
    document: &str,
    wanted: Option<BooleanQuery>,
    speaker: Speaker<'_>,
    limit: usize,
) -> Result<Places> {
    let Some(wanted) = wanted else { return Ok(Vec::new()) };
    let kind = ConstScoreQuery::new(search.compiler().term(search.index.fields.document, document), 0.0);
    let mut parts: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, Box::new(kind)), (Occur::Must, Box::new(wanted))];
    for word in speaker.family.into_iter().flat_map(|family| cut(names_analyzer(), family)) {
        let own = term(search.index.fields.speaker_words, &word, IndexRecordOption::Basic);
        parts.push((Occur::Should, Box::new(BoostQuery::new(own, speaker.boost))));
    }
    let (place, number) = order::place();
    let top = TopDocs::with_limit(limit.max(1)).order_by((SortBySimilarityScore, place, number));
    let found = search.run(&BooleanQuery::new(parts), &top)?;
    Ok(found.into_iter().map(|((score, ..), place)| (score, place)).collect())
}

/// Any of the words of a text that the fewest documents have.
fn rarest(search: &Search<'_>, field: Field, text: &str) -> Result<Option<BooleanQuery>> {
    let mut words = cut(prose(), text);
    words.sort_unstable();
    words.dedup();
    let mut counted = Vec::with_capacity(words.len());
    for word in words {
        let term = Term::from_field_text(field, &word);
        let count = || search.searcher.doc_freq(&term).map_err(|error| search.failed(&error));
        counted.push((search.index.guarded(count)?, word));
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

/// All of some phrases; none without a word.
fn all_phrases(field: Field, phrases: &[String]) -> Option<BooleanQuery> {
    let phrases = phrases.iter().map(|words| cut(prose(), words)).filter(|words| !words.is_empty());
    let all: Vec<(Occur, Box<dyn Query>)> = phrases.map(|words| (Occur::Must, phrase(field, &words))).collect();
    (!all.is_empty()).then(|| BooleanQuery::new(all))
}

fn term(field: Field, word: &str, option: IndexRecordOption) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, word), option))
}
