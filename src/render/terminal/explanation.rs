//! Why a statement has its speaker, and why an article has its topics.

use std::io::{self, Write};

use super::{STRONG, Terminal, articles, statements};
use crate::explanation::Explanation;
use crate::extraction::Extraction;
use crate::identity::Verdict;
use crate::render::clean;
use crate::text::Span;
use crate::topic;

/// The most words shown for a topic.
const MOST_WORDS: usize = 12;

pub(super) fn topics(
    terminal: &Terminal,
    reasons: &[topic::Reason],
    extraction: &Extraction,
    out: &mut dyn Write,
) -> io::Result<()> {
    articles::head(terminal, extraction, out)?;
    if reasons.is_empty() {
        writeln!(out)?;
        return terminal.wrapped("", "Neither labels of the outlet nor the text point to a topic.", &[], out);
    }
    for reason in reasons {
        writeln!(out)?;
        let label = &reason.topic.label;
        let line = format!("{label} ({}), by {}", reason.topic.code, reason.topic.source.name());
        terminal.wrapped("", &line, &[(Span::new(0, label.len()), STRONG)], out)?;
        if !reason.labels.is_empty() {
            terminal.wrapped("  ", &format!("labels: {}", reason.labels.join(", ")), &[], out)?;
        }
        let words: Vec<String> =
            reason.words.iter().take(MOST_WORDS).map(|word| format!("{} {}", word.words, word.count)).collect();
        if !words.is_empty() {
            let more = reason.words.len() - words.len();
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            terminal.wrapped("  ", &format!("words: {}{more}", words.join(", ")), &[], out)?;
        }
    }
    Ok(())
}

/// Whether two names are one person's, and what joins the forms of the name.
pub(super) fn same_person(
    terminal: &Terminal,
    [one, other]: [&str; 2],
    verdict: &Verdict,
    out: &mut dyn Write,
) -> io::Result<()> {
    match verdict {
        Verdict::Same { id, joins } => {
            terminal.wrapped("", &format!("{one} and {other} are one person here, {id}."), &[], out)?;
            joins.iter().try_for_each(|join| {
                let line = format!("{} = {}: {}", join.one, join.other, join.bond.why());
                terminal.wrapped("  ", &line, &[(Span::new(0, join.one.len()), STRONG)], out)
            })
        }
        Verdict::Different(reason) => {
            terminal.wrapped("", &format!("{one} and {other} are not joined here: {reason}."), &[], out)
        }
    }
}

pub(super) fn steps(terminal: &Terminal, explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    let hit = &explanation.hit;
    statements::in_paragraphs(terminal, hit, out)?;
    if let Some(span) = hit.finding.cue() {
        let cue = span.of(&hit.article().body);
        writeln!(out)?;
        terminal.wrapped("", &format!("The reporting words are “{cue}”."), &[], out)?;
    }
    writeln!(out)?;
    if explanation.steps.is_empty() {
        return terminal.wrapped("", "The text names no source here.", &[], out);
    }
    for (number, step) in explanation.steps.iter().enumerate() {
        let words = clean(step.words.as_deref().unwrap_or("(outside the text)"));
        let place = step.paragraph.map(|paragraph| format!(", paragraph {paragraph}"));
        let line = format!("{}. {words}{}: {}", number + 1, place.unwrap_or_default(), step.why);
        let start = line.find(&words).unwrap_or(0);
        terminal.wrapped("", &line, &[(Span::new(start, start + words.len()), STRONG)], out)?;
    }
    if let Some(role) = &hit.source().role {
        terminal.wrapped("", &format!("The role is beside the name: {}", clean(role)), &[], out)?;
    }
    Ok(())
}
