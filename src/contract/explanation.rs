//! Why a statement has its speaker, and an article its topics.

use serde::Serialize;

use super::{ArticleJson, Body, StatementJson};
use crate::article::Article;
use crate::extract::Step;
use crate::extraction::extract;
use crate::topic::{Decisive, Rules, Topic};

/// A statement, and how its source leads to who it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplanationJson {
    /// The statement.
    #[serde(flatten)]
    pub statement: StatementJson,
    /// From the source as it is named there to the introduction.
    pub steps: Vec<StepJson>,
}

/// A step from a source to who it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepJson {
    /// The words, or the name by the user's rules; nothing where they do not stand in the body.
    pub words: Option<String>,
    /// Where they stand.
    pub span: Option<[usize; 2]>,
    /// The paragraph of the body, from 1.
    pub paragraph: Option<usize>,
    /// What they are, and why the next step follows.
    pub why: String,
}

impl ExplanationJson {
    /// Explains a statement of an article by extracting it anew; nothing where it is not found as it is given.
    pub fn of(article: &ArticleJson, statement: &StatementJson) -> Option<Self> {
        let extraction = extract(Article {
            id: article.id.clone(),
            body: article.body.clone(),
            title: article.head.title.clone(),
            authors: article.head.authors.clone(),
            language: article.head.language.clone(),
            ..Article::default()
        });
        let number: usize = statement.id.rsplit('#').next()?.parse().ok()?;
        let number = number.checked_sub(1)?;
        let found = extraction.statements.get(number)?;
        let body = Body::new(&article.body);
        if !found.content.iter().map(|span| body.points.of(*span)).eq(statement.content.iter().copied()) {
            return None;
        }
        let step = |step: &Step| StepJson {
            words: step.span.map(|span| span.of(body.text).to_owned()),
            span: step.span.map(|span| body.points.of(span)),
            paragraph: step.span.map(|span| body.paragraph(span)),
            why: step.why.to_string(),
        };
        let mut steps: Vec<StepJson> = found.steps.iter().map(step).collect();
        if found.speaker != statement.speaker {
            steps.push(StepJson {
                words: statement.speaker.as_ref().or(found.speaker.as_ref()).cloned(),
                span: None,
                paragraph: None,
                why: match statement.speaker {
                    Some(_) => "the name by the rules of names.toml".to_owned(),
                    None => "no speaker by the rules of names.toml".to_owned(),
                },
            });
        }
        Some(Self { statement: statement.clone(), steps })
    }
}

/// A topic, and what decided it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TopicReasonJson {
    /// The topic.
    #[serde(flatten)]
    pub topic: Topic,
    /// The outlet's labels that name it or one below it.
    pub labels: Vec<String>,
    /// The terms in headline and text that speak for it, those first that say most.
    pub words: Vec<Decisive>,
}

/// An article's topics, each with what decided it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TopicsJson {
    /// The article's id.
    pub id: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its topics, best first.
    pub topics: Vec<TopicReasonJson>,
}

impl TopicsJson {
    /// Explains the topics of an article by finding them anew.
    pub fn of(article: &ArticleJson, rules: &Rules) -> Self {
        let reasons = rules.reasons(&Article {
            body: article.body.clone(),
            title: article.head.title.clone(),
            labels: article.labels.clone(),
            language: article.head.language.clone(),
            ..Article::default()
        });
        let topics = reasons.into_iter();
        Self {
            id: article.id.clone(),
            title: article.head.title.clone(),
            topics: topics
                .map(|reason| TopicReasonJson { topic: reason.topic, labels: reason.labels, words: reason.words })
                .collect(),
        }
    }
}
