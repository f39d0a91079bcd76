//! The profile of a speaker: names and roles, when, where and about what they spoke, and their latest words.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Facet;
use super::tally::{counts, tallies};
use super::values::grouped;
use crate::error::Result;
use crate::extract::Finding;
use crate::index::schema;
use crate::names;
use crate::query::{Clause, Query};
use crate::search::answer::page;
use crate::search::answer::read::{Found, each_statement};
use crate::search::{Counted, Page, Search, Sort, StatementHit};
use crate::text::Span;

/// A statement with less confidence is counted as uncertain.
pub(crate) const UNCERTAIN: f32 = 0.6;
/// How many of the newest statements are read for names, roles and reporting verbs.
const READ: usize = 5_000;
/// How many of the newest hits the most reprinted ones are taken from.
const RANKED: usize = 200;
/// How many of the latest and of the most reprinted hits are returned.
const SHOWN: usize = 3;

/// A speaker, according to the statements that match.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    /// The name, in its commonest form.
    pub name: String,
    /// How many statements were read, at most 5,000.
    pub statements: usize,
    /// How many of them are uncertain.
    pub uncertain: usize,
    /// How many more may be the speaker's: their source can be one of several people.
    pub possible: usize,
    /// The names that articles use for the speaker, the commonest first.
    pub forms: Vec<Counted>,
    /// Roles, each with its first and last day and the outlets, the latest first.
    pub roles: Vec<Role>,
    /// Statements by month, `2016-03`; without those that have no date.
    pub months: BTreeMap<String, u64>,
    /// By outlet.
    pub outlets: Vec<Counted>,
    /// By topic of the article.
    pub topics: Vec<Counted>,
    /// By organization in any relation.
    pub organizations: Vec<Counted>,
    /// By reporting verb.
    pub cues: Vec<Counted>,
    /// The latest statements.
    pub latest: Vec<StatementHit>,
    /// The statements with the most reprints.
    pub reprinted: Vec<StatementHit>,
}

/// A role, in the words of some outlets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Role {
    /// In the words of the text.
    pub role: String,
    /// The first day.
    pub first: Option<String>,
    /// The last day.
    pub last: Option<String>,
    /// The outlets that reported it.
    pub outlets: Vec<String>,
}

pub(in crate::search) fn profile(search: &Search<'_>, query: &Query) -> Result<Option<Profile>> {
    let newest = Page { sort: Sort::Newest, limit: READ, offset: 0 };
    let (_, places) = page::places(search, query, schema::STATEMENT, newest)?;
    let mut gathered = Gathered::default();
    each_statement(search, places, Fact::of)?.into_iter().for_each(|fact| gathered.add(fact));
    let Some(name) = grouped(gathered.names, names::key).into_iter().next() else { return Ok(None) };
    let mut roles: Vec<Role> = gathered.roles.into_values().collect();
    roles.sort_by(|one, other| other.last.cmp(&one.last));
    let mut sure = query.clone();
    sure.clauses.push(Clause::Confidence(UNCERTAIN.to_string().parse()?));
    let found = search.statements(&sure, Page { limit: RANKED, ..newest })?.hits;
    let mut reprinted: Vec<StatementHit> = found.iter().filter(|hit| !hit.also.is_empty()).cloned().collect();
    reprinted.sort_by_key(|hit| std::cmp::Reverse(hit.also.len()));
    reprinted.truncate(SHOWN);
    let possible = query.of_possible_speakers().map_or(Ok(0), |possible| search.count_statements(&possible))?;
    let tallies = tallies(search, &sure, &[Facet::Outlets, Facet::Topics, Facet::Organizations])?;
    Ok(Some(Profile {
        name: name.name,
        statements: gathered.statements,
        uncertain: gathered.uncertain,
        possible,
        forms: grouped(gathered.forms, str::to_owned),
        roles,
        months: gathered.months,
        outlets: counts(&tallies, Facet::Outlets).to_vec(),
        topics: counts(&tallies, Facet::Topics).to_vec(),
        organizations: counts(&tallies, Facet::Organizations).to_vec(),
        cues: grouped(gathered.cues, str::to_owned),
        latest: found.iter().take(SHOWN).cloned().collect(),
        reprinted,
    }))
}

/// One statement, and how its article reports it.
struct Fact {
    finding: Finding,
    mention: Option<String>,
    cue: Option<String>,
    day: Option<String>,
    outlet: Option<String>,
}

impl Fact {
    fn of(found: Found<'_>) -> Self {
        let Found { finding, extraction, .. } = found;
        let article = &extraction.article;
        let text = |span: Option<Span>| span.map(|span| span.of(&article.body));
        Self {
            mention: text(finding.source().mention).map(str::to_owned),
            cue: text(finding.cue()).map(str::to_lowercase),
            day: article.published.map(|published| published.day().to_string()),
            outlet: article.outlet.clone(),
            finding,
        }
    }
}

/// Counts of the statements that are not uncertain.
#[derive(Default)]
struct Gathered {
    statements: usize,
    uncertain: usize,
    names: BTreeMap<String, u64>,
    forms: BTreeMap<String, u64>,
    cues: BTreeMap<String, u64>,
    months: BTreeMap<String, u64>,
    roles: BTreeMap<String, Role>,
}

impl Gathered {
    fn add(&mut self, fact: Fact) {
        let Fact { finding, mention, cue, day, outlet } = fact;
        self.statements += 1;
        if finding.confidence().all() < UNCERTAIN {
            self.uncertain += 1;
            return;
        }
        let count = |counts: &mut BTreeMap<String, u64>, name: &str| *counts.entry(name.to_owned()).or_default() += 1;
        count(&mut self.names, finding.source().speaker.as_deref().unwrap_or_default());
        // A pronoun is not a form of the name.
        if let Some(mention) = mention.filter(|mention| mention.contains(char::is_uppercase)) {
            let words = mention.split_whitespace().collect::<Vec<_>>().join(" ");
            if !["He", "She", "It", "They", "I", "Who", "We"].contains(&words.as_str()) {
                count(&mut self.forms, &words);
            }
        }
        cue.into_iter().for_each(|cue| count(&mut self.cues, &cue));
        if let Some(month) = day.as_deref().and_then(|day| day.get(..7)) {
            count(&mut self.months, month);
        }
        if let Some(role) = &finding.source().role {
            self.add_role(role, day, outlet.as_deref());
        }
    }

    fn add_role(&mut self, text: &str, day: Option<String>, outlet: Option<&str>) {
        let new = || Role { role: text.to_owned(), first: day.clone(), last: day.clone(), outlets: Vec::new() };
        let role = self.roles.entry(names::outlet_key(text)).or_insert_with(new);
        role.first = [role.first.take(), day.clone()].into_iter().flatten().min();
        role.last = [role.last.take(), day].into_iter().flatten().max();
        if let Some(outlet) = outlet.filter(|outlet| !role.outlets.iter().any(|known| known == outlet)) {
            role.outlets.push(outlet.to_owned());
        }
    }
}
