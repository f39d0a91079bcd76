//! The article that a page describes in JSON-LD, in the vocabulary of schema.org.

use std::collections::HashMap;

use dom_query::Document;
use serde_json::{Map, Value};

use super::lenient_json;
use crate::source::{byline, json, language, markup};

/// A longer list is not a list of authors.
const MOST_AUTHORS: usize = 20;

/// What the page's JSON-LD says about its article.
#[derive(Debug, Default)]
pub(super) struct LinkedArticle {
    pub(super) url: Option<String>,
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) outlet: Option<String>,
    pub(super) published: Option<String>,
    pub(super) language: Option<String>,
    pub(super) labels: Vec<String>,
    pub(super) body: Option<String>,
}

impl LinkedArticle {
    /// The article of a page. If it describes several: the one at this address, else the first with a headline.
    pub(super) fn of(page: &Document, address: Option<&str>) -> Self {
        let scripts = page.select("script[type]");
        let values: Vec<Value> = scripts
            .iter()
            .filter(|script| script.attr("type").is_some_and(|kind| kind.to_lowercase().contains("ld+json")))
            .flat_map(|script| lenient_json::parse(&script.text()))
            .collect();
        let mut graph = Graph::default();
        values.iter().for_each(|value| graph.add(value));
        graph.article(address).map(|object| graph.read(object)).unwrap_or_default()
    }
}

/// All objects of a page's JSON-LD: articles, and objects that others refer to.
#[derive(Default)]
struct Graph<'a> {
    articles: Vec<&'a Map<String, Value>>,
    /// Web pages with a date of publication, which are articles in all but type.
    pages: Vec<&'a Map<String, Value>>,
    by_id: HashMap<&'a str, &'a Map<String, Value>>,
}

impl<'a> Graph<'a> {
    fn add(&mut self, value: &'a Value) {
        match value {
            Value::Array(elements) => elements.iter().for_each(|element| self.add(element)),
            Value::Object(object) => {
                if object.get("@type").is_some_and(is_article) {
                    self.articles.push(object);
                } else if object.contains_key("datePublished") && object.get("@type").is_some_and(is_page) {
                    self.pages.push(object);
                }
                // An object with nothing but an `@id` is a reference.
                if let (Some(id), true) = (object.get("@id").and_then(Value::as_str), object.len() > 1) {
                    self.by_id.entry(id).or_insert(object);
                }
                ["@graph", "mainEntity"].iter().filter_map(|key| object.get(*key)).for_each(|inner| self.add(inner));
            }
            _ => {}
        }
    }

