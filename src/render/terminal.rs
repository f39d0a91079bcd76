//! For people: wrapped to the width of the terminal, with the matches marked.
//!
//! Styles are written always; the stream behind strips them where they are not wanted. Control characters of articles
//! never reach the terminal.

mod chart;
mod columns;
mod comparison;
mod explanation;
mod facets;
mod health;
mod passages;
mod profile;
mod verify;

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{Base, Render, Report, Shown, clean};
use crate::contract::{ArticleJson, ExplanationJson, HeadJson, StatementJson, TopicsJson};
use crate::extract::SpeakerKind;
use crate::index::Reason;
use crate::search::{
    ArticleHit, Counted, Extent, Facet, Found, Health, Profile, Reprint, StatementHit, Tally, TopicCount, UNCERTAIN,
};
use crate::text::{CodePoints, Document, Span};
use crate::verify::Checked;
use passages::passages;

/// Lines longer than this, in columns, tire the eye, however wide the terminal is.
const WIDEST: usize = 100;

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const MARK: Style = AnsiColor::Magenta.on_default().bold();

/// Writes for a terminal.
#[derive(Clone, Debug)]
pub struct Terminal {
    /// Where paths are shown from.
    pub base: Base,
    /// Columns.
    pub width: usize,
}

impl Terminal {
    fn columns(&self) -> usize {
        self.width.clamp(40, WIDEST)
    }

