//! One speaker, for people.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{FAINT, STRONG, Terminal, all, clean};
use crate::search::{Counted, Profile, StatementHit};
use crate::text::Span;

/// How many names of a kind are shown.
const MOST: usize = 6;
/// With more months than this, years are shown.
const MONTHS: usize = 24;
/// Columns of the longest bar.
const BAR: usize = 40;

impl Terminal {
    pub(super) fn speaker_page(&self, profile: &Profile, out: &mut dyn Write) -> io::Result<()> {
        self.wrapped("", &profile.name, &all(&[Span::new(0, profile.name.len())], STRONG), out)?;
        let uncertain = match profile.uncertain {
            0 => String::new(),
            count => format!(", {count} of them uncertain and not counted below"),
        };
        let plural = if profile.statements == 1 { "" } else { "s" };
        self.faint("", &format!("{} statement{plural}{uncertain}", profile.statements), out)?;
        self.counted("called", &profile.forms, out)?;
        self.roles(profile, out)?;
        chart(&profile.months, out)?;
        let lists = [
            ("outlets", &profile.outlets),
            ("topics", &profile.topics),
            ("organizations", &profile.organizations),
            ("reported by", &profile.cues),
        ];
        lists.iter().try_for_each(|(what, counts)| self.counted(what, counts, out))?;
        self.quoted("latest", &profile.latest, out)?;
        self.quoted("most reprinted", &profile.reprinted, out)
    }

    fn counted(&self, what: &str, counts: &[Counted], out: &mut dyn Write) -> io::Result<()> {
        if counts.is_empty() {
            return Ok(());
        }
        let named: Vec<String> =
            counts.iter().take(MOST).map(|counted| format!("{} {}", counted.name, counted.count)).collect();
        let more = if counts.len() > MOST { format!(", and {} more", counts.len() - MOST) } else { String::new() };
        let line = format!("{what}: {}{more}", named.join(", "));
        writeln!(out)?;
        self.wrapped("", &line, &all(&[Span::new(0, what.len())], STRONG), out)
    }

    fn roles(&self, profile: &Profile, out: &mut dyn Write) -> io::Result<()> {
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
            self.wrapped("  ", &format!("{days}{} ({})", role.role, role.outlets.join(", ")), &[], out)?;
        }
        Ok(())
    }

    fn quoted(&self, what: &str, hits: &[StatementHit], out: &mut dyn Write) -> io::Result<()> {
        if hits.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{STRONG}{what}{STRONG:#}")?;
        for hit in hits {
            self.wrapped("  ", &hit.statement.quote, &[], out)?;
            let facts = [hit.head.outlet.as_deref(), hit.head.date.as_deref().map(super::day)];
            let facts: Vec<&str> = facts.into_iter().flatten().chain([hit.statement.id.as_str()]).collect();
            self.faint("  ", &facts.join(" · "), out)?;
            self.also(hit.head.outlet.as_deref(), &hit.also, out)?;
        }
        Ok(())
    }
}

/// Statements by month, or by year where the months are many.
fn chart(months: &BTreeMap<String, u64>, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    let length = if months.len() > MONTHS { 4 } else { 7 };
    for (month, count) in months {
        *counts.entry(month.get(..length).unwrap_or(month)).or_default() += count;
    }
    if counts.len() < 2 {
        return Ok(());
    }
    writeln!(out, "\n{STRONG}{}{STRONG:#}", if length == 4 { "by year" } else { "by month" })?;
    bars(&counts, out)
}

/// A bar for each count, the longest for the most.
pub(super) fn bars(counts: &BTreeMap<&str, u64>, out: &mut dyn Write) -> io::Result<()> {
    let most = counts.values().max().copied().unwrap_or(1).max(1);
    let digits = most.to_string().len();
    for (month, count) in counts {
        let bar = (*count as usize * BAR).div_ceil(most as usize);
        writeln!(out, "  {} {count:>digits$} {FAINT}{}{FAINT:#}", clean(month), "█".repeat(bar))?;
    }
    Ok(())
}
