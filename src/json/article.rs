//! An article with its statements.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{NoCommentJson, StatementJson};
use crate::article::{DateSource, OutletSource};
use crate::extract::What;
use crate::extraction::Extraction;
use crate::text::CodePoints;
use crate::topic::{Topic, TopicSource};

/// The fields of an article that each of its statements has too.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct HeadJson {
    /// The file.
    pub path: String,
    /// The path inside the file, if that is an archive, or the address, if it is a crawl; otherwise left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// The position in a file or member of several articles, from 0.
    pub entry: Option<usize>,
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where the outlet's name comes from.
    pub outlet_source: Option<OutletSource>,
    /// ISO 8601.
    pub date: Option<String>,
    /// Where the date comes from.
    pub date_source: Option<DateSource>,
    /// The agency that wrote it, according to its credit.
    pub wire: Option<String>,
    /// The place that it reports from.
    pub dateline: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// The format that it was read from, such as `HTML` or `NewsML-G2`.
    pub shape: String,
    /// Whether the body is known to be a teaser or an excerpt.
    pub partial: bool,
    /// IPTC Media Topics, best first: a top level, then its narrower concepts, then the next top level.
    pub topics: Vec<Topic>,
    /// What decided the first topic.
    pub topic_source: Option<TopicSource>,
    /// The user's own fields that the run keeps; left out without any.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
}

/// An article with its statements, as `onrecord extract` prints it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArticleJson {
    /// The input's own id, or a short hash.
    pub id: String,
    /// The fields that its statements have too.
    #[serde(flatten)]
    pub head: HeadJson,
    /// The outlet's own summary.
    pub description: Option<String>,
    /// The outlet's own sections, keywords and codes.
    #[serde(default)]
    pub labels: Vec<String>,
    /// The organizations that the text names, each by its fullest name there.
    #[serde(default)]
    pub organizations: Vec<String>,
    /// The people that it names.
    #[serde(default)]
    pub people: Vec<String>,
    /// The text.
    pub body: String,
    /// Who says what, in the order of the text.
    pub statements: Vec<StatementJson>,
    /// Who declined to answer, in the order of the text. None of these is a statement.
    #[serde(default, rename = "silences")]
    pub no_comments: Vec<NoCommentJson>,
}

impl From<&Extraction> for HeadJson {
    fn from(extraction: &Extraction) -> Self {
        let article = &extraction.article;
        Self {
            path: article.place.path().into_owned(),
            member: article.place.member.clone(),
            entry: article.place.entry,
            title: article.title.clone(),
            authors: article.authors.clone(),
            outlet: article.outlet.clone(),
            outlet_source: article.outlet_source,
            date: article.published.map(|published| published.to_string()),
            date_source: article.date_source,
            wire: article.wire.clone(),
            dateline: article.dateline.clone(),
            language: article.language.clone(),
            url: article.url.clone(),
            shape: article.shape.clone().into_owned(),
            partial: article.partial,
            topics: extraction.topics.clone(),
            topic_source: extraction.topics.first().map(|topic| topic.source),
            fields: article.own.iter().cloned().collect(),
        }
    }
}

impl From<&Extraction> for ArticleJson {
    fn from(extraction: &Extraction) -> Self {
        let article = &extraction.article;
        let points = CodePoints::new(&article.body);
        let (mut statements, mut no_comments) = (Vec::new(), Vec::new());
        for finding in extraction.findings() {
            match &finding.what {
                What::Statement(_) => statements.push(StatementJson::of(&finding, extraction, &points)),
                What::NoComment(no_comment) => {
                    no_comments.push(NoCommentJson::of(&finding, no_comment, extraction, &points));
                }
            }
        }
        Self {
            id: article.id.clone(),
            head: HeadJson::from(extraction),
            description: article.description.clone(),
            labels: article.labels.clone(),
            organizations: extraction.organizations.clone(),
            people: extraction.people.clone(),
            body: article.body.clone(),
            statements,
            no_comments,
        }
    }
}
