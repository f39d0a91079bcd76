//! From the source as it is named at its place to who it is.
//!
//! A full name is itself; a family name is the person of that name who was named last; “he” and “she” are the last
//! source they fit; “who” is the name it follows; “the senator” is the one person with that role. Where the text does
//! not decide, nobody is named.

use super::attribution::Attribution;
use super::cast::{Cast, Gender, gender_of};
use super::organizations::{is_organization, organizations};
use super::{Act, Kind, SpeakerKind, Statement, lexicon, phrase};
use crate::text::{Document, Span};

/// Turns attributions into statements, in the order of their first words.
pub(super) fn resolve(document: &Document<'_>, cast: &Cast, attributions: Vec<Attribution>) -> Vec<Statement> {
    let mut resolver = Resolver { document, cast, genders: vec![None; cast.people.len()], recent: Vec::new() };
    let mut by_place: Vec<usize> = (0..attributions.len()).collect();
    by_place.sort_by_key(|&i| attributions[i].source.map_or(attributions[i].sentence.start(), Span::start));
    let mut speakers: Vec<Option<Speaker>> = vec![None; attributions.len()];
    for index in by_place {
        speakers[index] = attributions[index].source.map(|source| resolver.speaker(source));
    }
    attributions
        .iter()
        .zip(speakers)
        .map(|(attribution, speaker)| statement(document, cast, attribution, speaker))
        .collect()
}

/// Who a source is.
#[derive(Clone, Debug)]
struct Speaker {
    name: Option<String>,
    kind: SpeakerKind,
    person: Option<usize>,
}

struct Resolver<'d, 'a> {
    document: &'d Document<'a>,
    cast: &'d Cast,
    /// What pronouns have told of the people so far.
    genders: Vec<Option<Gender>>,
    /// The sources so far that a pronoun may stand for, with their places.
    recent: Vec<(usize, Speaker)>,
}

impl Resolver<'_, '_> {
    fn speaker(&mut self, source: Span) -> Speaker {
        let words = self.document.words(source);
        let lower = words.to_lowercase();
        if lexicon::is_pronoun(&lower) {
            return self.pronoun(&lower, source.start());
        }
        let speaker = self.named(source).unwrap_or_else(|| self.described(source));
        self.recent.push((source.start(), speaker.clone()));
        speaker
    }

    fn pronoun(&mut self, pronoun: &str, place: usize) -> Speaker {
        let nobody = |kind| Speaker { name: None, kind, person: None };
        match pronoun {
            "he" | "she" => {
                let gender = gender_of(pronoun);
                let found = self.person_before(place, gender);
                if let Some(index) = found {
                    self.genders[index] = self.genders[index].or(gender);
                    return self.person(index);
                }
                let unnamed =
                    self.recent.iter().rev().find(|(_, s)| s.kind == SpeakerKind::Unnamed).map(|(_, s)| s.clone());
                unnamed.unwrap_or(nobody(SpeakerKind::Person))
            }
            "who" | "which" => self.antecedent(place).unwrap_or(nobody(SpeakerKind::Unnamed)),
            "it" => self
                .recent
                .iter()
                .rev()
                .find(|(_, s)| matches!(s.kind, SpeakerKind::Organization | SpeakerKind::Document))
                .map_or(nobody(SpeakerKind::Unnamed), |(_, s)| s.clone()),
            "they" => self
                .recent
                .iter()
                .rev()
                .find(|(_, s)| s.kind == SpeakerKind::Group)
                .map_or(nobody(SpeakerKind::Group), |(_, s)| s.clone()),
            "we" | "they all" | "many" | "some" | "others" | "most" | "both" | "neither" | "everyone" => {
                nobody(SpeakerKind::Group)
            }
            _ => nobody(SpeakerKind::Unnamed),
        }
    }

