//! A person or an organization of the index, and whose a name is.

use crate::extract::SpeakerKind;
use crate::identity::{self, Owner, People};

/// Before a name in a query: exactly this form of the name, and nobody else's.
pub(crate) const EXACTLY: char = '=';

/// A person or an organization of the index.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Who {
    /// A person with an entry in the table of people, by number.
    Entry(u32),
    /// A person with one name, by the key of the name.
    Name(String),
    /// An organization, by the key of the name.
    Organization(String),
}

impl Who {
    pub(crate) fn kind(&self) -> SpeakerKind {
        match self {
            Who::Entry(_) | Who::Name(_) => SpeakerKind::Person,
            Who::Organization(_) => SpeakerKind::Organization,
        }
    }

    /// The id, which stays from run to run.
    pub(crate) fn id(&self, people: &People) -> String {
        match self {
            Who::Entry(number) => people.person(*number).id.clone(),
            Who::Name(key) | Who::Organization(key) => identity::slug(key),
        }
    }

    /// The keys of all names.
    pub(super) fn keys<'p>(&'p self, people: &'p People) -> &'p [String] {
        match self {
            Who::Entry(number) => &people.person(*number).keys,
            Who::Name(key) | Who::Organization(key) => std::slice::from_ref(key),
        }
    }

    /// Whose a name is in an article.
    pub(super) fn of_key(people: &People, kind: SpeakerKind, key: &str, article: u64) -> Self {
        if kind == SpeakerKind::Organization {
            return Who::Organization(key.to_owned());
        }
        let owner = |owner: &Owner| owner.in_article(article);
        people.owner(key).and_then(owner).map_or_else(|| Who::Name(key.to_owned()), |(person, _)| Who::Entry(person))
    }
}
