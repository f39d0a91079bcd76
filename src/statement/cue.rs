//! The words that report: “said”, “according to”.

use super::Act;
use super::lexicon::{self, Frame};
use crate::text::{Document, ParagraphKind, Span, TokenKind};

/// Words that report speech or thought, outside quotations.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cue {
    /// The tokens, as numbers.
    pub(super) first: usize,
    pub(super) end: usize,
    /// The sentence that they stand in.
    pub(super) sentence: Span,
    pub(super) act: Act,
    pub(super) frame: Frame,
    /// “according to”, whose source follows.
    pub(super) is_according: bool,
}

/// A sentence with more cues than this is no prose: a list, or a text without stops. Its statements would each be as
/// long as itself.
const MOST_IN_SENTENCE: usize = 16;

/// Finds the cues of all running text, in order.
pub(super) fn cues(document: &Document<'_>) -> Vec<Cue> {
    let mut cues = Vec::new();
    for paragraph in document.paragraphs.iter().filter(|p| p.kind == ParagraphKind::Prose) {
        for &sentence in document.sentences_in(paragraph.span) {
            let before = cues.len();
            in_sentence(document, sentence, &mut cues);
            if cues.len() - before > MOST_IN_SENTENCE {
                cues.truncate(before);
            }
        }
    }
    cues
}

fn in_sentence(document: &Document<'_>, sentence: Span, cues: &mut Vec<Cue>) {
    let tokens = document.tokens_in(sentence);
    for index in tokens.clone() {
        let token = document.tokens[index];
        if token.kind != TokenKind::Word || document.quotation_at(token.span.start()).is_some() {
            continue;
        }
        let word = document.token(index).to_lowercase();
        let next = || (index + 1 < tokens.end).then(|| document.token(index + 1).to_lowercase());
        if word == "according" && next().as_deref() == Some("to") {
            cues.push(Cue {
                first: index,
                end: index + 2,
                sentence,
                act: Act::Speech,
                frame: Frame::Clause,
                is_according: true,
            });
        } else if let Some((frame, act)) = lexicon::verb(&word)
            && (!token.capital || index == tokens.start)
            && is_verb(document, index, tokens.start, &word)
        {
            cues.push(Cue { first: index, end: index + 1, sentence, act, frame, is_according: false });
        }
    }
}

/// Whether a form that may also be a noun or an infinitive is a finite verb or a participle here.
fn is_verb(document: &Document<'_>, index: usize, start: usize, word: &str) -> bool {
    let Some(before) = (index > start).then(|| document.token(index - 1).to_lowercase()) else {
        return word.ends_with("ing");
    };
    let noun = [
        "claims", "reports", "notes", "calls", "plans", "hopes", "fears", "doubts", "states", "promises", "estimates",
        "shows", "warning", "thought", "hope", "fear", "doubt", "worry", "worries", "wish", "tweets", "found",
        "learned", "went", "add", "posted", "write", "writing", "calling",
    ]
    .contains(&word);
    let infinitive =
        ["to", "not", "n't", "didn’t", "didn't", "let", "can", "could", "should"].contains(&before.as_str());
    let nominal = lexicon::is_determiner(&before) && before != "that" && before != "one" && before != "some";
    let possessive =
        ["’s", "'s", "of", "with", "without", "for", "by", "is", "was", "be", "been", "being", "are", "were"]
            .contains(&before.as_str());
    !(infinitive || nominal || (possessive && (noun || before != "’s" && before != "'s")))
}
