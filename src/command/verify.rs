//! `onrecord verify`: the quotations of a draft, checked against what is on record.

use std::io::Write;
use std::path::Path;

use onrecord::article::Article;
use onrecord::search::Search;
use onrecord::source::{self, Overrides, Records};
use onrecord::{Error, ErrorKind, verify};

use super::{Outcome, counted, open, output_for, renderer, say};
use crate::cli::VerifyArgs;

pub(crate) fn run(args: &VerifyArgs) -> anyhow::Result<Outcome> {
    let draft = read(&args.draft)?;
    let index = open(&args.asked)?;
    let checked = verify(&Search::new(&index)?, &draft)?;
    let mut out = output_for(args.format);
    renderer(args.format).verified(&checked, &mut out)?;
    out.flush()?;
    if checked.is_empty() {
        say(&format!("{}: no quotation of three words or more was found", args.draft.display()));
    }
    let all_right = checked.iter().all(|checked| checked.right);
    Ok(if all_right { Outcome::Found } else { Outcome::Nothing })
}

/// The one article of a file.
fn read(path: &Path) -> onrecord::Result<Article> {
    let unread = |what: String, next: &str| Error::new(ErrorKind::Path, what, next).at(path);
    let walk = source::walk(&[path.to_owned()])?;
    if let Some(skipped) = walk.skipped.into_iter().next() {
        return Err(unread(skipped.fault.what, &skipped.fault.next));
    }
    let records = Records::new(walk.files);
    let mut articles = Vec::new();
    for article in records.flat_map(|record| source::articles(&record, &Overrides::default())) {
        articles.push(article.map_err(|skipped| unread(skipped.fault.what, &skipped.fault.next))?);
    }
    let count = articles.len();
    match articles.pop() {
        Some(draft) if count == 1 => Ok(draft),
        None => Err(unread("there is no article in it".to_owned(), "give a draft as text, Markdown or HTML")),
        _ => Err(unread(format!("it holds {}", counted(count, "article")), "give one draft at a time")),
    }
}
