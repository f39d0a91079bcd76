//! What matches by facets, for people.

use std::io::{self, Write};

use super::chart::{MONTHS, Row, years};
use super::columns::{GAP, beside};
use super::{FAINT, STRONG, Terminal};
use crate::render::noun;
use crate::search::{Facet, Tally};

/// How many values of a facet are shown.
const MOST: usize = 10;
/// From so many columns on, two facets stand beside each other.
const WIDE: usize = 160;

impl Terminal {
    pub(super) fn facet_charts(&self, tallies: &[Tally], out: &mut dyn Write) -> io::Result<()> {
        let tallies: Vec<&Tally> = tallies.iter().filter(|tally| !tally.counts.is_empty()).collect();
        if self.width < WIDE {
            return tallies.iter().try_for_each(|tally| self.facet_chart(tally, out));
        }
        let half = (self.width - GAP) / 2;
        for pair in tallies.chunks(2) {
            let drawn = |tally: &Tally| self.drawn(half, |terminal, out| terminal.facet_chart(tally, out));
            let right = pair.get(1).map_or(Ok(String::new()), |tally| drawn(tally))?;
            beside(&drawn(pair[0])?, &right, half.min(super::WIDEST), out)?;
        }
        Ok(())
    }

    fn facet_chart(&self, tally: &Tally, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n{STRONG}by {}{STRONG:#}", noun(tally.facet).replace('_', " "))?;
        let in_order = tally.facet == Facet::Months;
        if in_order && tally.counts.len() > MONTHS {
            let months = tally.counts.iter().map(|month| (month.name.clone(), month.count)).collect();
            return years(&months, out);
        }
        let shown = if in_order { tally.counts.len() } else { MOST };
        let row = |name: &str, count: u64| -> Row { (name.to_owned(), vec![count]) };
        let rows: Vec<Row> = tally.counts.iter().take(shown).map(|counted| row(&counted.name, counted.count)).collect();
        self.bars(&[], &rows, out)?;
        match tally.counts.len().saturating_sub(shown) {
            0 => Ok(()),
            more => writeln!(out, "  {FAINT}and {more} more{FAINT:#}"),
        }
    }
}
