//! Joins the forms of names that share a family name.

use rustc_hash::{FxHashMap, FxHashSet};

use super::bond::{Bond, bond, is_misspelt};
use super::facts::{Archive, NameFacts};
use super::given_names;
use super::roles::RoleWords;
use crate::names::PersonName;
use crate::naming::AcrossArchive;

/// A form that is this many times rarer than another can be a misspelling of it.
const RARE: u64 = 3;
/// A person dominates others by this many times their statements.
const DOMINATES: u64 = 9;

/// The names of one family name.
pub(super) struct Block<'a> {
    archive: &'a Archive,
    rules: &'a AcrossArchive,
    names: Vec<&'a NameFacts>,
    roles: Vec<RoleWords>,
    /// For each name the number of its cluster.
    cluster: Vec<usize>,
    /// For each cluster its names; empty for one that was joined to another.
    members: Vec<Vec<usize>>,
    /// What joined the names: both, and why.
    pub(super) joins: Vec<(usize, usize, Bond)>,
}

impl<'a> Block<'a> {
    /// Joins names in the order of their keys. Those of one word each stay apart.
    pub(super) fn resolve(archive: &'a Archive, rules: &'a AcrossArchive, names: Vec<&'a NameFacts>) -> Self {
        let roles = names.iter().map(|name| RoleWords::of(archive, name)).collect();
        let (cluster, members) = (0..names.len()).map(|name| (name, vec![name])).unzip();
        let mut block = Self { archive, rules, names, roles, cluster, members, joins: Vec::new() };
        block.join_full_names();
        block.join_misspelt();
        block
    }

    /// The clusters, each with its names in order; in the order of their first names.
    pub(super) fn clusters(&self) -> Vec<Vec<usize>> {
        let mut clusters: Vec<Vec<usize>> = self.members.iter().filter(|names| !names.is_empty()).cloned().collect();
        clusters.iter_mut().for_each(|names| names.sort_unstable());
        clusters.sort_unstable();
        clusters
    }

    /// Joins the full names that can be one person's, the strongest bonds first, unless others rival them.
    fn join_full_names(&mut self) {
        let mut bonds = self.bonds();
        bonds.sort_by_key(|(one, other, bond)| {
            let count = self.names[*one].count().min(self.names[*other].count());
            (*bond, std::cmp::Reverse(count), *one, *other)
        });
        let mut bonds_of: Vec<Vec<(usize, Bond)>> = vec![Vec::new(); self.names.len()];
        for (one, other, bond) in &bonds {
            bonds_of[*one].push((*other, *bond));
            bonds_of[*other].push((*one, *bond));
        }
        for (one, other, bond) in bonds {
            if self.cluster[one] != self.cluster[other]
                && self.can_join(one, other, bond)
                && !self.has_rival(&bonds_of, one, other, bond)
                && !self.has_rival(&bonds_of, other, one, bond)
            {
                self.join(one, other, bond);
            }
        }
    }

    /// All pairs of full names with a bond. Compares only names that share a form of a given name or an initial.
    fn bonds(&self) -> Vec<(usize, usize, Bond)> {
        let mut sharing: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (number, facts) in self.names.iter().enumerate().filter(|(_, facts)| !facts.name.is_bare()) {
            let formal = self.rules.formal(&facts.name);
            let mut tokens = given_names::tokens(&facts.name);
            tokens.extend(formal.iter().flat_map(given_names::tokens));
            for token in tokens {
                sharing.entry(token).or_default().push(number);
            }
        }
        let mut seen = FxHashSet::default();
        let mut bonds = Vec::new();
        let is_initial =
            |number: &usize| self.names[*number].name.given().is_some_and(|given| given.chars().count() == 1);
        for (token, numbers) in &sharing {
            let by_initial = token.chars().count() == 1;
            for (place, one) in numbers.iter().enumerate() {
                for other in &numbers[place + 1..] {
                    let pair = (*one.min(other), *one.max(other));
                    let compares = !by_initial || is_initial(one) || is_initial(other);
                    if compares && pair.0 != pair.1 && seen.insert(pair) {
                        bonds.extend(self.bond(pair.0, pair.1).map(|bond| (pair.0, pair.1, bond)));
                    }
                }
            }
        }
        bonds
    }

