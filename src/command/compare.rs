//! `onrecord compare`: two people or organizations side by side.

use std::io::Write;

use crate::query::Field;

use super::{Chosen, Outcome, choose, open, output_for, query, renderer, say, search};
use crate::cli::CompareArgs;

pub(crate) fn run(args: &CompareArgs) -> anyhow::Result<Outcome> {
    let of = |name: &str| -> anyhow::Result<_> {
        let mut query = query(&args.words, &args.filters)?;
        query.require(Field::Speaker, name)?;
        Ok(query)
    };
    let [one, other] = [of(&args.one)?, of(&args.other)?];
    let index = open(&args.asked)?;
    let search = search(&index, args.expand)?;
    let chosen = [choose(&search, one, args.names)?, choose(&search, other, args.names)?];
    let [Some(Chosen { query: one, .. }), Some(Chosen { query: other, .. })] = chosen else {
        return Ok(Outcome::Error);
    };
    let profiles = [search.profile(&one)?, search.profile(&other)?];
    let [Some(one), Some(other)] = profiles else {
        let asked = [&one, &other].into_iter().zip(&profiles).filter(|(_, profile)| profile.is_none());
        asked.for_each(|(query, _)| say(&format!("nothing found for {query}")));
        return Ok(Outcome::Nothing);
    };
    let mut out = output_for(args.format);
    renderer(args.format).comparison(&[one, other], &mut out)?;
    out.flush()?;
    Ok(Outcome::Found)
}
