//! The same story printed many times: wire copy, cuts of it, updates.
//!
//! # What counts as the same
//!
//! Two texts are the same story where **80 % of the words of the shorter one stand in passages that the other has too**. A
//! passage is four words or more in a row. Case, accents, punctuation, white space and the furniture of a page ("sign
//! up for …") do not count. The shorter text has at least a third of the words of the longer one. So
//!
//! - a cut is the same as the whole, down to a third of it;
//! - an update is the same as what it was made from while 80 % of the earlier text stands in it, whatever it adds;
//! - two reports that share a quotation, or the form and not the figures, are not the same;
//! - texts under 50 words are the same only when every word is, and those under 25 only with the headline's words: so short
//!   are dividends, scores and the daily notes of a central bank, in which a form holds two facts.
//!
//! This is the containment of Broder, *On the resemblance and containment of documents* (1997), taken on words that
//! matching shingles cover (as Schleimer, Wilkerson and Aiken take it in *Winnowing*, 2003), because a share of
//! shingles falls with every changed word four times.
//!
//! # How groups are found
//!
//! 1. [`Fingerprint`]: the 48 smallest hashes of a text's shingles of four words, which is Broder's min-wise sample.
//! 2. Texts that share enough of the 48 for their lengths are looked at: [`groups`] asks its caller for the decision on the
//!    texts themselves, which is [`Words::is_same_story`].
//! 3. Of what is the same, stars are made: Aslam, Pelekhov and Rus, *The star clustering algorithm* (2004). Every text of
//!    a group is the same story as the group's centre, so that a chain of small changes ends after two steps.
//!
//! All of it is a function of the set of texts: neither their order nor the runs in which they came matter.

mod candidate;
mod fingerprint;
mod group;
mod passage;
mod quotation;
mod star;
mod words;

pub use fingerprint::Fingerprint;
pub use group::groups;
pub use quotation::Quotations;
pub use words::Words;

/// Texts with fewer words are the same only when every word is.
pub const SHORT: usize = 50;
/// Texts with fewer words tell in the headline what they are about.
pub const BRIEF: usize = 25;