    fn bond(&self, one: usize, other: usize) -> Option<Bond> {
        let (one, other) = (&self.names[one].name, &self.names[other].name);
        let formal = |name: &PersonName| self.rules.formal(name).unwrap_or_else(|| name.clone());
        bond(one, other).or_else(|| {
            let has_rule = self.rules.formal(one).is_some() || self.rules.formal(other).is_some();
            has_rule.then(|| bond(&formal(one), &formal(other))).flatten().map(|found| found.max(Bond::Nickname))
        })
    }

    /// Whether two clusters can be one person: each name of one with each of the other.
    fn can_join(&self, one: usize, other: usize, bond: Bond) -> bool {
        let others = self.members(other);
        let mut pairs = self.members(one).iter().flat_map(|one| others.iter().map(move |other| (*one, *other)));
        pairs.all(|(one, other)| self.bond(one, other).is_some() && !self.are_two(one, other, bond))
    }

    /// Whether the articles show that two names are two people: both speak in one text, or their roles have nothing in common.
    fn are_two(&self, one: usize, other: usize, bond: Bond) -> bool {
        let (a, b) = (self.names[one], self.names[other]);
        if self.rules.are_apart(&a.key, &b.key) {
            return true;
        }
        let is_son = a.name.suffix().is_some() != b.name.suffix().is_some();
        if bond == Bond::SameName && !is_son {
            // The extractor joins two such names within a text.
            return self.roles[one].exclude(&self.roles[other]);
        }
        if is_son && self.roles[one].are_other(&self.roles[other]) {
            return true;
        }
        self.archive.in_one_text(a, b) || self.roles[one].differ(&self.roles[other])
    }

    /// Whether `one` could as well be another name's than `other`, which `other` cannot be.
    fn has_rival(&self, bonds: &[Vec<(usize, Bond)>], one: usize, other: usize, bond: Bond) -> bool {
        let share = |rival: usize| self.roles[one].shares(&self.roles[rival]);
        let chosen = share(other) && bond != Bond::SameName;
        let count = self.count_of_cluster(other);
        let weakest = match bond {
            Bond::SameName | Bond::Initial => bond,
            _ => Bond::MiddleName,
        };
        let is_rival = |&(rival, with): &(usize, Bond)| {
            with <= weakest
                && self.cluster[rival] != self.cluster[other]
                && self.cluster[rival] != self.cluster[one]
                && !self.can_join(rival, other, with.max(bond))
                && (!chosen || share(rival))
                && count < DOMINATES * self.count_of_cluster(rival)
        };
        bonds[one].iter().any(is_rival)
    }

    /// Joins rare misspellings with the name they are a misspelling of.
    fn join_misspelt(&mut self) {
        let full = |number: &usize| !self.names[*number].name.is_bare();
        let mut order: Vec<usize> = (0..self.names.len()).filter(full).collect();
        order.sort_by_key(|number| (std::cmp::Reverse(self.names[*number].count()), *number));
        for rare in order.iter().rev().copied().collect::<Vec<_>>() {
            let count = self.names[rare].count();
            if self.members(rare).len() > 1 {
                continue;
            }
            let is_rarer = |known: usize| {
                let times = if self.roles[rare].shares(&self.roles[known]) { 1 } else { RARE };
                known != rare && self.names[known].count() >= times * count
            };
            let is_known = |known: &&usize| {
                is_rarer(**known)
                    && is_misspelt(&self.names[rare].name, &self.names[**known].name)
                    && !self.archive.in_one_text(self.names[rare], self.names[**known])
                    && !self.roles[rare].differ(&self.roles[**known])
                    && given_names::is_doubtful(&self.names[rare].name, &self.names[**known].name)
            };
            let mut known = order.iter().take_while(|known| self.names[**known].count() >= count).filter(is_known);
            if let (Some(only), None) = (known.next().copied(), known.next()) {
                self.join(rare, only, Bond::Misspelt);
            }
        }
    }

    fn join(&mut self, one: usize, other: usize, bond: Bond) {
        let (from, to) = (self.cluster[one].max(self.cluster[other]), self.cluster[one].min(self.cluster[other]));
        let moved = std::mem::take(&mut self.members[from]);
        moved.iter().for_each(|name| self.cluster[*name] = to);
        self.members[to].extend(moved);
        self.joins.push((one, other, bond));
    }

    /// The names in the cluster of a name.
    fn members(&self, name: usize) -> &[usize] {
        &self.members[self.cluster[name]]
    }

    fn count_of_cluster(&self, name: usize) -> u64 {
        self.members(name).iter().map(|member| self.names[*member].count()).sum()
    }
}
