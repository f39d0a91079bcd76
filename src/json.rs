//! The JSON that other programs rely on. A change here is a change of version.
//!
//! Offsets are `[start, end)` in Unicode code points of the article's `body`; everywhere else in this library they are bytes.

mod article;
mod explanation;
mod hit;
mod profile;
mod statement;
mod verification;

pub use article::{ArticleJson, HeadJson};
pub use explanation::{ExplanationJson, StepJson, TopicReasonJson, TopicsJson};
pub use hit::{ArticleHitJson, ReprintJson, StatementHitJson};
pub use profile::ProfileJson;
pub use statement::{NoCommentJson, StatementJson};
pub use verification::{CheckedJson, SourceJson};
