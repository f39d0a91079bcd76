//! One speaker, for people.

use std::io::{self, Write};

use super::chart::periods;
use super::{STRONG, Terminal, all};
use crate::search::{Counted, Profile, StatementHit};
use crate::text::Span;

/// How many names of a kind are shown.
const MOST: usize = 6;

impl Terminal {
    pub(super) fn speaker_page(&self, profile: &Profile, out: &mut dyn Write) -> io::Result<()> {
        self.speaker_head(profile, out)?;
        self.counted("called", &profile.forms, out)?;
        self.roles(profile, out)?;
        self.chart(profile, out)?;
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

    /// The name, and how many statements there are.
    pub(super) fn speaker_head(&self, profile: &Profile, out: &mut dyn Write) -> io::Result<()> {
        self.wrapped("", &profile.name, &all(&[Span::new(0, profile.name.len())], STRONG), out)?;
        let uncertain = match profile.uncertain {
            0 => String::new(),
            count => format!(", {count} of them uncertain and not counted below"),
        };
        let plural = if profile.statements == 1 { "" } else { "s" };
        self.faint("", &format!("{} statement{plural}{uncertain}", profile.statements), out)
    }

    /// Statements by month, or by year where the months are many.
    fn chart(&self, profile: &Profile, out: &mut dyn Write) -> io::Result<()> {
        let (heading, rows) = periods(&profile.months, &[&profile.months]);
        if rows.len() < 2 {
            return Ok(());
        }
        writeln!(out, "\n{STRONG}{heading}{STRONG:#}")?;
        self.bars(&[], &rows, out)
    }

    pub(super) fn counted(&self, what: &str, counts: &[Counted], out: &mut dyn Write) -> io::Result<()> {
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

    pub(super) fn roles(&self, profile: &Profile, out: &mut dyn Write) -> io::Result<()> {
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

    pub(super) fn quoted(&self, what: &str, hits: &[StatementHit], out: &mut dyn Write) -> io::Result<()> {
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
