//! Countries, and capitals that mean their governments: “Moscow denied it”.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

use crate::names;

static COUNTRIES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| include_str!("countries.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// Whether a name is that of a country, or of a capital that means its government.
pub(crate) fn is_country(name: &str) -> bool {
    COUNTRIES.contains(names::fold(name).as_str())
}
