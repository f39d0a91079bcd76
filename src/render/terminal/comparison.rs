//! Two speakers side by side, for people.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::chart::periods;
use super::columns::{GAP, beside};
use super::{STRONG, Terminal};
use crate::search::{Profile, without_gaps};

/// From so many columns on, two people stand beside each other.
const WIDE: usize = 100;

/// A part of a page on one speaker.
type Section = fn(&Terminal, &Profile, &mut dyn Write) -> io::Result<()>;

const FACTS: [Section; 6] = [
    Terminal::speaker_head,
    Terminal::roles,
    |terminal, profile, out| terminal.counted("outlets", &profile.outlets, out),
    |terminal, profile, out| terminal.counted("topics", &profile.topics, out),
    |terminal, profile, out| terminal.counted("organizations", &profile.organizations, out),
    |terminal, profile, out| terminal.counted("reported by", &profile.cues, out),
];
const WORDS: [Section; 1] =
    [|terminal, profile, out| terminal.quoted(&format!("latest of {}", profile.name), &profile.latest, out)];

impl Terminal {
    pub(super) fn compared(&self, people: &[Profile; 2], out: &mut dyn Write) -> io::Result<()> {
        self.sections(&FACTS, people, out)?;
        self.common_chart(people, out)?;
        self.sections(&WORDS, people, out)
    }

    /// Sections side by side; in a narrow terminal all of one person before those of the other.
    fn sections(&self, sections: &[Section], people: &[Profile; 2], out: &mut dyn Write) -> io::Result<()> {
        let [one, other] = people;
        if self.width < WIDE {
            sections.iter().try_for_each(|section| section(self, one, out))?;
            // Each section but that of the name begins with an empty line of its own.
            let drawn = self.drawn(self.width, |terminal, out| {
                sections.iter().try_for_each(|section| section(terminal, other, out))
            })?;
            return write!(out, "{}{drawn}", if drawn.starts_with('\n') { "" } else { "\n" });
        }
        let half = ((self.width - GAP) / 2).min(super::WIDEST);
        for section in sections {
            let drawn = |profile| self.drawn(half, |terminal, out| section(terminal, profile, out));
            beside(&drawn(one)?, &drawn(other)?, half, out)?;
        }
        Ok(())
    }

    /// Statements of both by month on one scale, those months too in which neither spoke.
    fn common_chart(&self, people: &[Profile; 2], out: &mut dyn Write) -> io::Result<()> {
        let series = people.each_ref().map(|profile| &profile.months);
        let all: BTreeMap<String, u64> = series.iter().flat_map(|months| (*months).clone()).collect();
        let (heading, rows) = periods(&without_gaps(&all), &series);
        if rows.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{STRONG}{heading}{STRONG:#}")?;
        self.bars(&people.each_ref().map(|profile| profile.name.as_str()), &rows, out)
    }
}
