//! `onrecord query`: searches statements or articles.

use std::io::{self, Write};

use crate::query::Query;
use crate::render::{Render, Shown};
use crate::search::{ArticleHit, Found, Page, Search, Sort, StatementHit};

use super::facets::tallies;
use super::{
    Chosen, Outcome, READS, choose, open, output, output_of_hits, query, renderer_of_tables, renderer_with_context,
    say, search,
};
use crate::cli::{ExportFormat, QueryArgs, SortOrder};

/// How many hits are in memory at a time with `--all`.
const READ_AT_ONCE: usize = 2000;

pub(crate) fn run(args: &QueryArgs) -> anyhow::Result<Outcome> {
    let query = query(&args.words, &args.filters)?;
    let index = open(&args.asked)?;
    let search = search(&index, args.expand)?;
    let Some(Chosen { query, is_ambiguous }) = choose(&search, query, args.names)? else { return Ok(Outcome::Error) };
    let search = search.ambiguous(is_ambiguous);
    if args.count {
        return count(args, &search, &query);
    }
    if args.facets.is_some() || args.timeline {
        return with_facets(args, &search, &query);
    }
    let renderer = renderer_with_context(args.format, args.context);
    let mut out = output_of_hits(args.format);
    let mut shown = write_hits(args, &search, &query, renderer.as_ref(), &mut out)?;
    write_possible(args, &search, &query, renderer.as_ref(), &mut shown, &mut out)?;
    if shown.total + shown.possible == 0 {
        nothing(&search, &query, args)?;
        return Ok(Outcome::Nothing);
    }
    renderer.end(&shown, &mut out)?;
    out.flush()?;
    Ok(Outcome::Found)
}

/// The hits, then the facets. A table has only the facets, since all its rows need the same columns.
fn with_facets(args: &QueryArgs, search: &Search<'_>, query: &Query) -> anyhow::Result<Outcome> {
    let renderer = renderer_of_tables(args.format)?;
    let total = search.count_statements(query)?;
    if total == 0 {
        nothing(search, query, args)?;
        return Ok(Outcome::Nothing);
    }
    let mut out = output_of_hits(args.format);
    if !matches!(args.format, ExportFormat::Csv | ExportFormat::Excel) {
        let shown = match args.limit {
            0 if !args.all => Shown { noun: "statement", offset: 0, count: total, total, possible: 0, again: false },
            _ => write_hits(args, search, query, renderer.as_ref(), &mut out)?,
        };
        renderer.end(&shown, &mut out)?;
    }
    renderer.facets(None, &tallies(search, query, args.facets.as_deref(), args.timeline)?, &mut out)?;
    out.flush()?;
    Ok(Outcome::Found)
}

/// Writes the hits that are asked for; returns which these are.
fn write_hits(
    args: &QueryArgs,
    search: &Search<'_>,
    query: &Query,
    renderer: &dyn Render,
    out: &mut dyn Write,
) -> anyhow::Result<Shown> {
    let limit = if args.all { READ_AT_ONCE } else { args.sample.unwrap_or(args.limit) };
    let page = Page { sort: sort(args), limit, offset: args.offset };
    let noun = if args.articles { "article" } else { "statement" };
    let mut shown = Shown { noun, offset: args.offset, count: 0, total: 0, possible: 0, again: false };
    match (args.articles, args.all) {
        (false, false) => write_statements(&search.statements(query, page)?, renderer, &mut shown, out)?,
        (true, false) => write_articles(&search.articles(query, page)?, renderer, &mut shown, out)?,
        (false, true) => {
            for found in search.statement_pages(query, page)? {
                write_statements(&found?, renderer, &mut shown, out)?;
            }
        }
        (true, true) => {
            for found in search.article_pages(query, page)? {
                write_articles(&found?, renderer, &mut shown, out)?;
            }
        }
    }
    Ok(shown)
}

/// Writes, after the last of the hits, the statements that may be of the speaker asked for, and notes how many there are.
fn write_possible(
    args: &QueryArgs,
    search: &Search<'_>,
    query: &Query,
    renderer: &dyn Render,
    shown: &mut Shown,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let Some(possible) = query.of_possible_speakers().filter(|_| !args.articles && args.sample.is_none()) else {
        return Ok(());
    };
    let is_last = shown.offset + shown.count >= shown.total && (shown.count > 0 || shown.total == 0);
    let limit = match is_last {
        true if args.all => usize::MAX,
        true => args.limit,
        false => 0,
    };
    let found = search.statements(&possible, Page { sort: sort(args), limit, offset: 0 })?;
    shown.possible = found.total;
    if !found.hits.is_empty() {
        renderer.possible(out)?;
        renderer.statements(&found, out)?;
    }
    Ok(())
}

fn write_statements(
    found: &Found<StatementHit>,
    renderer: &dyn Render,
    shown: &mut Shown,
    out: &mut dyn Write,
) -> io::Result<()> {
    (shown.count, shown.total) = (shown.count + found.hits.len(), found.total);
    if found.total > 0 { renderer.statements(found, out) } else { Ok(()) }
}

fn write_articles(
    found: &Found<ArticleHit>,
    renderer: &dyn Render,
    shown: &mut Shown,
    out: &mut dyn Write,
) -> io::Result<()> {
    (shown.count, shown.total) = (shown.count + found.hits.len(), found.total);
    if found.total > 0 { renderer.articles(found, out) } else { Ok(()) }
}

fn sort(args: &QueryArgs) -> Sort {
    match (args.sample, args.sort) {
        (Some(_), _) => Sort::Random(args.seed),
        (None, SortOrder::Relevance) => Sort::Relevance,
        (None, SortOrder::Newest) => Sort::Newest,
        (None, SortOrder::Oldest) => Sort::Oldest,
    }
}

fn count(args: &QueryArgs, search: &Search<'_>, query: &Query) -> anyhow::Result<Outcome> {
    let count = if args.articles { search.count_articles(query)? } else { search.count_statements(query)? };
    let mut out = output();
    writeln!(out, "{count}")?;
    out.flush()?;
    let possible = query.of_possible_speakers().filter(|_| !args.articles);
    let possible = possible.map_or(Ok(0), |possible| search.count_statements(&possible))?;
    if possible > 0 {
        say(&format!("and {possible} that could be theirs: the text leaves open which of several people said it"));
    }
    if count + possible == 0 {
        nothing(search, query, args)?;
    }
    Ok(if count > 0 { Outcome::Found } else { Outcome::Nothing })
}

/// Says that nothing was found, why, and what may be meant.
fn nothing(search: &Search<'_>, query: &Query, args: &QueryArgs) -> anyhow::Result<()> {
    if *query == Query::default() {
        let place = args.asked.corpus.as_deref().map_or("this index".to_owned(), |corpus| corpus.display().to_string());
        say(&format!("no article in {place}; {READS}"));
        return Ok(());
    }
    say(&format!("nothing found for {query}"));
    search.why_nothing(query, args.articles)?.iter().for_each(|reason| say(&format!("  {reason}")));
    Ok(())
}
