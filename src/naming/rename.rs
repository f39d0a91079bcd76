//! Other names for names, and names that are none.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::parse::Fault;

/// What names of one kind become.
#[derive(Clone, Debug)]
pub(super) struct Renames {
    key: fn(&str) -> String,
    /// By key, those on the right among them, so that all their spellings become one.
    names: HashMap<String, String>,
    dropped: HashSet<String>,
}

/// A name, and what it becomes.
type Rule = (Spanned<String>, Spanned<String>);

impl Renames {
    /// Rules, in the order of their file.
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
            let last = end_of_chain(key, &next, from)?;
            let last = renames.add(last)?;
            renames.names.insert(key(from.get_ref()), last);
        }
        for name in dropped {
            renames.dropped.insert(checked(key, name)?);
        }
        Ok(renames)
    }

    /// Notes a name that others become, and gives it as it is spelled where it stands first.
    pub(super) fn add(&mut self, name: &Spanned<String>) -> Result<String, Fault> {
        let key = checked(self.key, name)?;
        Ok(self.names.entry(key).or_insert_with(|| name.get_ref().trim().to_owned()).clone())
    }

    pub(super) fn key(&self, name: &str) -> String {
        (self.key)(name)
    }

    /// What a name becomes where a rule names it.
    pub(super) fn ruled(&self, name: &str) -> Option<&String> {
        self.names.get(&self.key(name))
    }

    /// What a name becomes, be it itself; nothing where it is dropped.
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

/// The name at the end of a row of rules.
fn end_of_chain<'r>(
    key: fn(&str) -> String,
    next: &HashMap<String, &'r Spanned<String>>,
    from: &'r Spanned<String>,
) -> Result<&'r Spanned<String>, Fault> {
    let mut seen = HashSet::new();
    let mut last = from;
    loop {
        let at = key(last.get_ref());
        let Some(to) = next.get(&at) else { return Ok(last) };
        // Another spelling of itself.
        if key(to.get_ref()) == at {
            return Ok(to);
        }
        if !seen.insert(at) {
            return Err(Fault::at(from, format!("“{}” leads into a circle of names", from.get_ref())));
        }
        last = to;
    }
}

/// The key of a name, which must have one.
fn checked(key: fn(&str) -> String, name: &Spanned<String>) -> Result<String, Fault> {
    let key = key(name.get_ref());
    if key.is_empty() { Err(Fault::at(name, "a name without letters".to_owned())) } else { Ok(key) }
}
