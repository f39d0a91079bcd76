//! `onrecord verify`: the quotations of a draft, checked against what is on record.

use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

use crate::article::Article;
use crate::ingest::{Ingest, Rules};
use crate::naming::{Names, Naming};
use crate::search::Search;
use crate::source::{self, Records};
use crate::topic::TopicRules;
use crate::verify::verify_with;
use crate::{Error, ErrorKind};

use super::{Outcome, counted, open, output_for, renderer, say};
use crate::cli::{Asked, VerifyArgs};

pub(crate) fn run(args: &VerifyArgs) -> anyhow::Result<Outcome> {
    let (draft, naming) = read(&args.draft, &rules(&args.asked)?)?;
    let index = open(&args.asked)?;
    let checked = verify_with(&Search::new(&index)?, &draft, naming.as_ref())?;
    let mut out = output_for(args.format);
    renderer(args.format).verified(&checked, &draft, &mut out)?;
    out.flush()?;
    if checked.is_empty() {
        say(&format!("{}: no quotation of three words or more was found", args.draft.display()));
    }
    let all_right = checked.iter().all(|checked| checked.right);
    Ok(if all_right { Outcome::Found } else { Outcome::Nothing })
}

/// The rules for the names in the draft: those of the corpus. Without any, those in the folder of the draft apply.
fn rules(asked: &Asked) -> anyhow::Result<Rules> {
    let named = asked.names.names.as_deref().map(Names::read).transpose()?;
    let of_corpus = || asked.corpus.as_deref().map(Names::of_folder).transpose().map(Option::flatten);
    let names = if named.is_some() { named } else { of_corpus()? };
    Ok(Rules { names: names.map(Arc::new), ..Rules::default() })
}

/// The one article of a file, and the rules for its names.
fn read(path: &Path, rules: &Rules) -> crate::Result<(Article, Option<Naming>)> {
    let unread = |what: String, next: &str| Error::new(ErrorKind::Path, what, next).at(path);
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map_err(|error| unread(error.to_string(), "write a draft to it"))?;
        let draft = source::article_in(&bytes).map_err(|fault| unread(fault.what, &fault.next))?;
        return Ok((draft, rules.names.clone().map(|names| Naming::new(names, String::new()))));
    }
    let walk = source::walk(&[path.to_owned()])?;
    if let Some(skipped) = walk.skipped.into_iter().next() {
        return Err(unread(skipped.fault.what, &skipped.fault.next));
    }
    let ingest = Ingest::new(rules, TopicRules::builtin(), &walk.files)?;
    let records = Records::new(walk.files);
    let mut articles = Vec::new();
    for record in records {
        for article in ingest.articles(&record) {
            let article = article.map_err(|skipped| unread(skipped.fault.what, &skipped.fault.next))?;
            articles.push((article, ingest.naming(&record)));
        }
    }
    let count = articles.len();
    match articles.pop() {
        Some(draft) if count == 1 => Ok(draft),
        None => Err(unread("there is no article in it".to_owned(), "give a draft as text, Markdown or HTML")),
        _ => Err(unread(format!("it holds {}", counted(count, "article")), "give one draft at a time")),
    }
}
