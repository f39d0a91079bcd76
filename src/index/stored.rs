//! What the index stores of an article and of its statements.
//!
//! An article is JSON, so that a reader of its text need not read the rest. A finding is packed, because there are many. All
//! spans are bytes of the body.

use serde::{Deserialize, Serialize};
use tantivy::TantivyError;
use tantivy::error::DataCorruption;

use crate::extract::Finding;
use crate::extraction::Extraction;

/// The text of a stored article.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Text {
    pub(crate) title: Option<String>,
    pub(crate) body: String,
}

/// A stored article without its other fields.
#[derive(Deserialize)]
struct TextOnly {
    article: Text,
}

/// A value as JSON.
///
/// # Errors
/// When it cannot be serialized.
pub(super) fn to_json<T: Serialize>(value: &T) -> tantivy::Result<String> {
    serde_json::to_string(value).map_err(|error| TantivyError::SystemError(error.to_string()))
}

/// The article with this JSON, without its statements.
///
/// # Errors
/// When the JSON is damaged.
pub(crate) fn article(json: &str) -> tantivy::Result<Extraction> {
    serde_json::from_str(json).map_err(damaged)
}

/// Headline and body of the article with this JSON.
///
/// # Errors
/// When the JSON is damaged.
pub(crate) fn text(json: &str) -> tantivy::Result<Text> {
    serde_json::from_str(json).map(|TextOnly { article }| article).map_err(damaged)
}

/// # Errors
/// When it cannot be serialized.
pub(super) fn pack(finding: &Finding) -> tantivy::Result<Vec<u8>> {
    postcard::to_extend(finding, Vec::new()).map_err(|error| TantivyError::SystemError(error.to_string()))
}

/// The finding with the bytes that [`pack`] returned, without the steps to its speaker.
///
/// # Errors
/// When the bytes are damaged.
pub(crate) fn unpack(bytes: &[u8]) -> tantivy::Result<Finding> {
    postcard::from_bytes(bytes).map_err(damaged)
}

fn damaged(error: impl std::fmt::Display) -> TantivyError {
    DataCorruption::comment_only(error.to_string()).into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::Article;
    use crate::extract::What;

    const BODY: &str = "“The ferry — our ferry — is late,” said Ana Roth, head of Northgate Council.\n\n“It is,” she said, “the \
                        tide.” Bo Lind, a former chair of the Harbour Board, declined to comment. Roth said Lind knew.";

    fn extraction() -> Extraction {
        let published = "2016-03-04T10:15:00+02:00".parse().ok();
        crate::extract(Article { id: "a#1".to_owned(), body: BODY.to_owned(), published, ..Article::default() })
    }

    #[test]
    fn a_finding_comes_back_without_its_steps() {
        let extraction = extraction();
        let findings = extraction.findings();
        assert!(extraction.statements.len() >= 2 && extraction.no_comments.len() == 1);
        for mut finding in findings {
            let unpacked = unpack(&pack(&finding).expect("bytes")).expect("a finding");
            if let What::Statement(statement) = &mut finding.what {
                statement.steps.clear();
            }
            assert_eq!(unpacked, finding);
        }
    }

    #[test]
    fn an_article_comes_back_without_its_statements() {
        let extraction = extraction();
        let json = to_json(&extraction).expect("JSON");
        let stored = article(&json).expect("an article");
        assert_eq!(stored, Extraction { statements: Vec::new(), ..extraction });
        assert_eq!(text(&json).expect("a text").body, BODY);
    }

    proptest! {
        #[test]
        fn damage_is_an_error_and_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            drop(unpack(&bytes));
        }
    }
}
