//! One file a command, and what they share: exit codes, output, and the index that is asked.

pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod extract;
pub(crate) mod index;
pub(crate) mod list;
pub(crate) mod manual;
pub(crate) mod panic;
pub(crate) mod query;
pub(crate) mod repair;
pub(crate) mod saved;
pub(crate) mod show;
pub(crate) mod speaker;
pub(crate) mod train;
pub(crate) mod verify;
pub(crate) mod watch;

mod facets;
mod place;
mod queries;
mod refresh;

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use onrecord::index::{Index, PassedOver, Update};
use onrecord::naming::Names;
use onrecord::query::{Clause, Field, Query};
use onrecord::render::{Base, Bibtex, Csv, JsonLines, Markdown, Render, Report, Ris, Terminal, clean};
use onrecord::search::Search;
use onrecord::source::{Outlets, Overrides, Skipped};
use onrecord::topic::Rules;
use onrecord::{Error, ErrorKind};

use crate::cli::{Asked, ExportFormat, Filters, Format, OwnNames, OwnOutlets, OwnTopics};

/// How a command ended, as its exit code says.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    /// Something was found, or done: 0.
    Found,
    /// Nothing was found: 1.
    Nothing,
    /// An error: 2.
    Error,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Found => ExitCode::SUCCESS,
            Outcome::Nothing => ExitCode::from(1),
            Outcome::Error => ExitCode::from(2),
        }
    }
}

/// Says something to the person at the terminal, beside the output.
pub(crate) fn say(message: &str) {
    let lines: Vec<String> = message.lines().map(clean).collect();
    // Nobody is left to tell when this fails.
    let _ = writeln!(anstream::stderr(), "{}", lines.join("\n"));
}

/// What a person is told who gave nothing that can be read.
pub(crate) const READS: &str =
    "onrecord reads text, HTML, Markdown, JSON, CSV, XML, SGML and mail, also compressed, in archives and in crawls";

/// Says that a file or an entry was passed over, and why.
pub(crate) fn say_skipped(skipped: &Skipped) {
    say(&format!("passed over {skipped}"));
}

/// Says what was passed over for a fault, a line each.
pub(crate) fn say_passed_over(passed: &PassedOver) {
    passed.skipped.iter().filter(|skipped| !skipped.fault.expected).for_each(say_skipped);
}

/// A count with its noun.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Standard output for people, without styles where it is no terminal or `NO_COLOR` is set.
pub(crate) fn output() -> Box<dyn Write> {
    Box::new(BufWriter::new(anstream::stdout()))
}

/// Standard output for a format; what programs read passes byte for byte.
pub(crate) fn output_for(format: Format) -> Box<dyn Write> {
    match format {
        Format::Text => output(),
        Format::Jsonl | Format::Csv => raw_output(),
    }
}

/// Standard output, byte for byte.
pub(crate) fn raw_output() -> Box<dyn Write> {
    Box::new(BufWriter::new(std::io::stdout()))
}

/// Standard output for a format of hits.
pub(crate) fn output_of_hits(format: ExportFormat) -> Box<dyn Write> {
    match format {
        ExportFormat::Text => output(),
        _ => raw_output(),
    }
}

/// The format asked for.
pub(crate) fn renderer(format: Format) -> Box<dyn Report> {
    let base = base();
    match format {
        Format::Text => Box::new(Terminal { base, width: width() }),
        Format::Jsonl => Box::new(JsonLines { base }),
        Format::Csv => Box::new(Csv::new(base)),
    }
}

/// The format asked for, of hits.
pub(crate) fn renderer_of_hits(format: ExportFormat) -> Box<dyn Render> {
    let base = base();
    match format {
        ExportFormat::Ris => Box::new(Ris { base }),
        ExportFormat::Bibtex => Box::new(Bibtex::new(base)),
        ExportFormat::Markdown => Box::new(Markdown { base }),
        ExportFormat::Text => renderer(Format::Text),
        ExportFormat::Jsonl => renderer(Format::Jsonl),
        ExportFormat::Csv => renderer(Format::Csv),
        ExportFormat::Excel => Box::new(Csv::for_excel(base)),
    }
}

/// The format asked for, of what is more than hits.
pub(crate) fn renderer_of_tables(format: ExportFormat) -> anyhow::Result<Box<dyn Report>> {
    match format {
        ExportFormat::Text => Ok(renderer(Format::Text)),
        ExportFormat::Jsonl => Ok(renderer(Format::Jsonl)),
        ExportFormat::Csv => Ok(renderer(Format::Csv)),
        ExportFormat::Excel => Ok(Box::new(Csv::for_excel(base()))),
        ExportFormat::Ris | ExportFormat::Bibtex | ExportFormat::Markdown => {
            let what = "citations hold neither counts nor the answers to several queries";
            Err(Error::new(ErrorKind::Query, what, "use --format text, jsonl, csv or excel").into())
        }
    }
}

