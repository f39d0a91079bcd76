//! Articles whose statements were marked by hand: what the extractor learns from and is measured on.
//!
//! A line of JSON holds one article: `text` and `attributions`, each with the spans of `source`, `cue` and `content`, as the
//! corpus PolNeAR has them; or `body` and `statements` with `mention`, `cue` and `content`, as `onrecord extract` prints
//! them. Spans are `[start, end)` in Unicode code points.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::error::{Error, ErrorKind, Result};
use crate::extract::{Kind, SpeakerKind};
use crate::text::{CodePoints, Span};

/// An article with its gold.
#[derive(Debug, Deserialize)]
pub struct GoldArticle {
    /// The text that the spans point into.
    #[serde(alias = "body")]
    pub text: String,
    /// What was marked.
    #[serde(alias = "statements")]
    pub attributions: Vec<Attribution>,
    /// The other fields.
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

/// A statement that was marked by hand.
#[derive(Debug, Deserialize)]
pub struct Attribution {
    /// Its id in the article.
    #[serde(default)]
    pub id: String,
    /// The source as it is named there.
    #[serde(default, alias = "mention")]
    pub source: Pieces,
    /// The words that report.
    #[serde(default)]
    pub cue: Pieces,
    /// What is said.
    pub content: Pieces,
    /// Whether the words are quoted; as the corpus has it, nothing.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// Who it is.
    #[serde(default)]
    pub speaker: Option<String>,
    /// What the source is; as the corpus has it, nothing.
    #[serde(default)]
    pub speaker_kind: Option<SpeakerKind>,
}

/// A span, several, or none.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
pub enum Pieces {
    /// One.
    One([usize; 2]),
    /// Any number.
    Many(Vec<[usize; 2]>),
    /// None.
    #[default]
    None,
}

impl Pieces {
    /// The spans in code points.
    pub fn points(&self) -> &[[usize; 2]] {
        match self {
            Pieces::One(span) => std::slice::from_ref(span),
            Pieces::Many(spans) => spans,
            Pieces::None => &[],
        }
    }

    /// The spans in bytes.
    pub fn spans(&self, points: &CodePoints<'_>) -> Vec<Span> {
        self.points().iter().map(|span| points.bytes(*span)).collect()
    }
}

/// Reads gold, one article a line.
///
/// # Errors
/// When a line is no gold article.
pub fn read(lines: &str) -> Result<Vec<GoldArticle>> {
    let article = |(number, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| {
            Error::new(
                ErrorKind::Path,
                format!("line {} is no gold article ({error})", number + 1),
                "give one article a line, as `onrecord extract` prints it",
            )
        })
    };
    lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(article).collect()
}
