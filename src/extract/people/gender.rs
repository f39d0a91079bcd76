//! Given names, and the gender that names and titles tell.
//!
//! The list is that of the United States census of 1990 (public domain); a name borne five times as often by one gender
//! tells it.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a name or a title tells of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Female,
    Male,
    Unknown,
}

impl Gender {
    /// This one, or the other where this one is unknown.
    pub(crate) fn or(self, other: Gender) -> Gender {
        if self == Gender::Unknown { other } else { self }
    }

    /// What a column of a list tells: `f`, `m` or anything else.
    pub(crate) fn of_letter(letter: &str) -> Gender {
        match letter {
            "f" => Gender::Female,
            "m" => Gender::Male,
            _ => Gender::Unknown,
        }
    }

    /// Whether the two can be of one person.
    pub(crate) fn agrees(self, other: Gender) -> bool {
        self == Gender::Unknown || other == Gender::Unknown || self == other
    }

    /// What a title before a name tells.
    pub(crate) fn of_titles(titles: &[String]) -> Gender {
        let any = |known: &[&str]| titles.iter().any(|title| known.contains(&title.as_str()));
        if any(&["mrs", "ms", "miss", "dame", "lady"]) {
            Gender::Female
        } else if any(&["mr", "sir", "lord"]) {
            Gender::Male
        } else {
            Gender::Unknown
        }
    }

    /// What titles and nouns of a role tell, else what the given name does.
    pub(crate) fn of_roles(roles: &[String], given: Gender) -> Gender {
        let woman = |role: &String| role.ends_with("woman") || role == "actress";
        let man = |role: &String| role.ends_with("man") && !role.ends_with("woman");
        let told = Gender::of_titles(roles);
        if told != Gender::Unknown {
            told
        } else if roles.iter().any(woman) {
            Gender::Female
        } else if given == Gender::Unknown && roles.iter().any(man) {
            Gender::Male
        } else {
            given
        }
    }

    /// What a pronoun tells, where it is one of a single person.
    pub(crate) fn of_pronoun(word: &str) -> Option<Gender> {
        match word {
            "he" | "He" | "his" | "His" | "him" | "himself" => Some(Gender::Male),
            "she" | "She" | "her" | "Her" | "herself" => Some(Gender::Female),
            _ => None,
        }
    }
}

static NAMES: LazyLock<FxHashMap<&'static str, Gender>> = LazyLock::new(|| {
    let lines = include_str!("given_names.txt").lines().filter_map(|line| line.split_once(' '));
    lines.map(|(name, letter)| (name, Gender::of_letter(letter))).collect()
});

/// The gender that a given name in lower case tells; nothing where the name is not known.
pub(crate) fn of_given_name(name: &str) -> Option<Gender> {
    NAMES.get(name).copied()
}
