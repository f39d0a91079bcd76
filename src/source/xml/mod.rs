//! XML: which kind it is, and who reads it.

mod element;
mod feed;
mod newsml;
mod nitf;
mod parse;

use super::Fault;
use super::format::{Articles, Format, Read, numbered};
use crate::article::Article;
use element::Element;
use parse::{Wanted, parse};

pub(super) static FORMAT: Format = Format {
    names: &["RSS", "Atom", "NewsML-G2", "NewsML 1.2", "NITF"],
    extensions: &["xml", "rss", "atom", "rdf", "nitf", "newsml"],
    fits: |head, _| STARTS.iter().any(|start| head.starts_with(start)),
    read: Read::Many(read),
    ..Format::DEFAULT
};

/// How XML with articles begins, in lower case.
const STARTS: &[&str] = &["<?xml", "<rss", "<feed", "<rdf:rdf", "<nitf", "<newsitem", "<newsmessage", "<newsml"];

/// The elements that are articles, by the name of the root. NewsML and NITF may be in any envelope.
fn wanted(root: &str) -> Wanted {
    let articles: &[&str] = match root {
        "rss" | "RDF" => &["item"],
        "feed" | "entry" => &["entry"],
        "newsMessage" | "newsItem" | "packageItem" => &["newsItem", "packageItem"],
        "NewsML" => &["NewsItem"],
        _ => &["newsItem", "packageItem", "NewsItem", "nitf"],
    };
    Wanted { articles, around: matches!(root, "rss" | "RDF" | "feed") }
}

/// Reads every article of an XML text, up to the first place that is not XML.
fn read(text: &str) -> Result<Articles, Fault> {
    let mut found = Vec::new();
    let end = parse(text, wanted, |around, element| found.push(article(around, &element)));
    match end {
        Err(fault) if found.is_empty() => return Err(fault),
        Err(fault) => found.push(Err(fault)),
        Ok(root) if found.is_empty() => {
            let what = format!("unknown XML without an article (its root: {root})");
            return Err(Fault::new(&what, "save it as RSS, Atom, NITF or NewsML"));
        }
        Ok(_) => {}
    }
    Ok(numbered(found))
}

fn article(around: &[Element], element: &Element) -> Result<Article, Fault> {
    let (shape, article) = match element.name.as_str() {
        "item" => ("RSS", feed::rss(around, element)),
        "entry" => ("Atom", feed::atom(around, element)),
        "newsItem" | "packageItem" => ("NewsML-G2", newsml::read_g2(element)),
        "NewsItem" => ("NewsML 1.2", newsml::read_1_2(element)),
        _ => ("NITF", nitf::read(element)),
    };
    Ok(Article { shape: shape.into(), ..article? })
}
