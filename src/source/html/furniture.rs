//! Which elements of a page are furniture: what stands around an article and is no part of its text.
//!
//! Class names are no standard, but newsrooms and the systems they use call the same furniture by the same words. The
//! lists hold such words, never a name that one site alone uses. A name says little about a large part of a page:
//! [`super::layout`] keeps what holds most of the text, whatever it is called.

use dom_query::NodeRef;

/// Elements whose content is never read as text.
const NEVER_TEXT: &[&str] = &[
    "script", "style", "noscript", "template", "iframe", "svg", "canvas", "object", "video", "audio", "select",
    "button", "textarea", "input", "dialog", "head", "figcaption", "map",
];
/// Elements that HTML has for what stands beside the text.
const BESIDE_TEXT: &[&str] = &["nav", "aside", "footer", "form", "figure", "menu"];
/// Roles of WAI-ARIA 1.2 that are not the main content.
const ROLES: &[&str] = &[
    "navigation", "complementary", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar",
    "toolbar", "tablist", "alert",
];
/// One of these among the words of a class or an id names furniture.
const WORDS: &[&str] = &[
    "ad", "ads", "advert", "adverts", "advertisement", "advertising", "adsense", "advertorial", "banner", "sponsor",
    "sponsored", "promo", "promos", "promotion", "promoted", "related", "recirc", "recirculation", "recommended",
    "recommendation", "recommendations", "trending", "popular", "mostread", "readmore", "share", "shares", "sharing",
    "sharedaddy", "social", "follow", "newsletter", "newsletters", "signup", "subscribe", "subscription", "sidebar",
    "rail", "footer", "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "comment", "comments",
    "disqus", "respond", "reply", "cookie", "cookies", "consent", "gdpr", "popup", "modal", "overlay", "lightbox",
    "caption", "captions", "credit", "credits", "byline", "bylines", "author", "authors", "bio", "biography", "tags",
    "taglist", "tagcloud", "pagination", "pager", "toolbar", "outbrain", "taboola", "teaser", "teasers", "carousel",
    "slideshow", "poll", "timestamp", "copyright", "login", "rating", "ratings", "toc", "donate", "donation",
    "feedback", "masthead",
];
/// Two words in a row that name furniture, though neither does alone.
const PAIRS: &[&str] = &[
    "entry meta", "post meta", "article meta", "entry header", "post header", "article header", "post navigation",
    "read more", "more stories", "more news", "more from", "load more", "see also", "also read", "read also",
    "read next", "up next", "most read", "sign up", "pull quote", "widget area", "table contents", "print only",
    "image source", "photo source", "media body", "skip link", "skip to",
];
/// Two words in a row that name what only programs that read aloud are given.
const HIDDEN_PAIRS: &[&str] = &["screen reader", "sr only", "visually hidden"];
/// Elements and names of what belongs to other articles, to pictures and to readers.
const ANOTHERS_ELEMENTS: &[&str] = &["aside", "nav", "footer", "figure", "figcaption"];
const ANOTHERS_WORDS: &[&str] = &[
    "related", "recommended", "recommendations", "comment", "comments", "disqus", "trending", "popular", "mostread",
    "sidebar", "teaser", "teasers", "carousel", "caption", "promo", "promos", "widget", "latest", "recirc",
];
/// A name that begins like this tells a state of the element, not what it is: `has-sidebar`, `no-comments`.
const STATES: &[&str] = &["has", "no", "with", "without", "not", "if", "js"];
/// Parts of a `camelCase` name shorter than this are no words: style sheets made by programs are full of `hAdRq`.
const SHORTEST_HUMP: usize = 4;

/// Whether the content of an element of this name is never text.
pub(super) fn is_never_text(name: &str) -> bool {
    NEVER_TEXT.contains(&name)
}

