//! Sources of a quotation.

use std::fs;
use std::sync::Arc;

use serde::Serialize;

use super::diff::{Alignment, Piece};
use super::speaker::Speaker;
use super::tolerated::Tolerated;
use super::words::Words;
use crate::article::Article;
use crate::extract::{FindingKind, Polarity, SpeakerKind};
use crate::extraction::Extraction;
use crate::search::StatementHit;
use crate::text::{Document, Span, paragraphs};

/// How much closer a source counts if the speaker is the same.
const OWN: f32 = 0.05;

/// How a source has the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FoundAs {
    /// In quotation marks, as the words of a speaker.
    Quotation,
    /// In a statement, at least partly paraphrased.
    Reported,
    /// In the text of an article, outside of all statements.
    Text,
}

/// A source of a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// How it has the words.
    pub found_as: FoundAs,
    /// The id of the statement.
    pub id: Option<String>,
    /// The speaker of the words.
    pub speaker: Option<String>,
    /// The kind of speaker.
    pub speaker_kind: Option<SpeakerKind>,
    /// Whether the speaker stands by the words; None outside of statements.
    pub polarity: Option<Polarity>,
    /// Whether this is the speaker in the draft; None if the draft or the source names nobody.
    pub same_speaker: Option<bool>,
    /// The words of the source, with those that an ellipsis omits.
    pub words: String,
    /// The paragraph of the article's body, from 1.
    pub paragraph: usize,
    /// The article, without its statements.
    pub extraction: Arc<Extraction>,
}

impl Source {
    /// The article as it was read.
    pub fn article(&self) -> &Article {
        &self.extraction.article
    }

    /// The name of the speaker.
    pub(super) fn named(&self) -> Option<Speaker<'_>> {
        Speaker::named(self.speaker.as_deref(), self.speaker_kind)
    }

    /// Whether both are the same statement or text.
    pub(super) fn is_place_of(&self, other: &Source) -> bool {
        self.id == other.id && self.article().place == other.article().place
    }
}

/// A source and its alignment with the quotation.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) source: Source,
    pub(super) alignment: Alignment,
    /// The text that has the words.
    text: String,
}

impl Found {
    pub(super) fn is_quotation(&self) -> bool {
        self.source.found_as == FoundAs::Quotation
    }

    /// The speaker of the draft first, then the earliest, ties by outlet; sources without a date last.
    pub(super) fn order(&self) -> impl Ord + use<'_> {
        let article = self.source.article();
        let own = match self.source.same_speaker {
            Some(true) => 0,
            None => 1,
            Some(false) => 2,
        };
        (
            self.source.found_as,
            own,
            article.published.is_none(),
            article.published.map(|published| published.to_string()),
            &article.outlet,
            article.place.path(),
            article.place.entry,
            &self.source.id,
        )
    }

    /// How close it is, from 0 to slightly above 1.
    pub(super) fn likeness(&self) -> f32 {
        let own = if self.source.same_speaker == Some(true) { OWN } else { 0.0 };
        self.alignment.similarity + own
    }

    /// The tolerated differences, and the words side by side.
    pub(super) fn compared(&self, draft: &Words<'_>) -> (Vec<Tolerated>, Vec<Piece>) {
        let source = Words::of_source(&self.text);
        (Tolerated::between(draft, &source, &self.alignment), self.alignment.pieces(draft, &source))
    }
}

/// Aligns texts with the words of a draft.
pub(super) struct Texts<'a> {
    pub(super) draft: &'a Article,
    pub(super) words: &'a Words<'a>,
    pub(super) speaker: Option<Speaker<'a>>,
}

impl Texts<'_> {
    pub(super) fn statements(&self, hits: Vec<StatementHit>) -> Vec<Found> {
        let others = hits.into_iter().filter(|hit| !self.is_draft(hit.article()));
        others.map(|hit| self.statement(hit)).collect()
    }

    pub(super) fn articles(&self, articles: Vec<Extraction>) -> Vec<Found> {
        let others = articles.into_iter().filter(|found| !self.is_draft(&found.article));
        others.map(|article| self.article(article)).collect()
    }

    fn statement(&self, hit: StatementHit) -> Found {
        let source = Words::of_source(&hit.quote);
        let alignment = Alignment::new(self.words, &source);
        let places: Vec<Span> = alignment.same().flat_map(|(_, words)| words).map(|at| source.all[at].span).collect();
        let is_quoted = match hit.finding.kind() {
            FindingKind::Direct => true,
            FindingKind::Indirect | FindingKind::Declined => false,
            FindingKind::Mixed => {
                let quoted = Document::new(&hit.quote).quotations;
                places.iter().all(|place| quoted.iter().any(|quotation| quotation.span.contains(*place)))
            }
        };
        let said = hit.source();
        let there = Speaker::named(said.speaker.as_deref(), Some(said.kind));
        let source = Source {
            found_as: if is_quoted { FoundAs::Quotation } else { FoundAs::Reported },
            same_speaker: self.speaker.zip(there).map(|(own, there)| own.is(there)),
            words: source.shown(alignment.source()),
            speaker: said.speaker.clone(),
            speaker_kind: Some(said.kind),
            polarity: Some(hit.finding.polarity()),
            paragraph: hit.finding.paragraph,
            id: Some(hit.id()),
            extraction: hit.extraction,
        };
        Found { source, alignment, text: hit.quote }
    }

    fn article(&self, extraction: Extraction) -> Found {
        let text = extraction.article.body.clone();
        let source = Words::of_source(&text);
        let alignment = Alignment::new(self.words, &source);
        let range = alignment.source();
        let start = source.all.get(range.start).map_or(0, |word| word.span.start());
        let source = Source {
            found_as: FoundAs::Text,
            id: None,
            speaker: None,
            speaker_kind: None,
            polarity: None,
            same_speaker: None,
            words: source.shown(range),
            paragraph: paragraphs(&text).partition_point(|paragraph| paragraph.span.start() <= start),
            extraction: Arc::new(extraction),
        };
        Found { source, alignment, text }
    }

    /// Whether an article is the draft itself.
    fn is_draft(&self, article: &Article) -> bool {
        let (own, other) = (&self.draft.place.file, &article.place.file);
        own.file_name() == other.file_name()
            && (own == other
                || fs::canonicalize(own)
                    .ok()
                    .is_some_and(|own| fs::canonicalize(other).is_ok_and(|other| own == other)))
    }
}
