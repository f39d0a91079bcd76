//! Why a statement has its speaker.

use crate::extract::{Statement, Step};
use crate::extraction::extract;
use crate::search::StatementHit;
use crate::text::{Span, paragraphs};

/// A statement of the index, and the steps from its source to its speaker.
#[derive(Clone, Debug)]
pub(crate) struct Explanation {
    /// The statement.
    pub hit: StatementHit,
    /// From the source as it is named there to the introduction.
    pub steps: Vec<ExplainedStep>,
}

/// A step from a source to its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExplainedStep {
    /// The words, or the name by the user's rules; `None` if they are not in the body.
    pub words: Option<String>,
    /// The place of the words in the body, in bytes.
    pub span: Option<Span>,
    /// The paragraph of the body, from 1.
    pub paragraph: Option<usize>,
    /// What they are, and why the next step follows.
    pub why: String,
}

impl Explanation {
    /// Explains a statement by extracting its article again; `None` if the extractor does not find the same statement, or if
    /// it is a “no comment”.
    pub(crate) fn of(hit: StatementHit) -> Option<Self> {
        let stored = hit.finding.statement()?;
        let extraction = extract(hit.article().clone());
        let found = extraction.statements.get(hit.finding.number.checked_sub(1)?)?;
        if found.content != stored.content {
            return None;
        }
        let mut steps = steps(found, &extraction.article.body);
        steps.extend(renamed(found, stored));
        Some(Self { hit, steps })
    }
}

fn steps(statement: &Statement, body: &str) -> Vec<ExplainedStep> {
    let paragraphs = paragraphs(body);
    let paragraph = |span: Span| paragraphs.partition_point(|paragraph| paragraph.span.start() <= span.start());
    let step = |step: &Step| ExplainedStep {
        words: step.span.map(|span| span.of(body).to_owned()),
        span: step.span,
        paragraph: step.span.map(paragraph),
        why: step.why.to_string(),
    };
    statement.steps.iter().map(step).collect()
}

/// The step from the extractor's name to that by the user's rules, if the two differ.
fn renamed(found: &Statement, stored: &Statement) -> Option<ExplainedStep> {
    let (found, stored) = (&found.source.speaker, &stored.source.speaker);
    (found != stored).then(|| ExplainedStep {
        words: stored.as_ref().or(found.as_ref()).cloned(),
        span: None,
        paragraph: None,
        why: match stored {
            Some(_) => "the name by the rules of names.toml".to_owned(),
            None => "no speaker by the rules of names.toml".to_owned(),
        },
    })
}