    fn article(&self, address: Option<&str>) -> Option<&'a Map<String, Value>> {
        let is_here = |object: &&&Map<String, Value>| address.is_some() && self.url(object).as_deref() == address;
        let has_headline = |object: &&&Map<String, Value>| object.contains_key("headline");
        let found = self.articles.iter().find(is_here).or_else(|| self.articles.iter().find(has_headline));
        found.or(self.articles.first()).or(self.pages.first()).copied()
    }

    fn read(&self, object: &Map<String, Value>) -> LinkedArticle {
        let first = |keys: &[&str]| keys.iter().filter_map(|key| object.get(*key)).find_map(|v| self.name(v));
        let mut lists =
            ["author", "creator"].iter().filter_map(|key| object.get(*key)).map(|value| self.authors(value));
        let body = ["articleBody", "text"].iter().find_map(|key| object.get(*key)?.as_str());
        LinkedArticle {
            url: self.url(object),
            title: first(&["headline", "name"]),
            authors: lists.find(|names| !names.is_empty()).unwrap_or_default(),
            outlet: first(&["publisher"]).or_else(|| first(&["isPartOf", "sourceOrganization", "copyrightHolder"])),
            published: first(&["datePublished"]),
            language: first(&["inLanguage"]).and_then(|code| language::of_tag(&code)),
            labels: self.labels(object),
            body: body.map(str::to_owned),
        }
    }

    /// The authors in a value, each once.
    fn authors(&self, value: &Value) -> Vec<String> {
        let mut authors: Vec<String> = Vec::new();
        for name in self.names(value).iter().take(MOST_AUTHORS).flat_map(|name| byline::authors(name)) {
            if !authors.contains(&name) {
                authors.push(name);
            }
        }
        authors
    }

    fn url(&self, object: &Map<String, Value>) -> Option<String> {
        let of = |key: &str| match object.get(key)? {
            Value::Object(page) => page.get("@id").or_else(|| page.get("url"))?.as_str(),
            value => value.as_str(),
        };
        let address = ["mainEntityOfPage", "url", "@id"].iter().find_map(|key| of(key))?;
        address.split('#').next().map(str::to_owned)
    }

    fn labels(&self, object: &Map<String, Value>) -> Vec<String> {
        let lists = ["articleSection", "keywords", "about"].iter().filter_map(|key| object.get(*key));
        lists.flat_map(|value| self.names(value)).collect()
    }

    fn name(&self, value: &Value) -> Option<String> {
        self.names(value).into_iter().next()
    }

    /// The names in a value: a string, an object's name, the name of the object that it refers to, or those of a list.
    fn names(&self, value: &Value) -> Vec<String> {
        match value {
            Value::String(text) if !json::is_null_like(text) => vec![markup::inline(text)],
            Value::Array(elements) => elements.iter().flat_map(|element| self.names(element)).collect(),
            Value::Object(object) => {
                let named = object.get("name").map(|name| self.names(name)).unwrap_or_default();
                if !named.is_empty() {
                    return named;
                }
                let part = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default();
                let full = format!("{} {}", part("givenName"), part("familyName"));
                if !full.trim().is_empty() {
                    return vec![full.trim().to_owned()];
                }
                let target = self.by_id.get(part("@id")).and_then(|target| target.get("name")?.as_str());
                target.map(markup::inline).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Whether a type is one of schema.org's kinds of article.
fn is_article(kind: &Value) -> bool {
    has_type(kind, |kind| kind.ends_with("Article") || matches!(kind, "BlogPosting" | "LiveBlogPosting" | "Report"))
}

fn is_page(kind: &Value) -> bool {
    has_type(kind, |kind| kind.ends_with("WebPage"))
}

/// Whether one of the types is wanted, with or without the address of the vocabulary before it.
fn has_type(kind: &Value, wanted: fn(&str) -> bool) -> bool {
    match kind {
        Value::Array(kinds) => kinds.iter().any(|kind| has_type(kind, wanted)),
        Value::String(kind) => wanted(kind.rsplit(['/', ':']).next().unwrap_or_default()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(script: &str) -> LinkedArticle {
        let page = Document::from(format!("<script type='application/ld+json'>{script}</script>"));
        LinkedArticle::of(&page, Some("https://harbour.example/a"))
    }

    #[test]
    fn references_are_followed() {
        let article = read(
            r##"{"@graph":[{"@type":"NewsArticle","headline":"Ferry","author":{"@id":"#ida"},"publisher":{"@id":"#us"}},
            {"@type":"Person","@id":"#ida","name":"Ida Holm"},{"@type":"Organization","@id":"#us","name":"Harbour Post"}]}"##,
        );
        assert_eq!((article.authors, article.outlet.as_deref()), (vec!["Ida Holm".to_owned()], Some("Harbour Post")));
    }

    #[test]
    fn the_article_at_this_address_is_chosen() {
        let article = read(
            r#"[{"@type":"NewsArticle","headline":"Another","url":"https://harbour.example/b"},
            {"@type":["Article","http://schema.org/NewsArticle"],"headline":"Ferry &amp; co",
            "mainEntityOfPage":{"@id":"https://harbour.example/a"},"author":[{"givenName":"Ida","familyName":"Holm"},
            "Jan Moe"],"keywords":["Sea"]}]"#,
        );
        assert_eq!(article.title.as_deref(), Some("Ferry & co"));
        assert_eq!(article.authors, ["Ida Holm", "Jan Moe"]);
        assert_eq!(article.labels, ["Sea"]);
    }

    #[test]
    fn an_author_without_a_name_is_dropped() {
        for author in [r#"{"@type":"Person"}"#, r#""None""#, r##"{"@id":"#nobody"}"##, r#"{"name":null}"#, "[]"] {
            let article = read(&format!(r#"{{"@type":"Article","headline":"A","author":{author}}}"#));
            assert_eq!(article.authors, [""; 0], "{author}");
        }
    }
}
