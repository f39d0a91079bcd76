//! Who a source is: a person of the text, an organization, or a description.
//!
//! Where the text does not decide, nobody is named.

use std::ops::Range;

use super::chain::{Step, Why};
use super::layout::Layout;
use super::mention::Mentions;
use super::organizations::{is_organization, organizations};
use super::{SpeakerKind, lexicon, phrase};
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
    /// The organizations that the text names, with their first tokens.
    organizations: Vec<(usize, Span)>,
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
    ) -> Self {
        let runs = mentions.cast.runs.iter().filter(|run| !mentions.cast.heading(run.start));
        let named = |run: &Range<usize>| {
            let name = phrase::names_in(document, layout.span(run.clone())?).pop()?;
            is_organization(document.words(name)).then_some((run.start, name))
        };
        let organizations = runs.filter_map(named).collect();
        Self { document, layout, mentions, author, organizations, heard: Vec::new() }
    }

    /// Who the source at these tokens is. Sources must come in the order of the text: “it” is one of those before.
    pub(super) fn speaker(&mut self, source: Range<usize>) -> Speaker {
        let speaker = self.find(source.clone());
        if speaker.person.is_none() && speaker.name.is_some() {
            self.heard.push((source.start, speaker.clone()));
        }
        speaker
    }

    /// Who answers in an interview: the person whom the text before names most often.
    pub(super) fn interviewee(&self, at: usize) -> Speaker {
        let cast = &self.mentions.cast;
        let before: Vec<usize> = self.mentions.before(at).collect();
        let count = |person: usize| before.iter().filter(|&&k| self.mentions.mentions[k].person == person).count();
        let person = (0..cast.people.len()).filter(|&person| count(person) > 0);
        let Some(person) = person.max_by_key(|&person| (count(person), cast.people[person].full)) else {
            return Speaker::open(SpeakerKind::Person, self.layout.span(at..at + 1));
        };
        let mut chain = vec![Step::at(self.layout.span(at..at + 1), Why::Answer)];
        chain.extend(self.mentions.introduction(person));
        let name = Some(cast.people[person].name.clone());
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
        if let Some(referent) = self.mentions.referent(source.clone()) {
            let name = Some(self.mentions.cast.people[referent.person].name.clone());
            return Speaker { name, kind: SpeakerKind::Person, person: Some(referent.person), chain: referent.chain };
        }
        match lower.as_str() {
            "i" | "me" | "my" => match self.author.filter(|_| self.layout.tokens[source.start].quotation == 0) {
                Some(author) => Speaker::named(author, SpeakerKind::Person, Why::Author, here),
                None => Speaker::open(SpeakerKind::Person, here),
            },
            "he" | "she" | "him" | "her" | "his" => Speaker::open(SpeakerKind::Person, here),
            "it" | "which" => self
                .last_heard(source.start, |speaker| {
                    matches!(speaker.kind, SpeakerKind::Organization | SpeakerKind::Document)
                })
                .map_or(Speaker::open(SpeakerKind::Unnamed, here), |speaker| speaker.again(here)),
            "they" | "we" | "their" | "our" | "them" | "us" => Speaker::open(SpeakerKind::Group, here),
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
        let near = self.heard.iter().rev().filter(|(place, _)| *place < at && self.is_near(*place, at));
        near.map(|(_, speaker)| speaker).find(|speaker| fits(speaker))
    }

    fn is_near(&self, place: usize, at: usize) -> bool {
        self.layout.tokens[at].paragraph - self.layout.tokens[place].paragraph <= REACH
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
        let first = source.start;
        let span = self.head(source)?;
        let names = phrase::names_in(document, span);
        let name = *names.last()?;
        let after = Span::new(name.end(), span.end()).of(document.body).trim();
        let before: Vec<String> = document
            .tokens_in(Span::new(span.start(), name.start()))
            .map(|i| document.token(i).to_lowercase())
            .collect();
        let organization = |name: Span| self.organization(first, name, span);
        if names.len() > 1 && before.last().is_some_and(|word| word == "and") {
            return Some(Speaker::named(document.words(span), SpeakerKind::Group, Why::Description, Some(span)));
        }
        if let Some(joint) = before.iter().rposition(|word| lexicon::joins_nouns(word) || word == "by") {
            // “a report by The Northern Star” is the paper’s; “a spokesman for the company” is nobody’s name.
            let written =
                joint > 0 && lexicon::is_document(&before[joint - 1]) && is_organization(document.words(name));
            let leading =
                || organizations(document, span).into_iter().find(|org| document.words(span).starts_with(org.as_str()));
            return if written {
                Some(organization(name))
            } else {
                leading().map(|org| Speaker::named(&org, SpeakerKind::Organization, Why::Organization, Some(span)))
            };
        }
        let words = document.words(name);
        let possessive = after.starts_with(['’', '\'']) && after.chars().count() <= 2;
        if !(after.is_empty() || possessive) || words.split_whitespace().all(names::is_title) {
            return None;
        }
        if is_organization(words) || self.longer_form(first, words).is_some() {
            return Some(organization(name));
        }
        let plural = ["ans", "ists", "ats", "ories"].iter().any(|end| words.ends_with(end)) && !words.contains(' ');
        let kind = match before.first() {
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

    /// An organization by its longest form before: “Dunmore Textiles Corp” for “Dunmore”.
    fn organization(&self, at: usize, name: Span, source: Span) -> Speaker {
        let words = with_article(self.document, name);
        let named = |words, span| Speaker::named(words, SpeakerKind::Organization, Why::Organization, Some(span));
        match self.longer_form(at, self.document.words(name)) {
            Some(longer) => named(with_article(self.document, longer), longer).again(Some(source)),
            None => named(words, source),
        }
    }

    /// The first name before `at` of an organization that begins with these words and goes on, or that they abbreviate.
    fn longer_form(&self, at: usize, words: &str) -> Option<Span> {
        let before = self.organizations.iter().take_while(|(place, _)| *place < at).map(|(_, name)| *name);
        let longer = |name: &Span| {
            let full = self.document.words(*name);
            full.strip_prefix(words).is_some_and(|rest| rest.starts_with(' ')) || names::abbreviates(words, full)
        };
        before.into_iter().find(longer)
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

    /// “The official”, “the company”, “the report”: the last source that was introduced as one; an organization also
    /// where it was only named.
    fn introduced(&self, at: usize, head: &str, kind: SpeakerKind) -> Option<Speaker> {
        let fits = |speaker: &Speaker| {
            let name = speaker.name.as_deref().unwrap_or_default();
            let noun = name.split(" of ").next().unwrap_or(name);
            let introduced = noun.split([' ', ',']).any(|word| word.eq_ignore_ascii_case(head));
            let definite = name.to_lowercase().starts_with("the ");
            speaker.kind == kind
                && match kind {
                    SpeakerKind::Organization => is_name(name) && is_called(name, head),
                    SpeakerKind::Unnamed | SpeakerKind::Document => introduced && !definite,
                    _ => false,
                }
        };
        let heard = self.last_heard(at, fits).cloned();
        heard.or_else(|| (kind == SpeakerKind::Organization).then(|| self.named_before(at, head)).flatten())
    }

    /// The organization that the paragraphs before name most often of those that may be called by a noun.
    fn named_before(&self, at: usize, head: &str) -> Option<Speaker> {
        let before = self.organizations.iter().take_while(|(place, _)| *place < at);
        let near: Vec<Span> = before
            .filter(|(place, name)| self.is_near(*place, at) && is_called(self.document.words(*name), head))
            .map(|(_, name)| *name)
            .collect();
        let words = |name: &Span| self.document.words(*name);
        let count = |name: &Span| near.iter().filter(|other| words(other) == words(name)).count();
        let best = *near.iter().max_by_key(|name| count(name))?;
        // Two that are named as often leave it open.
        let tied = near.iter().any(|other| words(other) != words(&best) && count(other) == count(&best));
        let name = with_article(self.document, best);
        (!tied).then(|| Speaker::named(name, SpeakerKind::Organization, Why::Organization, Some(best)))
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && name.contains(' ')
}

/// Whether an organization may be meant by a noun: “the bank” is one that ends so, “the company” any that is no office.
fn is_called(name: &str, noun: &str) -> bool {
    let generic = matches!(noun, "company" | "firm" | "group" | "organization" | "operator" | "maker" | "retailer");
    let folded = names::fold(name);
    // “Ministry of Records” is a ministry.
    let head = folded.split(" of ").next().unwrap_or_default();
    let last = head.rsplit(' ').next().unwrap_or_default();
    let public = matches!(
        last,
        "court"
            | "police"
            | "department"
            | "ministry"
            | "council"
            | "senate"
            | "house"
            | "congress"
            | "agency"
            | "board"
    );
    last == noun || generic && !public
}

/// An organization's name; “The” belongs to it where it has a capital inside a sentence.
pub(super) fn with_article<'a>(document: &Document<'a>, name: Span) -> &'a str {
    let article = document.body[..name.start()].ends_with("The ");
    let leads = || document.sentences.binary_search_by_key(&(name.start() - 4), |s| s.start()).is_ok();
    let start = if article && !leads() { name.start() - 4 } else { name.start() };
    document.words(Span::new(start, name.end()))
}
