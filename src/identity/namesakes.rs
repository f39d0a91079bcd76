//! Two people of one name: the mayor and the plumber John Smith.

use rustc_hash::FxHashMap;

use super::facts::{Archive, NO_MONTH, NameFacts};
use super::roles::{RoleWords, occupations};

/// How many months apart the articles of two people of one name are at most: a person can change the occupation in a lifetime.
const ONE_PERIOD: i32 = 24;
/// A person has at least one of so many articles with a role; one among many is a slip of the extractor.
const SHARE: usize = 5;

/// A form of a name, cut into the people who have it.
pub(super) struct Namesakes {
    /// One for each person, with the articles that show the occupation.
    pub(super) people: Vec<NameFacts>,
    /// The articles that show none; empty if only one person has the name.
    pub(super) open: Option<NameFacts>,
}

/// Cuts a name by occupations that exclude each other in one period.
pub(super) fn namesakes(archive: &Archive, name: &NameFacts) -> Namesakes {
    let groups = groups(archive, name);
    if groups.len() < 2 {
        return Namesakes { people: vec![name.clone()], open: None };
    }
    let group = |article: u32| groups.iter().position(|group| group.contains_key(&article));
    let people = (0..groups.len()).map(|number| part(name, |article| group(article) == Some(number)));
    let open = part(name, |article| group(article).is_none());
    Namesakes { people: people.collect(), open: Some(open).filter(|open| !open.articles.is_empty()) }
}

/// The articles of each person: those whose occupations are of one kind. Fewer than two if it is one person.
fn groups(archive: &Archive, name: &NameFacts) -> Vec<FxHashMap<u32, u8>> {
    let mut of_article: FxHashMap<u32, u8> = FxHashMap::default();
    for (article, role) in &name.roles {
        let role = &archive.roles[*role as usize];
        let past =
            role.to_lowercase().split([' ', '-']).any(|word| matches!(word, "former" | "ex" | "late" | "retired"));
        let found = if past { 0 } else { occupations(role) };
        if found != 0 {
            *of_article.entry(*article).or_default() |= found;
        }
    }
    // Occupations that one article gives together are one person's.
    let mut kinds: Vec<u8> = Vec::new();
    for mask in of_article.values() {
        let (joined, apart): (Vec<u8>, Vec<u8>) = kinds.iter().partition(|kind| *kind & mask != 0);
        kinds = apart;
        kinds.push(joined.into_iter().fold(*mask, |all, kind| all | kind));
    }
    kinds.sort_unstable();
    let of_kind =
        |kind: u8| of_article.iter().filter(move |(_, mask)| *mask & kind != 0).map(|(a, m)| (*a, *m)).collect();
    let mut groups: Vec<FxHashMap<u32, u8>> = kinds.into_iter().map(of_kind).collect();
    let with_role = name.roles.chunk_by(|one, other| one.0 == other.0).count();
    groups.retain(|group: &FxHashMap<u32, u8>| group.len() * SHARE >= with_role);
    let words: Vec<RoleWords> = groups
        .iter()
        .map(|group| RoleWords::of(archive, &part(name, |article| group.contains_key(&article))))
        .collect();
    let apart = |(one, other): (usize, usize)| {
        words[one].exclude(&words[other]) && in_one_period(archive, &groups[one], &groups[other])
    };
    let pairs = (0..groups.len()).flat_map(|one| (one + 1..groups.len()).map(move |other| (one, other)));
    if pairs.clone().all(apart) { groups } else { Vec::new() }
}

fn in_one_period(archive: &Archive, one: &FxHashMap<u32, u8>, other: &FxHashMap<u32, u8>) -> bool {
    let period = |group: &FxHashMap<u32, u8>| {
        let months = group.keys().map(|article| archive.articles[*article as usize].month).filter(|m| *m != NO_MONTH);
        months.clone().min().zip(months.max())
    };
    let (Some((first, last)), Some((others_first, others_last))) = (period(one), period(other)) else { return true };
    first <= others_last + ONE_PERIOD && others_first <= last + ONE_PERIOD
}

/// The part of a name that some articles have.
fn part(name: &NameFacts, has: impl Fn(u32) -> bool) -> NameFacts {
    let articles = name.articles.iter().filter(|(article, _)| has(*article)).copied().collect();
    let roles = name.roles.iter().filter(|(article, _)| has(*article)).copied().collect();
    NameFacts { articles, roles, ..name.clone() }
}
