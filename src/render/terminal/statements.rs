//! Statements: as hits, and one in its paragraph.

use std::io::{self, Write};

use super::text::all;
use super::{FAINT, HIGHLIGHT, STRONG, Terminal, articles, day};
use crate::contract::{ArticleJson, StatementJson};
use crate::extract::SpeakerKind;
use crate::render::clean;
use crate::search::{Reprint, StatementHit, UNCERTAIN};
use crate::text::{CodePoints, Document, Span};

/// A statement that matches: speaker, words, article and place.
pub(super) fn hit(terminal: &Terminal, hit: &StatementHit, out: &mut dyn Write) -> io::Result<()> {
    source(terminal, &hit.statement, out)?;
    terminal.wrapped("  ", &hit.statement.quote, &all(&hit.highlights, HIGHLIGHT), out)?;
    if let Some(to) = &hit.statement.to {
        terminal.faint("  ", &format!("asked by {to}"), out)?;
    }
    let facts = [hit.head.outlet.as_deref(), hit.head.date.as_deref().map(day), hit.head.title.as_deref()];
    let facts: Vec<&str> = facts.into_iter().flatten().collect();
    if !facts.is_empty() {
        terminal.faint("  ", &facts.join(" · "), out)?;
    }
    let place = terminal.place(&hit.head);
    terminal.unbroken("  ", &format!("{place}, paragraph {} · {}", hit.statement.paragraph, hit.statement.id), out)?;
    reprints(terminal, hit.head.outlet.as_deref(), &hit.also, out)?;
    writeln!(out)
}

/// A statement in its paragraphs.
pub(super) fn in_paragraphs(
    terminal: &Terminal,
    statement: &StatementJson,
    article: &ArticleJson,
    out: &mut dyn Write,
) -> io::Result<()> {
    articles::head(terminal, article, out)?;
    writeln!(out)?;
    source(terminal, statement, out)?;
    let facts = [
        format!("{} {}", statement.kind.name(), statement.act.name()),
        format!("paragraph {}", statement.paragraph),
        format!("confidence {:.2}", statement.confidence),
        statement.id.clone(),
    ];
    terminal.faint("", &facts.join(" · "), out)?;
    writeln!(out)?;
    let points = CodePoints::new(&article.body);
    let parts: Vec<Span> = statement.content.iter().map(|span| points.bytes(*span)).collect();
    let document = Document::new(&article.body);
    for paragraph in document.paragraphs.iter().filter(|p| parts.iter().any(|part| part.overlaps(p.span))) {
        let here = parts.iter().filter(|part| part.overlaps(paragraph.span)).map(|part| {
            let start = part.start().max(paragraph.span.start()) - paragraph.span.start();
            (Span::new(start, part.end().min(paragraph.span.end()) - paragraph.span.start()), HIGHLIGHT)
        });
        terminal.wrapped("  ", paragraph.span.of(&article.body), &here.collect::<Vec<_>>(), out)?;
    }
    Ok(())
}

/// The speaker with the role.
fn source(terminal: &Terminal, statement: &StatementJson, out: &mut dyn Write) -> io::Result<()> {
    let name = clean(statement.speaker.as_deref().unwrap_or("someone the text does not name"));
    let unnamed = statement.speaker_kind == SpeakerKind::Unnamed && statement.speaker.is_some();
    let role = statement.role.as_deref().map(|role| format!(", {}", clean(role)));
    let via = statement.via.as_deref().map(|via| format!(" (via {})", clean(via)));
    let unnamed = if unnamed { " (unnamed)" } else { "" };
    let uncertain = if statement.confidence < UNCERTAIN { " (uncertain)" } else { "" };
    let after = format!("{}{unnamed}{}{uncertain}", role.unwrap_or_default(), via.unwrap_or_default());
    let line = format!("{name}{after}");
    let styles = [(Span::new(0, name.len()), STRONG), (Span::new(name.len(), line.len()), FAINT)];
    terminal.wrapped("", &line, &styles, out)
}

/// The reprints of a hit: the outlets, or the number of articles where an outlet has several or is unknown.
pub(super) fn reprints(
    terminal: &Terminal,
    own: Option<&str>,
    also: &[Reprint],
    out: &mut dyn Write,
) -> io::Result<()> {
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
    terminal.faint("  ", &format!("also in {} {noun}{plural}{named}", also.len()), out)
}
