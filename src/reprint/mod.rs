//! Reprints: one story in several articles, as wire copy, cuts and updates of it.
//!
//! # What counts as the same
//!
//! Two texts are the same story if **80 % of the words of the shorter one are in passages that the other has too**. A passage
//! is four words or more in a row. Case, accents, punctuation, white space and boilerplate ("sign up for …") do not count. The
//! shorter text must have at least a third of the words of the longer one. So
//!
//! - a cut is the same story as the whole, down to a third of it;
//! - an update is the same story as its original as long as it has 80 % of the earlier text, whatever it adds;
//! - two reports that share a quotation, or the form and not the figures, are not the same story;
//! - texts under 50 words are the same story only if all words are the same, and texts under 25 only together with their
//!   headlines: dividends, scores and the daily notes of a central bank are that short, and put two facts into a form.
//!
//! This is the containment of Broder, *On the resemblance and containment of documents* (1997), measured on words that matching
//! shingles cover (as Schleimer, Wilkerson and Aiken do in *Winnowing*, 2003), because each changed word lowers a share of
//! shingles four times.
//!
//! # How groups are found
//!
//! 1. [`Fingerprint`]: the 48 smallest hashes of the shingles of four words of a text, which is Broder's min-wise sample.
//! 2. Texts that share enough of the 48 for their lengths are candidates. [`groups`] asks its caller to compare the texts
//!    themselves, by [`Words::is_same_story`].
//! 3. The pairs are clustered: Aslam, Pelekhov and Rus, *The star clustering algorithm* (2004). Every text of a group is the
//!    same story as the centre of the group, so that a series of small changes ends after two steps.
//!
//! The result is a function of the set of texts. Neither their order nor the number of runs matters.

mod candidate;
mod cluster;
mod fingerprint;
#[cfg(test)]
mod generated;
mod group;
#[cfg(test)]
#[path = "../../tests/newsroom/mod.rs"]
mod newsroom;
mod passage;
mod quotation;
mod words;

pub(crate) use fingerprint::Fingerprint;
pub(crate) use group::groups;
pub(crate) use quotation::Quotations;
pub(crate) use words::Words;

/// Texts with fewer words must have all words in common.
pub(crate) const SHORT: usize = 50;
/// Texts with fewer words must have the same headline too.
pub(crate) const BRIEF: usize = 25;
