//! Saved pages: the main text by `dom_smoothie` (a port of Mozilla's Readability), the fields from JSON-LD, OpenGraph
//! and `meta` elements.

use std::collections::HashMap;

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};
use serde_json::{Map, Value};

use super::{Fault, byline, date, json, markup};
use crate::article::{Article, DateSource, OutletSource, Published};

/// Main text shorter than this, in bytes, is doubted where the page carries an `articleBody` of its own.
const SHORT: usize = 300;

/// A page with less text than this, in bytes, holds no article.
const SHORTEST: usize = 60;

/// What stands among the paragraphs of a page and is none.
const NOT_TEXT: &str = "figcaption, figure, aside, [itemprop=caption], .advert, .author-box, .author-bio, .newsletter";

/// Reads a page.
pub(super) fn read(html: &str) -> Result<Article, Fault> {
    let page = Document::from(html);
    markup::check_depth(&page)?;
    let linked = linked_data(&page);
    let ours = linked.as_ref().map(json::fields).unwrap_or_default();
    let meta = Meta::of(&page);
    let published = published(&page, &ours, &meta);
    let outlet = meta
        .first(&["og:site_name"])
        .or(ours.outlet)
        .or_else(|| meta.first(&["application-name", "dc.publisher", "publisher", "citation_journal_title"]));
    let authors = authors(&page, ours.authors, &meta, outlet.as_deref());
    let article = Article {
        url: canonical(&page).or_else(|| meta.first(&["og:url"])).or(ours.url).filter(|url| url.starts_with("http")),
        title: ours.title.or_else(|| title(&page, &meta)),
        authors,
        outlet_source: outlet.as_ref().map(|_| OutletSource::Field),
        outlet,
        date_source: published.map(|_| DateSource::Field),
        published,
        language: page.select("html").attr("lang").and_then(|tag| json::language_code(&tag)),
        labels: labels(ours.labels, &meta),
        ..Article::default()
    };
    let body = main_text(page, linked.as_ref());
    if body.len() < SHORTEST {
        return Err(Fault::new("a page without article text", "save the page with its text, not only its frame"));
    }
    Ok(Article { body, ..article })
}

/// The main text, a blank line between two blocks.
fn main_text(page: Document, linked: Option<&Map<String, Value>>) -> String {
    for other in page.select(NOT_TEXT).iter() {
        other.remove();
    }
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let found = Readability::with_document(page, None, Some(config)).and_then(|mut reader| reader.parse());
    let text = found.map(|article| markup::tidy(&article.text_content)).unwrap_or_default();
    let own = || {
        let body = linked?.get("articleBody")?.as_str()?;
        if markup::is_html(body) { markup::text(body).ok() } else { Some(markup::tidy(body)) }
    };
    if text.len() < SHORT { own().filter(|own| own.len() > text.len()).unwrap_or(text) } else { text }
}

/// The contents of the page's `meta` elements, by name.
struct Meta(HashMap<String, Vec<String>>);

impl Meta {
    fn of(page: &Document) -> Self {
        let mut contents = HashMap::new();
        for element in page.select("meta[content]").iter() {
            let content = element.attr_or("content", "").trim().to_owned();
            if content.is_empty() {
                continue;
            }
            for attribute in ["property", "name", "itemprop"] {
                if let Some(name) = element.attr(attribute) {
                    contents.entry(name.to_lowercase()).or_insert_with(Vec::new).push(content.clone());
                }
            }
        }
        Self(contents)
    }

    /// All contents of one name, in the order of the page.
    fn all(&self, name: &str) -> Option<&Vec<String>> {
        self.0.get(name)
    }

    /// The first content of the first of these names that the page has.
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all(name)?.first()).map(|text| markup::inline(text))
    }
}

/// The first article object of the page's JSON-LD; what is no JSON is passed over.
fn linked_data(page: &Document) -> Option<Map<String, Value>> {
    let scripts = page.select("script[type='application/ld+json']");
    scripts.iter().find_map(|script| find_article(serde_json::from_str(script.text().trim()).ok()?))
}

fn find_article(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Array(elements) => elements.into_iter().find_map(find_article),
        Value::Object(mut object) => {
            if is_article(object.get("@type")) {
                return Some(object);
            }
            object.remove("@graph").and_then(find_article)
        }
        _ => None,
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let named = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article") || matches!(kind, "BlogPosting" | "LiveBlogPosting" | "Report")
        })
    };
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

