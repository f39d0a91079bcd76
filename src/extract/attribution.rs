//! Turns candidates into statements: the words, who said them, in what role, and who passed them on.

use std::ops::Range;

use super::layout::Layout;
use super::network::{Candidate, Voice};
use super::no_comment::{self, NoComment};
use super::organizations::{Affiliations, Organizations, by_noun};
use super::parse::Parse;
use super::people::{Finder, Mention, Mentions, Roles, Sources};
use super::sense::sense;
use super::speaker::{Speaker, Speakers};
use super::via::via;
use super::{Act, Around, Confidence, Kind, Reading, Source, SpeakerKind, Statement};
use crate::text::{Document, Span, TokenKind};

/// How many mentions of a person are searched for a role and an organization.
const INTRODUCTIONS: usize = 10;

/// The statements of a text, in the order of their first words, with everything else that it says about their sources.
pub(super) fn attribute(
    document: &Document<'_>,
    layout: &Layout<'_>,
    parse: &Parse,
    candidates: &[Candidate],
    around: &Around<'_>,
) -> Reading {
    let sources = Sources::new(layout.tokens.len(), candidates.iter().map(Candidate::mention));
    let mentions = Mentions::of(Finder::of(layout, parse, &sources, around.headline), &sources);
    let named = mentions.named_tokens();
    let organizations = Organizations::of(document, &|token| named.contains(&token));
    let roles = Roles::new(layout, parse);
    let profiles = Profiles::of(document, roles, &mentions, &organizations);
    let mut speakers = Speakers::new(document, layout, &mentions, around.author, &organizations);
    let statement = |candidate: &Candidate| {
        let content = candidate.spans(layout);
        let speaker = match &candidate.voice {
            Voice::Sentence | Voice::Turn => speakers.speaker(candidate.mention()),
            Voice::Of(source) => speakers.speaker(source.clone()),
            Voice::Interviewee => speakers.interviewee(candidate.anchor),
        };
        let (role, affiliations) = profiles.of_speaker(&speaker);
        let confidence =
            Confidence { words: candidate.sure_words, source: candidate.sure_source, person: speaker.confidence() };
        let (verb, polarity) = sense(layout, candidate);
        let kind = if candidate.voice == Voice::Sentence { kind(document, &content) } else { Kind::Direct };
        Statement {
            source: Source {
                mention: speakers.head(candidate.mention()),
                speaker: speaker.name,
                candidates: speaker.candidates,
                kind: speaker.kind,
                role: role.map(|role| document.words(role).to_owned()),
                role_organizations: affiliations.present,
                former_organizations: affiliations.former,
            },
            kind,
            act: if candidate.is_speech(layout, kind) { Act::Speech } else { Act::Thought },
            polarity,
            cue: layout.span(first_run(&candidate.cue)),
            verb,
            mentioned_organizations: mentioned(document, &organizations, &content),
            about: about(&mentions, document, &organizations, &content, speaker.person),
            via: via(document, layout, candidate, &organizations),
            confidence: confidence.rounded(),
            steps: speaker.steps,
            content,
        }
    };
    // “He” is one of the sources before, so resolve them in the order in which a reader meets them.
    let mut in_order: Vec<&Candidate> = candidates.iter().collect();
    in_order.sort_by_key(|candidate| (candidate.mention().start, candidate.anchor));
    let mut statements: Vec<Statement> = in_order.into_iter().map(statement).collect();
    statements.sort_by_key(|statement| statement.content.first().map(|span| span.start()));
    let heard = speakers.into_heard();
    let mut speakers = Speakers::new(document, layout, &mentions, around.author, &organizations);
    let profile = |speaker: &Speaker| profiles.of_speaker(speaker);
    let no_comments = no_comment::no_comments(document, layout, &organizations, &mut speakers, heard, &profile);
    statements.retain(|statement| {
        !is_no_comment(statement, &no_comments)
            && !is_thought_of_nobody(statement)
            && !is_mere_topic(document, statement)
    });
    Reading {
        statements,
        no_comments,
        organizations: organizations.all(),
        people: people_named(&mentions, &organizations),
    }
}

/// Whether a statement only reports a “no comment”: the “to comment” that somebody “declined”.
fn is_no_comment(statement: &Statement, no_comments: &[NoComment]) -> bool {
    statement.cue.is_some_and(|cue| no_comments.iter().any(|no_comment| no_comment.cue.overlaps(cue)))
}

