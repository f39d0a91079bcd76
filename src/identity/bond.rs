//! What joins two forms of a name, by their spelling alone.

use serde::{Deserialize, Serialize};
use strsim::osa_distance;

use super::given_names::{Relation, relation};
use crate::names::PersonName;

/// Why two forms of a name can be one person's, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Bond {
    /// The same given name and family name; middle names and suffixes agree or are left out.
    SameName,
    /// The given names are spellings, short forms or nicknames of one.
    Nickname,
    /// One goes by a middle name of the other: “J. Christopher Holm” and “Chris Holm”.
    MiddleName,
    /// One has the initial of the given name alone.
    Initial,
    /// The rarer one is misspelt.
    Misspelt,
    /// A family name alone, which the other articles of the outlet decide.
    ByArchive,
}

/// What joins two full names with one family name; `None` if they are two people's.
pub(crate) fn bond(one: &PersonName, other: &PersonName) -> Option<Bond> {
    let (given, others) = (one.given()?, other.given()?);
    if one.note() != other.note() || suffixes_clash(one, other) {
        return None;
    }
    let agree = middles_agree(one.middles(), other.middles());
    let by_nickname =
        one.nickname().is_some_and(|name| name == others) || other.nickname().is_some_and(|name| name == given);
    let by_initials = is_of_initials(given, other) || is_of_initials(others, one);
    match relation(given, others) {
        Some(Relation::Equal) => agree.then_some(Bond::SameName),
        Some(Relation::Spelling | Relation::Nickname) if agree => Some(Bond::Nickname),
        _ if by_nickname && agree || by_initials => Some(Bond::Nickname),
        found => {
            let by_middle = || goes_by_middle(one, other) || goes_by_middle(other, one);
            let by_initial = found == Some(Relation::Initial) && agree;
            if by_middle() { Some(Bond::MiddleName) } else { by_initial.then_some(Bond::Initial) }
        }
    }
}

/// Whether a given name is made of the initials of a full name: “Jeb” of John Ellis Bush.
fn is_of_initials(given: &str, name: &PersonName) -> bool {
    let initials = name.words().iter().filter_map(|word| word.chars().next());
    name.words().len() > 2 && given.chars().eq(initials)
}

/// Whether both have a suffix, and not the same.
fn suffixes_clash(one: &PersonName, other: &PersonName) -> bool {
    one.suffix().is_some_and(|suffix| other.suffix().is_some_and(|others| suffix != others))
}

/// Whether one of two lists of middle names and initials can be the other, cut short. An initial stands for a name, but George W. is
/// not George H. W.; a whole name can be any of the others: “Rodham” of “Diane Rodham”.
fn middles_agree(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let are_initials = short.iter().any(|middle| middle.chars().count() == 1);
    let mut rest = long.iter();
    short.iter().zip(long).all(|(middle, known)| relation(middle, known).is_some())
        || !are_initials && short.iter().all(|middle| rest.any(|known| relation(middle, known).is_some()))
}

/// Whether the given name of `short` is a middle name of `long`.
fn goes_by_middle(long: &PersonName, short: &PersonName) -> bool {
    let Some(given) = short.given().filter(|given| given.chars().count() > 1) else { return false };
    let related = |middle: &String| middle.chars().count() > 1 && relation(middle, given).is_some();
    let Some(place) = long.middles().iter().position(related) else { return false };
    middles_agree(&long.middles()[place + 1..], short.middles())
}

/// Whether a rare name is a misspelling of another: one letter differs, is missing or is swapped with its neighbour, in the given
/// name or in a middle name.
pub(super) fn is_misspelt(rare: &PersonName, known: &PersonName) -> bool {
    if rare.words().len() != known.words().len() || rare.suffix() != known.suffix() || rare.note() != known.note() {
        return false;
    }
    let mut differ = rare.words().iter().zip(known.words()).filter(|(one, other)| one != other);
    let (Some((one, other)), None) = (differ.next(), differ.next()) else { return false };
    one.chars().count().min(other.chars().count()) > 2 && osa_distance(one, other) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_bound_by_their_spelling() {
        for (one, other, expected) in [
            ("Ida Holm", "Ida B. Holm", Some(Bond::SameName)),
            ("Ida B. Holm", "Ida Bea Holm", Some(Bond::SameName)),
            ("Ida B. Holm", "Ida C. Holm", None),
            ("George H.W. Bushe", "George P. Bushe", None),
            ("George H. W. Bushe", "George H. Bushe", Some(Bond::SameName)),
            ("George H. W. Bushe", "George W. Bushe", None),
            ("Ida Diane Thea Holm", "Ida Thea Holm", Some(Bond::SameName)),
            ("Joe Holm", "Joseph R. Holm Jr.", Some(Bond::Nickname)),
            ("Joe Holm Sr.", "Joe Holm Jr.", None),
            ("J. Christopher Holm", "Chris Holm", Some(Bond::MiddleName)),
            ("Vargas Llorente", "Mario Vargas Llorente", Some(Bond::MiddleName)),
            ("Rafael Edward Holm", "Ted Holm", Some(Bond::MiddleName)),
            ("Ith Holm", "Ida Thea Holm", Some(Bond::Nickname)),
            ("J. Holm", "Joseph Holm", Some(Bond::Initial)),
            ("J. Holm", "Ida Holm", None),
            ("Ida Holm (coach)", "Ida Holm", None),
            ("Robert Holm", "Joseph Holm", None),
        ] {
            let (one, other) = (PersonName::of(one), PersonName::of(other));
            assert_eq!(bond(&one, &other), expected, "{one:?} {other:?}");
            assert_eq!(bond(&other, &one), expected, "{other:?} {one:?}");
        }
        for (rare, known, misspelt) in [
            ("Kristen Holm", "Kirsten Holm", true),
            ("Rence Holm", "Reince Holm", true),
            ("Jose Antonia Holm", "Jose Antonio Holm", true),
            ("Jo Holm", "Joe Holm", false),
            ("Robert Holm", "Rupert Holm", false),
        ] {
            assert_eq!(is_misspelt(&PersonName::of(rare), &PersonName::of(known)), misspelt, "{rare}");
        }
    }
}
