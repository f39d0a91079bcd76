//! Who said what, where and when, in a pile of news.
//!
//! onrecord reads news articles, finds every statement in them (the words, who said them, in what role, where they
//! stand) and answers questions about them. The program is a thin layer over this library; the library never prints.
//!
//! # The way of the data
//!
//! ```text
//! bytes ─ source ─▶ Article ─ text ─▶ paragraphs, tokens ─ statement ─▶ Extraction ─ index ─▶ Tantivy
//!                                                                                      │
//!                         render ◀─ search ◀─ query ◀──────────────── command line ────┘
//! ```
//!
//! | module | what it holds | imports |
//! |---|---|---|
//! | [`source`] | bytes to articles: walk, unpack, sniff, decode, one file a shape | `article`, `naming` |
//! | [`article`] | the noun that every stage shares | |
//! | [`quality`] | what an article lacks, and what about it is doubtful | `article` |
//! | [`text`] | spans, paragraphs, sentences, tokens, quotation marks | |
//! | [`names`] | forms of a name, and what they have in common | |
//! | [`mod@extract`] | who said what: a learned model, forms of text, people, organizations, and who declined to answer | `text`, `names` |
//! | [`naming`] | the user's own rules for names: merged, split, dropped | `article`, `names`, `statement` |
//! | [`reprint`] | the same story printed many times: fingerprints, and groups of articles | `names` |
//! | [`topic`] | IPTC Media Topics of an article: vocabulary, labels, terms, choice | `article`, `names` |
//! | [`mod@extraction`] | an article with its topics and statements | the stages above |
//! | [`index`] | the Tantivy index: schema, incremental update, version | `extraction`, `source`, `topic` |
//! | [`query`] | what is asked; parses and prints back | |
//! | [`search`] | a query answered | `index`, `query`, `topic` |
//! | [`mod@verify`] | the quotations of a draft, checked against what is on record | `search` |
//! | [`explanation`] | why a statement has its speaker | `extraction`, `search` |
//! | [`json`] | the JSON that other programs rely on; only here are spans code points | `search`, `verify`, `explanation` |
//! | [`render`] | answers for people, as JSON Lines and CSV, and as citations | `json`, `search`, `verify` |
//! | [`gold`] | articles marked by hand | `text` |
//! | [`eval`] | gold against extracted | `extraction`, `gold` |
//! | [`error`] | the one error: what, where, next step | |
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

pub mod article;
mod atomic_file;
pub mod error;
pub mod eval;
pub mod explanation;
pub mod extract;
pub mod extraction;
mod file_path;
pub mod gold;
pub mod index;
pub mod ingest;
pub mod json;
pub mod names;
pub mod naming;
pub mod quality;
pub mod query;
pub mod render;
pub mod reprint;
pub mod saved;
pub mod search;
pub mod source;
pub mod text;
pub mod topic;
pub mod verify;
mod word_set;

pub use error::{Error, ErrorKind, Result};
pub use extraction::extract;
pub use verify::verify;
