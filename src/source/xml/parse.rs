//! From XML text to elements, one article at a time.
//!
//! Only the entities of XML and HTML are resolved. The declarations of a document type are never read, so nothing can
//! expand. Names lose their prefix, because files come with and without namespaces.

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesRef, Event};

use super::element::Element;
use crate::source::Fault;

/// How many elements may be inside each other.
const DEEPEST: usize = 256;

/// What a reader wants of a file.
pub(super) struct Wanted {
    /// The names of the elements that are articles.
    pub(super) articles: &'static [&'static str],
    /// Whether it needs the elements around them, such as the name of a feed.
    pub(super) around: bool,
}

/// Reads XML and calls `found` with each article and the elements around it. Returns the root's name.
///
/// `wanted` says, for the name of the root, which elements are articles. Only one article is in memory at a time.
pub(super) fn parse(
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
            fault(&format!("invalid XML ({error})"), text, at)
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
            Event::Eof => return Err(fault("the XML is cut short", text, text.len())),
            other => {
                if let Some(element) = open.last_mut() {
                    push(element, &other);
                }
                None
            }
        };
        let Some(element) = closed else { continue };
        let is_article = |element: &Element| want.articles.contains(&element.name.as_str());
        // NITF inside NewsML is part of the NewsML article.
        let inside = open.iter().any(is_article);
        if is_article(&element) && !inside {
            found(&open, element);
        } else if (want.around || inside)
            && let Some(parent) = open.last_mut()
        {
            parent.push_element(element);
        }
    }
}

fn push(element: &mut Element, event: &Event<'_>) {
    match event {
        Event::Text(text) => element.push_text(&text.clone().into_inner()),
        Event::CData(text) => element.push_text(&text.clone().into_inner()),
        Event::GeneralRef(name) => element.push_text(&resolved(name)),
        _ => {}
    }
}

/// The character of a reference; the reference itself if only the document type defines it.
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
    Fault { line: Some(line), ..Fault::new(what, "fix the file or download it again") }
}
