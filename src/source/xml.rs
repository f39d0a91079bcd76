//! XML: which kind it is, and who reads it.

use super::element::{self, Element, Wanted};
use super::{Fault, feed, newsml, nitf, numbered};
use crate::article::Article;

/// The elements that are articles, by the name of the root; NewsML and NITF may stand in an envelope of any kind.
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

/// Reads every article of an XML text. Where the XML ends being XML, what stands before is read all the same.
pub(super) fn read(text: &str) -> Result<Vec<Result<Article, Fault>>, Fault> {
    let mut found = Vec::new();
    let end = element::read(text, wanted, |around, element| found.push(article(around, &element)));
    match end {
        Err(fault) if found.is_empty() => return Err(fault),
        Err(fault) => found.push(Err(fault)),
        Ok(root) if found.is_empty() => {
            let what = format!("XML without an article that is known (its root: {root})");
            return Err(Fault::new(&what, "give it as RSS, Atom, NITF or NewsML"));
        }
        Ok(_) => {}
    }
    Ok(numbered(found))
}

fn article(around: &[Element], element: &Element) -> Result<Article, Fault> {
    let (shape, article) = match element.name.as_str() {
        "item" => ("RSS", feed::rss(around, element)),
        "entry" => ("Atom", feed::atom(around, element)),
        "newsItem" | "packageItem" => ("NewsML-G2", newsml::second(element)),
        "NewsItem" => ("NewsML 1.2", newsml::first(element)),
        _ => ("NITF", nitf::read(element)),
    };
    Ok(Article { shape, ..article? })
}
