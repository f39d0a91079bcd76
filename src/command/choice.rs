//! The one person that a name on the command line means.

use crate::query::Query;
use crate::render::clean;
use crate::search::{Candidate, NameChoice, Search};
use crate::{Error, ErrorKind};

use super::say;
use crate::cli::NameArgs;

/// How many of the others are named in one line.
const NAMED: usize = 4;
/// How many people are listed.
const LISTED: usize = 30;

/// A query whose names mean one person each.
pub(super) struct Chosen {
    pub(super) query: Query,
    /// Whether a name is also somebody else's.
    pub(super) is_ambiguous: bool,
}

/// Narrows each name of a speaker to the person who is clearly meant, and says who else has it. `None` if nobody is: then it lists the
/// people.
pub(super) fn choose(search: &Search<'_>, query: Query, names: NameArgs) -> anyhow::Result<Option<Chosen>> {
    choose_at("", search, query, names)
}

/// The same for a query at a place that each message names: a line of a file.
pub(super) fn choose_at(
    place: &str,
    search: &Search<'_>,
    query: Query,
    names: NameArgs,
) -> anyhow::Result<Option<Chosen>> {
    let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
    for (asked, outlets) in search.outlets_meant(&query)? {
        let named: Vec<String> = outlets.iter().map(|outlet| format!("{} ({})", outlet.name, outlet.count)).collect();
        say(&format!("{place}“{asked}” is part of the name of {} outlets: {}", outlets.len(), named.join(", ")));
    }
    if names.any {
        let is_ambiguous = search.is_ambiguous(&query)?;
        return Ok(Some(Chosen { query, is_ambiguous }));
    }
    let choices = search.choices(&query)?;
    let mut chosen = Chosen { query, is_ambiguous: choices.iter().any(|choice| choice.people.len() > 1) };
    let open = choices.iter().filter(|choice| !choice.is_clear).count();
    for choice in &choices {
        match names.pick {
            Some(number) if open < 2 && !(choice.is_clear && open > 0) => {
                let person = number.checked_sub(1).and_then(|place| choice.people.get(place)).ok_or_else(|| {
                    let what = format!(
                        "“{}” fits {} people, and none has the number {number}",
                        choice.asked,
                        choice.people.len()
                    );
                    Error::new(ErrorKind::Query, what, "ask without --pick to see the list")
                })?;
                chosen.query = chosen.query.with_speaker(&choice.asked, &person.value);
            }
            _ if choice.is_clear && choice.is_related => {
                let first = &choice.people[0];
                say(&format!("{place}nobody is called “{}” here; taken as {}", choice.asked, first.name));
                chosen.query = chosen.query.with_speaker(&choice.asked, &first.value);
            }
            _ if choice.is_clear => {
                let (first, others) = (&choice.people[0], &choice.people[1..]);
                say(&format!(
                    "{place}“{}” is taken as {}; others: {}; ask for one by the whole name or with --pick",
                    choice.asked,
                    first.name,
                    people(others),
                ));
                chosen.query = chosen.query.with_speaker(&choice.asked, &first.value);
            }
            _ => {}
        }
    }
    let is_open = open > 0 && (names.pick.is_none() || open > 1);
    if is_open {
        for mut choice in choices.into_iter().filter(|choice| !choice.is_clear) {
            search.describe(&chosen.query, &mut choice)?;
            list(&place, &choice);
        }
        return Ok(None);
    }
    Ok(Some(chosen))
}

/// People with their counts, in one line.
fn people(people: &[Candidate]) -> String {
    let mut named: Vec<String> =
        people.iter().take(NAMED).map(|person| format!("{} ({})", person.name, person.count)).collect();
    if people.len() > NAMED {
        named.push(format!("and {} more", people.len() - NAMED));
    }
    named.join(", ")
}

/// Lists the people of a name, each with a number, role, outlets and months.
fn list(place: &str, choice: &NameChoice) {
    let fits = if choice.is_related { "can be a name of" } else { "fits" };
    say(&format!("{place}“{}” {fits} {} people:", choice.asked, choice.people.len()));
    let digits = choice.people.len().min(LISTED).to_string().len();
    let counts = choice.people.first().map_or(1, |most| most.count.to_string().len());
    for (number, person) in (1..).zip(choice.people.iter().take(LISTED)) {
        let facts: Vec<String> = [person.role.clone(), outlets(person), months(person)].into_iter().flatten().collect();
        let facts = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join("; ")) };
        say(&format!("  {number:>digits$}. {:>counts$}  {}{}", person.count, clean(&person.name), clean(&facts)));
    }
    if choice.people.len() > LISTED {
        say(&format!("  and {} more", choice.people.len() - LISTED));
    }
    let first = choice.people.first().map_or("", |person| person.value.as_str());
    say(&format!("ask for one by the whole name (\"{first}\") or with --pick 1; --any mixes them"));
}

/// The outlets of a person: the first two, and how many more.
fn outlets(person: &Candidate) -> Option<String> {
    let more = person.outlets.len().saturating_sub(2);
    let named = person.outlets.iter().take(2).cloned().collect::<Vec<_>>().join(", ");
    match (named.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(named),
        (false, more) => Some(format!("{named} and {more} more")),
    }
}

/// The months of a person: “2016-03 to 2016-10”.
fn months(person: &Candidate) -> Option<String> {
    let (first, last) = person.months.as_ref()?;
    Some(if first == last { first.clone() } else { format!("{first} to {last}") })
}
