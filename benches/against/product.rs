//! onrecord, called as a library.

use std::cell::Cell;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use onrecord::{Facet, Index, Page, Query, Search, Sort, Update, Updater};

use crate::engine::Engine;
use crate::question::{Kind, Question};

/// A long run reports its progress this often.
const REPORT_EVERY: Duration = Duration::from_secs(10);

/// Updates an index from a file or folder and reports progress on standard error.
pub(crate) fn index(texts: &Path, directory: &Path) -> Update {
    let index = Index::open_or_create(directory).expect("an index");
    let begun = Instant::now();
    let last_report = Cell::new(begun);
    let report = |progress: onrecord::Progress| {
        if last_report.get().elapsed() >= REPORT_EVERY {
            last_report.set(Instant::now());
            let (articles, statements) = (progress.articles, progress.statements);
            let share = 100 * progress.bytes / progress.all.max(1);
            eprintln!("  {share:>3} % {articles} articles, {statements} statements, {:?}", begun.elapsed());
        }
    };
    Updater::new(&index).on_progress(report).update(&[texts.to_owned()]).expect("an update")
}

pub(crate) struct Product {
    pub(crate) search: Search<'static>,
}

impl Product {
    pub(crate) fn open(directory: &Path) -> Self {
        // The search borrows the index. Both live as long as the process.
        let index: &'static Index = Box::leak(Box::new(Index::open(directory).expect("the index")));
        Self { search: Search::new(index).expect("a search") }
    }

    /// The number of articles that onrecord collapses as reprints of another one.
    pub(crate) fn collapsed(&self) -> usize {
        let shown = self.search.count_articles(&Query::default()).expect("a count");
        self.search.totals().expect("the totals").articles - shown
    }
}

const TEN: Page = Page { sort: Sort::Relevance, limit: 10, offset: 0 };

/// onrecord asked for statements, which is what most people ask it for.
pub(crate) struct Statements<'p>(pub(crate) &'p Product);

impl Engine for Statements<'_> {
    fn name(&self) -> &'static str {
        "onrecord"
    }

    fn ask(&self, question: &Question) -> usize {
        let query: Query = question.text.parse().expect("a query");
        if question.kind == Kind::Facets {
            return self.0.search.list(&query, Facet::Speakers).expect("the speakers").len();
        }
        let found = self.0.search.statements(&query, TEN).expect("an answer");
        black_box(found.hits);
        found.total
    }
}

/// onrecord asked for articles by their words, which is all that the other engines can answer.
pub(crate) struct Articles<'p>(pub(crate) &'p Product);

impl Engine for Articles<'_> {
    fn name(&self) -> &'static str {
        "onrecord"
    }

    fn ask(&self, question: &Question) -> usize {
        let found = self.0.search.articles(&in_article(question), TEN).expect("an answer");
        black_box(found.hits);
        found.total
    }

    fn count(&self, question: &Question) -> usize {
        self.0.search.count_articles(&in_article(question)).expect("a count")
    }
}

fn in_article(question: &Question) -> Query {
    format!("{} in:article", question.text).parse().expect("a query")
}
