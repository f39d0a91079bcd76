//! Who a source is: a person of the text, an organization, or a description.
//!
//! Where the text does not decide, nobody is named.

use std::ops::Range;

use super::layout::Layout;
use super::organizations::{self, Organizations};
use super::people::{Mentions, capitalized, countries};
use super::resolution_steps::{Step, Why};
use super::{SpeakerKind, lexicon};
use crate::names;
use crate::text::{Document, Span};

/// Who a source is, and the way from its words there.
#[derive(Clone)]
pub(super) struct Speaker {
    /// The fullest name that the text gives, or a description; nothing where the text does not decide.
    pub(super) name: Option<String>,
    pub(super) kind: SpeakerKind,
    /// The person of the text, by number.
    pub(super) person: Option<usize>,
    pub(super) chain: Vec<Step>,
}

impl Speaker {
    fn named(name: &str, kind: SpeakerKind, why: Why, span: Option<Span>) -> Self {
        Self { name: Some(name.to_owned()), kind, person: None, chain: vec![Step::at(span, why)] }
    }

    fn open(kind: SpeakerKind, span: Option<Span>) -> Self {
        Self { name: None, kind, person: None, chain: vec![Step::at(span, Why::Open)] }
    }

    /// The same, taken up again by the words at `span`.
    fn again(&self, span: Option<Span>) -> Self {
        let mut again = self.clone();
        again.chain.insert(0, Step::at(span, Why::Again));
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
    /// The sources so far that are no persons by name, with their first tokens.
    heard: Vec<(usize, Speaker)>,
}

/// How many paragraphs back “it” or “the official” may look for who is meant.
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

    /// Who the source at these tokens is. Sources must come in the order of the text: “it” is one of those before.
    pub(super) fn speaker(&mut self, source: Range<usize>) -> Speaker {
        let speaker = self.find(source.clone());
        if speaker.person.is_none() && speaker.name.is_some() {
            self.heard.push((source.start, speaker.clone()));
        }
        speaker
    }

    /// The sources heard so far that are no persons by name, in the order of the text.
    pub(super) fn into_heard(self) -> Vec<(usize, Speaker)> {
        let mut heard = self.heard;
        heard.sort_by_key(|(place, _)| *place);
        heard
    }

    /// Takes up a source that was heard elsewhere.
    pub(super) fn hear(&mut self, place: usize, speaker: Speaker) {
        self.heard.push((place, speaker));
    }

