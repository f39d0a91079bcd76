//! JSON of no known dialect, read by the usual names of its fields.
//!
//! Names are compared without case and separators. The lists are in order of precedence.

use serde_json::Value;

use super::value::{Object, body, get, is_url, list, printed_list, texts};
use crate::article::{Article, OutletSource};
use crate::source::{byline, date, language, markup, outlet};

const ID: &[&str] = &["id", "articleid", "uuid", "guid"];
const TITLE: &[&str] =
    &["title", "headline", "head", "hed", "name", "webtitle", "titlefull", "articletitle", "subject"];
const AUTHOR: &[&str] = &["author", "authors", "byline", "by", "creator", "creators", "writer", "reporter", "credits"];
const OUTLET: &[&str] = &[
    "outlet", "publication", "publisher", "newspaper", "sitename", "site", "metasitename", "sourcename",
    "sourcedomain", "sourcehostname", "hostname", "domain", "provider", "distributor", "medium", "journal",
    "containertitle", "source",
];
const DATE: &[&str] = &[
    "datepublished", "publishdate", "published", "publishedat", "publisheddate", "publicationdate", "pubdate",
    "datepublish", "datetimepub", "firstpublishdate", "displaydate", "webpublicationdate", "date", "datetime",
    "created", "timestamp",
];
const BODY: &[&str] = &[
    "body", "bodytext", "text", "maintext", "fulltext", "content", "contenttext", "articlebody", "article", "story",
    "rawtext",
];
const LABELS: &[&str] = &[
    "topics", "topic", "categories", "category", "section", "articlesection", "tags", "keywords", "subjects",
    "subject", "desk", "newsdesk",
];
const URL: &[&str] =
    &["url", "link", "href", "weburl", "canonicallink", "canonicalurl", "permalink", "sourceurl", "source"];
const LANGUAGE: &[&str] = &["language", "lang", "metalang", "inlanguage"];
const DESCRIPTION: &[&str] =
    &["description", "summary", "excerpt", "abstract", "standfirst", "shortdescription", "trailtext", "lede"];

/// The text under the best name that has one.
pub(super) fn text(object: &Object) -> Option<String> {
    BODY.iter().find_map(|name| body(get(object, name)?))
}

/// Whether a column of this name is a title, text, address or date.
pub(in crate::source) fn is_known(name: &str) -> bool {
    [TITLE, BODY, URL, DATE].iter().any(|names| names.contains(&super::value::plain(name).as_str()))
}

/// The article that the fields of an object describe, without its body.
pub(in crate::source) fn fields(object: &Object) -> Article {
    let (outlet, outlet_source) = outlet_of(object);
    Article {
        id: values(object, ID).next().unwrap_or_default(),
        url: values(object, URL).find(|text| is_url(text)),
        title: values(object, TITLE).next().map(|title| markup::inline(&title)),
        authors: authors(&values_of_first(object, AUTHOR)),
        outlet_source,
        outlet,
        language: values(object, LANGUAGE).find_map(|code| language::of_tag(&code)),
        labels: labels(object),
        description: values(object, DESCRIPTION).next().map(|text| markup::inline(&text)),
        ..date::dated(values(object, DATE))
    }
}

fn outlet_of(object: &Object) -> (Option<String>, Option<OutletSource>) {
    match values(object, OUTLET).find(|name| !is_url(name)) {
        Some(name) => {
            let (name, source) = outlet::named(&name);
            (Some(name), Some(source))
        }
        None => (None, None),
    }
}

/// The authors that some bylines name.
pub(super) fn authors(bylines: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for text in bylines {
        let parts = printed_list(text).unwrap_or_else(|| vec![text.clone()]);
        for name in parts.iter().flat_map(|part| byline::authors(part)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

fn labels(object: &Object) -> Vec<String> {
    let mut labels = Vec::new();
    for name in LABELS {
        let Some(value) = get(object, name) else { continue };
        if *name == "subject" && value.is_string() {
            continue;
        }
        for label in list(value) {
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
    }
    labels
}

/// The texts under all the names, best name first.
fn values<'a>(object: &'a Object, names: &'a [&str]) -> impl Iterator<Item = String> + 'a {
    names.iter().filter_map(|name| get(object, name)).flat_map(texts)
}

/// The texts under the best name that has any.
fn values_of_first(object: &Object, names: &[&str]) -> Vec<String> {
    names
        .iter()
        .filter_map(|name| get(object, name))
        .map(|value: &Value| texts(value))
        .find(|texts| !texts.is_empty())
        .unwrap_or_default()
}
