//! Heads of state and government: “President Obama” is one man, though the text gives no first name.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use super::gender::Gender;

/// The full name of a holder of an office, and what is known of the holder.
type Holder = (&'static str, Gender);

static HOLDERS: LazyLock<FxHashMap<(&'static str, &'static str), Holder>> = LazyLock::new(|| {
    let lines = include_str!("officeholders.tsv").lines().filter(|line| !line.starts_with('#'));
    let entry = |line: &'static str| {
        let mut columns = line.split('\t');
        let office = (columns.next()?, columns.next()?);
        Some((office, (columns.next()?, Gender::of_letter(columns.next()?))))
    };
    lines.filter_map(entry).collect()
});

/// Whom a title and a family name, both in lower case, stand for without doubt.
pub(crate) fn holder(title: &str, family: &str) -> Option<Holder> {
    HOLDERS.get(&(title, family)).copied()
}

/// The gender of someone who is in the list by this full name.
pub(crate) fn gender(full_name: &str) -> Gender {
    HOLDERS.values().find(|(name, _)| *name == full_name).map_or(Gender::Unknown, |(_, gender)| *gender)
}
