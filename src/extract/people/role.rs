//! The role that a text gives a person, in its own words: before the name, or after it.

use std::ops::Range;

use super::role_nouns::is_office;
use crate::extract::act::is_speech;
use crate::extract::layout::Layout;
use crate::extract::lexicon;
use crate::extract::parse::{Parse, Tag};
use crate::text::{Span, TokenKind};

/// How many tokens a role has at most, after a name and before it.
const LONGEST: usize = 36;
const LONGEST_BEFORE: usize = 14;
/// A phrase without a noun for a role is a role if its tokens are part of one with this mean probability.
const LEAST_PROBABILITY: f32 = 0.5;
/// The same after a name and an article: “Gerhard Roth, the prefect of the order,”.
const LEAST_AFTER_ARTICLE: f32 = 0.3;

/// Reads the roles beside names.
#[derive(Clone, Copy)]
pub(crate) struct Roles<'r, 'a> {
    pub(crate) layout: &'r Layout<'a>,
    pub(crate) parse: &'r Parse,
    is_lenient: bool,
}

impl<'r, 'a> Roles<'r, 'a> {
    pub(crate) fn new(layout: &'r Layout<'a>, parse: &'r Parse) -> Self {
        Self { layout, parse, is_lenient: false }
    }

    /// The role beside a name without titles: after it, “, a former official who’s now at …”, or before it, “State Department
    /// spokesman”. If there are both, the one that the network finds likelier.
    pub(crate) fn beside(self, name: &Range<usize>) -> Option<Span> {
        let best = self.all(name).max_by(|one, other| self.fitness(one).total_cmp(&self.fitness(other)))?;
        self.layout.span(best)
    }

    /// All phrases beside a name that can be roles, also doubtful ones: for the organizations in them.
    pub(crate) fn all_beside(self, name: &Range<usize>) -> impl Iterator<Item = Span> {
        let lenient = Self { is_lenient: true, ..self };
        lenient.all(name).filter_map(move |role| self.layout.span(role))
    }

    fn all(self, name: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
        [self.after(name.end), self.before(name.start), self.before_comma(name)].into_iter().flatten()
    }

    /// How much a phrase looks like a role. A long one says more.
    fn fitness(self, role: &Range<usize>) -> f32 {
        self.probability(role) + 0.03 * role.len().min(10) as f32
    }

    /// The mean probability that tokens are part of a role.
    fn probability(self, tokens: &Range<usize>) -> f32 {
        tokens.clone().map(|i| self.parse.role(i)).sum::<f32>() / tokens.len().max(1) as f32
    }

