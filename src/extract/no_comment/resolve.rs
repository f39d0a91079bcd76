//! Phrases to silences: who does not answer, in what role, and whom.

use super::asker::listener;
use super::party::{Party, parties};
use super::{NoComment, SpeakerKind, silences};
use crate::extract::layout::Layout;
use crate::extract::organizations::Affiliations;
use crate::extract::organizations::Organizations;
use crate::extract::resolution_steps::{Step, Why};
use crate::extract::speaker::{Speaker, Speakers};
use crate::text::{Document, Span};

/// The silences of a text; `heard` are the sources of its statements, which “he” and “the agency” may take up again, and `known`
/// tells the role and the organizations of somebody.
pub(crate) fn resolve(
    document: &Document<'_>,
    layout: &Layout<'_>,
    organizations: &Organizations,
    speakers: &mut Speakers<'_, '_, '_>,
    heard: Vec<(usize, Speaker)>,
    known: &dyn Fn(&Speaker) -> (Option<Span>, Affiliations),
) -> Vec<NoComment> {
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
            resolved.push(NoComment {
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
