//! Quotations without a cue of their own: more of what the source before them said.

use super::Act;
use super::attribution::Attribution;
use crate::text::{Document, ParagraphKind, Span};

/// How much of a sentence must stand in quotation marks for it to be speech without a cue.
const QUOTED_SHARE: f64 = 0.9;

/// Adds each wholly quoted sentence that no cue reaches: to the statement before it in its paragraph, or as a statement
/// of its own that has the source of the paragraph before.
pub(super) fn link(document: &Document<'_>, attributions: Vec<Attribution>) -> Vec<Attribution> {
    let mut linked = without_overlaps(attributions);
    for paragraph in document.paragraphs.iter().filter(|p| p.kind == ParagraphKind::Prose) {
        for &sentence in document.sentences_in(paragraph.span) {
            if !is_quoted(document, sentence) || is_covered(&linked, sentence) {
                continue;
            }
            if let Some(announcing) = announced(document, &mut linked, paragraph.span) {
                announcing.content.push(sentence);
                continue;
            }
            let here = last_before(&linked, sentence, paragraph.span);
            // Speech that leads up to its source: “One. Two,” she said.
            let ahead = first_behind(document, &linked, sentence, paragraph.span);
            match here.or(ahead) {
                Some(index) => {
                    linked[index].content.push(sentence);
                    linked[index].content.sort_by_key(|span| span.start());
                }
                None => linked.push(unclaimed(document, &linked, sentence)),
            }
        }
    }
    linked.retain(|attribution| !attribution.content.is_empty());
    for attribution in &mut linked {
        attribution.content = joined(document, &attribution.content);
    }
    linked.sort_by_key(|a| a.content.first().map_or(0, |span| span.start()));
    linked
}

/// Drops an attribution whose words all lie inside the quoted words of another.
fn without_overlaps(attributions: Vec<Attribution>) -> Vec<Attribution> {
    let mut kept: Vec<Attribution> = Vec::new();
    for attribution in attributions {
        let doubled = kept.iter().rev().take(4).any(|other| other.content == attribution.content);
        if !doubled {
            kept.push(attribution);
        }
    }
    kept
}

/// The attribution without words that closes the paragraph before.
fn announced<'l>(
    document: &Document<'_>,
    linked: &'l mut [Attribution],
    paragraph: Span,
) -> Option<&'l mut Attribution> {
    let before =
        document.paragraph_at(paragraph.start()).checked_sub(1).map(|index| document.paragraphs[index].span)?;
    linked.iter_mut().rev().find(|a| before.contains(a.sentence)).filter(|a| a.content.is_empty())
}

fn is_quoted(document: &Document<'_>, sentence: Span) -> bool {
    let quoted: usize = document.quotations_in(sentence).iter().map(|q| q.span.len()).sum();
    quoted as f64 >= QUOTED_SHARE * sentence.len() as f64
}

fn is_covered(attributions: &[Attribution], sentence: Span) -> bool {
    attributions.iter().any(|a| a.content.iter().any(|span| span.overlaps(sentence)))
}

fn last_before(linked: &[Attribution], sentence: Span, paragraph: Span) -> Option<usize> {
    linked
        .iter()
        .enumerate()
        .filter(|(_, a)| paragraph.contains(a.sentence) && a.sentence.start() < sentence.start())
        .max_by_key(|(_, a)| a.sentence.start())
        .map(|(index, _)| index)
}

fn first_behind(document: &Document<'_>, linked: &[Attribution], sentence: Span, paragraph: Span) -> Option<usize> {
    linked
        .iter()
        .enumerate()
        .filter(|(_, a)| paragraph.contains(a.sentence) && a.sentence.start() > sentence.start())
        .min_by_key(|(_, a)| a.sentence.start())
        .filter(|(_, a)| a.content.first().is_some_and(|span| document.quotation_at(span.start()).is_some()))
        .map(|(index, _)| index)
}

/// A quoted sentence whose source stands in the paragraph before, where that one ends in speech.
fn unclaimed(document: &Document<'_>, linked: &[Attribution], sentence: Span) -> Attribution {
    let here = document.paragraph_at(sentence.start());
    let before = here.checked_sub(1).map(|index| document.paragraphs[index].span);
    let last = before
        .and_then(|before| linked.iter().filter(|a| before.contains(a.sentence)).max_by_key(|a| a.sentence.start()));
    Attribution {
        cue: None,
        act: Act::Speech,
        source: last.and_then(|a| a.source),
        content: vec![sentence],
        via: None,
        sentence,
    }
}

/// Spans that only white space separates, as one.
fn joined(document: &Document<'_>, spans: &[Span]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for &span in spans {
        match joined.last_mut() {
            Some(last) if Span::new(last.end(), span.start()).of(document.body).trim().is_empty() => {
                *last = last.join(span)
            }
            Some(last) if last.overlaps(span) => *last = last.join(span),
            _ => joined.push(span),
        }
    }
    joined
}