/// The working directory, from which paths are shown.
pub(crate) fn base() -> Base {
    std::env::current_dir().map(Base::new).unwrap_or_default()
}

fn width() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0))
}

/// The query of words and filters.
pub(crate) fn query(words: &[String], filters: &Filters) -> anyhow::Result<Query> {
    let mut query = Query::default();
    query.add_text(&words.join(" "))?;
    let fields = [
        (Field::Speaker, &filters.speaker, &filters.not_speaker),
        (Field::Org, &filters.org, &filters.not_org),
        (Field::About, &filters.about, &filters.not_about),
        (Field::Topic, &filters.topic, &filters.not_topic),
        (Field::Outlet, &filters.outlet, &filters.not_outlet),
        (Field::Author, &filters.author, &filters.not_author),
        (Field::Language, &filters.language, &filters.not_language),
        (Field::Kind, &filters.kind, &filters.not_kind),
        (Field::Act, &filters.act, &filters.not_act),
    ];
    for (field, wanted, unwanted) in fields {
        for value in wanted {
            query.require(field, value)?;
        }
        for value in unwanted {
            query.exclude(field, value)?;
        }
    }
    query.clauses.extend(filters.since.map(Clause::Since));
    query.clauses.extend(filters.until.map(Clause::Until));
    query.clauses.extend(filters.min_confidence.map(Clause::Confidence));
    query.check()?;
    Ok(query)
}

/// Opens the index that is asked; that of a corpus is brought up to date first.
pub(crate) fn open(asked: &Asked) -> anyhow::Result<Index> {
    let (index, update) = open_refreshed(asked)?;
    if let Some(update) = update {
        say_passed_over(&update.passed_over);
    }
    Ok(index)
}

/// The same, with what bringing a corpus up to date did.
pub(crate) fn open_refreshed(asked: &Asked) -> anyhow::Result<(Index, Option<Update>)> {
    let named = asked.place.index.as_deref();
    let own = rules(&asked.own)?;
    match &asked.corpus {
        Some(corpus) => refresh::corpus(corpus, named, &overrides_of(&asked.names)?, own)
            .map(|(index, update)| (index, Some(update))),
        None if asked.names.names.is_some() => {
            let next = "name a folder with --corpus, or make the index anew with `onrecord index --names FILE`";
            Err(Error::new(ErrorKind::Names, "--names is for articles, and an index has its names", next).into())
        }
        None => Ok((with_rules(Index::open(&place::default(named)?)?, own), None)),
    }
}

/// What the user says of outlets and names.
pub(crate) fn overrides(own: &OwnOutlets, named: &OwnNames) -> anyhow::Result<Overrides> {
    let outlets = own.outlets.as_deref().map(Outlets::read).transpose()?;
    Ok(Overrides { outlet: own.outlet.clone(), outlets: outlets.map(Arc::new), ..overrides_of(named)? })
}

/// What the user says of names.
pub(crate) fn overrides_of(named: &OwnNames) -> anyhow::Result<Overrides> {
    let names = named.names.as_deref().map(Names::read).transpose()?;
    Ok(Overrides { names: names.map(Arc::new), ..Overrides::default() })
}

/// The index with the user's own rules for topics, where there are any.
pub(crate) fn with_rules(index: Index, own: Option<Rules>) -> Index {
    match own {
        Some(rules) => index.with_rules(rules),
        None => index,
    }
}

/// The user's own rules for topics: of the file that was named, else of `$ONRECORD_TOPICS`.
pub(crate) fn rules(own: &OwnTopics) -> anyhow::Result<Option<Rules>> {
    let of_environment = || std::env::var_os("ONRECORD_TOPICS").filter(|path| !path.is_empty()).map(PathBuf::from);
    let Some(path) = own.topics.clone().or_else(of_environment) else { return Ok(None) };
    let text = std::fs::read_to_string(&path).map_err(|error| {
        let next = "check the path behind --topics and in $ONRECORD_TOPICS";
        Error::new(ErrorKind::Path, format!("the rules for topics cannot be read ({error})"), next).at(&path)
    })?;
    Ok(Some(Rules::extended(&text).map_err(|error| error.at(&path))?))
}

/// The search that is asked, where `expand` says so with each printing of a story on its own.
pub(crate) fn search(index: &Index, expand: bool) -> anyhow::Result<Search<'_>> {
    let search = Search::new(index)?;
    Ok(if expand { search.expanded() } else { search })
}
