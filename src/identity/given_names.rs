//! Given names that can be one person's: equal spellings, short forms and nicknames, and other transliterations.
//!
//! The lists are `nicknames.tsv`, `spellings.tsv` and `transliterations.tsv`, whose first lines say where they come from.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::extract::{is_given_name as is_listed, is_no_name};
use crate::names::PersonName;

/// How two given names are related, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Relation {
    /// The same name.
    Equal,
    /// Spellings or transliterations of one name: “Stephen” and “Steven”, “Sergei” and “Sergey”.
    Spelling,
    /// One is a short form or a nickname of the other, or both are of a third: “Bob”, “Bobby” and “Robert”.
    Nickname,
    /// One is the first letter of the other.
    Initial,
}

/// The formal names of each short form, and of each formal name itself.
static FORMAL: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut formal: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for line in lines(include_str!("nicknames.tsv")) {
        let Some((name, short)) = line.split_once('\t') else { continue };
        for form in short.split(' ').chain([name]) {
            formal.entry(form).or_default().push(name);
        }
    }
    formal
});

/// The first spelling of each group that a spelling is in.
static SPELLINGS: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut spellings: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for line in lines(include_str!("spellings.tsv")).chain(lines(include_str!("transliterations.tsv"))) {
        let first = line.split(' ').next().unwrap_or_default();
        line.split(' ').for_each(|spelling| spellings.entry(spelling).or_default().push(first));
    }
    spellings
});

/// The first transliteration of each.
static TRANSLITERATIONS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let groups = lines(include_str!("transliterations.tsv"));
    groups.flat_map(|line| line.split(' ').map(move |one| (one, line.split(' ').next().unwrap_or(one)))).collect()
});

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// How two folded given names are related; `None` if they are two people's.
pub(crate) fn relation(one: &str, other: &str) -> Option<Relation> {
    if one == other || one.replace('-', "") == other.replace('-', "") {
        return Some(Relation::Equal);
    }
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    if short.chars().count() == 1 {
        return long.starts_with(short).then_some(Relation::Initial);
    }
    if share(&SPELLINGS, one, other) {
        return Some(Relation::Spelling);
    }
    // “Steve” is short for “Steven” and “Stephen”.
    let spelled = |name: &'static str| SPELLINGS.get(name).into_iter().flatten().copied().chain([name]);
    let formal = |name: &str| -> Vec<&'static str> {
        FORMAL.get(name).into_iter().flatten().flat_map(|formal| spelled(formal)).collect()
    };
    let (own, others) = (formal(one), formal(other));
    own.iter().any(|name| others.contains(name)).then_some(Relation::Nickname)
}

fn share(groups: &FxHashMap<&str, Vec<&str>>, one: &str, other: &str) -> bool {
    let Some(others) = groups.get(other) else { return false };
    groups.get(one).is_some_and(|own| own.iter().any(|group| others.contains(group)))
}

/// What two full names share that can be one person's: a form of a given or middle name, or an initial.
pub(crate) fn tokens(name: &PersonName) -> Vec<String> {
    let mut tokens = Vec::new();
    let full = name.words()[..name.words().len().saturating_sub(1)].iter().filter(|word| word.chars().count() > 1);
    for word in full.map(String::as_str).chain(name.nickname()) {
        tokens.push(word.replace('-', ""));
        tokens.extend(SPELLINGS.get(word).into_iter().flatten().map(|spelling| format!("={spelling}")));
        for formal in FORMAL.get(word).into_iter().flatten() {
            tokens.push((*formal).to_owned());
            tokens.extend(SPELLINGS.get(formal).into_iter().flatten().map(|spelling| format!("={spelling}")));
        }
    }
    if name.words().len() > 2 {
        // “Jeb” of John Ellis Bush
        tokens.push(name.words().iter().filter_map(|word| word.chars().next()).collect());
    }
    let initial = name.given().and_then(|given| given.chars().next());
    tokens.extend(initial.map(|letter| letter.to_string()));
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// Whether a name has a given name: “Maybe Holm”, “AG Holm” and “Wisconsin Holm” have none.
pub(crate) fn has_given_name(name: &PersonName) -> bool {
    name.given().is_some_and(|given| name.words().len() > 2 || is_listed(given) || !is_no_name(given))
}

/// Whether a rare name that looks like a misspelling of another can be one: it is long, or its given name is not on the list of given
/// names while the other's is.
pub(crate) fn is_doubtful(rare: &PersonName, known: &PersonName) -> bool {
    let listed = |name: &PersonName| name.given().is_some_and(is_listed);
    rare.given() == known.given() || !listed(rare) || rare.given().is_some_and(|given| given.len() > 6)
}

/// One spelling for all transliterations of a family name, without the article of Arabic names.
pub(crate) fn family_key(family: &str) -> &str {
    let family = crate::names::without_article(family);
    TRANSLITERATIONS.get(family).copied().unwrap_or(family)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_are_related() {
        for (one, other, expected) in [
            ("robert", "robert", Some(Relation::Equal)),
            ("robert", "bob", Some(Relation::Nickname)),
            ("bobby", "bob", Some(Relation::Nickname)),
            ("stephen", "steven", Some(Relation::Spelling)),
            ("stephen", "steve", Some(Relation::Nickname)),
            ("sergei", "sergey", Some(Relation::Spelling)),
            ("j", "joseph", Some(Relation::Initial)),
            ("j", "robert", None),
            ("joseph", "robert", None),
            ("jong-su", "jongsu", Some(Relation::Equal)),
        ] {
            assert_eq!(relation(one, other), expected, "{one}, {other}");
            assert_eq!(relation(other, one), expected, "{other}, {one}");
        }
        assert_eq!(family_key("zelenskiy"), family_key("zelensky"));
        assert_eq!(family_key("al-masri"), family_key("masri"));
    }

    #[test]
    fn the_lists_hold_folded_words() {
        let tables =
            [include_str!("nicknames.tsv"), include_str!("spellings.tsv"), include_str!("transliterations.tsv")];
        for word in tables.into_iter().flat_map(lines).flat_map(|line| line.split([' ', '\t'])) {
            assert!(!word.is_empty() && crate::names::fold(word) == word, "{word:?}");
        }
    }
}
