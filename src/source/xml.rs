//! XML: which kind it is, and who reads it.

use super::element::{self, Element};
use super::{Fault, feed, newsml, nitf, numbered};
use crate::article::Article;

/// The elements that are articles, by the name of the root; the root itself where none is given.
fn articles_of(root: &str) -> &'static [&'static str] {
    match root {
        "rss" | "RDF" => &["item"],
        "feed" => &["entry"],
        "newsMessage" | "newsItem" | "packageItem" => &["newsItem", "packageItem"],
        "NewsML" => &["NewsItem"],
        _ => &[],
    }
}

/// Reads every article of an XML text. Where the XML ends being XML, what stands before is read all the same.
pub(super) fn read(text: &str) -> Result<Vec<Result<Article, Fault>>, Fault> {
    let mut found = Vec::new();
    let end = element::read(text, articles_of, |around, element| found.push(article(around, &element)));
    match end {
        Err(fault) if found.is_empty() => return Err(fault),
        Err(fault) => found.push(Err(fault)),
        Ok(()) if found.is_empty() => return Err(Fault::new("XML without articles", "nothing to do")),
        Ok(()) => {}
    }
    Ok(numbered(found))
}

fn article(around: &[Element], element: &Element) -> Result<Article, Fault> {
    match element.name.as_str() {
        "item" => feed::rss(around, element),
        "entry" => feed::atom(around, element),
        "newsItem" | "packageItem" => newsml::second(element),
        "NewsItem" => newsml::first(element),
        name => match element.find("nitf") {
            Some(nitf) => nitf::read(nitf),
            None => Err(Fault::new(
                &format!("XML of a kind that is not read (its root: {name})"),
                "give it as RSS, Atom, NITF or NewsML",
            )),
        },
    }
}
