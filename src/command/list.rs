//! `onrecord list`: statements counted by speaker, topic, month and the like.

use std::io::Write;

use indicatif::HumanCount;

use crate::query::Query;
use crate::search::{Facet, Search};
use crate::{Error, ErrorKind};

use super::facets::facet;
use super::{Chosen, Outcome, choose, open, output_for, query, renderer, say, search};
use crate::cli::{FacetName, Format, ListArgs};

/// How many values people see unless they ask for more.
const SHOWN: usize = 50;

pub(crate) fn run(args: &ListArgs) -> anyhow::Result<Outcome> {
    let query = query(&args.words, &args.filters)?;
    let index = open(&args.asked)?;
    let search = search(&index, args.expand)?;
    let Some(Chosen { query, .. }) = choose(&search, query, args.names)? else { return Ok(Outcome::Error) };
    if matches!(args.facet, FacetName::Topics) {
        return topics(args, &search, &query);
    }
    let facet = facet(args.facet);
    if args.forms {
        return forms(args, &search, &query, facet);
    }
    let mut counts = search.list(&query, facet)?;
    if counts.is_empty() {
        say("nothing found");
        return Ok(Outcome::Nothing);
    }
    let all = counts.len();
    counts.truncate(limit(args));
    let mut out = output_for(args.format);
    renderer(args.format).counts(facet, &counts, &mut out)?;
    end(args, all - counts.len(), &mut out)
}

/// Speakers with the forms of their names.
fn forms(args: &ListArgs, search: &Search<'_>, query: &Query, facet: Facet) -> anyhow::Result<Outcome> {
    if facet != Facet::Speakers {
        return Err(
            Error::new(ErrorKind::Query, "--forms is for speakers", "use `onrecord list speakers --forms`").into()
        );
    }
    let mut speakers = search.speakers(query)?;
    if speakers.is_empty() {
        say("nothing found");
        return Ok(Outcome::Nothing);
    }
    let all = speakers.len();
    speakers.truncate(limit(args));
    let mut out = output_for(args.format);
    renderer(args.format).speakers(&speakers, search.people(), &mut out)?;
    end(args, all - speakers.len(), &mut out)
}

/// How many are shown: what people read has an end.
fn limit(args: &ListArgs) -> usize {
    match (args.limit, args.format) {
        (Some(limit), _) => limit,
        (None, Format::Text) if !args.all => SHOWN,
        _ => usize::MAX,
    }
}

/// Says how many were left out.
fn end(args: &ListArgs, left: usize, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    out.flush()?;
    if left > 0 && args.limit.is_none() {
        say(&format!("and {} more; --all", HumanCount(left as u64)));
    }
    Ok(Outcome::Found)
}

/// Topics as a tree; with a limit, the commonest of them.
fn topics(args: &ListArgs, search: &Search<'_>, query: &Query) -> anyhow::Result<Outcome> {
    let mut topics = search.topics(query)?;
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
