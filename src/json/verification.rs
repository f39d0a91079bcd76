//! The quotations of a draft, as `onrecord verify` prints them.

use serde::Serialize;

use super::HeadJson;
use crate::article::Article;
use crate::extract::{Polarity, SpeakerKind};
use crate::text::CodePoints;
use crate::verify::{Checked, FoundAs, Piece, Place, Source, Tolerated, Verdict};

/// A quotation of a draft and its verdict. [`Checked`] and [`crate::verify::Quoted`] explain the fields.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub(crate) struct CheckedJson<'c> {
    pub verdict: Verdict,
    pub right: bool,
    pub quote: &'c str,
    pub place: Place,
    /// Of the headline or the body, as `place` says.
    pub span: [usize; 2],
    pub paragraph: Option<usize>,
    pub speaker: Option<&'c str>,
    pub speaker_kind: Option<SpeakerKind>,
    pub polarity: Polarity,
    pub tolerated: &'c [Tolerated],
    pub diff: &'c [Piece],
    pub sources: Vec<SourceJson<'c>>,
}

/// A source of a quotation. [`Source`] explains the fields.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub(crate) struct SourceJson<'c> {
    pub found_as: FoundAs,
    pub id: Option<&'c str>,
    pub speaker: Option<&'c str>,
    pub speaker_kind: Option<SpeakerKind>,
    pub polarity: Option<Polarity>,
    pub same_speaker: Option<bool>,
    pub words: &'c str,
    pub paragraph: usize,
    pub article_id: &'c str,
    #[serde(flatten)]
    pub head: HeadJson,
}

impl<'c> CheckedJson<'c> {
    /// The quotations of a draft.
    pub(crate) fn all(checked: &'c [Checked], draft: &Article) -> Vec<Self> {
        let title = CodePoints::new(draft.title.as_deref().unwrap_or_default());
        let body = CodePoints::new(&draft.body);
        let json = |checked: &'c Checked| {
            let quoted = &checked.quoted;
            let points = match quoted.place {
                Place::Title => &title,
                Place::Body => &body,
            };
            Self {
                verdict: checked.verdict,
                right: checked.right,
                quote: &quoted.quote,
                place: quoted.place,
                span: points.of(quoted.span),
                paragraph: quoted.paragraph,
                speaker: quoted.speaker.as_deref(),
                speaker_kind: quoted.speaker_kind,
                polarity: quoted.polarity,
                tolerated: &checked.tolerated,
                diff: &checked.diff,
                sources: checked.sources.iter().map(SourceJson::from).collect(),
            }
        };
        checked.iter().map(json).collect()
    }
}

impl<'c> From<&'c Source> for SourceJson<'c> {
    fn from(source: &'c Source) -> Self {
        Self {
            found_as: source.found_as,
            id: source.id.as_deref(),
            speaker: source.speaker.as_deref(),
            speaker_kind: source.speaker_kind,
            polarity: source.polarity,
            same_speaker: source.same_speaker,
            words: &source.words,
            paragraph: source.paragraph,
            article_id: &source.article().id,
            head: HeadJson::from(&*source.extraction),
        }
    }
}
