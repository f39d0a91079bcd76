//! Who said what, where and when, in a pile of news.
//!
//! onrecord reads news articles, finds every statement in them (the words, who said them, in what role, where they are) and
//! answers questions about them. The program is a thin layer over this library. The library never prints.
//!
//! # How the data flows
//!
//! ```text
//! bytes ─ source ─▶ Article ─ extract ─▶ Extraction ─ index ─▶ Tantivy
//!                                                                │
//!            terminal, JSON, files ◀─ render ◀─ search ◀─ query ◀┘
//! ```
//!
//! Imports point one way: a module uses only modules above it in this table.
//!
//! | module | what it holds |
//! |---|---|
//! | [`error`] | the one error: what happened, where, and the next step |
//! | [`article`] | an article, and the place where it is |
//! | [`quality`] | what an article lacks, and what about it is doubtful |
//! | [`text`] | spans, paragraphs, sentences, tokens, quotation marks |
//! | [`names`] | the forms of a name, and what they have in common |
//! | [`source`] | bytes to articles: walk, unpack, decode; one file a format |
//! | [`mod@extract`] | who said what: a learned model, forms of text, people, organizations, and who declined to answer |
//! | [`naming`] | the user's own rules for names: merged, split, dropped |
//! | [`topic`] | the IPTC Media Topics of an article |
//! | [`mod@extraction`] | an article with its topics and statements |
//! | [`ingest`] | a record to extractions, under the user's rules |
//! | [`reprint`] | near-duplicates: fingerprints, and groups of articles |
//! | [`index`] | the Tantivy index: how it follows folders, its fields, its repair |
//! | [`query`] | what is asked; parses from text and prints back the same |
//! | [`search`] | a query to its answer |
//! | [`saved`] | saved searches, and what they have shown |
//! | [`mod@verify`] | the quotations of a draft against what is on record |
//! | [`explanation`] | why a statement has its speaker |
//! | [`json`] | the JSON that other programs rely on; only here are spans code points |
//! | [`render`] | answers for people, as JSON Lines and CSV, and as citations |
//! | [`eval`] | gold against extracted |
//!
//! # From a folder to an answer
//!
//! ```
//! use onrecord::index::{Index, Updater};
//! use onrecord::query::Query;
//! use onrecord::search::{Page, Search, Sort};
//!
//! let directory = tempfile::tempdir()?;
//! let index = Index::open_or_create(directory.path())?;
//! Updater::new(&index).update(&["sample-corpus".into()])?;
//!
//! let query: Query = "speaker:\"Noémie Castellane\" outlet:\"Northmoor Gazette\"".parse()?;
//! let page = Page { sort: Sort::Newest, limit: 10, offset: 0 };
//! let found = Search::new(&index)?.statements(&query, page)?;
//! assert!(found.total > 0);
//! assert_eq!(found.hits[0].source().speaker.as_deref(), Some("Noémie Castellane"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod article;
mod atomic_file;
#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "cli")]
mod command;
mod error;
#[cfg(feature = "cli")]
mod eval;
#[cfg(feature = "cli")]
mod explanation;
mod extract;
mod extraction;
mod file_path;
mod index;
mod ingest;
mod json;
mod names;
mod naming;
#[cfg(feature = "cli")]
mod program;
mod quality;
mod query;
#[cfg(feature = "cli")]
mod render;
mod reprint;
#[cfg(feature = "cli")]
mod saved;
mod search;
mod source;
mod text;
mod topic;
mod verify;
mod word_set;

pub use article::{Article, DateSource, OutletSource, Place};
pub use error::{Error, ErrorKind, Result};
pub use extract::{NoComment, Source, SpeakerKind, Statement, What};
pub use extraction::{Extraction, extract};
pub use index::{Index, Progress, Update, Updater};
pub use ingest::{Ingest, Rules};
pub use json::{ArticleJson, NoCommentJson, StatementHitJson, StatementJson};
#[cfg(feature = "cli")]
pub use program::program;
pub use query::{Field, Query};
pub use search::{ArticleHit, Facet, Found, Page, Search, Selector, Sort, StatementHit};
pub use source::{Overrides, Record, Records, Skipped, articles, walk};
pub use text::Span;
pub use topic::{Topic, TopicSource};
pub use verify::{Checked, Verdict, verify};
