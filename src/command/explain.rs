//! `onrecord explain`: why a statement has its speaker, or an article its topics.

use std::io::Write;

use onrecord::contract::{ExplanationJson, TopicsJson};
use onrecord::search::Search;
use onrecord::{Error, ErrorKind};

use super::{Outcome, open, output_for, renderer};
use crate::cli::ExplainArgs;

pub(crate) fn run(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    let index = open(&args.asked)?;
    let renderer = renderer(args.format);
    let mut out = output_for(args.format);
    let search = Search::new(&index)?;
    if !args.id.contains('#') {
        for article in search.articles_with_id(&args.id)? {
            renderer.topic_reasons(&TopicsJson::of(&article, index.rules()), &article, &mut out)?;
        }
        out.flush()?;
        return Ok(Outcome::Found);
    }
    for (statement, article) in search.statements_with_id(&args.id)? {
        // An index of an older version of the extractor may hold other statements.
        let explanation = ExplanationJson::of(&article, &statement).ok_or_else(|| {
            let what = format!("this version does not find “{}” as the index has it", statement.id);
            Error::new(ErrorKind::UnknownId, what, "make the index anew with `onrecord index --rebuild`")
        })?;
        renderer.explanation(&explanation, &article, &mut out)?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}
