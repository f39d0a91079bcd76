//! Why a query finds nothing, and what may be meant.

use rphonetic::{DoubleMetaphone, Encoder};
use strsim::damerau_levenshtein;

use super::count::values::{grouped, grouped_by_key};
use super::people::{Speaker, speakers};
use super::{Counted, Search};
use crate::error::Result;
use crate::identity::bond;
use crate::index::schema::{ARTICLE, STATEMENT, column};
use crate::names::{self, PersonName, fold};
use crate::query::{Clause, Field, Form, Query};
use crate::topic;

/// Of how many values of a field the names are looked up.
const LOOKED_UP: usize = 3;
/// How many names are suggested.
const MOST: usize = 3;
/// How many letters the sound of a word has at most.
const LONGEST_SOUND: Option<usize> = Some(16);
/// A name can differ in one letter of so many.
const LETTERS: usize = 4;

/// One sentence for each condition of a query that finds nothing on its own, with what may be meant; if each finds something, one that
/// says so.
///
/// Costs counting all names of the index.
pub(super) fn reasons(search: &Search<'_>, query: &Query, document: &'static str) -> Result<Vec<String>> {
    let mut reasons = Vec::new();
    for field in Field::ALL {
        for value in query.values(field).into_iter().take(LOOKED_UP) {
            let mut alone = Query::default();
            alone.require(field, value)?;
            if search.count(&alone, document)? == 0 {
                reasons.push(format!("no {} “{value}” here{}", noun(field), meant(search, field, value)?));
            }
        }
    }
    if let Some(reason) = outside_days(search, query)? {
        reasons.push(reason);
    }
    for (word, advice) in [("or", "write OR for either"), ("and", "leave it out"), ("not", "write NOT to exclude")] {
        if query.words().iter().any(|words| words.form == Form::Word && words.text == word) {
            reasons.push(format!("“{word}” is looked for as a word; {advice}"));
        }
    }
    let clauses = match &query.clauses[..] {
        [Clause::All(parts)] => parts,
        parts => parts,
    };
    if reasons.is_empty() && clauses.len() > 1 && clauses.iter().all(|clause| finds(search, query, clause, document)) {
        reasons.push("each condition finds something, but nothing meets all of them; leave one out".to_owned());
    }
    Ok(reasons)
}

fn finds(search: &Search<'_>, query: &Query, clause: &Clause, document: &'static str) -> bool {
    let alone = Query { clauses: vec![clause.clone()], scope: query.scope };
    search.count(&alone, document).is_ok_and(|count| count > 0)
}

/// The sentence for days that no article has.
fn outside_days(search: &Search<'_>, query: &Query) -> Result<Option<String>> {
    let is_day = |clause: &&Clause| matches!(clause, Clause::Since(_) | Clause::Until(_) | Clause::Date(_));
    let days: Vec<Clause> = query.clauses.iter().filter(is_day).cloned().collect();
    if days.is_empty() || search.count(&Query { clauses: days, ..Query::default() }, ARTICLE)? > 0 {
        return Ok(None);
    }
    let months = search.values(search.compile(&Query::default(), STATEMENT)?.as_ref(), column::MONTH)?;
    let ends = months.first().zip(months.last()).map(|((first, _), (last, _))| match first == last {
        true => format!("; all are from {first}"),
        false => format!("; they are from {first} to {last}"),
    });
    Ok(Some(format!("no article here has a date in these days{}", ends.unwrap_or_default())))
}

/// What a value of a field is called.
fn noun(field: Field) -> &'static str {
    match field {
        Field::Speaker | Field::SpeakerPossible => "speaker",
        Field::About => "statement about",
        Field::Org | Field::OrgSaid | Field::OrgRole | Field::OrgFormer | Field::OrgMentioned => "organization",
        Field::Outlet => "outlet",
        Field::Author => "author",
        Field::Topic => "article on",
        other => other.name(),
    }
}

/// What may be meant by a value that nothing has.
fn meant(search: &Search<'_>, field: Field, value: &str) -> Result<String> {
    if field == Field::Topic {
        return Ok(broader(search, value)?.unwrap_or_default());
    }
    let all = search.compile(&Query::default(), STATEMENT)?;
    let counted = match field {
        Field::Speaker | Field::SpeakerPossible | Field::About => {
            return Ok(did_you_mean(value, forms(speakers(search, all.as_ref())?)));
        }
        Field::Org | Field::OrgSaid | Field::OrgRole | Field::OrgFormer | Field::OrgMentioned => {
            grouped_by_key(&search.values(all.as_ref(), column::ORGANIZATION)?)
        }
        Field::Outlet => grouped(search.values(all.as_ref(), column::OUTLET)?, names::known_outlet_key),
        Field::Author => grouped_by_key(&search.values(all.as_ref(), column::AUTHOR)?),
        _ => return Ok(String::new()),
    };
    Ok(did_you_mean(value, counted.into_iter().map(|counted| (counted.name.clone(), counted))))
}

