//! Which word of a cue reports most.

use std::collections::HashMap;

use super::gold::Attribution;
use crate::extract::layout::Layout;

/// For each word, in how many of its places it is part of a cue, and how many places it has.
#[derive(Default)]
pub(super) struct CueWords(HashMap<String, (u32, u32)>);

impl CueWords {
    /// Counts the words of an article.
    pub(super) fn count(&mut self, layout: &Layout<'_>, attributions: &[Attribution]) {
        for i in 0..layout.tokens.len() {
            self.0.entry(layout.word(i).to_lowercase()).or_default().1 += 1;
        }
        for i in attributions.iter().flat_map(|attribution| &attribution.cue) {
            self.0.entry(layout.word(*i).to_lowercase()).or_default().0 += 1;
        }
    }

    /// The share of a word's places that are cues, less for rare words.
    fn rate(&self, word: &str) -> f32 {
        let (cue, all) = self.0.get(&word.to_lowercase()).copied().unwrap_or((0, 0));
        cue as f32 / (all as f32 + 5.0)
    }

    /// The token of a cue whose word is most often in cues: “told” of “told the paper”.
    pub(super) fn anchor(&self, layout: &Layout<'_>, cue: &[usize]) -> usize {
        let mut best = (-1.0, 0);
        for &i in cue {
            let rate = self.rate(layout.word(i));
            if rate > best.0 {
                best = (rate, i);
            }
        }
        best.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    #[test]
    fn the_anchor_is_the_word_that_is_most_often_in_cues() {
        let document = Document::new("He told the paper. She told the court. The paper is old.");
        let layout = Layout::of(&document);
        let cue = |tokens: &[usize]| Attribution { cue: tokens.to_vec(), ..Attribution::default() };
        let mut words = CueWords::default();
        words.count(&layout, &[cue(&[1, 2, 3]), cue(&[6])]);
        assert_eq!(words.anchor(&layout, &[1, 2, 3]), 1);
    }
}
