//! The health of an archive.

use std::io::{self, Write};

use super::{STRONG, Terminal};
use crate::index::Reason;
use crate::search::{Counted, Health};
use crate::text::Span;

pub(super) fn report(terminal: &Terminal, health: &Health, skipped: &[Reason], out: &mut dyn Write) -> io::Result<()> {
    let totals = &health.totals;
    let size = [(totals.articles, "article"), (totals.statements, "statement"), (totals.outlets, "outlet")];
    let size: Vec<String> = size.iter().map(|(count, noun)| counted(*count, noun)).collect();
    terminal.wrapped("", &size.join(", "), &[], out)?;
    listed(terminal, "read as ", &health.shapes, out)?;
    listed(terminal, "languages ", &health.languages, out)?;
    for concerned in &health.concerns {
        let line = format!("{} {}", plural(concerned.count as usize, "article"), concerned.concern.what());
        let places: Vec<String> = concerned.examples.iter().map(|place| terminal.place(place)).collect();
        finding(terminal, concerned.count as usize, &line, concerned.concern.next(), &places, out)?;
    }
    if health.printings > 0 {
        let line = format!("articles share {}", counted(health.stories, "story"));
        finding(terminal, health.printings, &line, "answers collapse reprints; --expand shows each", &[], out)?;
    }
    for reason in skipped {
        let places: Vec<String> = reason.places.iter().map(|place| terminal.base.show(place).to_owned()).collect();
        finding(terminal, reason.count, &format!("skipped: {}", reason.what), &reason.next, &places, out)?;
    }
    if health.concerns.is_empty() && skipped.is_empty() {
        writeln!(out, "\nnothing is missing")?;
    }
    Ok(())
}

/// Writes a finding: how often, what, what to do about it, and where.
fn finding(
    terminal: &Terminal,
    count: usize,
    what: &str,
    next: &str,
    places: &[String],
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out)?;
    let line = format!("{count} {what}");
    terminal.wrapped("", &line, &[(Span::new(0, count.to_string().len()), STRONG)], out)?;
    if !next.is_empty() {
        terminal.wrapped("  ", next, &[], out)?;
    }
    places.iter().try_for_each(|place| terminal.unbroken("  ", place, out))?;
    if !places.is_empty() && places.len() < count {
        terminal.unbroken("  ", &format!("and {} more", count - places.len()), out)?;
    }
    Ok(())
}

fn listed(terminal: &Terminal, what: &str, counts: &[Counted], out: &mut dyn Write) -> io::Result<()> {
    let named: Vec<String> = counts.iter().map(|counted| format!("{} {}", counted.name, counted.count)).collect();
    if named.is_empty() { Ok(()) } else { terminal.wrapped("", &format!("{what}{}", named.join(", ")), &[], out) }
}

fn plural(count: usize, noun: &str) -> String {
    match (count, noun.strip_suffix('y')) {
        (1, _) => noun.to_owned(),
        (_, Some(stem)) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    }
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {}", plural(count, noun))
}
