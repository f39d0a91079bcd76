//! What may be a statement: a cue with the source and the content that the network finds around it.

use rustc_hash::FxHashSet;
use std::ops::Range;

use super::Kind;
use super::act::{is_speech, is_thought};
use super::announced::announced;
use super::crf;
use super::features::TokenFeatures;
use super::layout::{Layout, Quote};
use super::lexicon;
use super::network::{CONTEXT, Inputs, Network, Reading, Spans};
use super::probability::{log_sum, sigmoid};
use super::window::{AFTER, BEFORE};
use crate::text::Span;

/// A statement as tokens, by number, with what the network says of its parts.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The one token that stands for the cue.
    pub(super) anchor: usize,
    pub(super) cue: Vec<usize>,
    pub(super) source: Vec<usize>,
    pub(super) content: Vec<usize>,
    /// The probability of the cue.
    pub(super) cue_score: f32,
    /// The log probability of source and content, given the cue.
    pub(super) span_score: f32,
    /// The mean probability that the encoder alone gives to the content, and to the source.
    pub(super) content_score: f32,
    pub(super) source_score: f32,
    /// How sure it is, all considered.
    pub(super) confidence: f32,
    pub(super) voice: Voice,
}

/// How the text gives the words to their source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// In a sentence, with a cue.
    Sentence,
    /// By the form of the text: the source is a label, or stands in a dialogue; the words are direct without marks.
    Turn,
    /// As an answer in an interview, by the person who is interviewed.
    Interviewee,
    /// As one turn of a dialogue, by whom these tokens name elsewhere.
    Of(Range<usize>),
}

impl Candidate {
    /// A statement that the form of the text gives, not the network.
    pub(super) fn of_structure(anchor: usize, content: Vec<usize>, confidence: f32) -> Self {
        Self {
            anchor,
            cue: Vec::new(),
            source: Vec::new(),
            content,
            cue_score: confidence,
            span_score: 0.0,
            content_score: confidence,
            source_score: confidence,
            confidence,
            voice: Voice::Sentence,
        }
    }

    /// The tokens of the source; empty if it has none.
    pub(super) fn mention(&self) -> Range<usize> {
        match (self.source.first(), self.source.last()) {
            (Some(&first), Some(&last)) => first..last + 1,
            _ => 0..0,
        }
    }

    /// Leaves out numbers that the source cannot begin with: the “05” of “At 9:05 @heron wrote”.
    pub(super) fn drop_numbers(&mut self, layout: &Layout<'_>) {
        let names = |i: &usize| layout.word(*i).starts_with(|c: char| c == '@' || c.is_uppercase());
        if self.source.get(1).is_some_and(names) && layout.word(self.source[0]).bytes().all(|b| b.is_ascii_digit()) {
            self.source.remove(0);
        }
    }

    /// The stretches of the content.
    pub(super) fn spans(&self, layout: &Layout<'_>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for (k, &i) in self.content.iter().enumerate() {
            let token = layout.tokens[i];
            let goes_on = k > 0 && self.content[k - 1] + 1 == i && layout.tokens[i - 1].paragraph == token.paragraph;
            match spans.last_mut() {
                Some(span) if goes_on => *span = span.join(token.span),
                _ => spans.push(token.span),
            }
        }
        spans
    }

    /// Leaves out the “that” that leads up to what is said, and an “as” before a quotation.
    pub(super) fn drop_conjunction(&mut self, layout: &Layout<'_>) {
        let [first, second, ..] = self.content[..] else { return };
        let quoted = layout.tokens[second].quote == Quote::Open;
        // “That is wrong, she said”: a pronoun, which belongs to the words.
        let pronoun = || lexicon::is_auxiliary(layout.word(second));
        let leads = match layout.word(first) {
            "that" => quoted || !pronoun(),
            "as" => quoted,
            _ => false,
        };
        if leads && second == first + 1 && layout.tokens[first].quotation == 0 {
            self.content.remove(0);
        }
    }

    /// Whether the words were said, and not thought: the cue says so, or they are quoted and it does not say otherwise.
    pub(super) fn is_speech(&self, layout: &Layout<'_>, kind: Kind) -> bool {
        let words: Vec<&str> = self.cue.iter().map(|&i| layout.word(i)).collect();
        let cue = words.join(" ");
        is_speech(&cue) || kind == Kind::Direct && !is_thought(&cue)
    }
}

