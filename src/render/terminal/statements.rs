//! Statements: as hits, and one in its paragraph.

use std::io::{self, Write};

use super::reprints::reprints;
use super::{FAINT, HIGHLIGHT, STRONG, Terminal, articles, day};
use crate::extract::SpeakerKind;
use crate::render::{clean, label};
use crate::search::{StatementHit, UNCERTAIN};
use crate::text::{Document, Span};

/// A statement that matches: speaker, words, article and place.
pub(super) fn hit(terminal: &Terminal, hit: &StatementHit, out: &mut dyn Write) -> io::Result<()> {
    let (article, day) = (hit.article(), day(hit.article()));
    source(terminal, hit, out)?;
    words(terminal, hit, out)?;
    context(terminal, hit, out)?;
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
    source(terminal, hit, out)?;
    let facts = [
        format!("{} {}, {}", finding.kind().name(), finding.act().name(), finding.polarity().name()),
        format!("paragraph {}", finding.paragraph),
        format!("confidence {:.2}", finding.confidence().all()),
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

/// The words, after a label if the source does not stand by them: “denied: …”.
fn words(terminal: &Terminal, hit: &StatementHit, out: &mut dyn Write) -> io::Result<()> {
    let label = label(&hit.finding).map_or(String::new(), |label| format!("{label}: "));
    let shift = label.len();
    let mut styles = vec![(Span::new(0, shift), STRONG)];
    styles.extend(hit.highlights.iter().map(|span| (Span::new(span.start() + shift, span.end() + shift), HIGHLIGHT)));
    terminal.wrapped("  ", &format!("{label}{}", hit.quote), &styles[usize::from(shift == 0)..], out)
}

/// Words that do not begin a sentence are a fragment if there are fewer of them.
const FRAGMENT: usize = 5;

/// The sentences around the words, dimmed, where these cannot be understood alone or the caller asks for them.
fn context(terminal: &Terminal, hit: &StatementHit, out: &mut dyn Write) -> io::Result<()> {
    let is_inside = || hit.quote.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
    let is_fragment = || hit.quote.split_whitespace().count() < FRAGMENT && is_inside();
    let around = match terminal.context {
        Some(0) => return Ok(()),
        Some(sentences) => sentences,
        None if is_fragment() => 0,
        None => return Ok(()),
    };
    let body = &hit.article().body;
    let sentences = Document::new(body).sentences;
    let overlaps = |sentence: &Span| hit.finding.content().iter().any(|part| part.overlaps(*sentence));
    let (Some(first), Some(last)) = (sentences.iter().position(overlaps), sentences.iter().rposition(overlaps)) else {
        return Ok(());
    };
    let (first, last) = (first.saturating_sub(around), (last + around).min(sentences.len() - 1));
    let whole = Span::new(sentences[first].start(), sentences[last].end());
    let text = whole.of(body);
    if text.split_whitespace().count() <= hit.quote.split_whitespace().count() {
        return Ok(());
    }
    terminal.faint("  ", &format!("… {text}"), out)
}

/// The speaker with the role, and the reporting verb.
fn source(terminal: &Terminal, hit: &StatementHit, out: &mut dyn Write) -> io::Result<()> {
    let (finding, body) = (&hit.finding, &hit.article().body);
    let source = finding.source();
    let name = clean(&source.shown().unwrap_or("someone the text does not name".into()));
    let unnamed = source.kind == SpeakerKind::Unnamed && source.speaker.is_some();
    let role = source.role.as_deref().map(|role| format!(", {}", clean(role)));
    let via = finding.via().map(|via| format!(" (via {})", clean(via)));
    let unnamed = if unnamed { " (unnamed)" } else { "" };
    let uncertain = if finding.confidence().all() < UNCERTAIN { " (uncertain)" } else { "" };
    let verb = finding.statement().and(finding.verb()).map(|verb| format!(" · {}", clean(verb.of(body))));
    let (role, via, verb) = (role.unwrap_or_default(), via.unwrap_or_default(), verb.unwrap_or_default());
    let by_archive = hit.person.as_ref().filter(|person| person.by_archive.is_some());
    let person = by_archive.map_or(String::new(), |person| format!(" ({}, by the archive)", clean(&person.name)));
    let after = format!("{person}{role}{unnamed}{via}{uncertain}{verb}");
    let line = format!("{name}{after}");
    let styles = [(Span::new(0, name.len()), STRONG), (Span::new(name.len(), line.len()), FAINT)];
    terminal.wrapped("", &line, &styles, out)
}
