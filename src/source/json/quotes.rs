//! Sets of quotations and of addresses, without the articles that they come from.

use serde_json::Value;

use super::family::{Body, Family, NONE, has_at};
use super::value::{Object, at, text_at};
use crate::source::Fault;

pub(super) const GDELT_LIST: Family = Family {
    name: "GDELT article list",
    is: |o| o.contains_key("seendate"),
    body: Body::Of(|_| {
        Err(Fault::none(
            "a GDELT list entry, which has a title and an address and no text",
            "fetch the page at its url",
        ))
    }),
    ..NONE
};

/// Each quotation comes with the words around it, in which a speaker may be named: they are the paragraphs of an
/// excerpt.
pub(super) const GDELT_QUOTES: Family = Family {
    name: "GDELT quotations",
    is: |o| has_at(o, "quotes.pre") || has_at(o, "quotes.quote"),
    url: &["url"],
    title: &["title"],
    date: &["date"],
    language: &["lang"],
    body: Body::Of(|object| {
        let quotes = at(object, "quotes").into_iter().flat_map(super::value::elements).filter_map(Value::as_object);
        let paragraphs: Vec<String> = quotes.filter_map(in_its_place).collect();
        Ok((!paragraphs.is_empty()).then(|| paragraphs.join("\n\n")))
    }),
    mend: |article, _| article.partial = true,
    ..NONE
};

fn in_its_place(quote: &Object) -> Option<String> {
    let part = |name: &str| text_at(quote, name).unwrap_or_default();
    let words = text_at(quote, "quote")?;
    Some(format!("{} {} {}", part("pre"), marked(&words), part("post")).trim().to_owned())
}

/// A quotation that others have attributed: its words, signed with the name.
pub(super) const QUOTEBANK: Family = Family {
    name: "Quotebank",
    is: |o| o.contains_key("quotation") && (o.contains_key("quoteID") || o.contains_key("probas")),
    id: &["quoteID"],
    url: &["urls"],
    date: &["date"],
    body: Body::Of(|object| {
        let Some(words) = text_at(object, "quotation") else { return Ok(None) };
        Ok(Some(signed(&words, text_at(object, "speaker").as_deref())))
    }),
    mend: |article, _| article.partial = true,
    ..NONE
};

/// A quotation with the name of who said it: `“…” — Name`.
pub(super) fn signed(words: &str, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{} — {name}", marked(words)),
        None => marked(words),
    }
}

/// Words in quotation marks, unless they have them.
fn marked(words: &str) -> String {
    let words = words.trim();
    if words.starts_with(['“', '"', '«', '„']) { words.to_owned() } else { format!("“{words}”") }
}
