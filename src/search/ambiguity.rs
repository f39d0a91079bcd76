//! Names in a query that fit several people.

use tantivy::query::{BooleanQuery, Occur};

use super::count::values;
use super::{Counted, Search};
use crate::error::Result;
use crate::index::schema::{self, column};
use crate::names;
use crate::query::{Field, Query};

/// A name that fits several people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguity {
    /// The name in the query.
    pub asked: String,
    /// The people it fits, with how many statements they have under the other filters, most first.
    pub people: Vec<Counted>,
}

pub(super) fn ambiguities(search: &Search<'_>, query: &Query) -> Result<Vec<Ambiguity>> {
    let mut found = Vec::new();
    for asked in query.values(Field::Speaker) {
        let mut others = query.without(Field::Speaker);
        others.require(Field::Speaker, asked)?;
        let key = names::key(asked);
        let mut people = people(search, &others)?;
        // A single word is a family name, if anyone has it as one.
        let has_family_name = |person: &Counted| names::family(&names::key(&person.name)) == key;
        if people.iter().any(has_family_name) {
            people.retain(has_family_name);
        }
        let has_full_name = |person: &Counted| !names::is_partial(&key) && names::key(&person.name) == key;
        let full_names = people.iter().filter(|person| !names::is_partial(&names::key(&person.name))).count();
        if full_names > 1 && !people.iter().any(has_full_name) {
            found.push(Ambiguity { asked: asked.to_owned(), people });
        }
    }
    Ok(found)
}

/// The people who speak in the statements that match, most statements first.
fn people(search: &Search<'_>, query: &Query) -> Result<Vec<Counted>> {
    let people = search.compiler().term(search.index.fields.speaker_kind, "person");
    let query =
        BooleanQuery::new(vec![(Occur::Must, search.compile(query, schema::STATEMENT)?), (Occur::Must, people)]);
    Ok(values::grouped_by_key(&search.values(&query, column::SPEAKER)?))
}