    /// The person named last before `place`, in the sentence before or as a source, whom the gender fits.
    fn person_before(&self, place: usize, gender: Option<Gender>) -> Option<usize> {
        let fits = |index: usize| {
            let known = self.cast.people[index].gender.or(self.genders[index]);
            known.is_none() || known == gender
        };
        let paragraph = self.document.paragraphs[self.document.paragraph_at(place)].span;
        let spoke =
            self.recent.iter().rev().filter_map(|(at, s)| Some((*at, s.person?))).find(|(_, index)| fits(*index));
        let named = phrase::names_in(self.document, Span::new(paragraph.start(), place))
            .into_iter()
            .filter_map(|span| Some((span.start(), self.cast.find(self.document.words(span), None, span.start())?)))
            .find(|(_, index)| fits(*index));
        match (spoke, named) {
            (Some((at, person)), Some(_)) if paragraph.start() <= at => Some(person),
            (_, Some((_, person))) => Some(person),
            (Some((_, person)), None) => Some(person),
            (None, None) => None,
        }
    }

    /// The name or description that a relative pronoun at `place` follows.
    fn antecedent(&mut self, place: usize) -> Option<Speaker> {
        let who = self.document.tokens.partition_point(|t| t.span.start() < place);
        let sentence = self.document.sentences.iter().rev().find(|s| s.start() <= place)?;
        let start = self.document.tokens_in(*sentence).start;
        let last = who.checked_sub(1).filter(|&i| i > start)?;
        let last = if self.document.token(last) == "," { last } else { who };
        let span = phrase::before(self.document, last, start)?;
        self.named(span).or_else(|| Some(self.described(span)))
    }

    fn person(&self, index: usize) -> Speaker {
        Speaker { name: Some(self.cast.people[index].name.clone()), kind: SpeakerKind::Person, person: Some(index) }
    }

    /// A source that is a name, perhaps with a title: a person or an organization.
    fn named(&mut self, source: Span) -> Option<Speaker> {
        let names = phrase::names_in(self.document, source);
        let name = *names.last()?;
        let document = self.document;
        let after = Span::new(name.end(), source.end()).of(document.body).trim();
        let before: Vec<String> =
            document.tokens_in(Span::new(source.start(), name.start())).map(|i| phrase::lower(document, i)).collect();
        if names.len() > 1 && before.last().is_some_and(|word| word == "and") {
            return Some(Speaker {
                name: Some(document.words(source).to_owned()),
                kind: SpeakerKind::Group,
                person: None,
            });
        }
        let joint = before.iter().rposition(|word| lexicon::joins_nouns(word) || matches!(word.as_str(), "by"));
        if let Some(joint) = joint {
            // “a report by The Northern Star” is the paper’s; “a spokesman for the company” is nobody’s name.
            let document_of =
                joint > 0 && lexicon::is_document(&before[joint - 1]) && is_organization(document.words(name));
            let whole = organizations(document, source);
            if document_of {
                return Some(self.organization(name));
            }
            return whole
                .first()
                .filter(|org| document.words(source).starts_with(org.as_str()))
                .map(|org| named_organization(org));
        }
        if !after.is_empty() && after != "’s" && after != "'s" {
            return None;
        }
        let words = document.words(name);
        let gender = before.last().and_then(|word| gender_of(word));
        if let Some(index) = self.cast.find(words, gender, source.start()) {
            self.genders[index] = self.genders[index].or(gender);
            return Some(self.person(index));
        }
        if is_organization(words) {
            return Some(self.organization(name));
        }
        let described = before.first().is_some_and(|word| lexicon::is_determiner(word));
        let all_titles = words.split_whitespace().all(crate::names::is_title);
        if described && !all_titles {
            let head = words.rsplit(' ').next().unwrap_or_default().to_lowercase();
            let kind = if head.ends_with('s') { SpeakerKind::Group } else { SpeakerKind::Organization };
            return Some(Speaker { name: Some(words.to_owned()), kind, person: None });
        }
        if all_titles {
            return None;
        }
        let plural =
            !words.contains(' ') && ["ans", "ists", "Democrats", "Tories"].iter().any(|end| words.ends_with(end));
        let kind = if plural { SpeakerKind::Group } else { SpeakerKind::Person };
        Some(Speaker { name: Some(words.to_owned()), kind, person: None })
    }

    fn organization(&self, name: Span) -> Speaker {
        named_organization(with_article(self.document, name))
    }

