//! A statement as the index stores it: without what its article has, and with each span relative to the one before.

use serde::{Deserialize, Serialize};
use tantivy::TantivyError;

use crate::contract::{ArticleJson, StatementJson, organizations};
use crate::extract::{Act, Kind, SpeakerKind};
use crate::text::CodePoints;

/// A statement without its words, which are in the body, and without the first half of its id.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Packed {
    /// The paragraph of the body in which the words begin, from 1.
    pub(crate) paragraph: usize,
    /// The part of the id after `#`.
    number: String,
    kind: Kind,
    act: Act,
    content: Vec<Stretch>,
    cue: Option<Stretch>,
    mention: Option<Stretch>,
    speaker: Option<String>,
    speaker_kind: SpeakerKind,
    role: Option<String>,
    role_organizations: Vec<String>,
    former_organizations: Vec<String>,
    mentioned_organizations: Vec<String>,
    about: Vec<String>,
    via: Option<String>,
    to: Option<String>,
    /// In thousandths.
    confidence: u16,
}

impl Packed {
    pub(super) fn new(statement: StatementJson) -> Self {
        let mut at = 0;
        let mut stretch = |span: [usize; 2]| Stretch::pack(span, &mut at);
        Self {
            paragraph: statement.paragraph,
            number: statement.id.rsplit('#').next().unwrap_or_default().to_owned(),
            kind: statement.kind,
            act: statement.act,
            content: statement.content.into_iter().map(&mut stretch).collect(),
            cue: statement.cue.map(&mut stretch),
            mention: statement.mention.map(&mut stretch),
            speaker: statement.speaker,
            speaker_kind: statement.speaker_kind,
            role: statement.role,
            role_organizations: statement.role_organizations,
            former_organizations: statement.former_organizations,
            mentioned_organizations: statement.mentioned_organizations,
            about: statement.about,
            via: statement.via,
            to: statement.to,
            confidence: thousandths(statement.confidence),
        }
    }

    /// # Errors
    /// When it cannot be serialized.
    pub(super) fn to_bytes(&self) -> tantivy::Result<Vec<u8>> {
        postcard::to_extend(self, Vec::new()).map_err(|error| TantivyError::SystemError(error.to_string()))
    }

    /// Reads the bytes of [`Packed::to_bytes`]; `None` if they are damaged.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// The statement's id.
    fn id(&self, article: &ArticleJson) -> String {
        format!("{}#{}", article.id, self.number)
    }

    /// The spans of the words, each `[start, end)` in code points.
    pub(crate) fn content(&self) -> Vec<[usize; 2]> {
        let mut at = 0;
        self.content.iter().map(|stretch| stretch.unpack(&mut at)).collect()
    }

    /// The whole statement. `points` are those of the article's body.
    pub(crate) fn unpack(self, article: &ArticleJson, points: &CodePoints<'_>) -> StatementJson {
        let content = self.content();
        let mut at = content.last().map_or(0, |part| part[1]);
        let mut span = |stretch: Stretch| stretch.unpack(&mut at);
        StatementJson {
            id: self.id(article),
            paragraph: self.paragraph,
            kind: self.kind,
            act: self.act,
            quote: points.words(&content),
            content,
            cue: self.cue.map(&mut span),
            mention: self.mention.map(&mut span),
            organizations: organizations(
                &article.organizations, &self.role_organizations, &self.former_organizations,
                &self.mentioned_organizations,
            ),
            speaker: self.speaker,
            speaker_kind: self.speaker_kind,
            role: self.role,
            role_organizations: self.role_organizations,
            former_organizations: self.former_organizations,
            mentioned_organizations: self.mentioned_organizations,
            about: self.about,
            via: self.via,
            to: self.to,
            confidence: f32::from(self.confidence) / 1000.0,
        }
    }
}

/// A confidence in thousandths.
pub(super) fn thousandths(confidence: f32) -> u16 {
    (confidence * 1000.0).round() as u16
}

/// A span of code points: its distance from the end of the span before, and its length.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Stretch(i64, usize);

impl Stretch {
    /// `at` is the end of the span before, and becomes the end of this one.
    fn pack([start, end]: [usize; 2], at: &mut usize) -> Self {
        let from = start as i64 - *at as i64;
        *at = end;
        Self(from, end - start)
    }

    fn unpack(self, at: &mut usize) -> [usize; 2] {
        let start = at.saturating_add_signed(self.0 as isize);
        *at = start.saturating_add(self.1);
        [start, *at]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::Article;

    #[test]
    fn a_statement_is_unpacked_as_it_was() {
        let body = "“The ferry — our ferry — is late,” said Ana Roth, head of Northgate Council.\n\n“It is,” she said, “the \
                    tide.” Bo Lind, a former chair of the Harbour Board, declined to comment. Roth said Lind knew.";
        let extraction = crate::extract(Article { id: "a#1".to_owned(), body: body.to_owned(), ..Article::default() });
        let article = ArticleJson::from(&extraction);
        assert!(article.statements.len() > 2 && article.silences.len() == 1);
        let silences = article.silences.iter().cloned().map(StatementJson::from);
        for statement in article.statements.iter().cloned().chain(silences) {
            let bytes = Packed::new(statement.clone()).to_bytes().expect("bytes");
            let unpacked = Packed::from_bytes(&bytes).map(|packed| packed.unpack(&article, &CodePoints::new(body)));
            assert_eq!(unpacked, Some(statement));
        }
    }

    proptest! {
        #[test]
        fn damage_is_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let article = ArticleJson::from(&crate::extract(Article::default()));
            if let Some(packed) = Packed::from_bytes(&bytes) {
                packed.unpack(&article, &CodePoints::new(""));
            }
        }
    }
}
