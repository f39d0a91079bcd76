//! Sources that are neither an introduced person nor a known organization: other names, and descriptions.

use std::ops::Range;

use super::{REACH, Speaker, Speakers};
use crate::extract::people::{capitalized, countries, is_office};
use crate::extract::resolution_steps::Why;
use crate::extract::{SpeakerKind, lexicon};
use crate::names;
use crate::text::Span;
use crate::word_set::WordSet;

/// A name of one word that the rules do not know is a person's if that is more probable than this: it can be a company's.
const SURE_ALONE: f32 = 0.6;

impl Speakers<'_, '_, '_> {
    /// A source with a name that no introduced person has: an organization, or a name by itself.
    pub(super) fn named(&self, source: Range<usize>) -> Option<Speaker> {
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
            // “A report by The Northern Star” is the paper’s; “a spokesman for the company” has no name.
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
            _ => self.kind_of_name(name),
        };
        let why = match kind {
            SpeakerKind::Organization => Why::Organization,
            SpeakerKind::Group | SpeakerKind::Unnamed => Why::Description,
            _ => Why::FullName,
        };
        Some(Speaker::named(words, kind, why, Some(span)))
    }

    /// What the network takes a name for that the rules do not know.
    fn kind_of_name(&self, name: Span) -> SpeakerKind {
        let tokens = self.document.tokens_in(name);
        let (tokens_start, last, parse) = (tokens.start, tokens.end - 1, self.mentions.finder.parse);
        let [none, person, organization, other] = parse.kinds(tokens);
        let most = person.max(organization).max(other).max(none);
        let plural = || self.document.token(last).ends_with('s');
        let least = if last == tokens_start { SURE_ALONE } else { 0.0 };
        if most == person && person > least {
            SpeakerKind::Person
        } else if most == none || most == person {
            if plural() { SpeakerKind::Group } else { SpeakerKind::Unnamed }
        } else {
            SpeakerKind::Organization
        }
    }

    /// Whether a source is one member of a party: “The Arizona Republican”, “a senior Tory”.
    pub(super) fn is_party_member(&self, source: Range<usize>) -> bool {
        static MEMBERS: WordSet = WordSet::new(&[
            "conservative", "democrat", "liberal", "libertarian", "nationalist", "republican", "socialist", "tory",
            "unionist",
        ]);
        let Some(head) = self.head(source) else { return false };
        let tokens = self.document.tokens_in(head);
        let word = |i: usize| self.document.token(i).to_lowercase();
        tokens.len() > 1 && lexicon::is_determiner(&word(tokens.start)) && MEMBERS.contains(&word(tokens.end - 1))
    }

    /// A source without a name, by its description.
    pub(super) fn described(&self, source: Range<usize>) -> Speaker {
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
        if definite
            && kind == SpeakerKind::Unnamed
            && is_human_noun(head)
            && !is_for_anybody(head)
            && let Some(referent) = self.mentions.epithet(source.clone(), head)
        {
            return self.of_referent(referent);
        }
        let bare = words.strip_prefix("the ").or_else(|| words.strip_prefix("The "));
        let name = bare.filter(|_| kind == SpeakerKind::Organization).unwrap_or(words);
        Speaker::named(name, kind, Why::Description, Some(span))
    }

    /// “The official”, “the report”: the last source that was introduced so.
    pub(super) fn introduced(&self, at: usize, head: &str, kind: SpeakerKind) -> Option<Speaker> {
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
    /// The last source that fits, at most a few paragraphs back.
    pub(super) fn last_heard(&self, at: usize, fits: impl Fn(&Speaker) -> bool) -> Option<&Speaker> {
        let near = self.heard.iter().rev().take_while(|(place, _)| self.is_near(*place, at));
        near.filter(|(place, _)| *place < at).map(|(_, speaker)| speaker).find(|speaker| fits(speaker))
    }

    pub(super) fn is_near(&self, place: usize, at: usize) -> bool {
        self.layout.tokens[at].paragraph.saturating_sub(self.layout.tokens[place].paragraph) <= REACH
    }

    /// “He” after “one juror said”: the unnamed source, if nobody is named in between.
    pub(super) fn unnamed_since_person(&self, at: usize) -> Option<&Speaker> {
        let (place, speaker) = self.heard.iter().rev().find(|(place, _)| *place < at)?;
        let near = self.layout.tokens[at].paragraph - self.layout.tokens[*place].paragraph <= 1;
        let alone = !self.mentions.names_between(*place, at);
        (speaker.kind == SpeakerKind::Unnamed && near && alone && is_human(speaker)).then_some(speaker)
    }
}

/// Whether a description is of somebody: “one juror”, not “the outcome”.
fn is_human(speaker: &Speaker) -> bool {
    let name = speaker.name.as_deref().unwrap_or_default().to_lowercase();
    let phrase = name.split([' ', ',']).take_while(|word| !lexicon::joins_nouns(word) && *word != "who");
    phrase.last().is_some_and(is_human_noun)
}

/// Whether “the” before this noun rarely means somebody who has a name in the text: “the official”, “the insurer”.
fn is_for_anybody(noun: &str) -> bool {
    static NOUNS: WordSet = WordSet::new(&[
        "agent", "aide", "boy", "caller", "chapter", "character", "child", "girl", "individual", "insider", "letter",
        "man", "marker", "newsletter", "officer", "official", "one", "owner", "paper", "person", "poster", "reporter",
        "source", "spokesman", "spokesperson", "spokeswoman", "user", "woman",
    ]);
    NOUNS.contains(noun) || lexicon::is_business(noun)
}

/// Whether a noun in the singular is one for people.
fn is_human_noun(noun: &str) -> bool {
    static OTHERS: WordSet = WordSet::new(&[
        "boy", "caller", "child", "conservative", "girl", "individual", "insider", "juror", "liberal", "one", "person",
        "source", "somebody", "someone", "teen", "teenager", "user",
    ]);
    is_office(noun) || lexicon::is_agent(noun) || OTHERS.contains(noun) || noun.ends_with("-year-old")
}
