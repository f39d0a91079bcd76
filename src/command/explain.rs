//! `onrecord explain`: why a statement has its speaker, or an article its topics.

use std::io::Write;

use crate::explanation::Explanation;
use crate::search::Search;
use crate::{Error, ErrorKind};

use super::{Outcome, open, output_for, renderer};
use crate::cli::ExplainArgs;

pub(crate) fn run(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    let index = open(&args.asked)?;
    let renderer = renderer(args.format);
    let mut out = output_for(args.format);
    let search = Search::new(&index)?;
    if let Some(other) = &args.other {
        renderer.same_person([&args.id, other], &search.same_person(&args.id, other)?, &mut out)?;
        out.flush()?;
        return Ok(Outcome::Found);
    }
    if !args.id.contains('#') {
        for extraction in search.articles_with_id(&args.id)? {
            renderer.topic_reasons(&index.topic_rules().reasons(&extraction.article), &extraction, &mut out)?;
        }
        out.flush()?;
        return Ok(Outcome::Found);
    }
    for hit in search.statements_with_id(&args.id)? {
        // An index of an older version of the extractor may hold other statements.
        let explanation = Explanation::of(hit).ok_or_else(|| {
            let what = format!("this version does not find “{}” as the index has it", args.id);
            Error::new(ErrorKind::UnknownId, what, "rebuild the index with `onrecord index --rebuild`")
        })?;
        renderer.explanation(&explanation, &mut out)?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}
