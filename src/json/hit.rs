//! Hits, as `onrecord query` prints them.

use serde::{Deserialize, Serialize};

use super::{ArticleJson, HeadJson, StatementJson};
use crate::search::{ArticleHit, HitPerson, Reprint, Selector, StatementHit};
use crate::text::CodePoints;

/// A statement that matches, with the fields of its article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatementHitJson {
    /// The statement.
    #[serde(flatten)]
    pub statement: StatementJson,
    /// Who said it, by the whole archive; null if it is nobody with a name.
    #[serde(default)]
    pub person: Option<PersonJson>,
    /// Whether the name asked for is also somebody else's.
    #[serde(default)]
    pub ambiguous: bool,
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

/// Who said a statement, by the whole archive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonJson {
    /// The id, which stays from run to run as long as the person has that name.
    pub id: String,
    /// The usual full name.
    pub name: String,
    /// If the article gives a family name alone and others of its days decide whose it is: how clear that is, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_archive: Option<f32>,
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
            person: hit.person.as_ref().map(PersonJson::from),
            ambiguous: hit.is_ambiguous,
            article_id: hit.article().id.clone(),
            head: HeadJson::from(&*hit.extraction),
            selector: hit.selector.clone(),
            score: hit.score,
            also: hit.also.iter().map(ReprintJson::from).collect(),
        }
    }
}

impl From<&HitPerson> for PersonJson {
    fn from(person: &HitPerson) -> Self {
        let by_archive = person.by_archive.map(|share| (share * 1000.0).round() / 1000.0);
        Self { id: person.id.clone(), name: person.name.clone(), by_archive }
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