    /// Who answers in an interview: the person whom the text before it names most often.
    pub(super) fn interviewee(&mut self, at: usize) -> Speaker {
        let here = self.layout.span(at..at + 1);
        let person = *self.interviewee.get_or_insert_with(|| interviewee(self.mentions, at));
        let Some(person) = person else { return Speaker::open(SpeakerKind::Person, here) };
        let mut chain = vec![Step::at(here, Why::Answer)];
        chain.extend(self.mentions.introduction(person));
        let name = Some(self.mentions.finder.people.all[person].name.clone());
        Speaker { name, kind: SpeakerKind::Person, person: Some(person), chain }
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
        if let Some(organization) = self.organization(source.clone()) {
            return organization;
        }
        if let Some(referent) = self.mentions.referent(source.clone()) {
            let name = Some(self.mentions.finder.people.all[referent.person].name.clone());
            return Speaker { name, kind: SpeakerKind::Person, person: Some(referent.person), chain: referent.chain };
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

    /// The last source that fits, a few paragraphs back at most.
    fn last_heard(&self, at: usize, fits: impl Fn(&Speaker) -> bool) -> Option<&Speaker> {
        let near = self.heard.iter().rev().take_while(|(place, _)| self.is_near(*place, at));
        near.filter(|(place, _)| *place < at).map(|(_, speaker)| speaker).find(|speaker| fits(speaker))
    }

    fn is_near(&self, place: usize, at: usize) -> bool {
        self.layout.tokens[at].paragraph.saturating_sub(self.layout.tokens[place].paragraph) <= REACH
    }

    /// “He” behind “one juror said”: the person without a name, where none with a name comes between.
    fn unnamed_since_person(&self, at: usize) -> Option<&Speaker> {
        let (place, speaker) = self.heard.iter().rev().find(|(place, _)| *place < at)?;
        let near = self.layout.tokens[at].paragraph - self.layout.tokens[*place].paragraph <= 1;
        let alone = !self.mentions.names_between(*place, at);
        (speaker.kind == SpeakerKind::Unnamed && near && alone).then_some(speaker)
    }

    /// The words of a source without the apposition behind it: “Richard Nephew” of “Richard Nephew, a former official”.
    pub(super) fn head(&self, source: Range<usize>) -> Option<Span> {
        let stops = |i: &usize| matches!(self.layout.word(*i), "," | "(" | "—" | "–" | "--");
        let end = source.clone().skip(1).find(stops).unwrap_or(source.end);
        self.layout.span(source.start..end)
    }

    /// A source that is a name of no person introduced: an organization, or a name by itself.
    fn named(&self, source: Range<usize>) -> Option<Speaker> {
        let document = self.document;
        let span = self.head(source)?;
        let names = capitalized::names_in(document, span);
        let name = *names.last()?;
        let after = Span::new(name.end(), span.end()).of(document.body).trim();
        let before: Vec<String> = document
            .tokens_in(Span::new(span.start(), name.start()))
            .map(|i| document.token(i).to_lowercase())
            .collect();
        if names.len() > 1 && before.last().is_some_and(|word| word == "and") {
            return Some(Speaker::named(document.words(span), SpeakerKind::Group, Why::Description, Some(span)));
        }
        if let Some(joint) = before.iter().rposition(|word| lexicon::joins_nouns(word) || word == "by") {
            // “a report by The Northern Star” is the paper’s; “a spokesman for the company” is nobody’s name.
            let written = joint > 0 && lexicon::is_document(&before[joint - 1]);
            return self
                .organizations
                .within(name)
                .next()
                .filter(|_| written)
                .map(|mention| self.by_mention(mention, span));
        }
        let words = document.words(name);
        let possessive = after.starts_with(['’', '\'']) && after.chars().count() <= 2;
        if !(after.is_empty() || possessive) || words.split_whitespace().all(names::is_title) {
            return None;
        }
        let plural = ["ans", "ists", "ats", "ories"].iter().any(|end| words.ends_with(end)) && !words.contains(' ');
        let kind = match before.first() {
            _ if countries::is_country(words) => SpeakerKind::Organization,
            _ if plural => SpeakerKind::Group,
            Some(first) if lexicon::is_determiner(first) => SpeakerKind::Organization,
            _ => SpeakerKind::Person,
        };
        let why = match kind {
            SpeakerKind::Organization => Why::Organization,
            SpeakerKind::Group => Why::Description,
            _ => Why::FullName,
        };
        Some(Speaker::named(words, kind, why, Some(span)))
    }

    /// The organization that a source is: by name, by “which” behind it, or by “the agency”.
    fn organization(&self, source: Range<usize>) -> Option<Speaker> {
        let head = self.head(source.clone())?;
        let tokens = self.document.tokens_in(head);
        let word = |i: usize| self.document.token(i);
        if source.len() <= 2 && matches!(word(source.start), "which" | "that") {
            // “The board, which met on Monday,”
            let end = source.start.checked_sub(1).map(|i| if word(i) == "," { i } else { i + 1 })?;
            let last = self.organizations.last_before(end).filter(|mention| mention.tokens.end == end)?;
            return Some(self.by_mention(last, head));
        }
        let own = |i: usize| matches!(word(i), "’s" | "'s" | "’" | "'" | "itself");
        let end = if tokens.len() > 1 && own(tokens.end - 1) { tokens.end - 1 } else { tokens.end };
        let named = self.organizations.within(head).find(|mention| {
            let before = tokens.start..mention.tokens.start;
            let plain = before
                .clone()
                .all(|i| !lexicon::joins_nouns(word(i)) && !matches!(word(i), "by" | "and" | "’s" | "'s"));
            // “A panel of the Court of Appeals” is the court.
            let part = before.len() > 2
                && word(before.end - 2) == "of"
                && matches!(word(before.end - 3), "panel" | "majority" | "division" | "arm" | "branch");
            let behind = mention.tokens.end;
            // “The Supreme Court this month”
            let trails = ["at", "in", "of", "on", "this", "last", "earlier", "itself", "("];
            let whole = behind == end || behind < end && trails.contains(&word(behind));
            (plain || part) && whole
        });
        if let Some(mention) = named {
            return Some(self.by_mention(mention, head));
        }
        let noun = word(end.checked_sub(1).filter(|i| *i >= tokens.start)?).to_lowercase();
        if let Some(name) = self.campaign_of(tokens.start..end, &noun) {
            return Some(Speaker::named(&name, SpeakerKind::Organization, Why::Organization, Some(head)));
        }
        let definite = matches!(word(tokens.start), "the" | "The" | "this" | "This" | "that" | "That");
        let meant = definite && (2..=3).contains(&(end - tokens.start)) || noun == "police" && end - tokens.start == 1;
        let is_noun = Organizations::is_noun(&noun) || lexicon::is_organization_noun(&noun);
        let again = self.organizations.called(self.document, &noun, tokens.start).filter(|_| meant && is_noun)?;
        Some(self.by_mention(again, again.span).again(Some(head)))
    }

    /// “Her campaign”, “Clinton’s team”: what the text may also call the “Clinton campaign”.
    fn campaign_of(&self, tokens: Range<usize>, noun: &str) -> Option<String> {
        if !matches!(noun, "campaign" | "team" | "administration") || tokens.len() < 2 {
            return None;
        }
        let owner = tokens.start..tokens.end - 1;
        let own = matches!(self.layout.word(owner.start), "his" | "her" | "His" | "Her") && owner.len() == 1;
        let possessive = matches!(self.layout.word(owner.end - 1), "’s" | "'s") && owner.len() < 5;
        let before = usize::from(possessive);
        let referent =
            (own || possessive).then(|| self.mentions.referent(owner.start..owner.end - before)).flatten()?;
        let surname = self.mentions.finder.people.all[referent.person].name.rsplit(' ').next()?;
        let name = format!("{surname} {}", if noun == "team" { "campaign" } else { noun });
        (own && noun != "team" || self.organizations.has(&name)).then_some(name)
    }

    fn by_mention(&self, mention: &organizations::Mention, at: Span) -> Speaker {
        let name = self.organizations.name(mention.organization);
        Speaker::named(name, SpeakerKind::Organization, Why::Organization, Some(at))
    }

    /// “They” behind “the campaign said”: the organization, where it spoke last.
    fn organization_heard(&self, at: usize) -> Option<Speaker> {
        let (place, speaker) = self.heard.iter().rev().find(|(place, _)| *place < at)?;
        let near = self.layout.tokens[at].paragraph - self.layout.tokens[*place].paragraph <= 1;
        let alone = near && speaker.kind == SpeakerKind::Organization && !self.mentions.names_between(*place, at);
        alone.then(|| speaker.again(self.layout.span(at..at + 1)))
    }

    /// What “it” means: the last organization or document that spoke, or that a sentence near by begins with.
    fn thing(&self, at: usize) -> Option<Speaker> {
        let here = self.layout.span(at..at + 1);
        let heard = |(place, speaker): &&(usize, Speaker)| {
            *place < at && matches!(speaker.kind, SpeakerKind::Organization | SpeakerKind::Document)
        };
        let heard = self.heard.iter().rev().take_while(|(place, _)| self.is_near(*place, at)).find(heard);
        let begins = |mention: &&organizations::Mention| {
            let sentence = self.layout.tokens[mention.tokens.start].sentence;
            (mention.tokens.start.saturating_sub(2)..mention.tokens.start).all(|i| {
                self.layout.tokens[i].sentence != sentence
                    || lexicon::is_determiner(&self.layout.word(i).to_lowercase())
            })
        };
        let subject =
            self.organizations.before(at).take_while(|mention| self.is_near(mention.tokens.start, at)).find(begins);
        match (heard, subject) {
            (Some((place, _)), Some(subject)) if subject.tokens.start > *place => {
                Some(self.by_mention(subject, subject.span).again(here))
            }
            (None, Some(subject)) => Some(self.by_mention(subject, subject.span).again(here)),
            (Some((_, speaker)), _) => Some(speaker.again(here)),
            (None, None) => None,
        }
    }

    /// A source without a name, by what it is called.
    fn described(&self, source: Range<usize>) -> Speaker {
        let span = self.head(source.clone()).unwrap_or(Span::new(0, 0));
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
            return known.again(Some(span));
        }
        let bare = words.strip_prefix("the ").or_else(|| words.strip_prefix("The "));
        let name = bare.filter(|_| kind == SpeakerKind::Organization).unwrap_or(words);
        Speaker::named(name, kind, Why::Description, Some(span))
    }

    /// “The official”, “the report”: the last source that was introduced as one.
    fn introduced(&self, at: usize, head: &str, kind: SpeakerKind) -> Option<Speaker> {
        let fits = |speaker: &Speaker| {
            let name = speaker.name.as_deref().unwrap_or_default();
            let noun = name.split(" of ").next().unwrap_or(name);
            let introduced = noun.split([' ', ',']).any(|word| word.eq_ignore_ascii_case(head));
            let definite = name.to_lowercase().starts_with("the ");
            speaker.kind == kind && introduced && !definite
        };
        let may = matches!(kind, SpeakerKind::Unnamed | SpeakerKind::Document | SpeakerKind::Organization);
        self.last_heard(at, fits).filter(|_| may).cloned()
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
    named.max_by_key(|&person| (counts[person], mentions.finder.people.all[person].full))
}

/// An organization's name; “The” belongs to it where it has a capital inside a sentence.
pub(super) fn with_article<'a>(document: &Document<'a>, name: Span) -> &'a str {
    let article = document.body[..name.start()].ends_with("The ");
    let leads = || document.sentences.binary_search_by_key(&(name.start() - 4), |s| s.start()).is_ok();
    let start = if article && !leads() { name.start() - 4 } else { name.start() };
    document.words(Span::new(start, name.end()))
}
