//! Articles and statements by their id.

use std::sync::Arc;

use tantivy::DocAddress;
use tantivy::collector::TopDocs;

use super::highlight::Highlighter;
use super::order;
use super::read::{Found, Store};
use super::{Selectors, StatementHit};
use crate::error::{Error, ErrorKind, Result};
use crate::extract::{Finding, What};
use crate::extraction::Extraction;
use crate::index::schema;
use crate::search::Search;

/// How many articles with one id are read.
const LIMIT: usize = 100;

pub(in crate::search) fn articles(search: &Search<'_>, id: &str) -> Result<Vec<Extraction>> {
    let mut articles = Vec::new();
    for place in places(search, id)? {
        let mut extraction = Store(search).article(place)?;
        let statement = |finding: Finding| match finding.what {
            What::Statement(statement) => Some(statement),
            What::NoComment(_) => None,
        };
        let findings = findings(search, place, &extraction)?;
        extraction.statements = findings.into_iter().filter_map(|(_, finding)| statement(finding)).collect();
        articles.push(extraction);
    }
    if articles.is_empty() { Err(unknown(id, schema::ARTICLE)) } else { Ok(articles) }
}

pub(in crate::search) fn statements(search: &Search<'_>, id: &str) -> Result<Vec<StatementHit>> {
    let mut statements = Vec::new();
    // The id of a statement is the id of its article, `#`, and its number.
    let of_article = id.rsplit_once('#').map_or(id, |(article, _)| article);
    for place in places(search, of_article)? {
        let extraction = Arc::new(Store(search).article(place)?);
        let mut findings = findings(search, place, &extraction)?.into_iter();
        if let Some((place, finding)) = findings.find(|(_, finding)| finding.id(of_article) == id) {
            let selectors = Selectors::new(&extraction.article.body);
            let found = Found { place, score: 0.0, finding, extraction: &extraction, selectors: &selectors };
            statements.push(StatementHit::new(found, search, &Highlighter::default(), Vec::new(), Vec::new()));
        }
    }
    if statements.is_empty() { Err(unknown(id, schema::STATEMENT)) } else { Ok(statements) }
}

fn places(search: &Search<'_>, id: &str) -> Result<Vec<DocAddress>> {
    let query = search.compiler().term(search.index.fields.id, id);
    let places = search.run(query.as_ref(), &TopDocs::with_limit(LIMIT).order_by(order::place()))?;
    Ok(places.into_iter().map(|(_, place)| place).collect())
}

/// The statements of the article at a place, then its “no comments”, each with its own place.
fn findings(search: &Search<'_>, place: DocAddress, article: &Extraction) -> Result<Vec<(DocAddress, Finding)>> {
    let finding = |place| Ok((place, Store(search).finding(place, article)?));
    Store(search).statements_of(place)?.into_iter().map(finding).collect()
}

fn unknown(id: &str, kind: &str) -> Error {
    let what = format!("no {kind} has the id “{id}”");
    Error::new(ErrorKind::UnknownId, what, "`onrecord query` shows the id of each hit")
}
