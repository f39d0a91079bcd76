//! All names of an archive to its people.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::block::Block;
use super::bond::Bond;
use super::by_archive::Voices;
use super::facts::{Archive, NameFacts, hash_of};
use super::namesakes::{Namesakes, namesakes};
use super::people::{Family, Join, Owner, People, Person};
use super::roles::occupation;
use super::{family_key, given_names, slug};
use crate::extract::{is_family_of_officeholder, is_officeholder};
use crate::naming::AcrossArchive;

/// The people of an archive. A family whose names, articles and roles are as in `before` is taken from there.
pub(crate) fn resolve(archive: &Archive, rules: &AcrossArchive, before: &People) -> People {
    let print = if *rules == AcrossArchive::default() { 0 } else { hash_of(&format!("{rules:?}")) };
    let known: FxHashMap<&str, &Family> =
        before.families().iter().map(|family| (family.name.as_str(), family)).collect();
    let mut families: BTreeMap<&str, Vec<&NameFacts>> = BTreeMap::new();
    for name in &archive.names {
        families.entry(family_key(&name.name)).or_default().push(name);
    }
    let resolved = families.into_par_iter().filter_map(|(family, mut names)| {
        names.sort_unstable_by(|one, other| one.key.cmp(&other.key));
        let facts = archive.hash(&names) ^ print;
        let same = known.get(family).filter(|known| known.facts == facts);
        let found =
            same.map_or_else(|| resolve_family(archive, rules, family, facts, &names), |known| (*known).clone());
        // A single name without an entry costs less to resolve than to keep.
        (names.len() > 1 || !found.owners.is_empty()).then_some(found)
    });
    People::new(resolved.collect(), rules.renamed.clone())
}

/// A person before it is known whether it needs an entry.
struct Draft<'a> {
    names: Vec<&'a NameFacts>,
    joins: Vec<Join>,
    /// Whether others have one of its names.
    is_namesake: bool,
    /// The forms that are not always its own.
    shared: Vec<&'a NameFacts>,
}

fn resolve_family(archive: &Archive, rules: &AcrossArchive, family: &str, facts: u64, names: &[&NameFacts]) -> Family {
    let (full, bare): (Vec<&NameFacts>, Vec<&NameFacts>) =
        names.iter().partition(|name| given_names::has_given_name(&name.name));
    let cut: Vec<Namesakes> = full.iter().map(|name| namesakes(archive, name)).collect();
    let parts: Vec<&NameFacts> = cut.iter().flat_map(|cut| &cut.people).collect();
    let block = Block::resolve(archive, rules, parts.clone());
    let mut drafts: Vec<Draft<'_>> = block.clusters().iter().map(|cluster| draft(&block, &parts, cluster)).collect();
    let people: Vec<(u32, Vec<&NameFacts>)> = (0..).zip(drafts.iter().map(|draft| draft.names.clone())).collect();
    let voices = Voices::of(archive, &people);
    // “Obama” alone is the president, whoever else of that name speaks here.
    let is_officeholders = |name: &NameFacts| is_family_of_officeholder(name.name.family());
    let holds = |(_, names): &(u32, Vec<&NameFacts>)| names.iter().any(|name| is_officeholder(name.spelling()));
    let has_holder = people.iter().any(holds);
    let bare: Vec<&NameFacts> = bare.into_iter().filter(|name| has_holder || !is_officeholders(name)).collect();
    let of_bare = |name: &&NameFacts| Some((name.key.clone(), owner(archive, &voices, name)?));
    let mut owners: Vec<(String, Owner)> = bare.iter().filter_map(of_bare).collect();
    for cut in cut.iter().filter(|cut| cut.people.len() > 1) {
        let key = &cut.people[0].key;
        let holders: Vec<_> =
            people.iter().filter(|(_, names)| names.iter().any(|name| name.key == *key)).cloned().collect();
        holders.iter().for_each(|(person, _)| drafts[*person as usize].is_namesake = true);
        owners.push((key.clone(), owner_of_part(archive, cut, &holders)));
    }
    for (key, owner) in &owners {
        let Some(form) = names.iter().copied().find(|name| name.key == *key) else { continue };
        for (person, _) in owner.others.iter().filter_map(|(_, owner)| *owner).chain(owner.usual) {
            let shared = &mut drafts[person as usize].shared;
            if !shared.iter().any(|known| known.key == *key) {
                shared.push(form);
            }
        }
    }
    entries(archive, family, facts, drafts, owners)
}

/// Whose a family name alone is, in each of its articles; `None` if it is nobody's for sure.
fn owner(archive: &Archive, voices: &Voices, name: &NameFacts) -> Option<Owner> {
    let of_article =
        |(article, _): &(u32, u32)| (archive.articles[*article as usize].key, voices.owner(archive, name, *article));
    let all: Vec<(u64, Option<(u32, f32)>)> = name.articles.iter().map(of_article).collect();
    let mut sums: Vec<(u32, usize, f32)> = Vec::new();
    for (person, share) in all.iter().filter_map(|(_, owner)| *owner) {
        match sums.iter_mut().find(|(known, ..)| *known == person) {
            Some((_, articles, sum)) => (*articles, *sum) = (*articles + 1, *sum + share),
            None => sums.push((person, 1, share)),
        }
    }
    let (person, articles, sum) = sums.into_iter().max_by_key(|(person, articles, _)| (*articles, Reverse(*person)))?;
    let mut others = all;
    others.retain(|(_, owner)| owner.map(|(owner, _)| owner) != Some(person));
    others.sort_unstable_by_key(|(article, _)| *article);
    Some(Owner { usual: Some((person, sum / articles as f32)), others })
}

