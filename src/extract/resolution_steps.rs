//! The steps that resolve a source to a name, for `onrecord explain`.

use std::fmt;

use crate::text::Span;

/// A step from the words of a source to its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The words in the body; `None` for the headline and the byline.
    pub span: Option<Span>,
    /// What the words are.
    pub why: Why,
}

impl Step {
    pub(super) fn at(span: Option<Span>, why: Why) -> Self {
        Self { span, why }
    }
}

/// What the words of a step are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A full name.
    FullName,
    /// A family name.
    FamilyName,
    /// A first name.
    GivenName,
    /// A name in quotation marks between first and family name.
    Nickname,
    /// The title and the family name of the only such holder of an office.
    Office,
    /// A full name in the headline.
    Headline,
    /// “He”, “she”.
    Pronoun,
    /// “Who”, “which”.
    Relative,
    /// “The senator”.
    Role,
    /// A description next to the name.
    Beside,
    /// “The billionaire”, for somebody named before.
    Epithet,
    /// An answer in an interview.
    Answer,
    /// “I” outside quotations.
    Author,
    /// “It”, “they”, “the company”: an earlier source or organization.
    Again,
    /// The name of an organization.
    Organization,
    /// A description without a name.
    Description,
    /// The text does not decide.
    Open,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Why::FullName => "the name in full",
            Why::FamilyName => "a family name of one person of the text",
            Why::GivenName => "a first name of one person of the text",
            Why::Nickname => "what the text calls the person between first and family name",
            Why::Office => "title and family name, which one holder of the office has",
            Why::Headline => "the name in full, in the headline",
            Why::Pronoun => "a pronoun, for whoever fits best of those named before it",
            Why::Relative => "a relative pronoun, for the name before it",
            Why::Role => "a role that the text gives one person named before",
            Why::Beside => "a description, with the name beside it",
            Why::Epithet => "a description, for whoever fits best of those named before it",
            Why::Answer => "an answer, by whom the introduction of the interview names",
            Why::Author => "the author, outside of quotations",
            Why::Again => "taken up again from what was named before it",
            Why::Organization => "the name of an organization",
            Why::Description => "a description, without a name in the text",
            Why::Open => "the text does not decide who is meant",
        })
    }
}