/// Each form of a speaker's name, with the speaker.
fn forms(speakers: Vec<Speaker>) -> impl Iterator<Item = (String, Counted)> {
    speakers.into_iter().flat_map(|Speaker { name, count, forms, .. }| {
        let names: Vec<String> = forms.into_iter().map(|form| form.name).chain([name.clone()]).collect();
        names.into_iter().map(move |form| (form, Counted { name: name.clone(), count }))
    })
}

/// The names with the forms that are most like one.
fn did_you_mean(value: &str, forms: impl Iterator<Item = (String, Counted)>) -> String {
    let near = nearest(value, forms);
    if near.is_empty() {
        return String::new();
    }
    let named: Vec<String> = near.iter().map(|near| format!("{} ({})", near.name, near.count)).collect();
    format!("; did you mean {}?", named.join(", "))
}

/// The nearest broader topic that articles have, of a topic that none has.
fn broader(search: &Search<'_>, value: &str) -> Result<Option<String>> {
    let Some(concept) = topic::named(value) else { return Ok(None) };
    for code in topic::upward(&concept.code).skip(1) {
        let mut query = Query::default();
        query.require(Field::Topic, code)?;
        let count = search.count(&query, STATEMENT)?;
        if let Some(broader) = topic::concept(code).filter(|_| count > 0) {
            return Ok(Some(format!("; the broader topic “{}” has {count} statements", broader.label)));
        }
    }
    Ok(None)
}

/// The names that are most like one, best first; equally like ones by count.
fn nearest(value: &str, forms: impl Iterator<Item = (String, Counted)>) -> Vec<Counted> {
    let mut near: Vec<(usize, Counted)> =
        forms.filter_map(|(form, counted)| Some((difference(value, &form)?, counted))).collect();
    near.sort_by(|one, other| {
        one.0.cmp(&other.0).then(other.1.count.cmp(&one.1.count)).then(one.1.name.cmp(&other.1.name))
    });
    let mut best: Vec<Counted> = Vec::new();
    for (_, counted) in near {
        if best.len() < MOST && !best.contains(&counted) {
            best.push(counted);
        }
    }
    best
}

/// How much two names differ, if one may be a slip for the other: in a few letters, in sound alone, or in the order of their parts. A
/// single word is compared with each word of the other.
fn difference(asked: &str, name: &str) -> Option<usize> {
    if bond(&PersonName::of(asked), &PersonName::of(name)).is_some() {
        return Some(1);
    }
    let (asked, name) = (words(asked), words(name));
    let (one, other) = (asked.join(" "), name.join(" "));
    let near = |one: &str, other: &str| {
        let distance = damerau_levenshtein(one, other);
        (distance <= one.chars().count().div_ceil(LETTERS)).then_some(distance)
    };
    if let Some(distance) = near(&one, &other) {
        return Some(2 * distance);
    }
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort();
        words
    };
    if sorted(&asked) == sorted(&name) || sounds_alike(&asked, &name) {
        return Some(1);
    }
    let [only] = &asked[..] else { return None };
    let of_word = |word: &String| {
        let alike = sounds_alike(std::slice::from_ref(only), std::slice::from_ref(word)).then_some(1);
        near(only, word).filter(|_| word.chars().count() > 3).map(|distance| 2 * distance + 1).or(alike)
    };
    name.iter().filter_map(of_word).min()
}

fn words(name: &str) -> Vec<String> {
    fold(name).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether all words sound alike, by Double Metaphone (Lawrence Philips, 2000).
fn sounds_alike(one: &[String], other: &[String]) -> bool {
    let sounds = DoubleMetaphone::new(LONGEST_SOUND);
    let alike = |(one, other): (&String, &String)| {
        let (one, other) = (sounds.encode(one), sounds.encode(other));
        one == other && one.len() > 1
    };
    one.len() == other.len() && one.iter().zip(other).all(alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_understood() {
        for (asked, name) in [
            ("Hilary Clinten", "Hillary Clinton"),
            ("Clinton Hillary", "Hillary Clinton"),
            ("Clinton, Hillary", "Hillary Clinton"),
            ("castelane", "Noémie Castellane"),
            ("Jon Smyth", "John Smith"),
            ("Habour Board", "Harbor Board"),
            ("Jack Smith", "John Smith"),
        ] {
            assert!(difference(asked, name).is_some(), "{asked}");
        }
        for (asked, name) in [("Ida Holm", "Otto Wren"), ("Holm", "Hill"), ("xyz", "Ida Holm")] {
            assert!(difference(asked, name).is_none(), "{asked}");
        }
    }
}
