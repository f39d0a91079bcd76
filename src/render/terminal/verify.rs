//! The quotations of a draft with the verdict on each.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{FAINT, STRONG, Terminal, day};
use crate::extract::Polarity;
use crate::render::marked;
use crate::text::Span;
use crate::verify::{Checked, FoundAs, Side, Source, Tolerated, Verdict};

const RIGHT: Style = AnsiColor::Green.on_default().bold();
const WRONG: Style = AnsiColor::Red.on_default().bold();
const OF_DRAFT: Style = AnsiColor::Green.on_default();
const OF_SOURCE: Style = AnsiColor::Red.on_default();

/// The most places shown of a quotation that many print.
const MOST_PLACES: usize = 3;

pub(super) fn findings(terminal: &Terminal, all: &[Checked], out: &mut dyn Write) -> io::Result<()> {
    for checked in all {
        let finding = finding(checked);
        terminal.wrapped(
            "",
            &finding,
            &[(Span::new(0, finding.len()), if checked.right { RIGHT } else { WRONG })],
            out,
        )?;
        let quoted = &checked.quoted;
        let place = match quoted.paragraph {
            Some(paragraph) => format!("paragraph {paragraph}"),
            None => "headline".to_owned(),
        };
        let speaker = quoted.speaker.as_deref().unwrap_or("no speaker named");
        let line = format!("{place}, {speaker}: {}", quoted.quote);
        let start = place.len() + 2;
        terminal.wrapped("  ", &line, &[(Span::new(start, start + speaker.len()), STRONG)], out)?;
        if checked.diff.iter().any(|piece| piece.side != Side::Both) {
            word_diff(terminal, checked, out)?;
        }
        places(terminal, checked, out)?;
        writeln!(out)?;
    }
    if all.is_empty() { Ok(()) } else { sum(terminal, all, out) }
}

fn word_diff(terminal: &Terminal, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
    let mut line = String::new();
    let mut marks = Vec::new();
    for piece in &checked.diff {
        if !line.is_empty() {
            line.push(' ');
        }
        let start = line.len();
        line += &marked(piece.side, &piece.words);
        let style = match piece.side {
            Side::Both => continue,
            Side::Draft => OF_DRAFT,
            Side::Source => OF_SOURCE,
            Side::LeftOut => FAINT,
        };
        marks.push((Span::new(start, line.len()), style));
    }
    terminal.wrapped("  ", &line, &marks, out)
}

/// Writes where the words are, the first place of each speaker before others.
fn places(terminal: &Terminal, checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
    let mut shown: Vec<&Source> = Vec::new();
    let is_new = |source: &Source, shown: &[&Source]| !shown.iter().any(|known| known.speaker == source.speaker);
    let mut rest: Vec<&Source> = Vec::new();
    for source in &checked.sources {
        if is_new(source, &shown) { shown.push(source) } else { rest.push(source) }
    }
    shown.extend(rest);
    for source in shown.iter().take(MOST_PLACES) {
        let article = source.article();
        let day = day(article);
        let said = source.speaker.as_deref().filter(|_| checked.verdict != Verdict::Exact);
        let said = said.map(|speaker| format!("said by {speaker}"));
        let facts = [said.as_deref(), article.outlet.as_deref(), day.as_deref(), article.title.as_deref()];
        let facts: Vec<&str> = facts.into_iter().flatten().collect();
        if !facts.is_empty() {
            terminal.faint("  ", &facts.join(" · "), out)?;
        }
        let id = source.id.as_ref().unwrap_or(&article.id);
        terminal.unbroken(
            "  ",
            &format!("{}, paragraph {} · {id}", terminal.place(&article.place), source.paragraph),
            out,
        )?;
    }
    match shown.len().saturating_sub(MOST_PLACES) {
        0 => Ok(()),
        1 => terminal.faint("  ", "and in 1 more place", out),
        more => terminal.faint("  ", &format!("and in {more} more places"), out),
    }
}

/// Counts the quotations by verdict.
fn sum(terminal: &Terminal, all: &[Checked], out: &mut dyn Write) -> io::Result<()> {
    let noun = if all.len() == 1 { "quotation" } else { "quotations" };
    let verdicts = [
        (Verdict::Exact, "exact"),
        (Verdict::OtherSense, "in another sense"),
        (Verdict::Several, "said by several"),
        (Verdict::SomeoneElse, "said by someone else"),
        (Verdict::InText, "found, not as a quotation"),
        (Verdict::Altered, "altered"),
        (Verdict::NotFound, "not found"),
    ];
    let counts = verdicts.iter().filter_map(|(verdict, name)| {
        let count = all.iter().filter(|checked| checked.verdict == *verdict).count();
        (count > 0).then(|| format!("{count} {name}"))
    });
    terminal.faint("", &format!("{} {noun}: {}", all.len(), counts.collect::<Vec<_>>().join(", ")), out)
}

/// The verdict in words.
fn finding(checked: &Checked) -> String {
    let first = checked.sources.first();
    let other = first.filter(|source| source.same_speaker == Some(false)).and_then(|source| source.speaker.as_deref());
    let text = first.and_then(|source| source.article().title.as_deref()).unwrap_or("an article without a title");
    let verdict = match (checked.verdict, first.map(|source| source.found_as)) {
        (Verdict::Exact, _) => "exact".to_owned(),
        (Verdict::OtherSense, _) => {
            let polarity = first.and_then(|source| source.polarity).unwrap_or_default();
            let there = match polarity {
                Polarity::Denied => "there the speaker denies it",
                Polarity::NotSaid => "there the speaker does not say it",
                Polarity::Asked => "there the speaker asks it",
                Polarity::Affirmed => "there the speaker says it",
            };
            format!("in another sense: {there}")
        }
        (Verdict::Several, _) if checked.right => "said by several, this speaker among them".to_owned(),
        (Verdict::Several, _) => "said by several".to_owned(),
        (Verdict::SomeoneElse, _) => format!("said by someone else: {}", other.unwrap_or("see below")),
        (Verdict::InText, Some(FoundAs::Text)) => format!("found in the text of “{text}”, not as a statement"),
        (Verdict::InText, Some(FoundAs::Reported)) => {
            format!("found in “{text}”, but not all in quotation marks there")
        }
        (Verdict::InText, _) => format!("found in “{text}”, which does not name who said it"),
        (Verdict::Altered, _) => match other {
            Some(other) => format!("altered, and said by someone else: {other}"),
            None => "altered".to_owned(),
        },
        (Verdict::NotFound, _) => "not found".to_owned(),
    };
    let tolerated = Tolerated::describe(&checked.tolerated);
    match tolerated.strip_prefix("but") {
        _ if tolerated.is_empty() || checked.verdict == Verdict::Altered => verdict,
        Some(_) => format!("{verdict} {tolerated}"),
        None => format!("{verdict}, {tolerated}"),
    }
}
