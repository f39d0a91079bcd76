//! One speaker: names and roles that outlets gave, when, where and about what he or she spoke, and in which words.

use std::collections::BTreeMap;

use serde::Serialize;

use super::count::grouped;
use super::read::Told;
use super::tally::counts;
use super::{Counted, Facet, Page, Search, Sort, StatementHit};
use crate::contract::StatementJson;
use crate::error::Result;
use crate::index::schema;
use crate::names;
use crate::query::{Clause, Query};

/// A statement less sure than this is counted apart.
pub const UNCERTAIN: f32 = 0.6;
/// How many statements are read for names, roles and reporting words: the newest.
const READ: usize = 5_000;
/// How many of the latest and of the most reprinted words are given.
const SHOWN: usize = 3;

/// A speaker, as the statements that match tell.
#[derive(Clone, Debug, Serialize)]
pub struct Profile {
    /// The name, in its commonest form.
    pub name: String,
    /// How many statements, each printing of a story on its own.
    pub statements: usize,
    /// How many of them the extractor is not sure of.
    pub uncertain: usize,
    /// What the texts call the speaker where they report, the commonest first.
    pub forms: Vec<Counted>,
    /// The roles that outlets gave, each with its first and last day and who gave it, the latest first.
    pub roles: Vec<Role>,
    /// Statements by month, `2016-03`; those without a date are not counted.
    pub months: BTreeMap<String, u64>,
    /// By outlet.
    pub outlets: Vec<Counted>,
    /// By topic of the article.
    pub topics: Vec<Counted>,
    /// By organization in any relation.
    pub organizations: Vec<Counted>,
    /// By the word that reports.
    pub cues: Vec<Counted>,
    /// The latest words.
    pub latest: Vec<StatementHit>,
    /// The words that most articles print, where several do.
    pub reprinted: Vec<StatementHit>,
}

/// A role that outlets gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Role {
    /// In the words of the text.
    pub role: String,
    /// The first and the last day.
    pub first: Option<String>,
    /// The last day.
    pub last: Option<String>,
    /// Who gave it.
    pub outlets: Vec<String>,
}

impl Search<'_> {
    /// What the statements that match tell of who speaks in them; ask for one speaker.
    ///
    /// Costs a reading of each statement, 5,000 at most, and of its article.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn profile(&self, query: &Query) -> Result<Option<Profile>> {
        let page = Page { sort: Sort::Newest, limit: READ, offset: 0 };
        let (_, places) = self.places(query, schema::STATEMENT, page)?;
        let mut gathered = Gathered::default();
        self.told(places, Fact::of)?.into_iter().for_each(|fact| gathered.add(fact));
        let Some(name) = grouped(gathered.names, names::key).into_iter().next() else { return Ok(None) };
        let mut roles: Vec<Role> = gathered.roles.into_values().collect();
        roles.sort_by(|one, other| other.last.cmp(&one.last));
        let mut sure = query.clone();
        sure.clauses.push(Clause::Confidence(UNCERTAIN.to_string().parse()?));
        let found = self.statements(&sure, Page { limit: 200, ..page })?.hits;
        let mut reprinted: Vec<StatementHit> = found.iter().filter(|hit| !hit.also.is_empty()).cloned().collect();
        reprinted.sort_by_key(|hit| std::cmp::Reverse(hit.also.len()));
        reprinted.truncate(SHOWN);
        let tallies = self.tallies(&sure, &[Facet::Outlets, Facet::Topics, Facet::Organizations])?;
        Ok(Some(Profile {
            name: name.name,
            statements: gathered.statements,
            uncertain: gathered.uncertain,
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
}

/// What one statement tells of its speaker.
struct Fact {
    statement: StatementJson,
    mention: Option<String>,
    cue: Option<String>,
    day: Option<String>,
    outlet: Option<String>,
}

impl Fact {
    fn of(told: Told<'_>) -> Self {
        let Told { statement, article, selectors, .. } = told;
        let text = |span: Option<[usize; 2]>| span.map(|span| selectors.points().bytes(span).of(&article.body));
        Self {
            mention: text(statement.mention).map(str::to_owned),
            cue: text(statement.cue).map(str::to_lowercase),
            day: article.head.date.as_deref().and_then(|date| date.get(..10)).map(str::to_owned),
            outlet: article.head.outlet.clone(),
            statement,
        }
    }
}

/// What is counted of the statements that are sure.
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
        let Fact { statement, mention, cue, day, outlet } = fact;
        self.statements += 1;
        if statement.confidence < UNCERTAIN {
            self.uncertain += 1;
            return;
        }
        let count = |counts: &mut BTreeMap<String, u64>, name: &str| *counts.entry(name.to_owned()).or_default() += 1;
        count(&mut self.names, statement.speaker.as_deref().unwrap_or_default());
        // “He” is no form of the name.
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
        if let Some(role) = &statement.role {
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
