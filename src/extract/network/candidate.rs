//! A candidate: the cue of a statement with the source and the content that belong to it, as tokens.

use std::ops::Range;

use crate::extract::Kind;
use crate::extract::act::{is_speech, is_thought};
use crate::extract::layout::{Layout, Quote};
use crate::extract::lexicon;
use crate::text::Span;

/// A statement as numbers of tokens, with the scores of its parts.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The one token of the cue that the network found it by; without a cue, the first token.
    pub(crate) anchor: usize,
    pub(crate) cue: Vec<usize>,
    pub(crate) source: Vec<usize>,
    pub(crate) content: Vec<usize>,
    /// The probability that the anchor is a cue.
    pub(crate) cue_score: f32,
    /// The log probability of source and content, given the cue.
    pub(crate) span_score: f32,
    /// The mean probability of the content's label over its tokens, by the encoder alone.
    pub(crate) content_score: f32,
    /// The same for the source.
    pub(crate) source_score: f32,
    /// The probability that it is speech, if it is one at all.
    pub(crate) speech_score: f32,
    /// Whether the words are in the next paragraph, after a colon.
    pub(crate) is_announced: bool,
    /// The probability that the words are right.
    pub(crate) sure_words: f32,
    /// The probability that the source is right, given the words.
    pub(crate) sure_source: f32,
    pub(crate) voice: Voice,
}

/// How the text attributes the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// In a sentence, by a cue.
    Sentence,
    /// By the form of the text: the source is a label or speaks in a dialogue. The words are direct without marks.
    Turn,
    /// As an answer in an interview, to the person who is interviewed.
    Interviewee,
    /// As one turn of a dialogue, to the person that these tokens name elsewhere.
    Of(Range<usize>),
}

impl Candidate {
    /// A statement that the form of the text shows, without a cue. `confidence` is the probability that words and source are right.
    pub(crate) fn of_structure(anchor: usize, content: Vec<usize>, confidence: f32) -> Self {
        Self {
            anchor,
            cue: Vec::new(),
            source: Vec::new(),
            content,
            cue_score: confidence,
            span_score: 0.0,
            content_score: confidence,
            source_score: confidence,
            speech_score: 1.0,
            is_announced: false,
            sure_words: confidence.sqrt(),
            sure_source: confidence.sqrt(),
            voice: Voice::Sentence,
        }
    }

    /// The probability that words and source are right.
    pub(crate) fn confidence(&self) -> f32 {
        self.sure_words * self.sure_source
    }

    /// The tokens of the source; empty if it has none.
    pub(crate) fn mention(&self) -> Range<usize> {
        match (self.source.first(), self.source.last()) {
            (Some(&first), Some(&last)) => first..last + 1,
            _ => 0..0,
        }
    }

