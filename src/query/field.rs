//! The fields of a query.

use crate::error::{Error, ErrorKind, Result};
use crate::names;

/// Before the name of a field of the user's own: `field.party:left`.
pub(super) const OWN: &str = "field";

/// Names that are written like fields but are not.
const OTHERS: &[&str] = &["since", "until", "date", "confidence", "in", "exact"];

/// A field of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Who said it.
    Speaker,
    /// Somebody who may have said it, where the text leaves open which of several people did.
    SpeakerPossible,
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
    /// A person whom the words name; for articles, whom the article names.
    About,
    /// What the article is about.
    Topic,
    /// Who published the article.
    Outlet,
    /// Who wrote the article.
    Author,
    /// The headline.
    Title,
    /// The speaker's role, in the words of the article.
    Role,
    /// The reporting verb, or one of its words.
    Cue,
    /// Who passed on the words, if they are second-hand.
    Via,
    /// The language of the article, as a code of two letters.
    Language,
    /// Direct, indirect or mixed; or declined, for people who declined to comment.
    Kind,
    /// Speech or thought.
    Act,
    /// Whether the source stands by the words.
    Polarity,
    /// A field of the user's own; the value is `name=value`.
    Own,
}

impl Field {
    /// All fields, in the order in which they are listed.
    pub const ALL: [Field; 20] = [
        Field::Speaker,
        Field::SpeakerPossible,
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
        Field::Polarity,
        Field::Own,
    ];

    /// The name in a query.
    pub fn name(self) -> &'static str {
        match self {
            Field::Speaker => "speaker",
            Field::SpeakerPossible => "speaker.possible",
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
            Field::Polarity => "polarity",
            Field::Own => OWN,
        }
    }

    /// The field with this name or synonym.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = match name {
            "organization" | "organisation" => "org",
            "language" => "lang",
            "who" => "speaker",
            "headline" => "title",
            other => other,
        };
        Self::ALL.into_iter().filter(|field| *field != Field::Own).find(|field| field.name() == name)
    }

    /// The possible values, if there are few.
    fn values(self) -> Option<&'static [&'static str]> {
        match self {
            Field::Kind => Some(&["direct", "indirect", "mixed", "declined"]),
            Field::Act => Some(&["speech", "thought"]),
            Field::Polarity => Some(&["affirmed", "denied", "not_said", "asked"]),
            _ => None,
        }
    }

    /// Checks a value and trims it.
    pub(super) fn checked(self, value: &str) -> Result<String> {
        let value = value.trim();
        if value.is_empty() {
            let what = format!("{} without a value", self.name());
            return Err(Error::new(ErrorKind::Query, what, "write it after the colon"));
        }
        if let Some(values) = self.values()
            && !values.contains(&value.to_lowercase().as_str())
        {
            let what = format!("“{value}” is not a {}", self.name());
            return Err(Error::new(ErrorKind::Query, what, format!("use one of {}", values.join(", "))));
        }
        Ok(value.to_owned())
    }
}

/// The name of a field before a colon, in lower case, and what follows it.
///
/// A word with a colon, such as `10:30`, `https://example.org` or `note: `, is not a field.
pub(super) fn prefix(rest: &str) -> Option<(String, &str)> {
    if let Some(own) = rest.strip_prefix(OWN).and_then(|rest| rest.strip_prefix('.')) {
        let end = own.find(|c: char| c == ':' || c.is_whitespace()).filter(|end| *end > 0)?;
        let value = own[end..].strip_prefix(':')?;
        return Some((rest[..rest.len() - own.len() + end].to_owned(), value));
    }
    let end = rest.find(|c: char| !(c.is_ascii_alphabetic() || c == '.'))?;
    let value = rest[end..].strip_prefix(':')?;
    let name = rest[..end].to_lowercase();
    let known = Field::named(&name).is_some() || OTHERS.contains(&name.as_str());
    let is_word = value.starts_with('/') || (!known && (value.is_empty() || value.starts_with([' ', ')', '('])));
    (end > 0 && !rest.starts_with('.') && !is_word).then_some((name, value))
}

/// Suggests a name in place of an unknown one.
pub(super) fn advice(name: &str) -> String {
    let name_of = |field: &Field| if *field == Field::Own { "field.NAME" } else { field.name() };
    let known = Field::ALL.iter().map(name_of).chain(OTHERS.iter().copied());
    let nearest = known.clone().min_by_key(|known| names::distance(known, name));
    let near = nearest.filter(|known| names::distance(known, name) <= name.chars().count() / 3 + 1);
    let meant = near.map_or(String::new(), |known| format!("did you mean “{known}:”? "));
    format!(
        "{meant}the fields are {}; to look for the words, put them in quotation marks",
        known.collect::<Vec<_>>().join(", ")
    )
}
