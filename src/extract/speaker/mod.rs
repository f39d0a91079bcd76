//! Who a source is: a person of the text, an organization, or a description.
//!
//! If the text does not decide, the speaker has no name.

mod description;
mod organization;
mod reliability;

use std::ops::Range;

use super::layout::Layout;
use super::organizations::Organizations;
use super::people::{Mentions, Referent};
use super::resolution_steps::{Step, Why};
use super::{PossibleSpeaker, SpeakerKind, lexicon};
use crate::text::{Document, Span};

/// Who a source is, and the steps from its words to the name.
#[derive(Clone)]
pub(super) struct Speaker {
    /// The fullest name that the text gives, or a description; `None` if the text does not decide.
    pub(super) name: Option<String>,
    pub(super) kind: SpeakerKind,
    /// The person of the text, by number.
    pub(super) person: Option<usize>,
    /// Whom it can be, if the text does not decide.
    pub(super) candidates: Vec<PossibleSpeaker>,
    pub(super) steps: Vec<Step>,
    /// The probability that the pronouns among the steps mean this person.
    probability: f32,
}

impl Speaker {
    pub(super) fn named(name: &str, kind: SpeakerKind, why: Why, span: Option<Span>) -> Self {
        Self {
            name: Some(name.to_owned()),
            kind,
            person: None,
            candidates: Vec::new(),
            steps: vec![Step::at(span, why)],
            probability: 1.0,
        }
    }

    fn open(kind: SpeakerKind, span: Option<Span>) -> Self {
        Self {
            name: None,
            kind,
            person: None,
            candidates: Vec::new(),
            steps: vec![Step::at(span, Why::Open)],
            probability: 1.0,
        }
    }

    /// The same speaker, mentioned again by the words at `span`.
    fn again(&self, span: Option<Span>) -> Self {
        let mut again = self.clone();
        again.steps.insert(0, Step::at(span, Why::Again));
        again
    }
}

/// Finds who the sources of a text are, in the order of the text.
pub(super) struct Speakers<'d, 'l, 'a> {
    document: &'d Document<'a>,
    layout: &'l Layout<'a>,
    mentions: &'d Mentions<'l, 'a>,
    author: Option<&'d str>,
    organizations: &'d Organizations,
    interviewee: Option<Option<usize>>,
    /// The sources so far, except people with a name, with their first tokens.
    heard: Vec<(usize, Speaker)>,
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// How many paragraphs back “it” or “the official” can refer.
const REACH: u32 = 3;

impl<'d, 'l, 'a> Speakers<'d, 'l, 'a> {
    pub(super) fn new(
        document: &'d Document<'a>,
        layout: &'l Layout<'a>,
        mentions: &'d Mentions<'l, 'a>,
        author: Option<&'d str>,
        organizations: &'d Organizations,
    ) -> Self {
        Self { document, layout, mentions, author, organizations, interviewee: None, heard: Vec::new() }
    }

    /// Who the source at these tokens is. Sources must come in the order of the text, since “it” is one of those before.
    pub(super) fn speaker(&mut self, source: Range<usize>) -> Speaker {
        let speaker = self.find(source.clone());
        if speaker.person.is_none() && speaker.name.is_some() {
            self.heard.push((source.start, speaker.clone()));
        }
        speaker
    }

    /// The sources so far, except people with a name, in the order of the text.
    pub(super) fn into_heard(self) -> Vec<(usize, Speaker)> {
        let mut heard = self.heard;
        heard.sort_by_key(|(place, _)| *place);
        heard
    }

    /// Adds a source that was found elsewhere.
    pub(super) fn hear(&mut self, place: usize, speaker: Speaker) {
        self.heard.push((place, speaker));
    }

    /// Who answers in an interview: the person that the introduction names most often.
    pub(super) fn interviewee(&mut self, at: usize) -> Speaker {
        let here = self.layout.span(at..at + 1);
        let person = *self.interviewee.get_or_insert_with(|| interviewee(self.mentions, at));
        let Some(person) = person else { return Speaker::open(SpeakerKind::Person, here) };
        let mut steps = vec![Step::at(here, Why::Answer)];
        steps.extend(self.mentions.introduction(person));
        let name = Some(self.mentions.person(person).name.clone());
        Speaker {
            name,
            kind: SpeakerKind::Person,
            person: Some(person),
            candidates: Vec::new(),
            steps,
            probability: 1.0,
        }
    }

