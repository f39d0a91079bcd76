//! States, and the capitals that stand for their governments: “Moscow denied it”.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

use crate::names;

static STATES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| include_str!("states.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// Whether a name is a state's, or that of a capital which stands for one.
pub(super) fn is_state(name: &str) -> bool {
    STATES.contains(names::fold(name).as_str())
}
