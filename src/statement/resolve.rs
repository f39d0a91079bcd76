//! From the source as it is named at its place to who it is: a person of the text, an organization, or a description.
//!
//! Where the text does not decide, nobody is named.

use std::ops::Range;

use super::candidate::Candidate;
use super::cast::Cast;
use super::layout::Layout;
use super::mention::Mentions;
use super::organizations::{is_organization, organizations};
use super::role::role;
use super::{Act, Kind, SpeakerKind, Statement, lexicon, phrase};
use crate::names;
use crate::text::{Document, Span, TokenKind};

/// Turns candidates into statements, in the order of their first words. `author` is who says “I” outside quotations.
pub(super) fn resolve(
    document: &Document<'_>,
    layout: &Layout<'_>,
    candidates: &[Candidate],
    author: Option<&str>,
) -> Vec<Statement> {
    let sources: Vec<Range<usize>> = candidates.iter().map(Candidate::mention).filter(|m| !m.is_empty()).collect();
    let mentions = Mentions::of(Cast::of(layout, &sources), &sources);
    let people = mentions.cast.people.iter();
    let roles = people.map(|person| person.places.iter().find_map(|place| role(document, layout.span(place.clone())?)));
    let roles = roles.collect();
    let mut resolver = Resolver { document, layout, mentions: &mentions, roles, author, heard: Vec::new() };
    // In the order of the sources, as a reader meets them.
    let mut in_order: Vec<&Candidate> = candidates.iter().collect();
    in_order.sort_by_key(|candidate| (candidate.mention().start, candidate.anchor));
    let mut statements: Vec<Statement> = in_order.into_iter().map(|candidate| resolver.statement(candidate)).collect();
    statements.sort_by_key(|statement| statement.content.first().map(|span| span.start()));
    statements
}

/// Who a source is.
#[derive(Clone)]
struct Speaker {
    name: Option<String>,
    kind: SpeakerKind,
    person: Option<usize>,
}

impl Speaker {
    fn named(name: &str, kind: SpeakerKind) -> Self {
        Self { name: Some(name.to_owned()), kind, person: None }
    }

    fn nobody(kind: SpeakerKind) -> Self {
        Self { name: None, kind, person: None }
    }
}

struct Resolver<'d, 'l, 'a> {
    document: &'d Document<'a>,
    layout: &'l Layout<'a>,
    mentions: &'d Mentions<'l, 'a>,
    /// The role of each person.
    roles: Vec<Option<Span>>,
    author: Option<&'d str>,
    /// The sources so far that are no persons by name, with their first tokens.
    heard: Vec<(usize, Speaker)>,
}

/// How many paragraphs back “it” or “the official” may look for who is meant.
const REACH: u32 = 3;

