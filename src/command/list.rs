//! `onrecord list`: statements counted by speaker, organization, topic or outlet.

use std::io::Write;

use onrecord::search::Facet;

use super::{Outcome, open, output_for, query, renderer, say, search};
use crate::cli::{FacetName, ListArgs};

pub(crate) fn run(args: &ListArgs) -> anyhow::Result<Outcome> {
    let query = query(&args.words, &args.filters)?;
    let index = open(&args.asked)?;
    let facet = match args.facet {
        FacetName::Speakers => Facet::Speakers,
        FacetName::Organizations => Facet::Organizations,
        FacetName::Topics => Facet::Topics,
        FacetName::Outlets => Facet::Outlets,
    };
    let mut counts = search(&index, args.expand)?.list(&query, facet)?;
    if counts.is_empty() {
        say("nothing found");
        return Ok(Outcome::Nothing);
    }
    counts.truncate(args.limit.unwrap_or(usize::MAX));
    let mut out = output_for(args.format);
    renderer(args.format, 0).counts(facet, &counts, &mut out)?;
    out.flush()?;
    Ok(Outcome::Found)
}
