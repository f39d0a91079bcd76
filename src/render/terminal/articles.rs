//! Articles: as hits, and one with its statements.

use std::io::{self, Write};

use anstyle::Style;

use super::passages::passages;
use super::reprints::reprints;
use super::text::all;
use super::{HIGHLIGHT, STRONG, Terminal, day};
use crate::extraction::Extraction;
use crate::render::{Render, Shown, clean};
use crate::search::ArticleHit;
use crate::text::{Document, Span};

/// An article that matches, with the passages that match.
pub(super) fn hit(terminal: &Terminal, hit: &ArticleHit, out: &mut dyn Write) -> io::Result<()> {
    head(terminal, &hit.extraction, out)?;
    for (number, (text, matches)) in passages(&hit.article().body, &hit.highlights).iter().enumerate() {
        if number > 0 {
            terminal.faint("  ", "…", out)?;
        }
        terminal.wrapped("  ", text, &all(matches, HIGHLIGHT), out)?;
    }
    reprints(terminal, hit.article().outlet.as_deref(), &hit.also, out)?;
    writeln!(out)
}

/// An article with its statements highlighted, and a list of them.
pub(super) fn whole(terminal: &Terminal, extraction: &Extraction, out: &mut dyn Write) -> io::Result<()> {
    let body = &extraction.article.body;
    head(terminal, extraction, out)?;
    let mut highlights: Vec<(Span, Style)> = Vec::new();
    for statement in &extraction.statements {
        highlights.extend(statement.content.iter().map(|span| (*span, HIGHLIGHT)));
        highlights.extend(statement.source.mention.map(|span| (span, STRONG)));
    }
    highlights.sort_by_key(|(span, _)| *span);
    for paragraph in Document::new(body).paragraphs {
        writeln!(out)?;
        let shift = |span: Span| Span::new(span.start() - paragraph.span.start(), span.end() - paragraph.span.start());
        let here = highlights
            .iter()
            .filter(|(span, _)| paragraph.span.contains(*span))
            .map(|(span, style)| (shift(*span), *style));
        terminal.wrapped("", paragraph.span.of(body), &here.collect::<Vec<_>>(), out)?;
    }
    writeln!(out)?;
    for (number, statement) in (1..).zip(&extraction.statements) {
        let speaker = statement.source.speaker.as_deref().unwrap_or("not named");
        terminal.wrapped("", &format!("#{number} {speaker}: {}", statement.quote(body)), &[], out)?;
    }
    let count = extraction.statements.len();
    terminal.end(&Shown { noun: "statement", offset: 0, count, total: count, possible: 0, again: false }, out)
}

/// Headline, outlet, day, authors, topics and place of an article.
pub(super) fn head(terminal: &Terminal, extraction: &Extraction, out: &mut dyn Write) -> io::Result<()> {
    let article = &extraction.article;
    let title = article.title.as_deref().unwrap_or("(without a title)");
    terminal.wrapped("", title, &[(Span::new(0, title.len()), STRONG)], out)?;
    let authors = article.authors.join(", ");
    let wire = article.wire.as_ref().map(|wire| format!("from {}", clean(wire)));
    let day = day(article);
    let facts = [
        article.outlet.as_deref(),
        day.as_deref(),
        Some(authors.as_str()).filter(|a| !a.is_empty()),
        wire.as_deref(),
        article.partial.then_some("a part of the text"),
    ];
    let facts: Vec<&str> = facts.into_iter().flatten().collect();
    if !facts.is_empty() {
        terminal.faint("", &facts.join(" · "), out)?;
    }
    let topics: Vec<&str> = extraction.topics.iter().map(|topic| topic.label.as_str()).collect();
    if !topics.is_empty() {
        terminal.faint("", &topics.join(" · "), out)?;
    }
    terminal.unbroken("", &format!("{} · {}", terminal.place(&article.place), article.id), out)
}