impl Resolver<'_, '_, '_> {
    fn statement(&mut self, candidate: &Candidate) -> Statement {
        let content = candidate.spans(self.layout);
        let source = candidate.mention();
        let speaker = self.speaker(source.clone());
        if speaker.person.is_none() && speaker.name.is_some() {
            self.heard.push((source.start, speaker.clone()));
        }
        let role = speaker.person.and_then(|person| self.roles[person]);
        Statement {
            kind: kind(self.document, &content),
            act: if candidate.is_speech(self.layout) { Act::Speech } else { Act::Thought },
            cue: self.layout.span(first_run(&candidate.cue)),
            mention: self.mention(candidate.mention()),
            role: role.map(|role| self.document.words(role).to_owned()),
            organizations: role.map(|role| organizations(self.document, role)).unwrap_or_default(),
            via: self.via(candidate),
            confidence: candidate.confidence,
            speaker_kind: speaker.kind,
            speaker: speaker.name,
            content,
        }
    }

    /// The mention without the apposition behind it: “Richard Nephew” of “Richard Nephew, a former official”.
    fn mention(&self, source: Range<usize>) -> Option<Span> {
        let stops = |i: &usize| matches!(self.layout.word(*i), "," | "(" | "—" | "–" | "--");
        let end = source.clone().skip(1).find(stops).unwrap_or(source.end);
        self.layout.span(source.start..end)
    }

    fn speaker(&self, source: Range<usize>) -> Speaker {
        let Some(span) = self.layout.span(source.clone()) else { return Speaker::nobody(SpeakerKind::Unnamed) };
        let words = self.document.words(span);
        let lower = words.to_lowercase();
        if matches!(lower.as_str(), "he" | "she")
            && let Some(unnamed) = self.unnamed_since_person(source.start)
        {
            return unnamed;
        }
        if let Some(person) = self.mentions.person(source.clone()) {
            let name = self.mentions.cast.people[person].name.clone();
            return Speaker { name: Some(name), kind: SpeakerKind::Person, person: Some(person) };
        }
        match lower.as_str() {
            "i" | "me" | "my" => match self.author.filter(|_| self.layout.tokens[source.start].quotation == 0) {
                Some(author) => Speaker::named(author, SpeakerKind::Person),
                None => Speaker::nobody(SpeakerKind::Person),
            },
            "he" | "she" | "him" | "her" | "his" => Speaker::nobody(SpeakerKind::Person),
            "it" | "which" => self.last_heard(source.start, |speaker| {
                matches!(speaker.kind, SpeakerKind::Organization | SpeakerKind::Document)
            }),
            "they" | "we" | "their" | "our" | "them" | "us" => Speaker::nobody(SpeakerKind::Group),
            _ if lexicon::is_pronoun(&lower)
                || matches!(lower.as_str(), "its" | "this" | "that" | "these" | "those") =>
            {
                Speaker::nobody(SpeakerKind::Unnamed)
            }
            _ => self.named(source.clone()).unwrap_or_else(|| self.described(source)),
        }
    }

    /// The last source that fits, a few paragraphs back at most; else nobody.
    fn last_heard(&self, at: usize, fits: impl Fn(&Speaker) -> bool) -> Speaker {
        let here = self.layout.tokens[at].paragraph;
        let distance = |place: usize| here - self.layout.tokens[place].paragraph;
        let near = self.heard.iter().rev().filter(|(place, _)| *place < at && distance(*place) <= REACH);
        let mut fitting = near.filter(|(_, speaker)| fits(speaker));
        fitting.next().map_or(Speaker::nobody(SpeakerKind::Unnamed), |(_, speaker)| speaker.clone())
    }

    /// “He” behind “one juror said”: the person without a name, where none with a name comes between.
    fn unnamed_since_person(&self, at: usize) -> Option<Speaker> {
        let (place, speaker) = self.heard.iter().rev().find(|(place, _)| *place < at)?;
        let near = self.layout.tokens[at].paragraph - self.layout.tokens[*place].paragraph <= 1;
        let alone = !self.mentions.names_between(*place, at);
        (speaker.kind == SpeakerKind::Unnamed && near && alone).then(|| speaker.clone())
    }

    /// A source that is a name of no person introduced: an organization, or a name by itself.
    fn named(&self, source: Range<usize>) -> Option<Speaker> {
        let document = self.document;
        let span = self.mention(source)?;
        let names = phrase::names_in(document, span);
        let name = *names.last()?;
        let after = Span::new(name.end(), span.end()).of(document.body).trim();
        let before: Vec<String> = document
            .tokens_in(Span::new(span.start(), name.start()))
            .map(|i| document.token(i).to_lowercase())
            .collect();
        if names.len() > 1 && before.last().is_some_and(|word| word == "and") {
            return Some(Speaker::named(document.words(span), SpeakerKind::Group));
        }
        if let Some(joint) = before.iter().rposition(|word| lexicon::joins_nouns(word) || word == "by") {
            // “a report by The Northern Star” is the paper’s; “a spokesman for the company” is nobody’s name.
            let written =
                joint > 0 && lexicon::is_document(&before[joint - 1]) && is_organization(document.words(name));
            let leading =
                || organizations(document, span).into_iter().find(|org| document.words(span).starts_with(org.as_str()));
            return if written {
                Some(Speaker::named(with_article(document, name), SpeakerKind::Organization))
            } else {
                leading().map(|org| Speaker::named(&org, SpeakerKind::Organization))
            };
        }
        let words = document.words(name);
        let possessive = after.starts_with(['’', '\'']) && after.chars().count() <= 2;
        if !(after.is_empty() || possessive) || words.split_whitespace().all(names::is_title) {
            return None;
        }
        if is_organization(words) {
            return Some(Speaker::named(with_article(document, name), SpeakerKind::Organization));
        }
        let plural = ["ans", "ists", "ats", "ories"].iter().any(|end| words.ends_with(end)) && !words.contains(' ');
        let kind = match before.first() {
            _ if plural => SpeakerKind::Group,
            Some(first) if lexicon::is_determiner(first) => SpeakerKind::Organization,
            _ => SpeakerKind::Person,
        };
        Some(Speaker::named(words, kind))
    }

    /// A source without a name, by what it is called.
    fn described(&self, source: Range<usize>) -> Speaker {
        let span = self.mention(source.clone()).unwrap_or(Span::new(0, 0));
        let clause = |i: &usize| matches!(self.layout.word(*i), "who" | "that" | "which");
        let short = source.clone().skip(1).find(clause).and_then(|clause| self.layout.span(source.start..clause));
        let span = short.filter(|short| short.end() < span.end()).unwrap_or(span);
        let words = self.document.words(span);
        let tokens: Vec<String> =
            self.document.tokens_in(span).map(|i| self.document.token(i).to_lowercase()).collect();
        let ends_noun = ["who", "that", "which", "by", "behind", "itself", "himself", "herself"];
        let noun_end = |word: &String| lexicon::joins_nouns(word) || ends_noun.contains(&word.as_str());
        let end = tokens.iter().position(noun_end).unwrap_or(tokens.len());
        let head = tokens[..end].last().map_or("", String::as_str);
        let plural = (head.ends_with('s') && !head.ends_with("ss"))
            || ["people", "police", "men", "women", "staff"].contains(&head);
        let kind = match head {
            _ if lexicon::is_document(head) => SpeakerKind::Document,
            _ if lexicon::is_organization_noun(head) => SpeakerKind::Organization,
            _ if plural => SpeakerKind::Group,
            _ => SpeakerKind::Unnamed,
        };
        let definite = tokens.first().is_some_and(|word| matches!(word.as_str(), "the" | "that" | "this"));
        if definite
            && end <= 3
            && let Some(known) = self.introduced(source.start, head, kind)
        {
            return known;
        }
        let bare = words.strip_prefix("the ").or_else(|| words.strip_prefix("The "));
        let name = bare.filter(|_| kind == SpeakerKind::Organization).unwrap_or(words);
        Speaker::named(name, kind)
    }

    /// “The official”, “the company”, “the report”: the last source that was introduced as one.
    fn introduced(&self, at: usize, head: &str, kind: SpeakerKind) -> Option<Speaker> {
        let is_name = |name: &str| name.starts_with(char::is_uppercase) && name.contains(' ');
        let generic = matches!(head, "company" | "firm" | "group" | "organization" | "operator");
        let fits = |speaker: &Speaker| {
            let name = speaker.name.as_deref().unwrap_or_default();
            let noun = name.split(" of ").next().unwrap_or(name);
            let introduced = noun.split([' ', ',']).any(|word| word.eq_ignore_ascii_case(head));
            let definite = name.to_lowercase().starts_with("the ");
            speaker.kind == kind
                && match kind {
                    SpeakerKind::Organization => is_name(name) && (generic || names::fold(name).ends_with(head)),
                    SpeakerKind::Unnamed | SpeakerKind::Document => introduced && !definite,
                    _ => false,
                }
        };
        Some(self.last_heard(at, fits)).filter(|speaker| speaker.name.is_some())
    }

    /// “…, according to a report from The Associated Press”, in a sentence that gives the words to another.
    fn via(&self, candidate: &Candidate) -> Option<String> {
        let layout = self.layout;
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
        let organization =
            phrase::names_in(self.document, span).into_iter().find(|name| is_organization(self.document.words(*name)));
        Some(organization.map_or(self.document.words(span), |name| with_article(self.document, name)).to_owned())
    }
}

/// The first tokens that stand side by side.
fn first_run(tokens: &[usize]) -> Range<usize> {
    let Some(&first) = tokens.first() else { return 0..0 };
    let length = tokens.iter().enumerate().take_while(|(k, i)| **i == first + k).count();
    first..first + length
}

/// An organization's name; “The” belongs to it where it has a capital inside a sentence.
fn with_article<'a>(document: &Document<'a>, name: Span) -> &'a str {
    let article = document.body[..name.start()].ends_with("The ");
    let leads = || document.sentences.binary_search_by_key(&(name.start() - 4), |s| s.start()).is_ok();
    let start = if article && !leads() { name.start() - 4 } else { name.start() };
    document.words(Span::new(start, name.end()))
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
