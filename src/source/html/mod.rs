//! Saved pages: what a page says about its article, and the article's text without what stands around it.
//!
//! `score.py GOLD.json SYSTEM.jsonl`, or any other measure of main text, can be given what is read from a folder of
//! pages that are called by their ids:
//!
//! ```sh
//! onrecord extract pages/ | jq -c '{id: (.path | split("/") | last | rtrimstr(".html")), body}' > system.jsonl
//! ```

mod agreement;
mod fields;
mod furniture;
mod layout;
mod linked_data;
mod main_text;
mod meta;
mod repair;

use super::{Fault, markup};
use crate::article::Article;
use layout::Layout;
use linked_data::LinkedArticle;
use meta::Meta;

/// A page with less text than this, in bytes, holds no article.
const SHORTEST: usize = 60;

/// Reads a page.
pub(super) fn read(html: &str) -> Result<Article, Fault> {
    let page = markup::page(html)?;
    let meta = Meta::of(&page);
    let linked = LinkedArticle::of(&page, fields::canonical(&page, &meta).as_deref());
    let shown = main_text::find(&Layout::of(&page)).join("\n\n");
    let body = agreement::body(shown, linked.body.as_deref());
    if body.len() < SHORTEST {
        return Err(Fault::new("a page without article text", "save the page with its text, not only its frame"));
    }
    Ok(Article { body, ..fields::read(&page, html, &meta, &linked) })
}
