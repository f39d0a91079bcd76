//! `onrecord save` and `onrecord run`: queries that are asked again.

use std::io::Write;

use crate::query::Query;
use crate::render::{Shown, clean};
use crate::saved::SavedSearches;
use crate::search::{Page, Sort};
use crate::{Error, ErrorKind};

use super::{
    Chosen, Outcome, choose, open, output, output_of_hits, place, queries, query, renderer_of_hits, say, search,
};
use crate::cli::{NameArgs, RunArgs, SaveArgs};

pub(crate) fn save(args: &SaveArgs) -> anyhow::Result<Outcome> {
    let searches = searches()?;
    if args.delete {
        searches.delete(&args.name)?;
        say(&format!("deleted {}", args.name));
        return Ok(Outcome::Found);
    }
    let query = query(&args.words, &args.filters)?;
    if query == Query::default() {
        let next = "write words or filters after the name";
        return Err(Error::new(ErrorKind::Query, "nothing to search for", next).into());
    }
    searches.save(&args.name, &query)?;
    say(&format!("saved {}: {query}; run it with `onrecord run {}`", args.name, args.name));
    Ok(Outcome::Found)
}

pub(crate) fn run(args: &RunArgs) -> anyhow::Result<Outcome> {
    if let Some(file) = &args.file {
        return queries::run(args, file);
    }
    let searches = searches()?;
    let Some(name) = &args.name else { return list(&searches) };
    let query = searches.query(name)?;
    let index = open(&args.asked)?;
    let seen = searches.seen(name, &index.id())?;
    let unseen = search(&index, args.expand)?.unseen(seen);
    let Some(Chosen { query, .. }) = choose(&unseen, query, NameArgs::default())? else { return Ok(Outcome::Error) };
    let newest = unseen.newest_commit()?;
    let limit = if args.all { usize::MAX } else { args.limit };
    let page = Page { sort: Sort::Newest, limit, offset: args.offset };
    let (found, new) = if args.new {
        let found = unseen.statements(&query, page)?;
        let new = found.total;
        (found, new)
    } else {
        (search(&index, args.expand)?.statements(&query, page)?, unseen.count_statements(&query)?)
    };
    if found.total == 0 {
        say(&format!("nothing {}found for {query}", if args.new { "new " } else { "" }));
    } else {
        let mut out = output_of_hits(args.format);
        let renderer = renderer_of_hits(args.format);
        renderer.statements(&found, &mut out)?;
        let shown = Shown {
            noun: "statement",
            offset: args.offset,
            count: found.hits.len(),
            total: found.total,
            possible: 0,
            again: args.new,
        };
        renderer.end(&shown, &mut out)?;
        out.flush()?;
    }
    // What was not shown stays new.
    let shown: Vec<_> = found.hits.iter().flat_map(|hit| hit.keys.iter().copied()).collect();
    let shows_all = args.offset == 0 && found.hits.len() == found.total;
    searches.show(name, &index.id(), &shown, (shows_all || new == 0).then_some(newest))?;
    Ok(if found.total == 0 { Outcome::Nothing } else { Outcome::Found })
}

fn list(searches: &SavedSearches) -> anyhow::Result<Outcome> {
    let all = searches.list()?;
    let mut out = output();
    for (name, query) in &all {
        writeln!(out, "{}  {}", clean(name), clean(query))?;
    }
    out.flush()?;
    if all.is_empty() {
        say("no search is saved; `onrecord save NAME WORDS` saves one");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Found)
}

fn searches() -> anyhow::Result<SavedSearches> {
    Ok(SavedSearches::new(place::data()?.join("searches")))
}
