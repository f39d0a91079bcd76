//! The JSON that other programs rely on. A change here is a change of version.
//!
//! Offsets are `[start, end)` in Unicode code points of the article's `body`.

mod explanation;

use serde::{Deserialize, Serialize};

use crate::article::{DateSource, OutletSource};
use crate::extract::{Act, Kind, Silence, SpeakerKind};
use crate::extraction::Extraction;
use crate::text::{CodePoints, Paragraph, Span, paragraphs};
use crate::topic::{Topic, TopicSource};

pub use explanation::{ExplanationJson, StepJson, TopicReasonJson, TopicsJson};

/// What is known of an article but for its text: the fields that it shares with each of its statements.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct HeadJson {
    /// The file.
    pub path: String,
    /// The way to it inside the file, where that is an archive or a crawl; else it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// The place in a file or member of several articles, from 0.
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
    /// The agency that wrote it, as its credit says.
    pub wire: Option<String>,
    /// The place that it reports from.
    pub dateline: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// The shape in which it was read, such as `HTML` or `NewsML-G2`.
    pub shape: String,
    /// Whether the body is known to be a teaser or an excerpt.
    pub partial: bool,
    /// IPTC Media Topics, best first: a top level, then what is finer below it, then the next top level.
    pub topics: Vec<Topic>,
    /// What told the first topic.
    pub topic_source: Option<TopicSource>,
}

/// An article with its statements, as `onrecord extract` prints it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArticleJson {
    /// The input's own id, or a short hash.
    pub id: String,
    /// What it shares with its statements.
    #[serde(flatten)]
    pub head: HeadJson,
    /// The outlet's own summary.
    pub description: Option<String>,
    /// The outlet's own sections, keywords and codes, as it gave them.
    #[serde(default)]
    pub labels: Vec<String>,
    /// The organizations that the text names, each by the fullest name that it gives.
    #[serde(default)]
    pub organizations: Vec<String>,
    /// The persons whom it names.
    #[serde(default)]
    pub people: Vec<String>,
    /// The text.
    pub body: String,
    /// Who says what, in the order of the text.
    pub statements: Vec<StatementJson>,
    /// Who does not answer, in the order of the text. None of these is a statement.
    #[serde(default)]
    pub silences: Vec<SilenceJson>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatementJson {
    /// The article's id, `#`, and the number of the statement in it, from 1.
    #[serde(default)]
    pub id: String,
    /// The paragraph of the body in which the words begin, from 1.
    #[serde(default)]
    pub paragraph: usize,
    /// Whether the words are quoted.
    pub kind: Kind,
    /// Said or thought.
    pub act: Act,
    /// The words, parts joined by one space.
    pub quote: String,
    /// Where the parts stand.
    pub content: Vec<[usize; 2]>,
    /// The words that report.
    pub cue: Option<[usize; 2]>,
    /// The source as it is named there.
    pub mention: Option<[usize; 2]>,
    /// Who it is.
    pub speaker: Option<String>,
    /// What the source is.
    pub speaker_kind: SpeakerKind,
    /// In what role.
    pub role: Option<String>,
    /// The organizations of the role, of today and of before, then those that the words name.
    pub organizations: Vec<String>,
    /// Those that the source belongs to.
    #[serde(default)]
    pub role_organizations: Vec<String>,
    /// Those that it belonged to before.
    #[serde(default)]
    pub former_organizations: Vec<String>,
    /// Those that the words name.
    #[serde(default)]
    pub mentioned_organizations: Vec<String>,
    /// The persons whom the words name, but for who says them.
    #[serde(default)]
    pub about: Vec<String>,
    /// Through whom, where the words are second-hand.
    pub via: Option<String>,
    /// Of somebody who does not answer: who asked, where the text says so. No statement has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// How sure the extractor is, from 0 to 1, to three places.
    #[serde(default)]
    pub confidence: f32,
}

/// One silence: “declined to comment”, “did not respond to a request for comment”. Its fields mean what those of a statement do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SilenceJson {
    /// The article's id, `#s`, and the number of the silence in it, from 1.
    #[serde(default)]
    pub id: String,
    /// The paragraph of the body in which the clause begins, from 1.
    #[serde(default)]
    pub paragraph: usize,
    /// The clause that tells it.
    pub quote: String,
    /// Where the clause stands: one part.
    pub content: Vec<[usize; 2]>,
    /// The words that tell it: “declined to comment”.
    pub cue: [usize; 2],
    /// Who is silent, as named there.
    pub mention: Option<[usize; 2]>,
    /// Who it is.
    pub speaker: Option<String>,
    /// What the one who is silent is.
    pub speaker_kind: SpeakerKind,
    /// In what role.
    pub role: Option<String>,
    /// The organizations of the role, of today and of before.
    pub organizations: Vec<String>,
    /// Those that the one who is silent belongs to.
    #[serde(default)]
    pub role_organizations: Vec<String>,
    /// Those before.
    #[serde(default)]
    pub former_organizations: Vec<String>,
    /// Who asked, where the text says so: an outlet, or “a reporter”.
    pub to: Option<String>,
}