/// Whether a thought has no source: “The repair is expected to cost £1.9 million.” Nobody goes on record with it.
fn is_thought_of_nobody(statement: &Statement) -> bool {
    statement.act == Act::Thought && statement.source.mention.is_none()
}

/// Whether the words say what it was about, not what was said: one or two that are no quotation (“Trump”, “immigration”), the “so” of
/// “I said so in May”, and whatever “nobody asked”.
fn is_mere_topic(document: &Document<'_>, statement: &Statement) -> bool {
    let words = || statement.content.iter().flat_map(|span| document.tokens_in(*span));
    let count = words().filter(|i| document.tokens[*i].kind != TokenKind::Mark).count();
    let first = |word: &str| words().next().is_some_and(|i| document.token(i) == word);
    let source = statement.source.mention.map(|mention| document.words(mention).to_lowercase());
    let nobody = matches!(source.as_deref(), Some("nobody" | "none" | "no one"));
    statement.kind == Kind::Indirect && count <= 2
        || count <= 4 && first("so")
        || nobody && statement.cue.is_some_and(|cue| document.words(cue).starts_with("ask"))
}

/// The roles and organizations of the people of a text.
struct Profiles<'d, 'a> {
    document: &'d Document<'a>,
    organizations: &'d Organizations,
    roles: Vec<Option<Span>>,
    affiliations: Vec<Affiliations>,
}

impl<'d, 'a> Profiles<'d, 'a> {
    fn of(
        document: &'d Document<'a>,
        roles: Roles<'_, '_>,
        mentions: &Mentions<'_, '_>,
        organizations: &'d Organizations,
    ) -> Self {
        let bare = |mention: &Mention| mentions.finder.split(&mention.tokens).1;
        let names: Vec<Vec<Range<usize>>> =
            mentions.names().map(|names| introductions(names).into_iter().map(bare).collect()).collect();
        let role = |names: &Vec<Range<usize>>| names.iter().find_map(|name| roles.beside(name));
        let affiliations = |names: &Vec<Range<usize>>| affiliations(document, roles, organizations, names);
        Self {
            document,
            organizations,
            roles: names.iter().map(role).collect(),
            affiliations: names.iter().map(affiliations).collect(),
        }
    }

    /// The role of a speaker and the organizations in it; a source without a name has those of its description.
    fn of_speaker(&self, speaker: &Speaker) -> (Option<Span>, Affiliations) {
        match speaker.person {
            Some(person) => (self.roles[person], self.affiliations[person].clone()),
            None => (None, of_description(self.document, self.organizations, speaker)),
        }
    }
}

/// The first mentions of a person, full names first.
fn introductions<'m>(names: impl Iterator<Item = &'m Mention>) -> Vec<&'m Mention> {
    let mut names: Vec<&Mention> = names.take(INTRODUCTIONS).collect();
    names.sort_by_key(|mention| !mention.is_full());
    names
}

/// The organizations of a person, from the mentions that introduce the person.
fn affiliations(
    document: &Document<'_>,
    roles: Roles<'_, '_>,
    organizations: &Organizations,
    names: &[Range<usize>],
) -> Affiliations {
    let mut found = Affiliations::default();
    for name in names {
        roles.all_beside(name).for_each(|role| found.add(document, organizations, role));
        let Some(name) = roles.layout.span(name.clone()) else { continue };
        found.add_after(document, organizations, name);
        found.add_by_verb(document, organizations, name);
    }
    found
}

/// The organizations in the description of a source without a name: “officials at the Department of Waterways”.
fn of_description(document: &Document<'_>, organizations: &Organizations, speaker: &Speaker) -> Affiliations {
    let mut found = Affiliations::default();
    // The last step of “he” is the description.
    let description = speaker.steps.last().and_then(|step| step.span);
    if let Some(span) = description.filter(|_| matches!(speaker.kind, SpeakerKind::Unnamed | SpeakerKind::Group)) {
        found.add(document, organizations, span);
    }
    found
}

/// The organizations in the words of a statement, by name or by a noun for one.
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

/// The people that the text names, in the order of their first mention, without organizations that look like people.
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

/// The people in the words of a statement, without its speaker.
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
        let inside = mentions.first_from(tokens.start)..mentions.first_from(tokens.end);
        for mention in mentions.mentions[inside].iter().filter(|mention| names_person(mentions, organizations, mention))
        {
            if Some(mention.person) != speaker && !found.contains(&mention.person) {
                found.push(mention.person);
            }
        }
    }
    found.into_iter().map(|person| mentions.person(person).name.clone()).collect()
}

/// The first tokens without a gap.
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
