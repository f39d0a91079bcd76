//! The fields that can be asked for.

use crate::error::{Error, ErrorKind, Result};
use crate::names;

/// A field that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Who said it.
    Speaker,
    /// An organization that speaks, that the speaker belongs or belonged to, or that the words name.
    Org,
    /// An organization that speaks.
    OrgSaid,
    /// An organization that the speaker belongs to.
    OrgRole,
    /// An organization that the speaker belonged to.
    OrgFormer,
    /// An organization that the words or the article name.
    OrgMentioned,
    /// A person whom the words name; of an article, whom it names.
    About,
    /// What the article is about.
    Topic,
    /// Who published it.
    Outlet,
    /// Who wrote the article.
    Author,
    /// The headline.
    Title,
    /// The speaker's role, in the words of the article.
    Role,
    /// The word that reports, or one of its words.
    Cue,
    /// Through whom the words came, where they are second-hand.
    Via,
    /// The language of the article, as a code of two letters.
    Language,
    /// Direct, indirect or mixed; or declined, which finds who does not answer.
    Kind,
    /// Speech or thought.
    Act,
}

impl Field {
    /// All fields, as they are listed to people.
    pub const ALL: [Field; 17] = [
        Field::Speaker,
        Field::Org,
        Field::OrgSaid,
        Field::OrgRole,
        Field::OrgFormer,
        Field::OrgMentioned,
        Field::About,
        Field::Topic,
        Field::Outlet,
        Field::Author,
        Field::Title,
        Field::Role,
        Field::Cue,
        Field::Via,
        Field::Language,
        Field::Kind,
        Field::Act,
    ];

    /// The name in a query.
    pub fn name(self) -> &'static str {
        match self {
            Field::Speaker => "speaker",
            Field::Org => "org",
            Field::OrgSaid => "org.said",
            Field::OrgRole => "org.role",
            Field::OrgFormer => "org.former",
            Field::OrgMentioned => "org.mentioned",
            Field::About => "about",
            Field::Topic => "topic",
            Field::Outlet => "outlet",
            Field::Author => "author",
            Field::Title => "title",
            Field::Role => "role",
            Field::Cue => "cue",
            Field::Via => "via",
            Field::Language => "lang",
            Field::Kind => "kind",
            Field::Act => "act",
        }
    }

    /// The field of a name, or of another usual word for it.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = match name {
            "organization" | "organisation" => "org",
            "language" => "lang",
            "who" => "speaker",
            "headline" => "title",
            other => other,
        };
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// The values that the field can have, where there are few.
    fn values(self) -> Option<&'static [&'static str]> {
        match self {
            Field::Kind => Some(&["direct", "indirect", "mixed", "declined"]),
            Field::Act => Some(&["speech", "thought"]),
            _ => None,
        }
    }

    /// A value as the field can have it.
    pub(super) fn checked(self, value: &str) -> Result<String> {
        let value = value.trim();
        if value.is_empty() {
            let what = format!("{} without a value", self.name());
            return Err(Error::new(ErrorKind::Query, what, "write what to look for behind it"));
        }
        if let Some(values) = self.values()
            && !values.contains(&value.to_lowercase().as_str())
        {
            let what = format!("“{value}” is no {}", self.name());
            return Err(Error::new(ErrorKind::Query, what, format!("it is one of {}", values.join(", "))));
        }
        Ok(value.to_owned())
    }
}

/// What to write in place of a name that no field has; `others` are names that are no fields but stand like them.
pub(super) fn advice(name: &str, others: &[&str]) -> String {
    let known = Field::ALL.iter().map(|field| field.name()).chain(others.iter().copied());
    let nearest = known.clone().min_by_key(|known| names::distance(known, name));
    let near = nearest.filter(|known| names::distance(known, name) <= name.chars().count() / 3 + 1);
    let meant = near.map_or(String::new(), |known| format!("did you mean “{known}:”? "));
    format!(
        "{meant}the fields are {}; to look for the words, put them in quotation marks",
        known.collect::<Vec<_>>().join(", ")
    )
}