    fn word(self, i: usize) -> &'a str {
        if i < self.layout.tokens.len() { self.layout.word(i) } else { "" }
    }

    fn lower(self, i: usize) -> String {
        self.word(i).to_lowercase()
    }

    /// Whether a token is a verb of speech.
    fn reports(self, i: usize) -> bool {
        matches!(self.parse.tag(i), Tag::FiniteVerb | Tag::Verb) && is_speech(&self.lower(i))
    }

    /// Whether a phrase is a role: it has a noun for one, or the network says so.
    fn is_role(self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|i| self.is_office(i)) || self.probability(tokens) >= LEAST_PROBABILITY
    }

    /// Whether a word is a title, or a noun for people by what they do.
    fn is_office(self, i: usize) -> bool {
        let lower = self.lower(i);
        let noun = || matches!(self.parse.tag(i), Tag::Noun | Tag::ProperNoun) && lexicon::is_agent(&lower);
        !is_honorific(&lower) && (is_office(&lower) || noun())
    }

    /// “State Department spokesman” right before a name.
    fn before(self, name: usize) -> Option<Range<usize>> {
        let mut end = name;
        while end > 0 && is_honorific(&self.lower(end - 1)) {
            end -= 1;
        }
        let first = self.phrase_start(end);
        let role = first..end;
        (!role.is_empty() && self.is_role(&role)).then_some(role)
    }

    /// “Its chief executive,” before a name and another comma or a verb.
    fn before_comma(self, name: &Range<usize>) -> Option<Range<usize>> {
        let end = name.start.checked_sub(1).filter(|&comma| self.word(comma) == ",")?;
        let closed = self.word(name.end) == "," || self.parse.tag(name.end) == Tag::FiniteVerb;
        let mut first = self.phrase_start(end);
        let opens = first.checked_sub(1).filter(|&i| self.parse.tag(i) == Tag::Determiner);
        if let Some(determiner) = opens {
            first = determiner;
        }
        let starts = opens.is_some()
            || first == 0
            || self.layout.tokens[first - 1].sentence != self.layout.tokens[first].sentence;
        let role = if starts { first..end } else { self.sentence_opener(end)? };
        (closed && !role.is_empty() && self.is_role(&role)).then_some(role)
    }

    /// “Director of the institute since 2016,”: what comes before the first comma of a sentence, without a verb.
    fn sentence_opener(self, comma: usize) -> Option<Range<usize>> {
        let sentence = self.layout.tokens[comma].sentence;
        let same = |i: &usize| self.layout.tokens[*i].sentence == sentence;
        let start = (comma.saturating_sub(LONGEST)..comma).rev().take_while(same).last()?;
        let plain = |i: usize| self.parse.tag(i) != Tag::FiniteVerb && self.word(i) != "," && !self.reports(i);
        let opens = self.is_office(start) || self.parse.tag(start) == Tag::Determiner;
        (opens && (start..comma).all(plain)).then_some(start..comma)
    }

    /// The first token of the noun phrase that ends at `end`, without its article; `end` if none ends there.
    fn phrase_start(self, end: usize) -> usize {
        // After a preposition the name is another thing: “the office of Ida Holm”.
        let ends = |last: usize| self.is_nominal(last) || is_possessive(self.word(last));
        if !end.checked_sub(1).is_some_and(ends) {
            return end;
        }
        let mut first = end;
        let mut has_office = false;
        while first > 0 && end - first < LONGEST_BEFORE && self.continues(first - 1, end, has_office) {
            first -= 1;
            has_office |= self.is_office(first);
        }
        // The phrase starts with a noun or an adjective, not with the “of” or the “’s” that led to it, nor with an age.
        while first < end && (!self.is_nominal(first) || self.lower(first).ends_with("-year-old")) {
            first += 1;
        }
        first
    }

    /// Whether a token can be a noun or an adjective of a noun phrase.
    fn is_nominal(self, i: usize) -> bool {
        let capital = self.layout.tokens[i].capital && self.parse.tag(i) == Tag::Other;
        let nominal =
            matches!(self.parse.tag(i), Tag::Noun | Tag::ProperNoun | Tag::Adjective | Tag::Number | Tag::Verb);
        // The “’” of “the Harriers’ manager” is no word.
        let has_letters = self.word(i).contains(char::is_alphanumeric);
        (nominal || capital) && has_letters && self.layout.tokens[i].kind != TokenKind::Mark
    }

    /// Whether a token before a noun phrase that ends at `end` belongs to it.
    fn continues(self, i: usize, end: usize, has_office: bool) -> bool {
        let (token, last, lower) = (self.layout.tokens[i], self.layout.tokens[end - 1], self.lower(i));
        let inner = matches!(lower.as_str(), "of" | "and" | "for" | "to" | "american" | "muslim");
        if token.sentence != last.sentence
            || token.quotation != last.quotation
            || self.reports(i)
            || lexicon::NEVER.contains(&lower) && !inner
        {
            return false;
        }
        let before = i.checked_sub(1);
        let after_noun = before.is_some_and(|i| matches!(self.parse.tag(i), Tag::Noun | Tag::ProperNoun));
        let after_office = before.is_some_and(|i| self.is_office(i));
        match self.parse.tag(i) {
            // “Outgoing chairman”, “retired judge”.
            Tag::Verb => lower.ends_with("ing") || lower.ends_with("ed"),
            _ if is_possessive(self.word(i)) || matches!(lower.as_str(), "-" | "–" | "/" | "&") => after_noun,
            Tag::Preposition => {
                !has_office && (after_noun && matches!(lower.as_str(), "of" | "for") || after_office && lower == "to")
            }
            Tag::Conjunction => after_noun && (!has_office || after_office),
            _ => self.is_nominal(i),
        }
    }

    /// “, a former official who’s now at …” after a name.
    fn after(self, name_end: usize) -> Option<Range<usize>> {
        let sentence = self.layout.tokens.get(name_end.checked_sub(1)?)?.sentence;
        let in_sentence = |i: &usize| self.layout.tokens.get(*i).is_some_and(|token| token.sentence == sentence);
        let limit = (name_end..name_end + LONGEST).take_while(in_sentence).last().map_or(name_end, |last| last + 1);
        let mut first = name_end;
        let opener = self.word(first);
        if first >= limit {
            return None;
        }
        if opener == "(" {
            return self.bracket(first, limit);
        }
        let lead = self.lower(first);
        if matches!(lead.as_str(), "of" | "from") {
            return self.place(first, limit);
        }
        if !matches!(opener, "," | "—" | "–" | "--") {
            return None;
        }
        first = self.skip_age(first + 1, limit);
        let lead = self.lower(first);
        match lead.as_str() {
            _ if first >= limit => None,
            "who" => self.clause(first, limit),
            "whose" => None,
            "of" | "from" => self.place(first, limit),
            _ if is_party(self.word(first)) => Some(first..first + 1),
            _ => self.apposition(first, limit),
        }
    }

    /// “34,”, “aged 34,” and “MD,” before a role.
    fn skip_age(self, mut first: usize, limit: usize) -> usize {
        loop {
            let word = self.word(first);
            let age = word.starts_with(|c: char| c.is_ascii_digit());
            let degree =
                matches!(word, "MD" | "M.D." | "PhD" | "Ph.D." | "KC" | "QC" | "OBE" | "MBE" | "CBE" | "Jr." | "Jr");
            if self.lower(first) == "aged" && first + 2 < limit && self.word(first + 2) == "," {
                first += 3;
            } else if (age || degree) && first + 1 < limit && self.word(first + 1) == "," {
                first += 2;
            } else {
                return first;
            }
        }
    }

    /// “(D-Vt.)” after a name.
    fn bracket(self, open: usize, limit: usize) -> Option<Range<usize>> {
        let close = (open + 1..limit).find(|&i| self.word(i) == ")")?;
        is_party(self.word(open + 1)).then_some(open + 1..close)
    }

    /// “from Families Need Fathers”, “of the Harbor Board”.
    fn place(self, first: usize, limit: usize) -> Option<Range<usize>> {
        let capital = self.layout.tokens.get(first + 1)?.capital
            || self.lower(first + 1) == "the" && self.layout.tokens.get(first + 2).is_some_and(|token| token.capital);
        let end = self.end_of_phrase(first + 1, limit);
        let role = first..end;
        let [_, _, organization, _] = self.parse.kinds(first + 1..end);
        let known = end > first + 1 && lexicon::is_organization_word(&self.lower(end - 1));
        let named = known || organization >= LEAST_PROBABILITY || self.probability(&role) >= LEAST_PROBABILITY;
        (capital && named).then_some(role)
    }

    /// “who runs the shelter”, but not “who said”.
    fn clause(self, first: usize, limit: usize) -> Option<Range<usize>> {
        let auxiliary = lexicon::is_auxiliary(&self.lower(first + 1));
        let verb = (first + 1..limit).take(4).find(|&i| !lexicon::is_auxiliary(&self.lower(i)))?;
        if self.reports(verb) {
            return None;
        }
        let end = (first..limit).find(|&i| self.closes(i)).unwrap_or(limit);
        let role = first..end;
        // “Who has led the board” is no post of the past; `Affiliations` reads such verbs itself.
        let fits = if self.is_lenient { !auxiliary } else { self.probability(&role) >= LEAST_PROBABILITY };
        fits.then_some(role)
    }

    /// “a former official at the ministry”, up to the next comma.
    fn apposition(self, first: usize, limit: usize) -> Option<Range<usize>> {
        let lead = self.parse.tag(first);
        let named = self.is_office(first) || self.is_office(first + 1);
        let nominal = named || lead == Tag::Determiner || self.is_nominal(first) && lead != Tag::Verb;
        let nominal = nominal || lead == Tag::Verb && self.parse.tag(first + 1) == Tag::Noun;
        if !nominal || self.reports(first) {
            return None;
        }
        let end = self.end_of_phrase(first, limit);
        let role = first..end;
        // Two names side by side, or a place: “of Boston, Mass.”
        let least = if lead == Tag::Determiner { LEAST_AFTER_ARTICLE } else { LEAST_PROBABILITY };
        let noun = role.clone().any(|i| self.is_office(i)) || self.probability(&role) >= least;
        (!role.is_empty() && (noun || self.is_lenient)).then_some(role)
    }

    /// The end of a noun phrase: at a mark, or before a verb that is not in a relative clause.
    fn end_of_phrase(self, first: usize, limit: usize) -> usize {
        let mut relative = false;
        for i in first..limit {
            let lower = self.lower(i);
            relative |= matches!(lower.as_str(), "who" | "which" | "that" | "whose" | "where");
            let verb = self.parse.tag(i) == Tag::FiniteVerb && !relative;
            if self.closes(i) || verb || self.reports(i) && !relative {
                // “A former officer who responded said: …”
                return if i > first && self.word(i) == ":" && self.reports(i - 1) { i - 1 } else { i };
            }
        }
        limit
    }

    /// Whether a mark ends a role.
    fn closes(self, i: usize) -> bool {
        let quoted = self.layout.tokens[i].quotation != 0;
        quoted || matches!(self.word(i), "," | "." | ";" | "—" | "–" | "--" | ":" | "?" | "!" | "(" | ")")
    }
}

/// Whether a word before a name is polite and says nothing of a role.
fn is_honorific(lower: &str) -> bool {
    matches!(
        lower.trim_end_matches('.'),
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "mx"
            | "dr"
            | "sir"
            | "dame"
            | "lord"
            | "lady"
            | "madam"
            | "doctor"
            | "hon"
            | "the"
    )
}

/// “R-Texas”: a party and a place.
fn is_party(word: &str) -> bool {
    let mut parts = word.splitn(2, '-');
    let party = parts.next().is_some_and(|party| matches!(party, "R" | "D" | "I" | "Rep" | "Dem" | "Lab" | "Con"));
    party && parts.next().is_some_and(|place| place.starts_with(char::is_uppercase))
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s")
}