/// The least cue probability worth a look.
const LEAST: f32 = 0.2;

/// Candidates worth a look, overlaps included, in the order of their cues.
pub(super) fn candidates(network: &Network, layout: &Layout<'_>, features: &TokenFeatures) -> Vec<Candidate> {
    let tokens = layout.tokens.len();
    let mut found = vec![];
    for first in (0..tokens).step_by(STRETCH) {
        let stretch = first..(first + STRETCH).min(tokens);
        let around = first.saturating_sub(MARGIN)..(stretch.end + MARGIN).min(tokens);
        in_stretch(network, layout, &network.read(features, around), stretch, &mut found);
    }
    found
}

/// How many tokens are read at once, so that the memory that it takes has a bound.
const STRETCH: usize = 4096;
/// How many tokens around a stretch are read with it, so that it is read as if it were not cut.
const MARGIN: usize = if BEFORE > AFTER { BEFORE } else { AFTER } + CONTEXT;

fn in_stretch(
    network: &Network,
    layout: &Layout<'_>,
    reading: &Reading,
    stretch: Range<usize>,
    found: &mut Vec<Candidate>,
) {
    let mut inputs = Inputs::default();
    for i in stretch {
        if !layout.speaks[layout.tokens[i].paragraph as usize] || reading.cue(i) < (LEAST / (1.0 - LEAST)).ln() {
            continue;
        }
        let cue_score = sigmoid(reading.cue(i));
        let Spans { first, emissions } = network.spans(layout, reading, &mut inputs, i);
        let (labels, span_score) = crf::decode(&emissions, network.tables.transitions(), i - first);
        let of = |label: usize| -> Vec<usize> {
            (0..labels.len()).filter(|&k| labels[k] == label).map(|k| k + first).collect()
        };
        let (mut content, source) = (of(crf::CONTENT), of(crf::SOURCE));
        let role = |tokens: &[usize], label: usize| -> f32 {
            let probability = |&t: &usize| {
                let heads = &reading.heads_of(t)[..crf::LABELS];
                (heads[label] - log_sum(heads)).exp()
            };
            if tokens.is_empty() { 0.5 } else { tokens.iter().map(probability).sum::<f32>() / tokens.len() as f32 }
        };
        let (content_score, source_score) = (role(&content, crf::CONTENT), role(&source, crf::SOURCE));
        if content.is_empty() {
            content.extend(announced(layout, i).into_iter().flatten());
        }
        if content.is_empty() {
            continue;
        }
        grow_past_window(layout, first + labels.len(), &mut content);
        found.push(Candidate {
            anchor: i,
            cue: of(crf::CUE),
            cue_score,
            span_score,
            content_score,
            source_score,
            confidence: cue_score,
            voice: Voice::Sentence,
            source,
            content,
        });
    }
}

/// How many tokens a quotation that the window cut may go on.
const LONGEST: usize = 2000;

/// A quotation or a sentence that the window cut goes on to its end.
fn grow_past_window(layout: &Layout<'_>, end: usize, content: &mut Vec<usize>) {
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

/// Keeps the surest of candidates that overlap: a cue does not stand in another's content, contents share few tokens.
pub(super) fn choose(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(a.anchor.cmp(&b.anchor)));
    let mut content: FxHashSet<usize> = FxHashSet::default();
    let mut cues: FxHashSet<usize> = FxHashSet::default();
    let mut anchors: FxHashSet<usize> = FxHashSet::default();
    let mut kept: Vec<Candidate> = Vec::new();
    for mut candidate in candidates {
        let anchor = candidate.anchor;
        let inside = content.contains(&anchor) || cues.contains(&anchor);
        if inside || candidate.content.iter().any(|i| anchors.contains(i)) {
            continue;
        }
        let before = candidate.content.len();
        candidate.content.retain(|i| !content.contains(i));
        if candidate.content.len() * 2 >= before && !candidate.content.is_empty() {
            content.extend(&candidate.content);
            cues.extend(&candidate.cue);
            anchors.insert(anchor);
            kept.push(candidate);
        }
    }
    kept.sort_by_key(|candidate| candidate.anchor);
    kept
}
