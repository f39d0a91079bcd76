//! How sure it is who a source is, by what the words of the source are.

use super::Speaker;
use crate::extract::resolution_steps::Why;

impl Speaker {
    /// The probability that the source means this speaker, if the source is right.
    ///
    /// For each kind of source it is the share that was right in the articles that the model learned from (`onrecord eval
    /// --confidence`).
    pub(in crate::extract) fn confidence(&self) -> f32 {
        if let Some(likeliest) = self.candidates.first() {
            return likeliest.probability;
        }
        let way = self.steps.first().map_or(Why::Open, |step| step.why);
        let usual = match way {
            Why::FullName | Why::Nickname | Why::Answer | Why::GivenName => 0.95,
            Why::FamilyName | Why::Organization | Why::Relative | Why::Office | Why::Headline => 0.94,
            Why::Pronoun => 0.95,
            Why::Again | Why::Author | Why::Beside => 0.91,
            Why::Description => 0.9,
            Why::Role => 0.7,
            Why::Epithet => 0.6,
            Why::Open => 0.73,
        };
        usual * self.probability
    }
}
