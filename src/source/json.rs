//! Articles as JSON objects, whatever their fields are called.
//!
//! Names are compared without case and separators. The synonyms, in order of precedence, and the wrappers are those that
//! scrapers, news interfaces and research sets use.

use serde_json::{Map, Value};

use super::{Fault, byline, date, markup};
use crate::article::{Article, DateSource, OutletSource};

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
const WRAPPERS: &[&str] =
    &["articles", "results", "response", "docs", "posts", "items", "data", "news", "hits", "graph"];
/// How deep an object may hide its articles in wrappers.
const WRAPPER_DEPTH: usize = 4;

/// Reads every article of a JSON text: one object, an array, or either in the usual wrappers.
///
/// An object without a body comes back as a [`Fault`] at its entry.
pub(super) fn read(text: &str) -> Result<Vec<Result<Article, Fault>>, Fault> {
    let value: Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| Fault::json(&error))?;
    let mut objects = Vec::new();
    unwrap(value, WRAPPER_DEPTH, &mut objects);
    if objects.is_empty() {
        return Err(Fault::new("no article in this JSON", "give each article an object with a title and a body"));
    }
    let several = objects.len() > 1;
    let number = |entry| several.then_some(entry);
    Ok(objects
        .iter()
        .enumerate()
        .map(|(entry, object)| article(object).map(|a| Article { entry: number(entry), ..a }))
        .collect())
}

/// Collects the objects that are articles: those with a body, or all elements of an array.
fn unwrap(value: Value, depth: usize, objects: &mut Vec<Map<String, Value>>) {
    match value {
        Value::Array(elements) => {
            for element in elements {
                unwrap(element, depth, objects);
            }
        }
        Value::Object(mut object) => {
            if let Some(Value::Object(source)) = object.get_mut("_source") {
                objects.push(std::mem::take(source));
                return;
            }
            let wrapper = object.iter().find(|(key, inner)| {
                WRAPPERS.contains(&plain(key).as_str()) && (inner.is_array() || inner.is_object())
            });
            let inside = wrapper.map(|(key, _)| key.clone()).filter(|_| depth > 0 && text_of(&object, BODY).is_none());
            match inside.and_then(|key| object.remove(&key)) {
                Some(inner) => unwrap(inner, depth - 1, objects),
                None => objects.push(object),
            }
        }
        _ => {}
    }
}

/// One object as an article; without a body it is none.
pub(super) fn article(object: &Map<String, Value>) -> Result<Article, Fault> {
    let Some(body) = text_of(object, BODY).filter(|body| !body.trim().is_empty()) else {
        let keys: Vec<&str> = object.keys().take(6).map(String::as_str).collect();
        let what = format!("an object without text (its fields: {})", keys.join(", "));
        return Err(Fault::new(&what, "name the field of the text “body”"));
    };
    let body = if markup::is_html(&body) { markup::text(&body)? } else { body };
    Ok(Article { body, ..fields(object) })
}

/// The fields of an object that describe an article, its body left out.
pub(super) fn fields(object: &Map<String, Value>) -> Article {
    let outlet = values(object, OUTLET).find(|name| !is_url(name));
    let published = values(object, DATE).find_map(|text| date::parse(&text));
    let authors = values_of_first(object, AUTHOR).iter().flat_map(|text| byline::authors(text)).collect();
    Article {
        id: values(object, ID).next().unwrap_or_default(),
        url: values(object, URL).find(|text| is_url(text)),
        title: values(object, TITLE).next().map(|title| markup::inline(&title)),
        authors,
        outlet_source: outlet.as_ref().map(|_| OutletSource::Field),
        outlet,
        date_source: published.map(|_| DateSource::Field),
        published,
        language: values(object, LANGUAGE).next().and_then(|code| language_code(&code)),
        labels: labels(object),
        ..Article::default()
    }
}

fn labels(object: &Map<String, Value>) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for name in LABELS {
        let Some(value) = get(object, name) else { continue };
        if *name == "subject" && value.is_string() {
            continue;
        }
        for text in texts(value) {
            let parts = text.split([';', ',']).map(str::trim).filter(|part| !part.is_empty());
            for part in parts.map(str::to_owned) {
                if !labels.contains(&part) {
                    labels.push(part);
                }
            }
        }
    }
    labels
}

