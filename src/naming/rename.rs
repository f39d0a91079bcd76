//! Rules that rename or drop names.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::fault::Fault;

/// The rules for the names of people, or for those of organizations.
#[derive(Clone, Debug)]
pub(super) struct Renames {
    key: fn(&str) -> String,
    /// The new names by key. The names on the right are among the keys, so that all their spellings become one.
    names: HashMap<String, String>,
    dropped: HashSet<String>,
}

/// A name and its new name.
type Rule = (Spanned<String>, Spanned<String>);

impl Renames {
    /// Builds the rules, given in the order of the file.
    pub(super) fn new(key: fn(&str) -> String, rules: &[Rule], dropped: &[Spanned<String>]) -> Result<Self, Fault> {
        let mut next: HashMap<String, &Spanned<String>> = HashMap::new();
        for (from, to) in rules {
            let other = next.insert(checked(key, from)?, to);
            if other.is_some_and(|other| checked(key, other).ok() != checked(key, to).ok()) {
                let what = format!("“{}” becomes two different names", from.get_ref());
                return Err(Fault::at(from, what));
            }
        }
        let mut renames = Self { key, names: HashMap::new(), dropped: HashSet::new() };
        for (from, _) in rules {
            let last = last_name(key, &next, from)?;
            let last = renames.add(last)?;
            renames.names.insert(key(from.get_ref()), last);
        }
        for name in dropped {
            renames.dropped.insert(checked(key, name)?);
        }
        Ok(renames)
    }

    /// Adds a new name and returns its first spelling in the file.
    pub(super) fn add(&mut self, name: &Spanned<String>) -> Result<String, Fault> {
        let key = checked(self.key, name)?;
        Ok(self.names.entry(key).or_insert_with(|| name.get_ref().trim().to_owned()).clone())
    }

    pub(super) fn key(&self, name: &str) -> String {
        (self.key)(name)
    }

    /// The new name, if a rule has the name.
    pub(super) fn ruled(&self, name: &str) -> Option<&String> {
        self.names.get(&self.key(name))
    }

    /// The new name, or the name itself; `None` if it is dropped.
    pub(super) fn name(&self, name: &str) -> Option<String> {
        let key = self.key(name);
        let becomes = self.names.get(&key);
        let dropped = self.dropped.contains(&key) || becomes.is_some_and(|becomes| self.drops(becomes));
        (!dropped).then(|| becomes.map_or_else(|| name.to_owned(), Clone::clone))
    }

    pub(super) fn drops(&self, name: &str) -> bool {
        self.dropped.contains(&self.key(name))
    }
}

/// The last name of a series of renames.
fn last_name<'r>(
    key: fn(&str) -> String,
    next: &HashMap<String, &'r Spanned<String>>,
    from: &'r Spanned<String>,
) -> Result<&'r Spanned<String>, Fault> {
    let mut seen = HashSet::new();
    let mut last = from;
    loop {
        let at = key(last.get_ref());
        let Some(to) = next.get(&at) else { return Ok(last) };
        // The rule only changes the spelling.
        if key(to.get_ref()) == at {
            return Ok(to);
        }
        if !seen.insert(at) {
            return Err(Fault::at(from, format!("“{}” is renamed in a circle", from.get_ref())));
        }
        last = to;
    }
}

/// The key of a name, which must not be empty.
fn checked(key: fn(&str) -> String, name: &Spanned<String>) -> Result<String, Fault> {
    let key = key(name.get_ref());
    if key.is_empty() { Err(Fault::at(name, "a name without letters".to_owned())) } else { Ok(key) }
}