/// Whether an element is not shown, by its attributes or by a name that stands for them.
pub(super) fn is_hidden(element: &NodeRef) -> bool {
    let hides = |style: &str| {
        let style = style.replace(' ', "").to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    element.has_attr("hidden")
        || element.attr("aria-hidden").is_some_and(|value| &*value == "true")
        || element.attr("style").is_some_and(|style| hides(&style))
        || has_name(element, |words| has_pair(words, HIDDEN_PAIRS))
}

/// Whether an element is made, or named, for what stands beside the text.
pub(super) fn is_furniture(element: &NodeRef, name: &str) -> bool {
    BESIDE_TEXT.contains(&name)
        || element.attr("role").is_some_and(|role| ROLES.contains(&&*role))
        || element.attr("itemprop").is_some_and(|property| matches!(&*property, "caption" | "author" | "publisher"))
        || has_name(element, names_furniture)
}

/// Whether an element in the middle of a sentence is a card that a pointer uncovers: a picture, then links.
pub(super) fn is_card(element: &NodeRef, name: &str) -> bool {
    let mut inside = element.descendants_it().skip_while(|inner| !inner.has_name("img") && !inner.is_nonempty_text());
    name == "span"
        && inside.next().is_some_and(|first| first.has_name("img"))
        && inside.any(|inner| inner.has_name("a"))
}

/// Whether an element belongs to another article, a picture or a reader: its date and names are not the article's.
pub(super) fn is_of_another(element: &NodeRef) -> bool {
    element.ancestors_it(None).any(|around| {
        around.node_name().is_some_and(|name| ANOTHERS_ELEMENTS.contains(&&*name))
            || has_name(&around, |words| words.iter().any(|word| ANOTHERS_WORDS.contains(&word.as_str())))
    })
}

/// Whether the page itself declares an element the text of its article (schema.org microdata).
pub(super) fn is_declared_body(element: &NodeRef) -> bool {
    element.attr("itemprop").is_some_and(|property| property.split_ascii_whitespace().any(|p| p == "articleBody"))
}

/// Whether one of an element's classes, or its id, has words like these.
fn has_name(element: &NodeRef, wanted: fn(&[String]) -> bool) -> bool {
    ["class", "id"]
        .iter()
        .filter_map(|key| element.attr(key))
        .any(|names| names.split_ascii_whitespace().any(|name| wanted(&words(name))))
}

fn names_furniture(words: &[String]) -> bool {
    let is_state = words.first().is_some_and(|first| STATES.contains(&first.as_str()));
    !is_state && (words.iter().any(|word| WORDS.contains(&word.as_str())) || has_pair(words, PAIRS))
}

fn has_pair(words: &[String], pairs: &[&str]) -> bool {
    words.windows(2).any(|two| pairs.iter().any(|pair| pair.split_once(' ') == Some((&two[0], &two[1]))))
}

/// The words of a name, in lower case: `relatedStories`, `related-stories` and `related_stories` share theirs.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        let humps = humps(part);
        words.push(part.to_lowercase());
        if humps.len() > 1 {
            words.extend(humps.iter().filter(|hump| hump.len() >= SHORTEST_HUMP).map(|hump| hump.to_lowercase()));
        }
    }
    words
}

/// The parts of a `camelCase` name.
fn humps(name: &str) -> Vec<&str> {
    let bytes = name.as_bytes();
    let rises = (1..bytes.len()).filter(|&at| bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase());
    let mut humps = Vec::new();
    let mut start = 0;
    for rise in rises {
        humps.push(&name[start..rise]);
        start = rise;
    }
    humps.push(&name[start..]);
    humps
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    fn furniture(tag: &str) -> bool {
        let page = Document::from(format!("<body>{tag}x"));
        let element = page.select_single("body > *");
        let node = element.nodes()[0];
        is_furniture(&node, &node.node_name().unwrap_or_default())
    }

    #[test]
    fn names_tell_furniture_by_whole_words() {
        for tag in [
            "<div class='related-stories'>",
            "<div class='story relatedStories'>",
            "<div id=ad_slot_3>",
            "<aside>",
            "<p class='wp-caption-text'>",
            "<ul class='more-news'>",
            "<p class=newsCaption>",
            "<div role=navigation>",
        ] {
            assert!(furniture(tag), "{tag}");
        }
        for tag in [
            "<div class='has-sidebar'>",
            "<p class='sc-7 hAdRq'>",
            "<div class='adventure'>",
            "<div class='story'>",
            "<section class='load-bearing'>",
            "<div class='no-comments'>",
        ] {
            assert!(!furniture(tag), "{tag}");
        }
    }
}
