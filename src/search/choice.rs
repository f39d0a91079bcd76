//! The one person that a name in a query clearly means, among those who have it.

use super::count::values::ValueCounts;
use super::people::{Speaker, speakers};
use super::who::{EXACTLY, Who};
use super::{Counted, Facet, Search};
use crate::error::Result;
use crate::index::schema::STATEMENT;
use crate::names::PersonName;
use crate::query::{Field, Query};

/// A family name alone means a person with this share of the statements.
const CLEAR: f64 = 0.9;
/// Of how many people the role, the outlets and the time are looked up.
const DESCRIBED: usize = 12;

/// A name in a query that several people have, or nobody.
#[derive(Clone, Debug, PartialEq)]
pub struct NameChoice {
    /// The name in the query.
    pub asked: String,
    /// Whether the first of the people is clearly meant.
    pub is_clear: bool,
    /// Whether nobody has the name itself.
    pub is_related: bool,
    /// The people, most statements first; if nobody has the name, those with a related one. Under the other conditions of the query each has one at least.
    pub people: Vec<Candidate>,
}

/// One of the people who have a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The usual name.
    pub name: String,
    /// What finds this person alone as the value of a query: the full name, the id, or the name after `=`.
    pub value: String,
    /// How many statements.
    pub count: u64,
    /// The commonest role; with the outlets and the months, only for a dozen people who are described.
    pub role: Option<String>,
    /// The outlets that print them, most first.
    pub outlets: Vec<String>,
    /// The first and the last month.
    pub months: Option<(String, String)>,
}

pub(super) fn choices(search: &Search<'_>, query: &Query) -> Result<Vec<NameChoice>> {
    let mut asked = query.values(Field::Speaker);
    asked.sort_unstable();
    asked.dedup();
    let choices = asked.into_iter().map(|asked| choice(search, query, asked));
    Ok(choices.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// Whether several people have the name of a speaker in a query.
pub(super) fn is_ambiguous(search: &Search<'_>, query: &Query) -> Result<bool> {
    let counts: Result<Vec<usize>> =
        query.values(Field::Speaker).into_iter().map(|asked| Ok(who(search, asked)?.len())).collect();
    Ok(counts?.into_iter().any(|people| people > 1))
}

/// The outlets of each name of an outlet in a query that fits several, most statements first.
pub(super) fn outlets(search: &Search<'_>, query: &Query) -> Result<Vec<(String, Vec<Counted>)>> {
    let mut several = Vec::new();
    for asked in query.values(Field::Outlet) {
        let mut alone = Query::default();
        alone.require(Field::Outlet, asked)?;
        let outlets = search.list(&alone, Facet::Outlets)?;
        if outlets.len() > 1 {
            several.push((asked.to_owned(), outlets));
        }
    }
    Ok(several)
}

/// The people who have a name, or a related one if nobody has it; `None` if one person has it, or nobody is near.
fn choice(search: &Search<'_>, query: &Query, asked: &str) -> Result<Option<NameChoice>> {
    let name = PersonName::of(asked);
    let own = who(search, asked)?;
    let is_related = own.is_empty() && !name.is_bare();
    let all = match is_related {
        true => search.index.guarded(|| Ok(search.compiler().related(&name, |_| true)))?,
        false => own,
    };
    if all.is_empty() || all.len() < 2 && !is_related {
        return Ok(None);
    }
    let narrowed = query.without(Field::Speaker);
    let compiled = search.statements_of(&narrowed, &all)?;
    let speakers: Vec<Speaker> =
        speakers(search, compiled.as_ref())?.into_iter().filter(|speaker| all.contains(&speaker.who)).collect();
    if speakers.is_empty() || speakers.len() < 2 && !is_related {
        return Ok(None);
    }
    let sum: u64 = speakers.iter().map(|speaker| speaker.count).sum();
    let is_family = || search.compiler().has_family_name(&speakers[0].who, &name);
    let is_clear = is_related && speakers.len() == 1
        || name.is_bare() && speakers[0].count as f64 >= CLEAR * sum as f64 && is_family();
    let people = speakers.iter().map(|speaker| candidate(search, speaker)).collect::<Result<Vec<Candidate>>>()?;
    Ok(Some(NameChoice { asked: asked.to_owned(), is_clear, is_related, people }))
}

/// Everybody whose name it is.
fn who(search: &Search<'_>, name: &str) -> Result<Vec<Who>> {
    search.index.guarded(|| Ok(search.compiler().asked(name)))
}

fn candidate(search: &Search<'_>, speaker: &Speaker) -> Result<Candidate> {
    let by_name = who(search, &speaker.name)?;
    let value = match &speaker.who {
        _ if by_name == [speaker.who.clone()] => speaker.name.clone(),
        Who::Entry(_) => speaker.who.id(search.people()),
        Who::Name(_) | Who::Organization(_) => format!("{EXACTLY}{}", speaker.name),
    };
    let (name, count) = (speaker.name.clone(), speaker.count);
    Ok(Candidate { name, value, count, role: None, outlets: Vec::new(), months: None })
}

/// Adds to the first dozen people role, outlets and months.
pub(super) fn describe_all(search: &Search<'_>, query: &Query, choice: &mut NameChoice) -> Result<()> {
    let others = query.without(Field::Speaker);
    choice.people.iter_mut().take(DESCRIBED).try_for_each(|person| describe(search, &others, person))
}

/// Adds role, outlets and months, reprints included.
fn describe(search: &Search<'_>, query: &Query, person: &mut Candidate) -> Result<()> {
    let mut query = query.clone();
    query.require(Field::Speaker, &person.value)?;
    let compiled = search.compile(&query, STATEMENT)?;
    let names = |facet: Facet| -> Result<Vec<String>> {
        let counts = facet.grouped(search.run(compiled.as_ref(), &ValueCounts::of(facet.column()))?);
        Ok(counts.into_iter().map(|counted| counted.name).collect())
    };
    person.role = names(Facet::Roles)?.into_iter().next();
    person.outlets = names(Facet::Outlets)?;
    let months = names(Facet::Months)?;
    person.months = months.first().cloned().zip(months.last().cloned());
    Ok(())
}
