//! Bytes to articles: find the files, tell their shape, decode them, read them.
//!
//! [`walk()`] lists the files below some paths, [`Records`] reads them one after the other in bounded memory, and
//! [`articles`] turns one record into articles; the last is the costly step and may run on any thread. One short file
//! holds each shape. A file that may hold many articles is cut into one record an article (`cut`): JSON Lines, large
//! arrays of JSON, tables, SGML and mailboxes. Compressed files, archives and crawls are unpacked on the way
//! (`container`), within limits that are stated there. [`shapes`] names all that is read; README.md has the table of it.

mod byline;
mod complete;
mod container;
mod credit;
mod cut;
mod date;
mod decode;
mod element;
mod fault;
mod feed;
mod html;
mod json;
mod label;
mod mail;
mod markdown;
mod markup;
mod member;
mod newsml;
mod nitf;
mod outlet;
mod outlets;
#[cfg(feature = "pdf")]
mod pdf;
mod reader;
mod record;
mod sgml;
mod shape;
mod stream;
mod table;
mod text;
mod vendor;
mod walk;
mod xml;

pub use fault::{Fault, Skipped};
pub use outlets::Outlets;
pub use record::{Record, Records};
pub use walk::{File, Walk, walk};
pub(crate) use walk::{MARKER, NAMES, with_slashes};

use std::sync::Arc;

use crate::article::Article;
use shape::Shape;

/// The shapes of articles that are read, by the names that the README's table gives them.
pub fn shapes() -> impl Iterator<Item = &'static str> {
    const OTHERS: &[&str] = &[
        "plain text",
        "HTML",
        "JSON",
        "JSON Lines",
        "Markdown",
        "CSV",
        "TSV",
        "RSS",
        "Atom",
        "NewsML-G2",
        "NewsML 1.2",
        "NITF",
        "Reuters-21578",
        "mail",
        "mbox",
        "Factiva",
        "Nexis",
        "gzip",
        "zstd",
        "bzip2",
        "zip",
        "tar",
        "EPUB",
        "WARC",
        #[cfg(feature = "pdf")]
        "PDF",
    ];
    OTHERS.iter().copied().chain(json::names())
}

/// What the user says about all articles of a run.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// The outlet of every article, whatever its fields say.
    pub outlet: Option<String>,
    /// Rules for outlets, in place of those that the folders bring.
    pub outlets: Option<Arc<Outlets>>,
}

impl Overrides {
    /// The rules for the outlets of a file: the user's, else those of its folder.
    fn outlets<'o>(&'o self, file: &'o File) -> Option<&'o Outlets> {
        self.outlets.as_deref().or(file.outlets.as_deref())
    }

    /// What tells whether the outlets of a file would come out otherwise now; nothing where neither is given.
    pub(crate) fn fingerprint(&self, file: &File) -> Option<String> {
        let rules = self.outlets(file).map(Outlets::fingerprint);
        match (&self.outlet, rules) {
            (None, None) => None,
            (outlet, rules) => {
                Some(format!("{}\n{}", outlet.as_deref().unwrap_or_default(), rules.unwrap_or_default()))
            }
        }
    }
}

/// The longest text of an article, in bytes: ten times a long novel. Memory is bounded by what can be made of it.
const LONGEST_BODY: usize = 16 << 20;

/// Reads the articles of one record, in their order.
///
/// What cannot be read comes back as [`Skipped`], which says where and why; the rest of the record is read all the
/// same. Fields that the record leaves open are filled from address, file name and folder.
pub fn articles(record: &Record, overrides: &Overrides) -> Vec<Result<Article, Skipped>> {
    if record.last {
        return Vec::new();
    }
    let skip = |entry, fault: Fault| {
        // In a file of lines, the entry tells the line.
        let line = if record.shape == Shape::JsonLines { None } else { record.line.or(fault.line) };
        let member = record.member.as_ref();
        let is_stray = member.is_some_and(|member| member.stray) && record.shape == Shape::Html;
        let fault = Fault { line, expected: fault.expected || is_stray, ..fault };
        Skipped {
            path: record.file.path.clone(),
            member: member.map(|member| member.name.clone()),
            entry,
            fault: Box::new(fault),
        }
    };
    let read = record.bytes.as_ref().map_err(Clone::clone).and_then(|bytes| match &record.head {
        Some(head) => read(&[head, bytes.as_slice()].concat(), record.shape),
        None => read(bytes, record.shape),
    });
    let mut found = match read {
        Err(fault) => vec![Err(skip(record.entry, fault))],
        Ok(found) => {
            let one_of_many = found.len() > 1 || record.entry.is_some();
            found
                .into_iter()
                .enumerate()
                .map(|(number, article)| match article {
                    Ok(article) if article.body.len() > LONGEST_BODY => {
                        let what = format!("a text of more than {} MB, which is no article", LONGEST_BODY >> 20);
                        let fault = Fault::new(&what, "cut it into its articles, one a file or line");
                        Err(skip(record.entry.or(Some(number)).filter(|_| one_of_many), fault))
                    }
                    Ok(mut article) => {
                        article.place.entry = record.entry.or(article.place.entry);
                        article.partial |= record.partial;
                        complete::complete(&mut article, record, overrides);
                        Ok(article)
                    }
                    Err(fault) => Err(skip(record.entry.or(Some(number)), fault)),
                })
                .collect()
        }
    };
    if record.partial {
        // Why it breaks off is told once, beside it.
        found.retain(Result::is_ok);
    }
    found
}