/// Whose a name of several people is, in each article. Where the article shows no occupation, the articles around it decide.
fn owner_of_part(archive: &Archive, cut: &Namesakes, holders: &[(u32, Vec<&NameFacts>)]) -> Owner {
    let key = |article: u32| archive.articles[article as usize].key;
    let mut others = Vec::new();
    for part in &cut.people {
        let holds = |(_, names): &&(u32, Vec<&NameFacts>)| names.iter().any(|name| std::ptr::eq(*name, part));
        let owner = holders.iter().find(holds).map(|(person, _)| (*person, 1.0));
        others.extend(part.articles.iter().map(|(article, _)| (key(*article), owner)));
    }
    if let Some(open) = &cut.open {
        let voices = Voices::of(archive, holders);
        others.extend(open.articles.iter().map(|(article, _)| (key(*article), voices.owner(archive, open, *article))));
    }
    others.sort_unstable_by_key(|(article, _)| *article);
    Owner { usual: None, others }
}

/// The family with the people who need an entry, and the owners of their names.
fn entries(
    archive: &Archive,
    family: &str,
    facts: u64,
    drafts: Vec<Draft<'_>>,
    owners: Vec<(String, Owner)>,
) -> Family {
    let mut found = Family { name: family.to_owned(), facts, ..Family::default() };
    let mut numbers: Vec<Option<u32>> = Vec::new();
    let shared: Vec<&String> = owners.iter().map(|(key, _)| key).collect();
    let mut own = Vec::new();
    for draft in drafts {
        let needed = draft.names.len() > 1 || draft.is_namesake || !draft.shared.is_empty();
        numbers.push(needed.then_some(found.people.len() as u32));
        if needed {
            for name in draft.names.iter().filter(|name| !shared.contains(&&name.key)) {
                let usual = Some((found.people.len() as u32, 1.0));
                own.push((name.key.clone(), Owner { usual, others: Vec::new() }));
            }
            found.people.push(person(archive, draft));
        }
    }
    let renumber =
        |owner: Option<(u32, f32)>| owner.and_then(|(person, share)| Some((numbers[person as usize]?, share)));
    let owners = owners.into_iter().map(|(key, owner)| {
        let others = owner.others.into_iter().map(|(article, owner)| (article, renumber(owner))).collect();
        (key, Owner { usual: renumber(owner.usual), others })
    });
    found.owners = owners.chain(own).collect();
    found.owners.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    found
}

fn draft<'a>(block: &Block<'a>, parts: &[&'a NameFacts], cluster: &[usize]) -> Draft<'a> {
    let join = |(one, other, bond): &(usize, usize, Bond)| Join {
        one: parts[*one].spelling().to_owned(),
        other: parts[*other].spelling().to_owned(),
        bond: *bond,
    };
    let joins = block.joins.iter().filter(|(one, ..)| cluster.contains(one)).map(join).collect();
    Draft { names: cluster.iter().map(|name| parts[*name]).collect(), joins, is_namesake: false, shared: Vec::new() }
}

/// The entry of a person.
fn person(archive: &Archive, draft: Draft<'_>) -> Person {
    let Draft { names, mut joins, is_namesake, shared } = draft;
    let misspelt =
        |name: &NameFacts| joins.iter().any(|join| join.bond == Bond::Misspelt && join.one == name.spelling());
    // An initial or a misspelling is no good name as long as there is a better form.
    let is_good =
        |name: &NameFacts| !misspelt(name) && name.name.given().is_some_and(|given| given.chars().count() > 1);
    let good: Vec<&NameFacts> = names.iter().copied().filter(|name| is_good(name)).collect();
    let good = if good.is_empty() { names.clone() } else { good };
    let usual = good.iter().max_by(|one, other| one.count().cmp(&other.count()).then(other.key.cmp(&one.key)));
    let mut name = usual.map_or(String::new(), |name| name.spelling().to_owned());
    let shortest = good.iter().min_by_key(|name| (name.name.words().len(), name.key.len(), &name.key));
    let mut id = shortest.map_or(String::new(), |name| slug(&name.key));
    if is_namesake {
        // Two people of one name differ in their occupation.
        let roles = names.iter().flat_map(|name| &name.roles);
        if let Some(occupation) = roles.filter_map(|(_, role)| occupation(&archive.roles[*role as usize])).min() {
            id = format!("{id}-{occupation}");
            name = format!("{name} ({occupation})");
        }
    }
    let mut keys: Vec<String> = names.iter().map(|name| name.key.clone()).collect();
    for form in shared.into_iter().filter(|form| !names.iter().any(|name| name.key == form.key)) {
        let one = form.spelling().to_owned();
        joins.push(Join { one, other: name.clone(), bond: Bond::ByArchive });
        keys.push(form.key.clone());
    }
    keys.sort_unstable();
    keys.dedup();
    Person { id, name, keys, joins }
}
