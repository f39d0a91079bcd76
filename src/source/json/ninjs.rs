//! ninjs, the IPTC's news in JSON, versions 1 to 3.

use serde_json::Value;

use super::dialect::{Body, DEFAULT, Dialect, has, is_nested};
use super::value::{Object, at, body, elements, text_at, texts};
use crate::article::Article;
use crate::source::{Fault, label, markup};

pub(super) const VERSION_1: Dialect = Dialect {
    name: "ninjs 1",
    is: |o| o.contains_key("uri") && !has_lists(o) && (is_item(o) || o.keys().any(|key| key.starts_with("body_"))),
    id: &["uri"],
    url: &["canonicalurl", "uri"],
    title: &["headline", "title"],
    author: &["byline"],
    outlet: &["infosource.name", "copyrightholder"],
    date: &["firstcreated", "contentcreated", "versioncreated"],
    body: Body::Of(|object| {
        refuse(object)?;
        let other = || object.iter().filter(|(key, _)| key.starts_with("body_")).find_map(|(_, value)| body(value));
        best(object.get("body_text").and_then(body), object.get("body_xhtml").and_then(body).or_else(other))
    }),
    teaser: &["description_text", "description_xhtml"],
    description: &["description_text", "description_xhtml"],
    adjust,
    ..DEFAULT
};

pub(super) const VERSION_2: Dialect = Dialect {
    name: "ninjs 2",
    is: |o| o.contains_key("uri") && has_lists(o) && !o.keys().any(|key| key.ends_with("Created")),
    outlet: &["infosources.name", "copyrightholder"],
    date: &["firstcreated", "contentcreated", "versioncreated"],
    ..VERSION_3
};

pub(super) const VERSION_3: Dialect = Dialect {
    name: "ninjs 3",
    is: |o| o.contains_key("uri") && has_lists(o),
    id: &["uri"],
    url: &["canonicalurl", "canonicalUrl", "uri"],
    title: &["headlines.value"],
    author: &["by"],
    outlet: &["infoSources.name", "copyrightHolder"],
    date: &["firstCreated", "contentCreated", "versionCreated"],
    body: Body::Of(|object| {
        refuse(object)?;
        let kind = |part: &Object| text_at(part, "contentType").or_else(|| text_at(part, "contenttype"));
        let is_html = |part: &Object| kind(part).is_some_and(|kind| kind.contains("html"));
        let bodies: Vec<&Object> =
            at(object, "bodies").into_iter().flat_map(elements).filter_map(Value::as_object).collect();
        let of =
            |html: bool| bodies.iter().filter(|part| is_html(part) == html).find_map(|part| body(part.get("value")?));
        best(of(false), of(true))
    }),
    teaser: &["descriptions.value"],
    description: &["descriptions.value"],
    adjust,
    ..DEFAULT
};

/// Whether headlines, bodies or descriptions are lists, as since version 2.
fn has_lists(object: &Object) -> bool {
    ["headlines", "bodies", "descriptions"].iter().any(|name| is_nested(object, name))
}

fn is_item(object: &Object) -> bool {
    has(object, &["headline"]) && ["versioncreated", "type", "pubstatus"].iter().any(|name| object.contains_key(*name))
        || text_at(object, "type").is_some_and(|kind| KINDS.contains(&kind.as_str()))
}

/// Kinds of item without text.
const KINDS: &[&str] = &["audio", "video", "picture", "graphic", "package", "planning", "event"];

fn refuse(object: &Object) -> Result<(), Fault> {
    match text_at(object, "type").filter(|kind| KINDS.contains(&kind.as_str())) {
        Some(kind) => Err(Fault::not_an_article(&format!("a ninjs item of type {kind}, which is not an article"), "")),
        None => Ok(()),
    }
}

/// The plain text, or the HTML if only that one has paragraphs.
fn best(text: Option<String>, html: Option<String>) -> Result<Option<String>, Fault> {
    let flat = |text: &String| !text.trim().contains('\n');
    match (text, html) {
        (Some(text), Some(html)) if flat(&text) => {
            let html = markup::text(&html)?;
            Ok(Some(if flat(&html) { text } else { html }))
        }
        (Some(text), _) => Ok(Some(text)),
        (None, Some(html)) => Ok(Some(markup::text(&html)?)),
        (None, None) => Ok(None),
    }
}

fn adjust(article: &mut Article, object: &Object) {
    article.dateline = text_at(object, "located");
    let main = at(object, "headlines")
        .into_iter()
        .flat_map(elements)
        .filter_map(Value::as_object)
        .find(|headline| text_at(headline, "role").as_deref() == Some("main"));
    if let Some(title) = main.and_then(|headline| text_at(headline, "value")) {
        article.title = Some(markup::inline(&title));
    } else if article.title.is_none() {
        let other = object.iter().filter(|(key, _)| key.starts_with("headline_")).flat_map(|(_, value)| texts(value));
        article.title = other.map(|title| markup::inline(&title)).next();
    }
    for field in ["subject", "subjects", "person", "people", "organisation", "organisations"] {
        for subject in at(object, field).into_iter().flat_map(elements).filter_map(Value::as_object) {
            add_labels(article, field, subject);
        }
    }
}

/// Adds a subject's name and code as labels; of people and organizations, only the name.
fn add_labels(article: &mut Article, field: &str, subject: &Object) {
    for key in ["name", "literal"] {
        subject.get(key).into_iter().flat_map(texts).for_each(|text| label::add(&mut article.labels, text));
    }
    if field.starts_with("subject") {
        let scheme = text_at(subject, "scheme").unwrap_or_default();
        let code = text_at(subject, "code").map(|code| label::code(&scheme, &code));
        let code = code.or_else(|| label::of_uri(&text_at(subject, "uri")?));
        label::add(&mut article.labels, code.unwrap_or_default());
    }
}
