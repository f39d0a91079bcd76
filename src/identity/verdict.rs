//! Why two names are one person's, or why not.

use super::bond::{Bond, bond};
use super::facts::{Archive, NameFacts};
use super::family_key;
use super::people::{Join, People};
use super::roles::RoleWords;
use crate::names::PersonName;

/// What is known of two names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// They are one person's, by these joins; there is none if they are one form.
    Same {
        /// The id of the person.
        id: String,
        /// What joined the forms of the name.
        joins: Vec<Join>,
    },
    /// They are two people's.
    Different(Reason),
}

/// Why two names are not joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// No speaker of the archive has this name.
    Unknown(String),
    /// The family names are not the same.
    Family,
    /// Given names, middle names, initials or suffixes are not one person's.
    Given,
    /// The two speak in one article.
    OneText,
    /// Their roles have nothing in common; the first role of each.
    Roles(String, String),
    /// One of them can as well be somebody else's, or several people own a form.
    Rival,
}

/// Compares two names as the archive resolved them.
pub(crate) fn verdict(archive: &Archive, people: &People, one: &str, other: &str) -> Verdict {
    let names = [PersonName::of(one), PersonName::of(other)];
    let keys = [names[0].key(), names[1].key()];
    let owners = [0, 1].map(|which| people.owner(&keys[which]).and_then(|owner| owner.usual));
    if let [Some((person, _)), Some((same, _))] = owners
        && person == same
    {
        let person = people.person(person);
        return Verdict::Same { id: person.id.clone(), joins: person.joins.clone() };
    }
    if keys[0] == keys[1] {
        return Verdict::Same { id: super::slug(&keys[0]), joins: Vec::new() };
    }
    let facts = |key: &String| archive.names.iter().find(|name| name.key == *key);
    let [Some(first), Some(second)] = [facts(&keys[0]), facts(&keys[1])] else {
        let missing = if facts(&keys[0]).is_none() { one } else { other };
        return Verdict::Different(Reason::Unknown(missing.to_owned()));
    };
    Verdict::Different(reason(archive, first, second))
}

fn reason(archive: &Archive, one: &NameFacts, other: &NameFacts) -> Reason {
    if family_key(&one.name) != family_key(&other.name) {
        return Reason::Family;
    }
    if !one.name.is_bare() && !other.name.is_bare() && bond(&one.name, &other.name).is_none() {
        return Reason::Given;
    }
    if archive.in_one_text(one, other) {
        return Reason::OneText;
    }
    let role = |name: &NameFacts| name.roles.first().map(|(_, role)| archive.roles[*role as usize].clone());
    if RoleWords::of(archive, one).differ(&RoleWords::of(archive, other)) {
        return Reason::Roles(role(one).unwrap_or_default(), role(other).unwrap_or_default());
    }
    Reason::Rival
}

impl Bond {
    /// Why two forms were joined, after “because”.
    pub(crate) fn why(self) -> &'static str {
        match self {
            Bond::SameName => "given and family name are the same, and middle names agree",
            Bond::Nickname => "the given names are spellings or short forms of one name",
            Bond::MiddleName => "one goes by a middle name of the other",
            Bond::Initial => "one has the initial of the other's given name, and nobody else fits",
            Bond::Misspelt => "one is a rare misspelling of the other",
            Bond::ByArchive => "the other articles of those days mean this person by the family name",
        }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Reason::Unknown(name) => write!(f, "nobody named “{name}” speaks here"),
            Reason::Family => f.write_str("the family names differ"),
            Reason::Given => f.write_str("given names, middle names or suffixes differ"),
            Reason::OneText => f.write_str("both speak in one article"),
            Reason::Roles(one, other) => write!(f, "their roles have nothing in common: “{one}” and “{other}”"),
            Reason::Rival => f.write_str("one of the names can as well be somebody else's"),
        }
    }
}
