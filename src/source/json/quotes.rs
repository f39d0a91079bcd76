//! Collections of quotations or addresses, without their articles.

use serde_json::Value;

use super::dialect::{Body, DEFAULT, Dialect, has_at};
use super::value::{Object, at, text_at};
use crate::source::Fault;

pub(super) const GDELT_LIST: Dialect = Dialect {
    name: "GDELT article list",
    is: |o| o.contains_key("seendate"),
    body: Body::Of(|_| {
        Err(Fault::not_an_article("a GDELT list entry, which has no text", "download the page at its url"))
    }),
    ..DEFAULT
};

/// Quotations with the words around them, which may name the speaker. Each becomes a paragraph of an excerpt.
pub(super) const GDELT_QUOTES: Dialect = Dialect {
    name: "GDELT quotations",
    is: |o| has_at(o, "quotes.pre") || has_at(o, "quotes.quote"),
    url: &["url"],
    title: &["title"],
    date: &["date"],
    language: &["lang"],
    body: Body::Of(|object| {
        let quotes = at(object, "quotes").into_iter().flat_map(super::value::elements).filter_map(Value::as_object);
        let paragraphs: Vec<String> = quotes.filter_map(in_context).collect();
        Ok((!paragraphs.is_empty()).then(|| paragraphs.join("\n\n")))
    }),
    adjust: |article, _| article.partial = true,
    ..DEFAULT
};

fn in_context(quote: &Object) -> Option<String> {
    let part = |name: &str| text_at(quote, name).unwrap_or_default();
    let words = text_at(quote, "quote")?;
    Some(format!("{} {} {}", part("pre"), quoted(&words), part("post")).trim().to_owned())
}

/// Quotations that are already attributed. The name signs the quotation.
pub(super) const QUOTEBANK: Dialect = Dialect {
    name: "Quotebank",
    is: |o| o.contains_key("quotation") && (o.contains_key("quoteID") || o.contains_key("probas")),
    id: &["quoteID"],
    url: &["urls"],
    date: &["date"],
    body: Body::Of(|object| {
        let Some(words) = text_at(object, "quotation") else { return Ok(None) };
        Ok(Some(signed(&words, text_at(object, "speaker").as_deref())))
    }),
    adjust: |article, _| article.partial = true,
    ..DEFAULT
};

/// A quotation with the name of who said it: `“…” — Name`.
pub(super) fn signed(words: &str, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{} — {name}", quoted(words)),
        None => quoted(words),
    }
}

/// Words in quotation marks.
fn quoted(words: &str) -> String {
    let words = words.trim();
    if words.starts_with(['“', '"', '«', '„']) { words.to_owned() } else { format!("“{words}”") }
}