impl SilenceJson {
    /// Whether a statement reports this silence and nothing else: “to comment”, which somebody “declined”. The index has such
    /// words as a silence only.
    pub fn is_told_by(&self, statement: &StatementJson) -> bool {
        statement.cue.is_some_and(|[start, end]| start < self.cue[1] && self.cue[0] < end)
    }
}

impl From<SilenceJson> for StatementJson {
    /// A silence as `onrecord query kind:declined` gives it.
    fn from(silence: SilenceJson) -> Self {
        Self {
            id: silence.id,
            paragraph: silence.paragraph,
            kind: Kind::Declined,
            act: Act::Speech,
            quote: silence.quote,
            content: silence.content,
            cue: Some(silence.cue),
            mention: silence.mention,
            speaker: silence.speaker,
            speaker_kind: silence.speaker_kind,
            role: silence.role,
            organizations: silence.organizations,
            role_organizations: silence.role_organizations,
            former_organizations: silence.former_organizations,
            mentioned_organizations: Vec::new(),
            about: Vec::new(),
            via: None,
            to: silence.to,
            confidence: 1.0,
        }
    }
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
            shape: article.shape.to_owned(),
            partial: article.partial,
            topics: extraction.topics.clone(),
            topic_source: extraction.topics.first().map(|topic| topic.source),
        }
    }
}

impl From<&Extraction> for ArticleJson {
    fn from(extraction: &Extraction) -> Self {
        let article = &extraction.article;
        let body = Body::new(&article.body);
        Self {
            id: article.id.clone(),
            head: HeadJson::from(extraction),
            description: article.description.clone(),
            labels: article.labels.clone(),
            organizations: extraction.organizations.clone(),
            people: extraction.people.clone(),
            body: article.body.clone(),
            statements: statements(extraction, &body),
            silences: silences(extraction, &body),
        }
    }
}

/// The text of an article, and how places in it are told. Costs two passes over it.
struct Body<'a> {
    text: &'a str,
    points: CodePoints<'a>,
    paragraphs: Vec<Paragraph>,
}

impl<'a> Body<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, points: CodePoints::new(text), paragraphs: paragraphs(text) }
    }

    /// The paragraph in which a span begins, from 1.
    fn paragraph(&self, span: Span) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.span.start() <= span.start())
    }
}

/// The organizations of a role, of today and of before, in the order in which the text names them, and behind them those that the
/// words name. `known` are all of the article.
pub(crate) fn organizations(
    known: &[String],
    today: &[String],
    before: &[String],
    mentioned: &[String],
) -> Vec<String> {
    let mut organizations = [today, before].concat();
    organizations.sort_by_key(|name| known.iter().position(|known| known == name));
    for name in mentioned {
        if !organizations.contains(name) {
            organizations.push(name.clone());
        }
    }
    organizations
}

fn statements(extraction: &Extraction, body: &Body<'_>) -> Vec<StatementJson> {
    let points = &body.points;
    let all = extraction.statements.iter().enumerate();
    all.map(|(number, statement)| StatementJson {
        id: format!("{}#{}", extraction.article.id, number + 1),
        paragraph: statement.content.first().map_or(0, |span| body.paragraph(*span)),
        kind: statement.kind,
        act: statement.act,
        quote: statement.quote(body.text),
        content: statement.content.iter().map(|span| points.of(*span)).collect(),
        cue: statement.cue.map(|span| points.of(span)),
        mention: statement.mention.map(|span| points.of(span)),
        speaker: statement.speaker.clone(),
        speaker_kind: statement.speaker_kind,
        role: statement.role.clone(),
        organizations: organizations(
            &extraction.organizations, &statement.organizations, &statement.former, &statement.mentioned,
        ),
        role_organizations: statement.organizations.clone(),
        former_organizations: statement.former.clone(),
        mentioned_organizations: statement.mentioned.clone(),
        about: statement.about.clone(),
        via: statement.via.clone(),
        to: None,
        confidence: (statement.confidence * 1000.0).round() / 1000.0,
    })
    .collect()
}

fn silences(extraction: &Extraction, body: &Body<'_>) -> Vec<SilenceJson> {
    let points = &body.points;
    let silence = |(number, silence): (usize, &Silence)| SilenceJson {
        id: format!("{}#s{}", extraction.article.id, number + 1),
        paragraph: body.paragraph(silence.clause),
        quote: silence.clause.of(body.text).to_owned(),
        content: vec![points.of(silence.clause)],
        cue: points.of(silence.cue),
        mention: silence.mention.map(|span| points.of(span)),
        speaker: silence.speaker.clone(),
        speaker_kind: silence.speaker_kind,
        role: silence.role.clone(),
        organizations: organizations(&extraction.organizations, &silence.organizations, &silence.former, &[]),
        role_organizations: silence.organizations.clone(),
        former_organizations: silence.former.clone(),
        to: silence.to.clone(),
    };
    extraction.silences.iter().enumerate().map(silence).collect()
}
