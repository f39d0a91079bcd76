//! Boilerplate: the elements of a page that are around an article and not part of its text.
//!
//! There is no standard for class names, but most sites use the same words. The lists hold such words, never a name that
//! only one site uses. A name says little about a large part of a page, so [`super::main_text`] keeps an element that
//! holds most of the text, whatever its name.

use dom_query::NodeRef;

/// Elements whose content is never read as text.
const NEVER_TEXT: &[&str] = &[
    "script", "style", "noscript", "template", "iframe", "svg", "canvas", "object", "video", "audio", "select",
    "button", "textarea", "input", "dialog", "head", "figcaption", "map",
];
/// Elements that HTML has for content beside the text.
const BESIDE_TEXT: &[&str] = &["nav", "aside", "footer", "form", "figure", "menu"];
/// Roles of WAI-ARIA 1.2 that are not the main content.
const ROLES: &[&str] = &[
    "navigation", "complementary", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar",
    "toolbar", "tablist", "alert",
];
/// Words of a class or an id that mean boilerplate.
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
/// Pairs of words that mean boilerplate, though neither word does alone.
const PAIRS: &[&str] = &[
    "entry meta", "post meta", "article meta", "entry header", "post header", "article header", "post navigation",
    "read more", "more stories", "more news", "more from", "load more", "see also", "also read", "read also",
    "read next", "up next", "most read", "sign up", "pull quote", "widget area", "table contents", "print only",
    "image source", "photo source", "media body", "skip link", "skip to",
];
/// Pairs of words for text that is only for screen readers.
const HIDDEN_PAIRS: &[&str] = &["screen reader", "sr only", "visually hidden"];
/// Elements and words of what belongs to other articles, to pictures and to readers.
const ELSEWHERE_ELEMENTS: &[&str] = &["aside", "nav", "footer", "figure", "figcaption"];
const ELSEWHERE_WORDS: &[&str] = &[
    "related", "recommended", "recommendations", "comment", "comments", "disqus", "trending", "popular", "mostread",
    "sidebar", "teaser", "teasers", "carousel", "caption", "promo", "promos", "widget", "latest", "recirc",
];
/// A name that begins with one of these is a state of the element: `has-sidebar`, `no-comments`.
const STATES: &[&str] = &["has", "no", "with", "without", "not", "if", "js"];
/// Shorter parts of a `camelCase` name are not words. Generated style sheets are full of names such as `hAdRq`.
const SHORTEST_HUMP: usize = 4;

/// Whether the content of an element of this name is never text.
pub(super) fn is_never_text(name: &str) -> bool {
    NEVER_TEXT.contains(&name)
}

/// Whether an element is not shown, by its attributes or its name.
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

/// Whether an element is boilerplate, by its kind or its name.
pub(super) fn is_boilerplate(element: &NodeRef, name: &str) -> bool {
    BESIDE_TEXT.contains(&name)
        || element.attr("role").is_some_and(|role| ROLES.contains(&&*role))
        || element.attr("itemprop").is_some_and(|property| matches!(&*property, "caption" | "author" | "publisher"))
        || has_name(element, means_boilerplate)
}

/// Whether an element in the middle of a sentence is a hover card: a picture, then links.
pub(super) fn is_card(element: &NodeRef, name: &str) -> bool {
    let mut inside = element.descendants_it().skip_while(|inner| !inner.has_name("img") && !inner.is_nonempty_text());
    name == "span"
        && inside.next().is_some_and(|first| first.has_name("img"))
        && inside.any(|inner| inner.has_name("a"))
}

/// Whether an element belongs to another article, a picture or a reader, so that its date and names are not the article's.
pub(super) fn belongs_elsewhere(element: &NodeRef) -> bool {
    element.ancestors_it(None).any(|around| {
        around.node_name().is_some_and(|name| ELSEWHERE_ELEMENTS.contains(&&*name))
            || has_name(&around, |words| words.iter().any(|word| ELSEWHERE_WORDS.contains(&word.as_str())))
    })
}

/// Whether the page declares that an element is the text of its article (schema.org microdata).
pub(super) fn is_declared_body(element: &NodeRef) -> bool {
    element.attr("itemprop").is_some_and(|property| property.split_ascii_whitespace().any(|p| p == "articleBody"))
}

/// Whether one of an element's classes, or its id, has the wanted words.
fn has_name(element: &NodeRef, wanted: fn(&[String]) -> bool) -> bool {
    ["class", "id"]
        .iter()
        .filter_map(|key| element.attr(key))
        .any(|names| names.split_ascii_whitespace().any(|name| wanted(&words(name))))
}

fn means_boilerplate(words: &[String]) -> bool {
    let is_state = words.first().is_some_and(|first| STATES.contains(&first.as_str()));
    !is_state && (words.iter().any(|word| WORDS.contains(&word.as_str())) || has_pair(words, PAIRS))
}

fn has_pair(words: &[String], pairs: &[&str]) -> bool {
    words.windows(2).any(|two| pairs.iter().any(|pair| pair.split_once(' ') == Some((&two[0], &two[1]))))
}

/// The words of a name, in lower case: the same for `relatedStories`, `related-stories` and `related_stories`.
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

    fn is_boilerplate_tag(tag: &str) -> bool {
        let page = Document::from(format!("<body>{tag}x"));
        let element = page.select_single("body > *");
        let node = element.nodes()[0];
        is_boilerplate(&node, &node.node_name().unwrap_or_default())
    }

    #[test]
    fn whole_words_of_a_name_mean_boilerplate() {
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
            assert!(is_boilerplate_tag(tag), "{tag}");
        }
        for tag in [
            "<div class='has-sidebar'>",
            "<p class='sc-7 hAdRq'>",
            "<div class='adventure'>",
            "<div class='story'>",
            "<section class='load-bearing'>",
            "<div class='no-comments'>",
        ] {
            assert!(!is_boilerplate_tag(tag), "{tag}");
        }
    }
}
