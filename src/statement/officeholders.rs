//! Heads of state and government: “President Obama” is one man, though the text gives no first name.

use std::collections::HashMap;
use std::sync::LazyLock;

static HOLDERS: LazyLock<HashMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    let lines = include_str!("officeholders.tsv").lines().filter(|line| !line.starts_with('#'));
    let entry = |line: &'static str| {
        let mut columns = line.split('\t');
        Some(((columns.next()?, columns.next()?), columns.next()?))
    };
    lines.filter_map(entry).collect()
});

/// The full name that a title and a family name, both in lower case, stand for without doubt.
pub(super) fn full_name(title: &str, family: &str) -> Option<&'static str> {
    HOLDERS.get(&(title, family)).copied()
}
