//! The JSON that other programs rely on. A change here is a change of version.
//!
//! Offsets are `[start, end)` in Unicode code points of the article's `body`; everywhere else in this library they are bytes.

mod article;
mod explanation;
mod hit;
mod profile;
mod speaker;
mod statement;
mod verification;

pub use article::ArticleJson;
pub(crate) use article::HeadJson;
pub(crate) use explanation::{ExplanationJson, TopicsJson};
pub(crate) use hit::ArticleHitJson;
pub use hit::{PersonJson, StatementHitJson};
pub(crate) use profile::ProfileJson;
pub(crate) use speaker::SpeakerJson;
pub use statement::{NoCommentJson, StatementJson};
pub(crate) use verification::CheckedJson;
