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
pub use record::{Record, Records};
pub(crate) use walk::MARKER;
pub use walk::{File, Walk, walk};

use crate::article::Article;
use shape::Shape;

/// The shapes of articles that are read, by the names that the README's table gives them.
pub fn shapes() -> impl Iterator<Item = &'static str> {
    const OTHERS: &[&str] = &[
        "plain text", "HTML", "JSON", "JSON Lines", "Markdown", "CSV", "TSV", "RSS", "Atom", "NewsML-G2", "NewsML 1.2",
        "NITF", "Reuters-21578", "mail", "mbox", "Factiva", "Nexis", "gzip", "zstd", "bzip2", "zip", "tar", "EPUB",
        "WARC",
    ];
    OTHERS.iter().copied().chain(json::names())
}

/// What the user says about all articles of a run.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// The outlet of every article, whatever its fields say.
    pub outlet: Option<String>,
}

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
        Ok(found) => found
            .into_iter()
            .enumerate()
            .map(|(number, article)| match article {
                Ok(mut article) => {
                    article.entry = record.entry.or(article.entry);
                    article.partial |= record.partial;
                    complete::complete(&mut article, record, overrides);
                    Ok(article)
                }
                Err(fault) => Err(skip(record.entry.or(Some(number)), fault)),
            })
            .collect(),
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
        Shape::Mail => return one(mail::read(bytes)),
        Shape::Mbox => return one(mail::read_boxed(bytes)),
        _ => {}
    }
    if decode::is_binary(bytes) {
        return Err(Fault::new("a file of bytes that are no text", "give it as text, HTML, JSON or Markdown"));
    }
    // JSON is UTF-8 by its standard, whatever a broken byte looks like.
    let is_json = matches!(shape, Shape::Json | Shape::JsonLines)
        && !bytes.starts_with(b"\xFF\xFE")
        && !bytes.starts_with(b"\xFE\xFF");
    let text = if is_json { String::from_utf8_lossy(bytes).into_owned() } else { decode::decode(bytes) };
    match shape.look_inside(&text) {
        Shape::Json | Shape::JsonLines => json::read(&text),
        Shape::Html => one(html::read(&text)),
        Shape::Markdown => one(markdown::read(&text)),
        Shape::Text => one(text::read(&text)),
        Shape::Xml => xml::read(&text),
        Shape::Table => one(table::read(&text)),
        Shape::Sgml => one(sgml::read(&text)),
        Shape::Factiva => Ok(vendor::factiva(&text)),
        Shape::Nexis => Ok(vendor::nexis(&text)),
        Shape::Mail => one(mail::read(text.as_bytes())),
        Shape::Mbox => one(mail::read_boxed(text.as_bytes())),
    }
}

/// Gives articles their places in a text that holds several.
fn numbered(mut found: Vec<Result<Article, Fault>>) -> Vec<Result<Article, Fault>> {
    if found.len() > 1 {
        for (entry, article) in found.iter_mut().enumerate() {
            if let Ok(article) = article {
                article.entry = Some(entry);
            }
        }
    }
    found
}
