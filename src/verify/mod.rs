//! Checks the quotations of a draft against the index.
//!
//! Each quotation is looked up by its words, so that the cost does not grow with the index as a scan would: first as a phrase
//! in statements, then as a phrase in articles, then by its rarest words in both. The candidates are aligned with the quotation
//! word by word ([`Piece`]).
//!
//! Quotation marks, white space and the punctuation at either end never differ. Case, accents, punctuation, spaces inside
//! words, ellipses and words in brackets are tolerated, and reported ([`Tolerated`]).

mod diff;
mod draft;
mod found;
mod speaker;
mod tolerated;
mod words;

use serde::Serialize;

use rayon::prelude::*;

use crate::article::Article;
use crate::error::Result;
use crate::extract::Polarity;
use crate::naming::Naming;
use crate::search::Search;
use found::{Found, Texts};
use speaker::Speaker;
use words::Words;

pub(crate) use diff::{Piece, Side};
pub(crate) use draft::{Place, Quoted};
pub(crate) use found::{FoundAs, Source};
pub(crate) use tolerated::Tolerated;

/// How many sources with the same words are compared; those of the same speaker come first.
const MOST_PRINTINGS: usize = 50;
/// How many statements and articles with the same rare words are compared.
const MOST_LIKE: usize = 50;
const MOST_ARTICLES: usize = 10;
/// The least share of its words that the source of an altered quotation has; a source of the same speaker needs fewer.
const LIKE: f32 = 0.6;
const LIKE_OF_SPEAKER: f32 = 0.5;

/// The verdict on a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The words are those of the speaker in the draft; or of anyone, if the draft names nobody.
    Exact,
    /// The speaker denied the words or did not say them, and the draft says that the speaker did; or the other way round.
    OtherSense,
    /// Several speakers said the words.
    Several,
    /// Another speaker said the words.
    SomeoneElse,
    /// The words are on record, but not as a quotation of a named speaker.
    InText,
    /// Similar words are on record.
    Altered,
    /// Nothing similar is on record.
    NotFound,
}

impl Verdict {
    /// The name that JSON and tables use.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Exact => "exact",
            Verdict::OtherSense => "other-sense",
            Verdict::Several => "several",
            Verdict::SomeoneElse => "someone-else",
            Verdict::InText => "in-text",
            Verdict::Altered => "altered",
            Verdict::NotFound => "not-found",
        }
    }
}

/// A quotation and its verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The verdict.
    pub verdict: Verdict,
    /// Whether words and speaker are right; if several said the words, whether the speaker is one of them.
    pub right: bool,
    /// The quotation.
    pub quoted: Quoted,
    /// Tolerated differences from the first source.
    pub tolerated: Vec<Tolerated>,
    /// The words of the quotation and the first source side by side; empty without a source.
    pub diff: Vec<Piece>,
    /// The sources, the draft's speaker first, then the earliest; of an altered quotation only the closest.
    pub sources: Vec<Source>,
}

/// Checks the quotations of a draft in order, the headline first.
///
/// The draft itself is not a source, if it is indexed. Costs some milliseconds a quotation, more if all its words are common.
///
/// # Errors
/// If the index cannot be read.
pub fn verify(search: &Search<'_>, draft: &Article) -> Result<Vec<Checked>> {
    verify_with(search, draft, None)
}

/// The same, with the user's rules for the names of people and organizations.
///
/// # Errors
/// If the index cannot be read.
pub(crate) fn verify_with(search: &Search<'_>, draft: &Article, naming: Option<&Naming>) -> Result<Vec<Checked>> {
    Quoted::all(draft, naming).into_par_iter().map(|quoted| check(search, draft, quoted)).collect()
}

