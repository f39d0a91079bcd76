//! What a format of articles is. Each format's own file holds its [`Format`]; `formats` lists them.

use std::fmt;

use super::Fault;
use super::byte_stream::ByteStream;
use super::split::Splitter;
use crate::article::Article;

/// One format: how to recognise it, how to split a file of it, and how to read it.
pub(super) struct Format {
    /// The names that the documentation gives it. Articles get the first, unless their reader names a better one.
    pub(super) names: &'static [&'static str],
    /// The extensions of its files, in lower case.
    pub(super) extensions: &'static [&'static str],
    /// Recognises the undecoded start of a file that is named as plain text or has no extension. Only formats that are split need
    /// it.
    pub(super) starts: fn(&str) -> bool,
    /// Recognises the decoded text of a file that is named as plain text or has no extension: its first 500 bytes in lower case,
    /// and all of it.
    pub(super) fits: fn(head: &str, text: &str) -> bool,
    /// The splitter for a file of many articles; `None` if the file is read as a whole.
    pub(super) splitter: fn(&mut ByteStream<'_>) -> Option<Box<dyn Splitter>>,
    /// Whether the format is UTF-8 by its standard, so that the encoding is not guessed.
    pub(super) is_utf8: bool,
    pub(super) read: Read,
}

/// How a reader wants its input.
#[derive(Clone, Copy)]
pub(super) enum Read {
    /// One article from bytes that the reader decodes itself.
    Bytes(fn(&[u8]) -> Result<Article, Fault>),
    /// One article from decoded text.
    Text(fn(&str) -> Result<Article, Fault>),
    /// Any number of articles from decoded text.
    Many(fn(&str) -> Result<Articles, Fault>),
}

/// The articles of one text, each read or skipped.
pub(super) type Articles = Vec<Result<Article, Fault>>;

impl Format {
    /// A format without any property, to build the others on.
    pub(super) const DEFAULT: Format = Format {
        names: &[],
        extensions: &[],
        starts: |_| false,
        fits: |_, _| false,
        splitter: |_| None,
        is_utf8: false,
        read: Read::Many(|_| Ok(Vec::new())),
    };

    /// The first of its names.
    pub(super) fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or_default()
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.names == other.names
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Numbers the articles of a text that holds several.
pub(super) fn numbered(mut articles: Articles) -> Articles {
    if articles.len() > 1 {
        for (entry, article) in articles.iter_mut().enumerate() {
            if let Ok(article) = article {
                article.place.entry = Some(entry);
            }
        }
    }
    articles
}
