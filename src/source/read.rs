//! From a record to its articles.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::format::{Articles, Format, Read};
use super::{Fault, Overrides, Record, Skipped, defaults, encoding, formats, html, json, language, text};
use crate::article::Article;

/// The longest text of an article, in bytes: ten times a long novel. It bounds the memory that later stages need.
const LONGEST_BODY: usize = 16 << 20;

/// Reads the articles of one record, in their order.
///
/// An article that cannot be read comes back as [`Skipped`], with the place and the reason; the rest of the record is
/// still read. Fields that the record leaves open are filled from the address, the file's name and its folder.
pub fn articles(record: &Record, overrides: &Overrides) -> Vec<Result<Article, Skipped>> {
    if record.last {
        return Vec::new();
    }
    let found = match read_record(record) {
        Ok(found) => found,
        // A second record reports why this one is cut short.
        Err(_) if record.partial => return Vec::new(),
        Err(fault) => return vec![Err(skipped(record, record.entry, fault))],
    };
    let one_of_many = found.len() > 1 || record.entry.is_some();
    let mut articles = Vec::with_capacity(found.len());
    for (number, article) in found.into_iter().enumerate() {
        let number = record.entry.or(Some(number)).filter(|_| one_of_many);
        match article {
            Ok(article) if article.body.len() > LONGEST_BODY => {
                articles.push(Err(skipped(record, number, too_long())));
            }
            Ok(mut article) => {
                article.place.entry = record.entry.or(article.place.entry);
                article.partial |= record.partial;
                overrides.keep(&mut article.own);
                defaults::fill_in(&mut article, record, overrides);
                articles.push(Ok(article));
            }
            Err(fault) => articles.push(Err(skipped(record, number, fault))),
        }
    }
    if record.partial {
        articles.retain(Result::is_ok);
    }
    articles
}

/// The one article of a text in any format; the first if it has several. Nothing is taken from a path.
pub(crate) fn article_in(bytes: &[u8]) -> Result<Article, Fault> {
    let article = read(bytes, &text::FORMAT)?.into_iter().next();
    let mut article = article.unwrap_or_else(|| Err(Fault::new("there is no article in it", "write a text")))?;
    article.language = language::detect(&article.body).map(str::to_owned).or(article.language);
    Ok(article)
}

/// The article that the fields of a JSON object describe, with this text. Nothing is taken from a path.
pub(crate) fn article_of(fields: &Map<String, Value>, body: String) -> Article {
    let mut article = Article { body, ..json::fields(fields) };
    article.language = language::detect(&article.body).map(str::to_owned).or(article.language);
    article
}

fn too_long() -> Fault {
    let what = format!("the text has more than {} MB, too much for one article", LONGEST_BODY >> 20);
    Fault::new(&what, "split it into its articles, one per file or line")
}

fn skipped(record: &Record, entry: Option<usize>, fault: Fault) -> Skipped {
    // In JSON Lines, the entry already says the line.
    let line = if *record.format == json::LINES { None } else { record.line.or(fault.line) };
    let member = record.member.as_ref();
    let is_often_empty = member.is_some_and(|member| member.is_often_empty) && *record.format == html::FORMAT;
    Skipped {
        path: record.file.path.clone(),
        member: member.map(|member| member.name.clone()),
        entry,
        fault: Box::new(Fault { line, expected: fault.expected || is_often_empty, ..fault }),
    }
}

fn read_record(record: &Record) -> Result<Articles, Fault> {
    let bytes = record.bytes.as_ref().map_err(Clone::clone)?;
    match &record.header {
        Some(header) => read(&[header, bytes.as_slice()].concat(), record.format),
        None => read(bytes, record.format),
    }
}

fn read(bytes: &[u8], promised: &'static Format) -> Result<Articles, Fault> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::new("the file is empty", "nothing to do"));
    }
    if let Read::Bytes(read) = promised.read {
        return Ok(vec![Ok(with_format(read(bytes)?, promised))]);
    }
    if encoding::is_binary(bytes) {
        return Err(Fault::new("the file holds no text", "save it as text, HTML, JSON or Markdown"));
    }
    let (text, guessed) = decode(bytes, promised);
    let format = formats::of_text(promised, &text);
    let mut found = match format.read {
        Read::Bytes(read) => vec![Ok(read(text.as_bytes())?)],
        Read::Text(read) => vec![Ok(read(&text)?)],
        Read::Many(read) => read(&text)?,
    };
    for article in found.iter_mut().flatten() {
        article.guessed_encoding = guessed.map(Cow::Borrowed);
        *article = with_format(std::mem::take(article), format);
    }
    Ok(found)
}

/// The article with the name of its format, unless its reader knows a better name.
fn with_format(article: Article, format: &Format) -> Article {
    let shape = if article.shape.is_empty() { Cow::Borrowed(format.name()) } else { article.shape };
    Article { shape, ..article }
}

/// The text, and its encoding if that was guessed.
fn decode(bytes: &[u8], format: &Format) -> (String, Option<&'static str>) {
    let is_utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if format.is_utf8 && !is_utf16 {
        return (String::from_utf8_lossy(bytes).into_owned(), None);
    }
    let encoding::Decoded { text, guessed } = encoding::decode(bytes);
    (text, guessed)
}