fn check(search: &Search<'_>, draft: &Article, quoted: Quoted) -> Result<Checked> {
    let words = Words::of_quotation(&quoted.quote);
    let speaker = Speaker::named(quoted.speaker.as_deref(), quoted.speaker_kind);
    let family = speaker.map(Speaker::family);
    let texts = Texts { draft, words: &words, speaker };

    let rows = words.rows();
    let printed = texts.statements(search.statements_with(&rows, family.as_deref(), MOST_PRINTINGS)?);
    let exact: Vec<Found> = printed.into_iter().filter(|found| found.alignment.is_exact()).collect();
    if exact.iter().any(Found::is_quotation) {
        return Ok(judged(&words, speaker, exact, &quoted));
    }

    let plain = rows.join(" ");
    let mut like = texts.statements(search.statements_like(&plain, family.as_deref(), MOST_LIKE)?);
    like.extend(exact);
    if like.iter().any(|found| found.alignment.is_exact() && found.is_quotation()) {
        like.retain(|found| found.alignment.is_exact());
        return Ok(judged(&words, speaker, like, &quoted));
    }
    let mut texts_like = texts.articles(search.articles_with(&rows, MOST_ARTICLES)?);
    if !texts_like.iter().any(|found| found.alignment.is_exact()) {
        texts_like.extend(texts.articles(search.articles_like(&plain, MOST_ARTICLES)?));
    }
    like.extend(texts_like);
    if like.iter().any(|found| found.alignment.is_exact()) {
        like.retain(|found| found.alignment.is_exact());
        return Ok(judged(&words, speaker, like, &quoted));
    }
    Ok(closest(&words, like, &quoted))
}

/// The verdict on words that are on record.
fn judged(words: &Words<'_>, speaker: Option<Speaker<'_>>, mut exact: Vec<Found>, quoted: &Quoted) -> Checked {
    if exact.iter().any(Found::is_quotation) {
        exact.retain(Found::is_quotation);
    }
    exact.sort_by(|one, other| one.order().cmp(&other.order()));
    exact.dedup_by(|next, kept| next.source.is_place_of(&kept.source));
    let said = |found: &Found| found.source.same_speaker;
    let verdict = match exact.first() {
        Some(first) if !first.is_quotation() => Verdict::InText,
        _ if is_of_other_sense(&exact, quoted.polarity) => Verdict::OtherSense,
        _ if speakers(&exact) > 1 && (speaker.is_none() || exact.iter().any(|found| said(found) == Some(true))) => {
            Verdict::Several
        }
        _ if speaker.is_none() || exact.iter().any(|found| said(found) == Some(true)) => Verdict::Exact,
        _ if exact.iter().any(|found| said(found) == Some(false)) => Verdict::SomeoneElse,
        _ => Verdict::InText,
    };
    let right = match verdict {
        Verdict::Exact => true,
        Verdict::Several => speaker.is_some(),
        _ => false,
    };
    let (tolerated, diff) = exact.first().map(|first| first.compared(words)).unwrap_or_default();
    let sources = exact.into_iter().map(|found| found.source).collect();
    Checked { verdict, right, quoted: quoted.clone(), tolerated, diff, sources }
}

/// Whether every source by the draft's speaker, or by anyone if there is none, has the words in the opposite sense.
fn is_of_other_sense(exact: &[Found], of_draft: Polarity) -> bool {
    let own = |found: &&Found| found.source.same_speaker == Some(true);
    let has_own = exact.iter().any(|found| own(&found));
    let mut polarities = exact.iter().filter(|found| !has_own || own(found)).filter_map(|found| found.source.polarity);
    let opposite = |polarity: Polarity| polarity.is_negative() != of_draft.is_negative();
    polarities.clone().next().is_some() && polarities.all(opposite)
}

/// How many different named speakers there are.
fn speakers(found: &[Found]) -> usize {
    let mut different: Vec<Speaker<'_>> = Vec::new();
    for speaker in found.iter().filter_map(|found| found.source.named()) {
        if !different.iter().any(|known| known.is(speaker)) {
            different.push(speaker);
        }
    }
    different.len()
}

/// The verdict on words that are not on record.
fn closest(words: &Words<'_>, like: Vec<Found>, quoted: &Quoted) -> Checked {
    let enough = |found: &Found| {
        let own = found.source.same_speaker == Some(true);
        found.alignment.similarity >= if own { LIKE_OF_SPEAKER } else { LIKE }
    };
    let mut like: Vec<Found> = like.into_iter().filter(enough).collect();
    like.sort_by(|one, other| {
        other.likeness().total_cmp(&one.likeness()).then_with(|| one.order().cmp(&other.order()))
    });
    like.truncate(1);
    let verdict = if like.is_empty() { Verdict::NotFound } else { Verdict::Altered };
    let (tolerated, diff) = like.first().map(|first| first.compared(words)).unwrap_or_default();
    let sources = like.into_iter().map(|found| found.source).collect();
    Checked { verdict, right: false, quoted: quoted.clone(), tolerated, diff, sources }
}
