//! Nouns for what people are, beside titles.

use crate::names;
use crate::word_set::WordSet;

/// In lower case and in the singular, without those that a usual ending shows.
static ROLE_NOUNS: WordSet = WordSet::new(&[
    "ace", "activist", "adviser", "advisor", "advocate", "agent", "aide", "ally", "ambassador", "analyst", "artist",
    "associate", "athlete", "attorney", "aunt", "backer", "baroness", "billionaire", "bishop", "boss", "brother",
    "captain", "celebrity", "ceo", "cfo", "chair", "champion", "chief", "clerk", "co-chair", "co-founder", "co-host",
    "co-owner", "colleague", "columnist", "commentator", "congressman", "congresswoman", "conservative", "consultant",
    "coordinator", "co-ordinator", "correspondent", "councillor", "counsel", "counterpart", "cousin", "critic", "cto",
    "daughter", "dean", "defendant", "delegate", "democrat", "deputy", "detective", "diplomat", "doctor", "duchess",
    "duke", "economist", "editor-in-chief", "employee", "engineer", "entrepreneur", "envoy", "ex-husband", "ex-wife",
    "executive", "expert", "fan", "father", "fellow", "figure", "fiancé", "fiancée", "foreman", "founder", "friend",
    "girlfriend", "boyfriend", "gp", "graduate", "grandfather", "grandmother", "grandson", "granddaughter", "guard",
    "guest", "guitarist", "head", "heir", "hero", "historian", "host", "husband", "inmate", "intern", "investigator",
    "investor", "judge", "lawmaker", "lawyer", "lead", "leader", "legend", "lobbyist", "magnate", "manager",
    "medallist", "medalist", "member", "mep", "midfielder", "minister", "mla", "mogul", "mother", "mp", "msp", "mum",
    "dad", "mom", "neighbor", "neighbour", "nephew", "niece", "nurse", "official", "organiser", "organizer", "owner",
    "parent", "participant", "partner", "pastor", "patient", "peer", "physicist", "pilot", "pm", "poet", "politician",
    "postdoc", "postmaster", "predecessor", "presenter", "president", "president-elect", "priest", "principal",
    "professional", "professor", "prosecutor", "prodigy", "psychologist", "pundit", "quarterback", "rabbi", "relative",
    "representative", "republican", "resident", "retiree", "rival", "royal", "runner-up", "scholar", "scientist",
    "scout", "senator", "sister", "soldier", "son", "specialist", "spokesman", "spokesperson", "spokeswoman",
    "staffer", "star", "strategist", "student", "successor", "superintendent", "supporter", "surgeon", "survivor",
    "suspect", "team-mate", "teammate", "technician", "treasurer", "trustee", "tycoon", "uncle", "veteran",
    "vice-chair", "vice-president", "victim", "vocalist", "volunteer", "whip", "wife", "widow", "widower", "winner",
    "witness", "woman", "man", "youtuber",
]);

/// Whether a word in lower case is a title, or a noun for what somebody is.
pub(crate) fn is_office(word: &str) -> bool {
    names::is_title(word) && word != "the" || is_role_noun(word)
}

fn is_role_noun(word: &str) -> bool {
    let singular = word.strip_prefix("ex-").unwrap_or(word);
    ROLE_NOUNS.contains(singular)
}
