//! The learned model: from the tokens of a document to the statements that its sentences make.
//!
//! 1. An encoder reads all tokens and scores each as a cue, a word that reports (`features`, `inference`).
//! 2. For each likely cue, the span network scores the tokens around it, and a CRF labels them as source and content
//!    (`window`, `crf`, `detection`).
//! 3. A logistic model gives each candidate its confidence, and the surest of overlapping ones stays (`confidence`,
//!    `overlap`).
//!
//! `docs/model.md` is the model card. `train` learns the weights; it needs the cargo feature of that name.

mod candidate;
mod confidence;
mod crf;
mod detection;
mod features;
mod file;
mod inference;
mod layer;
mod matrix;
mod overlap;
mod probability;
mod simd;
mod sizes;
#[cfg(feature = "train")]
pub(crate) mod train;
mod weights;
mod window;

use std::sync::LazyLock;

use super::layout::Layout;
use confidence::signals;
use detection::detect;
use features::features;
use file::LearnedModel;
use overlap::{choose, rivals};

pub(crate) use candidate::{Candidate, Voice};

/// Candidates with less confidence are dropped.
const LEAST_CONFIDENCE: f32 = 0.35;

/// The model that ships with the program, unpacked at first use.
static MODEL: LazyLock<LearnedModel> =
    LazyLock::new(|| LearnedModel::from_bytes(include_bytes!("weights.bin")).expect("weights of this version"));

/// Returns the statements that the network finds in a document, in the order of their cues. They do not overlap.
///
/// Costs about 3 µs a token, and a few milliseconds once for the weights.
pub(crate) fn candidates(layout: &Layout<'_>) -> Vec<Candidate> {
    let mut found = detect(&MODEL.network, layout, &features(layout));
    let rivals = rivals(&found);
    for (candidate, rival) in found.iter_mut().zip(rivals) {
        candidate.confidence = MODEL.confidence.probability(&signals(layout, candidate, rival));
    }
    found.retain(|candidate| candidate.confidence >= LEAST_CONFIDENCE);
    let mut chosen = choose(found);
    for candidate in &mut chosen {
        candidate.drop_conjunction(layout);
        candidate.drop_numbers(layout);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    #[test]
    fn a_plain_sentence_has_one_candidate() {
        let document = Document::new("“The dam holds,” Ida Holm said on Monday.");
        let layout = Layout::of(&document);
        let found = candidates(&layout);
        let [candidate] = &found[..] else { panic!("{found:?}") };
        assert_eq!(layout.word(candidate.anchor), "said");
        assert_eq!(layout.span(candidate.mention()).map(|span| span.of(document.body)), Some("Ida Holm"));
        assert_eq!(candidate.spans(&layout)[0].of(document.body), "“The dam holds,”");
    }

    #[test]
    fn a_text_without_words_has_no_candidates() {
        let document = Document::new(" \n ");
        assert!(candidates(&Layout::of(&document)).is_empty());
    }
}
