//! The fields of a page's article, each from the best place that has it.

use dom_query::Document;

use super::boilerplate;
use super::linked_data::LinkedArticle;
use super::meta::Meta;
use crate::article::{Article, OutletSource};
use crate::source::{byline, date, language, markup};

const TITLE: &[&str] = &["og:title", "citation_title", "dc.title", "parsely-title", "sailthru.title"];
const AUTHOR: &[&str] = &[
    "author", "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
    "citation_author",
];
const OUTLET: &[&str] = &["application-name", "dc.publisher", "publisher", "citation_journal_title"];
const DATE: &[&str] = &[
    "article:published_time", "og:published_time", "dc.date", "dc.date.issued", "dcterms.created", "date", "pubdate",
    "publish-date", "parsely-pub-date", "sailthru.date", "cxenseparse:publishtime", "datepublished",
];
const LABELS: &[&str] = &[
    "article:section", "article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags", "dcterms.subject",
    "articlesection",
];
/// Where a page shows its author, best first.
const BYLINES: &[&str] = &[
    "[itemprop=author] [itemprop=name]",
    "[rel=author]",
    "[itemprop=author]",
    ".author-name",
    ".byline a",
    ".byline",
    ".author",
];
/// Where a page shows its date, best first: machine readable, then in words.
const DATES: &[&str] = &[
    "[itemprop=datePublished]", "time[pubdate]", "time[class*=publish]", "time.entry-date", "time[datetime]",
    "[class*=publish]", ".entry-date", ".post-date", ".article-date", ".timestamp", ".dateline",
];
/// Separators between a headline and the name of the site.
const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " · ", " :: ", " » "];
/// How many bytes are searched for a browser's note of where it saved the page from.
const SAVED_NOTE: usize = 2000;
/// The longest label, in bytes. Longer ones are descriptions.
const LONGEST_LABEL: usize = 80;
/// Longer lists are not lists of labels or authors.
const MOST_LABELS: usize = 200;
const MOST_AUTHORS: usize = 20;
/// The longest byline, in bytes.
const LONGEST_BYLINE: usize = 500;

/// Reads the fields of a page, without the body.
pub(super) fn read(page: &Document, html: &str, meta: &Meta, linked: &LinkedArticle) -> Article {
    let outlet = outlet(page, meta, linked);
    Article {
        url: canonical(page, meta).or_else(|| address(linked.url.as_deref()?)).or_else(|| saved_from(html)),
        title: title(page, meta, linked, outlet.as_deref()),
        authors: authors(page, meta, linked, outlet.as_deref()),
        outlet_source: outlet.as_ref().map(|_| OutletSource::Field),
        outlet,
        language: language(page, meta, linked),
        labels: labels(page, meta, linked),
        ..dated(page, meta, linked)
    }
}

/// The address that the page calls its own. `og:url` comes second, because aggregators put their own there.
pub(super) fn canonical(page: &Document, meta: &Meta) -> Option<String> {
    let link = page.select("link[rel~=canonical][href]").attr("href").and_then(|href| address(&href));
    link.or_else(|| address(&meta.first(&["og:url"])?))
}

/// An absolute web address, else `None`.
fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let full = if text.starts_with("//") { format!("https:{text}") } else { text.to_owned() };
    (full.starts_with("http://") || full.starts_with("https://")).then_some(full)
}

/// The address in a browser's note: `<!-- saved from url=(0031)https://harbour.example/a -->`.
fn saved_from(html: &str) -> Option<String> {
    let head = &html[..html.floor_char_boundary(SAVED_NOTE)];
    let (_, rest) = head.split_once("saved from url=(")?;
    let (_, rest) = rest.split_once(')')?;
    address(rest.split(char::is_whitespace).next()?)
}

fn title(page: &Document, meta: &Meta, linked: &LinkedArticle, outlet: Option<&str>) -> Option<String> {
    let shown = first_text(page, "h1");
    let named = linked.title.clone().or_else(|| meta.first(TITLE));
    named
        .map(|title| without_site(&title, |front, site| shown.as_deref() == Some(front) || is_same(site, outlet)))
        .or_else(|| shown.clone())
        .or_else(|| first_text(page, "title").map(|title| without_site(&title, |_, _| true)))
}

/// A title without the part after its last separator, if `is_site(before, after)` says that this is the site's name.
fn without_site(title: &str, is_site: impl Fn(&str, &str) -> bool) -> String {
    let separator = SEPARATORS.iter().filter_map(|text| Some((title.rfind(text)?, text.len()))).max();
    let parts = separator.map(|(at, len)| (title[..at].trim(), title[at + len..].trim()));
    parts.filter(|(front, site)| !front.is_empty() && is_site(front, site)).map_or(title, |(front, _)| front).to_owned()
}

