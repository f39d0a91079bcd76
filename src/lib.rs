//! Who said what, where and when, in a pile of news.
//!
//! onrecord reads news articles, finds every statement in them (the words, who said them, in what role, where they are) and
//! answers questions about them. The program, too, is in this library, behind the feature `cli`; nothing else in it prints.
//!
//! - [`walk`], [`Records`] and [`articles`] read files; [`extract()`] finds the statements of one [`Article`].
//! - [`Updater`] brings an [`Index`] up to date with folders; [`Search`] answers a [`Query`] from it.
//! - [`verify()`] compares the quotations of a draft with an index.
//! - [`ArticleJson`] and [`StatementHitJson`] are the JSON that other programs rely on; only there are spans code points.
//!
//! # How the data flows
//!
//! ```text
//! bytes ─ source ─▶ Article ─ extract ─▶ Extraction ─ index ─▶ Tantivy
//!                                                                │
//!            terminal, JSON, files ◀─ render ◀─ search ◀─ query ◀┘
//! ```
//!
//! The modules are private; the names below are all there is to call. Imports point one way: a module uses only modules
//! above it in this table.
//!
//! | module | what it holds |
//! |---|---|
//! | `error` | the one error: what happened, where, and the next step |
//! | `text` | spans, paragraphs, sentences, tokens, quotation marks |
//! | `article` | an article, and the place where it is |
//! | `quality` | what an article lacks, and what about it is doubtful |
//! | `names` | the forms of a name, and what they have in common |
//! | `source` | bytes to articles: walk, unpack, decode; one file a format |
//! | `extract` | who said what: a learned model, forms of text, people, organizations, and who declined to answer |
//! | `naming` | the user's own rules for names: merged, split, dropped |
//! | `topic` | the IPTC Media Topics of an article |
//! | `extraction` | an article with its topics and statements |
//! | `ingest` | a record to extractions, under the user's rules |
//! | `reprint` | near-duplicates: fingerprints, and groups of articles |
//! | `identity` | the people of an archive: which forms of names are one person's |
//! | `index` | the Tantivy index: how it follows folders, its fields, its repair |
//! | `query` | what is asked; parses from text and prints back the same |
//! | `search` | a query to its answer |
//! | `saved` | saved searches, and what they have shown |
//! | `verify` | the quotations of a draft against what is on record |
//! | `explanation` | why a statement has its speaker |
//! | `json` | the JSON that other programs rely on; only here are spans code points |
//! | `render` | answers for people, as JSON Lines and CSV, and as citations |
//! | `eval` | gold against extracted |
//! | `cli`, `command`, `program` | the command line: arguments, one file a command, exit codes |
//!
//! # From a folder to an answer
//!
//! ```
//! use onrecord::{Index, Page, Query, Search, Sort, Updater};
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

// The program uses more of the library than other callers can.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]

mod article;
mod atomic_file;
#[cfg(feature = "cli")]
// Its comments are help texts: words in brackets are no links.
#[allow(rustdoc::broken_intra_doc_links)]
mod cli;
#[cfg(feature = "cli")]
mod command;
mod error;
#[cfg(feature = "cli")]
mod eval;
mod explanation;
mod extract;
mod extraction;
mod file_path;
mod identity;
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
pub use extract::{Confidence, NoComment, PossibleSpeaker, Source, SpeakerKind, Statement, What};
pub use extraction::{Extraction, extract};
pub use index::{FolderContents, Index, Progress, Update, Updater};
pub use ingest::Rules;
pub use json::{ArticleJson, NoCommentJson, PersonJson, StatementHitJson, StatementJson};
pub use naming::Names;
#[cfg(feature = "cli")]
pub use program::program;
pub use query::{Field, Query};
pub use search::{ArticleHit, Candidate, Facet, Found, HitPerson, NameChoice, Page, Search, Sort, StatementHit};
pub use source::{OutletRules, Overrides, Record, Records, Skipped, Walk, articles, walk};
pub use text::Span;
pub use topic::{Topic, TopicRules, TopicSource};
pub use verify::{Checked, Verdict, verify};
