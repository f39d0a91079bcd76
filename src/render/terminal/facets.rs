//! Facets as charts.

use std::io::{self, Write};

use super::chart::{MONTHS, Row, bars, years};
use super::columns::{GAP, beside};
use super::{FAINT, STRONG, Terminal};
use crate::render::noun;
use crate::search::{Facet, Tally};

/// The most values shown of a facet.
const MOST: usize = 10;
/// From this many columns on, facets are in two columns.
const WIDE: usize = 160;

pub(super) fn charts(terminal: &Terminal, tallies: &[Tally], out: &mut dyn Write) -> io::Result<()> {
    let tallies: Vec<&Tally> = tallies.iter().filter(|tally| !tally.counts.is_empty()).collect();
    if terminal.width < WIDE {
        return tallies.iter().try_for_each(|tally| chart(terminal, tally, out));
    }
    let half = (terminal.width - GAP) / 2;
    for pair in tallies.chunks(2) {
        let drawn = |tally: &Tally| terminal.drawn(half, |terminal, out| chart(terminal, tally, out));
        let right = pair.get(1).map_or(Ok(String::new()), |tally| drawn(tally))?;
        beside(&drawn(pair[0])?, &right, half.min(super::WIDEST), out)?;
    }
    Ok(())
}

fn chart(terminal: &Terminal, tally: &Tally, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{STRONG}by {}{STRONG:#}", noun(tally.facet).replace('_', " "))?;
    let in_order = tally.facet == Facet::Months;
    if in_order && tally.counts.len() > MONTHS {
        let months = tally.counts.iter().map(|month| (month.name.clone(), month.count)).collect();
        return years(&months, out);
    }
    let shown = if in_order { tally.counts.len() } else { MOST };
    let row = |name: &str, count: u64| -> Row { (name.to_owned(), vec![count]) };
    let rows: Vec<Row> = tally.counts.iter().take(shown).map(|counted| row(&counted.name, counted.count)).collect();
    bars(terminal, &[], &rows, out)?;
    match tally.counts.len().saturating_sub(shown) {
        0 => Ok(()),
        more => writeln!(out, "  {FAINT}and {more} more{FAINT:#}"),
    }
}