    /// A source without a name: the person of that role, or what it is called.
    fn described(&mut self, source: Span) -> Speaker {
        let document = self.document;
        let words = document.words(source);
        let tokens: Vec<String> = document.tokens_in(source).map(|i| phrase::lower(document, i)).collect();
        let end = tokens.iter().position(|word| lexicon::joins_nouns(word) || word == "who").unwrap_or(tokens.len());
        let head = tokens[..end].last().cloned().unwrap_or_default();
        let definite = tokens.first().is_some_and(|word| matches!(word.as_str(), "the" | "his" | "her"))
            || words.starts_with(char::is_uppercase);
        if definite && let Some(index) = self.cast.in_role(document, &head) {
            return self.person(index);
        }
        let kind = if lexicon::is_document(&head) {
            SpeakerKind::Document
        } else if lexicon::is_organization_noun(&head) {
            SpeakerKind::Organization
        } else if (head.ends_with('s') && !head.ends_with("ss"))
            || matches!(head.as_str(), "people" | "police" | "men" | "women" | "staff")
        {
            SpeakerKind::Group
        } else {
            SpeakerKind::Unnamed
        };
        if kind == SpeakerKind::Organization && definite && tokens.len() == 2 {
            let known = self.recent.iter().rev().find(|(_, s)| {
                s.kind == SpeakerKind::Organization
                    && s.name.as_deref().is_some_and(|name| name.to_lowercase().ends_with(&head))
            });
            if let Some((_, speaker)) = known {
                return speaker.clone();
            }
        }
        let name = words
            .strip_prefix("the ")
            .or_else(|| words.strip_prefix("The "))
            .filter(|_| kind == SpeakerKind::Organization);
        Speaker { name: Some(name.unwrap_or(words).to_owned()), kind, person: None }
    }
}

/// An organization's name; “The” belongs to it where it has a capital inside a sentence.
fn with_article<'a>(document: &Document<'a>, name: Span) -> &'a str {
    let article = document.body[..name.start()].ends_with("The ");
    let leads = || document.sentences.binary_search_by_key(&(name.start() - 4), |s| s.start()).is_ok();
    let start = if article && !leads() { name.start() - 4 } else { name.start() };
    document.words(Span::new(start, name.end()))
}

fn named_organization(name: &str) -> Speaker {
    Speaker { name: Some(name.to_owned()), kind: SpeakerKind::Organization, person: None }
}

fn statement(document: &Document<'_>, cast: &Cast, attribution: &Attribution, speaker: Option<Speaker>) -> Statement {
    let role = speaker.as_ref().and_then(|s| s.person).and_then(|index| cast.people[index].role);
    let via = attribution.via.map(|span| {
        let named = phrase::names_in(document, span).into_iter().find(|name| is_organization(document.words(*name)));
        named.map_or(document.words(span), |name| with_article(document, name)).to_owned()
    });
    let kind = kind(document, &attribution.content);
    Statement {
        kind,
        act: attribution.act,
        content: attribution.content.clone(),
        cue: attribution.cue,
        mention: attribution.source,
        organizations: role.map(|role| organizations(document, role)).unwrap_or_default(),
        role: role.map(|role| document.words(role).to_owned()),
        confidence: confidence(kind, attribution, speaker.as_ref()),
        speaker_kind: speaker.as_ref().map_or(SpeakerKind::Unnamed, |s| s.kind),
        speaker: speaker.and_then(|s| s.name),
        via,
    }
}

fn kind(document: &Document<'_>, content: &[Span]) -> Kind {
    let inside = |i: usize| document.quotation_at(document.tokens[i].span.start()).is_some();
    let tokens = || content.iter().flat_map(|span| document.tokens_in(*span));
    let words = || tokens().filter(|&i| document.tokens[i].kind != crate::text::TokenKind::Mark);
    if words().all(inside) {
        Kind::Direct
    } else if words().any(inside) {
        Kind::Mixed
    } else {
        Kind::Indirect
    }
}

/// How often statements of a sort are right on the training articles, in tenths.
fn confidence(kind: Kind, attribution: &Attribution, speaker: Option<&Speaker>) -> f32 {
    let known = speaker.is_some_and(|s| s.name.is_some());
    match (kind, attribution.act, attribution.cue.is_some()) {
        (_, _, false) => 0.5,
        (Kind::Direct | Kind::Mixed, Act::Speech, _) if known => 0.8,
        (Kind::Direct | Kind::Mixed, ..) => 0.6,
        (Kind::Indirect, Act::Speech, _) => 0.5,
        (Kind::Indirect, Act::Thought, _) => 0.3,
    }
}
