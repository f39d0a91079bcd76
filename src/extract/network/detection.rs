//! Finds candidates: runs the network over a document and decodes source and content around each likely cue.

use super::candidate::{Candidate, Voice};
use super::crf;
use super::features::TokenFeatures;
use super::inference::{Encoded, Network, SpanInputs, SpanScores};
use super::probability::{log_sum, sigmoid};
use super::sizes::CONTEXT;
use super::window::{AFTER, BEFORE};
use crate::extract::announced::announced;
use crate::extract::layout::Layout;
use crate::extract::parse::Parse;

/// The least probability of a cue to look for its source and content.
const LEAST_CUE: f32 = 0.1;
/// How many tokens are encoded at once. This bounds the memory that a long text takes.
const STRETCH: usize = 4096;
/// How many tokens around a stretch are encoded with it, so that the cut changes nothing.
const MARGIN: usize = if BEFORE > AFTER { BEFORE } else { AFTER } + CONTEXT;
/// By how many tokens at most a content is extended past the window.
pub(super) const LONGEST: usize = 2000;

/// Returns all candidates in the order of their anchors, and what the network reads of each token. Candidates can overlap.
pub(super) fn detect(network: &Network, layout: &Layout<'_>, features: &TokenFeatures) -> (Vec<Candidate>, Parse) {
    let tokens = layout.tokens.len();
    let mut found = vec![];
    let mut parse = Parse::default();
    for first in (0..tokens).step_by(STRETCH) {
        let stretch = first..(first + STRETCH).min(tokens);
        let around = first.saturating_sub(MARGIN)..(stretch.end + MARGIN).min(tokens);
        let encoded = network.encode(features, around);
        let mut inputs = SpanInputs::default();
        parse.0.extend(stretch.clone().map(|token| encoded.reading(token)));
        let is_cue = |i: &usize| is_likely_cue(layout, &encoded, *i);
        found.extend(stretch.filter(is_cue).filter_map(|i| candidate_at(network, layout, &encoded, &mut inputs, i)));
    }
    (found, parse)
}

fn is_likely_cue(layout: &Layout<'_>, encoded: &Encoded, token: usize) -> bool {
    layout.speaks[layout.tokens[token].paragraph as usize] && encoded.cue(token) >= (LEAST_CUE / (1.0 - LEAST_CUE)).ln()
}

/// The candidate whose cue is at the anchor, if it has a content.
fn candidate_at(
    network: &Network,
    layout: &Layout<'_>,
    encoded: &Encoded,
    inputs: &mut SpanInputs,
    anchor: usize,
) -> Option<Candidate> {
    let SpanScores { first, emissions } = network.spans(layout, encoded, inputs, anchor);
    let (labels, span_score) = crf::decode(&emissions, &network.weights.dense.transitions, anchor - first);
    let with_label =
        |label: usize| -> Vec<usize> { (0..labels.len()).filter(|&k| labels[k] == label).map(|k| k + first).collect() };
    let (source, mut content) = (with_label(crf::SOURCE), with_label(crf::CONTENT));
    let source_score = mean_probability(encoded, &source, crf::SOURCE);
    let content_score = mean_probability(encoded, &content, crf::CONTENT);
    let is_announced = content.is_empty();
    if is_announced {
        content = announced(layout, anchor);
    }
    if content.is_empty() {
        return None;
    }
    extend_past_window(layout, first + labels.len(), &mut content);
    let cue_score = sigmoid(encoded.cue(anchor));
    Some(Candidate {
        anchor,
        cue: with_label(crf::CUE),
        source,
        content,
        cue_score,
        span_score,
        content_score,
        source_score,
        speech_score: sigmoid(encoded.speech(anchor)),
        is_announced,
        sure_words: cue_score,
        sure_source: 1.0,
        voice: Voice::Sentence,
    })
}

/// The mean probability of a label over some tokens, by the encoder alone; 0.5 without tokens.
fn mean_probability(encoded: &Encoded, tokens: &[usize], label: usize) -> f32 {
    if tokens.is_empty() {
        return 0.5;
    }
    let probability = |&token: &usize| {
        let labels = encoded.labels(token);
        (labels[label] - log_sum(labels)).exp()
    };
    tokens.iter().map(probability).sum::<f32>() / tokens.len() as f32
}

/// Extends a content that ends with the window, at token `end`, to the end of its quotation or sentence.
fn extend_past_window(layout: &Layout<'_>, end: usize, content: &mut Vec<usize>) {
    let Some(&last) = content.last() else { return };
    let token = &layout.tokens[last];
    let paragraph = &layout.paragraphs[token.paragraph as usize];
    if last + 1 == end && end < paragraph.end {
        let goes_on = |i: &usize| {
            let next = &layout.tokens[*i];
            if token.quotation == 0 { next.sentence == token.sentence } else { next.quotation == token.quotation }
        };
        content.extend((end..paragraph.end).take(LONGEST).take_while(goes_on));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    fn extended(body: &str, end: usize) -> String {
        let document = Document::new(body);
        let layout = Layout::of(&document);
        let mut content = vec![end - 1];
        extend_past_window(&layout, end, &mut content);
        layout.span(end - 1..content[content.len() - 1] + 1).unwrap().of(body).to_owned()
    }

    #[test]
    fn a_content_that_the_window_cuts_goes_on_to_its_end() {
        assert_eq!(extended("One two three. Four.", 2), "two three.");
        assert_eq!(extended("“One two. Three.” Four.", 3), "two. Three.”");
        assert_eq!(extended("One two\n\nthree.", 2), "two");
    }
}
