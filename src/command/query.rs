//! `onrecord query`: statements or articles that match.

use std::io::Write;
use std::path::Path;

use onrecord::query::Query;
use onrecord::render::{Render, Shown, clean};
use onrecord::search::{Ambiguity, Page, Search, Sort};

use super::facets::tallies;
use super::{Outcome, READS, open, output, output_of_hits, query, renderer_of_hits, renderer_of_tables, say, search};
use crate::cli::{ExportFormat, QueryArgs, SortOrder};

/// How many hits are held at once where all are asked for.
const MOST_AT_ONCE: usize = 2000;

pub(crate) fn run(args: &QueryArgs) -> anyhow::Result<Outcome> {
    let query = query(&args.words, &args.filters)?;
    let index = open(&args.asked)?;
    let search = search(&index, args.expand)?;
    let ambiguities = search.ambiguities(&query)?;
    if !ambiguities.is_empty() {
        if matches!(args.format, ExportFormat::Text) && !args.count {
            return tell_apart(&ambiguities, |name| format!("--speaker \"{name}\""));
        }
        ambiguities.iter().for_each(|ambiguity| say(&told(ambiguity)));
    }
    if args.count {
        return count(&search, &query, args.articles);
    }
    if args.facets.is_some() || args.timeline {
        return with_facets(args, &search, &query);
    }
    let renderer = renderer_of_hits(args.format);
    let mut out = output_of_hits(args.format);
    let shown = write_hits(args, &search, &query, renderer.as_ref(), &mut out)?;
    if shown.total == 0 {
        nothing(&query, args.asked.corpus.as_deref());
        return Ok(Outcome::Nothing);
    }
    renderer.end(&shown, &mut out)?;
    out.flush()?;
    Ok(Outcome::Found)
}

/// The hits, and behind them the facets; in a table, where every row has the same columns, the facets alone.
fn with_facets(args: &QueryArgs, search: &Search<'_>, query: &Query) -> anyhow::Result<Outcome> {
    let renderer = renderer_of_tables(args.format)?;
    let total = search.count(query, false)?;
    if total == 0 {
        nothing(query, args.asked.corpus.as_deref());
        return Ok(Outcome::Nothing);
    }
    let mut out = output_of_hits(args.format);
    if !matches!(args.format, ExportFormat::Csv | ExportFormat::Excel) {
        let shown = match args.limit {
            0 if !args.all => Shown { noun: "statement", offset: 0, count: total, total },
            _ => write_hits(args, search, query, renderer.as_ref(), &mut out)?,
        };
        renderer.end(&shown, &mut out)?;
    }
    renderer.facets(None, &tallies(search, query, args.facets.as_deref(), args.timeline)?, &mut out)?;
    out.flush()?;
    Ok(Outcome::Found)
}

/// Writes the hits that are asked for, and tells which they are.
fn write_hits(
    args: &QueryArgs,
    search: &Search<'_>,
    query: &Query,
    renderer: &dyn Render,
    out: &mut dyn Write,
) -> anyhow::Result<Shown> {
    let noun = if args.articles { "article" } else { "statement" };
    let mut shown = Shown { noun, offset: args.offset, count: 0, total: 0 };
    loop {
        let limit = if args.all { MOST_AT_ONCE } else { args.limit };
        let page = Page { sort: sort(args.sort), limit, offset: args.offset.saturating_add(shown.count) };
        let (count, total) = write_page(search, query, page, args.articles, renderer, out)?;
        (shown.count, shown.total) = (shown.count + count, total);
        if !args.all || count < limit {
            return Ok(shown);
        }
    }
}

/// Writes one page, and tells how many hits it has and how many there are in all.
fn write_page(
    search: &Search<'_>,
    query: &Query,
    page: Page,
    articles: bool,
    renderer: &dyn Render,
    out: &mut dyn Write,
) -> anyhow::Result<(usize, usize)> {
    if articles {
        let found = search.articles(query, page)?;
        if found.total > 0 {
            renderer.articles(&found, out)?;
        }
        return Ok((found.hits.len(), found.total));
    }
    let found = search.statements(query, page)?;
    if found.total > 0 {
        renderer.statements(&found, out)?;
    }
    Ok((found.hits.len(), found.total))
}

fn sort(order: SortOrder) -> Sort {
    match order {
        SortOrder::Relevance => Sort::Relevance,
        SortOrder::Newest => Sort::Newest,
        SortOrder::Oldest => Sort::Oldest,
    }
}

fn count(search: &Search<'_>, query: &Query, articles: bool) -> anyhow::Result<Outcome> {
    let count = search.count(query, articles)?;
    let mut out = output();
    writeln!(out, "{count}")?;
    out.flush()?;
    Ok(if count > 0 { Outcome::Found } else { Outcome::Nothing })
}

/// The people whom a name fits, on one line.
pub(super) fn told(ambiguity: &Ambiguity) -> String {
    let people: Vec<String> =
        ambiguity.people.iter().map(|person| format!("{} ({})", person.name, person.count)).collect();
    format!("“{}” fits {} people: {}", ambiguity.asked, people.len(), people.join(", "))
}

/// Names the people whom a name fits, in place of mixing what they said.
///
/// `ask` tells how to ask for one of them.
pub(super) fn tell_apart(ambiguities: &[Ambiguity], ask: impl Fn(&str) -> String) -> anyhow::Result<Outcome> {
    let mut out = output();
    for ambiguity in ambiguities {
        writeln!(out, "“{}” fits {} people:", clean(&ambiguity.asked), ambiguity.people.len())?;
        let digits = ambiguity.people.first().map_or(1, |most| most.count.to_string().len());
        for person in &ambiguity.people {
            writeln!(out, "  {:>digits$}  {}", person.count, clean(&person.name))?;
        }
        if let Some(first) = ambiguity.people.first() {
            writeln!(out, "Ask for one by the whole name: {}", clean(&ask(&first.name)))?;
        }
    }
    out.flush()?;
    Ok(Outcome::Found)
}

fn nothing(query: &Query, corpus: Option<&Path>) {
    if *query == Query::default() {
        let place = corpus.map_or("this index".to_owned(), |corpus| corpus.display().to_string());
        say(&format!("there is no article in {place}; {READS}"));
    } else {
        say(&format!("nothing found for {query}"));
    }
}
