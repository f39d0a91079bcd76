//! XML as elements, for readers that pick fields out of them.
//!
//! Only the five entities of XML and the names of HTML's are known: what a document type declares is never looked at,
//! so nothing expands. Names lose their prefix, since files come with and without namespaces.

use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, unescape_with};
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::Fault;

/// How many elements may stand inside each other.
const DEEPEST: usize = 256;

/// Elements whose text is none of the article's.
const NOT_TEXT: &[&str] = &[
    "script", "style", "head", "figure", "figcaption", "media", "img", "iframe", "aside", "table", "nitf-table",
    "byline", "button", "form",
];
/// Elements that run inside a paragraph.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "bdi", "big", "del", "ins", "kbd", "nobr", "var", "wbr", "alt-code", "b", "chron", "cite",
    "city", "classifier", "code", "copyrite", "country", "em", "event", "font", "frac", "function", "i", "lang",
    "location", "mark", "money", "name.family", "name.given", "num", "object.title", "org", "person", "postaddr",
    "pronounce", "q", "region", "s", "small", "span", "state", "strong", "sub", "sublocation", "sup", "time", "u",
    "virtloc",
];

/// An element with what is inside it.
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
    /// An attribute by its whole name, such as `xml:lang`.
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

    /// The elements right inside, by name: `dc:creator` with this prefix, `title` with the prefix of this element.
    pub(super) fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        let (prefix, name) = name.split_once(':').unwrap_or((&self.prefix, name));
        self.elements().filter(move |child| child.name == name && child.prefix == prefix)
    }

    /// The first of [`Element::children`].
    pub(super) fn child<'a>(&'a self, name: &'a str) -> Option<&'a Element> {
        self.children(name).next()
    }

    /// All elements inside with one of these names, whatever their prefix, in the order of the text.
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

    /// The first element inside, or this one itself, with this name.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.all(&[name]).into_iter().next()
    }

    /// All text inside, on one line.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// All text inside, as it stands.
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

    /// The text of a child; nothing where it is empty.
    pub(super) fn text_of(&self, name: &str) -> Option<String> {
        self.children(name).map(Element::text).find(|text| !text.is_empty())
    }

    /// The paragraphs inside: marked-up text of XHTML or NITF, without pictures, tables and code.
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

    fn of_tag(tag: &BytesStart<'_>) -> Self {
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

    fn push_text(&mut self, text: &str) {
        match self.nodes.last_mut() {
            Some(Node::Text(last)) => last.push_str(text),
            _ => self.nodes.push(Node::Text(text.to_owned())),
        }
    }
}

fn close(paragraphs: &mut Vec<String>, open: &mut String) {
    let text = open.split_whitespace().collect::<Vec<_>>().join(" ");
    open.clear();
    if !text.is_empty() {
        paragraphs.push(text);
    }
}

/// Reads XML, and gives each element that `wanted` names for the root to `found`, with the elements that are open around
/// it; it is then dropped, so that only one article is held at a time. Returns the root's name.
pub(super) fn read(
    text: &str,
    wanted: fn(&str) -> Wanted,
    mut found: impl FnMut(&[Element], Element),
) -> Result<String, Fault> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open: Vec<Element> = Vec::new();
    let mut root = String::new();
    let mut want = Wanted { articles: &[], around: false };
    loop {
        let event = reader.read_event().map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
            fault(&format!("XML that cannot be read ({error})"), text, at)
        })?;
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let closed = match event {
            Event::Start(tag) => {
                if open.len() == DEEPEST {
                    return Err(fault(&format!("XML with more than {DEEPEST} elements inside each other"), text, at));
                }
                let element = Element::of_tag(&tag);
                if open.is_empty() {
                    root.clone_from(&element.name);
                    want = wanted(&root);
                }
                open.push(element);
                None
            }
            Event::Empty(tag) => Some(Element::of_tag(&tag)),
            Event::End(_) => open.pop(),
            Event::Eof if open.is_empty() => return Ok(root),
            Event::Eof => return Err(fault("XML that breaks off", text, text.len())),
            other => {
                if let Some(element) = open.last_mut() {
                    push(element, &other);
                }
                None
            }
        };
        let Some(element) = closed else { continue };
        let is_article = |element: &Element| want.articles.contains(&element.name.as_str());
        // An article inside another one, such as NITF inside NewsML, is a part of it.
        let inside = open.iter().any(is_article);
        if is_article(&element) && !inside {
            found(&open, element);
        } else if (want.around || inside)
            && let Some(parent) = open.last_mut()
        {
            parent.nodes.push(Node::Element(element));
        }
    }
}

/// What a reader wants of a file.
pub(super) struct Wanted {
    /// The names of the elements that are articles.
    pub(super) articles: &'static [&'static str],
    /// Whether it looks at what stands around them, such as the name of a feed.
    pub(super) around: bool,
}

fn push(element: &mut Element, event: &Event<'_>) {
    match event {
        Event::Text(text) => element.push_text(&text.clone().into_inner()),
        Event::CData(text) => element.push_text(&text.clone().into_inner()),
        Event::GeneralRef(name) => element.push_text(&resolved(name)),
        _ => {}
    }
}

/// What a reference stands for; itself where nobody but the document type knows.
fn resolved(reference: &BytesRef<'_>) -> String {
    let name = reference.clone().into_inner();
    match reference.resolve_char_ref() {
        Ok(Some(character)) => character.to_string(),
        _ => resolve_html5_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned),
    }
}

fn fault(what: &str, text: &str, at: usize) -> Fault {
    let before = &text.as_bytes()[..at.min(text.len())];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    Fault { line: Some(line), ..Fault::new(what, "mend the file or fetch it again") }
}
