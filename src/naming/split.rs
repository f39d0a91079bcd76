//! Rules for one name of several people.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use jiff::civil::Date;
use serde::Deserialize;
use toml::{Spanned, Value};

use super::fault::Fault;
use super::rename::Renames;
use crate::article::Article;
use crate::extract::Statement;
use crate::names::{fold, outlet_key};

/// A split as the file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    pub(super) name: Spanned<String>,
    #[serde(rename = "as")]
    pub(super) another: Spanned<String>,
    role: Option<Spanned<String>>,
    organization: Option<Spanned<String>>,
    outlet: Option<Spanned<String>>,
    path: Option<Spanned<String>>,
    since: Option<Spanned<Value>>,
    until: Option<Spanned<Value>>,
}

/// The articles in which a name is another one; all conditions must hold.
#[derive(Clone, Debug)]
pub(super) struct Split {
    /// The key of the name after the other rules.
    pub(super) key: String,
    pub(super) another: String,
    role: Option<Vec<String>>,
    organization: Option<String>,
    outlet: Option<String>,
    path: Option<GlobSet>,
    since: Option<Date>,
    until: Option<Date>,
}

impl Split {
    /// Checks a split; `another` is its second name after the other rules.
    pub(super) fn new(
        written: &Written,
        another: String,
        people: &Renames,
        organizations: &Renames,
    ) -> Result<Self, Fault> {
        let name = written.name.get_ref();
        let key = people.key(people.ruled(name).unwrap_or(name));
        if key == people.key(&another) {
            let what = format!(
                "“{}” is the same name as “{name}”; titles do not count, so write \"{name} (senator)\"",
                written.another.get_ref()
            );
            return Err(Fault::at(&written.another, what));
        }
        let organization = written.organization.as_ref().map(|name| {
            let name = name.get_ref();
            organizations.key(organizations.ruled(name).unwrap_or(name))
        });
        let split = Self {
            key,
            another,
            role: written.role.as_ref().map(|role| words(role.get_ref())),
            organization,
            outlet: written.outlet.as_ref().map(|outlet| outlet_key(outlet.get_ref())),
            path: written.path.as_ref().map(places).transpose()?,
            since: written.since.as_ref().map(days).transpose()?.map(|(first, _)| first),
            until: written.until.as_ref().map(days).transpose()?.map(|(_, last)| last),
        };
        if split.since.zip(split.until).is_some_and(|(since, until)| since > until) {
            return Err(Fault::at(&written.name, "since is after until".to_owned()));
        }
        if split.is_by_nothing() {
            let what = format!(
                "no condition says when “{name}” is “{}”; add role, organization, outlet, path, since or until",
                split.another
            );
            return Err(Fault::at(&written.name, what));
        }
        Ok(split)
    }

    fn is_by_nothing(&self) -> bool {
        let text = self.role.is_none() && self.organization.is_none();
        text && self.outlet.is_none() && self.path.is_none() && self.since.is_none() && self.until.is_none()
    }

    pub(super) fn is_by_path(&self) -> bool {
        self.path.is_some()
    }

    /// Whether it holds for an article at the path `below` the folder of the rules; the name is the speaker of these statements.
    pub(super) fn fits(&self, article: &Article, below: &str, organizations: &Renames, said: &[&Statement]) -> bool {
        let day = article.published.map(|published| published.day());
        let outlet = article.outlet.as_deref().map(outlet_key);
        self.outlet.as_ref().is_none_or(|wanted| outlet.as_ref() == Some(wanted))
            && self.path.as_ref().is_none_or(|places| places.is_match(below))
            && self.since.is_none_or(|since| day.is_some_and(|day| day >= since))
            && self.until.is_none_or(|until| day.is_some_and(|day| day <= until))
            && self.role.as_ref().is_none_or(|wanted| said.iter().any(|statement| has_role(statement, wanted)))
            && self
                .organization
                .as_ref()
                .is_none_or(|wanted| said.iter().any(|statement| belongs(statement, organizations, wanted)))
    }
}

/// Whether the role of a statement contains these words in a row.
fn has_role(statement: &Statement, wanted: &[String]) -> bool {
    let role = words(statement.source.role.as_deref().unwrap_or_default());
    role.windows(wanted.len().max(1)).any(|part| part == wanted)
}

fn belongs(statement: &Statement, organizations: &Renames, wanted: &str) -> bool {
    let source = &statement.source;
    let mut own = source.role_organizations.iter().chain(&source.former_organizations);
    own.any(|name| organizations.key(name) == wanted)
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text).replace('.', "");
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A pattern of paths, which also matches everything below.
fn places(pattern: &Spanned<String>) -> Result<GlobSet, Fault> {
    let failed = |error: globset::Error| Fault::at(pattern, error.to_string());
    let place = pattern.get_ref().trim_start_matches("./").trim_matches('/');
    let mut places = GlobSetBuilder::new();
    for glob in [place.to_owned(), format!("{place}/**")] {
        places.add(GlobBuilder::new(&glob).literal_separator(true).build().map_err(failed)?);
    }
    places.build().map_err(failed)
}

/// The first and the last day of a date, a month or a year, with or without quotation marks.
fn days(written: &Spanned<Value>) -> Result<(Date, Date), Fault> {
    let text = match written.get_ref() {
        Value::String(text) => text.trim().to_owned(),
        Value::Integer(year) => year.to_string(),
        Value::Datetime(day) => day.to_string(),
        _ => String::new(),
    };
    let numbers: Option<Vec<i16>> = text.split('-').map(|part| part.parse().ok()).collect();
    let small = |number: i16| i8::try_from(number).ok();
    let found = match numbers.as_deref() {
        Some(&[year]) => Date::new(year, 1, 1).and_then(|first| Ok((first, Date::new(year, 12, 31)?))).ok(),
        Some(&[year, month]) => {
            small(month).and_then(|month| Date::new(year, month, 1).ok()).map(|first| (first, first.last_of_month()))
        }
        Some(&[year, month, day]) => {
            small(month).zip(small(day)).and_then(|(month, day)| Date::new(year, month, day).ok()).map(|day| (day, day))
        }
        _ => None,
    };
    found.ok_or_else(|| Fault::at(written, "no day; write \"2016\", \"2016-10\" or \"2016-10-05\"".to_owned()))
}
