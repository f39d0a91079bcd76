//! `onrecord compare`: two people or organizations side by side.

use std::io::Write;

use crate::query::Field;

use super::query::list_people;
use super::{Outcome, open, output_for, query, renderer, say, search};
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
    let [of_one, of_other] = [search.ambiguities(&one)?, search.ambiguities(&other)?];
    if !of_one.is_empty() {
        return list_people(&of_one, |name| format!("onrecord compare \"{name}\" \"{}\"", args.other));
    }
    if !of_other.is_empty() {
        return list_people(&of_other, |name| format!("onrecord compare \"{}\" \"{name}\"", args.one));
    }
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
