//! Saved pages: the fields of the article, and its text without the boilerplate around it.
//!
//! To measure the text with a benchmark for main text extraction, name the pages by their ids and run
//!
//! ```sh
//! onrecord extract pages/ | jq -c '{id: (.path | split("/") | last | rtrimstr(".html")), body}' > system.jsonl
//! ```

mod block_tree;
mod body;
mod boilerplate;
mod fields;
mod lenient_json;
mod linked_data;
mod main_text;
mod meta;

use super::format::{Format, Read};
use super::{Fault, markup};
use crate::article::Article;
use block_tree::BlockTree;
use linked_data::LinkedArticle;
use meta::Meta;

pub(super) static FORMAT: Format = Format {
    names: &["HTML"],
    extensions: &["html", "htm", "xhtml"],
    fits: |head, _| is_page(head),
    read: Read::Text(read),
    ..Format::DEFAULT
};

/// The shortest text of an article, in bytes.
const SHORTEST: usize = 60;

/// Whether a text is a page, by its start in lower case.
pub(super) fn is_page(head: &str) -> bool {
    let is_page = head.starts_with("<!doctype html") || head.starts_with("<html");
    is_page || (head.starts_with("<?xml") && head.contains("<html"))
}

/// Reads a page.
fn read(html: &str) -> Result<Article, Fault> {
    let page = markup::page(html)?;
    let meta = Meta::of(&page);
    let linked = LinkedArticle::of(&page, fields::canonical(&page, &meta).as_deref());
    let shown = main_text::find(&BlockTree::of(&page)).join("\n\n");
    let body = body::choose(shown, linked.body.as_deref());
    if body.len() < SHORTEST {
        return Err(Fault::new("a page without article text", "save the page with its text, not only its frame"));
    }
    Ok(Article { body, ..fields::read(&page, html, &meta, &linked) })
}
