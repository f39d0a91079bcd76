//! One file a command, and what they share: how they end, what they print, and the index that they ask.

pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod extract;
pub(crate) mod folders;
pub(crate) mod index;
pub(crate) mod list;
pub(crate) mod manual;
pub(crate) mod panic;
pub(crate) mod query;
pub(crate) mod repair;
pub(crate) mod saved;
pub(crate) mod show;
pub(crate) mod speaker;
#[cfg(feature = "train")]
pub(crate) mod train;
pub(crate) mod verify;
pub(crate) mod watch;

mod choice;
mod facets;
mod filters;
mod interrupt;
mod open;
mod outcome;
mod output;
mod place;
mod queries;
mod refresh;
mod rules;

use choice::{Chosen, choose, choose_at};
use filters::query;
use open::{open, open_refreshed, search};
pub(crate) use outcome::Outcome;
pub(crate) use output::say;
use output::{
    READS, base, counted, output, output_for, output_of_hits, raw_output, renderer, renderer_of_hits,
    renderer_of_tables, renderer_with_context, say_other_languages, say_skipped, say_skipped_files, width,
};