/// A language tag's first part, where it is a code of two letters.
pub(super) fn language_code(tag: &str) -> Option<String> {
    let code = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    let code = match code.as_str() {
        "english" | "eng" => "en",
        "french" | "fra" => "fr",
        "german" | "deu" => "de",
        "spanish" | "spa" => "es",
        other => other,
    };
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic())).then(|| code.to_owned())
}

/// A field's text; the body is kept code point for code point.
fn text_of(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match get(object, name)? {
        Value::String(text) if !is_null_like(text) => Some(text.clone()),
        Value::Object(inner) => {
            ["rendered", "value", "text"].iter().find_map(|key| Some(inner.get(*key)?.as_str()?.to_owned()))
        }
        Value::Array(parts) if parts.iter().all(Value::is_string) && !parts.is_empty() => {
            Some(parts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n\n"))
        }
        _ => None,
    })
}

/// The texts under all the names, best name first.
fn values<'a>(object: &'a Map<String, Value>, names: &'a [&str]) -> impl Iterator<Item = String> + 'a {
    names.iter().filter_map(|name| get(object, name)).flat_map(texts)
}

/// The texts under the best name that has any.
fn values_of_first(object: &Map<String, Value>, names: &[&str]) -> Vec<String> {
    names.iter().filter_map(|name| get(object, name)).map(texts).find(|texts| !texts.is_empty()).unwrap_or_default()
}

fn get<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    object.iter().find(|(key, _)| plain(key) == name).map(|(_, value)| value)
}

/// A field's name without case and separators.
fn plain(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '_' | '-' | '.' | ' ' | '@' | ':')).flat_map(char::to_lowercase).collect()
}

/// The texts of a value: itself, its elements, or what an object calls its name.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) if !is_null_like(text) => vec![text.trim().to_owned()],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(elements) => elements.iter().flat_map(texts).collect(),
        Value::Object(inner) => named(inner),
        _ => Vec::new(),
    }
}

fn named(inner: &Map<String, Value>) -> Vec<String> {
    for key in ["name", "title", "label", "rendered", "value", "main", "basic", "original", "text", "uri"] {
        if let Some(Value::String(text)) = inner.get(key) {
            return vec![text.trim().to_owned()];
        }
    }
    let part = |key: &str| inner.get(key).and_then(Value::as_str).unwrap_or_default();
    let both = format!("{} {}", part("givenName"), part("familyName"));
    if both.trim().is_empty() { Vec::new() } else { vec![both.trim().to_owned()] }
}

/// What programs write where a field has no value.
pub(super) fn is_null_like(text: &str) -> bool {
    matches!(text.trim(), "" | "None" | "null" | "nan" | "NaN" | "N/A" | "[]")
}

fn is_url(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Article {
        read(text).unwrap().remove(0).unwrap()
    }

    #[test]
    fn synonyms_and_wrappers_are_known() {
        let article =
            one(r#"{"status":"ok","articles":[{"Head-Line":"Ferry returns","byline":"By Ida Holm and Jan Moe",
            "source":{"id":null,"name":"Harbour Post"},"publishedAt":"2021-02-03T04:05:06Z","url":"https://x.example/a",
            "content":"<p>One.</p><p>Two &amp; three.</p>"}]}"#);
        assert_eq!(article.title.as_deref(), Some("Ferry returns"));
        assert_eq!(article.authors, ["Ida Holm", "Jan Moe"]);
        assert_eq!(article.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(article.body, "One.\n\nTwo & three.");
        assert_eq!(article.url.as_deref(), Some("https://x.example/a"));
    }

    #[test]
    fn a_source_that_is_an_address_is_no_outlet() {
        let article = one(r#"{"title":"A","text":"B.","source":"https://x.example/b","publish_date":"None"}"#);
        assert_eq!((article.outlet, article.published), (None, None));
        assert_eq!(article.url.as_deref(), Some("https://x.example/b"));
    }

    #[test]
    fn a_body_is_kept_to_the_code_point() {
        let article = one("{\"id\":7,\"body\":\" “A\u{301}”\\r\\n\\tb \"}");
        assert_eq!(article.body, " “A\u{301}”\r\n\tb ");
        assert_eq!(article.id, "7");
    }

    #[test]
    fn an_error_names_its_line() {
        let fault = read("{\"title\": \"A\",\n\"body\": \"cut o").unwrap_err();
        assert_eq!(fault.line, Some(2));
    }
}
