//! `onrecord speaker`: a page on one person or organization.

use std::io::Write;

use crate::query::Field;

use super::{Chosen, Outcome, choose, open, output_for, query, renderer, say, search};
use crate::cli::SpeakerArgs;

pub(crate) fn run(args: &SpeakerArgs) -> anyhow::Result<Outcome> {
    let mut query = query(&args.words, &args.filters)?;
    query.require(Field::Speaker, &args.name)?;
    let index = open(&args.asked)?;
    let search = search(&index, args.expand)?;
    let Some(Chosen { query, .. }) = choose(&search, query, args.names)? else { return Ok(Outcome::Error) };
    let Some(profile) = search.profile(&query)? else {
        say(&format!("nothing found for {query}"));
        return Ok(Outcome::Nothing);
    };
    let mut out = output_for(args.format);
    renderer(args.format).profile(&profile, &mut out)?;
    out.flush()?;
    Ok(Outcome::Found)
}
