//! The words that report speech and thought, and the small words that bound a noun phrase.

use super::Act;

/// How a reporting verb is built into its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// Takes a clause or a quotation: “said the plan …”.
    Clause,
    /// Takes a hearer first: “told reporters the plan …”.
    Hearer,
    /// Takes a thing or a person and what they are said to be: “called the plan a gift”, “criticized the plan”.
    Object,
}

const CLAUSE_SPEECH: &[&str] = &[
    "acknowledge", "acknowledged", "acknowledges", "acknowledging", "add", "added", "adding", "adds", "admits",
    "admitted", "admitting", "advised", "affirmed", "alleged", "alleges", "alleging", "allowed", "announced",
    "announces", "announcing", "answered", "argue", "argued", "argues", "arguing", "asserted", "asserting", "asserts",
    "boasted", "cautioned", "cautions", "claimed", "claiming", "claims", "clarified", "commented", "complained",
    "complains", "conceded", "concedes", "conceding", "concluded", "concludes", "concluding", "confessed", "confirmed",
    "confirms", "contended", "contends", "continued", "countered", "declared", "declares", "declaring", "denied",
    "denies", "denying", "detailed", "disclosed", "emphasized", "emphasizes", "emphasizing", "estimated", "estimates",
    "exclaimed", "explained", "explaining", "explains", "found", "hinted", "implied", "implying", "indicated",
    "indicates", "indicating", "insist", "insisted", "insisting", "insists", "interjected", "joked", "jokes", "joking",
    "lamented", "maintained", "maintains", "mused", "noted", "notes", "noting", "observed", "opined", "pledged",
    "pledges", "pledging", "posted", "predicted", "predicting", "predicts", "proclaimed", "promised", "promises",
    "promising", "proposed", "quipped", "reads", "reasoned", "recalled", "recalling", "recalls", "recounted",
    "reiterated", "remarked", "remembered", "repeated", "replied", "replies", "reported", "reportedly", "reports",
    "responded", "responding", "responds", "retorted", "revealed", "reveals", "ruled", "said", "say", "saying", "says",
    "shouted", "showed", "shows", "signaled", "snapped", "speculated", "stated", "states", "stating", "stressed",
    "stresses", "stressing", "suggest", "suggested", "suggesting", "suggests", "testified", "tweeted", "tweeting",
    "tweets", "vowed", "vowing", "vows", "warned", "warning", "warns", "went", "whispered", "wondered", "write",
    "writes", "writing", "wrote", "yelled",
];
const CLAUSE_THOUGHT: &[&str] = &[
    "anticipated", "anticipates", "appeared", "appears", "assume", "assumed", "assumes", "believe", "believed",
    "believes", "believing", "decided", "doubt", "doubted", "doubts", "expect", "expected", "expects", "fear",
    "feared", "fears", "feel", "feels", "felt", "hope", "hoped", "hopes", "hoping", "intended", "intends", "know",
    "knew", "knows", "learned", "plans", "prefers", "realized", "refused", "seemed", "seems", "sought", "suspect",
    "suspected", "suspects", "think", "thinks", "thought", "understood", "want", "wanted", "wants", "wish", "wished",
    "wishes", "worried", "worries", "worry",
];
const HEARER_SPEECH: &[&str] = &[
    "advised", "asked", "asking", "asks", "assured", "informed", "invited", "ordered", "reminded", "reminding", "told",
    "tells", "telling", "urged", "urges", "urging", "warned",
];
const OBJECT_SPEECH: &[&str] = &[
    "accused", "accuses", "accusing", "attacked", "backed", "blamed", "blaming", "blasted", "called", "calling",
    "calls", "cited", "cites", "citing", "condemned", "criticized", "criticizing", "decried", "defended", "defending",
    "denounced", "described", "describes", "describing", "dismissed", "dismissing", "dubbed", "endorsed", "expressed",
    "hailed", "labeled", "mentioned", "mocked", "opposed", "praised", "praising", "questioned", "questioning",
    "referred", "referring", "rejected", "slammed", "supported", "touted", "voiced",
];

/// The frame and act of a verb form in lower case.
pub(super) fn verb(form: &str) -> Option<(Frame, Act)> {
    if HEARER_SPEECH.contains(&form) {
        Some((Frame::Hearer, Act::Speech))
    } else if CLAUSE_SPEECH.binary_search(&form).is_ok() {
        Some((Frame::Clause, Act::Speech))
    } else if CLAUSE_THOUGHT.contains(&form) {
        Some((Frame::Clause, Act::Thought))
    } else if OBJECT_SPEECH.contains(&form) {
        Some((Frame::Object, Act::Speech))
    } else {
        None
    }
}

/// Verbs that go before their subject behind a quotation: “…,” said the mayor.
pub(super) fn inverts(form: &str) -> bool {
    [
        "said", "says", "added", "adds", "asked", "asks", "wrote", "writes", "explained", "explains", "recalled",
        "recalls", "noted", "notes", "warned", "argued", "continued", "insisted", "replied", "joked", "quipped",
        "tweeted", "declared", "admitted", "agreed", "concluded", "shouted", "remembered",
    ]
    .contains(&form)
}

