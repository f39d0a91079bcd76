//! Scores concepts by the terms in a text.

use std::ops::Range;

use super::rules::TopicRules;
use super::terms::{Keyed, TermNumber};
use super::vocabulary::{Number, vocabulary};
use crate::article::Article;
use crate::names;

/// How much of a text is read, in bytes: news begins with what it is about.
const SAMPLE: usize = 8000;
/// How long the opening of a text is, in bytes. Terms in it count more.
const OPENING: usize = 600;
/// How much a term counts in the headline, in the opening, and after it.
const TITLE: f32 = 4.0;
const LEAD: f32 = 1.5;
const REST: f32 = 1.0;
/// The factor for a term inside a name, such as “Port” in “Port Ellery”.
const IN_NAME: f32 = 0.5;
/// How soon repetitions of a term add no more.
const SATURATION: f32 = 4.0;
/// Above 1, one strong term counts more for a top level than several weak ones.
const EMPHASIS: f32 = 1.1;
/// The value of the weights in the rules, from 0 to 9.
const WORTH: [f32; 10] = [0.0, 0.3, 0.8, 1.5, 2.3, 3.2, 4.0, 5.0, 6.0, 7.0];

/// The scores of a text, and how much and how often each term counts.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// How many bytes were read.
    pub(super) length: usize,
    terms: Keyed<TermNumber, Count>,
    /// For each concept its score, and how many different terms count for it; for a top level with its narrower concepts.
    scores: Keyed<Number, (f32, usize)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    times: usize,
    mass: f32,
}

impl Tally {
    /// Reads headline and text.
    pub(super) fn of(article: &Article, rules: &TopicRules) -> Self {
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

    fn score(&mut self, rules: &TopicRules) {
        let vocabulary = vocabulary();
        // In the order of the terms, so that sums are the same each time.
        let mut terms: Vec<(TermNumber, Count)> = self.terms.iter().map(|(term, count)| (*term, *count)).collect();
        terms.sort_unstable_by_key(|(term, _)| *term);
        let mut tops: Vec<(Number, f32)> = Vec::new();
        for (term, count) in terms {
            let concepts = &rules.terms.all[term as usize].concepts;
            tops.clear();
            for (concept, weight) in concepts {
                let (top, worth) = (vocabulary.get(*concept).top, worth(*weight));
                match tops.iter_mut().find(|(known, _)| *known == top) {
                    Some((_, most)) => *most = most.max(worth),
                    None => tops.push((top, worth)),
                }
            }
            let all: f32 = tops.iter().map(|(_, worth)| worth).sum();
            let strength = count.mass * (SATURATION + 1.0) / (count.mass + SATURATION);
            // A term of several top levels counts less for each.
            let shared = |worth: f32| strength * worth * (worth / all).sqrt();
            for (top, worth) in &tops {
                self.add(*top, shared(*worth).powf(EMPHASIS));
            }
            for (concept, weight) in concepts {
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

    /// The score of a concept.
    pub(super) fn score_of(&self, concept: Number) -> f32 {
        self.scores.get(&concept).map_or(0.0, |known| known.0)
    }

    /// How many different terms count for a concept.
    pub(super) fn different(&self, concept: Number) -> usize {
        self.scores.get(&concept).map_or(0, |known| known.1)
    }

    /// The concepts with a score, strongest first.
    pub(super) fn ranked(&self) -> Vec<Number> {
        let mut ranked: Vec<Number> = self.scores.keys().copied().collect();
        ranked.sort_unstable_by(|a, b| self.score_of(*b).total_cmp(&self.score_of(*a)).then(a.cmp(b)));
        ranked
    }

    /// The terms that count for a concept or a narrower one, strongest first, with how often they occur.
    pub(super) fn reasons(&self, concept: Number, rules: &TopicRules) -> Vec<(String, usize)> {
        let speaks = |(other, weight): &(Number, f32)| {
            let below = vocabulary().upward(*other).any(|above| above == concept);
            below.then_some(worth(*weight))
        };
        let mut found: Vec<(f32, &str, usize)> = Vec::new();
        for (number, count) in &self.terms {
            let term = &rules.terms.all[*number as usize];
            if let Some(most) = term.concepts.iter().filter_map(speaks).reduce(f32::max) {
                found.push((most * count.mass, &term.text, count.times));
            }
        }
        found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        found.into_iter().map(|(_, text, times)| (text.to_owned(), times)).collect()
    }
}

/// Whether a single word is part of a name: it is capitalized, and so is a word next to it that is not a title.
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

/// Words that are capitalized because they begin a sentence.
const FIRST_WORDS: &[&str] = &["The", "A", "An", "In", "On", "At", "For", "Of", "But", "And", "No", "This", "That"];

fn worth(weight: f32) -> f32 {
    let (low, share) = (weight.floor(), weight.fract());
    let at = |number: f32| WORTH[(number as usize).min(WORTH.len() - 1)];
    at(low) + share * (at(low + 1.0) - at(low))
}
