//! `onrecord index`: makes the index follow some folders.

use std::collections::BTreeMap;
use std::time::Instant;

use onrecord::index::{Index, Update};
use onrecord::search::Search;
use onrecord::source::{Overrides, Skipped};

use super::{Outcome, place, refresh};
use crate::cli::IndexArgs;

pub(crate) fn run(args: &IndexArgs) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let directory = place::default(args.place.index.as_deref())?;
    if args.rebuild {
        Index::remove(&directory)?;
    }
    let index = Index::open_or_create(&directory)?;
    let overrides = Overrides { outlet: args.outlet.clone() };
    let update = refresh::refresh(&index, &args.paths, &overrides)?;
    for skipped in update.skipped.iter().filter(|skipped| !skipped.fault.expected) {
        super::say(&format!("passed over {skipped}"));
    }
    let totals = Search::new(&index)?.totals()?;
    super::say(&format!(
        "{}; {} articles, {} statements, {} speakers, {} outlets{}; {:.1} s",
        changes(&update),
        totals.articles,
        totals.statements,
        totals.speakers,
        totals.outlets,
        passed_over(&update.skipped),
        start.elapsed().as_secs_f64()
    ));
    if totals.articles == 0 {
        super::say("no article was found; onrecord reads .txt, .html, .json, .jsonl and .md");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Found)
}

fn changes(update: &Update) -> String {
    if update.is_empty() {
        return format!("nothing changed in {} files", update.unchanged);
    }
    let parts = [
        (update.new, "new"),
        (update.changed, "changed"),
        (update.removed, "removed"),
        (update.unchanged, "unchanged"),
    ];
    let named: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")).collect();
    format!("files: {}", named.join(", "))
}

/// How many were passed over, by reason.
fn passed_over(skipped: &[Skipped]) -> String {
    if skipped.is_empty() {
        return String::new();
    }
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for skipped in skipped {
        *reasons.entry(&skipped.fault.what).or_default() += 1;
    }
    let mut reasons: Vec<(&str, usize)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let named: Vec<String> = reasons.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
    format!(", {} passed over ({})", skipped.len(), named.join(", "))
}
