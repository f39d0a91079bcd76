//! Who “he” and “she” are.
//!
//! Every mention shortly before a pronoun gets a score: how many sentences back it is, whether it starts its sentence, is a
//! source, a possessive or inside a quotation, and how often the text names the person. A resolved pronoun is a mention like
//! any other for the pronouns after it. If two people score about equally well, the pronoun can be either.

use super::Sources;
use super::gender::Gender;
use super::mention::{How, Mention, Mentions};
use crate::extract::layout::Quote;
use crate::extract::lexicon::PREPOSITIONS;

/// How many mentions and how many paragraphs back the antecedent of a pronoun can be.
const MENTIONS_BACK: usize = 25;
const PARAGRAPHS_BACK: u32 = 5;
/// By how much a score must rise for a person to be e times as probable.
const TEMPERATURE: f32 = 0.9;
/// A pronoun is somebody if that is at least this probable; else it can be any of those who are probable enough.
const CLEAR: f32 = 0.55;
const PROBABLE: f32 = 0.1;

/// Whom a pronoun means.
pub(crate) struct Antecedent {
    /// The number of the mention that it stands for.
    pub(crate) mention: usize,
    /// The probability that it is that person.
    pub(crate) probability: f32,
    /// Everybody that it can be, the likeliest first, with the probability of each; empty if it is clear.
    pub(crate) among: Vec<(usize, f32)>,
}

impl Mentions<'_, '_> {
    /// Resolves “he” and “she” in the order of the text.
    pub(super) fn resolve_pronouns(&mut self, sources: &Sources) {
        for i in 0..self.finder.layout.tokens.len() {
            if self.finder.layout.tokens[i].quotation != 0 {
                continue;
            }
            let Some(gender) = Gender::of_pronoun(self.finder.word(i)) else { continue };
            if let Some(Antecedent { mention, probability, among }) = self.antecedent(i, gender)
                && among.is_empty()
            {
                let at = self.first_from(i);
                let source = sources.end_at(i).is_some();
                let person = self.mentions[mention].person;
                let how = How::Pronoun(mention, probability);
                self.mentions.insert(at, Mention { tokens: i..i + 1, person, how, among, source });
            }
        }
    }

    /// The antecedent of a pronoun at `at`; `None` if nobody fits.
    pub(crate) fn antecedent(&self, at: usize, gender: Gender) -> Option<Antecedent> {
        let paragraph = self.finder.layout.tokens[at].paragraph;
        let before = self.first_from(at);
        let near = (0..before).rev().take(MENTIONS_BACK).take_while(|&number| {
            paragraph - self.finder.layout.tokens[self.mentions[number].tokens.start].paragraph <= PARAGRAPHS_BACK
        });
        let fitting = near.filter(|&number| self.finder.people.all[self.mentions[number].person].gender.agrees(gender));
        let ranked: Vec<(f32, usize)> = fitting.map(|number| (self.fitness(number, at), number)).collect();
        let &(value, best) = ranked.iter().max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
        let mut people: Vec<(usize, f32)> = Vec::new();
        for (other, number) in ranked {
            let (person, weight) = (self.mentions[number].person, ((other - value) / TEMPERATURE).exp());
            match people.iter_mut().find(|(known, _)| *known == person) {
                Some((_, known)) => *known = known.max(weight),
                None => people.push((person, weight)),
            }
        }
        let sum: f32 = people.iter().map(|(_, weight)| weight).sum();
        let probability = 1.0 / sum;
        people.iter_mut().for_each(|(_, weight)| *weight /= sum);
        people.retain(|(_, share)| probability < CLEAR && *share >= PROBABLE);
        people.sort_by(|one, other| other.1.total_cmp(&one.1));
        Some(Antecedent { mention: best, probability, among: people })
    }

    /// How well a mention fits as the antecedent of a pronoun at `at`.
    fn fitness(&self, mention: usize, at: usize) -> f32 {
        let mention = &self.mentions[mention];
        let person = &self.finder.people.all[mention.person];
        let (token, place) = (self.finder.layout.tokens[at], self.finder.layout.tokens[mention.tokens.start]);
        let sentences = (token.sentence - place.sentence) as f32;
        let into_sentence = self.finder.layout.tokens[..mention.tokens.start].iter().rev();
        let before = into_sentence.take_while(|t| t.sentence == place.sentence).take(6).count();
        // “Haig said”, and “His lawyer, Augustin Prell, objected”.
        let leads = before <= 2 || before <= 5 && self.finder.word(mention.tokens.start - 1) == ",";
        let next = self.finder.word_or_empty(mention.tokens.end);
        let owner = matches!(next, "'s" | "’s" | "'" | "’");
        let governed = mention.tokens.start > 0 && PREPOSITIONS.contains(&self.finder.lower(mention.tokens.start - 1));
        let quoted = place.quotation != 0 && place.quote == Quote::Inside;
        let weigh = |holds: bool, weight: f32| if holds { weight } else { 0.0 };
        -sentences - 0.3 * (token.paragraph - place.paragraph) as f32
            + weigh(leads, 1.0)
            + weigh(mention.source, 1.5)
            + weigh(mention.is_pronoun(), 0.3)
            + 0.25 * (person.mentions as f32).ln_1p()
            - weigh(owner, 0.8)
            - weigh(governed, 0.7)
            - weigh(quoted, 2.0)
            - weigh(person.gender == Gender::Unknown, 1.2)
    }
}
