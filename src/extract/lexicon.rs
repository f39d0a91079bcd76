//! Word lists for names, roles and noun phrases, in lower case.

use crate::word_set::WordSet;

/// Words in the names of organizations and places, never in those of people.
pub(super) static ORGANIZATION: WordSet = WordSet::new(&[
    "post", "times", "department", "committee", "university", "college", "party", "house", "court", "council",
    "association", "administration", "agency", "bureau", "campaign", "foundation", "institute", "center", "group",
    "inc", "corp", "company", "news", "journal", "press", "street", "county", "city", "state", "states", "school",
    "union", "commission", "office", "bank", "hospital", "church", "act", "amendment", "party's", "congress", "senate",
    "today", "network", "radio", "magazine", "hotel", "tower", "square", "beach", "island", "river", "lake", "valley",
    "park", "hall", "airport", "jersey", "york", "carolina", "dakota", "virginia", "hampshire", "mexico", "america",
    "republicans", "democrats", "americans", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "nation", "nations", "league", "society", "coalition", "week", "report", "show", "police", "force",
    "army", "navy", "corps", "guard", "pentagon", "kingdom", "republic", "award", "awards", "team", "service",
    "services", "tribune", "herald", "chronicle", "globe", "review", "international", "company", "records", "pictures",
    "studios", "media",
]);

/// Words that are capitalized only at the start of a sentence, and days, months and peoples: never part of a person's name.
pub(super) static NEVER: WordSet = WordSet::new(&[
    "the", "a", "an", "i", "he", "she", "it", "they", "we", "you", "this", "that", "these", "those", "but", "and",
    "or", "if", "when", "while", "after", "before", "as", "in", "on", "at", "for", "to", "of", "by", "with", "from",
    "his", "her", "their", "our", "my", "what", "who", "why", "how", "where", "there", "here", "not", "no", "yes",
    "so", "then", "now", "also", "still", "even", "just", "only", "one", "two", "some", "many", "most", "all", "both",
    "each", "every", "such", "its", "your", "is", "was", "are", "were", "will", "would", "could", "should", "might",
    "can", "do", "does", "did", "has", "have", "had", "be", "been", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august", "september",
    "october", "november", "december", "american", "americans", "muslim", "muslims", "republicans", "democrats",
    "because", "although", "though", "since", "during", "under", "over", "about", "against", "according", "asked",
    "like", "well", "let", "god", "breaking", "photo", "read", "more", "twitter", "facebook", "instead", "meanwhile",
    "however", "per",
]);

/// Words after which the text names another thing, not the source.
pub(super) static PREPOSITIONS: WordSet = WordSet::new(&[
    "of", "for", "from", "at", "in", "with", "on", "to", "by", "about", "against", "under", "like", "between", "among",
    "than", "near", "behind", "supporting", "backing", "representing", "toward", "towards", "over",
]);

/// Words between a subject and its verb.
pub(super) fn is_auxiliary(word: &str) -> bool {
    static WORDS: WordSet = WordSet::new(&[
        "has", "have", "had", "also", "later", "then", "once", "never", "even", "still", "again", "further", "did",
        "would", "will", "could", "might", "may", "been", "only", "often", "now", "just", "is", "was", "are", "were",
        "both", "all", "himself", "herself", "themselves", "’s", "'s", "not", "does", "do", "always", "first",
    ]);
    WORDS.contains(word) || (word.len() > 4 && word.ends_with("ly"))
}

/// Words that begin a noun phrase.
pub(super) fn is_determiner(word: &str) -> bool {
    static WORDS: WordSet = WordSet::new(&[
        "a", "an", "the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "one", "two",
        "three", "four", "five", "several", "some", "many", "most", "another", "other", "no", "every", "each", "any",
        "both", "multiple", "few",
    ]);
    WORDS.contains(word)
}

/// Pronouns that can be a source on their own.
pub(super) fn is_pronoun(word: &str) -> bool {
    static WORDS: WordSet = WordSet::new(&[
        "he", "she", "they", "it", "we", "i", "you", "who", "one", "others", "some", "many", "nobody", "everyone",
        "both", "neither", "which", "most",
    ]);
    WORDS.contains(word)
}

/// Prepositions inside a noun phrase: “a spokesman for the company”.
pub(super) fn joins_nouns(word: &str) -> bool {
    static WORDS: WordSet = WordSet::new(&["of", "for", "from", "at", "with", "in", "on"]);
    WORDS.contains(word)
}

/// Words that never occur inside a noun phrase.
pub(super) fn bounds_phrase(word: &str) -> bool {
    static WORDS: WordSet = WordSet::new(&[
        "that", "but", "while", "as", "when", "because", "if", "which", "although", "though", "since", "after",
        "before", "until", "where", "what", "why", "how", "whether", "than", "so", "to", "by", "into", "about",
        "during", "and", "or", "yet", "is", "was", "are", "were", "be", "has", "have", "had", "did", "does", "will",
        "would", "could", "can", "said", "says", "told", "not", "he", "she", "they", "we", "i", "it", "who", "there",
        "then", "also",
    ]);
    WORDS.contains(word)
}

