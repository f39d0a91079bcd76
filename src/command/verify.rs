//! `onrecord verify`: the quotations of a draft, checked against what is on record.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use onrecord::article::Article;
use onrecord::naming::{Names, Naming};
use onrecord::search::Search;
use onrecord::source::{self, Overrides, Records};
use onrecord::verify::verify_with;
use onrecord::{Error, ErrorKind};

use super::{Outcome, counted, open, output_for, overrides_of, renderer, say};
use crate::cli::{Asked, VerifyArgs};

pub(crate) fn run(args: &VerifyArgs) -> anyhow::Result<Outcome> {
    let (draft, naming) = read(&args.draft, &overrides(&args.asked)?)?;
    let index = open(&args.asked)?;
    let checked = verify_with(&Search::new(&index)?, &draft, naming.as_ref())?;
    let mut out = output_for(args.format);
    renderer(args.format).verified(&checked, &mut out)?;
    out.flush()?;
    if checked.is_empty() {
        say(&format!("{}: no quotation of three words or more was found", args.draft.display()));
    }
    let all_right = checked.iter().all(|checked| checked.right);
    Ok(if all_right { Outcome::Found } else { Outcome::Nothing })
}

/// What names the people of the draft: the rules that name those of the corpus; else those beside the draft do.
fn overrides(asked: &Asked) -> anyhow::Result<Overrides> {
    let overrides = overrides_of(&asked.names)?;
    let of_corpus = asked.corpus.as_deref().map(Names::of_folder).transpose()?.flatten();
    Ok(Overrides { names: overrides.names.or(of_corpus.map(Arc::new)), ..overrides })
}

/// The one article of a file, and the rules for its names.
fn read(path: &Path, overrides: &Overrides) -> onrecord::Result<(Article, Option<Naming>)> {
    let unread = |what: String, next: &str| Error::new(ErrorKind::Path, what, next).at(path);
    let walk = source::walk(&[path.to_owned()])?;
    if let Some(skipped) = walk.skipped.into_iter().next() {
        return Err(unread(skipped.fault.what, &skipped.fault.next));
    }
    let records = Records::new(walk.files);
    let mut articles = Vec::new();
    for record in records {
        for article in source::articles(&record, overrides) {
            let article = article.map_err(|skipped| unread(skipped.fault.what, &skipped.fault.next))?;
            articles.push((article, overrides.naming(&record)));
        }
    }
    let count = articles.len();
    match articles.pop() {
        Some(draft) if count == 1 => Ok(draft),
        None => Err(unread("there is no article in it".to_owned(), "give a draft as text, Markdown or HTML")),
        _ => Err(unread(format!("it holds {}", counted(count, "article")), "give one draft at a time")),
    }
}
