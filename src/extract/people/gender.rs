//! The gender of a person, as given names, titles and pronouns show it.
//!
//! The list of given names is from the United States census of 1990 (public domain). A name that is five times as common for
//! one gender has that gender.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a name or a title shows about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Female,
    Male,
    Unknown,
}

impl Gender {
    /// This one, or the other if this one is unknown.
    pub(crate) fn or(self, other: Gender) -> Gender {
        if self == Gender::Unknown { other } else { self }
    }

    /// Reads the column of a list: `f`, `m` or anything else.
    pub(crate) fn of_letter(letter: &str) -> Gender {
        match letter {
            "f" => Gender::Female,
            "m" => Gender::Male,
            _ => Gender::Unknown,
        }
    }

    /// Whether both can be the gender of one person.
    pub(crate) fn agrees(self, other: Gender) -> bool {
        self == Gender::Unknown || other == Gender::Unknown || self == other
    }

    /// The gender that titles show.
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

    /// The gender that titles and nouns of a role show, else that of the given name.
    pub(crate) fn of_roles(roles: &[String], given: Gender) -> Gender {
        let woman = |role: &String| role.ends_with("woman") || role == "actress";
        let man = |role: &String| role.ends_with("man") && !role.ends_with("woman");
        let of_titles = Gender::of_titles(roles);
        if of_titles != Gender::Unknown {
            of_titles
        } else if roles.iter().any(woman) {
            Gender::Female
        } else if given == Gender::Unknown && roles.iter().any(man) {
            Gender::Male
        } else {
            given
        }
    }

    /// The gender of a singular pronoun.
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

/// The gender of a given name in lower case; `None` if the name is not in the list.
pub(crate) fn of_given_name(name: &str) -> Option<Gender> {
    NAMES.get(name).copied()
}
