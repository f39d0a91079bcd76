//! The `meta` elements of a page.

use std::collections::HashMap;

use dom_query::Document;

use crate::source::markup;

/// The contents of the page's `meta` elements, by name in lower case.
pub(super) struct Meta(HashMap<String, Vec<String>>);

impl Meta {
    pub(super) fn of(page: &Document) -> Self {
        let mut contents = HashMap::new();
        for element in page.select("meta[content]").iter() {
            let content = markup::inline(&element.attr_or("content", ""));
            if content.is_empty() {
                continue;
            }
            for attribute in ["property", "name", "itemprop", "http-equiv"] {
                if let Some(name) = element.attr(attribute) {
                    contents.entry(name.to_lowercase()).or_insert_with(Vec::new).push(content.clone());
                }
            }
        }
        Self(contents)
    }

    /// The contents of all these names, ordered by name and then as in the page.
    pub(super) fn all<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a str> {
        names.iter().filter_map(|name| self.0.get(*name)).flatten().map(String::as_str)
    }

    /// The first content of the first of these names that the page has.
    pub(super) fn first(&self, names: &[&str]) -> Option<String> {
        self.all(names).next().map(str::to_owned)
    }
}
