//! The quotations of a draft, each with whom the draft gives it to.

use serde::Serialize;

use super::words::Words;
use crate::article::Article;
use crate::extract::{Kind, SpeakerKind, Statement};
use crate::extraction::{Extraction, extract_with};
use crate::naming::Naming;
use crate::text::{CodePoints, Document, Span, paragraphs};
use crate::topic::Rules;

/// Fewer words are anybody's.
const FEWEST_WORDS: usize = 3;
/// Words in quotation marks that are given to nobody may be a title or a term; from this many on they are checked.
const FEWEST_OF_NOBODY: usize = 5;

/// In which part of a draft a quotation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// In the headline.
    Title,
    /// In the text.
    Body,
}

impl Place {
    /// The name that JSON and tables use.
    pub fn name(self) -> &'static str {
        match self {
            Place::Title => "title",
            Place::Body => "body",
        }
    }
}

/// A quotation of a draft.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quoted {
    /// The words, quotation marks included.
    pub quote: String,
    /// Where it stands.
    pub place: Place,
    /// The same as `[start, end)` in code points of the headline or the body, as `onrecord extract` prints them.
    pub span: [usize; 2],
    /// The paragraph of the body, from 1; nothing in the headline.
    pub paragraph: Option<usize>,
    /// Whom the draft gives the words to.
    pub speaker: Option<String>,
    /// What that is, where the words are given to a source.
    pub speaker_kind: Option<SpeakerKind>,
}

impl Quoted {
    /// The quotations of a draft: those of the headline, then those of the text.
    ///
    /// They are the stretches in quotation marks of three words or more that the draft gives to a source, and of five
    /// where it gives them to none.
    pub(super) fn all(draft: &Article, naming: Option<&Naming>) -> Vec<Quoted> {
        let extract = |article| extract_with(article, Rules::builtin(), naming);
        let text = extract(draft.clone());
        let mut all = Vec::new();
        if let Some(title) = &draft.title {
            let language = text.article.language.clone();
            let title = extract(Article { body: title.clone(), title: None, language, ..draft.clone() });
            all.extend(quotations(&title, Place::Title));
        }
        all.extend(quotations(&text, Place::Body));
        all
    }
}

fn quotations(read: &Extraction, place: Place) -> Vec<Quoted> {
    let body = &read.article.body;
    let points = CodePoints::new(body);
    let paragraphs = paragraphs(body);
    let found = Document::new(body).quotations.into_iter().filter_map(|quotation| {
        let span = quotation.span.trim(body);
        let quote = span.of(body);
        let statement = statement_of(&read.statements, span);
        // The source of a headline's words may stand in the text alone.
        let of_nobody = statement.is_none() && place == Place::Body;
        let fewest = if of_nobody { FEWEST_OF_NOBODY } else { FEWEST_WORDS };
        (Words::of_quotation(quote).all.len() >= fewest).then(|| Quoted {
            quote: quote.to_owned(),
            place,
            span: points.of(span),
            paragraph: (place == Place::Body)
                .then(|| paragraphs.partition_point(|paragraph| paragraph.span.start() <= span.start())),
            speaker: statement.and_then(|statement| statement.speaker.clone()),
            speaker_kind: statement.map(|statement| statement.speaker_kind),
        })
    });
    found.collect()
}

/// The statement that has most of these words in quotation marks.
fn statement_of(statements: &[Statement], span: Span) -> Option<&Statement> {
    let shared = |statement: &Statement| -> usize {
        let parts = statement.content.iter();
        parts.map(|part| part.end().min(span.end()).saturating_sub(part.start().max(span.start()))).sum()
    };
    let quoting = statements.iter().filter(|statement| statement.kind != Kind::Indirect);
    quoting
        .map(|statement| (shared(statement), statement))
        .filter(|(shared, _)| *shared > 0)
        .max_by_key(|(shared, _)| *shared)
        .map(|(_, statement)| statement)
}
