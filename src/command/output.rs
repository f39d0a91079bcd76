//! What a command prints, and where: the answer on standard output, what is said beside it on standard error.

use std::io::{BufWriter, Write};

use crate::index::SkippedFiles;
use crate::render::{Base, Bibtex, Csv, JsonLines, Markdown, Render, Report, Ris, Terminal, clean};
use crate::source::Skipped;
use crate::{Error, ErrorKind};

use crate::cli::{ExportFormat, Format};

/// Says something to the person at the terminal, on standard error.
pub(crate) fn say(message: &str) {
    let lines: Vec<String> = message.lines().map(clean).collect();
    // If standard error is gone, nobody reads us.
    let _ = writeln!(anstream::stderr(), "{}", lines.join("\n"));
}

/// What to say when nothing that was named can be read.
pub(crate) const READS: &str = "onrecord reads text, HTML, Markdown, PDF, JSON, CSV, XML, SGML and mail, also compressed, in archives and in crawls";

/// Says that a file or an entry was skipped, and why.
pub(crate) fn say_skipped(skipped: &Skipped) {
    say(&format!("skipped {skipped}"));
}

/// Says what was skipped because of a fault, a line each.
pub(crate) fn say_skipped_files(passed: &SkippedFiles) {
    passed.skipped.iter().filter(|skipped| !skipped.fault.expected).for_each(say_skipped);
}

/// Says how many articles were read whose statements are not found.
pub(crate) fn say_other_languages(articles: u64) {
    if articles > 0 {
        let are = if articles == 1 { "article is" } else { "articles are" };
        say(&format!(
            "{articles} {are} not in English; statements are extracted from English alone; find them with --articles"
        ));
    }
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
        Format::Text => Box::new(Terminal { base, width: width(), context: None }),
        Format::Jsonl => Box::new(JsonLines { base }),
        Format::Csv => Box::new(Csv::new(base)),
    }
}

/// The format asked for, of hits with so many sentences around the words.
pub(crate) fn renderer_with_context(format: ExportFormat, context: Option<usize>) -> Box<dyn Render> {
    match format {
        ExportFormat::Text => Box::new(Terminal { base: base(), width: width(), context }),
        _ => renderer_of_hits(format),
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

/// The width of the terminal in columns; 80 if there is none.
pub(super) fn width() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0))
}
