//! How a source, as it is named at its place, leads to who it is.

use std::fmt;

use crate::text::Span;

/// A step on the way from a source to who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The words in the body; nothing where they stand outside of it, in the headline or the byline.
    pub span: Option<Span>,
    /// What they are, and why the next step follows from them.
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
    /// A name in full.
    FullName,
    /// A family name.
    FamilyName,
    /// A first name.
    GivenName,
    /// A name in quotation marks between first and family name.
    Nickname,
    /// A title and a family name that only one holder of an office has.
    Office,
    /// A name in full, in the headline.
    Headline,
    /// “He”, “she”.
    Pronoun,
    /// “Who”, “which”.
    Relative,
    /// “The senator”.
    Role,
    /// A description with the name beside it.
    Beside,
    /// An answer in an interview.
    Answer,
    /// “I” outside of quotations.
    Author,
    /// “It”, “they”, “the company”: a source heard or an organization named before.
    Again,
    /// The name of an organization.
    Organization,
    /// A description without a name.
    Description,
    /// Nothing that the text decides.
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
            Why::Answer => "an answer, by whom the introduction of the interview names",
            Why::Author => "the author, outside of quotations",
            Why::Again => "taken up again from what was named before it",
            Why::Organization => "the name of an organization",
            Why::Description => "a description, without a name in the text",
            Why::Open => "the text does not decide who is meant",
        })
    }
}
