//! The line that says where else a hit is printed.

use std::io::{self, Write};

use super::Terminal;
use crate::search::Reprint;

/// The reprints of a hit: the outlets, or the number of articles where an outlet has several or is unknown.
pub(super) fn reprints(
    terminal: &Terminal,
    own: Option<&str>,
    also: &[Reprint],
    out: &mut dyn Write,
) -> io::Result<()> {
    if also.is_empty() {
        return Ok(());
    }
    let mut outlets: Vec<&str> = Vec::new();
    for outlet in also.iter().filter_map(|printing| printing.outlet.as_deref()) {
        if !outlets.contains(&outlet) {
            outlets.push(outlet);
        }
    }
    let each = outlets.len() == also.len() && !own.is_some_and(|own| outlets.contains(&own));
    let noun = if each { "outlet" } else { "article" };
    let plural = if also.len() == 1 { "" } else { "s" };
    let named = if outlets.is_empty() { String::new() } else { format!(": {}", outlets.join(", ")) };
    terminal.faint("  ", &format!("also in {} {noun}{plural}{named}", also.len()), out)
}
