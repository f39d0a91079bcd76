//! Who declined to answer: “declined to comment”, “did not respond to a request for comment”, “calls to Holm were not returned”.
//!
//! A table has the phrases (`phrases.tsv`, read by [`phrase`]) and what must follow each (`complement`). The words before a
//! phrase say who declined (`subject`), or to whom the unanswered calls went (`unanswered`). `find` puts these together,
//! `party` separates several who declined together, and `asker` finds the outlet that asked. Words inside quotation marks
//! are no “no comment”, and neither is what one person says about another: that is a statement.

mod adverbs;
mod asker;
mod complement;
mod find;
mod party;
mod phrase;
mod subject;
mod unanswered;
mod words;

use serde::{Deserialize, Serialize};

use crate::extract::layout::Layout;
use crate::extract::organizations::{Affiliations, Organizations};
use crate::extract::resolution_steps::Why;
use crate::extract::source::{Source, SpeakerKind};
use crate::extract::speaker::{Speaker, Speakers};
use crate::text::{Document, Span};
use asker::asker;
use find::find;
use party::{Party, parties};

/// Somebody who declined to answer.
///
/// All spans are bytes of the body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoComment {
    /// Who declined.
    pub source: Source,
    /// The clause that reports it, from the source on, or from its verb on if the source is further back.
    pub clause: Span,
    /// The words that report it: “declined to comment”.
    pub cue: Span,
    /// Who asked, if the text says so: “Reuters” of “did not respond to Reuters”.
    pub to: Option<String>,
}

/// Every “no comment” of a text, in order.
///
/// `heard` are the sources of its statements, which “he” and “the agency” can refer to. `profile` returns the role and the
/// organizations of a source.
pub(crate) fn no_comments(
    document: &Document<'_>,
    layout: &Layout<'_>,
    organizations: &Organizations,
    speakers: &mut Speakers<'_, '_, '_>,
    heard: Vec<(usize, Speaker)>,
    profile: &dyn Fn(&Speaker) -> (Option<Span>, Affiliations),
) -> Vec<NoComment> {
    let mut heard = heard.into_iter().peekable();
    let mut no_comments = Vec::new();
    for found in find(layout) {
        let (Some(clause), Some(cue)) = (layout.span(found.clause.clone()), layout.span(found.cue.clone())) else {
            continue;
        };
        let to = asker(layout, organizations, &found);
        for party in parties(layout, organizations, &found.source) {
            while let Some((place, speaker)) = heard.next_if(|(place, _)| *place < party.tokens.start) {
                speakers.hear(place, speaker);
            }
            let speaker = speaker(document, layout, speakers, &party);
            let (role, affiliations) = profile(&speaker);
            let source = Source {
                mention: speakers.head(party.tokens),
                speaker: speaker.name,
                candidates: speaker.candidates,
                kind: speaker.kind,
                // In “his lawyer, Gregory Tull, declined” the words after the name are no role.
                role: role.filter(|role| !role.overlaps(cue)).map(|role| document.words(role).to_owned()),
                role_organizations: affiliations.present,
                former_organizations: affiliations.former,
            };
            no_comments.push(NoComment { source, clause, cue, to: to.clone() });
        }
    }
    no_comments
}

/// Who a party is; “spokesmen for Bellrope” for the second one of “spokesmen for Acme and Bellrope”.
fn speaker(
    document: &Document<'_>,
    layout: &Layout<'_>,
    speakers: &mut Speakers<'_, '_, '_>,
    party: &Party,
) -> Speaker {
    let lead = party.lead.clone().and_then(|lead| layout.span(lead));
    match (lead, layout.span(party.tokens.clone())) {
        (Some(lead), Some(own)) => {
            let name = format!("{} {}", document.words(lead), document.words(own));
            Speaker::named(&name, SpeakerKind::Group, Why::Description, Some(own))
        }
        _ => speakers.speaker(party.tokens.clone()),
    }
}
