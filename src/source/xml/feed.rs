//! Feeds: RSS 0.9 to 2.0 and Atom, one article per item.

use super::element::Element;
use crate::article::{Article, OutletSource};
use crate::source::{Fault, byline, date, label, language, markup};

/// Reads an item of RSS, with the feed around it.
pub(super) fn rss(around: &[Element], item: &Element) -> Result<Article, Fault> {
    let outer = around.last();
    // In RSS 1.0, the channel is beside its items.
    let channel = outer.map(|outer| outer.find("channel").unwrap_or(outer));
    let outlet = item.text_of("source").or_else(|| channel?.text_of("title"));
    let author = ["dc:creator", "author"].iter().find_map(|name| {
        let bylines: Vec<String> = item.children(name).map(Element::text).filter(|text| !text.is_empty()).collect();
        (!bylines.is_empty()).then_some(bylines)
    });
    let permalink = |guid: &&Element| guid.attribute("isPermaLink") != Some("false");
    let url = item.text_of("link").or_else(|| item.children("guid").find(permalink).map(Element::text));
    let full = item.child("content:encoded").map(Element::raw_text);
    let mut article = Article {
        url: url.filter(|url| url.starts_with("http")),
        authors: author.unwrap_or_default().iter().flat_map(|text| byline::authors(&name_of(text))).collect(),
        language: channel
            .and_then(|channel| channel.text_of("language").or_else(|| channel.text_of("dc:language")))
            .and_then(|tag| language::of_tag(&tag)),
        ..entry(
            dated(item, &["pubDate", "dc:date", "dcterms:created"]),
            item.text_of("title"),
            outlet,
            full,
            item.child("description").map(Element::raw_text),
        )?
    };
    for category in ["category", "dc:subject"].iter().flat_map(|name| item.children(name)) {
        label::add(&mut article.labels, category.text());
    }
    Ok(article)
}

/// Reads an entry of Atom, with the feed around it.
pub(super) fn atom(around: &[Element], entry_element: &Element) -> Result<Article, Fault> {
    let feed = around.last();
    let source = entry_element.child("source");
    let people = |element: &Element| element.children("author").filter_map(|a| a.text_of("name")).collect::<Vec<_>>();
    let authors = [Some(entry_element), source, feed].into_iter().flatten().map(people).find(|names| !names.is_empty());
    let outlet = source.and_then(|source| source.text_of("title")).or_else(|| feed?.text_of("title"));
    let link = |rel: Option<&str>| {
        entry_element.children("link").find(|link| link.attribute("rel") == rel).and_then(|link| link.attribute("href"))
    };
    let language = entry_element.attribute("xml:lang").or_else(|| feed?.attribute("xml:lang"));
    let mut article = Article {
        url: link(Some("alternate")).or_else(|| link(None)).map(str::to_owned),
        authors: authors.unwrap_or_default().iter().flat_map(|text| byline::authors(text)).collect(),
        language: language.and_then(language::of_tag),
        ..entry(
            dated(entry_element, &["published", "issued", "updated"]),
            entry_element.child("title").map(|title| markup::inline(&title.raw_text())),
            outlet,
            entry_element.child("content").map(content),
            entry_element.child("summary").map(content),
        )?
    };
    for category in entry_element.children("category") {
        for name in ["label", "term"] {
            let text = category.attribute(name).unwrap_or_default();
            label::add(&mut article.labels, text.to_owned());
        }
    }
    Ok(article)
}

/// The content of Atom: escaped HTML, or XHTML elements.
fn content(element: &Element) -> String {
    match element.attribute("type") {
        Some("xhtml") => element.paragraphs().join("\n\n"),
        _ => element.raw_text(),
    }
}

/// The first readable date under these names.
fn dated(element: &Element, names: &[&str]) -> Article {
    date::dated(names.iter().filter_map(|name| element.text_of(name)))
}

fn entry(
    dated: Article,
    title: Option<String>,
    outlet: Option<String>,
    full: Option<String>,
    teaser: Option<String>,
) -> Result<Article, Fault> {
    let text = |text: Option<String>| {
        let text = text.filter(|text| !text.trim().is_empty())?;
        Some(if text.contains(['<', '&']) { markup::text(&text) } else { Ok(text.trim().to_owned()) })
    };
    let teaser = text(teaser).transpose()?.filter(|text| !text.is_empty());
    let full = text(full).transpose()?.filter(|text| !text.is_empty());
    let partial = full.is_none();
    let Some(body) = full.or_else(|| teaser.clone()) else {
        return Err(Fault::new("a feed entry without text", "download the page at its address"));
    };
    Ok(Article {
        title: title.map(|title| markup::inline(&title)),
        outlet_source: outlet.as_ref().map(|_| OutletSource::Field),
        outlet: outlet.map(|outlet| markup::inline(&outlet)),
        description: teaser.map(|text| markup::inline(&text)).filter(|_| !partial),
        body,
        partial,
        ..dated
    })
}

/// The name of an RSS author, which follows the address: `ida@example.org (Ida Holm)`.
fn name_of(author: &str) -> String {
    let inner = author.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(name, _)| name);
    inner.filter(|_| author.contains('@')).unwrap_or(author).to_owned()
}
