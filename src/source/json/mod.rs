//! Articles as JSON: objects, arrays of them, and either in the usual wrappers.
//!
//! An object of a known dialect is read by that dialect's paths ([`dialects`]), any other by the usual names of fields
//! ([`synonyms`]).

mod ans;
mod dialect;
mod dialects;
mod elements;
mod ninjs;
mod quotes;
mod synonyms;
mod value;

pub(super) use dialects::AG_NEWS_COLUMNS;
pub(super) use elements::Elements;
pub(super) use synonyms::{fields, is_known};
pub(super) use value::is_null_like;

use serde_json::{Map, Value};

use super::byte_stream::ByteStream;
use super::format::{Articles, Format, Read, numbered};
use super::split::{Lines, Splitter};
use super::{Fault, markup};
use crate::article::Article;
use dialect::Dialect;
use dialects::DIALECTS;
use value::{Object, plain};

pub(super) static FORMAT: Format = Format {
    names: &["JSON"],
    extensions: &["json", "ninjs"],
    fits: |head, _| {
        let rest = head.strip_prefix(['{', '[']).map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with(['"', '{']))
    },
    splitter: array_splitter,
    is_utf8: true,
    read: Read::Many(read),
    ..Format::DEFAULT
};

pub(super) static LINES: Format = Format {
    names: &["JSON Lines"],
    extensions: &["jsonl", "ndjson"],
    splitter: |_| Some(Box::new(Lines)),
    is_utf8: true,
    read: Read::Many(read),
    ..Format::DEFAULT
};

/// How many bytes of a file show whether it is an array.
const START: usize = 64 << 10;
/// A larger array, in bytes, is split into its elements.
const LARGE_ARRAY: usize = 8 << 20;

/// Fields that contain the articles of an object, in plain spelling.
const WRAPPERS: &[&str] =
    &["articles", "results", "response", "docs", "posts", "items", "data", "news", "hits", "graph"];
/// A longer text, in bytes, is no field to keep.
const LONGEST_OWN: usize = 500;
/// How many wrappers may be inside each other.
const WRAPPER_DEPTH: usize = 4;

/// The names of the known dialects, in the order in which they are tried.
#[cfg(test)]
pub(super) fn dialect_names() -> impl Iterator<Item = &'static str> {
    DIALECTS.iter().map(|dialect| dialect.name)
}

/// Splits a large array; any other JSON is read as a whole.
fn array_splitter(stream: &mut ByteStream<'_>) -> Option<Box<dyn Splitter>> {
    let is_array = stream.peek(START).iter().find(|byte| byte.is_ascii_graphic()) == Some(&b'[');
    let is_large = is_array && stream.peek(LARGE_ARRAY + 1).len() > LARGE_ARRAY;
    is_large.then(|| Box::new(Elements::default()) as Box<dyn Splitter>)
}

/// Whether JSON continues with a second object on the line after the first one's end.
pub(super) fn are_lines(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().is_some_and(|line| line.starts_with('{') && line.ends_with('}'));
    first && lines.next().is_some_and(|line| line.starts_with('{'))
}

/// Reads every article of a JSON text: objects in a row, an array, or either in the usual wrappers.
///
/// An object without a body gives a [`Fault`] at its entry. So does invalid JSON, if something was read before it.
fn read(text: &str) -> Result<Articles, Fault> {
    let mut found = Vec::new();
    for value in serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}')).into_iter::<Value>() {
        match value {
            Ok(value) => {
                let mut objects = Vec::new();
                unwrap(value, WRAPPER_DEPTH, &mut objects);
                found.extend(objects.iter().map(article));
            }
            Err(error) if found.is_empty() => return Err(Fault::json(&error)),
            Err(error) => found.push(Err(Fault::json(&error))),
        }
    }
    if found.is_empty() {
        return Err(Fault::new("no article in this JSON", "give each article an object with a title and a body"));
    }
    Ok(numbered(found))
}

/// Collects the objects that may be articles, out of arrays and wrappers.
fn unwrap(value: Value, depth: usize, objects: &mut Vec<Object>) {
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
            match wrapper(&object).filter(|_| depth > 0).and_then(|key| object.remove(&key)) {
                Some(inner) => {
                    let first = objects.len();
                    unwrap(inner, depth - 1, objects);
                    keep_articles(objects, first);
                    add_feed(&object, &mut objects[first..]);
                }
                None => objects.push(object),
            }
        }
        _ => {}
    }
}

/// The field that contains the articles of a wrapper; `None` if the object is an article itself.
fn wrapper(object: &Object) -> Option<String> {
    if synonyms::text(object).is_some() || dialect(object).is_some() {
        return None;
    }
    let holds = |value: &Value| value.is_array() || value.is_object();
    object
        .iter()
        .find(|(key, inner)| WRAPPERS.contains(&plain(key).as_str()) && holds(inner))
        .map(|(key, _)| key.clone())
}

/// Drops the site, the breadcrumbs and the pictures next to an article in a graph of linked data.
fn keep_articles(objects: &mut Vec<Object>, first: usize) {
    if objects[first..].iter().any(dialects::is_schema_org) {
        let mut place = 0;
        objects.retain(|object| {
            place += 1;
            place <= first || !object.contains_key("@type") || dialects::is_schema_org(object)
        });
    }
}

/// Adds the fields of a JSON Feed to its items, as `feed`.
fn add_feed(feed: &Object, items: &mut [Object]) {
    let version = feed.get("version").and_then(Value::as_str).unwrap_or_default();
    if version.contains("jsonfeed.org") {
        items.iter_mut().for_each(|item| {
            item.insert("feed".to_owned(), Value::Object(feed.clone()));
        });
    }
}

fn dialect(object: &Object) -> Option<&'static Dialect> {
    DIALECTS.iter().find(|dialect| (dialect.is)(object))
}

/// Reads one object as an article, which must have a body.
pub(super) fn article(object: &Map<String, Value>) -> Result<Article, Fault> {
    if let Some(dialect) = dialect(object) {
        return Ok(Article { own: own(object), ..dialect.article(object)? });
    }
    let Some(body) = synonyms::text(object).filter(|body| !body.trim().is_empty()) else {
        let keys: Vec<&str> = object.keys().take(6).map(String::as_str).collect();
        let what = format!("an object without text (its fields: {})", keys.join(", "));
        return Err(Fault::new(&what, "call the field with the text “body”"));
    };
    let body = if markup::is_html(&body) { markup::text(&body)? } else { body };
    Ok(Article { body, own: own(object), ..fields(object) })
}

/// All short texts, numbers and truth values of an object, any of which a run can keep.
fn own(object: &Object) -> Vec<(String, String)> {
    let short = |(name, value): (&String, &Value)| {
        let text = match value {
            Value::String(text) if text.len() <= LONGEST_OWN => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(truth) => truth.to_string(),
            _ => return None,
        };
        (!text.trim().is_empty()).then(|| (name.clone(), text))
    };
    object.iter().filter_map(short).collect()
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
    fn a_source_that_is_an_address_is_not_an_outlet() {
        let article = one(r#"{"title":"A","text":"B.","source":"https://x.example/b","publish_date":"None"}"#);
        assert_eq!((article.outlet, article.published), (None, None));
        assert_eq!(article.url.as_deref(), Some("https://x.example/b"));
    }

    #[test]
    fn a_body_is_kept_code_point_for_code_point() {
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
