//! Phrases to silences: who does not answer, in what role, and whom.

use super::super::affiliation::Affiliations;
use super::super::chain::{Step, Why};
use super::super::layout::Layout;
use super::super::organization::Organizations;
use super::super::speaker::{Speaker, Speakers};
use super::listener::listener;
use super::party::{Party, parties};
use super::{Silence, SpeakerKind, silences};
use crate::text::{Document, Span};

/// The silences of a text; `heard` are the sources of its statements, which “he” and “the agency” may take up again, and `known`
/// tells the role and the organizations of somebody.
pub(in super::super) fn resolve(
    document: &Document<'_>,
    layout: &Layout<'_>,
    organizations: &Organizations,
    speakers: &mut Speakers<'_, '_, '_>,
    heard: Vec<(usize, Speaker)>,
    known: &dyn Fn(&Speaker) -> (Option<Span>, Affiliations),
) -> Vec<Silence> {
    let mut heard = heard.into_iter().peekable();
    let mut resolved = Vec::new();
    for found in silences(layout) {
        let (Some(clause), Some(cue)) = (layout.span(found.clause.clone()), layout.span(found.cue.clone())) else {
            continue;
        };
        let to = listener(layout, organizations, &found);
        for party in parties(layout, organizations, &found.source) {
            while let Some((place, speaker)) = heard.next_if(|(place, _)| *place < party.tokens.start) {
                speakers.hear(place, speaker);
            }
            let speaker = speaker(document, layout, speakers, &party);
            let (role, affiliations) = known(&speaker);
            resolved.push(Silence {
                clause,
                cue,
                mention: speakers.head(party.tokens),
                speaker_kind: speaker.kind,
                speaker: speaker.name,
                // “His lawyer, Gregory Tull, declined” has no role behind the name.
                role: role.filter(|role| !role.overlaps(cue)).map(|role| document.words(role).to_owned()),
                organizations: affiliations.present,
                former: affiliations.former,
                to: to.clone(),
            });
        }
    }
    resolved
}

/// Who one of those is; “spokesmen for Bellrope” of “spokesmen for Acme and Bellrope”.
fn speaker(
    document: &Document<'_>,
    layout: &Layout<'_>,
    speakers: &mut Speakers<'_, '_, '_>,
    party: &Party,
) -> Speaker {
    let lead = party.lead.clone().and_then(|lead| layout.span(lead));
    match (lead, layout.span(party.tokens.clone())) {
        (Some(lead), Some(own)) => Speaker {
            name: Some(format!("{} {}", document.words(lead), document.words(own))),
            kind: SpeakerKind::Group,
            person: None,
            chain: vec![Step::at(Some(own), Why::Description)],
        },
        _ => speakers.speaker(party.tokens.clone()),
    }
}
