//! Articles as JSON: objects, arrays of them, and either in the usual wrappers.
//!
//! An object of a known family is read by that family's paths ([`families`]); any other by what its fields are usually
//! called ([`synonyms`]).

mod ans;
mod elements;
mod families;
mod family;
mod ninjs;
mod quotes;
mod synonyms;
mod value;

pub(super) use elements::Elements;
pub(super) use families::AG_NEWS_COLUMNS;
pub(super) use synonyms::{fields, is_known};
pub(super) use value::is_null_like;

use serde_json::{Map, Value};

use super::{Fault, markup, numbered};
use crate::article::Article;
use families::FAMILIES;
use family::Family;
use value::{Object, plain};

const WRAPPERS: &[&str] =
    &["articles", "results", "response", "docs", "posts", "items", "data", "news", "hits", "graph"];
/// How deep an object may hide its articles in wrappers.
const WRAPPER_DEPTH: usize = 4;

/// What people call the families that are known, in the order in which they are tried.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FAMILIES.iter().map(|family| family.name)
}

/// Reads every article of a JSON text: objects one after the other, an array, or either in the usual wrappers.
///
/// An object without a body comes back as a [`Fault`] at its entry, and so does the place where the JSON ends being
/// JSON, if something was read before it.
pub(super) fn read(text: &str) -> Result<Vec<Result<Article, Fault>>, Fault> {
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

/// Collects the objects that are articles: those of a known family, those with a body, or all elements of an array.
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
                    tell_feed(&object, &mut objects[first..]);
                }
                None => objects.push(object),
            }
        }
        _ => {}
    }
}

/// The field that holds the articles of an object that is none itself.
fn wrapper(object: &Object) -> Option<String> {
    if synonyms::text(object).is_some() || family(object).is_some() {
        return None;
    }
    let holds = |value: &Value| value.is_array() || value.is_object();
    object
        .iter()
        .find(|(key, inner)| WRAPPERS.contains(&plain(key).as_str()) && holds(inner))
        .map(|(key, _)| key.clone())
}

/// Leaves out the site, the breadcrumbs and the pictures that stand beside an article in a graph of linked data.
fn keep_articles(objects: &mut Vec<Object>, first: usize) {
    if objects[first..].iter().any(families::is_schema_org) {
        let mut place = 0;
        objects.retain(|object| {
            place += 1;
            place <= first || !object.contains_key("@type") || families::is_schema_org(object)
        });
    }
}

/// Tells the items of a JSON Feed what the feed says of itself.
fn tell_feed(feed: &Object, items: &mut [Object]) {
    let version = feed.get("version").and_then(Value::as_str).unwrap_or_default();
    if version.contains("jsonfeed.org") {
        items.iter_mut().for_each(|item| {
            item.insert("feed".to_owned(), Value::Object(feed.clone()));
        });
    }
}

fn family(object: &Object) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| (family.is)(object))
}

/// One object as an article; without a body it is none.
pub(super) fn article(object: &Map<String, Value>) -> Result<Article, Fault> {
    if let Some(family) = family(object) {
        return family.article(object);
    }
    let Some(body) = synonyms::text(object).filter(|body| !body.trim().is_empty()) else {
        let keys: Vec<&str> = object.keys().take(6).map(String::as_str).collect();
        let what = format!("an object without text (its fields: {})", keys.join(", "));
        return Err(Fault::new(&what, "name the field of the text “body”"));
    };
    let body = if markup::is_html(&body) { markup::text(&body)? } else { body };
    Ok(Article { body, ..fields(object) })
}

/// A language tag's first part, where it is a code of two letters, or a language's name.
pub(super) fn language_code(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_']).next()?.to_lowercase();
    let code = match code.as_str() {
        "english" | "eng" => "en",
        "french" | "fra" | "fre" | "français" => "fr",
        "german" | "deu" | "ger" | "deutsch" => "de",
        "spanish" | "spa" | "español" => "es",
        "portuguese" | "por" => "pt",
        "italian" | "ita" => "it",
        "dutch" | "nld" => "nl",
        "russian" | "rus" => "ru",
        "chinese" | "zho" => "zh",
        "arabic" | "ara" => "ar",
        "japanese" | "jpn" => "ja",
        other => other,
    };
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic())).then(|| code.to_owned())
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
