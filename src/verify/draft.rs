//! The quotations of a draft, each with its speaker.

use serde::Serialize;

use super::words::Words;
use crate::article::Article;
use crate::extract::{Kind, Polarity, SpeakerKind, Statement};
use crate::extraction::{Extraction, extract_with};
use crate::naming::Naming;
use crate::text::{Document, Span, paragraphs};
use crate::topic::TopicRules;

/// Fewer words are too common to check.
const FEWEST_WORDS: usize = 3;
/// Words in quotation marks without a speaker can be a title or a term. From this many words on they are checked.
const FEWEST_OF_NOBODY: usize = 5;

/// The part of a draft that a quotation is in.
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
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// The words, with quotation marks.
    pub quote: String,
    /// Which part it is in.
    pub place: Place,
    /// Its place in the headline or the body, in bytes.
    pub span: Span,
    /// The paragraph of the body, from 1; None in the headline.
    pub paragraph: Option<usize>,
    /// The speaker, according to the draft.
    pub speaker: Option<String>,
    /// The kind of speaker, if there is one.
    pub speaker_kind: Option<SpeakerKind>,
    /// Whether the speaker stands by the words, according to the draft. Words of nobody are taken as a claim.
    pub polarity: Polarity,
}

impl Quoted {
    /// The quotations of a draft: those of the headline, then those of the text.
    ///
    /// A quotation is text in quotation marks, of at least three words if the draft names a source, otherwise of at least five.
    pub(super) fn all(draft: &Article, naming: Option<&Naming>) -> Vec<Quoted> {
        let extract = |article| extract_with(article, TopicRules::builtin(), naming);
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
    let paragraphs = paragraphs(body);
    let found = Document::new(body).quotations.into_iter().filter_map(|quotation| {
        let span = quotation.span.trim(body);
        let quote = span.of(body);
        let statement = statement_of(&read.statements, span);
        // The text can name the source of a quotation in the headline.
        let of_nobody = statement.is_none() && place == Place::Body;
        let fewest = if of_nobody { FEWEST_OF_NOBODY } else { FEWEST_WORDS };
        (Words::of_quotation(quote).all.len() >= fewest).then(|| Quoted {
            quote: quote.to_owned(),
            place,
            span,
            paragraph: (place == Place::Body)
                .then(|| paragraphs.partition_point(|paragraph| paragraph.span.start() <= span.start())),
            speaker: statement.and_then(|statement| statement.source.speaker.clone()),
            speaker_kind: statement.map(|statement| statement.source.kind),
            polarity: statement.map_or(Polarity::Affirmed, |statement| statement.polarity),
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
