//! NITF: the IPTC's older markup for news texts, alone or inside NewsML.

use super::element::Element;
use crate::article::{Article, OutletSource};
use crate::source::{Fault, byline, date, label, language};

/// Reads an article.
pub(super) fn read(nitf: &Element) -> Result<Article, Fault> {
    let text = |name: &str| nitf.find(name).map(Element::text).filter(|text| !text.is_empty());
    let attribute = |element: &str, name: &str| nitf.find(element)?.attribute(name).map(str::to_owned);
    let days = [attribute("date.issue", "norm"), attribute("pubdata", "date.publication")];
    let distributor = nitf.find("distributor").and_then(|d| d.text_of("org").or_else(|| Some(d.text())));
    let outlet = distributor
        .filter(|name| !name.is_empty())
        .or_else(|| attribute("doc-id", "regsrc"))
        .or_else(|| attribute("pubdata", "name"));
    let article = Article {
        id: attribute("doc-id", "id-string").unwrap_or_default(),
        title: text("hl1").or_else(|| text("title")),
        authors: nitf.find("byline").map(authors).unwrap_or_default(),
        outlet_source: outlet.as_ref().map(|_| OutletSource::Field),
        outlet,
        dateline: nitf.find("dateline").map(|line| line.text_of("location").unwrap_or_else(|| line.text())),
        language: ["baselang", "xml:lang"].iter().find_map(|name| language::of_tag(nitf.attribute(name)?)),
        labels: labels(nitf),
        description: text("abstract"),
        body: body(nitf),
        ..date::dated(days.into_iter().flatten())
    };
    if article.body.is_empty() {
        return Err(Fault::new("NITF without text in body.content", "download the article with its text"));
    }
    Ok(article)
}

/// The paragraphs and subheadings of `body.content`.
pub(super) fn body(nitf: &Element) -> String {
    nitf.find("body.content").map(|content| content.paragraphs().join("\n\n")).unwrap_or_default()
}

/// The names in a byline, without the title in `byttl`.
pub(super) fn authors(line: &Element) -> Vec<String> {
    let people: Vec<String> = line.all(&["person"]).into_iter().map(Element::text).collect();
    if !people.is_empty() {
        return people;
    }
    let text = line.text();
    let names = line.all(&["byttl"]).into_iter().map(Element::text).fold(text, |text, title| text.replace(&title, ""));
    byline::authors(names.trim().trim_end_matches(','))
}

fn labels(nitf: &Element) -> Vec<String> {
    let mut labels = Vec::new();
    for subject in nitf.all(&["tobject.subject"]) {
        for name in ["tobject.subject.type", "tobject.subject.matter", "tobject.subject.detail"] {
            label::add(&mut labels, subject.attribute(name).unwrap_or_default().to_owned());
        }
        let code = subject.attribute("tobject.subject.refnum").unwrap_or_default();
        label::subject_code(code).into_iter().for_each(|code| label::add(&mut labels, code));
    }
    for keyword in nitf.all(&["keyword"]) {
        label::add(&mut labels, keyword.attribute("key").unwrap_or_default().to_owned());
    }
    labels
}
