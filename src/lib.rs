//! Who said what, where and when, in a pile of news.

pub mod article;
pub mod contract;
pub mod error;
pub mod eval;
pub mod extraction;
pub mod index;
pub mod names;
pub mod query;
pub mod render;
pub mod search;
pub mod source;
pub mod statement;
pub mod text;
pub mod topic;
pub use error::{Error, ErrorKind, Result};
pub use extraction::extract;
