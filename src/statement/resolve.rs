//! Candidates to statements: the words, who said them, in what role, and through whom they came.

use std::ops::Range;

use super::candidate::{Candidate, Voice};
use super::cast::Cast;
use super::layout::Layout;
use super::mention::Mentions;
use super::organizations::{is_organization, organizations};
use super::role::role;
use super::speaker::{Speakers, with_article};
use super::{Act, Around, Kind, Statement, phrase};
use crate::text::{Document, Span, TokenKind};

/// Turns candidates into statements, in the order of their first words.
pub(super) fn resolve(
    document: &Document<'_>,
    layout: &Layout<'_>,
    candidates: &[Candidate],
    around: &Around<'_>,
) -> Vec<Statement> {
    let sources: Vec<Range<usize>> = candidates.iter().map(Candidate::mention).filter(|m| !m.is_empty()).collect();
    let mentions = Mentions::of(Cast::of(layout, &sources, around.headline), &sources);
    let people = mentions.cast.people.iter();
    let roles: Vec<Option<Span>> = people
        .map(|person| person.places.iter().find_map(|place| role(document, layout.span(place.clone())?)))
        .collect();
    let mut speakers = Speakers::new(document, layout, &mentions, around.author);
    // In the order of the sources, as a reader meets them.
    let mut in_order: Vec<&Candidate> = candidates.iter().collect();
    in_order.sort_by_key(|candidate| (candidate.mention().start, candidate.anchor));
    let statement = |candidate: &Candidate| {
        let content = candidate.spans(layout);
        let speaker = match &candidate.voice {
            Voice::Sentence | Voice::Turn => speakers.speaker(candidate.mention()),
            Voice::Of(source) => speakers.speaker(source.clone()),
            Voice::Interviewee => speakers.interviewee(candidate.anchor),
        };
        let role = speaker.person.and_then(|person| roles[person]);
        let kind = if candidate.voice == Voice::Sentence { kind(document, &content) } else { Kind::Direct };
        Statement {
            kind,
            act: if candidate.is_speech(layout, kind) { Act::Speech } else { Act::Thought },
            cue: layout.span(first_run(&candidate.cue)),
            mention: speakers.head(candidate.mention()),
            role: role.map(|role| document.words(role).to_owned()),
            organizations: role.map(|role| organizations(document, role)).unwrap_or_default(),
            via: via(document, layout, candidate),
            confidence: candidate.confidence,
            speaker_kind: speaker.kind,
            speaker: speaker.name,
            chain: speaker.chain,
            content,
        }
    };
    let mut statements: Vec<Statement> = in_order.into_iter().map(statement).collect();
    statements.sort_by_key(|statement| statement.content.first().map(|span| span.start()));
    statements
}

/// “…, according to a report from The Associated Press”, in a sentence that gives the words to another.
fn via(document: &Document<'_>, layout: &Layout<'_>, candidate: &Candidate) -> Option<String> {
    let sentence = layout.tokens[candidate.anchor].sentence;
    let start = layout.tokens.partition_point(|token| token.sentence < sentence);
    let end = layout.tokens.partition_point(|token| token.sentence <= sentence);
    let according = (start..end.saturating_sub(2)).find(|&i| {
        layout.word(i).eq_ignore_ascii_case("according")
            && layout.word(i + 1) == "to"
            && layout.tokens[i].quotation == 0
    })?;
    let own = candidate.cue.contains(&according) || candidate.source.contains(&(according + 2));
    if own || candidate.content.binary_search(&according).is_ok() {
        return None;
    }
    let stops = |i: &usize| matches!(layout.word(*i), "," | "—" | "." | ";" | "(");
    let last = (according + 2..end).find(stops).unwrap_or(end);
    // It passes on the words before it; behind it only those of a sentence that it starts.
    let leads = according == start;
    let near = candidate
        .content
        .iter()
        .any(|i| (*i < according && according - i <= 2) || (leads && (last..=last + 1).contains(i)));
    let span = layout.span(according + 2..last).filter(|_| near)?;
    let organization = phrase::names_in(document, span).into_iter().find(|name| is_organization(document.words(*name)));
    Some(organization.map_or(document.words(span), |name| with_article(document, name)).to_owned())
}

/// The first tokens that stand side by side.
fn first_run(tokens: &[usize]) -> Range<usize> {
    let Some(&first) = tokens.first() else { return 0..0 };
    let length = tokens.iter().enumerate().take_while(|(k, i)| **i == first + k).count();
    first..first + length
}

fn kind(document: &Document<'_>, content: &[Span]) -> Kind {
    let inside = |i: usize| document.quotation_at(document.tokens[i].span.start()).is_some();
    let tokens = || content.iter().flat_map(|span| document.tokens_in(*span));
    let words = || tokens().filter(|&i| document.tokens[i].kind != TokenKind::Mark);
    if words().all(inside) {
        Kind::Direct
    } else if words().any(inside) {
        Kind::Mixed
    } else {
        Kind::Indirect
    }
}
