//! What the network reads of each token beside statements: its part of speech, the kind of name it belongs to, and whether it is
//! part of somebody's role.

use std::ops::Range;

/// A part of speech, as far as the rules tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// Marks, particles, interjections and foreign words.
    Other,
    Noun,
    ProperNoun,
    /// A verb with a tense, or an auxiliary of one.
    FiniteVerb,
    /// An infinitive or a participle.
    Verb,
    Adjective,
    Adverb,
    Pronoun,
    /// An article or a possessive.
    Determiner,
    Preposition,
    Conjunction,
    Number,
}

impl Tag {
    /// All, in the order of the network's heads.
    pub(super) const ALL: [Tag; 12] = [
        Tag::Other,
        Tag::Noun,
        Tag::ProperNoun,
        Tag::FiniteVerb,
        Tag::Verb,
        Tag::Adjective,
        Tag::Adverb,
        Tag::Pronoun,
        Tag::Determiner,
        Tag::Preposition,
        Tag::Conjunction,
        Tag::Number,
    ];
}

/// What the network reads of a token.
#[derive(Clone, Copy, Debug)]
pub(super) struct TokenReading {
    pub(super) tag: Tag,
    /// The log probabilities that it is part of no name, of a person's, of an organization's, and of another.
    pub(super) name: [f32; 4],
    /// The probability that it is part of a role.
    pub(super) role: f32,
}

/// What the network reads of the tokens of a text.
#[derive(Debug, Default)]
pub(super) struct Parse(pub(super) Vec<TokenReading>);

impl Parse {
    /// The part of speech of a token; [`Tag::Other`] past the last.
    pub(super) fn tag(&self, token: usize) -> Tag {
        self.0.get(token).map_or(Tag::Other, |reading| reading.tag)
    }

    /// The probabilities that a token is part of no name, of a person's, of an organization's, and of another.
    pub(super) fn name(&self, token: usize) -> [f32; 4] {
        self.0.get(token).map_or([1.0, 0.0, 0.0, 0.0], |reading| reading.name.map(f32::exp))
    }

    /// The probability that a token is part of a person's name.
    pub(super) fn person(&self, token: usize) -> f32 {
        self.0.get(token).map_or(0.0, |reading| reading.name[1].exp())
    }

    /// The mean probabilities of kinds of names over some tokens, as in [`Self::name`].
    pub(super) fn kinds(&self, tokens: Range<usize>) -> [f32; 4] {
        let count = tokens.len().max(1) as f32;
        let mut sums = [0.0; 4];
        for token in tokens {
            sums.iter_mut().zip(self.name(token)).for_each(|(sum, probability)| *sum += probability / count);
        }
        sums
    }

    /// The probability that a token is part of a role; 0 past the last.
    pub(super) fn role(&self, token: usize) -> f32 {
        self.0.get(token).map_or(0.0, |reading| reading.role)
    }
}
