//! `onrecord show`: one article, or one statement in its paragraph.

use std::io::Write;

use crate::search::Search;

use super::{Outcome, open, output_of_hits, renderer_of_hits};
use crate::cli::ShowArgs;

pub(crate) fn run(args: &ShowArgs) -> anyhow::Result<Outcome> {
    let index = open(&args.asked)?;
    let search = Search::new(&index)?;
    let renderer = renderer_of_hits(args.format);
    let mut out = output_of_hits(args.format);
    if args.id.contains('#') {
        for hit in search.statements_with_id(&args.id)? {
            renderer.statement(&hit, &mut out)?;
        }
    } else {
        for extraction in search.articles_with_id(&args.id)? {
            renderer.article(&extraction, &mut out)?;
        }
    }
    out.flush()?;
    Ok(Outcome::Found)
}
