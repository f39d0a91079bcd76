//! onrecord as a library.

use std::cell::Cell;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use onrecord::index::{Index, Update, Updater};
use onrecord::query::Query;
use onrecord::search::{Facet, Page, Search, Sort};
use onrecord::source::Overrides;

use crate::answering::Engine;
use crate::question::{Kind, Question};

/// How often a long run tells how far it is.
const TELL_EVERY: Duration = Duration::from_secs(10);

/// Makes an index follow a file or folder, and says so now and then on standard error.
pub(crate) fn index(texts: &Path, directory: &Path) -> Update {
    let index = Index::open_or_create(directory).expect("an index");
    let begun = Instant::now();
    let told = Cell::new(begun);
    let tell = |progress: onrecord::index::Progress| {
        if told.get().elapsed() >= TELL_EVERY {
            told.set(Instant::now());
            let (articles, statements) = (progress.articles, progress.statements);
            let share = 100 * progress.bytes / progress.all.max(1);
            eprintln!("  {share:>3} % {articles} articles, {statements} statements, {:?}", begun.elapsed());
        }
    };
    Updater::new(&index).on_progress(tell).update(&[texts.to_owned()]).expect("an update")
}

pub(crate) struct Product {
    pub(crate) search: Search<'static>,
}

impl Product {
    pub(crate) fn open(directory: &Path) -> Self {
        // Lives as long as the process.
        let index: &'static Index = Box::leak(Box::new(Index::open(directory).expect("the index")));
        Self { search: Search::new(index).expect("a search") }
    }

    /// How many articles are other printings of a story, in the eyes of onrecord.
    pub(crate) fn folded(&self) -> usize {
        let shown = self.search.count_articles(&Query::default()).expect("a count");
        self.search.totals().expect("the totals").articles - shown
    }
}

const TEN: Page = Page { sort: Sort::Relevance, limit: 10, offset: 0 };

/// onrecord asked for what was said, as most people ask.
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

/// onrecord asked for articles by their words, which is all that the others can be asked.
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
