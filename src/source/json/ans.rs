//! Arc XP's ANS: a story whose text is a list of elements.

use serde_json::Value;

use super::dialect::{Body, DEFAULT, Dialect, has, has_at};
use super::quotes::signed;
use super::value::{Object, at, elements, is_url, text_at, texts};
use crate::source::{Fault, markup};

pub(super) const STORY: Dialect = Dialect {
    name: "Arc ANS",
    is: |o| has(o, &["type", "version"]) && (o.contains_key("content_elements") || has_at(o, "headlines.basic")),
    id: &["_id"],
    url: &["canonical_url", "website_url"],
    title: &["headlines.basic"],
    outlet: &["source.name", "owner.name", "canonical_website"],
    date: &["display_date", "first_publish_date", "publish_date"],
    body: Body::Of(|object| match text_at(object, "type") {
        Some(kind) if kind != "story" => {
            Err(Fault::not_an_article(&format!("an Arc ANS item of type {kind}, which is not an article"), ""))
        }
        _ => {
            let mut paragraphs = Vec::new();
            collect(object.get("content_elements"), &mut paragraphs, DEEPEST)?;
            Ok((!paragraphs.is_empty()).then(|| paragraphs.join("\n\n")))
        }
    }),
    teaser: &["description.basic"],
    labels: &[
        "taxonomy.primary_section.name",
        "taxonomy.sections.name",
        "taxonomy.sites.name",
        "taxonomy.tags.text",
        "taxonomy.keywords.keyword",
        "taxonomy.seo_keywords",
    ],
    description: &["description.basic"],
    adjust: |article, object| {
        article.dateline = text_at(object, "location");
        // Each credit is one name and not a byline to split.
        let names = at(object, "credits.by.name").into_iter().flat_map(texts).filter(|name| !is_url(name));
        article.authors = names.collect();
        let distributor = text_at(object, "distributor.name").filter(|name| !is_url(name));
        if text_at(object, "distributor.category").as_deref() == Some("wires") {
            article.wire = distributor;
        } else if let Some(name) = distributor {
            article.outlet = Some(name);
            article.outlet_source = Some(crate::article::OutletSource::Field);
        }
    },
    ..DEFAULT
};

/// How many lists and quotations may be inside each other.
const DEEPEST: usize = 16;

/// Collects the paragraphs of a list of elements, without pictures and references.
fn collect(list: Option<&Value>, paragraphs: &mut Vec<String>, depth: usize) -> Result<(), Fault> {
    if depth == 0 {
        return Ok(());
    }
    for element in list.into_iter().flat_map(elements).filter_map(Value::as_object) {
        match element.get("type").and_then(Value::as_str).unwrap_or_default() {
            "text" | "header" | "blockquote" => {
                let text = html(element.get("content"))?;
                if !text.is_empty() {
                    paragraphs.push(text);
                }
            }
            "list" => collect(element.get("items"), paragraphs, depth - 1)?,
            "quote" => paragraphs.extend(quotation(element, depth)?),
            _ => {}
        }
    }
    Ok(())
}

/// A quotation, signed with its citation if it has one.
fn quotation(element: &Object, depth: usize) -> Result<Option<String>, Fault> {
    let mut words = Vec::new();
    collect(element.get("content_elements"), &mut words, depth - 1)?;
    if words.is_empty() {
        return Ok(None);
    }
    let citation = at(element, "citation.content").into_iter().next();
    let name = html(citation.or(element.get("citation")))?;
    let name = name.trim_start_matches(['—', '–', '-', ' ']);
    Ok(Some(signed(&words.join(" "), (!name.is_empty()).then_some(name))))
}

fn html(value: Option<&Value>) -> Result<String, Fault> {
    match value.and_then(Value::as_str) {
        Some(text) if text.contains(['<', '&']) => markup::text(&format!("<p>{text}</p>")),
        Some(text) => Ok(text.trim().to_owned()),
        None => Ok(String::new()),
    }
}