/// Other words that are capitalized only at the start of a sentence.
pub(super) fn leads_sentence(word: &str) -> bool {
    static WORDS: WordSet = WordSet::new(&[
        "like", "unlike", "despite", "beyond", "maybe", "perhaps", "now", "only", "even", "against", "among", "under",
        "still", "meanwhile", "however", "today", "like-minded", "instead", "according", "once", "every", "everything",
        "without", "within", "across", "around", "through", "here", "over", "between",
    ]);
    WORDS.contains(word)
}

/// Nouns of documents that can be a source.
pub(super) fn is_document(noun: &str) -> bool {
    static NOUNS: WordSet = WordSet::new(&[
        "report", "study", "studie", "poll", "survey", "letter", "lawsuit", "statement", "article", "memo", "document",
        "filing", "complaint", "bill", "paper", "book", "email", "e-mail", "post", "data", "research", "record",
        "transcript", "headline", "review", "analysi", "account", "editorial", "audit", "indictment", "affidavit",
        "release", "sign", "notice", "figure", "estimate", "website", "tweet", "bulletin", "leaflet", "brochure",
        "inquiry",
    ]);
    NOUNS.contains(noun.strip_suffix('s').unwrap_or(noun))
}

/// Nouns of organizations.
pub(super) fn is_organization_noun(noun: &str) -> bool {
    static WORDS: WordSet = WordSet::new(&[
        "campaign", "company", "agency", "government", "department", "ministry", "council", "office", "administration",
        "committee", "union", "university", "association", "group", "board", "court", "firm", "bank", "newspaper",
        "magazine", "commission", "authority", "party", "bureau", "institute", "club", "hospital", "network", "school",
        "college", "charity", "museum", "operator", "regulator", "trust",
    ]);
    WORDS.contains(noun)
}

/// Nouns for a business that end like those for people: “insurer”, “processor”.
pub(super) fn is_business(noun: &str) -> bool {
    static WORDS: WordSet = WordSet::new(&[
        "advertiser", "airline", "airliner", "brewer", "broadcaster", "broker", "builder", "carmaker", "carrier",
        "chipmaker", "developer", "distributor", "drugmaker", "employer", "forecaster", "giant", "grocer", "insurer",
        "lender", "maker", "manufacturer", "operator", "processor", "producer", "provider", "publisher", "regulator",
        "retailer", "supplier", "tribunal", "utility",
    ]);
    WORDS.contains(noun)
}

/// Words in the names of organizations.
pub(super) fn is_organization_word(word: &str) -> bool {
    static WORDS: WordSet = WordSet::new(&[
        "times", "post", "news", "inc", "inc.", "corp", "corp.", "ltd", "ltd.", "co.", "press", "journal", "house",
        "senate", "congress", "center", "centre", "service", "federation", "foundation", "league", "society", "police",
        "army", "navy", "force", "parliament", "daily", "herald", "tribune", "gazette", "chronicle", "courier",
        "observer", "monitor", "sentinel", "ledger", "reuters", "cnn", "airlines", "energy", "group", "partners",
        "holdings", "industries", "pentagon", "kremlin", "secretariat", "assembly", "academy", "laboratory", "lab",
        "registry", "coalition", "alliance", "organization", "organisation", "guild", "fund", "partnership",
        "associates", "dispatch", "wire", "broadcasting", "radio", "television", "tv", "media", "network",
        "ministries", "treasury", "guard", "securities", "motors", "electric", "chemical", "chemicals", "petroleum",
        "pharmaceuticals", "systems", "technologies", "technology", "telecom", "insurance", "financial", "exchange",
        "enterprises", "products", "stores", "foods", "brands", "airways", "railways", "plc", "bancorp",
        "laboratories", "institutes",
    ]);
    is_organization_noun(word) || WORDS.contains(word)
}

/// Reporting verbs of companies.
pub(super) fn is_report(word: &str) -> bool {
    static WORDS: WordSet = WordSet::new(&[
        "said", "says", "announced", "reported", "denied", "confirmed", "added", "expects", "plans", "warned",
    ]);
    WORDS.contains(word)
}

/// Nouns for people by what they do: “teacher”, “spokeswoman”.
pub(super) fn is_agent(word: &str) -> bool {
    static OTHERS: WordSet = WordSet::new(&[
        "after", "under", "over", "other", "another", "whether", "however", "never", "later", "earlier", "former",
        "former,", "rather", "together", "human", "her", "number", "matter", "order", "september", "october",
        "november", "december", "letter", "paper", "than",
    ]);
    word.len() > 4
        && ["er", "or", "ist", "man", "woman", "person", "ian", "ant", "yst", "chief", "aide"]
            .iter()
            .any(|end| word.ends_with(end))
        && !OTHERS.contains(word)
}
