//! Answers: the hits of a page, in order, read from the store.

pub(super) mod by_id;
pub(super) mod highlight;
mod hit;
pub(super) mod order;
pub(super) mod page;
pub(super) mod read;
mod selector;
pub(super) mod similar;

pub(crate) use hit::Reprint;
pub use hit::{ArticleHit, HitPerson, StatementHit};
pub use page::{Page, Sort};
pub(crate) use selector::Selector;
pub(crate) use selector::Selectors;
pub(crate) use selector::sha256;
