//! What matches, with the place of each match in its words.

use serde::{Deserialize, Serialize};

use super::Selector;
use super::mark::Wanted;
use super::read::Told;
use crate::contract::{ArticleJson, HeadJson, StatementJson};
use crate::text::Span;

/// A statement that matches, with its article's fields: the JSON of `onrecord query`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatementHit {
    /// The statement.
    #[serde(flatten)]
    pub statement: StatementJson,
    /// Its article's id.
    pub article_id: String,
    /// What its article's statements share.
    #[serde(flatten)]
    pub head: HeadJson,
    /// The way back to the first part of the words.
    #[serde(default)]
    pub selector: Selector,
    /// How well the words match; 0 where none were asked for.
    pub score: f32,
    /// Where else the same quotation is printed among what matches, the earliest first.
    #[serde(default)]
    pub also: Vec<Printing>,
    /// The matches in the words, as bytes of `quote`.
    #[serde(skip)]
    pub marks: Vec<Span>,
}

impl StatementHit {
    pub(super) fn new(told: Told<'_>, wanted: &Wanted, also: Vec<Printing>) -> Self {
        let Told { statement, article, selectors, score, .. } = told;
        Self {
            also,
            selector: selectors.first_of(&statement.content),
            marks: wanted.marks(&statement.quote),
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
    /// How well the words match; 0 where none were asked for.
    pub score: f32,
    /// Where else the same story is printed among what matches, the earliest first.
    #[serde(default)]
    pub also: Vec<Printing>,
    /// The matches in the body, in bytes.
    #[serde(skip)]
    pub marks: Vec<Span>,
}

impl ArticleHit {
    pub(super) fn new(article: ArticleJson, score: f32, wanted: &Wanted, also: Vec<Printing>) -> Self {
        Self { marks: wanted.marks(&article.body), article, score, also }
    }
}

/// Another printing of a hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printing {
    /// The id of the statement, or of the article where the hit is one.
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
    /// The place in a file of several articles, from 0.
    pub entry: Option<usize>,
}

impl Printing {
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
