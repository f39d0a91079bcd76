//! Candidates to statements: the words, who said them, in what role, and through whom they came.

use std::ops::Range;

use super::layout::Layout;
use super::network::{Candidate, Voice};
use super::organizations::{Affiliations, Organizations, by_noun};
use super::people::{Finder, Mention, Mentions, Sources, role, role_before};
use super::speaker::{Speaker, Speakers, with_article};
use super::{Act, Around, Kind, Reading, SpeakerKind, Statement, no_comment};
use crate::text::{Document, Span, TokenKind};

/// How many tokens from the reporting words “according to” may stand: bounds what a sentence without an end costs.
const VIA_REACH: usize = 300;
/// How many places of one person's name are looked at for what he or she does, and where.
const INTRODUCTIONS: usize = 10;

/// Turns candidates into statements, in the order of their first words.
pub(super) fn resolve(
    document: &Document<'_>,
    layout: &Layout<'_>,
    candidates: &[Candidate],
    around: &Around<'_>,
) -> Reading {
    let sources = Sources::new(layout.tokens.len(), candidates.iter().map(Candidate::mention));
    let mentions = Mentions::of(Finder::of(layout, &sources, around.headline), &sources);
    let names: Vec<Vec<Span>> = mentions.names().map(|names| introductions(layout, names)).collect();
    let roles: Vec<Option<Span>> =
        names.iter().map(|names| names.iter().find_map(|name| role(document, *name))).collect();
    let named = mentions.named_tokens();
    let organizations = Organizations::of(document, &|token| named.contains(&token));
    let affiliations: Vec<Affiliations> =
        names.iter().map(|names| affiliations(document, &organizations, names)).collect();
    let mut speakers = Speakers::new(document, layout, &mentions, around.author, &organizations);
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
        let mention = speakers.head(candidate.mention());
        let affiliations = match speaker.person {
            Some(person) => affiliations[person].clone(),
            None => of_description(document, &organizations, &speaker),
        };
        let kind = if candidate.voice == Voice::Sentence { kind(document, &content) } else { Kind::Direct };
        Statement {
            kind,
            act: if candidate.is_speech(layout, kind) { Act::Speech } else { Act::Thought },
            cue: layout.span(first_run(&candidate.cue)),
            mention,
            role: role.map(|role| document.words(role).to_owned()),
            organizations: affiliations.present,
            former: affiliations.former,
            mentioned: mentioned(document, &organizations, &content),
            about: about(&mentions, document, &organizations, &content, speaker.person),
            via: via(document, layout, candidate, &organizations),
            confidence: candidate.confidence,
            speaker_kind: speaker.kind,
            speaker: speaker.name,
            chain: speaker.chain,
            content,
        }
    };
    let mut statements: Vec<Statement> = in_order.into_iter().map(statement).collect();
    statements.sort_by_key(|statement| statement.content.first().map(|span| span.start()));
    let heard = speakers.into_heard();
    let mut speakers = Speakers::new(document, layout, &mentions, around.author, &organizations);
    let no_comments =
        no_comment::resolve(document, layout, &organizations, &mut speakers, heard, &|speaker| match speaker.person {
            Some(person) => (roles[person], affiliations[person].clone()),
            None => (None, of_description(document, &organizations, speaker)),
        });
    Reading {
        statements,
        no_comments,
        organizations: organizations.all(),
        people: people_named(&mentions, &organizations),
    }
}

/// The first places of a person's name, those in full before the others.
fn introductions<'m>(layout: &Layout<'_>, names: impl Iterator<Item = &'m Mention>) -> Vec<Span> {
    let mut names: Vec<&Mention> = names.take(INTRODUCTIONS).collect();
    names.sort_by_key(|mention| !mention.is_full());
    names.into_iter().filter_map(|mention| layout.span(mention.tokens.clone())).collect()
}

/// The organizations of a person, from the places that introduce him or her.
fn affiliations(document: &Document<'_>, organizations: &Organizations, names: &[Span]) -> Affiliations {
    let mut found = Affiliations::default();
    for name in names {
        for role in [role(document, *name), role_before(document, *name)].into_iter().flatten() {
            found.add(document, organizations, role);
        }
        found.add_behind(document, organizations, *name);
        found.add_by_verb(document, organizations, *name);
    }
    found
}

/// Those that the description of a source without a name tells: “officials at the Department of Waterways”.
fn of_description(document: &Document<'_>, organizations: &Organizations, speaker: &Speaker) -> Affiliations {
    let mut found = Affiliations::default();
    // “He” leads back to the description.
    let description = speaker.chain.last().and_then(|step| step.span);
    if let Some(span) = description.filter(|_| matches!(speaker.kind, SpeakerKind::Unnamed | SpeakerKind::Group)) {
        found.add(document, organizations, span);
    }
    found
}

/// The organizations that the words name, by name or by a noun that stands for one.
fn mentioned(document: &Document<'_>, organizations: &Organizations, content: &[Span]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |organization: usize| {
        let name = organizations.name(organization);
        if !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    };
    for span in content {
        organizations.within(*span).for_each(|mention| add(mention.organization));
        let nouns = document.tokens_in(*span).skip(1).filter_map(|at| by_noun(document, organizations, at));
        nouns.for_each(|mention| add(mention.organization));
    }
    found
}

/// The persons whom the text names, in the order in which it first does, but for organizations that look like one.
fn people_named(mentions: &Mentions<'_, '_>, organizations: &Organizations) -> Vec<String> {
    let mut seen = vec![false; mentions.finder.people.all.len()];
    for mention in mentions.mentions.iter().filter(|mention| !mention.is_pronoun()) {
        seen[mention.person] |= names_person(mentions, organizations, mention);
    }
    let people = mentions.finder.people.all.iter().zip(seen);
    people.filter(|(_, seen)| *seen).map(|(person, _)| person.name.clone()).collect()
}

fn names_person(mentions: &Mentions<'_, '_>, organizations: &Organizations, mention: &Mention) -> bool {
    let span = mentions.finder.layout.span(mention.tokens.clone());
    !mention.is_pronoun() && span.is_some_and(|span| organizations.around(span).is_none())
}

/// The persons whom the words name, but for who says them.
fn about(
    mentions: &Mentions<'_, '_>,
    document: &Document<'_>,
    organizations: &Organizations,
    content: &[Span],
    speaker: Option<usize>,
) -> Vec<String> {
    let mut found: Vec<usize> = Vec::new();
    for span in content {
        let tokens = document.tokens_in(*span);
        let (first, end) = (mentions.first_from(tokens.start), mentions.first_from(tokens.end));
        for mention in
            mentions.mentions[first..end].iter().filter(|mention| names_person(mentions, organizations, mention))
        {
            if Some(mention.person) != speaker && !found.contains(&mention.person) {
                found.push(mention.person);
            }
        }
    }
    found.into_iter().map(|person| mentions.finder.people.all[person].name.clone()).collect()
}

/// “…, according to a report from The Associated Press”, in a sentence that gives the words to another.
fn via(
    document: &Document<'_>,
    layout: &Layout<'_>,
    candidate: &Candidate,
    organizations: &Organizations,
) -> Option<String> {
    let sentence = layout.tokens[candidate.anchor].sentence;
    let near = candidate.anchor.saturating_sub(VIA_REACH);
    let start = layout.tokens.partition_point(|token| token.sentence < sentence).max(near);
    let end = layout.tokens.partition_point(|token| token.sentence <= sentence).min(candidate.anchor + VIA_REACH);
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
    let organization = organizations.within(span).next();
    Some(organization.map_or(document.words(span), |mention| with_article(document, mention.span)).to_owned())
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
