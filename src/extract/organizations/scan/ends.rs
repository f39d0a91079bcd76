//! Where the name of an organization begins and ends: “Department of Health and Human Services”.

use std::ops::Range;

use super::{Named, Scan};
use crate::extract::lexicon;
use crate::extract::organizations::kind::Kind;
use crate::extract::people::countries;
use crate::word_set::WordSet;

/// Words whose name continues after “of” or “for”: “Department of Waterways”, “Citizens for Tax Justice”.
pub(super) static GO_ON: WordSet = WordSet::new(&[
    "department", "ministry", "office", "university", "college", "school", "academy", "bank", "board", "bureau",
    "court", "courts", "house", "church", "council", "committee", "commission", "institute", "institution", "center",
    "centre", "association", "federation", "union", "league", "society", "alliance", "coalition", "agency",
    "authority", "fund", "foundation", "museum", "library", "party", "parliament", "assembly", "senate", "chamber",
    "order", "brotherhood", "workers", "friends", "citizens", "doctors", "mothers", "veterans", "sons", "daughters",
    "conference", "confederation", "organization", "organisation", "campaign", "service", "administration",
    "institutes", "centers", "trust", "guild", "company", "press", "reserve", "movement", "front", "network",
    "project",
]);
/// Plurals before “’ Union” and the like.
static OWNERS: WordSet = WordSet::new(&[
    "workers", "teachers", "farmers", "nurses", "women", "children", "people", "veterans", "students", "drivers",
    "fishermen", "miners", "doctors", "actors", "writers", "players", "lawyers", "employers", "employees", "tenants",
    "residents", "parents", "girls", "boys", "men", "firefighters", "officers", "growers", "pilots", "king", "queen",
    "moody", "lloyd", "sotheby", "christie", "mcdonald", "macy", "wendy", "domino", "levi", "kellogg", "sainsbury",
    "sheriff", "general", "governor", "mayor", "coroner", "prosecutor", "attorney", "minister",
]);
impl Scan<'_, '_, '_> {
    /// The end of a name that continues with “of”, “for”, “&” or “and”, or with “Inc.” after a comma.
    pub(super) fn name_end(&self, run: Range<usize>, limit: usize) -> usize {
        let mut end = run.end;
        loop {
            let word = self.word(end);
            let head = self.lower(end - 1);
            let of = matches!(word, "of" | "for" | "on") && GO_ON.contains(&head);
            let reclaim =
                word == "to" && matches!(&*head, "alliance" | "coalition" | "committee" | "campaign" | "citizens");
            let article = usize::from(matches!(self.word(end + 1), "the" | "our"));
            let mut next = end + 1 + article;
            // “Court of Appeals for the 6th Circuit”
            next +=
                usize::from(self.word(next).starts_with(|c: char| c.is_ascii_digit()) && self.capital(next + 1, limit));
            if (of || reclaim) && self.capital(next, limit) && !self.is_small(next) {
                end = self.run_end(next, limit);
                // “Department of Health and Human Services”
                let more = self.word(end) == "and" && self.capital(end + 1, limit) && !self.is_small(end + 1);
                if more && !(self.is_person)(end + 1) {
                    let after = self.run_end(end + 1, limit);
                    let other = Kind::of_head(&self.lower(after - 1)).is_some_and(|kind| kind != Kind::named("agency"));
                    if !other && !self.starts_clause(after) {
                        end = after;
                    }
                }
            } else if word == "," && matches!(self.word(end + 1), "Inc." | "Inc" | "Ltd." | "Ltd" | "LLC" | "LLP") {
                end += 2;
            } else if matches!(word, "corp" | "inc" | "ltd" | "plc" | "co") && end < limit {
                end += 1;
            } else if matches!(word, "’" | "'" | "’s" | "'s")
                && end + 1 < limit
                && (OWNERS.contains(head.trim_end_matches('\''))
                    || self.is_saint(run.start, end)
                    || self.is_of_many(end, limit))
                && self.capital(end + 1, limit)
                && !(self.is_person)(end + 1)
            {
                end = self.run_end(end + 1, limit);
            } else {
                return end;
            }
        }
    }

    /// “Insurers’ Association”: an apostrophe after a plural, and a noun for an organization.
    pub(super) fn is_of_many(&self, mark: usize, limit: usize) -> bool {
        let plural = self.lower(mark - 1).ends_with('s') && matches!(self.word(mark), "’" | "'");
        plural
            && self.capital(mark + 1, limit)
            && Kind::of_head(&self.lower(self.run_end(mark + 1, limit) - 1)).is_some()
    }

    pub(super) fn is_saint(&self, start: usize, end: usize) -> bool {
        (start..end).any(|i| matches!(self.word(i), "St." | "St" | "Saint"))
    }

    /// Whether a verb follows, so that the words before are the subject of another clause.
    pub(super) fn starts_clause(&self, at: usize) -> bool {
        lexicon::is_auxiliary(self.word(at)) || matches!(self.word(at), "said" | "says")
    }

    /// The first token of a name that begins before “and”: “the Food and Drug Administration”.
    pub(super) fn joined_before(&self, start: usize, end: usize, limit: usize, named: &[Named]) -> usize {
        if start < limit + 2 || self.word(start - 1) != "and" || !self.capital_at(start - 2) {
            return start;
        }
        let head = self.lower(end - 1);
        let joins = Kind::of_head(&head).is_some_and(|kind| {
            end - start > 1 && ![Kind::named("company"), Kind::named("bank"), Kind::named("media")].contains(&kind)
                || matches!(&*head, "company" | "commission" | "administration")
        });
        let mut first = start - 2;
        while first > limit && self.capital_at(first - 1) && !self.is_small(first - 1) {
            first -= 1;
        }
        let before = first.checked_sub(1).filter(|i| *i >= limit).map_or("", |i| self.word(i));
        let led = matches!(before, "the" | "The") || first > limit && self.is_small(first - 1) || start - 1 - first > 1;
        let part = first..start - 1;
        let free = !part.clone().any(|i| (self.is_person)(i))
            && !countries::is_country(self.words(part.clone()))
            && named.last().is_none_or(|last| last.tokens.end <= first);
        if joins && led && free && !self.is_small(first) { first } else { start }
    }

    /// The token after the capitalized words that begin at `first`; “&” joins them.
    pub(super) fn run_end(&self, first: usize, limit: usize) -> usize {
        let mut end = first + 1;
        loop {
            let joined = self.word(end) == "&" && self.capital(end + 1, limit);
            if self.starts_sentence(end) || !(self.capital(end, limit) || joined) || self.word(end) == "I" {
                return end.min(limit);
            }
            end += 1 + usize::from(joined);
        }
    }
}
