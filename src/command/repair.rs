//! `onrecord repair`: checks every file of an index, and mends what can be mended.

use std::io::Write;

use crate::index::{self, Repair};
use crate::render::clean;

use super::{Outcome, counted, output, place};
use crate::cli::RepairArgs;

pub(crate) fn run(args: &RepairArgs) -> anyhow::Result<Outcome> {
    let directory = place::default(args.place.index.as_deref())?;
    let repair = index::repair(&directory)?;
    let mut out = output();
    for mended in &repair.mended {
        writeln!(out, "{}", clean(mended))?;
    }
    if repair.strays > 0 {
        writeln!(out, "{} of runs that were killed; removed", counted(repair.strays, "file"))?;
    }
    writeln!(out, "{}", state(&repair))?;
    if repair.unread > 0 {
        let files = counted(repair.unread, "file");
        writeln!(out, "{files} of the folder must be read again; the next `onrecord index FOLDER` does it")?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}

fn state(repair: &Repair) -> String {
    let held = format!("{}, {}", counted(repair.articles, "article"), counted(repair.statements, "statement"));
    if repair.mended.is_empty() {
        format!("the index is whole: {held}")
    } else {
        format!("what is left is whole: {held}")
    }
}
