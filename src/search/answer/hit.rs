//! Hits, with the matches to highlight.

use serde::{Deserialize, Serialize};

use super::Selector;
use super::highlight::Highlighter;
use super::read::Found;
use crate::contract::{ArticleJson, HeadJson, StatementJson};
use crate::search::StatementKey;
use crate::text::Span;

/// A statement that matches, with the fields of its article: the JSON of `onrecord query`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatementHit {
    /// The statement.
    #[serde(flatten)]
    pub statement: StatementJson,
    /// The id of its article.
    pub article_id: String,
    /// The fields of its article.
    #[serde(flatten)]
    pub head: HeadJson,
    /// Locates the first part of the words in the article.
    #[serde(default)]
    pub selector: Selector,
    /// How well the words match; 0 if the query has no words.
    pub score: f32,
    /// Reprints of the quotation that match too, the earliest first.
    #[serde(default)]
    pub also: Vec<Reprint>,
    /// The matches in `quote`, in bytes.
    #[serde(skip)]
    pub highlights: Vec<Span>,
    /// The keys of the statement and of its reprints, by which a saved search remembers them.
    #[serde(skip)]
    pub keys: Vec<StatementKey>,
}

impl StatementHit {
    pub(super) fn new(
        found: Found<'_>,
        highlighter: &Highlighter,
        also: Vec<Reprint>,
        keys: Vec<StatementKey>,
    ) -> Self {
        let Found { statement, article, selectors, score, .. } = found;
        Self {
            also,
            keys,
            selector: selectors.first_of(&statement.content),
            highlights: highlighter.spans(&statement.quote),
            article_id: article.id.clone(),
            head: article.head.clone(),
            score,
            statement,
        }
    }
}

/// An article that matches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArticleHit {
    /// The article, without its statements.
    #[serde(flatten)]
    pub article: ArticleJson,
    /// How well the words match; 0 if the query has no words.
    pub score: f32,
    /// Reprints of the story that match too, the earliest first.
    #[serde(default)]
    pub also: Vec<Reprint>,
    /// The matches in the body, in bytes.
    #[serde(skip)]
    pub highlights: Vec<Span>,
}

impl ArticleHit {
    pub(super) fn new(article: ArticleJson, score: f32, highlighter: &Highlighter, also: Vec<Reprint>) -> Self {
        Self { highlights: highlighter.spans(&article.body), article, score, also }
    }
}

/// A reprint of a hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reprint {
    /// The id of the statement, or of the article if the hit is an article.
    pub id: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// ISO 8601.
    pub date: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// The file.
    pub path: String,
    /// The number in a file of several articles, from 0.
    pub entry: Option<usize>,
}

impl Reprint {
    pub(super) fn new(id: String, article: &ArticleJson) -> Self {
        Self {
            id,
            outlet: article.head.outlet.clone(),
            date: article.head.date.clone(),
            title: article.head.title.clone(),
            url: article.head.url.clone(),
            path: article.head.path.clone(),
            entry: article.head.entry,
        }
    }
}
