//! A query answered: statements or articles, counts, and who a name fits.

mod by_text;
mod candidates;
mod compile;
mod count;
mod explained;
mod facet;
mod fold;
mod forms;
mod health;
mod hit;
mod join;
mod mark;
mod order;
mod page;
mod profile;
mod read;
mod selector;
mod shared;
mod surface;
mod tally;
mod topics;
mod uninflected;

use std::num::NonZero;

use serde::Serialize;
use tantivy::collector::{Collector, Count, TopDocs};
use tantivy::query::{BooleanQuery, EnableScoring, Occur};
use tantivy::{DocAddress, Executor, Searcher};

use crate::contract::{ArticleJson, StatementJson};
use crate::error::{Error, ErrorKind, Result};
use crate::extract::Kind;
use crate::index::schema::{self, column};
use crate::index::stories::Stories;
use crate::index::{Index, block};
use crate::names;
use crate::query::{Field, Query};
use crate::text::CodePoints;
use compile::Compiler;
use count::{ValueCounts, Values};
use fold::{Fold, Printings};
use mark::Wanted;
use shared::Shared;

pub use facet::{Facet, Totals};
pub use health::{Concerned, Health};
pub use hit::{ArticleHit, Printing, StatementHit};
pub use page::{Page, Sort};
pub use profile::{Profile, Role, UNCERTAIN};
pub use selector::{Selector, Selectors, sha256};
pub use tally::{Extent, Tally, without_gaps};
pub use topics::TopicCount;

/// The hits of one page, and how many there are in all.
#[derive(Clone, Debug)]
pub struct Found<T> {
    /// All that match, each printing on its own where the search is [`Search::expanded`].
    pub total: usize,
    /// Those of the page.
    pub hits: Vec<T>,
}

/// A name and how often it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// The name, in its commonest form.
    pub name: String,
    /// How many statements or articles.
    pub count: u64,
}

/// A name that was asked for and fits several people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguity {
    /// The name as it was asked.
    pub asked: String,
    /// The people whom it fits, with their statements under the other filters, most first.
    pub people: Vec<Counted>,
}

/// An index, open for questions.
///
/// What is printed many times is found once: articles that print the same story are one hit, and so is a quotation, the
/// same words of the same speaker, in several of them. The earliest of those that match stands for all, of one day that of
/// the outlet first in the alphabet, and has the others with it. Counts are of such hits, but for those of outlets.
pub struct Search<'i> {
    index: &'i Index,
    searcher: Searcher,
    executor: Executor,
    shared: Shared,
}

/// An index of more documents is searched, and its hits are read, by several threads.
const MANY: u64 = 1 << 18;