/// The article that the fields of a JSON object describe, with this text; nothing is taken from a path.
pub fn article_of(fields: &serde_json::Map<String, serde_json::Value>, body: String) -> Article {
    let mut article = Article { body, ..json::fields(fields) };
    article.language = complete::language_of(&article.body).map(str::to_owned).or(article.language);
    article
}

fn read(bytes: &[u8], shape: Shape) -> Result<Vec<Result<Article, Fault>>, Fault> {
    if bytes.is_empty() && matches!(shape, Shape::Table | Shape::Sgml | Shape::Mbox) {
        return Err(Fault::new("no article was found in it", "check that the file is what its name says"));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::new("an empty file", "nothing to do"));
    }
    let one = |article: Result<Article, Fault>| article.map(|article| vec![Ok(article)]);
    match shape {
        // Each part of a letter has an encoding of its own.
        Shape::Mail => return one(mail::read(bytes).map(|letter| Article { shape: shape.name(), ..letter })),
        #[cfg(feature = "pdf")]
        Shape::Pdf => return one(pdf::read(bytes).map(|article| Article { shape: shape.name(), ..article })),
        Shape::Mbox => return one(mail::read_boxed(bytes).map(|letter| Article { shape: shape.name(), ..letter })),
        _ => {}
    }
    if decode::is_binary(bytes) {
        return Err(Fault::new("a file of bytes that are no text", "give it as text, HTML, JSON or Markdown"));
    }
    // JSON is UTF-8 by its standard, whatever a broken byte looks like.
    let is_json = matches!(shape, Shape::Json | Shape::JsonLines)
        && !bytes.starts_with(b"\xFF\xFE")
        && !bytes.starts_with(b"\xFE\xFF");
    let (text, guessed) = match is_json {
        true => (String::from_utf8_lossy(bytes).into_owned(), None),
        false => {
            let decode::Decoded { text, guessed } = decode::decode(bytes);
            (text, guessed)
        }
    };
    let shape = shape.look_inside(&text);
    let mut found = read_text(&text, shape)?;
    for article in found.iter_mut().flatten() {
        article.guessed_encoding = guessed;
        if article.shape.is_empty() {
            article.shape = shape.name();
        }
    }
    Ok(found)
}

fn read_text(text: &str, shape: Shape) -> Result<Vec<Result<Article, Fault>>, Fault> {
    let one = |article: Result<Article, Fault>| article.map(|article| vec![Ok(article)]);
    match shape {
        Shape::Json | Shape::JsonLines => json::read(text),
        Shape::Html => one(html::read(text)),
        Shape::Markdown => one(markdown::read(text)),
        Shape::Text => one(text::read(text)),
        Shape::Xml => xml::read(text),
        Shape::Table => one(table::read(text)),
        Shape::Sgml => one(sgml::read(text)),
        Shape::Factiva => Ok(vendor::factiva(text)),
        Shape::Nexis => Ok(vendor::nexis(text)),
        Shape::Mail => one(mail::read(text.as_bytes())),
        Shape::Mbox => one(mail::read_boxed(text.as_bytes())),
        #[cfg(feature = "pdf")]
        Shape::Pdf => one(pdf::read(text.as_bytes())),
    }
}

/// Gives articles their places in a text that holds several.
fn numbered(mut found: Vec<Result<Article, Fault>>) -> Vec<Result<Article, Fault>> {
    if found.len() > 1 {
        for (entry, article) in found.iter_mut().enumerate() {
            if let Ok(article) = article {
                article.place.entry = Some(entry);
            }
        }
    }
    found
}
