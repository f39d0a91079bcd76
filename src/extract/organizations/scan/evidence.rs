//! What shows that a stretch of capitalized words names an organization: its own words, or the words around it.

use std::borrow::Cow;
use std::ops::Range;

use super::ends::GO_ON;
use super::{Named, Scan};
use crate::extract::lexicon;
use crate::extract::organizations::kind::{Kind, Known};
use crate::extract::people::{countries, gender};
use crate::word_set::WordSet;

/// Words in capital letters that are no organization.
pub(crate) static NO_INITIALS: WordSet = WordSet::new(&[
    "US", "UK", "TV", "AM", "PM", "DC", "ID", "OK", "GPS", "DNA", "HIV", "AIDS", "CEO", "CFO", "COO", "CTO", "MP",
    "MPS", "MEP", "GDP", "GNP", "USA", "UAE", "LGBT", "LGBTQ", "PTSD", "PHD", "MBA", "CV", "PR", "IT", "AI", "HR",
    "VIP", "DVD", "CD", "PDF", "FAQ", "SUV", "ATM", "PIN", "CCTV", "ET", "EST", "EDT", "GMT", "UTC", "BST", "PST",
    "RSVP", "II", "III", "IV", "VI", "VII", "VIII", "JR", "SR", "DR", "MR", "MRS", "MS", "ST", "NY", "CA", "TX", "FL",
    "VA", "MD", "MA", "THE", "AND", "NOT", "NO", "YES", "ALL", "NEVER", "WE", "YOU", "HE", "SHE", "IS", "ARE", "WAS",
    "TO", "OF", "IN", "ON", "AT", "BY", "FOR", "SO", "IF", "OR", "MORE", "NOW", "BREAKING", "NEWS", "VIDEO", "PHOTO",
    "READ", "UPDATE", "CORRECTION", "WATCH", "LIVE", "THIS", "THAT", "WHO", "WHAT", "WHY", "HOW", "GREAT", "BAD",
    "SAD", "BIG", "NEW", "MLN", "DLRS", "PCT", "CTS", "NOTE", "SHR", "NET", "REVS", "QTR", "MTHS", "AVG", "OPER",
]);
/// Last words of organizations that are also family names.
static SURNAMES: WordSet = WordSet::new(&[
    "steel", "mills", "church", "house", "post", "star", "press", "power", "knights", "hawks", "bears", "college",
    "school", "bank", "lines", "guard", "fund", "court", "service", "cardinals", "saints", "bull", "wolves", "mail",
    "villa", "gas", "brothers", "co", "ag", "commons", "lords", "reserve", "center",
]);
/// Nouns after a name for what organizations have and people do not.
static OFFICES: WordSet = WordSet::new(&[
    "spokesman", "spokeswoman", "spokesperson", "spokesmen", "spokespeople", "shareholders", "stockholders", "shares",
    "stock", "subsidiary", "headquarters", "employees", "customers", "ceo", "chairman", "chairwoman", "management",
]);

