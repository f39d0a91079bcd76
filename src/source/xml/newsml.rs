//! NewsML-G2 and the older NewsML 1.2: an envelope with the fields, and the text inside as NITF or XHTML.

use super::element::Element;
use super::nitf;
use crate::article::{Article, OutletSource};
use crate::source::{Fault, byline, date, label, language, markup, outlet};

/// Reads an item of NewsML-G2.
pub(super) fn read_g2(item: &Element) -> Result<Article, Fault> {
    if item.name == "packageItem" {
        return Err(Fault::not_an_article("a NewsML-G2 package, which only refers to other items", ""));
    }
    let class = item.find("itemClass").and_then(code_of).unwrap_or_else(|| "text".to_owned());
    if !matches!(class.as_str(), "text" | "composite") {
        return Err(Fault::not_an_article(&format!("a NewsML-G2 item of class {class}, which is not an article"), ""));
    }
    let nothing = Element::default();
    let meta = item.find("contentMeta").unwrap_or(&nothing);
    let inside = item.find("nitf");
    let (outlet, wire) = outlet_of(item);
    let mut authors: Vec<String> = named(meta, "creator").iter().flat_map(|name| byline::authors(name)).collect();
    if authors.is_empty() {
        authors = meta.text_of("by").map(|line| byline::authors(&line)).unwrap_or_default();
    }
    if authors.is_empty() {
        authors = inside.and_then(|nitf| nitf.find("byline")).map(nitf::authors).unwrap_or_default();
    }
    let tag = meta.child("language").and_then(|l| l.attribute("tag")).or_else(|| item.attribute("xml:lang"));
    let article = Article {
        id: item.attribute("guid").unwrap_or_default().to_owned(),
        title: meta.text_of("headline").or_else(|| inside?.find("hl1").map(Element::text)),
        authors,
        outlet_source: outlet.as_ref().map(|_| OutletSource::Field),
        outlet,
        wire,
        dateline: meta.text_of("dateline").or_else(|| named(meta, "located").into_iter().next()),
        language: tag.and_then(language::of_tag),
        labels: labels(meta),
        description: meta.text_of("description"),
        body: body(item)?,
        ..dated(item, &["firstCreated", "contentCreated", "versionCreated"])
    };
    if article.body.is_empty() {
        return Err(Fault::new("a NewsML-G2 item without text in its contentSet", "download the item with its text"));
    }
    Ok(article)
}

/// The part of a qcode after its colon.
fn code_of(element: &Element) -> Option<String> {
    let code = element.attribute("qcode").or_else(|| element.attribute("literal"))?;
    Some(code.rsplit_once(':').map_or(code, |(_, code)| code).to_owned())
}

fn dated(item: &Element, names: &[&str]) -> Article {
    date::dated(names.iter().filter_map(|name| Some(item.find(name)?.text())))
}

/// The names of all children of one kind; some have a literal in place of a name.
fn named(meta: &Element, kind: &str) -> Vec<String> {
    let name = |child: &Element| child.text_of("name").or_else(|| child.attribute("literal").map(str::to_owned));
    meta.children(kind).filter_map(name).collect()
}

/// The outlet (the provider, else the source of the information, else the copyright holder), and the agency if the source
/// is not the outlet.
fn outlet_of(item: &Element) -> (Option<String>, Option<String>) {
    let nothing = Element::default();
    let provider = item.find("provider").unwrap_or(&nothing);
    let holder = item.find("copyrightHolder").unwrap_or(&nothing);
    let source = item.find("infoSource").and_then(|source| source.text_of("name"));
    let site = |element: &Element| element.attribute("uri").and_then(outlet::of_url);
    let site_name = || {
        let domain = site(provider)?;
        let same = site(holder).as_ref() == Some(&domain);
        Some(holder.text_of("name").filter(|_| same).unwrap_or(domain))
    };
    let own = provider.text_of("name").or_else(|| code_of(provider)).or_else(site_name);
    match own {
        Some(own) => {
            let wire = source.filter(|source| *source != own);
            (Some(own), wire)
        }
        None => (source.or_else(|| holder.text_of("name")), None),
    }
}

