//! Why a statement has its speaker, and an article its topics, as `onrecord explain` prints it.

use serde::Serialize;

use super::StatementJson;
use crate::explanation::Explanation;
use crate::extraction::Extraction;
use crate::text::CodePoints;
use crate::topic::{Decisive, Reason, Topic};

/// A statement, and the steps from its source to its speaker.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct ExplanationJson {
    /// The statement.
    #[serde(flatten)]
    pub statement: StatementJson,
    /// From the source as it is named there to the introduction.
    pub steps: Vec<StepJson>,
}

/// A step from a source to its name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct StepJson {
    /// The words, or the name by the user's rules; `None` if they are not in the body.
    pub words: Option<String>,
    /// The place of the words in the body.
    pub span: Option<[usize; 2]>,
    /// The paragraph of the body, from 1.
    pub paragraph: Option<usize>,
    /// What they are, and why the next step follows.
    pub why: String,
}

impl From<&Explanation> for ExplanationJson {
    fn from(explanation: &Explanation) -> Self {
        let hit = &explanation.hit;
        let points = CodePoints::new(&hit.article().body);
        let steps = explanation.steps.iter().map(|step| StepJson {
            words: step.words.clone(),
            span: step.span.map(|span| points.of(span)),
            paragraph: step.paragraph,
            why: step.why.clone(),
        });
        Self { statement: hit.into(), steps: steps.collect() }
    }
}

/// A topic, and what decided it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct TopicReasonJson {
    /// The topic.
    #[serde(flatten)]
    pub topic: Topic,
    /// The outlet's labels that name the topic or a narrower one.
    pub labels: Vec<String>,
    /// The terms of headline and text that count for it, strongest first.
    pub words: Vec<Decisive>,
}

/// An article's topics, each with what decided it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct TopicsJson {
    /// The article's id.
    pub id: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its topics, best first.
    pub topics: Vec<TopicReasonJson>,
}

impl TopicsJson {
    /// The topics of an article.
    pub(crate) fn of(extraction: &Extraction, reasons: &[Reason]) -> Self {
        let reason = |reason: &Reason| TopicReasonJson {
            topic: reason.topic.clone(),
            labels: reason.labels.clone(),
            words: reason.words.clone(),
        };
        Self {
            id: extraction.article.id.clone(),
            title: extraction.article.title.clone(),
            topics: reasons.iter().map(reason).collect(),
        }
    }
}