impl<'i> Search<'i> {
    /// Opens the newest commit of an index.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn new(index: &'i Index) -> Result<Self> {
        let searcher = index.searcher()?;
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let executor = (searcher.num_docs() > MANY && threads > 1)
            .then(|| Executor::multi_thread(threads, "searching-").ok())
            .flatten()
            .unwrap_or_else(Executor::single_thread);
        let shared = Shared::new(Stories::read(index.directory()), searcher.segment_readers().len());
        Ok(Self { index, searcher, executor, shared })
    }

    /// The same, with each printing found and counted on its own.
    pub fn expanded(self) -> Self {
        Self { shared: Shared::none(), ..self }
    }

    /// The statements that match.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn statements(&self, query: &Query, page: Page) -> Result<Found<StatementHit>> {
        let (fold, places) = self.places(query, schema::STATEMENT, page)?;
        let hits = self.statement_hits(places, &fold, &Wanted::of(query))?;
        Ok(Found { total: fold.total, hits })
    }

    /// The articles that match, or in which a statement's speaker or organization does.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn articles(&self, query: &Query, page: Page) -> Result<Found<ArticleHit>> {
        let (fold, places) = self.places(query, schema::ARTICLE, page)?;
        let hits = self.article_hits(places, &fold, &Wanted::of(query))?;
        Ok(Found { total: fold.total, hits })
    }

    /// How many statements match, or with `articles` how many articles, as [`Search::statements`] finds them.
    ///
    /// # Errors
    /// When the index cannot be read, or a topic is asked for that nobody knows.
    pub fn count(&self, query: &Query, articles: bool) -> Result<usize> {
        self.check_topics(query)?;
        let document = if articles { schema::ARTICLE } else { schema::STATEMENT };
        Ok(self.fold(self.compile(query, document)?.as_ref(), document)?.total)
    }

    /// The speakers asked for that fit several people, each with the people.
    ///
    /// A name that is a person's whole name fits that person only.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn ambiguities(&self, query: &Query) -> Result<Vec<Ambiguity>> {
        let mut found = Vec::new();
        for asked in query.values(Field::Speaker) {
            let mut others = query.without(Field::Speaker);
            others.filter(Field::Speaker, asked, false)?;
            let key = names::key(asked);
            let mut people = self.people(&others)?;
            // A single word is a family name, if it is anybody's.
            let of_family = |person: &Counted| names::family(&names::key(&person.name)) == key;
            if people.iter().any(of_family) {
                people.retain(of_family);
            }
            let whole = |person: &Counted| !names::is_partial(&key) && names::key(&person.name) == key;
            let full = people.iter().filter(|person| !names::is_partial(&names::key(&person.name))).count();
            if full > 1 && !people.iter().any(whole) {
                found.push(Ambiguity { asked: asked.to_owned(), people });
            }
        }
        Ok(found)
    }

    /// The people who speak in the statements that match, most statements first.
    fn people(&self, query: &Query) -> Result<Vec<Counted>> {
        let compiler = self.compiler();
        let persons = compiler.term(self.index.fields.speaker_kind, "person");
        let query =
            BooleanQuery::new(vec![(Occur::Must, self.compile(query, schema::STATEMENT)?), (Occur::Must, persons)]);
        Ok(count::grouped_by_key(&self.values(&query, column::SPEAKER)?))
    }

    /// The articles with this id, each with its statements; several where files of one id were indexed.
    ///
    /// # Errors
    /// When no article has this id.
    pub fn articles_with_id(&self, id: &str) -> Result<Vec<ArticleJson>> {
        let mut articles = Vec::new();
        for place in self.with_id(id)? {
            let mut article: ArticleJson = self.json(place)?;
            article.statements = self.block_of(place, &article)?;
            article.statements.retain(|statement| statement.kind != Kind::Declined);
            articles.push(article);
        }
        Self::known(id, schema::ARTICLE, !articles.is_empty())?;
        Ok(articles)
    }

    /// The statements with this id, each with its article.
    ///
    /// # Errors
    /// When no statement has this id.
    pub fn statements_with_id(&self, id: &str) -> Result<Vec<(StatementJson, ArticleJson)>> {
        let mut statements = Vec::new();
        // The id is the article's, `#`, and the number in it.
        let article = id.rsplit_once('#').map_or(id, |(article, _)| article);
        for place in self.with_id(article)? {
            let article: ArticleJson = self.json(place)?;
            let block = self.block_of(place, &article)?;
            statements.extend(block.into_iter().find(|statement| statement.id == id).map(|found| (found, article)));
        }
        Self::known(id, schema::STATEMENT, !statements.is_empty())?;
        Ok(statements)
    }

    fn with_id(&self, id: &str) -> Result<Vec<DocAddress>> {
        let query = self.compiler().term(self.index.fields.id, id);
        let places = self.run(query.as_ref(), &TopDocs::with_limit(100).order_by(order::place()))?;
        Ok(places.into_iter().map(|(_, place)| place).collect())
    }

    /// The statements of the article at a place, and behind them those who do not answer.
    fn block_of(&self, place: DocAddress, article: &ArticleJson) -> Result<Vec<StatementJson>> {
        let places = || block::statements_of(&self.searcher, place).map_err(|error| self.failed(&error));
        let places = self.index.guarded(places)?;
        let points = CodePoints::new(&article.body);
        places.map(|place| Ok(self.packed(place)?.unpack(article, &points))).collect()
    }

    fn known(id: &str, kind: &str, found: bool) -> Result<()> {
        let what = format!("no {kind} has the id “{id}”");
        let unknown = || Error::new(ErrorKind::UnknownId, what, "`onrecord query` shows the id of each hit");
        found.then_some(()).ok_or_else(unknown)
    }

    /// What of the documents that match is printed in several of them.
    fn fold(&self, query: &dyn tantivy::query::Query, document: &str) -> Result<Fold> {
        if self.shared.stories().is_empty() {
            return Ok(Fold::flat(self.run(query, &Count)?));
        }
        self.run(query, &self.printings(document))
    }

    /// What finds the printings among documents of a kind.
    fn printings(&self, document: &str) -> Printings {
        Printings { shared: self.shared.clone(), quotations: document == schema::STATEMENT }
    }

    /// How often each value of a column stands in the statements that match.
    fn values(&self, query: &dyn tantivy::query::Query, column: &'static str) -> Result<Values> {
        self.run_shown(query, ValueCounts::of(column), &self.fold(query, schema::STATEMENT)?)
    }

    /// Collects what the fold shows.
    fn run_shown<C: Collector>(
        &self,
        query: &dyn tantivy::query::Query,
        collector: C,
        fold: &Fold,
    ) -> Result<C::Fruit> {
        // A collector of its own may pass over what cannot be among the best.
        if fold.hides_nothing() { self.run(query, &collector) } else { self.run(query, &fold.shown(collector)) }
    }

    /// The query in the index's terms, some of which are looked up.
    fn compile(&self, query: &Query, document: &'static str) -> Result<Box<dyn tantivy::query::Query>> {
        self.index.guarded(|| Ok(self.compiler().query(query, document)))
    }

    fn compiler(&self) -> Compiler<'_> {
        Compiler { fields: &self.index.fields, searcher: &self.searcher }
    }

    fn run<C: Collector>(&self, query: &dyn tantivy::query::Query, collector: &C) -> Result<C::Fruit> {
        let scoring = match collector.requires_scoring() {
            true => EnableScoring::enabled_from_searcher(&self.searcher),
            false => EnableScoring::disabled_from_searcher(&self.searcher),
        };
        let search = || self.searcher.search_with_executor(query, collector, &self.executor, scoring);
        self.index.guarded(|| search().map_err(|error| self.failed(&error)))
    }

    fn failed(&self, error: &tantivy::TantivyError) -> Error {
        self.index.failed(error)
    }
}