/// Words that stand between a subject and its verb.
pub(super) fn is_auxiliary(word: &str) -> bool {
    [
        "has", "have", "had", "also", "later", "then", "once", "never", "even", "still", "again", "further", "did",
        "would", "will", "could", "might", "may", "been", "only", "often", "now", "just", "is", "was", "are", "were",
        "both", "all", "himself", "herself", "themselves", "’s", "'s", "not", "does", "do", "always", "first",
    ]
    .contains(&word)
        || (word.len() > 4 && word.ends_with("ly"))
}

/// Words that begin a noun phrase.
pub(super) fn is_determiner(word: &str) -> bool {
    [
        "a", "an", "the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "one", "two",
        "three", "four", "five", "several", "some", "many", "most", "another", "other", "no", "every", "each", "any",
        "both", "multiple", "few",
    ]
    .contains(&word)
}

/// Pronouns that can be a source on their own.
pub(super) fn is_pronoun(word: &str) -> bool {
    [
        "he", "she", "they", "it", "we", "i", "you", "who", "one", "others", "some", "many", "nobody", "everyone",
        "both", "neither", "which", "most",
    ]
    .contains(&word)
}

/// Prepositions inside a noun phrase: “a spokesman for the company”.
pub(super) fn joins_nouns(word: &str) -> bool {
    ["of", "for", "from", "at", "with", "in", "on"].contains(&word)
}

/// Words that no noun phrase holds.
pub(super) fn bounds_phrase(word: &str) -> bool {
    [
        "that", "but", "while", "as", "when", "because", "if", "which", "although", "though", "since", "after",
        "before", "until", "where", "what", "why", "how", "whether", "than", "so", "to", "by", "into", "about",
        "during", "and", "or", "yet", "is", "was", "are", "were", "be", "has", "have", "had", "did", "does", "will",
        "would", "could", "can", "said", "says", "told", "not", "he", "she", "they", "we", "i", "it", "who", "there",
        "then", "also",
    ]
    .contains(&word)
}

/// Other words that have a capital only because they start a sentence.
pub(super) fn leads_sentence(word: &str) -> bool {
    [
        "like", "unlike", "despite", "beyond", "maybe", "perhaps", "now", "only", "even", "against", "among", "under",
        "still", "meanwhile", "however", "today", "like-minded", "instead", "according", "once", "every", "everything",
        "without", "within", "across", "around", "through", "here", "over", "between",
    ]
    .contains(&word)
}

/// Days that may stand between a verb and what was said.
pub(super) fn is_day(word: &str) -> bool {
    [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "yesterday", "today", "Mon.",
        "Tues.", "Wed.", "Thurs.", "Fri.", "Sat.", "Sun.",
    ]
    .contains(&word)
}

/// Nouns of documents that can be a source.
pub(super) fn is_document(noun: &str) -> bool {
    let noun = noun.strip_suffix('s').unwrap_or(noun);
    [
        "report", "study", "studie", "poll", "survey", "letter", "lawsuit", "statement", "article", "memo", "document",
        "filing", "complaint", "bill", "paper", "book", "email", "e-mail", "post", "data", "research", "record",
        "transcript", "headline", "review", "analysi", "account", "editorial", "audit", "indictment", "affidavit",
        "release", "sign", "notice", "figure", "estimate", "website", "tweet",
    ]
    .contains(&noun)
}

/// Nouns of organizations.
pub(super) fn is_organization_noun(noun: &str) -> bool {
    [
        "campaign", "company", "agency", "government", "department", "ministry", "council", "office", "administration",
        "committee", "union", "university", "association", "group", "board", "court", "firm", "bank", "newspaper",
        "magazine", "commission", "authority", "party", "bureau", "institute", "club", "hospital", "network", "school",
        "college", "charity", "museum", "operator", "regulator", "trust",
    ]
    .contains(&noun)
}

/// Words that the names of organizations hold, in lower case.
pub(super) fn is_organization_word(word: &str) -> bool {
    is_organization_noun(word)
        || [
            "times", "post", "news", "inc", "inc.", "corp", "corp.", "ltd", "ltd.", "co.", "press", "journal", "house",
            "senate", "congress", "center", "centre", "service", "federation", "foundation", "league", "society",
            "police", "army", "navy", "force", "parliament", "daily", "herald", "tribune", "gazette", "chronicle",
            "courier", "observer", "monitor", "sentinel", "ledger", "reuters", "cnn", "airlines", "energy", "group",
            "partners", "holdings", "industries", "pentagon", "kremlin", "secretariat", "assembly", "academy",
            "laboratory", "lab", "registry", "coalition", "alliance", "organization", "organisation", "guild", "fund",
            "partnership", "associates", "dispatch", "wire", "broadcasting", "radio", "television", "tv", "media",
            "network", "ministries", "treasury", "guard",
        ]
        .contains(&word)
}
