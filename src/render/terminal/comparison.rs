//! Two speakers side by side, for people.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::chart::{bars, periods};
use super::columns::{GAP, beside};
use super::profile::{counted, head, quoted, roles};
use super::{STRONG, Terminal};
use crate::search::{Profile, without_gaps};

/// From this many columns on, the two people are side by side.
const WIDE: usize = 100;

/// A part of a page on one speaker.
type Section = fn(&Terminal, &Profile, &mut dyn Write) -> io::Result<()>;

const FACTS: [Section; 6] = [
    head,
    roles,
    |terminal, profile, out| counted(terminal, "outlets", &profile.outlets, out),
    |terminal, profile, out| counted(terminal, "topics", &profile.topics, out),
    |terminal, profile, out| counted(terminal, "organizations", &profile.organizations, out),
    |terminal, profile, out| counted(terminal, "reported by", &profile.cues, out),
];
const WORDS: [Section; 1] =
    [|terminal, profile, out| quoted(terminal, &format!("latest of {}", profile.name), &profile.latest, out)];

pub(super) fn side_by_side(terminal: &Terminal, people: &[Profile; 2], out: &mut dyn Write) -> io::Result<()> {
    sections(terminal, &FACTS, people, out)?;
    common_chart(terminal, people, out)?;
    sections(terminal, &WORDS, people, out)
}

/// Draws sections side by side; on a narrow terminal all of one person come before those of the other.
fn sections(terminal: &Terminal, sections: &[Section], people: &[Profile; 2], out: &mut dyn Write) -> io::Result<()> {
    let [one, other] = people;
    if terminal.width < WIDE {
        sections.iter().try_for_each(|section| section(terminal, one, out))?;
        // Every section but the head starts with an empty line.
        let drawn = terminal.drawn(terminal.width, |terminal, out| {
            sections.iter().try_for_each(|section| section(terminal, other, out))
        })?;
        return write!(out, "{}{drawn}", if drawn.starts_with('\n') { "" } else { "\n" });
    }
    let half = ((terminal.width - GAP) / 2).min(super::WIDEST);
    for section in sections {
        let drawn = |profile| terminal.drawn(half, |terminal, out| section(terminal, profile, out));
        beside(&drawn(one)?, &drawn(other)?, half, out)?;
    }
    Ok(())
}

/// Draws the statements of both by month on one scale, months without any included.
fn common_chart(terminal: &Terminal, people: &[Profile; 2], out: &mut dyn Write) -> io::Result<()> {
    let series = people.each_ref().map(|profile| &profile.months);
    let all: BTreeMap<String, u64> = series.iter().flat_map(|months| (*months).clone()).collect();
    let (heading, rows) = periods(&without_gaps(&all), &series);
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{STRONG}{heading}{STRONG:#}")?;
    bars(terminal, &people.each_ref().map(|profile| profile.name.as_str()), &rows, out)
}
