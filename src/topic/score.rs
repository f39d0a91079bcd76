//! How strongly a text speaks for each concept, and which of them it is about.

use std::ops::Range;

use super::rules::Rules;
use super::terms::{Keyed, TermNumber};
use super::vocabulary::{Number, vocabulary};
use crate::article::Article;
use crate::names;

/// How much of a text is read, in bytes: news says first what it is about.
const SAMPLE: usize = 8000;
/// Where the opening of a text ends, in bytes; what stands in it counts more.
const OPENING: usize = 600;
/// How much a term counts in the headline, in the opening, and after it.
const TITLE: f32 = 4.0;
const LEAD: f32 = 1.5;
const REST: f32 = 1.0;
/// What is left of that inside a name, such as “Port” in “Port Ellery”.
const IN_NAME: f32 = 0.5;
/// How soon a term that comes again adds no more.
const SATURATION: f32 = 4.0;
/// Above 1, one strong term says more for a top level than several weak ones.
const EMPHASIS: f32 = 1.1;
/// What the weights of the rules are worth, from 0 to 9.
const WORTH: [f32; 10] = [0.0, 0.3, 0.8, 1.5, 2.3, 3.2, 4.0, 5.0, 6.0, 7.0];

/// What a text says: how much each term counts, and how often it stands there.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// How much was read, in bytes.
    pub(super) length: usize,
    terms: Keyed<TermNumber, Count>,
    /// What speaks for each concept, and how many different terms do; for a top level those below it too.
    scores: Keyed<Number, (f32, usize)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    times: usize,
    mass: f32,
}

impl Tally {
    /// Reads headline and text.
    pub(super) fn of(article: &Article, rules: &Rules) -> Self {
        let mut tally = Self::default();
        let mut count = |term: TermNumber, mass: f32| {
            let count = tally.terms.entry(term).or_default();
            count.times += 1;
            count.mass += mass;
        };
        if let Some(title) = &article.title {
            rules.terms.find(title, |term, _| count(term, TITLE));
        }
        let sample = &article.body[..article.body.floor_char_boundary(SAMPLE)];
        rules.terms.find(sample, |term, place| {
            let mass = if place.start < OPENING { LEAD } else { REST };
            count(term, if is_in_name(sample, &place) { mass * IN_NAME } else { mass });
        });
        tally.length = sample.len();
        tally.score(rules);
        tally
    }

    fn score(&mut self, rules: &Rules) {
        let vocabulary = vocabulary();
        // In the order of the terms, so that sums are the same each time.
        let mut terms: Vec<(TermNumber, Count)> = self.terms.iter().map(|(term, count)| (*term, *count)).collect();
        terms.sort_unstable_by_key(|(term, _)| *term);
        let mut tops: Vec<(Number, f32)> = Vec::new();
        for (term, count) in terms {
            let tells = &rules.terms.all[term as usize].tells;
            tops.clear();
            for (concept, weight) in tells {
                let (top, worth) = (vocabulary.get(*concept).top, worth(*weight));
                match tops.iter_mut().find(|(known, _)| *known == top) {
                    Some((_, most)) => *most = most.max(worth),
                    None => tops.push((top, worth)),
                }
            }
            let all: f32 = tops.iter().map(|(_, worth)| worth).sum();
            let strength = count.mass * (SATURATION + 1.0) / (count.mass + SATURATION);
            // A term that tells several top levels tells each the less.
            let shared = |worth: f32| strength * worth * (worth / all).sqrt();
            for (top, worth) in &tops {
                self.add(*top, shared(*worth).powf(EMPHASIS));
            }
            for (concept, weight) in tells {
                if vocabulary.get(*concept).parent.is_some() {
                    self.add(*concept, strength * worth(*weight));
                }
            }
        }
    }

    fn add(&mut self, concept: Number, score: f32) {
        let known = self.scores.entry(concept).or_default();
        known.0 += score;
        known.1 += 1;
    }

    /// How strongly the text speaks for a concept.
    pub(super) fn score_of(&self, concept: Number) -> f32 {
        self.scores.get(&concept).map_or(0.0, |known| known.0)
    }

    /// How many different terms speak for a concept.
    pub(super) fn different(&self, concept: Number) -> usize {
        self.scores.get(&concept).map_or(0, |known| known.1)
    }

    /// The concepts that something speaks for, strongest first.
    pub(super) fn ranked(&self) -> Vec<Number> {
        let mut ranked: Vec<Number> = self.scores.keys().copied().collect();
        ranked.sort_unstable_by(|a, b| self.score_of(*b).total_cmp(&self.score_of(*a)).then(a.cmp(b)));
        ranked
    }

    /// The terms that speak for a concept or for one below it, those first that say most, with how often they stand there.
    pub(super) fn reasons(&self, concept: Number, rules: &Rules) -> Vec<(String, usize)> {
        let speaks = |(other, weight): &(Number, f32)| {
            let below = vocabulary().upward(*other).any(|above| above == concept);
            below.then_some(worth(*weight))
        };
        let mut found: Vec<(f32, &str, usize)> = Vec::new();
        for (number, count) in &self.terms {
            let term = &rules.terms.all[*number as usize];
            if let Some(most) = term.tells.iter().filter_map(speaks).reduce(f32::max) {
                found.push((most * count.mass, &term.text, count.times));
            }
        }
        found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        found.into_iter().map(|(_, text, times)| (text.to_owned(), times)).collect()
    }
}

/// Whether a single word is part of a name: it has a capital, as has a word beside it that is no title.
fn is_in_name(text: &str, place: &Range<usize>) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let word = &text[place.clone()];
    if !capital(word) || word.contains(' ') || names::is_title(word) {
        return false;
    }
    let before = text[..place.start].strip_suffix([' ', '-']).and_then(|before| {
        let from = before.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| at + 1);
        before.get(from..)
    });
    let is_name = |word: &str| capital(word) && !names::is_title(word) && !FIRST_WORDS.contains(&word);
    text[place.end..].strip_prefix([' ', '-']).is_some_and(capital) || before.is_some_and(is_name)
}

/// Words with a capital because a sentence begins with them.
const FIRST_WORDS: &[&str] = &["The", "A", "An", "In", "On", "At", "For", "Of", "But", "And", "No", "This", "That"];

fn worth(weight: f32) -> f32 {
    let (low, share) = (weight.floor(), weight.fract());
    let at = |number: f32| WORTH[(number as usize).min(WORTH.len() - 1)];
    at(low) + share * (at(low + 1.0) - at(low))
}
