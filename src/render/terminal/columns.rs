//! Texts side by side.

use std::io::{self, Write};

use textwrap::core::display_width;

use super::{STRONG, Terminal, clean};
use crate::search::Extent;

/// Columns between two texts.
pub(super) const GAP: usize = 2;
/// Columns for a query, left of its hits.
const NAME: usize = 18;
/// The most columns for a query, left of its counts.
const LONG_NAME: usize = 34;

/// Writes the answer to one of several queries, right of the query.
pub(super) fn beside_query(
    terminal: &Terminal,
    query: &str,
    out: &mut dyn Write,
    draw: impl FnOnce(&Terminal, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let found = terminal.drawn(terminal.width.saturating_sub(NAME + GAP), draw)?;
    beside(&named(query, NAME), found.trim_matches('\n'), NAME, out)?;
    writeln!(out)
}

/// Writes a table of how much each query found.
pub(super) fn extents(extents: &[(String, Extent)], out: &mut dyn Write) -> io::Result<()> {
    let widest = extents.iter().map(|(query, _)| display_width(&clean(query))).max().unwrap_or(0);
    let name = widest.clamp("query".len(), LONG_NAME);
    let header = format!("{STRONG}statements  speakers  outlets  first    last{STRONG:#}");
    beside(&named("query", name), &header, name, out)?;
    for (query, extent) in extents {
        let Extent { statements, speakers, outlets, first, last } = extent;
        let months = [first, last].map(|month| month.as_deref().map_or("-".to_owned(), clean));
        let [first, last] = months;
        let row = format!("{statements:>10}  {speakers:>8}  {outlets:>7}  {first:7}  {last}");
        beside(&named(query, name), &row, name, out)?;
    }
    Ok(())
}

/// A name wrapped to a column.
fn named(name: &str, columns: usize) -> String {
    let name = clean(name);
    let lines = textwrap::wrap(&name, columns);
    lines.iter().map(|line| format!("{STRONG}{line}{STRONG:#}\n")).collect()
}

/// Writes two texts side by side; the left one is `columns` wide.
pub(super) fn beside(left: &str, right: &str, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let (mut left, mut right) = (left.lines(), right.lines());
    loop {
        match (left.next(), right.next()) {
            (None, None) => return Ok(()),
            (Some(line), None | Some("")) => writeln!(out, "{line}")?,
            (None, Some("")) => writeln!(out)?,
            (line, Some(other)) => {
                let line = line.unwrap_or_default();
                let space = columns.saturating_sub(display_width(line)) + GAP;
                writeln!(out, "{line}{:space$}{other}", "")?;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_text_is_aligned() {
        let mut out = Vec::new();
        let left = format!("{STRONG}Noémie{STRONG:#}\nan engineer\n\n");
        beside(&left, "one\n\ntwo\nthree", 12, &mut out).unwrap();
        let shown = anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string();
        assert_eq!(shown, "Noémie        one\nan engineer\n              two\n              three\n");
    }
}
