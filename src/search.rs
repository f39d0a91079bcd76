//! Answers queries: statements and articles, counts, and the people a name fits.

mod answer;
mod choice;
mod collapse;
mod compile;
mod count;
mod nothing;
mod people;
mod row;
mod text_match;
mod unseen;
mod who;

use std::num::NonZero;
use std::sync::Arc;

use serde::Serialize;
use tantivy::collector::{Collector, Count};
use tantivy::query::{BooleanQuery, EnableScoring};
use tantivy::{Executor, Searcher};

use self::answer::highlight::Highlighter;
use self::answer::{by_id, page, read, similar};
use self::collapse::reprints::Reprints;
use self::collapse::{Collapsed, ReprintCollector};
use self::compile::Compiler;
use self::count::values::{ValueCounts, Values};
use self::count::{health, profile, tally, topics};
use self::unseen::Unseen;
use self::who::Who;
use crate::error::{Error, Result};
use crate::extraction::Extraction;
use crate::identity::{People, Verdict, verdict};
use crate::index::people::{LazyPeople, archive};
use crate::index::reprint_groups::ReprintGroups;
use crate::index::{Index, schema};
use crate::query::Query;

pub use answer::HitPerson;
pub(crate) use answer::Reprint;
pub(crate) use answer::Selector;
pub(crate) use answer::sha256;
pub use answer::{ArticleHit, Page, Sort, StatementHit};
pub use choice::{Candidate, NameChoice};
pub use count::Facet;
pub(crate) use count::{Extent, Health, Profile, Role, Tally, TopicCount, Totals};
pub(crate) use count::{UNCERTAIN, without_gaps};
pub(crate) use people::Speaker;
pub(crate) use unseen::{Seen, StatementKey};

/// The hits of one page, and how many there are in all.
#[derive(Clone, Debug)]
pub struct Found<T> {
    /// All that match. Reprints count as one, unless the search is [`Search::expanded`].
    pub total: usize,
    /// The hits of the page.
    pub hits: Vec<T>,
}

/// A name, and how often it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// The name, in its commonest form.
    pub name: String,
    /// How many statements or articles.
    pub count: u64,
}

/// An index, open for queries.
///
/// Reprints are collapsed: articles that print the same story are one hit, and so is a quotation (the same words of the same
/// speaker) in several of them. The earliest one that matches is shown (ties by outlet), with the others listed in it. Counts
/// are of such hits, except for counts by outlet, which include reprints.
///
/// # Errors
/// All methods fail if the index cannot be read, and those that take a query also if it names an unknown topic.
pub struct Search<'i> {
    index: &'i Index,
    searcher: Searcher,
    executor: Executor,
    reprints: Reprints,
    people: LazyPeople,
    /// Whether a name in the query is also somebody else's.
    is_ambiguous: bool,
    /// Leaves out what a saved search has shown.
    unseen: Option<Unseen>,
}

/// An index with more documents is searched and read on several threads.
const MANY: u64 = 1 << 18;

