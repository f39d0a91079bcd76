//! Whose a name is that several people can own, by the other articles of those days.

use rustc_hash::FxHashMap;

use super::facts::{Archive, ArticleFacts, NameFacts};
use super::roles::RoleWords;

/// A person owns a name if this share of the statements is that person's.
const CLEAR: f32 = 0.9;
/// How many statements the archive has at least, if nothing of those days decides.
const ENOUGH: u64 = 3;

/// How many statements a person has at least whose name alone can come with a role that no other article gives.
const OFTEN: u64 = 20;

/// How often some people speak: by outlet and month, by month, and in all.
pub(super) struct Voices {
    near: FxHashMap<(u64, i32), Vec<(u32, u64)>>,
    months: FxHashMap<i32, Vec<(u32, u64)>>,
    all: Vec<(u32, u64)>,
    roles: FxHashMap<u32, RoleWords>,
}

impl Voices {
    /// People by number, each with the names that are surely theirs.
    pub(super) fn of(archive: &Archive, people: &[(u32, Vec<&NameFacts>)]) -> Self {
        let mut voices = Self {
            near: FxHashMap::default(),
            months: FxHashMap::default(),
            all: Vec::new(),
            roles: FxHashMap::default(),
        };
        for (person, names) in people {
            let mut words = RoleWords::default();
            for name in names {
                for (article, count) in &name.articles {
                    let (article, count) = (&archive.articles[*article as usize], u64::from(*count));
                    add(voices.near.entry((article.outlet, article.month)).or_default(), *person, count);
                    add(voices.months.entry(article.month).or_default(), *person, count);
                    add(&mut voices.all, *person, count);
                }
                name.roles.iter().for_each(|(_, role)| words.add(&archive.roles[*role as usize]));
            }
            voices.roles.insert(*person, words);
        }
        voices
    }

    /// The person that a name in an article means, with the share of the statements that says so; `None` if it is not clear.
    pub(super) fn owner(&self, archive: &Archive, name: &NameFacts, article: u32) -> Option<(u32, f32)> {
        let roles = RoleWords::of_article(archive, name, article);
        let article = &archive.articles[article as usize];
        // Who seldom speaks is soon somebody else.
        let is_rare = |person: &u32| self.all.iter().any(|(known, count)| known == person && *count < OFTEN);
        let is_other = |person: &u32| {
            let own = &self.roles[person];
            own.differ(&roles) || is_rare(person) && own.are_other(&roles)
        };
        let fits = |person: &u32| !is_other(person);
        let shares = |person: &u32| self.roles.get(person).is_some_and(|own| own.shares(&roles));
        let by_role: Vec<u32> = self.all.iter().map(|(person, _)| *person).filter(shares).collect();
        if let [only] = by_role[..] {
            return Some((only, 1.0));
        }
        let around = |article: &ArticleFacts| (article.month - 1)..=(article.month + 1);
        let in_outlet = around(article).flat_map(|month| self.near.get(&(article.outlet, month)).into_iter().flatten());
        let in_days = around(article).flat_map(|month| self.months.get(&month).into_iter().flatten());
        clear(in_outlet, 1, fits)
            .or_else(|| clear(in_days, ENOUGH, fits))
            .or_else(|| clear(self.all.iter(), ENOUGH, fits))
    }
}

fn add(counts: &mut Vec<(u32, u64)>, person: u32, count: u64) {
    match counts.iter_mut().find(|(known, _)| *known == person) {
        Some((_, sum)) => *sum += count,
        None => counts.push((person, count)),
    }
}

/// The person who has nearly all of the statements, if there are enough.
fn clear<'c>(
    counts: impl Iterator<Item = &'c (u32, u64)>,
    enough: u64,
    fits: impl Fn(&u32) -> bool,
) -> Option<(u32, f32)> {
    let mut sums = Vec::new();
    counts.for_each(|(person, count)| add(&mut sums, *person, *count));
    let all: u64 = sums.iter().map(|(_, count)| count).sum();
    let (person, most) = sums.into_iter().max_by_key(|(person, count)| (*count, std::cmp::Reverse(*person)))?;
    let share = most as f32 / all as f32;
    (all >= enough && share >= CLEAR && fits(&person)).then_some((person, share))
}
