//! The known dialects of JSON, in the order in which they are tried. The first that recognises an object reads it.

use super::dialect::{Body, DEFAULT, Dialect, has, has_at, is_nested};
use super::value::{Object, at, text_at, texts};
use super::{ans, ninjs, quotes};
use crate::article::Article;

pub(super) const DIALECTS: &[Dialect] = &[
    SCHEMA_ORG,
    NEWSPAPER,
    NEWS_PLEASE,
    CC_NEWS,
    TRAFILATURA,
    NEWS_API,
    EVENT_REGISTRY,
    WEBZ,
    quotes::GDELT_LIST,
    quotes::GDELT_QUOTES,
    quotes::QUOTEBANK,
    ninjs::VERSION_1,
    ninjs::VERSION_2,
    ninjs::VERSION_3,
    ans::STORY,
    JSON_FEED,
    WORDPRESS,
    GUARDIAN,
    NEW_YORK_TIMES,
    HUFFPOST,
    AG_NEWS,
    FAKE_NEWS_CORPUS,
];

const SCHEMA_ORG: Dialect = Dialect {
    name: "schema.org article",
    is: is_schema_org,
    id: &["identifier.value", "identifier"],
    url: &["url", "mainEntityOfPage.@id", "mainEntityOfPage", "@id"],
    title: &["headline", "name"],
    author: &["author", "creator"],
    outlet: &["publisher", "sourceOrganization", "copyrightHolder", "isPartOf"],
    date: &["datePublished", "dateCreated"],
    language: &["inLanguage.alternateName", "inLanguage"],
    body: Body::At(&["articleBody", "text"]),
    labels: &["articleSection", "keywords", "about", "mentions"],
    description: &["description", "abstract"],
    adjust: |article, object| article.dateline = text_at(object, "dateline"),
    ..DEFAULT
};

/// Whether the type of an object is one of schema.org's kinds of article.
pub(super) fn is_schema_org(object: &Object) -> bool {
    at(object, "@type").into_iter().flat_map(texts).any(|kind| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or_default();
        kind.ends_with("Article") || matches!(kind, "BlogPosting" | "LiveBlogPosting" | "SocialMediaPosting" | "Report")
    })
}

const NEWSPAPER: Dialect = Dialect {
    name: "newspaper4k",
    is: |o| {
        let own = ["meta_site_name", "meta_lang", "meta_keywords", "canonical_link"];
        o.contains_key("top_image") && own.iter().any(|name| o.contains_key(*name))
    },
    url: &["canonical_link", "url", "source_url"],
    title: &["title"],
    author: &["authors"],
    outlet: &["meta_site_name"],
    date: &["publish_date"],
    language: &["language", "meta_lang"],
    body: Body::At(&["text"]),
    labels: &["tags", "meta_keywords"],
    description: &["meta_description"],
    ..DEFAULT
};

const NEWS_PLEASE: Dialect = Dialect {
    name: "news-please",
    is: |o| has(o, &["maintext", "date_publish"]),
    url: &["url"],
    title: &["title", "title_page", "title_rss"],
    author: &["authors"],
    outlet: &["source_domain"],
    date: &["date_publish"],
    body: Body::At(&["maintext", "text"]),
    description: &["description"],
    ..DEFAULT
};

const CC_NEWS: Dialect = Dialect {
    name: "cc_news",
    is: |o| has(o, &["domain", "image_url"]),
    url: &["url"],
    title: &["title"],
    outlet: &["domain"],
    date: &["date"],
    body: Body::At(&["text"]),
    description: &["description"],
    ..DEFAULT
};

const TRAFILATURA: Dialect = Dialect {
    name: "Trafilatura",
    is: |o| o.contains_key("source-hostname") || has(o, &["fingerprint", "hostname"]),
    id: &["id"],
    url: &["source", "url"],
    title: &["title"],
    author: &["author"],
    outlet: &["source-hostname", "sitename", "hostname"],
    date: &["date"],
    body: Body::At(&["text", "raw_text"]),
    labels: &["categories", "tags"],
    description: &["excerpt", "description"],
    ..DEFAULT
};

const NEWS_API: Dialect = Dialect {
    name: "NewsAPI",
    is: |o| has(o, &["title", "publishedAt"]) && o.get("source").is_some_and(|source| source.is_object()),
    url: &["url"],
    title: &["title"],
    author: &["author"],
    outlet: &["source.name", "source.id"],
    date: &["publishedAt"],
    body: Body::At(&["content"]),
    teaser: &["description"],
    description: &["description"],
    adjust: untruncated,
    ..DEFAULT
};

/// Removes `[+1234 chars]` from the end of a text that the service truncated.
fn untruncated(article: &mut Article, _: &Object) {
    let Some((text, mark)) = article.body.rsplit_once("[+") else { return };
    let Some(count) = mark.trim_end().strip_suffix(" chars]") else { return };
    if count.bytes().all(|b| b.is_ascii_digit()) {
        article.body = text.trim_end().trim_end_matches('…').trim_end().to_owned();
        article.partial = true;
    }
}

const EVENT_REGISTRY: Dialect = Dialect {
    name: "Event Registry",
    is: |o| o.contains_key("dateTimePub"),
    id: &["uri"],
    url: &["url"],
    title: &["title"],
    author: &["authors"],
    outlet: &["source.title", "source.uri"],
    date: &["dateTimePub", "dateTime", "date"],
    language: &["lang"],
    body: Body::At(&["body"]),
    labels: &["categories.label", "categories.uri", "concepts.label.eng", "concepts.label.*"],
    ..DEFAULT
};

