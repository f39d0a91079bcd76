//! The page on one speaker.

use std::io::{self, Write};

use super::chart::{bars, periods};
use super::reprints::reprints;
use super::text::all;
use super::{STRONG, Terminal, day};
use crate::search::{Counted, Profile, StatementHit};
use crate::text::Span;

/// The most names shown of each kind.
const MOST: usize = 6;

pub(super) fn page(terminal: &Terminal, profile: &Profile, out: &mut dyn Write) -> io::Result<()> {
    head(terminal, profile, out)?;
    counted(terminal, "called", &profile.forms, out)?;
    roles(terminal, profile, out)?;
    chart(terminal, profile, out)?;
    let lists = [
        ("outlets", &profile.outlets),
        ("topics", &profile.topics),
        ("organizations", &profile.organizations),
        ("reported by", &profile.cues),
    ];
    lists.iter().try_for_each(|(what, counts)| counted(terminal, what, counts, out))?;
    quoted(terminal, "latest", &profile.latest, out)?;
    quoted(terminal, "most reprinted", &profile.reprinted, out)
}

/// Writes the name and the number of statements.
pub(super) fn head(terminal: &Terminal, profile: &Profile, out: &mut dyn Write) -> io::Result<()> {
    terminal.wrapped("", &profile.name, &all(&[Span::new(0, profile.name.len())], STRONG), out)?;
    let uncertain = match profile.uncertain {
        0 => String::new(),
        count => format!(", {count} of them uncertain and not counted below"),
    };
    let possible = match profile.possible {
        0 => String::new(),
        count => format!("; and {count} that could be theirs"),
    };
    let plural = if profile.statements == 1 { "" } else { "s" };
    terminal.faint("", &format!("{} statement{plural}{uncertain}{possible}", profile.statements), out)
}

/// Draws the statements by month, or by year where there are many months.
fn chart(terminal: &Terminal, profile: &Profile, out: &mut dyn Write) -> io::Result<()> {
    let (heading, rows) = periods(&profile.months, &[&profile.months]);
    if rows.len() < 2 {
        return Ok(());
    }
    writeln!(out, "\n{STRONG}{heading}{STRONG:#}")?;
    bars(terminal, &[], &rows, out)
}

pub(super) fn counted(terminal: &Terminal, what: &str, counts: &[Counted], out: &mut dyn Write) -> io::Result<()> {
    if counts.is_empty() {
        return Ok(());
    }
    let named: Vec<String> =
        counts.iter().take(MOST).map(|counted| format!("{} {}", counted.name, counted.count)).collect();
    let more = if counts.len() > MOST { format!(", and {} more", counts.len() - MOST) } else { String::new() };
    let line = format!("{what}: {}{more}", named.join(", "));
    writeln!(out)?;
    terminal.wrapped("", &line, &all(&[Span::new(0, what.len())], STRONG), out)
}

pub(super) fn roles(terminal: &Terminal, profile: &Profile, out: &mut dyn Write) -> io::Result<()> {
    if profile.roles.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{STRONG}roles{STRONG:#}")?;
    for role in profile.roles.iter().take(MOST) {
        let days = match (&role.first, &role.last) {
            (Some(first), Some(last)) if first == last => format!("{first} "),
            (Some(first), Some(last)) => format!("{first} to {last} "),
            _ => String::new(),
        };
        terminal.wrapped("  ", &format!("{days}{} ({})", role.role, role.outlets.join(", ")), &[], out)?;
    }
    Ok(())
}

pub(super) fn quoted(terminal: &Terminal, what: &str, hits: &[StatementHit], out: &mut dyn Write) -> io::Result<()> {
    if hits.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{STRONG}{what}{STRONG:#}")?;
    for hit in hits {
        terminal.wrapped("  ", &hit.quote, &[], out)?;
        let facts = [hit.article().outlet.clone(), day(hit.article())];
        let facts: Vec<String> = facts.into_iter().flatten().chain([hit.id()]).collect();
        terminal.faint("  ", &facts.join(" · "), out)?;
        reprints(terminal, hit.article().outlet.as_deref(), &hit.also, out)?;
    }
    Ok(())
}
