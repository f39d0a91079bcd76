//! Articles and statements by their id.

use tantivy::DocAddress;
use tantivy::collector::TopDocs;

use super::order;
use super::read::Store;
use crate::contract::{ArticleJson, StatementJson};
use crate::error::{Error, ErrorKind, Result};
use crate::extract::Kind;
use crate::index::schema;
use crate::search::Search;
use crate::text::CodePoints;

/// How many articles with one id are read.
const LIMIT: usize = 100;

pub(in crate::search) fn articles(search: &Search<'_>, id: &str) -> Result<Vec<ArticleJson>> {
    let mut articles = Vec::new();
    for place in places(search, id)? {
        let mut article: ArticleJson = Store(search).article(place)?;
        article.statements = statements_of(search, place, &article)?;
        article.statements.retain(|statement| statement.kind != Kind::Declined);
        articles.push(article);
    }
    if articles.is_empty() { Err(unknown(id, schema::ARTICLE)) } else { Ok(articles) }
}

pub(in crate::search) fn statements(search: &Search<'_>, id: &str) -> Result<Vec<(StatementJson, ArticleJson)>> {
    let mut statements = Vec::new();
    // The id of a statement is the id of its article, `#`, and its number.
    let of_article = id.rsplit_once('#').map_or(id, |(article, _)| article);
    for place in places(search, of_article)? {
        let article: ArticleJson = Store(search).article(place)?;
        let found = statements_of(search, place, &article)?.into_iter().find(|statement| statement.id == id);
        statements.extend(found.map(|statement| (statement, article)));
    }
    if statements.is_empty() { Err(unknown(id, schema::STATEMENT)) } else { Ok(statements) }
}

fn places(search: &Search<'_>, id: &str) -> Result<Vec<DocAddress>> {
    let query = search.compiler().term(search.index.fields.id, id);
    let places = search.run(query.as_ref(), &TopDocs::with_limit(LIMIT).order_by(order::place()))?;
    Ok(places.into_iter().map(|(_, place)| place).collect())
}

/// The statements of the article at a place, then its “no comment”.
fn statements_of(search: &Search<'_>, place: DocAddress, article: &ArticleJson) -> Result<Vec<StatementJson>> {
    let points = CodePoints::new(&article.body);
    let statement = |place| Ok(Store(search).statement(place)?.unpack(article, &points));
    Store(search).statements_of(place)?.into_iter().map(statement).collect()
}

fn unknown(id: &str, kind: &str) -> Error {
    let what = format!("no {kind} has the id “{id}”");
    Error::new(ErrorKind::UnknownId, what, "`onrecord query` shows the id of each hit")
}
