//! Hits, as `onrecord query` prints them.

use serde::{Deserialize, Serialize};

use super::{ArticleJson, HeadJson, StatementJson};
use crate::search::{ArticleHit, Reprint, Selector, StatementHit};
use crate::text::CodePoints;

/// A statement that matches, with the fields of its article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatementHitJson {
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
    pub also: Vec<ReprintJson>,
}

/// An article that matches, without its statements.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ArticleHitJson {
    /// The article.
    #[serde(flatten)]
    pub article: ArticleJson,
    /// How well the words match; 0 if the query has no words.
    pub score: f32,
    /// Reprints of the story that match too, the earliest first.
    #[serde(default)]
    pub also: Vec<ReprintJson>,
}

/// A reprint of a hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReprintJson {
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
    /// The position in a file of several articles, from 0.
    pub entry: Option<usize>,
}

impl From<&StatementHit> for StatementJson {
    fn from(hit: &StatementHit) -> Self {
        let statement = Self::of(&hit.finding, &hit.extraction, &CodePoints::new(&hit.article().body));
        Self { quote: hit.quote.clone(), ..statement }
    }
}

impl From<&StatementHit> for StatementHitJson {
    fn from(hit: &StatementHit) -> Self {
        Self {
            statement: hit.into(),
            article_id: hit.article().id.clone(),
            head: HeadJson::from(&*hit.extraction),
            selector: hit.selector.clone(),
            score: hit.score,
            also: hit.also.iter().map(ReprintJson::from).collect(),
        }
    }
}

impl From<&ArticleHit> for ArticleHitJson {
    fn from(hit: &ArticleHit) -> Self {
        Self {
            article: ArticleJson::from(&hit.extraction),
            score: hit.score,
            also: hit.also.iter().map(ReprintJson::from).collect(),
        }
    }
}

impl From<&Reprint> for ReprintJson {
    fn from(reprint: &Reprint) -> Self {
        Self {
            id: reprint.id.clone(),
            outlet: reprint.outlet.clone(),
            date: reprint.published.map(|published| published.to_string()),
            title: reprint.title.clone(),
            url: reprint.url.clone(),
            path: reprint.place.path().into_owned(),
            entry: reprint.place.entry,
        }
    }
}
