//! The words around a name that are no part of it, and the small words inside names.

use super::folded;
use crate::word_set::WordSet;

/// Titles, ranks, offices and honorifics before a name, in lower case and without full stops.
static TITLES: WordSet = WordSet::new(&[
    "adm", "admiral", "adv", "ald", "alderman", "ambassador", "analyst", "archbishop", "archdeacon", "attorney",
    "ayatollah", "baron", "baroness", "bishop", "brig", "brigadier", "brother", "candidate", "canon", "capt",
    "captain", "cardinal", "cdr", "ceo", "chairman", "chairwoman", "chancellor", "chef", "chief", "cllr", "cmdr",
    "coach", "col", "colonel", "commander", "commissioner", "commodore", "congressman", "congresswoman", "constable",
    "coroner", "corporal", "councillor", "councilman", "councilor", "councilwoman", "counselor", "count", "countess",
    "cpl", "dame", "dci", "deacon", "deputy", "det", "detective", "director", "doctor", "dr", "duchess", "duke",
    "earl", "editor", "emperor", "ex-president", "executive", "father", "first", "former", "gen", "general", "gov",
    "gov-gen", "governor", "hon", "imam", "insp", "inspector", "judge", "justice", "king", "lady", "leader",
    "lieutenant", "lord", "lt", "madam", "maj", "major", "marshal", "mayor", "minister", "miss", "mep", "mla",
    "monsignor", "mp", "msp", "mr", "mrs", "ms", "msgr", "mullah", "mx", "nominee", "officer", "pastor", "pc", "pope",
    "premier", "president", "president-elect", "prime", "prince", "princess", "prof", "professor", "pte", "queen",
    "rabbi", "rep", "reporter", "representative", "reps", "rev", "reverend", "secretary", "sen", "senator", "sens",
    "sergeant", "sgt", "sheikh", "sheriff", "sir", "sister", "speaker", "spokesman", "spokesperson", "spokeswoman",
    "strategist", "sultan", "superintendent", "supt", "the", "then-president", "vicar", "vice", "viscount",
]);

/// Words that only open a longer title: “State Senator”, “Supreme Court Justice”, “House Speaker”.
static MODIFIERS: WordSet = WordSet::new(&[
    "assistant", "court", "democrat", "democratic", "district", "gop", "house", "majority", "minority", "republican",
    "rival", "senate", "staff", "state", "supreme", "us",
]);

/// Titles that are also part of other names: “General Motors”, “Lady Gaga”, “First National Bank”.
static PART_OF_NAMES: WordSet = WordSet::new(&[
    "baron", "brother", "canon", "chief", "count", "deputy", "duke", "earl", "executive", "father", "first", "former",
    "general", "justice", "king", "lady", "leader", "lord", "major", "marshal", "mp", "officer", "prime", "queen",
    "sister", "speaker", "the", "vice",
]);

/// Those of them that make a person of a family name alone: “General Holm”.
static RANKS: WordSet = WordSet::new(&["chief", "general", "justice", "king", "officer", "queen", "speaker"]);

/// Words in lower case inside names: “van der Loo”.
static PARTICLES: WordSet = WordSet::new(&[
    "af", "al", "ap", "av", "ben", "bin", "bint", "da", "de", "del", "della", "den", "der", "des", "di", "do", "dos",
    "du", "el", "ibn", "la", "le", "ten", "ter", "van", "von", "y", "zu", "zum", "zur",
]);

/// Whether a word is a title or an honorific, in any case and with or without its full stop.
pub(crate) fn is_title(word: &str) -> bool {
    let plain = folded(word);
    let plain = plain.trim_end_matches('.');
    // “Major-Gen”, “Lieutenant-Colonel”
    TITLES.contains(plain)
        || plain.contains('-') && plain.split('-').all(|part| TITLES.contains(part.trim_end_matches('.')))
}

/// Whether a word opens a longer title: the “State” of “State Senator”.
pub(crate) fn is_title_modifier(word: &str) -> bool {
    MODIFIERS.contains(folded(word).trim_end_matches('.'))
}

/// Whether a word is a title and never part of a name: “Gov.”, “President”.
pub(crate) fn is_personal_title(word: &str) -> bool {
    let plain = folded(word);
    let plain = plain.trim_end_matches('.');
    TITLES.contains(plain) && !PART_OF_NAMES.contains(plain)
}

/// Whether a family name after this title names a person: “Mr. Holm”, “General Holm”.
pub(crate) fn introduces_person(title: &str) -> bool {
    is_personal_title(title) || RANKS.contains(folded(title).trim_end_matches('.'))
}

/// Letters after a name for an honour, a degree or a seat: “Oliver Sand KC”.
static POST_NOMINALS: WordSet = WordSet::new(&[
    "AM", "AO", "BEM", "CBE", "CEO", "CH", "CMG", "CPA", "DBE", "DSO", "Esq", "FRS", "FRSE", "GBE", "JD", "JP", "KBE",
    "KC", "KCB", "KCMG", "LLM", "MBA", "MBE", "MC", "MD", "MEP", "MHA", "MHK", "MLA", "MLC", "MP", "MPP", "MS", "MSP",
    "MVO", "OAM", "OBE", "PhD", "QC", "QPM", "RN", "SC", "TD", "VC",
]);

/// Whether a word stands after a name as letters for an honour, a degree or a seat.
pub(crate) fn is_post_nominal(word: &str) -> bool {
    POST_NOMINALS.contains(word.trim_end_matches('.'))
}

/// Whether a word is a particle such as “van” or “de”.
pub(crate) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(word)
}

/// A family name without its Arabic article: the “Masri” of “al-Masri”.
pub(crate) fn without_article(word: &str) -> &str {
    // Nearly every word is without a hyphen, and to look for one costs less than to split.
    if !word.contains('-') {
        return word;
    }
    let article = |word: &str| matches!(&*folded(word), "al" | "el" | "ad" | "an" | "ar" | "ash" | "az" | "ul");
    match word.split_once('-') {
        Some((first, name)) if article(first) && !name.is_empty() => name,
        _ => word,
    }
}