    /// The person that a source means; nobody for sure if it can mean several.
    fn of_referent(&self, Referent { person, steps, probability, among }: Referent) -> Speaker {
        let name = |person: usize| self.mentions.person(person).name.clone();
        if among.is_empty() {
            let (name, person) = (Some(name(person)), Some(person));
            return Speaker { name, kind: SpeakerKind::Person, person, candidates: Vec::new(), steps, probability };
        }
        let sum: f32 = among.iter().map(|(_, share)| share).sum();
        let possible = |(person, share): (usize, f32)| PossibleSpeaker {
            name: name(person),
            probability: (100.0 * share / sum).round() / 100.0,
        };
        let mut candidates: Vec<PossibleSpeaker> = among.into_iter().map(possible).collect();
        candidates.sort_by(|one, other| other.probability.total_cmp(&one.probability));
        Speaker { name: None, kind: SpeakerKind::Person, person: None, candidates, steps, probability: 1.0 }
    }

    fn find(&self, source: Range<usize>) -> Speaker {
        let Some(span) = self.layout.span(source.clone()) else { return Speaker::open(SpeakerKind::Unnamed, None) };
        let here = Some(span);
        let lower = self.document.words(span).to_lowercase();
        if matches!(lower.as_str(), "he" | "she")
            && let Some(unnamed) = self.unnamed_since_person(source.start)
        {
            return unnamed.again(here);
        }
        if let Some(referent) = self.mentions.after_office(source.clone()) {
            return self.of_referent(referent);
        }
        if self.is_party_member(source.clone()) {
            return self.described(source);
        }
        if let Some(organization) = self.organization(source.clone()) {
            return organization;
        }
        if let Some(referent) = self.mentions.referent(source.clone()) {
            return self.of_referent(referent);
        }
        match lower.as_str() {
            "i" | "me" | "my" => match self.author.filter(|_| self.layout.tokens[source.start].quotation == 0) {
                Some(author) => Speaker::named(author, SpeakerKind::Person, Why::Author, here),
                None => Speaker::open(SpeakerKind::Person, here),
            },
            "he" | "she" | "him" | "her" | "his" => Speaker::open(SpeakerKind::Person, here),
            "it" | "which" => self.thing(source.start).unwrap_or(Speaker::open(SpeakerKind::Unnamed, here)),
            "they" => self.organization_heard(source.start).unwrap_or(Speaker::open(SpeakerKind::Group, here)),
            "we" | "their" | "our" | "them" | "us" => Speaker::open(SpeakerKind::Group, here),
            _ if lexicon::is_pronoun(&lower)
                || matches!(lower.as_str(), "its" | "this" | "that" | "these" | "those") =>
            {
                Speaker::open(SpeakerKind::Unnamed, here)
            }
            _ => self.named(source.clone()).unwrap_or_else(|| self.described(source)),
        }
    }

    /// The words of a source without what follows the name: “Richard Nephew” of “Richard Nephew, a former official” and of
    /// “Richard Nephew on Monday”.
    pub(super) fn head(&self, source: Range<usize>) -> Option<Span> {
        let stops = |i: &usize| matches!(self.layout.word(*i), "," | "(" | "—" | "–" | "--");
        let end = source.clone().skip(1).find(stops).unwrap_or(source.end);
        self.layout.span(self.without_day(source.start..end))
    }

    /// Tokens without a day at their end: “on Monday”, “Tuesday”.
    fn without_day(&self, tokens: Range<usize>) -> Range<usize> {
        let is_day = |i: usize| DAYS.contains(&self.layout.word(i));
        if tokens.len() < 2 || !is_day(tokens.end - 1) {
            return tokens;
        }
        let on = usize::from(tokens.len() > 2 && self.layout.word(tokens.end - 2) == "on");
        tokens.start..tokens.end - 1 - on
    }
}

/// The person named most often before the first question.
fn interviewee(mentions: &Mentions<'_, '_>, answer: usize) -> Option<usize> {
    let layout = mentions.finder.layout;
    let question = layout.paragraphs.iter().map(|paragraph| paragraph.start).find(|&start| layout.word(start) == "Q");
    let before = mentions.first_from(question.unwrap_or(answer).min(answer));
    let mut counts = vec![0; mentions.finder.people.all.len()];
    for mention in &mentions.mentions[..before] {
        counts[mention.person] += 1;
    }
    let named = (0..counts.len()).filter(|&person| counts[person] > 0);
    named.max_by_key(|&person| (counts[person], mentions.person(person).full))
}

/// An organization's name, with “The” if it is capitalized inside a sentence.
pub(super) fn with_article<'a>(document: &Document<'a>, name: Span) -> &'a str {
    let article = document.body[..name.start()].ends_with("The ");
    let leads = || document.sentences.binary_search_by_key(&(name.start() - 4), |s| s.start()).is_ok();
    let start = if article && !leads() { name.start() - 4 } else { name.start() };
    document.words(Span::new(start, name.end()))
}