    /// The spans of the content. Tokens in a row are one span, but none crosses the end of a paragraph.
    pub(crate) fn spans(&self, layout: &Layout<'_>) -> Vec<Span> {
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

    /// Whether the words were said and not thought: the cue is of speech, or they are quoted and the cue is not of thought.
    pub(crate) fn is_speech(&self, layout: &Layout<'_>, kind: Kind) -> bool {
        let cue = self.cue_text(layout);
        if is_thought(&cue) {
            return self.speech_score >= 0.8;
        }
        is_speech(&cue) || kind == Kind::Direct || self.speech_score >= 0.5
    }

    /// Whether the source is the one who is told, warned or accused: “She was told that …”.
    pub(super) fn is_about_its_hearer(&self, layout: &Layout<'_>) -> bool {
        const PASSIVE: &[&str] = &[
            "told", "warned", "accused", "charged", "informed", "advised", "urged", "asked", "ordered", "reminded",
            "assured", "questioned", "convicted", "criticized", "criticised", "sentenced", "suspected", "alleged",
        ];
        let is = |i: usize, words: &[&str]| words.contains(&layout.word(i).to_lowercase().as_str());
        let before = self.source.last().is_some_and(|&last| last < self.anchor);
        if !before || !is(self.anchor, PASSIVE) {
            return false;
        }
        let between = self.source.last().map_or(self.anchor, |last| last + 1)..self.anchor;
        let passive = between.clone().any(|i| is(i, &["was", "were", "been", "is", "are", "being", "be", "got"]));
        passive && between.len() <= 4
    }

    /// Whether its cue is a usual one of speech, or its words are quoted: then it is rarely wrong.
    pub(super) fn is_plain(&self, layout: &Layout<'_>) -> bool {
        let marked = |i: &usize| matches!(layout.tokens[*i].quote, Quote::Open | Quote::Close);
        self.content.iter().any(marked) || is_speech(&self.cue_text(layout))
    }

    /// The words of the cue, with spaces between.
    pub(super) fn cue_text(&self, layout: &Layout<'_>) -> String {
        self.cue.iter().map(|&i| layout.word(i)).collect::<Vec<_>>().join(" ")
    }

    /// Ends the words of a clause after “while” or “although” at the comma before the main clause: “While experts have said that rates
    /// are low, the study confirms it.”
    pub(super) fn end_with_clause(&mut self, layout: &Layout<'_>) {
        const LEADS: [&str; 4] = ["while", "although", "though", "whereas"];
        const SHORTEST: usize = 3;
        let before = self.source.first().and_then(|first| first.checked_sub(1));
        let leads = before.is_some_and(|i| LEADS.contains(&layout.word(i).to_lowercase().as_str()));
        if !leads || self.content.first().is_none_or(|first| *first < self.anchor) {
            return;
        }
        let is_comma = |&i: &usize| layout.word(i) == "," && layout.tokens[i].quotation == 0;
        let words = self.content.iter().skip(SHORTEST).position(is_comma).map(|place| place + SHORTEST);
        self.content.truncate(words.unwrap_or(self.content.len()));
    }

    /// Drops a number that a source cannot begin with: the “05” of “At 9:05 @heron wrote”.
    pub(super) fn drop_numbers(&mut self, layout: &Layout<'_>) {
        let names = |i: &usize| layout.word(*i).starts_with(|c: char| c == '@' || c.is_uppercase());
        if self.source.get(1).is_some_and(names) && layout.word(self.source[0]).bytes().all(|b| b.is_ascii_digit()) {
            self.source.remove(0);
        }
    }

    /// Drops a conjunction that leads up to the words: “that”, or “as” before a quotation.
    pub(crate) fn drop_conjunction(&mut self, layout: &Layout<'_>) {
        let [first, second, ..] = self.content[..] else { return };
        let quoted = layout.tokens[second].quote == Quote::Open;
        // In “That is wrong, she said” it is a pronoun and belongs to the words.
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    #[test]
    fn spans_end_with_their_paragraph() {
        let document = Document::new("One two\n\nthree four five");
        let candidate = Candidate::of_structure(0, vec![0, 1, 2, 4], 0.8);
        let words = candidate.spans(&Layout::of(&document)).into_iter().map(|span| span.of(document.body));
        assert_eq!(words.collect::<Vec<_>>(), ["One two", "three", "five"]);
    }

    #[test]
    fn a_conjunction_before_the_words_is_dropped() {
        for (body, kept) in [
            ("that rates would rise", "rates would rise"),
            ("that is wrong", "that is wrong"),
            ("that “is wrong”", "“is wrong”"),
            ("as “a gift”", "“a gift”"),
            ("as a gift", "as a gift"),
            ("“that rates rise”", "“that rates rise”"),
        ] {
            let document = Document::new(body);
            let layout = Layout::of(&document);
            let mut candidate = Candidate::of_structure(0, (0..layout.tokens.len()).collect(), 0.8);
            candidate.drop_conjunction(&layout);
            assert_eq!(candidate.spans(&layout)[0].of(body), kept);
        }
    }

    #[test]
    fn a_clause_after_while_ends_at_its_comma() {
        for (body, kept) in [
            ("while experts said rates are low , she is sure", "rates are low"),
            ("when experts said rates are low , she is sure", "rates are low , she is sure"),
            ("while experts said “ rates , now , are low ” then", "“ rates , now , are low ” then"),
        ] {
            let document = Document::new(body);
            let layout = Layout::of(&document);
            let content = (3..layout.tokens.len()).collect();
            let mut candidate = Candidate { source: vec![1], ..Candidate::of_structure(2, content, 0.8) };
            candidate.end_with_clause(&layout);
            assert_eq!(candidate.spans(&layout)[0].of(body), kept);
        }
    }

    #[test]
    fn a_number_before_a_name_is_dropped() {
        for (body, kept) in [("05 @heron", "@heron"), ("12 Hale", "Hale"), ("12 officials", "12 officials")] {
            let document = Document::new(body);
            let layout = Layout::of(&document);
            let mut candidate = Candidate { source: vec![0, 1], ..Candidate::of_structure(0, vec![0], 0.8) };
            candidate.drop_numbers(&layout);
            assert_eq!(layout.span(candidate.mention()).map(|span| span.of(body)), Some(kept));
        }
    }
}
