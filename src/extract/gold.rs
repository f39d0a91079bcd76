//! Gold: articles whose statements were marked by hand. The extractor learns from them and is measured on them.
//!
//! A line of JSON is one article, in one of two forms. As in the corpus PolNeAR: `text` and `attributions`, each with the spans
//! of `source`, `cue` and `content`. Or as `onrecord extract` prints it: `body` and `statements` with `mention`, `cue` and
//! `content`. Spans are `[start, end)` in Unicode code points.

#[cfg(feature = "train")]
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

#[cfg(feature = "train")]
use super::Act;
use super::{Kind, SpeakerKind};
use crate::error::{Error, ErrorKind, Result};
use crate::text::{CodePoints, Span};

/// An article and its marked statements.
#[derive(Debug, Deserialize)]
pub(crate) struct GoldArticle {
    /// The text that the spans point into.
    #[serde(alias = "body")]
    pub text: String,
    /// The statements.
    #[serde(alias = "statements")]
    pub attributions: Vec<Attribution>,
    /// What a tagger says of the tokens: `[start, end, part of speech, kind of name]`, by the tags of the Penn Treebank and of
    /// OntoNotes. Only training reads it.
    #[cfg(feature = "train")]
    #[serde(default)]
    pub tokens: Vec<(usize, usize, String, String)>,
    /// The roles of each person who speaks, in the words of the text. Only training reads it.
    #[cfg(feature = "train")]
    #[serde(default)]
    pub roles: BTreeMap<String, Vec<String>>,
    /// The other fields of the line.
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

/// A statement that was marked by hand.
#[derive(Debug, Deserialize)]
pub(crate) struct Attribution {
    /// Its id in the article.
    #[serde(default)]
    pub id: String,
    /// The source, in the words of the statement.
    #[serde(default, alias = "mention")]
    pub source: Pieces,
    /// The words that report.
    #[serde(default)]
    pub cue: Pieces,
    /// The words said.
    pub content: Pieces,
    /// Whether the words are quoted; not in PolNeAR.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// The name of the source.
    #[serde(default)]
    pub speaker: Option<String>,
    /// Said or thought; not in PolNeAR.
    #[cfg(feature = "train")]
    #[serde(default)]
    pub act: Option<Act>,
    /// The class of the source, as `person` or `org`; not in PolNeAR.
    #[serde(default)]
    pub cls: Option<String>,
    /// What the source is; not in PolNeAR.
    #[serde(default)]
    pub speaker_kind: Option<SpeakerKind>,
}

impl Attribution {
    /// Whether the source is one person with a name; `None` if the marks do not say.
    pub(crate) fn is_person(&self) -> Option<bool> {
        let by_class = self.cls.as_deref().map(|class| class == "person");
        by_class.or(self.speaker_kind.map(|kind| kind == SpeakerKind::Person && self.speaker.is_some()))
    }
}

/// A span, several, or none.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
pub(crate) enum Pieces {
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
    pub(crate) fn points(&self) -> &[[usize; 2]] {
        match self {
            Pieces::One(span) => std::slice::from_ref(span),
            Pieces::Many(spans) => spans,
            Pieces::None => &[],
        }
    }

    /// The spans in bytes.
    pub(crate) fn spans(&self, points: &CodePoints<'_>) -> Vec<Span> {
        self.points().iter().map(|span| points.bytes(*span)).collect()
    }
}

/// Reads gold articles, one a line. Empty lines are skipped.
///
/// # Errors
/// When a line is not a gold article.
pub(crate) fn read(lines: &str) -> Result<Vec<GoldArticle>> {
    let article = |(number, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| {
            Error::new(
                ErrorKind::Path,
                format!("line {} is not a gold article ({error})", number + 1),
                "give one article a line, as `onrecord extract` prints it",
            )
        })
    };
    lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(article).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read() {
        let lines = concat!(
            r#"{"text": "“Né,” he said.", "attributions": [{"source": [[6, 8]], "cue": [9, 13], "content": [[0, 5]]}]}"#,
            "\n\n",
            r#"{"body": "“Né,” he said.", "statements": [{"mention": [6, 8], "cue": null, "content": [[0, 5]], "kind": "direct"}]}"#,
        );
        let articles = read(lines).unwrap();
        assert_eq!(articles.len(), 2);
        for article in &articles {
            let points = CodePoints::new(&article.text);
            let words =
                |pieces: &Pieces| pieces.spans(&points).iter().map(|span| span.of(&article.text)).collect::<String>();
            let gold = &article.attributions[0];
            assert_eq!((words(&gold.source).as_str(), words(&gold.content).as_str()), ("he", "“Né,”"));
        }
        assert_eq!(articles[1].attributions[0].kind, Some(Kind::Direct));
        assert!(articles[1].attributions[0].cue.points().is_empty());
    }

    #[test]
    fn an_error_names_the_line() {
        let error = read("\n{\"text\": 1}").unwrap_err();
        assert!(error.to_string().contains("line 2 is not a gold article"), "{error}");
    }
}