/// Compares a name with the outlet's, ignoring punctuation, case and a leading "The".
fn is_same(name: &str, outlet: Option<&str>) -> bool {
    let plain = |name: &str| {
        let name = name.to_lowercase();
        name.trim_start_matches("the ").chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    outlet.is_some_and(|outlet| plain(outlet) == plain(name))
}

/// The outlet that the page names. Addresses and handles are not names, and a part after a bar is a motto. A name in lower
/// case, such as `harbourpost`, comes from the domain, so that any other name is better.
fn outlet(page: &Document, meta: &Meta, linked: &LinkedArticle) -> Option<String> {
    let publisher = microdata(page, "[itemprop=publisher] [itemprop=name]");
    let fields = meta.all(&["og:site_name"]).chain(linked.outlet.as_deref()).chain(publisher.as_deref());
    let names = fields.chain(meta.all(OUTLET)).map(|name| name.split(" | ").next().unwrap_or(name).trim());
    let names: Vec<&str> = names.filter(|name| is_name(name)).collect();
    let is_domain = |name: &&&str| name.bytes().all(|b| b.is_ascii_lowercase());
    names.iter().find(|name| !is_domain(name)).or(names.first()).map(|name| (*name).to_owned())
}

/// The value of a microdata element: its attribute, else its text.
fn microdata(page: &Document, place: &str) -> Option<String> {
    let found = page.select_single(place);
    let text = found.attr("content").unwrap_or_else(|| found.text());
    Some(markup::inline(&text)).filter(|text| !text.is_empty())
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.contains("://") && !text.starts_with(['@', '/']) && !text.starts_with("www.")
}

/// The date in the page's metadata, else the one that it shows.
fn dated(page: &Document, meta: &Meta, linked: &LinkedArticle) -> Article {
    let shown = DATES.iter().filter_map(|place| {
        let found = page.select(place);
        let own =
            found.iter().find(|one| one.nodes().first().is_some_and(|node| !boilerplate::belongs_elsewhere(node)))?;
        let text = own.attr("datetime").or_else(|| own.attr("content")).unwrap_or_else(|| own.text());
        Some(markup::inline(&text))
    });
    date::dated(linked.published.iter().cloned().chain(meta.all(DATE).map(str::to_owned)).chain(shown))
}

/// The authors, without addresses and the outlet.
fn authors(page: &Document, meta: &Meta, linked: &LinkedArticle, outlet: Option<&str>) -> Vec<String> {
    let people = |names: Vec<String>| names.into_iter().filter(|name| !is_same(name, outlet)).collect::<Vec<_>>();
    let named = AUTHOR.iter().map(|name| people(in_bylines(meta.all(&[name]))));
    let shown = BYLINES.iter().map(|place| people(shown_authors(page, place)));
    std::iter::once(people(linked.authors.clone()))
        .chain(named)
        .chain(shown)
        .find(|n| !n.is_empty())
        .unwrap_or_default()
}

/// The names in the first element for this selector, and in its siblings.
fn shown_authors(page: &Document, place: &str) -> Vec<String> {
    let mut first_parent = None;
    let mut names: Vec<String> = Vec::new();
    let places = page.select(place);
    for element in places.nodes().iter().filter(|node| !boilerplate::belongs_elsewhere(node)).take(MOST_AUTHORS) {
        let parent = element.parent().map(|parent| parent.id);
        if *first_parent.get_or_insert(parent) != parent {
            break;
        }
        let found = in_bylines(std::iter::once(&*element.formatted_text()));
        names.extend(found.into_iter().filter(|name| !names.contains(name)).collect::<Vec<_>>());
    }
    names
}

fn in_bylines<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let short = texts.filter(|text| text.len() <= LONGEST_BYLINE).take(MOST_AUTHORS);
    short.flat_map(byline::authors).collect()
}

fn language(page: &Document, meta: &Meta, linked: &LinkedArticle) -> Option<String> {
    let page_says = page.select("html").attr("lang").and_then(|tag| language::of_tag(&tag));
    page_says
        .or_else(|| linked.language.clone())
        .or_else(|| meta.all(&["content-language", "og:locale"]).find_map(language::of_tag))
}

/// The outlet's own labels, each once.
fn labels(page: &Document, meta: &Meta, linked: &LinkedArticle) -> Vec<String> {
    let shown: Vec<String> = page.select("a[rel~=tag]").iter().map(|link| markup::inline(&link.text())).collect();
    let all = linked.labels.iter().map(String::as_str).chain(meta.all(LABELS)).chain(shown.iter().map(String::as_str));
    let mut labels: Vec<String> = Vec::new();
    for label in all.flat_map(|text| text.split([',', ';'])).map(str::trim).take(MOST_LABELS) {
        let is_new = !labels.iter().any(|known| known.eq_ignore_ascii_case(label));
        if is_new && !label.is_empty() && label.len() <= LONGEST_LABEL && !label.contains("://") {
            labels.push(label.to_owned());
        }
    }
    labels
}

fn first_text(page: &Document, selector: &str) -> Option<String> {
    let texts = page.select(selector);
    texts.iter().map(|element| markup::inline(&element.text())).find(|text| !text.is_empty())
}
