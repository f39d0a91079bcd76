//! Counts as bars on one scale.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use textwrap::core::display_width;

use super::columns::GAP;
use super::{FAINT, Terminal, clean};

/// With more months than this, a chart shows years.
pub(super) const MONTHS: usize = 24;
/// Columns of the longest bar.
const BAR: usize = 40;
/// Columns of the shortest bar that can still show a difference.
const SHORT_BAR: usize = 8;
/// Eighths of the height of a line.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A name, and its count in each series.
pub(super) type Row = (String, Vec<u64>);

/// Counts of several series by month, or by year where there are many months, with a heading.
pub(super) fn periods(months: &BTreeMap<String, u64>, series: &[&BTreeMap<String, u64>]) -> (&'static str, Vec<Row>) {
    if months.len() > MONTHS {
        ("by year", sums(months, series, YEAR))
    } else {
        ("by month", sums(months, series, MONTH))
    }
}

/// Letters of a month, `2016-03`, and of a year.
const MONTH: usize = 7;
const YEAR: usize = 4;

fn sums(months: &BTreeMap<String, u64>, series: &[&BTreeMap<String, u64>], length: usize) -> Vec<Row> {
    let period = |month: &'_ str| month.get(..length).unwrap_or(month).to_owned();
    let names: BTreeSet<String> = months.keys().map(|month| period(month)).collect();
    let row = |name: String| {
        let sum = |counts: &&BTreeMap<String, u64>| {
            counts.iter().filter(|(month, _)| period(month) == name).map(|(_, count)| count).sum()
        };
        let counts = series.iter().map(sum).collect();
        (name, counts)
    };
    names.into_iter().map(row).collect()
}

/// Draws a bar for each count; the highest count has the longest bar. Series are side by side, each below its title.
pub(super) fn bars(terminal: &Terminal, titles: &[&str], rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    let counts = || rows.iter().flat_map(|(_, counts)| counts);
    let most = counts().max().copied().unwrap_or(1).max(1);
    let digits = most.to_string().len();
    let series = rows.iter().map(|(_, counts)| counts.len()).max().unwrap_or(1).max(1);
    let columns = terminal.columns().saturating_sub(2);
    let widest = rows.iter().map(|(name, _)| display_width(&clean(name))).max().unwrap_or(0);
    let name = widest.min(columns.saturating_sub(series * (digits + GAP + SHORT_BAR)));
    let each = columns.saturating_sub(name + (series - 1) * GAP) / series;
    let bar = each.saturating_sub(digits + 2).clamp(SHORT_BAR, BAR);
    if !titles.is_empty() {
        let titles = titles.iter().map(|title| padded(title, digits + 1 + bar + GAP - 1));
        writeln!(out, "  {:name$} {}", "", titles.collect::<Vec<_>>().join(" ").trim_end())?;
    }
    for (row, counts) in rows {
        write!(out, "  {}", padded(row, name))?;
        let mut space = 0;
        for count in counts {
            let length = (u128::from(*count) * bar as u128).div_ceil(u128::from(most)) as usize;
            write!(out, "{:space$} {count:>digits$}", "")?;
            if length > 0 {
                write!(out, " {FAINT}{}{FAINT:#}", "█".repeat(length))?;
            }
            space = bar - length + GAP - 1 + usize::from(length == 0);
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Draws a line for each year: its count, and a block for each month.
pub(super) fn years(months: &BTreeMap<String, u64>, out: &mut dyn Write) -> io::Result<()> {
    let most = months.values().max().copied().unwrap_or(1).max(1);
    let totals = sums(months, &[months], YEAR);
    let digits = totals.iter().flat_map(|(_, counts)| counts).max().map_or(1, |most| most.to_string().len());
    writeln!(out, "  {:width$}{FAINT}JFMAMJJASOND{FAINT:#}", "", width = digits + 6)?;
    for (year, counts) in totals {
        let height = |month: usize| match months.get(&format!("{year}-{month:02}")) {
            None => ' ',
            Some(0) => '·',
            Some(count) => HEIGHTS[((u128::from(*count) * 8).div_ceil(u128::from(most)) as usize).clamp(1, 8) - 1],
        };
        let heights: String = (1..=12).map(height).collect();
        let total: u64 = counts.iter().sum();
        writeln!(out, "  {} {total:>digits$} {FAINT}{}{FAINT:#}", clean(&year), heights.trim_end())?;
    }
    Ok(())
}

/// A name padded or cut to this many columns.
fn padded(name: &str, columns: usize) -> String {
    let mut name = clean(name);
    if display_width(&name) > columns {
        while display_width(&name) >= columns.max(1) {
            name.pop();
        }
        name.push('…');
    }
    let space = columns.saturating_sub(display_width(&name));
    format!("{name}{:space$}", "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Base;

    fn shown(draw: impl FnOnce(&Terminal, &mut dyn Write) -> io::Result<()>) -> String {
        let drawn = Terminal { base: Base::default(), width: 40, context: None }.drawn(40, draw).unwrap();
        anstream::adapter::strip_str(&drawn).to_string()
    }

    #[test]
    fn series_share_a_scale_and_their_columns() {
        let rows = [("2021-01".to_owned(), vec![4, 0]), ("2021-02".to_owned(), vec![0, 2])];
        let shown = shown(|terminal, out| bars(terminal, &["Ida Holm", "Lucan Prewitt of Veldmoor"], &rows, out));
        assert_eq!(
            shown,
            "          Ida Holm       Lucan Prewitt…\n  2021-01 4 ███████████  0\n  2021-02 0              2 ██████\n"
        );
    }

    #[test]
    fn a_year_is_a_line_of_months() {
        let counts = [("2020-11", 8), ("2020-12", 0), ("2021-01", 1), ("2021-02", 16)];
        let months = counts.map(|(month, count)| (month.to_owned(), count)).into();
        assert_eq!(
            shown(|_, out| years(&months, out)),
            "          JFMAMJJASOND\n  2020  8           ▄·\n  2021 17 ▁█\n"
        );
    }

    #[test]
    fn long_names_are_cut() {
        assert_eq!(padded("Noémie", 8), "Noémie  ");
        assert_eq!(padded("Noémie Castellane", 8), "Noémie …");
        assert_eq!(padded("日本経済新聞", 5), "日本…");
    }
}
