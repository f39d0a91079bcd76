//! For people: wrapped to the width of the terminal, with the matches highlighted.
//!
//! Styles are always written; the output stream strips them where they are not wanted. Control characters of articles never
//! reach the terminal. Each file here draws one kind of answer; `text` has what they share.

mod articles;
mod chart;
mod columns;
mod comparison;
mod explanation;
mod facets;
mod health;
mod passages;
mod profile;
mod reprints;
mod statements;
mod text;
mod verify;

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{Base, Render, Report, Shown, clean};
use crate::article::Article;
use crate::explanation::Explanation;
use crate::extraction::Extraction;
use crate::identity::{People, Verdict};
use crate::index::Reason;
use crate::search::{
    ArticleHit, Counted, Extent, Facet, Found, Health, Profile, Speaker, StatementHit, Tally, TopicCount,
};
use crate::text::Span;
use crate::topic;
use crate::verify::Checked;

/// Longer lines, in columns, are hard to read, however wide the terminal is.
const WIDEST: usize = 100;

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const HIGHLIGHT: Style = AnsiColor::Magenta.on_default().bold();

/// Writes for a terminal.
#[derive(Clone, Debug)]
pub(crate) struct Terminal {
    /// The folder that paths are relative to.
    pub base: Base,
    /// Columns.
    pub width: usize,
    /// How many sentences to show before and after the words of a hit; by default the sentence around a fragment.
    pub context: Option<usize>,
}

/// The day on which an article was published, in ISO 8601.
fn day(article: &Article) -> Option<String> {
    article.published.map(|published| published.day().to_string())
}

impl Render for Terminal {
    fn statements(&self, found: &Found<StatementHit>, out: &mut dyn Write) -> io::Result<()> {
        found.hits.iter().try_for_each(|hit| statements::hit(self, hit, out))
    }

    fn articles(&self, found: &Found<ArticleHit>, out: &mut dyn Write) -> io::Result<()> {
        found.hits.iter().try_for_each(|hit| articles::hit(self, hit, out))
    }

    fn article(&self, extraction: &Extraction, out: &mut dyn Write) -> io::Result<()> {
        articles::whole(self, extraction, out)
    }

    fn statement(&self, hit: &StatementHit, out: &mut dyn Write) -> io::Result<()> {
        statements::in_paragraphs(self, hit, out)
    }

    fn possible(&self, out: &mut dyn Write) -> io::Result<()> {
        let line = "Perhaps theirs: the text leaves open which of several people said it";
        self.wrapped("", line, &text::all(&[Span::new(0, line.len())], STRONG), out)?;
        writeln!(out)
    }

    fn end(&self, shown: &Shown, out: &mut dyn Write) -> io::Result<()> {
        let Shown { noun, offset, count, total, possible, again } = *shown;
        let possible = if possible > 0 { format!("; and {possible} that could be theirs") } else { String::new() };
        let plural = if total == 1 { noun.to_owned() } else { format!("{noun}s") };
        if count == total {
            return writeln!(out, "{FAINT}{total} {plural}{possible}{FAINT:#}");
        }
        if count == 0 {
            return writeln!(out, "{FAINT}{total} {plural}, and none of them on this page{FAINT:#}");
        }
        let (first, last) = (offset + 1, offset + count);
        let more = match (last < total, again) {
            (true, true) => "; run it again for the next".to_owned(),
            (true, false) => format!("; the next with --offset {last}"),
            (false, _) => String::new(),
        };
        let range = if count < 2 { last.to_string() } else { format!("{first} to {last}") };
        writeln!(out, "{FAINT}{range} of {total} {plural}{possible}{more}{FAINT:#}")
    }
}

impl Report for Terminal {
    fn counts(&self, facet: Facet, counts: &[Counted], out: &mut dyn Write) -> io::Result<()> {
        if facet == Facet::Months {
            let months: Vec<chart::Row> = counts.iter().map(|month| (month.name.clone(), vec![month.count])).collect();
            return chart::bars(self, &[], &months, out);
        }
        let digits = counts.first().map_or(1, |most| most.count.to_string().len());
        for counted in counts {
            writeln!(out, "{:>digits$}  {}", counted.count, clean(&counted.name))?;
        }
        Ok(())
    }

    fn speakers(&self, speakers: &[Speaker], _: &People, out: &mut dyn Write) -> io::Result<()> {
        let digits = speakers.first().map_or(1, |most| most.count.to_string().len());
        for speaker in speakers {
            writeln!(out, "{:>digits$}  {STRONG}{}{STRONG:#}", speaker.count, clean(&speaker.name))?;
            for form in speaker.forms.iter().filter(|form| speaker.forms.len() > 1 || form.name != speaker.name) {
                writeln!(out, "{:>digits$}    {:>digits$}  {}", "", form.count, clean(&form.name))?;
            }
        }
        Ok(())
    }

    fn topics(&self, topics: &[TopicCount], out: &mut dyn Write) -> io::Result<()> {
        let digits = topics.iter().map(|topic| topic.count.to_string().len()).max().unwrap_or(1);
        for topic in topics {
            writeln!(out, "{:>digits$}  {:indent$}{}", topic.count, "", clean(&topic.label), indent = 2 * topic.depth)?;
        }
        Ok(())
    }

    fn topic_reasons(&self, reasons: &[topic::Reason], extraction: &Extraction, out: &mut dyn Write) -> io::Result<()> {
        explanation::topics(self, reasons, extraction, out)
    }

    fn same_person(&self, names: [&str; 2], verdict: &Verdict, out: &mut dyn Write) -> io::Result<()> {
        explanation::same_person(self, names, verdict, out)
    }

    fn profile(&self, profile: &Profile, out: &mut dyn Write) -> io::Result<()> {
        profile::page(self, profile, out)
    }

    fn comparison(&self, people: &[Profile; 2], out: &mut dyn Write) -> io::Result<()> {
        comparison::side_by_side(self, people, out)
    }

    fn facets(&self, query: Option<&str>, tallies: &[Tally], out: &mut dyn Write) -> io::Result<()> {
        match query {
            Some(query) => columns::beside_query(self, query, out, |terminal, out| {
                if tallies.iter().all(|tally| tally.counts.is_empty()) {
                    return writeln!(out, "{FAINT}nothing found{FAINT:#}");
                }
                facets::charts(terminal, tallies, out)
            }),
            None => facets::charts(self, tallies, out),
        }
    }

    fn answer(&self, query: &str, found: &Found<StatementHit>, out: &mut dyn Write) -> io::Result<()> {
        let (count, total) = (found.hits.len(), found.total);
        columns::beside_query(self, query, out, |terminal, out| {
            terminal.statements(found, out)?;
            match total {
                0 => writeln!(out, "{FAINT}nothing found{FAINT:#}"),
                _ if count < total => writeln!(out, "{FAINT}{count} of {total} statements{FAINT:#}"),
                _ => {
                    terminal.end(&Shown { noun: "statement", offset: 0, count, total, possible: 0, again: false }, out)
                }
            }
        })
    }

    fn extents(&self, extents: &[(String, Extent)], out: &mut dyn Write) -> io::Result<()> {
        columns::extents(extents, out)
    }

    fn health(&self, health: &Health, skipped: &[Reason], out: &mut dyn Write) -> io::Result<()> {
        health::report(self, health, skipped, out)
    }

    fn verified(&self, checked: &[Checked], _: &Article, out: &mut dyn Write) -> io::Result<()> {
        verify::findings(self, checked, out)
    }

    fn explanation(&self, explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
        explanation::steps(self, explanation, out)
    }
}
