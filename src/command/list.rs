//! `onrecord list`: statements counted by speaker, topic, month and the like.

use std::io::Write;

use crate::index::Index;
use crate::query::Query;

use super::facets::facet;
use super::{Outcome, open, output_for, query, renderer, say, search};
use crate::cli::{FacetName, ListArgs};

pub(crate) fn run(args: &ListArgs) -> anyhow::Result<Outcome> {
    let query = query(&args.words, &args.filters)?;
    let index = open(&args.asked)?;
    if matches!(args.facet, FacetName::Topics) {
        return topics(args, &query, &index);
    }
    let facet = facet(args.facet);
    let mut counts = search(&index, args.expand)?.list(&query, facet)?;
    if counts.is_empty() {
        say("nothing found");
        return Ok(Outcome::Nothing);
    }
    counts.truncate(args.limit.unwrap_or(usize::MAX));
    let mut out = output_for(args.format);
    renderer(args.format).counts(facet, &counts, &mut out)?;
    out.flush()?;
    Ok(Outcome::Found)
}

/// Topics as a tree; with a limit, the commonest of them.
fn topics(args: &ListArgs, query: &Query, index: &Index) -> anyhow::Result<Outcome> {
    let mut topics = search(index, args.expand)?.topics(query)?;
    if topics.is_empty() {
        say("nothing found");
        return Ok(Outcome::Nothing);
    }
    if let Some(limit) = args.limit {
        // A topic is at least as common as any below it, and comes before them: the first ones form a tree.
        let mut places: Vec<usize> = (0..topics.len()).collect();
        places.sort_by_key(|place| (std::cmp::Reverse(topics[*place].count), *place));
        places.truncate(limit);
        places.sort_unstable();
        topics = places.into_iter().map(|place| topics[place].clone()).collect();
    }
    let mut out = output_for(args.format);
    renderer(args.format).topics(&topics, &mut out)?;
    out.flush()?;
    Ok(Outcome::Found)
}
