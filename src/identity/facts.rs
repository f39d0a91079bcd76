//! What an archive shows of the names of its speakers.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::names::PersonName;

/// The names of an archive, with the articles and the roles that they have.
#[derive(Debug, Default)]
pub(crate) struct Archive {
    /// In any order; names and roles refer to them by number.
    pub(crate) articles: Vec<ArticleFacts>,
    /// The roles, as articles give them.
    pub(crate) roles: Vec<String>,
    /// One for each form of a name ([`PersonName::key`]).
    pub(crate) names: Vec<NameFacts>,
}

/// An article with a speaker.
#[derive(Clone, Copy, Debug, Hash)]
pub(crate) struct ArticleFacts {
    /// The key of its place.
    pub(crate) key: u64,
    /// A hash of the outlet; 0 without one.
    pub(crate) outlet: u64,
    /// Its month, counted from the year 0; [`NO_MONTH`] without a date.
    pub(crate) month: i32,
}

/// The month of an article without a date. No other month is near it.
pub(crate) const NO_MONTH: i32 = i32::MIN / 2;

/// A form of a name.
#[derive(Clone, Debug)]
pub(crate) struct NameFacts {
    pub(crate) name: PersonName,
    /// [`PersonName::key`] of the name.
    pub(crate) key: String,
    /// The name as articles give it, with the number of statements.
    pub(crate) spellings: Vec<(String, u64)>,
    /// The articles in which somebody of this name speaks, in order, with the number of statements.
    pub(crate) articles: Vec<(u32, u32)>,
    /// The articles that give a role, with the role, both by number.
    pub(crate) roles: Vec<(u32, u32)>,
}

impl NameFacts {
    /// How many statements it has.
    pub(crate) fn count(&self) -> u64 {
        self.articles.iter().map(|(_, count)| u64::from(*count)).sum()
    }

    /// Its commonest spelling; of two equally common ones the first by the alphabet.
    pub(crate) fn spelling(&self) -> &str {
        let commonest = self.spellings.iter().max_by(|one, other| one.1.cmp(&other.1).then(other.0.cmp(&one.0)));
        commonest.map_or("", |(name, _)| name)
    }
}

impl Archive {
    /// A hash of all that is known of some names, which does not depend on how the archive numbers articles and roles.
    pub(super) fn hash(&self, names: &[&NameFacts]) -> u64 {
        let mut hasher = FxHasher::default();
        for name in names {
            name.key.hash(&mut hasher);
            name.spellings.hash(&mut hasher);
            let mut sum = 0u64;
            for (article, count) in &name.articles {
                sum = sum.wrapping_add(hash_of(&(self.articles[*article as usize], count)));
            }
            for (article, role) in &name.roles {
                sum = sum.wrapping_add(hash_of(&(self.articles[*article as usize].key, &self.roles[*role as usize])));
            }
            sum.hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Whether two names speak in one article.
    pub(super) fn in_one_text(&self, one: &NameFacts, other: &NameFacts) -> bool {
        let (short, long) = if one.articles.len() < other.articles.len() { (one, other) } else { (other, one) };
        let has = |article: &u32| long.articles.binary_search_by_key(article, |(number, _)| *number).is_ok();
        short.articles.iter().any(|(article, _)| has(article))
    }
}

pub(super) fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
