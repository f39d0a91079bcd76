//! What the roles of a name say about who it is.

use std::collections::BTreeSet;

use super::facts::{Archive, NameFacts};
use crate::extract::organization_forms;
use crate::names::folded;
use crate::word_set::WordSet;

/// Words of roles that say nothing about whose role it is.
static COMMON: WordSet = WordSet::new(&[
    "the", "a", "an", "of", "for", "and", "at", "in", "on", "to", "his", "her", "their", "its", "who", "former",
    "senior", "current", "then", "new", "ex", "deputy", "acting", "assistant", "mr", "mrs", "ms", "s", "one", "old",
    "year", "longtime", "top", "head", "member", "leader", "expert", "official", "spokesman", "spokeswoman",
    "spokesperson", "director", "executive", "president", "vice", "chief", "chairman", "manager", "analyst", "with",
    "from", "by", "as", "is", "was", "has", "founder", "co", "professor", "editor", "reporter", "writer", "author",
    "father", "mother", "son", "daughter", "brother", "sister", "wife", "husband", "coming", "including", "lawyer",
    "attorney", "adviser", "advisor", "aide", "general", "national", "american", "us", "u", "british",
]);

/// Occupations that hardly anybody changes for one of another group: a plumber is not the mayor of the same name.
const OCCUPATIONS: [&[&str]; 5] = [
    &[
        "mayor", "senator", "sen", "congressman", "congresswoman", "representative", "rep", "governor", "gov", "mp",
        "minister", "councillor", "councilman", "councilwoman", "lawmaker", "chancellor", "premier", "lord", "peer",
        "baroness", "ambassador", "legislator", "assemblyman", "alderman",
    ],
    &[
        "footballer", "midfielder", "striker", "goalkeeper", "defender", "winger", "batsman", "bowler", "cricketer",
        "golfer", "jockey", "boxer", "sprinter", "swimmer", "cyclist", "quarterback", "pitcher", "coach", "referee",
        "rower", "skier", "fly-half", "hooker", "captain", "driver", "player",
    ],
    &[
        "plumber", "builder", "electrician", "farmer", "carpenter", "mechanic", "hairdresser", "waiter", "waitress",
        "janitor", "shopkeeper", "pensioner", "retiree", "student", "resident", "neighbour", "neighbor", "pupil",
        "bystander", "nurse", "teacher", "baker", "butcher", "miner", "trucker", "roofer", "cleaner",
    ],
    &[
        "singer", "actor", "actress", "guitarist", "drummer", "rapper", "comedian", "musician", "songwriter", "dancer",
        "bassist",
    ],
    &["detective", "constable", "sergeant", "sheriff", "coroner", "det", "sgt", "superintendent", "insp", "inspector"],
];

/// How many words a role has at least that differs from another: “of Maryland” and “D-Ill.” do not say enough.
const TELLING: usize = 2;

/// The words of a name's roles.
#[derive(Clone, Debug, Default)]
pub(super) struct RoleWords {
    /// Those that say whose role it is.
    words: BTreeSet<String>,
    /// The groups of [`OCCUPATIONS`], as bits.
    occupations: u8,
}

impl RoleWords {
    pub(super) fn of(archive: &Archive, name: &NameFacts) -> Self {
        let roles: BTreeSet<u32> = name.roles.iter().map(|(_, role)| *role).collect();
        let mut words = Self::default();
        roles.into_iter().for_each(|role| words.add(&archive.roles[role as usize]));
        words
    }

    /// Those that one article gives.
    pub(super) fn of_article(archive: &Archive, name: &NameFacts, article: u32) -> Self {
        let mut words = Self::default();
        let first = name.roles.partition_point(|(number, _)| *number < article);
        let roles = name.roles[first..].iter().take_while(|(number, _)| *number == article);
        roles.for_each(|(_, role)| words.add(&archive.roles[*role as usize]));
        words
    }

    pub(super) fn add(&mut self, role: &str) {
        let folded = folded(role);
        for word in words_of(&folded) {
            // “F.B.I. director” and “director of the Federal Bureau of Investigation”.
            let organization = organization_forms(word).first();
            let words = organization.map_or(word, String::as_str);
            self.words.extend(words_of(words).filter(|word| says_whose(word)).map(str::to_owned));
        }
        self.occupations |= occupations(role);
    }

    /// Whether two names have a word in common that says whose role it is.
    pub(super) fn shares(&self, other: &RoleWords) -> bool {
        self.words.iter().any(|word| other.words.contains(word))
    }

    /// Whether both have roles, and no word in common.
    pub(super) fn are_other(&self, other: &RoleWords) -> bool {
        !self.words.is_empty() && !other.words.is_empty() && !self.shares(other)
    }

    /// Whether both have roles of some length, and no word in common.
    pub(super) fn differ(&self, other: &RoleWords) -> bool {
        self.words.len() >= TELLING && other.words.len() >= TELLING && !self.shares(other) || self.exclude(other)
    }

    /// Whether both have an occupation, of groups that exclude each other.
    pub(super) fn exclude(&self, other: &RoleWords) -> bool {
        self.occupations != 0
            && other.occupations != 0
            && self.occupations & other.occupations == 0
            && !self.shares(other)
    }
}

fn words_of(role: &str) -> impl Iterator<Item = &str> {
    role.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '.')).map(|word| word.trim_matches('.'))
}

/// Whether a word of a role says whose role it is.
fn says_whose(word: &str) -> bool {
    !word.is_empty() && !COMMON.contains(word) && !word.bytes().any(|byte| byte.is_ascii_digit())
}

/// The groups of occupations that a role names, as bits.
pub(super) fn occupations(role: &str) -> u8 {
    let folded = folded(role);
    let words = || words_of(&folded);
    let is_of = |group: &&[&str]| words().any(|word| group.contains(&word));
    (0..).zip(&OCCUPATIONS).filter(|(_, group)| is_of(group)).map(|(place, _)| 1u8 << place).sum()
}

/// The first occupation that a role names.
pub(super) fn occupation(role: &str) -> Option<String> {
    let folded = folded(role);
    let mut words = words_of(&folded);
    words.find(|word| OCCUPATIONS.iter().any(|group| group.contains(word))).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(roles: &[&str]) -> RoleWords {
        let mut words = RoleWords::default();
        roles.iter().for_each(|role| words.add(role));
        words
    }

    #[test]
    fn roles_tell_people_apart() {
        let mayor = words(&["the mayor of Dayton", "a Democrat"]);
        assert!(mayor.exclude(&words(&["a plumber from Akron"])));
        assert!(!mayor.exclude(&words(&["former senator"])));
        assert!(!mayor.exclude(&words(&["a plumber from Dayton"])));
        assert!(mayor.differ(&words(&["a banker in Akron, Ohio"])));
        assert!(!mayor.differ(&words(&["of Akron"])));
        assert!(words(&["F.B.I. director"]).shares(&words(&["head of the Federal Bureau of Investigation"])));
        assert!(!mayor.differ(&words(&["former president"])));
        assert!(!mayor.differ(&words(&[])));
    }
}