fn labels(meta: &Element) -> Vec<String> {
    let mut labels = Vec::new();
    for subject in meta.children("subject") {
        let english = |name: &&Element| name.attribute("xml:lang").is_some_and(|tag| tag.starts_with("en"));
        let name = subject.children("name").find(english).or_else(|| subject.child("name"));
        label::add(&mut labels, name.map(Element::text).unwrap_or_default());
        let code = subject.attribute("qcode").map(str::to_owned);
        let code = code.or_else(|| label::of_uri(subject.attribute("uri")?));
        label::add(&mut labels, code.unwrap_or_default());
    }
    meta.children("keyword").for_each(|keyword| label::add(&mut labels, keyword.text()));
    labels
}

fn body(item: &Element) -> Result<String, Fault> {
    for inline in item.all(&["inlineXML"]) {
        let text = match inline.find("nitf") {
            Some(nitf) => nitf::body(nitf),
            None => page(inline).join("\n\n"),
        };
        if !text.is_empty() {
            return Ok(text);
        }
    }
    for inline in item.all(&["inlineData"]) {
        let text = inline.raw_text();
        let text = if markup::is_html(&text) { markup::text(&text)? } else { text.trim().to_owned() };
        if !text.is_empty() {
            return Ok(text);
        }
    }
    Ok(String::new())
}

/// The paragraphs of a page, or of the element marked as its text.
fn page(inline: &Element) -> Vec<String> {
    let marked = inline.all(&["div", "section"]).into_iter().find(|e| e.attribute("class") == Some("bodytext"));
    marked.or_else(|| inline.find("body")).unwrap_or(inline).paragraphs()
}

/// Reads the first text of an item of NewsML 1.2.
pub(super) fn read_1_2(item: &Element) -> Result<Article, Fault> {
    let is_text = |content: &&Element| {
        let kind = content.find("MediaType").and_then(|kind| kind.attribute("FormalName"));
        kind.is_none_or(|kind| kind.eq_ignore_ascii_case("text")) && content.find("DataContent").is_some()
    };
    let Some(content) = item.all(&["ContentItem"]).into_iter().find(is_text) else {
        return Err(Fault::not_an_article("a NewsML 1.2 item without text, such as a picture", ""));
    };
    let data = content.find("DataContent").unwrap_or(content);
    let mut paragraphs = data.find("body.content").map_or_else(|| page(data), Element::paragraphs);
    paragraphs.pop_if(|last| is_initials(last));
    if paragraphs.is_empty() {
        return Err(Fault::new("a NewsML 1.2 item without text in its DataContent", "download the item with its text"));
    }
    let text = |name: &str| item.find(name).map(Element::text).filter(|text| !text.is_empty());
    let formal = |element: &Element| element.attribute("FormalName").map(str::to_owned);
    let party = |name: &str| item.find(name).and_then(|element| formal(element.find("Party")?));
    let outlet = party("Provider").or_else(|| text("ProviderId"));
    let authors = party("Creator").or_else(|| text("ByLine")).map(|line| byline::authors(&line));
    let mut labels = Vec::new();
    for subject in item.all(&["Subject", "SubjectMatter", "SubjectDetail"]) {
        let codes = formal(subject).map(|code| label::subject_code(&code));
        codes.into_iter().flatten().for_each(|code| label::add(&mut labels, code));
    }
    let is_keyword = |property: &&Element| {
        property.attribute("FormalName") == Some("Keyword") && property.attribute("Role") != Some("PersonInImage")
    };
    for property in item.all(&["Property"]).into_iter().filter(is_keyword) {
        label::add(&mut labels, property.attribute("Value").unwrap_or_default().to_owned());
    }
    Ok(Article {
        id: text("PublicIdentifier").or_else(|| text("NewsItemId")).unwrap_or_default(),
        title: text("HeadLine"),
        authors: authors.unwrap_or_default(),
        outlet_source: outlet.as_ref().map(|_| OutletSource::Field),
        outlet,
        dateline: text("DateLine"),
        language: item.find("Language").and_then(formal).and_then(|tag| language::of_tag(&tag)),
        labels,
        body: paragraphs.join("\n\n"),
        ..dated(item, &["FirstCreated", "DateId", "DateLineDate"])
    })
}

/// Whether a last line is the initials of a desk: `bur-dar-gl/fz`.
fn is_initials(line: &str) -> bool {
    let parts = line.split(['-', '/']);
    line.len() <= 30
        && line.contains('/')
        && parts.clone().all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase()))
}
