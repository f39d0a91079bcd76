//! Parses `names.toml`.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use toml::Spanned;

use super::Names;
use super::across::{AcrossArchive, pairs};
use super::fault::Fault;
use super::rename::Renames;
use super::split::{Split, Written};
use crate::error::Result;
use crate::extract::organization_key;
use crate::names::{self, PersonName, fold};

type Table = BTreeMap<Spanned<String>, Spanned<String>>;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Tables {
    person: Table,
    organization: Table,
    drop: Dropped,
    split: Vec<Written>,
    nicknames: BTreeMap<String, String>,
    apart: Vec<Apart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Apart {
    names: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Dropped {
    people: Vec<Spanned<String>>,
    organizations: Vec<Spanned<String>>,
}

impl Names {
    pub(super) fn parse(text: &str) -> Result<Self> {
        Self::understood(text).map_err(|fault| fault.in_text(text))
    }

    fn understood(text: &str) -> Result<Self, Fault> {
        let failed = |error: toml::de::Error| Fault::of_toml(&error);
        let tables: Tables = toml::from_str(text).map_err(failed)?;
        let renamed = tables.person.iter();
        let renamed = renamed.map(|(old, new)| (PersonName::of(old.get_ref()).key(), new.get_ref().trim().to_owned()));
        let across = AcrossArchive {
            renamed: renamed.collect(),
            nicknames: tables
                .nicknames
                .iter()
                .map(|(short, formal)| (fold(short.trim()), fold(formal.trim())))
                .collect(),
            apart: tables.apart.iter().flat_map(|apart| pairs(&apart.names)).collect(),
        };
        let mut people = Renames::new(person_key, &in_order(tables.person), &tables.drop.people)?;
        let organizations = Renames::new(body_key, &in_order(tables.organization), &tables.drop.organizations)?;
        let mut splits = Vec::new();
        for written in &tables.split {
            let another = people.add(&written.another)?;
            splits.push(Split::new(written, another, &people, &organizations)?);
        }
        let names: HashMap<&str, &Split> = splits.iter().map(|split| (split.key.as_str(), split)).collect();
        let split_twice = |(_, split): &(&Written, &Split)| names.contains_key(people.key(&split.another).as_str());
        if let Some((written, split)) = tables.split.iter().zip(&splits).find(split_twice) {
            let what = format!("“{}” is split again; split the first name at once", split.another);
            return Err(Fault::at(&written.another, what));
        }
        // Comments and spaces do not change the fingerprint.
        let rules: toml::Table = toml::from_str(text).map_err(failed)?;
        let said = serde_json::to_string(&rules).unwrap_or_default();
        let fingerprint = (!rules.is_empty()).then(|| blake3::hash(said.as_bytes()).to_hex()[..16].to_owned());
        Ok(Self { people, organizations, splits, folder: None, across, fingerprint })
    }
}

/// The key under which the forms of a person's name are equal.
fn person_key(name: &str) -> String {
    names::key(name).replace('.', "")
}

/// The key under which the forms of an organization's name are equal.
fn body_key(name: &str) -> String {
    organization_key(name.trim())
}

/// The lines of a table, in the order of the file.
fn in_order(table: Table) -> Vec<(Spanned<String>, Spanned<String>)> {
    let mut rules: Vec<_> = table.into_iter().collect();
    rules.sort_by_key(|(from, _)| from.span().start);
    rules
}
