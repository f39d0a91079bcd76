//! Bytes to articles: find the files, recognise their format, decode them, read them.
//!
//! [`walk()`] lists the files below some paths. [`Records`] reads them one after the other in bounded memory. [`articles`]
//! turns one record into articles; this is the costly step, and may run on any thread.
//!
//! Each format has a short file with its row of the table in `formats`. A file of many articles is split into one record
//! per article (`split`). Compressed files, archives and crawls are unpacked on the way, within limits (`container`).

mod byline;
mod byte_stream;
mod container;
mod credit;
mod date;
mod defaults;
mod encoding;
mod factiva;
mod fault;
mod file_name;
mod format;
mod formats;
mod html;
mod json;
mod kind;
mod label;
mod language;
mod mail;
mod markdown;
mod markup;
mod member;
mod nexis;
mod outlet;
mod outlet_rules;
mod overrides;
#[cfg(feature = "pdf")]
mod pdf;
mod read;
mod reader;
mod record;
mod records;
mod reuters;
mod split;
mod table;
mod text;
mod walk;
mod xml;

pub(crate) use fault::Fault;
pub use fault::Skipped;
pub use outlet_rules::OutletRules;
pub use overrides::Overrides;
pub use read::articles;
pub(crate) use read::{article_in, article_of};
pub use record::Record;
pub use records::Records;
pub(crate) use walk::File;
pub(crate) use walk::{MARKER, NAMES, with_slashes};
pub use walk::{Walk, walk};
