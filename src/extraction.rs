//! An article with all that is made of its text.

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::extract::{self, Around, Finding, NoComment, Reading, Statement, What};
use crate::naming::Naming;
use crate::text::{Document, Span, paragraph_spans};
use crate::topic::{Topic, TopicRules};

/// An article, what it is about, and who says what in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// The article as it was read.
    pub article: Article,
    /// Its topics, best first.
    pub topics: Vec<Topic>,
    /// Its statements, in the order of their first words; none in a language that the extractor does not know.
    ///
    /// They are not serialized: the index stores each on its own, and the article of a hit comes without them.
    #[serde(skip)]
    pub statements: Vec<Statement>,
    /// Who declined to answer, in the order of the text; these are no statements.
    pub no_comments: Vec<NoComment>,
    /// The organizations that it names, in the order of their first mention.
    pub organizations: Vec<String>,
    /// The people that it names, in the same order.
    pub people: Vec<String>,
}

impl Extraction {
    /// The statements, then the “no comments”, each with its number and its paragraph.
    pub fn findings(&self) -> Vec<Finding> {
        let paragraphs = paragraph_spans(&self.article.body);
        let paragraph = |span: Span| paragraphs.partition_point(|paragraph| paragraph.start() <= span.start());
        let statements = (1..).zip(&self.statements).map(|(number, statement)| Finding {
            number,
            paragraph: statement.content.first().map_or(0, |span| paragraph(*span)),
            what: What::Statement(statement.clone()),
        });
        let no_comments = (1..).zip(&self.no_comments).map(|(number, no_comment)| Finding {
            number,
            paragraph: paragraph(no_comment.clause),
            what: What::NoComment(no_comment.clone()),
        });
        statements.chain(no_comments).collect()
    }
}

/// The one author of an article, who may say “I”.
fn author(article: &Article) -> Option<&str> {
    match article.authors.as_slice() {
        [author] => Some(author),
        _ => None,
    }
}

/// Finds topics and statements of one article.
///
/// Costs time in proportion to the length of the body, about a millisecond for 5 KB, and needs no index.
///
/// ```
/// use onrecord::Article;
///
/// let body = "“The bridge is safe,” said Ida Holm, an engineer at Veldmoor University.".to_owned();
/// let extraction = onrecord::extract(Article { body, ..Article::default() });
/// let statement = &extraction.statements[0];
/// assert_eq!(statement.quote(&extraction.article.body), "“The bridge is safe,”");
/// assert_eq!(statement.source.speaker.as_deref(), Some("Ida Holm"));
/// assert_eq!(statement.source.role.as_deref(), Some("an engineer at Veldmoor University"));
/// ```
pub fn extract(article: Article) -> Extraction {
    extract_with(article, TopicRules::builtin(), None)
}

/// Finds topics by other rules than the built-in ones, and statements, of one article, with people and organizations named as
/// the user says.
pub(crate) fn extract_with(article: Article, rules: &TopicRules, naming: Option<&Naming>) -> Extraction {
    let topics = rules.topics(&article);
    let mut reading = Reading::default();
    if article.is_english() {
        let document = Document::new(&article.body);
        let around = Around { author: author(&article), headline: article.title.as_deref() };
        reading = extract::read(&document, &around);
        naming.iter().for_each(|naming| naming.apply(&article, &mut reading));
    }
    let Reading { statements, no_comments, organizations, people } = reading;
    Extraction { article, topics, statements, no_comments, organizations, people }
}
