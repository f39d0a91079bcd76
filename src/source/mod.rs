//! Bytes to articles: find the files, tell their shape, decode them, read them.
//!
//! [`walk()`] lists the files below some paths, [`Records`] reads them one after the other in bounded memory, and
//! [`articles`] turns one record into articles; the last is the costly step and may run on any thread. One short file
//! holds each shape.

mod byline;
mod complete;
mod date;
mod decode;
mod fault;
mod html;
mod json;
mod markdown;
mod markup;
mod outlet;
mod record;
mod shape;
mod text;
mod walk;

pub use fault::{Fault, Skipped};
pub use record::{Record, Records};
pub(crate) use walk::MARKER;
pub use walk::{File, Walk, walk};

use crate::article::Article;
use shape::Shape;

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
    if record.is_end() {
        return Vec::new();
    }
    let skip = |entry, fault| Skipped { path: record.file.path.clone(), entry, fault };
    let read = record.bytes.as_ref().map_err(Clone::clone).and_then(|bytes| read(bytes, record.shape));
    match read {
        Err(fault) => vec![Err(skip(record.entry, fault))],
        Ok(found) => found
            .into_iter()
            .enumerate()
            .map(|(number, article)| match article {
                Ok(mut article) => {
                    article.entry = record.entry.or(article.entry);
                    complete::complete(&mut article, &record.file, overrides);
                    Ok(article)
                }
                Err(fault) => Err(skip(record.entry.or(Some(number)), fault)),
            })
            .collect(),
    }
}

/// The article that the fields of a JSON object describe, with this text; nothing is taken from a path.
pub fn article_of(fields: &serde_json::Map<String, serde_json::Value>, body: String) -> Article {
    let mut article = Article { body, ..json::fields(fields) };
    article.language = complete::language_of(&article.body).map(str::to_owned).or(article.language);
    article
}

fn read(bytes: &[u8], shape: Shape) -> Result<Vec<Result<Article, Fault>>, Fault> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::new("an empty file", "nothing to do"));
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
        Shape::Html => html::read(&text).map(|article| vec![Ok(article)]),
        Shape::Markdown => markdown::read(&text).map(|article| vec![Ok(article)]),
        Shape::Text => text::read(&text).map(|article| vec![Ok(article)]),
    }
}
