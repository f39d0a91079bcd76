//! Statements: as hits, and one in its paragraph.

use std::io::{self, Write};

use super::reprints::reprints;
use super::text::all;
use super::{FAINT, HIGHLIGHT, STRONG, Terminal, articles, day};
use crate::extract::{Finding, SpeakerKind};
use crate::render::clean;
use crate::search::{StatementHit, UNCERTAIN};
use crate::text::{Document, Span};

/// A statement that matches: speaker, words, article and place.
pub(super) fn hit(terminal: &Terminal, hit: &StatementHit, out: &mut dyn Write) -> io::Result<()> {
    let (article, day) = (hit.article(), day(hit.article()));
    source(terminal, &hit.finding, out)?;
    terminal.wrapped("  ", &hit.quote, &all(&hit.highlights, HIGHLIGHT), out)?;
    if let Some(to) = hit.finding.to() {
        terminal.faint("  ", &format!("asked by {to}"), out)?;
    }
    let facts = [article.outlet.as_deref(), day.as_deref(), article.title.as_deref()];
    let facts: Vec<&str> = facts.into_iter().flatten().collect();
    if !facts.is_empty() {
        terminal.faint("  ", &facts.join(" · "), out)?;
    }
    let place = terminal.place(&article.place);
    terminal.unbroken("  ", &format!("{place}, paragraph {} · {}", hit.finding.paragraph, hit.id()), out)?;
    reprints(terminal, article.outlet.as_deref(), &hit.also, out)?;
    writeln!(out)
}

/// A statement in its paragraphs.
pub(super) fn in_paragraphs(terminal: &Terminal, hit: &StatementHit, out: &mut dyn Write) -> io::Result<()> {
    let (finding, body) = (&hit.finding, &hit.article().body);
    articles::head(terminal, &hit.extraction, out)?;
    writeln!(out)?;
    source(terminal, finding, out)?;
    let facts = [
        format!("{} {}", finding.kind().name(), finding.act().name()),
        format!("paragraph {}", finding.paragraph),
        format!("confidence {:.2}", finding.confidence()),
        hit.id(),
    ];
    terminal.faint("", &facts.join(" · "), out)?;
    writeln!(out)?;
    let (parts, document) = (finding.content(), Document::new(body));
    for paragraph in document.paragraphs.iter().filter(|p| parts.iter().any(|part| part.overlaps(p.span))) {
        let here = parts.iter().filter(|part| part.overlaps(paragraph.span)).map(|part| {
            let start = part.start().max(paragraph.span.start()) - paragraph.span.start();
            (Span::new(start, part.end().min(paragraph.span.end()) - paragraph.span.start()), HIGHLIGHT)
        });
        terminal.wrapped("  ", paragraph.span.of(body), &here.collect::<Vec<_>>(), out)?;
    }
    Ok(())
}

/// The speaker with the role.
fn source(terminal: &Terminal, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let source = finding.source();
    let name = clean(source.speaker.as_deref().unwrap_or("someone the text does not name"));
    let unnamed = source.kind == SpeakerKind::Unnamed && source.speaker.is_some();
    let role = source.role.as_deref().map(|role| format!(", {}", clean(role)));
    let via = finding.via().map(|via| format!(" (via {})", clean(via)));
    let unnamed = if unnamed { " (unnamed)" } else { "" };
    let uncertain = if finding.confidence() < UNCERTAIN { " (uncertain)" } else { "" };
    let after = format!("{}{unnamed}{}{uncertain}", role.unwrap_or_default(), via.unwrap_or_default());
    let line = format!("{name}{after}");
    let styles = [(Span::new(0, name.len()), STRONG), (Span::new(name.len(), line.len()), FAINT)];
    terminal.wrapped("", &line, &styles, out)
}
