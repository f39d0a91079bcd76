//! What the user says about all articles of a run.

use std::sync::Arc;

use super::{File, OutletRules, Record, walk};
use crate::naming::{Names, Naming};

/// What the user says about all articles of a run.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// The outlet of every article, whatever its fields say.
    pub outlet: Option<String>,
    /// Rules for outlets, in place of those in the folders.
    pub outlets: Option<Arc<OutletRules>>,
    /// Rules for names, in place of those in the folders.
    pub names: Option<Arc<Names>>,
}

impl Overrides {
    /// The rules for the outlets of a file: the user's, else those of its folder.
    pub(super) fn outlets<'o>(&'o self, file: &'o File) -> Option<&'o OutletRules> {
        self.outlets.as_deref().or(file.outlets.as_deref())
    }

    /// The rules for the names of a record: the user's, else the nearest that the folders of its file bring.
    pub fn naming(&self, record: &Record) -> Option<Naming> {
        let (names, below) = self.names(&record.file)?;
        Some(Naming::new(names.clone(), record.inside(below)))
    }

    /// The rules for the names of a file, and its path from where theirs go.
    fn names<'o>(&'o self, file: &'o File) -> Option<(&'o Arc<Names>, String)> {
        let names = self.names.as_ref().or(file.names.as_ref())?;
        let below = names.folder().and_then(|folder| file.path.strip_prefix(folder).ok());
        Some((names, below.map_or_else(|| file.below().to_owned(), walk::with_slashes)))
    }

    /// What tells whether the names of a file would come out otherwise now; nothing where no rule is given.
    pub(crate) fn fingerprint_of_names(&self, file: &File) -> Option<String> {
        self.names(file).and_then(|(names, below)| names.fingerprint(&below))
    }

    /// A fingerprint of everything that can change the outlets of a file: the user's outlet and the rules.
    pub(crate) fn fingerprint(&self, file: &File) -> Option<String> {
        let rules = self.outlets(file).map(OutletRules::fingerprint);
        match (&self.outlet, rules) {
            (None, None) => None,
            (outlet, rules) => {
                Some(format!("{}\n{}", outlet.as_deref().unwrap_or_default(), rules.unwrap_or_default()))
            }
        }
    }
}
