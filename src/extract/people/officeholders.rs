//! Heads of state and government: “President Obama” is one person even if the text gives no first name.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use super::gender::Gender;

/// The full name and the gender of a holder of an office.
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

/// The only person whom a title and a family name, both in lower case, can mean.
pub(crate) fn holder(title: &str, family: &str) -> Option<Holder> {
    HOLDERS.get(&(title, family)).copied()
}

/// The gender of the holder with this full name.
pub(crate) fn gender(full_name: &str) -> Gender {
    HOLDERS.values().find(|(name, _)| *name == full_name).map_or(Gender::Unknown, |(_, gender)| *gender)
}

/// Whether somebody of this family name, in lower case, is on the list.
pub(crate) fn is_family_of_officeholder(family: &str) -> bool {
    HOLDERS.keys().any(|(_, known)| *known == family)
}

/// Whether the person with this full name is on the list.
pub(crate) fn is_officeholder(full_name: &str) -> bool {
    HOLDERS.values().any(|(name, _)| *name == full_name)
}
