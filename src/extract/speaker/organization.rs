//! Sources that are organizations.

use std::ops::Range;

use super::{Speaker, Speakers};
use crate::extract::organizations::{Mention, Organizations};
use crate::extract::parse::Tag;
use crate::extract::resolution_steps::Why;
use crate::extract::{SpeakerKind, lexicon};
use crate::text::Span;

impl Speakers<'_, '_, '_> {
    /// The organization that a source is: by name, by “which” after the name, or by “the agency”.
    pub(super) fn organization(&self, source: Range<usize>) -> Option<Speaker> {
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
            let plain = before.clone().all(|i| {
                let tag = self.mentions.finder.parse.tag(i);
                let word = word(i).to_lowercase();
                !lexicon::PREPOSITIONS.contains(&word)
                    && !matches!(word.as_str(), "and" | "’s" | "'s" | "who" | "-" | "–")
                    && !matches!(tag, Tag::Verb | Tag::FiniteVerb)
            });
            // “A panel of the Court of Appeals” is the court.
            let part = before.len() > 2
                && word(before.end - 2) == "of"
                && matches!(word(before.end - 3), "panel" | "majority" | "division" | "arm" | "branch");
            let after = mention.tokens.end;
            // “The Supreme Court this month”
            let trails = ["at", "in", "of", "on", "this", "last", "earlier", "itself", "("];
            let whole = after == end || after < end && trails.contains(&word(after));
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

    /// “Her campaign”, “Clinton’s team”: the “Clinton campaign”.
    pub(super) fn campaign_of(&self, tokens: Range<usize>, noun: &str) -> Option<String> {
        if !matches!(noun, "campaign" | "team" | "administration") || tokens.len() < 2 {
            return None;
        }
        let owner = tokens.start..tokens.end - 1;
        let own = matches!(self.layout.word(owner.start), "his" | "her" | "His" | "Her") && owner.len() == 1;
        let possessive = matches!(self.layout.word(owner.end - 1), "’s" | "'s") && owner.len() < 5;
        let before = usize::from(possessive);
        let referent =
            (own || possessive).then(|| self.mentions.referent(owner.start..owner.end - before)).flatten()?;
        let surname = self.mentions.person(referent.person).name.rsplit(' ').next()?;
        let name = format!("{surname} {}", if noun == "team" { "campaign" } else { noun });
        (own && noun != "team" || self.organizations.has(&name)).then_some(name)
    }

    pub(super) fn by_mention(&self, mention: &Mention, at: Span) -> Speaker {
        let name = self.organizations.name(mention.organization);
        Speaker::named(name, SpeakerKind::Organization, Why::Organization, Some(at))
    }

    /// “They” after “the campaign said”: the organization, if it was the last source.
    pub(super) fn organization_heard(&self, at: usize) -> Option<Speaker> {
        let (place, speaker) = self.heard.iter().rev().find(|(place, _)| *place < at)?;
        let near = self.layout.tokens[at].paragraph - self.layout.tokens[*place].paragraph <= 1;
        let alone = near && speaker.kind == SpeakerKind::Organization && !self.mentions.names_between(*place, at);
        alone.then(|| speaker.again(self.layout.span(at..at + 1)))
    }

    /// What “it” means: the last organization or document that was a source, or that begins a sentence nearby.
    pub(super) fn thing(&self, at: usize) -> Option<Speaker> {
        let here = self.layout.span(at..at + 1);
        let heard = |(place, speaker): &&(usize, Speaker)| {
            *place < at && matches!(speaker.kind, SpeakerKind::Organization | SpeakerKind::Document)
        };
        let heard = self.heard.iter().rev().take_while(|(place, _)| self.is_near(*place, at)).find(heard);
        let begins = |mention: &&Mention| {
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
}
