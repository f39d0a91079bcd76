//! Words that an extractor can take for a given name by mistake.

use super::countries::{is_country, is_demonym};
use super::role_nouns::is_office;
use crate::extract::lexicon;
use crate::names;
use crate::word_set::WordSet;

/// Short forms of titles, states of the United States, and words that open a headline.
static OTHERS: WordSet = WordSet::new(&[
    "ag", "anti", "atty", "breaking", "cand", "comm", "cong", "dep", "everything", "exclusive", "fmr", "gop", "hacker",
    "illustrator", "maybe", "never", "opinion", "photographer", "pres", "pro", "sec", "stop", "team", "update",
    "video", "watch", "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut", "delaware",
    "florida", "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky", "louisiana", "maine",
    "maryland", "massachusetts", "michigan", "minnesota", "mississippi", "missouri", "montana", "nebraska", "nevada",
    "ohio", "oklahoma", "oregon", "pennsylvania", "tennessee", "texas", "utah", "vermont", "washington", "wisconsin",
    "wyoming",
]);

/// Whether a word in lower case is an office, a place or a small word, and no given name.
pub(crate) fn is_no_name(word: &str) -> bool {
    OTHERS.contains(word)
        || is_office(word)
        || names::is_title(word)
        || is_country(word)
        || is_demonym(word)
        || lexicon::NEVER.contains(word)
        || lexicon::leads_sentence(word)
}
