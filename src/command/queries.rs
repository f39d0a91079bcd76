//! `onrecord run --file`: runs each query of a file and writes one table.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use crate::query::{NamedQuery, lines};
use crate::render::Report;
use crate::search::{Page, Search, Sort};
use crate::{Error, ErrorKind};

use super::facets::tallies;
use super::{Outcome, choose_at, open, output_of_hits, renderer_of_tables, say, search};
use crate::cli::{NameArgs, RunArgs};

pub(super) fn run(args: &RunArgs, file: &Path) -> anyhow::Result<Outcome> {
    let renderer = renderer_of_tables(args.format)?;
    let (place, text) = read(file)?;
    let index = open(&args.asked)?;
    let search = search(&index, args.expand)?;
    let mut out = output_of_hits(args.format);
    let mut extents = Vec::new();
    let (mut asked, mut wrong, mut total) = (0, 0, 0);
    for (line, named) in lines(&text) {
        let place = format!("{place}:{line}");
        let named = match named {
            Ok(named) => match choose_at(&place, &search, named.query, NameArgs::default())? {
                Some(chosen) => Ok(NamedQuery { query: chosen.query, ..named }),
                None => {
                    wrong += 1;
                    say(&format!("{place}: write the whole name in this query"));
                    continue;
                }
            },
            Err(error) => Err(error),
        };
        match named.and_then(|named| Ok((search.extent(&named.query)?, named))) {
            Ok((extent, named)) => {
                asked += 1;
                total += extent.statements;
                if args.count {
                    extents.push((named.name, extent));
                } else {
                    answer(args, &search, &named, renderer.as_ref(), &mut out)?;
                }
            }
            Err(error) if matches!(error.kind(), ErrorKind::Query | ErrorKind::Topics) => {
                wrong += 1;
                say(&error.at(place).to_string());
            }
            Err(error) => return Err(error.into()),
        }
    }
    if args.count {
        renderer.extents(&extents, &mut out)?;
    }
    out.flush()?;
    if asked + wrong == 0 {
        return Err(Error::new(ErrorKind::Query, "it has no query", "write one per line").at(place).into());
    }
    if wrong > 0 {
        let lines = super::counted(wrong, "line");
        say(&format!("{lines} of {} are not valid queries; correct them (the others were answered)", asked + wrong));
        return Ok(Outcome::Error);
    }
    Ok(if total > 0 { Outcome::Found } else { Outcome::Nothing })
}

/// Writes the answer to one query.
fn answer(
    args: &RunArgs,
    search: &Search<'_>,
    named: &NamedQuery,
    renderer: &dyn Report,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    if let Some(facets) = &args.facets {
        renderer.facets(Some(&named.name), &tallies(search, &named.query, Some(facets), false)?, out)?;
        return Ok(());
    }
    let page = Page { sort: Sort::Newest, limit: args.limit, offset: 0 };
    renderer.answer(&named.name, &search.statements(&named.query, page)?, out)?;
    Ok(())
}

/// What the file is called, and its text.
fn read(file: &Path) -> Result<(String, String), Error> {
    let (place, text) = if file == Path::new("-") {
        let mut text = String::new();
        ("standard input".to_owned(), io::stdin().read_to_string(&mut text).map(|_| text))
    } else {
        (file.display().to_string(), fs::read_to_string(file))
    };
    let failed = |error: io::Error| {
        let next = "use a UTF-8 file with one query per line";
        Error::new(ErrorKind::Path, format!("cannot read the queries ({error})"), next).at(&place).caused_by(error)
    };
    Ok((place.clone(), text.map_err(failed)?))
}