impl<'i> Search<'i> {
    /// Opens the newest commit of an index.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn new(index: &'i Index) -> Result<Self> {
        let searcher = index.searcher()?;
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let executor = (searcher.num_docs() > MANY && threads > 1)
            .then(|| Executor::multi_thread(threads, "searching-").ok())
            .flatten()
            .unwrap_or_else(Executor::single_thread);
        let reprints = Reprints::new(ReprintGroups::read(index.directory()), searcher.segment_readers().len());
        let people = LazyPeople::of(index.directory());
        Ok(Self { index, searcher, executor, reprints, people, is_ambiguous: false, unseen: None })
    }

    /// Finds and counts each reprint on its own.
    pub fn expanded(self) -> Self {
        Self { reprints: Reprints::none(), ..self }
    }

    /// Marks the hits of a query as ambiguous: a name in it is also somebody else's.
    pub(crate) fn ambiguous(self, is_ambiguous: bool) -> Self {
        Self { is_ambiguous, ..self }
    }

    /// Leaves out the statements that a saved search has shown.
    pub(crate) fn unseen(self, seen: Seen) -> Self {
        let unseen = (seen != Seen::default()).then(|| Unseen(Arc::new(seen)));
        Self { unseen, ..self }
    }

    /// The newest commit in which a statement first appeared; 0 if the index is empty.
    pub(crate) fn newest_commit(&self) -> Result<u64> {
        self.index.guarded(|| unseen::newest_commit(&self.searcher).map_err(|error| self.failed(&error)))
    }

    /// The statements that match.
    pub fn statements(&self, query: &Query, page: Page) -> Result<Found<StatementHit>> {
        let (collapsed, places) = page::places(self, query, schema::STATEMENT, page)?;
        let hits = read::statement_hits(self, places, &collapsed, &Highlighter::new(query))?;
        Ok(Found { total: collapsed.total, hits })
    }

    /// The articles that match. A speaker or an organization matches if a statement of the article has it.
    pub fn articles(&self, query: &Query, page: Page) -> Result<Found<ArticleHit>> {
        let (collapsed, places) = page::places(self, query, schema::ARTICLE, page)?;
        let hits = read::article_hits(self, places, &collapsed, &Highlighter::new(query))?;
        Ok(Found { total: collapsed.total, hits })
    }

    /// All statements that match from the offset on, in pages of the limit; one page at least, which can be empty.
    ///
    /// The query runs once, for the places of all hits; each page is read when it is asked for.
    pub fn statement_pages(
        &self,
        query: &Query,
        page: Page,
    ) -> Result<impl Iterator<Item = Result<Found<StatementHit>>>> {
        let (collapsed, places) = page::places(self, query, schema::STATEMENT, Page { limit: usize::MAX, ..page })?;
        let highlighter = Highlighter::new(query);
        Ok(in_pages(places, page.limit).map(move |places| {
            let hits = read::statement_hits(self, places, &collapsed, &highlighter)?;
            Ok(Found { total: collapsed.total, hits })
        }))
    }

    /// All articles that match, in pages as by [`Search::statement_pages`].
    pub fn article_pages(&self, query: &Query, page: Page) -> Result<impl Iterator<Item = Result<Found<ArticleHit>>>> {
        let (collapsed, places) = page::places(self, query, schema::ARTICLE, Page { limit: usize::MAX, ..page })?;
        let highlighter = Highlighter::new(query);
        Ok(in_pages(places, page.limit).map(move |places| {
            let hits = read::article_hits(self, places, &collapsed, &highlighter)?;
            Ok(Found { total: collapsed.total, hits })
        }))
    }

    /// How many articles are in a language whose statements are not found.
    pub(crate) fn in_other_languages(&self) -> Result<u64> {
        health::in_other_languages(self)
    }

    /// How many statements match.
    pub fn count_statements(&self, query: &Query) -> Result<usize> {
        self.count(query, schema::STATEMENT)
    }

    /// How many articles match.
    pub fn count_articles(&self, query: &Query) -> Result<usize> {
        self.count(query, schema::ARTICLE)
    }

    /// The names of speakers in a query that several people have, with these people and the one who is clearly meant.
    pub fn choices(&self, query: &Query) -> Result<Vec<NameChoice>> {
        choice::choices(self, query)
    }

    /// Whether several people have the name of a speaker in a query.
    pub(crate) fn is_ambiguous(&self, query: &Query) -> Result<bool> {
        choice::is_ambiguous(self, query)
    }

    /// Adds to the people of a choice what tells them apart: role, outlets and months.
    pub(crate) fn describe(&self, query: &Query, choice: &mut NameChoice) -> Result<()> {
        choice::describe_all(self, query, choice)
    }

    /// The names of outlets in a query that several outlets have, with these.
    pub(crate) fn outlets_meant(&self, query: &Query) -> Result<Vec<(String, Vec<Counted>)>> {
        choice::outlets(self, query)
    }

    /// The people and organizations who speak in the statements that match, with all forms of their names and
    /// their roles.
    pub(crate) fn speakers(&self, query: &Query) -> Result<Vec<Speaker>> {
        self.check_topics(query)?;
        let mut speakers = people::speakers(self, self.compile(&query.of_claims(), schema::STATEMENT)?.as_ref())?;
        people::add_roles(self, &mut speakers)?;
        Ok(speakers)
    }

    /// Why two names are one person's here, or why not.
    ///
    /// Costs reading five columns of each statement.
    pub(crate) fn same_person(&self, one: &str, other: &str) -> Result<Verdict> {
        let read = || archive(&self.searcher).map_err(|error| self.failed(&error));
        Ok(verdict(&self.index.guarded(read)?, self.people.get(), one, other))
    }

    /// The people of the archive.
    pub(crate) fn people(&self) -> &People {
        self.people.get()
    }

    /// Why no statement matches, or with `articles` no article: a sentence for each condition that nothing meets, with the names that
    /// may be meant.
    pub(crate) fn why_nothing(&self, query: &Query, articles: bool) -> Result<Vec<String>> {
        nothing::reasons(self, query, if articles { schema::ARTICLE } else { schema::STATEMENT })
    }

    /// The articles with this id, each with its statements; several if different files have the same id.
    ///
    /// # Errors
    /// If no article has this id.
    pub fn articles_with_id(&self, id: &str) -> Result<Vec<Extraction>> {
        by_id::articles(self, id)
    }

    /// The statements with this id, each with its article.
    ///
    /// # Errors
    /// If no statement has this id.
    pub fn statements_with_id(&self, id: &str) -> Result<Vec<StatementHit>> {
        by_id::statements(self, id)
    }

    /// Statements that contain all of these phrases; first those whose speaker's name has the word `family`, then the best
    /// matches.
    ///
    /// Reprints are not collapsed. Words are compared by their stems, so check the hits.
    pub(crate) fn statements_with(
        &self,
        phrases: &[String],
        family: Option<&str>,
        limit: usize,
    ) -> Result<Vec<StatementHit>> {
        similar::statements_with(self, phrases, family, limit)
    }

    /// Statements that share the rarest words of a text, the best matches first; `family` in the speaker's name counts as
    /// one word.
    pub(crate) fn statements_like(&self, text: &str, family: Option<&str>, limit: usize) -> Result<Vec<StatementHit>> {
        similar::statements_like(self, text, family, limit)
    }

    /// Articles whose headline or text contains all of these phrases, without their statements.
    pub(crate) fn articles_with(&self, phrases: &[String], limit: usize) -> Result<Vec<Extraction>> {
        similar::articles_with(self, phrases, limit)
    }

    /// Articles that share the rarest words of a text, the best matches first, without their statements.
    pub(crate) fn articles_like(&self, text: &str, limit: usize) -> Result<Vec<Extraction>> {
        similar::articles_like(self, text, limit)
    }

    /// How many matching statements each value of a facet has, most first; months in order.
    pub fn list(&self, query: &Query, facet: Facet) -> Result<Vec<Counted>> {
        Ok(self.tallies(query, &[facet])?.into_iter().flat_map(|tally| tally.counts).collect())
    }

    /// The same for several facets at once, which costs less than one after the other.
    pub(crate) fn tallies(&self, query: &Query, facets: &[Facet]) -> Result<Vec<Tally>> {
        tally::tallies(self, query, facets)
    }

    /// How many statements match, and how many speakers, outlets and months they have.
    pub(crate) fn extent(&self, query: &Query) -> Result<Extent> {
        tally::extent(self, query)
    }

    /// The topics of matching statements as a tree: each before the narrower ones, the commonest first.
    pub fn topics(&self, query: &Query) -> Result<Vec<TopicCount>> {
        topics::topics(self, query)
    }

    /// The profile of the speaker of the matching statements; ask for one speaker. None if nothing matches.
    ///
    /// Costs reading the newest 5,000 statements and their articles.
    pub(crate) fn profile(&self, query: &Query) -> Result<Option<Profile>> {
        profile::profile(self, query)
    }

    /// How large the index is, reprints included.
    pub fn totals(&self) -> Result<Totals> {
        health::totals(self)
    }

    /// The health of the archive, with at most this many examples of each concern.
    ///
    /// Costs reading three columns for each article.
    pub(crate) fn health(&self, examples: usize) -> Result<Health> {
        health::health(self, examples)
    }

    fn count(&self, query: &Query, document: &'static str) -> Result<usize> {
        self.check_topics(query)?;
        Ok(self.collapse(self.compile(query, document)?.as_ref(), document)?.total)
    }

    fn check_topics(&self, query: &Query) -> Result<()> {
        topics::check(self, query)
    }

    /// Collapses the reprints among the documents that match.
    fn collapse(&self, query: &dyn tantivy::query::Query, document: &str) -> Result<Collapsed> {
        if self.reprints.groups().is_empty() {
            return Ok(Collapsed::without_reprints(self.run(query, &Count)?));
        }
        self.run(query, &self.reprint_collector(document))
    }

    fn reprint_collector(&self, document: &str) -> ReprintCollector {
        ReprintCollector { reprints: self.reprints.clone(), quotations: document == schema::STATEMENT }
    }

    /// How many matching statements have each value of a column.
    fn values(&self, query: &dyn tantivy::query::Query, column: &'static str) -> Result<Values> {
        self.run_shown(query, ValueCounts::of(column), &self.collapse(query, schema::STATEMENT)?)
    }

    /// Runs a collector on the documents that are shown.
    fn run_shown<C: Collector>(
        &self,
        query: &dyn tantivy::query::Query,
        collector: C,
        collapsed: &Collapsed,
    ) -> Result<C::Fruit> {
        // A bare collector is faster: it can skip documents that cannot be among the best.
        if collapsed.hides_nothing() {
            self.run(query, &collector)
        } else {
            self.run(query, &collapsed.shown(collector))
        }
    }

    fn compile(&self, query: &Query, document: &'static str) -> Result<Box<dyn tantivy::query::Query>> {
        let compiled = self.index.guarded(|| Ok(self.compiler().query(query, document)))?;
        Ok(match &self.unseen {
            Some(unseen) => Box::new(BooleanQuery::intersection(vec![compiled, Box::new(unseen.clone())])),
            None => compiled,
        })
    }

    /// The statements that match and are of some people or organizations.
    fn statements_of(&self, query: &Query, speakers: &[Who]) -> Result<Box<dyn tantivy::query::Query>> {
        let said = self.index.guarded(|| Ok(self.compiler().said_by(speakers)))?;
        Ok(Box::new(BooleanQuery::intersection(vec![self.compile(query, schema::STATEMENT)?, said])))
    }

    fn compiler(&self) -> Compiler<'_> {
        Compiler { fields: &self.index.fields, searcher: &self.searcher, people: &self.people }
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

/// Places in pages, of which there is one at least.
fn in_pages(places: read::Places, size: usize) -> impl Iterator<Item = read::Places> {
    let mut rest = places.into_iter();
    let first: read::Places = rest.by_ref().take(size.max(1)).collect();
    let next = std::iter::from_fn(move || {
        let page: read::Places = rest.by_ref().take(size.max(1)).collect();
        (!page.is_empty()).then_some(page)
    });
    std::iter::once(first).chain(next)
}
