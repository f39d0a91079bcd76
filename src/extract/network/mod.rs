//! The learned model: from the tokens of a document to the statements that its sentences make.
//!
//! 1. An encoder reads all tokens and scores each: as a cue, a word that reports; as part of a name or a role; and by its part of
//!    speech (`features`, `inference`).
//! 2. For each likely cue, the span network scores the tokens around it, and a CRF labels them as source and content
//!    (`window`, `crf`, `detection`).
//! 3. Logistic models say how sure the words of each candidate are, and its source. The surest of overlapping ones stays
//!    (`confidence`, `overlap`).
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
use super::parse::Parse;
use confidence::signals;
use detection::detect;
use features::features;
use file::LearnedModel;
use overlap::{choose, rivals};

pub(crate) use candidate::{Candidate, Voice};

/// Candidates with less confidence are dropped: those with a usual verb of speech or a quotation, and others.
const LEAST_PLAIN: f32 = 0.42;
const LEAST_UNUSUAL: f32 = 0.55;

/// The least probability that words are right which a colon announces: the layout shows them.
const ANNOUNCED: f32 = 0.8;

/// The model that ships with the program, unpacked at first use.
static MODEL: LazyLock<LearnedModel> =
    LazyLock::new(|| LearnedModel::from_bytes(include_bytes!("weights.bin")).expect("weights of this version"));

/// Returns the statements that the network finds in a document, in the order of their cues, and what it reads of each token.
///
/// Statements overlap only where one is inside the words of another.
///
/// Costs about 3 µs a token, and a few milliseconds once for the weights.
pub(super) fn read(layout: &Layout<'_>) -> (Vec<Candidate>, Parse) {
    let (mut found, parse) = detect(&MODEL.network, layout, &features(layout));
    let rivals = rivals(&found);
    for (candidate, rivals) in found.iter_mut().zip(rivals) {
        let signals = signals(layout, candidate, rivals);
        let least = if candidate.is_announced { ANNOUNCED } else { 0.0 };
        candidate.sure_words = MODEL.words.probability(&signals).max(least);
        candidate.sure_source = MODEL.source.probability(&signals);
    }
    found.retain(|candidate| {
        candidate.confidence() >= if candidate.is_plain(layout) { LEAST_PLAIN } else { LEAST_UNUSUAL }
    });
    let mut chosen = choose(found);
    chosen.retain(|candidate| !candidate.is_about_its_hearer(layout));
    for candidate in &mut chosen {
        candidate.drop_conjunction(layout);
        candidate.end_with_clause(layout);
        candidate.drop_numbers(layout);
    }
    (chosen, parse)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    #[test]
    fn a_plain_sentence_has_one_candidate() {
        let document = Document::new("“The dam holds,” Ida Holm said on Monday.");
        let layout = Layout::of(&document);
        let (found, _) = read(&layout);
        let [candidate] = &found[..] else { panic!("{found:?}") };
        assert_eq!(layout.word(candidate.anchor), "said");
        assert_eq!(layout.span(candidate.mention()).map(|span| span.of(document.body)), Some("Ida Holm"));
        assert_eq!(candidate.spans(&layout)[0].of(document.body), "“The dam holds,”");
    }

    #[test]
    fn a_text_without_words_has_no_candidates() {
        let document = Document::new(" \n ");
        assert!(read(&Layout::of(&document)).0.is_empty());
    }
}