impl Scan<'_, '_, '_> {
    /// Whether the name itself shows it: by the table, its last word, or the word before “of”.
    pub(crate) fn by_name(&self, mut tokens: Range<usize>) -> Option<Named> {
        tokens.start = (tokens.clone()).find(|&i| !self.is_title(i)).unwrap_or(tokens.start);
        if let Some(found) = self.known(tokens.clone()) {
            return Some(found);
        }
        let words: Vec<Cow<'_, str>> = tokens.clone().map(|i| self.lower(i)).collect();
        if words.iter().any(|word| &**word == "&")
            && !tokens.clone().all(|i| self.word(i) == "&" || (self.is_person)(i))
        {
            return Some(self.named(tokens, Kind::named("company"), None, true));
        }
        // “Emily Post”, “Nora Steel”
        let is_person = words.len() == 2 && gender::of_given_name(&words[0]).is_some() && SURNAMES.contains(&words[1]);
        if is_person {
            return None;
        }
        if words.len() > 1 && matches!(&*words[0], "radio" | "television" | "channel") {
            return Some(self.named(tokens, Kind::named("media"), None, true));
        }
        // “Tulsa Police Department”
        if words.len() > 2 && words[1..].iter().any(|word| &**word == "police") {
            return Some(self.named(tokens, Kind::named("police"), None, true));
        }
        let joint = words.iter().position(|word| matches!(&**word, "of" | "for" | "on" | "to"));
        let head = joint.filter(|joint| *joint > 0).map_or(words.len(), |joint| joint) - 1;
        let kind = Kind::of_head(&words[head])
            .or_else(|| joint.and_then(|_| Kind::of_head(words[head].trim_end_matches('s'))));
        let kind = kind.or_else(|| joint.filter(|_| GO_ON.contains(&words[head])).map(|_| Kind::named("group")));
        // “Court” alone is no name.
        let enough = words.len() > 1 && !(words.len() == 2 && self.is_small(tokens.start));
        kind.filter(|_| enough).map(|kind| self.named(tokens, kind, None, true))
    }

    pub(crate) fn known(&self, tokens: Range<usize>) -> Option<Named> {
        if tokens.len() > Known::longest() + 1 {
            return None;
        }
        let known = Known::of(self.words(tokens.clone()))?;
        Some(self.named(tokens, known.kind, Some(known.row), true))
    }

    /// Capital letters alone: “AROS”, “S.E.C.”.
    pub(crate) fn initials(&self, tokens: Range<usize>) -> Option<Named> {
        let word = self.document.token(tokens.start);
        let letters: String = word.chars().filter(|c| *c != '.').collect();
        let initials = tokens.len() == 1
            && (2..=6).contains(&letters.len())
            && letters.chars().all(|c| c.is_ascii_uppercase() || c == '&')
            && !NO_INITIALS.contains(&letters);
        // “LONDON, March 4 (Reuters) —” is a dateline.
        let start = self.document.tokens[tokens.start].span.start();
        let leads = || self.document.paragraphs[self.document.paragraph_at(start)].span.start() == start;
        let dateline = || leads() && matches!(self.word(tokens.end), "," | "(" | "—" | "–" | "-" | "--" | ":");
        let shouted = tokens.start > 0 && is_shouted(self.word(tokens.start - 1)) || is_shouted(self.word(tokens.end));
        (initials && !shouted && !dateline()).then(|| self.named(tokens, Kind::named("group"), None, false))
    }

    /// Whether the words around show it: “Corvane, a shipping company”, “the airline Halyard”, “a Corvane spokesman”.
    pub(crate) fn by_surroundings(&self, tokens: Range<usize>) -> Option<Named> {
        if countries::is_country(self.words(tokens.clone())) || tokens.len() > 5 {
            return None;
        }
        // “Halden Cells said it would”
        let word = self.lower(tokens.start);
        let common = tokens.len() == 1 && self.plain.contains(&*word);
        let says_it =
            !common && lexicon::is_report(self.word(tokens.end)) && matches!(self.word(tokens.end + 1), "it" | "its");
        if says_it {
            return Some(self.named(tokens, Kind::named("company"), None, false));
        }
        if tokens.clone().any(|i| (self.is_person)(i)) {
            return None;
        }
        let before = tokens.start.checked_sub(1).map_or("", |i| self.word(i));
        let mut kind = None;
        if self.word(tokens.end) == "," && lexicon::is_determiner(&self.word(tokens.end + 1).to_lowercase()) {
            // The first such noun of the apposition: “a privately held operator based upriver”.
            let noun = (tokens.end + 2..tokens.end + 8)
                .take_while(|&i| !lexicon::bounds_phrase(self.word(i)) && !lexicon::joins_nouns(self.word(i)))
                .take_while(|&i| self.word(i).starts_with(char::is_alphabetic))
                .find(|&i| !Kind::of_noun(self.word(i)).is_empty() && !lexicon::is_agent(self.word(i + 1)));
            kind = noun.and_then(|i| Kind::of_noun(self.word(i)).first());
        }
        // “website Zero Hedge”, “the airline Halyard”
        let led = !self.starts_sentence(tokens.start);
        kind = kind.or_else(|| Kind::of_noun(before).first().filter(|_| led));
        let office = |i: usize| OFFICES.contains(self.word(i));
        let owns = matches!(self.word(tokens.end), "’s" | "'s") && office(tokens.end + 1);
        let spokes = self.word(tokens.end).starts_with("spokes")
            || office(tokens.end) && self.word(tokens.end).starts_with("share");
        let kind = kind
            .copied()
            .or_else(|| (owns || spokes || self.has_officer(tokens.start)).then_some(Kind::named("company")))?;
        Some(self.named(tokens, kind, None, false))
    }

    /// Whether a stretch is really a person's name, unlike “Ellery Ferries”.
    pub(crate) fn is_name(&self, tokens: Range<usize>) -> bool {
        let (first, last) = (self.lower(tokens.start), self.lower(tokens.end - 1));
        let company = Kind::of_head(&last).is_some() && !SURNAMES.contains(&last);
        let given = gender::of_given_name(&first).is_some() || first.len() == 1;
        tokens.clone().all(|i| (self.is_person)(i)) && (given || !company)
    }

    /// “The chief executive of Port Ellery General”: words before a name that only fit an organization.
    fn has_officer(&self, start: usize) -> bool {
        let article = usize::from(start > 0 && self.word(start - 1) == "the");
        let Some(joint) = start.checked_sub(article + 1).filter(|i| *i > 0) else { return false };
        let officers = [
            "executive", "chairman", "chairwoman", "spokesman", "spokeswoman", "spokesperson", "ceo", "economist",
            "analyst", "professor", "researcher", "shareholders", "subsidiary", "employees", "gardener", "curator",
        ];
        matches!(self.word(joint), "of" | "for" | "at" | "with") && officers.contains(&self.word(joint - 1))
    }
}

/// Whether a word is written in capital letters, for emphasis or as a heading.
fn is_shouted(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 2
        && word.chars().all(|c| !c.is_lowercase())
        && !word.contains('.')
}