    /// Writes a text with its marks, wrapped and indented.
    fn wrapped(&self, indent: &str, text: &str, marks: &[(Span, Style)], out: &mut dyn Write) -> io::Result<()> {
        let (text, marks) = cleaned(text, marks);
        let options = textwrap::Options::new(self.columns().saturating_sub(indent.len()))
            .break_words(false)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        let mut at = 0;
        for line in textwrap::wrap(&text, options) {
            let start = text[at..].find(line.as_ref()).map_or(at, |offset| at + offset);
            at = start + line.len();
            write!(out, "{indent}")?;
            styled(&text, Span::new(start, at), &marks, out)?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn faint(&self, indent: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        self.wrapped(indent, text, &[(Span::new(0, text.len()), FAINT)], out)
    }

    /// A line that is not wrapped, so that a path or an id can be copied and found.
    fn unbroken(&self, indent: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{indent}{FAINT}{}{FAINT:#}", clean(text))
    }

    fn place(&self, head: &HeadJson) -> String {
        let entry = head.entry.map_or(String::new(), |entry| format!(", entry {}", entry + 1));
        format!("{}{entry}", self.base.place(head))
    }

    fn source(&self, statement: &StatementJson, out: &mut dyn Write) -> io::Result<()> {
        let name = clean(statement.speaker.as_deref().unwrap_or("someone the text does not name"));
        let unnamed = statement.speaker_kind == SpeakerKind::Unnamed && statement.speaker.is_some();
        let role = statement.role.as_deref().map(|role| format!(", {}", clean(role)));
        let via = statement.via.as_deref().map(|via| format!(" (via {})", clean(via)));
        let unnamed = if unnamed { " (unnamed)" } else { "" };
        let uncertain = if statement.confidence < UNCERTAIN { " (uncertain)" } else { "" };
        let after = format!("{}{unnamed}{}{uncertain}", role.unwrap_or_default(), via.unwrap_or_default());
        let line = format!("{name}{after}");
        let marks = [(Span::new(0, name.len()), STRONG), (Span::new(name.len(), line.len()), FAINT)];
        self.wrapped("", &line, &marks, out)
    }

    /// Where else a hit is printed: in outlets, or in articles where an outlet has several or none is known.
    fn also(&self, own: Option<&str>, also: &[Reprint], out: &mut dyn Write) -> io::Result<()> {
        if also.is_empty() {
            return Ok(());
        }
        let mut outlets: Vec<&str> = Vec::new();
        for outlet in also.iter().filter_map(|printing| printing.outlet.as_deref()) {
            if !outlets.contains(&outlet) {
                outlets.push(outlet);
            }
        }
        let each = outlets.len() == also.len() && !own.is_some_and(|own| outlets.contains(&own));
        let noun = if each { "outlet" } else { "article" };
        let plural = if also.len() == 1 { "" } else { "s" };
        let named = if outlets.is_empty() { String::new() } else { format!(": {}", outlets.join(", ")) };
        self.faint("  ", &format!("also in {} {noun}{plural}{named}", also.len()), out)
    }

    fn head(&self, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        let title = article.head.title.as_deref().unwrap_or("(without a title)");
        self.wrapped("", title, &[(Span::new(0, title.len()), STRONG)], out)?;
        let authors = article.head.authors.join(", ");
        let wire = article.head.wire.as_ref().map(|wire| format!("from {}", clean(wire)));
        let facts = [
            article.head.outlet.as_deref(),
            article.head.date.as_deref().map(day),
            Some(authors.as_str()).filter(|a| !a.is_empty()),
            wire.as_deref(),
            article.head.partial.then_some("a part of the text"),
        ];
        let facts: Vec<&str> = facts.into_iter().flatten().collect();
        if !facts.is_empty() {
            self.faint("", &facts.join(" · "), out)?;
        }
        let topics: Vec<&str> = article.head.topics.iter().map(|topic| topic.label.as_str()).collect();
        if !topics.is_empty() {
            self.faint("", &topics.join(" · "), out)?;
        }
        self.unbroken("", &format!("{} · {}", self.place(&article.head), article.id), out)
    }
}

/// The day of an ISO 8601 date.
fn day(date: &str) -> &str {
    date.split('T').next().unwrap_or(date)
}

/// The text as it may be shown, and the marks moved with it.
fn cleaned(text: &str, marks: &[(Span, Style)]) -> (String, Vec<(Span, Style)>) {
    let shown = clean(text);
    if shown.len() == text.len() {
        return (shown, marks.to_vec());
    }
    let place = |at: usize| clean(Span::new(0, at).of(text)).len();
    let marks = marks.iter().map(|(span, style)| (Span::new(place(span.start()), place(span.end())), *style)).collect();
    (shown, marks)
}

/// Writes the part of a text at `span`, each mark in its style.
fn styled(text: &str, span: Span, marks: &[(Span, Style)], out: &mut dyn Write) -> io::Result<()> {
    let mut at = span.start();
    for (mark, style) in marks.iter().filter(|(mark, _)| mark.overlaps(span)) {
        let start = mark.start().max(at);
        let end = mark.end().min(span.end());
        if start >= end {
            continue;
        }
        write!(out, "{}{style}{}{style:#}", Span::new(at, start).of(text), Span::new(start, end).of(text))?;
        at = end;
    }
    write!(out, "{}", Span::new(at, span.end()).of(text))
}

fn all(marks: &[Span], style: Style) -> Vec<(Span, Style)> {
    marks.iter().map(|mark| (*mark, style)).collect()
}

impl Render for Terminal {
    fn statements(&self, found: &Found<StatementHit>, out: &mut dyn Write) -> io::Result<()> {
        for hit in &found.hits {
            self.source(&hit.statement, out)?;
            self.wrapped("  ", &hit.statement.quote, &all(&hit.highlights, MARK), out)?;
            if let Some(to) = &hit.statement.to {
                self.faint("  ", &format!("asked by {to}"), out)?;
            }
            let facts = [hit.head.outlet.as_deref(), hit.head.date.as_deref().map(day), hit.head.title.as_deref()];
            let facts: Vec<&str> = facts.into_iter().flatten().collect();
            if !facts.is_empty() {
                self.faint("  ", &facts.join(" · "), out)?;
            }
            let place =
                format!("{}, paragraph {} · {}", self.place(&hit.head), hit.statement.paragraph, hit.statement.id);
            self.unbroken("  ", &place, out)?;
            self.also(hit.head.outlet.as_deref(), &hit.also, out)?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn articles(&self, found: &Found<ArticleHit>, out: &mut dyn Write) -> io::Result<()> {
        for hit in &found.hits {
            self.head(&hit.article, out)?;
            for (number, (text, marks)) in passages(&hit.article.body, &hit.highlights).iter().enumerate() {
                if number > 0 {
                    self.faint("  ", "…", out)?;
                }
                self.wrapped("  ", text, &all(marks, MARK), out)?;
            }
            self.also(hit.article.head.outlet.as_deref(), &hit.also, out)?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn article(&self, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        self.head(article, out)?;
        let points = CodePoints::new(&article.body);
        let mut marks: Vec<(Span, Style)> = Vec::new();
        for statement in &article.statements {
            marks.extend(statement.content.iter().map(|span| (points.bytes(*span), MARK)));
            marks.extend(statement.mention.map(|span| (points.bytes(span), STRONG)));
        }
        marks.sort_by_key(|(span, _)| *span);
        for paragraph in Document::new(&article.body).paragraphs {
            writeln!(out)?;
            let shift =
                |span: Span| Span::new(span.start() - paragraph.span.start(), span.end() - paragraph.span.start());
            let here = marks
                .iter()
                .filter(|(span, _)| paragraph.span.contains(*span))
                .map(|(span, style)| (shift(*span), *style));
            self.wrapped("", paragraph.span.of(&article.body), &here.collect::<Vec<_>>(), out)?;
        }
        writeln!(out)?;
        for statement in &article.statements {
            let number = statement.id.rsplit('#').next().unwrap_or_default();
            let speaker = statement.speaker.as_deref().unwrap_or("not named");
            self.wrapped("", &format!("#{number} {speaker}: {}", statement.quote), &[], out)?;
        }
        let count = article.statements.len();
        self.end(&Shown { noun: "statement", offset: 0, count, total: count }, out)
    }

    fn statement(&self, statement: &StatementJson, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        self.head(article, out)?;
        writeln!(out)?;
        self.source(statement, out)?;
        let facts = [
            format!("{} {}", statement.kind.name(), statement.act.name()),
            format!("paragraph {}", statement.paragraph),
            format!("confidence {:.2}", statement.confidence),
            statement.id.clone(),
        ];
        self.faint("", &facts.join(" · "), out)?;
        writeln!(out)?;
        let points = CodePoints::new(&article.body);
        let parts: Vec<Span> = statement.content.iter().map(|span| points.bytes(*span)).collect();
        let document = Document::new(&article.body);
        for paragraph in document.paragraphs.iter().filter(|p| parts.iter().any(|part| part.overlaps(p.span))) {
            let here = parts.iter().filter(|part| part.overlaps(paragraph.span)).map(|part| {
                let start = part.start().max(paragraph.span.start()) - paragraph.span.start();
                (Span::new(start, part.end().min(paragraph.span.end()) - paragraph.span.start()), MARK)
            });
            self.wrapped("  ", paragraph.span.of(&article.body), &here.collect::<Vec<_>>(), out)?;
        }
        Ok(())
    }

    fn end(&self, shown: &Shown, out: &mut dyn Write) -> io::Result<()> {
        let Shown { noun, offset, count, total } = *shown;
        let plural = if total == 1 { noun.to_owned() } else { format!("{noun}s") };
        if count == total {
            return writeln!(out, "{FAINT}{total} {plural}{FAINT:#}");
        }
        if count == 0 {
            return writeln!(out, "{FAINT}{total} {plural}, and none of them on this page{FAINT:#}");
        }
        let (first, last) = (offset + 1, offset + count);
        let more = if last < total { format!("; the next with --offset {last}") } else { String::new() };
        let range = if count < 2 { last.to_string() } else { format!("{first} to {last}") };
        writeln!(out, "{FAINT}{range} of {total} {plural}{more}{FAINT:#}")
    }
}

impl Report for Terminal {
    fn counts(&self, facet: Facet, counts: &[Counted], out: &mut dyn Write) -> io::Result<()> {
        if facet == Facet::Months {
            let months: Vec<chart::Row> = counts.iter().map(|month| (month.name.clone(), vec![month.count])).collect();
            return self.bars(&[], &months, out);
        }
        let digits = counts.first().map_or(1, |most| most.count.to_string().len());
        for counted in counts {
            writeln!(out, "{:>digits$}  {}", counted.count, clean(&counted.name))?;
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

    fn topic_reasons(&self, topics: &TopicsJson, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        self.reasons(topics, article, out)
    }

    fn profile(&self, profile: &Profile, out: &mut dyn Write) -> io::Result<()> {
        self.speaker_page(profile, out)
    }

    fn comparison(&self, people: &[Profile; 2], out: &mut dyn Write) -> io::Result<()> {
        self.compared(people, out)
    }

    fn facets(&self, query: Option<&str>, tallies: &[Tally], out: &mut dyn Write) -> io::Result<()> {
        match query {
            Some(query) => self.of_query(query, out, |terminal, out| {
                if tallies.iter().all(|tally| tally.counts.is_empty()) {
                    return writeln!(out, "{FAINT}nothing found{FAINT:#}");
                }
                terminal.facet_charts(tallies, out)
            }),
            None => self.facet_charts(tallies, out),
        }
    }

    fn answer(&self, query: &str, found: &Found<StatementHit>, out: &mut dyn Write) -> io::Result<()> {
        let (count, total) = (found.hits.len(), found.total);
        self.of_query(query, out, |terminal, out| {
            terminal.statements(found, out)?;
            match total {
                0 => writeln!(out, "{FAINT}nothing found{FAINT:#}"),
                _ if count < total => writeln!(out, "{FAINT}{count} of {total} statements{FAINT:#}"),
                _ => terminal.end(&Shown { noun: "statement", offset: 0, count, total }, out),
            }
        })
    }

    fn extents(&self, extents: &[(String, Extent)], out: &mut dyn Write) -> io::Result<()> {
        self.sizes(extents, out)
    }

    fn health(&self, health: &Health, passed: &[Reason], out: &mut dyn Write) -> io::Result<()> {
        self.health_report(health, passed, out)
    }

    fn verified(&self, checked: &[Checked], out: &mut dyn Write) -> io::Result<()> {
        self.findings(checked, out)
    }

    fn explanation(&self, explanation: &ExplanationJson, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        self.steps(explanation, article, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_wrapped_and_marks_stay_in_place() {
        let terminal = Terminal { base: Base::default(), width: 40 };
        let text = "The bridge over the river has been shut since the flood of last winter.";
        let at = text.find("shut since").unwrap();
        let mut out = Vec::new();
        terminal.wrapped("  ", text, &[(Span::new(at, at + 10), STRONG)], &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.lines().all(|line| line.starts_with("  ")), "{out}");
        assert_eq!(
            anstream::adapter::strip_str(&out).to_string().split_whitespace().collect::<Vec<_>>().join(" "),
            text
        );
    }
}