const WEBZ: Dialect = Dialect {
    name: "Webz.io",
    is: |o| has_at(o, "thread.site_full") || has_at(o, "thread.site"),
    id: &["uuid"],
    url: &["url", "thread.url"],
    title: &["title", "thread.title_full", "thread.title"],
    author: &["author"],
    outlet: &["thread.site_full", "thread.site"],
    date: &["published", "thread.published"],
    body: Body::At(&["text"]),
    labels: &["thread.site_categories", "categories"],
    ..DEFAULT
};

const JSON_FEED: Dialect = Dialect {
    name: "JSON Feed",
    is: |o| {
        let own = ["content_html", "content_text", "date_published"];
        o.contains_key("id") && own.iter().any(|name| o.contains_key(*name))
    },
    id: &["id"],
    url: &["url", "external_url", "id"],
    title: &["title"],
    author: &["authors", "author", "feed.authors", "feed.author"],
    outlet: &["feed.title"],
    date: &["date_published", "date_modified"],
    language: &["language", "feed.language"],
    body: Body::At(&["content_html", "content_text"]),
    teaser: &["summary"],
    labels: &["tags"],
    description: &["summary"],
    ..DEFAULT
};

const WORDPRESS: Dialect = Dialect {
    name: "WordPress",
    is: |o| has_at(o, "title.rendered") && has_at(o, "content.rendered"),
    url: &["link"],
    title: &["title.rendered"],
    author: &["_embedded.author.name"],
    date: &["date_gmt", "date"],
    body: Body::At(&["content.rendered"]),
    description: &["excerpt.rendered"],
    adjust: |article, object| {
        // `date_gmt` is in UTC without saying so in its value.
        if text_at(object, "date_gmt").is_some() {
            article.published = article.published.map(|moment| moment.or_utc());
        }
        let taxonomies = at(object, "_embedded.wp:term");
        let terms = taxonomies.into_iter().flat_map(texts);
        article.labels.extend(terms);
    },
    ..DEFAULT
};

const GUARDIAN: Dialect = Dialect {
    name: "Guardian",
    is: |o| has(o, &["webPublicationDate", "webTitle"]),
    id: &["id"],
    url: &["webUrl"],
    title: &["fields.headline", "webTitle"],
    author: &["fields.byline"],
    outlet: &["fields.publication"],
    date: &["webPublicationDate"],
    language: &["fields.lang"],
    body: Body::At(&["fields.bodyText", "fields.body"]),
    teaser: &["fields.trailText"],
    labels: &["sectionName", "tags.webTitle"],
    description: &["fields.trailText", "fields.standfirst"],
    adjust: |article, _| {
        if article.outlet.is_none() {
            article.outlet = Some("The Guardian".to_owned());
            article.outlet_source = Some(crate::article::OutletSource::Field);
        }
    },
};

const NEW_YORK_TIMES: Dialect = Dialect {
    name: "New York Times",
    is: |o| o.contains_key("pub_date") && is_nested(o, "headline"),
    id: &["_id", "uri"],
    url: &["web_url"],
    title: &["headline.main"],
    author: &["byline.original"],
    outlet: &["source"],
    date: &["pub_date"],
    teaser: &["lead_paragraph", "abstract", "snippet"],
    labels: &["section_name", "keywords.value"],
    description: &["abstract"],
    ..DEFAULT
};

const HUFFPOST: Dialect = Dialect {
    name: "HuffPost",
    is: |o| has(o, &["headline", "short_description"]),
    url: &["link"],
    title: &["headline"],
    author: &["authors"],
    date: &["date"],
    teaser: &["short_description"],
    labels: &["category"],
    description: &["short_description"],
    ..DEFAULT
};

/// The names of AG News's columns, which its files do not have.
pub(in crate::source) const AG_NEWS_COLUMNS: [&str; 3] = ["Class Index", "Title", "Description"];

const AG_NEWS: Dialect = Dialect {
    name: "AG News",
    is: |o| has(o, &AG_NEWS_COLUMNS),
    title: &["Title"],
    teaser: &["Description"],
    labels: &["Class Index"],
    adjust: |article, object| {
        // A backslash is a line break.
        article.body = article.body.replace('\\', " ");
        article.title = article.title.take().map(|title| title.replace('\\', " "));
        if let Some(name) = text_at(object, "Class Index").and_then(|class| ag_news_class(&class)) {
            article.labels.push(name.to_owned());
        }
    },
    ..DEFAULT
};

fn ag_news_class(class: &str) -> Option<&'static str> {
    let place = class.parse::<usize>().ok()?.checked_sub(1)?;
    ["World", "Sports", "Business", "Sci/Tech"].get(place).copied()
}

const FAKE_NEWS_CORPUS: Dialect = Dialect {
    name: "FakeNewsCorpus",
    is: |o| has(o, &["domain", "content", "scraped_at"]),
    id: &["id"],
    url: &["url"],
    title: &["title"],
    author: &["authors"],
    outlet: &["domain"],
    // It only has dates of scraping, not of publication.
    date: &[],
    body: Body::At(&["content"]),
    labels: &["tags", "meta_keywords", "keywords"],
    description: &["meta_description"],
    ..DEFAULT
};