fn canonical(page: &Document) -> Option<String> {
    page.select("link[rel=canonical]").attr("href").map(|href| href.to_string())
}

fn title(page: &Document, meta: &Meta) -> Option<String> {
    let named = ["og:title", "citation_title", "dc.title", "parsely-title", "sailthru.title"];
    meta.first(&named).or_else(|| first_text(page, "h1")).or_else(|| {
        let title = first_text(page, "title")?;
        let end = [" | ", " - ", " – ", " — "].iter().filter_map(|mark| title.rfind(mark)).max();
        Some(end.map_or(title.clone(), |end| title[..end].to_owned()))
    })
}

fn first_text(page: &Document, selector: &str) -> Option<String> {
    let text = markup::inline(&page.select_single(selector).text());
    (!text.is_empty()).then_some(text)
}

fn published(page: &Document, ours: &Article, meta: &Meta) -> Option<Published> {
    let named = [
        "article:published_time", "og:published_time", "dc.date", "dc.date.issued", "dcterms.created", "date",
        "pubdate", "publish-date", "parsely-pub-date", "sailthru.date", "cxenseparse:publishtime", "datepublished",
    ];
    let element = || {
        ["[itemprop=datePublished]", "time[datetime]"].iter().find_map(|selector| {
            let found = page.select_single(selector);
            found.attr("datetime").or_else(|| found.attr("content")).and_then(|text| date::parse(&text))
        })
    };
    ours.published.or_else(|| named.iter().find_map(|name| date::parse(meta.all(name)?.first()?))).or_else(element)
}

/// The authors, never an address and never the outlet.
fn authors(page: &Document, ours: Vec<String>, meta: &Meta, outlet: Option<&str>) -> Vec<String> {
    let named = [
        "author", "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
        "citation_author",
    ];
    let mut lists = std::iter::once(ours)
        .chain(
            named
                .iter()
                .filter_map(|name| meta.all(name))
                .map(|texts| texts.iter().flat_map(|text| byline::authors(text)).collect()),
        )
        .chain(
            ["[rel=author]", "[itemprop=author]", ".byline", ".author"]
                .iter()
                .filter_map(|selector| first_text(page, selector).map(|text| byline::authors(&text))),
        );
    lists
        .find_map(|names| {
            let people: Vec<String> = names.into_iter().filter(|name| Some(name.as_str()) != outlet).collect();
            (!people.is_empty()).then_some(people)
        })
        .unwrap_or_default()
}

fn labels(ours: Vec<String>, meta: &Meta) -> Vec<String> {
    let mut labels = ours;
    for name in [
        "article:section", "article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags",
        "dcterms.subject",
    ] {
        for label in meta.all(name).into_iter().flatten().flat_map(|text| text.split([',', ';'])).map(str::trim) {
            if !label.is_empty() && !labels.iter().any(|known| known == label) {
                labels.push(label.to_owned());
            }
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_come_from_the_best_place() {
        let page = r#"<html lang="en-GB"><head><title>Ferry returns - Harbour Post</title>
            <link rel="canonical" href="https://harbour.example/a"><meta property="og:site_name" content="Harbour Post">
            <meta name="author" content="https://harbour.example/ida">
            <script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":"NewsArticle",
            "headline":"Ferry &amp; co return","author":[{"@type":"Person","name":"Ida Holm"}],
            "datePublished":"2021-02-03T04:05:06+01:00","articleSection":["Transport"]}]}</script></head><body>
            <nav><a href="/">Home</a></nav><article><h1>Ferry returns</h1>
            <p>The ferry that has been out of work since the storm of last winter went back to sea on Monday morning, with
            about three hundred people on board, the harbour office said.</p><p>“It is a good day for the island,” said
            Jan Moe, who runs the shop at the pier, and he gave away coffee until noon to everyone who came by.</p>
            <figure><figcaption>The ferry.</figcaption></figure></article></body></html>"#;
        let article = read(page).unwrap();
        assert_eq!(article.title.as_deref(), Some("Ferry & co return"));
        assert_eq!(article.authors, ["Ida Holm"]);
        assert_eq!(article.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(article.language.as_deref(), Some("en"));
        assert_eq!(article.labels, ["Transport"]);
        assert_eq!(article.published.map(|p| p.to_string()).as_deref(), Some("2021-02-03T04:05:06+01:00"));
        assert_eq!(article.body.matches("\n\n").count(), 1, "{}", article.body);
    }
}
