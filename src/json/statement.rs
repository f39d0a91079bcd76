//! A statement, and a “no comment”.

use serde::{Deserialize, Serialize};

use crate::extract::{Act, Finding, FindingKind, NoComment, Polarity, PossibleSpeaker, SpeakerKind};
use crate::extraction::Extraction;
use crate::text::CodePoints;

/// One statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatementJson {
    /// The article's id, `#`, and the number of the statement in it, from 1.
    #[serde(default)]
    pub id: String,
    /// The paragraph of the body in which the words begin, from 1.
    #[serde(default)]
    pub paragraph: usize,
    /// Whether the words are quoted; `declined` for a “no comment”.
    pub kind: FindingKind,
    /// Said or thought.
    pub act: Act,
    /// Whether the source stands by the words.
    #[serde(default)]
    pub polarity: Polarity,
    /// The words, parts joined by one space.
    pub quote: String,
    /// The places of the parts.
    pub content: Vec<[usize; 2]>,
    /// The words that report.
    pub cue: Option<[usize; 2]>,
    /// The reporting verb with what governs it, as text: “has never said”.
    #[serde(default)]
    pub verb: Option<String>,
    /// The source as it is named there.
    pub mention: Option<[usize; 2]>,
    /// Who it is.
    pub speaker: Option<String>,
    /// Whom it can be, the likeliest first, if the text does not say which of several; then `speaker` is null.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<PossibleSpeaker>,
    /// What the source is.
    pub speaker_kind: SpeakerKind,
    /// The role.
    pub role: Option<String>,
    /// The organizations of the role, current and former, then those that the words name.
    pub organizations: Vec<String>,
    /// The current ones of the role.
    #[serde(default)]
    pub role_organizations: Vec<String>,
    /// The former ones.
    #[serde(default)]
    pub former_organizations: Vec<String>,
    /// Those that the words name.
    #[serde(default)]
    pub mentioned_organizations: Vec<String>,
    /// The people that the words name, without the source.
    #[serde(default)]
    pub about: Vec<String>,
    /// Who passed the words on, if they are second-hand.
    pub via: Option<String>,
    /// Who asked, in a “no comment” that says so. No statement has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// How sure the extractor is, from 0 to 1, to three places: the product of the three below.
    #[serde(default)]
    pub confidence: f32,
    /// How sure it is that it is a statement, with these words.
    #[serde(default)]
    pub confidence_words: f32,
    /// How sure it is of the mention, if the words are right.
    #[serde(default)]
    pub confidence_source: f32,
    /// How sure it is of the speaker, if words and mention are right.
    #[serde(default)]
    pub confidence_person: f32,
}

/// One “no comment”: “declined to comment”, “did not respond to a request for comment”. Its fields mean the same as those of a
/// statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoCommentJson {
    /// The article's id, `#s`, and the number of the “no comment” in it, from 1.
    #[serde(default)]
    pub id: String,
    /// The paragraph of the body in which the clause begins, from 1.
    #[serde(default)]
    pub paragraph: usize,
    /// The clause that reports it.
    pub quote: String,
    /// The place of the clause: one part.
    pub content: Vec<[usize; 2]>,
    /// The words that report it: “declined to comment”.
    pub cue: [usize; 2],
    /// Who declined, as named there.
    pub mention: Option<[usize; 2]>,
    /// Who that is.
    pub speaker: Option<String>,
    /// Whom it can be, as in a statement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<PossibleSpeaker>,
    /// What kind of source that is.
    pub speaker_kind: SpeakerKind,
    /// The role.
    pub role: Option<String>,
    /// The organizations of the role, current and former.
    pub organizations: Vec<String>,
    /// The current ones.
    #[serde(default)]
    pub role_organizations: Vec<String>,
    /// The former ones.
    #[serde(default)]
    pub former_organizations: Vec<String>,
    /// Who asked, if the text says so: an outlet, or “a reporter”.
    pub to: Option<String>,
}

impl StatementJson {
    /// A statement; or a “no comment”, as `onrecord query kind:declined` prints it. `points` are those of the body.
    pub(super) fn of(finding: &Finding, extraction: &Extraction, points: &CodePoints<'_>) -> Self {
        let (source, confidence) = (finding.source(), finding.confidence());
        Self {
            id: finding.id(&extraction.article.id),
            paragraph: finding.paragraph,
            kind: finding.kind(),
            act: finding.act(),
            polarity: finding.polarity(),
            quote: finding.quote(&extraction.article.body),
            content: finding.content().iter().map(|span| points.of(*span)).collect(),
            cue: finding.cue().map(|span| points.of(span)),
            verb: finding.verb().map(|span| span.of(&extraction.article.body).to_owned()),
            mention: source.mention.map(|span| points.of(span)),
            speaker: source.speaker.clone(),
            candidates: source.candidates.clone(),
            speaker_kind: source.kind,
            role: source.role.clone(),
            organizations: organizations(finding, extraction),
            role_organizations: source.role_organizations.clone(),
            former_organizations: source.former_organizations.clone(),
            mentioned_organizations: finding.mentioned_organizations().to_vec(),
            about: finding.about().to_vec(),
            via: finding.via().map(str::to_owned),
            to: finding.to().map(str::to_owned),
            confidence: confidence.all(),
            confidence_words: confidence.words,
            confidence_source: confidence.source,
            confidence_person: confidence.person,
        }
    }
}

impl NoCommentJson {
    /// A “no comment”, as `onrecord extract` prints it. `points` are those of the body.
    pub(super) fn of(
        finding: &Finding,
        no_comment: &NoComment,
        extraction: &Extraction,
        points: &CodePoints<'_>,
    ) -> Self {
        let NoComment { source, clause, cue, to } = no_comment;
        Self {
            id: finding.id(&extraction.article.id),
            paragraph: finding.paragraph,
            quote: clause.of(&extraction.article.body).to_owned(),
            content: vec![points.of(*clause)],
            cue: points.of(*cue),
            mention: source.mention.map(|span| points.of(span)),
            speaker: source.speaker.clone(),
            candidates: source.candidates.clone(),
            speaker_kind: source.kind,
            role: source.role.clone(),
            organizations: organizations(finding, extraction),
            role_organizations: source.role_organizations.clone(),
            former_organizations: source.former_organizations.clone(),
            to: to.clone(),
        }
    }
}

/// The organizations of the role, current and former, in the order in which the article names them, then those that the words
/// name.
fn organizations(finding: &Finding, extraction: &Extraction) -> Vec<String> {
    let source = finding.source();
    let mut organizations = [&source.role_organizations[..], &source.former_organizations].concat();
    organizations.sort_by_key(|name| extraction.organizations.iter().position(|known| known == name));
    for name in finding.mentioned_organizations() {
        if !organizations.contains(name) {
            organizations.push(name.clone());
        }
    }
    organizations
}
