//! XML elements, for readers that pick fields out of them.

use quick_xml::escape::{resolve_html5_entity, unescape_with};
use quick_xml::events::BytesStart;

/// Elements whose text is not part of the article.
const NOT_TEXT: &[&str] = &[
    "script", "style", "head", "figure", "figcaption", "media", "img", "iframe", "aside", "table", "nitf-table",
    "byline", "button", "form",
];
/// Elements inside a paragraph.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "bdi", "big", "del", "ins", "kbd", "nobr", "var", "wbr", "alt-code", "b", "chron", "cite",
    "city", "classifier", "code", "copyrite", "country", "em", "event", "font", "frac", "function", "i", "lang",
    "location", "mark", "money", "name.family", "name.given", "num", "object.title", "org", "person", "postaddr",
    "pronounce", "q", "region", "s", "small", "span", "state", "strong", "sub", "sublocation", "sup", "time", "u",
    "virtloc",
];

/// An element with its content.
#[derive(Debug, Default)]
pub(super) struct Element {
    prefix: String,
    /// The name, without its prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    nodes: Vec<Node>,
}

#[derive(Debug)]
enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// An attribute by its full name, such as `xml:lang`; `None` if it is empty.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name)?;
        Some(found.1.trim()).filter(|value| !value.is_empty())
    }

    fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The child elements of a name. `dc:creator` asks for that prefix, and `title` for the prefix of this element.
    pub(super) fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        let (prefix, name) = name.split_once(':').unwrap_or((&self.prefix, name));
        self.elements().filter(move |child| child.name == name && child.prefix == prefix)
    }

    /// The first of [`Element::children`].
    pub(super) fn child<'a>(&'a self, name: &'a str) -> Option<&'a Element> {
        self.children(name).next()
    }

    /// All elements inside with one of these names and any prefix, in document order.
    pub(super) fn all<'a>(&'a self, names: &[&str]) -> Vec<&'a Element> {
        let mut found = Vec::new();
        let mut open: Vec<&Element> = vec![self];
        while let Some(element) = open.pop() {
            if names.contains(&element.name.as_str()) {
                found.push(element);
            }
            let inside: Vec<&Element> = element.elements().collect();
            open.extend(inside.into_iter().rev());
        }
        found
    }

    /// The first element with this name: this one, or one inside.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.all(&[name]).into_iter().next()
    }

    /// All text inside, on one line.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// All text inside, unchanged.
    pub(super) fn raw_text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text
    }

    fn gather(&self, text: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(words) => text.push_str(words),
                Node::Element(element) => element.gather(text),
            }
        }
    }

    /// The text of the first child of this name that has any.
    pub(super) fn text_of(&self, name: &str) -> Option<String> {
        self.children(name).map(Element::text).find(|text| !text.is_empty())
    }

    /// The paragraphs of XHTML or NITF, without pictures, tables and code.
    pub(super) fn paragraphs(&self) -> Vec<String> {
        let mut paragraphs = Vec::new();
        let mut open = String::new();
        self.blocks(&mut paragraphs, &mut open);
        close(&mut paragraphs, &mut open);
        paragraphs
    }

    fn blocks(&self, paragraphs: &mut Vec<String>, open: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(words) => open.push_str(words),
                Node::Element(element) if NOT_TEXT.contains(&element.name.as_str()) => {}
                Node::Element(element) if INLINE.contains(&element.name.as_str()) => element.blocks(paragraphs, open),
                Node::Element(element) if element.name == "br" => open.push(' '),
                Node::Element(element) => {
                    close(paragraphs, open);
                    element.blocks(paragraphs, open);
                    close(paragraphs, open);
                }
            }
        }
    }

    pub(super) fn of_tag(tag: &BytesStart<'_>) -> Self {
        let whole = tag.name();
        let whole = whole.as_ref();
        let (prefix, name) = whole.split_once(':').unwrap_or(("", whole));
        let mut attributes = tag.html_attributes();
        let attributes = attributes.with_checks(false).filter_map(Result::ok).map(|attribute| {
            let value = unescape_with(&attribute.value, resolve_html5_entity);
            (attribute.key.as_ref().to_owned(), value.map_or_else(|_| attribute.value.to_string(), |v| v.to_string()))
        });
        Self { prefix: prefix.to_owned(), name: name.to_owned(), attributes: attributes.collect(), nodes: Vec::new() }
    }

    pub(super) fn push_text(&mut self, text: &str) {
        match self.nodes.last_mut() {
            Some(Node::Text(last)) => last.push_str(text),
            _ => self.nodes.push(Node::Text(text.to_owned())),
        }
    }

    pub(super) fn push_element(&mut self, element: Element) {
        self.nodes.push(Node::Element(element));
    }
}

fn close(paragraphs: &mut Vec<String>, open: &mut String) {
    let text = open.split_whitespace().collect::<Vec<_>>().join(" ");
    open.clear();
    if !text.is_empty() {
        paragraphs.push(text);
    }
}
